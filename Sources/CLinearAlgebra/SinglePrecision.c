#include "SinglePrecision.h"

#if defined(__APPLE__)
#define ACCELERATE_NEW_LAPACK
#include <Accelerate/Accelerate.h>
#else
#include <cblas.h>
// Weak, since a plain BLAS in OpenBLAS's place has neither.
extern void openblas_set_num_threads(int) __attribute__((weak));
extern int openblas_get_num_threads(void) __attribute__((weak));
#endif

void skua_sgemm(bool transposeA, bool transposeB, int m, int n, int k, float alpha, const float *a,
                int lda, const float *b, int ldb, float beta, float *c, int ldc) {
  cblas_sgemm(CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans,
              transposeB ? CblasTrans : CblasNoTrans, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

int skua_set_blas_threads(int threads) {
#if defined(__APPLE__)
  (void)threads;
  return 0;
#else
  if (!openblas_set_num_threads || !openblas_get_num_threads) return 0;
  int before = openblas_get_num_threads();
  if (threads > 0) openblas_set_num_threads(threads);
  return before;
#endif
}
