// Products in single precision and the number of threads that BLAS may use for them.

#ifndef SKUA_SINGLE_PRECISION_H
#define SKUA_SINGLE_PRECISION_H

#include <stdbool.h>

/// C (m, n) = alpha op(A) op(B) + beta C, row-major, op(A) of shape (m, k) and op(B) of (k, n).
void skua_sgemm(bool transposeA, bool transposeB, int m, int n, int k, float alpha, const float *a,
                int lda, const float *b, int ldb, float beta, float *c, int ldc);

/// Sets how many threads a product may use and returns the number before; 0 where BLAS has no such
/// setting. Holds for the whole process: restore it.
int skua_set_blas_threads(int threads);

#endif
