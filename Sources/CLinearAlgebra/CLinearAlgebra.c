#include "CLinearAlgebra.h"

#include <math.h>
#include <stdlib.h>

#if defined(__APPLE__)
#define ACCELERATE_NEW_LAPACK
#include <Accelerate/Accelerate.h>
#else
#include <cblas.h>
// LAPACK's Fortran entry points, which OpenBLAS exports itself: no LAPACKE is needed.
void dpotrf_(const char *, const int *, double *, const int *, int *);
void spotrf_(const char *, const int *, float *, const int *, int *);
void dpotrs_(const char *, const int *, const int *, const double *, const int *, double *,
             const int *, int *);
void dgesv_(const int *, const int *, double *, const int *, int *, double *, const int *, int *);
void dgelsd_(const int *, const int *, const int *, double *, const int *, double *, const int *,
             double *, const double *, int *, double *, const int *, int *, int *);
void dsyevd_(const char *, const char *, const int *, double *, const int *, double *, double *,
             const int *, int *, const int *, int *);
void dgeqp3_(const int *, const int *, double *, const int *, int *, double *, double *,
             const int *, int *);
void dorgqr_(const int *, const int *, const int *, double *, const int *, const double *, double *,
             const int *, int *);
#endif

enum { outOfMemory = -1000 };

void skua_gemm(bool transposeA, bool transposeB, int m, int n, int k, double alpha,
               const double *a, int lda, const double *b, int ldb, double beta, double *c,
               int ldc) {
  cblas_dgemm(CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans,
              transposeB ? CblasTrans : CblasNoTrans, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
}

void skua_gemv(bool transposeA, int m, int n, double alpha, const double *a, int lda,
               const double *x, double beta, double *y) {
  cblas_dgemv(CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, m, n, alpha, a, lda, x, 1,
              beta, y, 1);
}

void skua_syrk_lower(int n, int k, double alpha, const double *a, int lda, double beta, double *c,
                     int ldc) {
  cblas_dsyrk(CblasRowMajor, CblasLower, CblasTrans, n, k, alpha, a, lda, beta, c, ldc);
}

void skua_syrk_lower_single(int n, int k, float alpha, const float *a, int lda, float beta,
                            float *c, int ldc) {
  cblas_ssyrk(CblasRowMajor, CblasLower, CblasTrans, n, k, alpha, a, lda, beta, c, ldc);
}

// A row-major lower triangle is a column-major upper one.
int skua_cholesky(int n, double *a, int lda) {
  int info = 0;
  dpotrf_("U", &n, a, &lda, &info);
  return info;
}

int skua_cholesky_single(int n, float *a, int lda) {
  int info = 0;
  spotrf_("U", &n, a, &lda, &info);
  return info;
}

int skua_cholesky_solve(int n, int count, const double *l, int lda, double *b) {
  int info = 0;
  dpotrs_("U", &n, &count, (double *)l, &lda, b, &n, &info);
  return info;
}

int skua_solve(int n, int count, double *a, double *b) {
  int info = 0;
  int *pivots = malloc(sizeof(int) * (size_t)n);
  if (pivots == NULL) return outOfMemory;
  dgesv_(&n, &count, a, &n, pivots, b, &n, &info);
  free(pivots);
  return info;
}

int skua_least_squares(int m, int n, int count, double *a, double *b, int ldb, double tolerance,
                       double *singularValues, int *rank) {
  int info = 0, integers = 0, query = -1;
  double size = 0;
  dgelsd_(&m, &n, &count, a, &m, b, &ldb, singularValues, &tolerance, rank, &size, &query,
          &integers, &info);
  if (info != 0) return info;
  int length = (int)size;
  double *work = malloc(sizeof(double) * (size_t)length);
  int *integerWork = malloc(sizeof(int) * (size_t)(integers > 0 ? integers : 1));
  if (work == NULL || integerWork == NULL) {
    info = outOfMemory;
  } else {
    dgelsd_(&m, &n, &count, a, &m, b, &ldb, singularValues, &tolerance, rank, work, &length,
            integerWork, &info);
  }
  free(work);
  free(integerWork);
  return info;
}

int skua_symmetric_eigen(int n, double *a, double *values) {
  int info = 0, query = -1, integers = 0;
  double size = 0;
  dsyevd_("V", "U", &n, a, &n, values, &size, &query, &integers, &query, &info);
  if (info != 0) return info;
  int length = (int)size;
  double *work = malloc(sizeof(double) * (size_t)length);
  int *integerWork = malloc(sizeof(int) * (size_t)integers);
  if (work == NULL || integerWork == NULL) {
    info = outOfMemory;
  } else {
    dsyevd_("V", "U", &n, a, &n, values, work, &length, integerWork, &integers, &info);
  }
  free(work);
  free(integerWork);
  return info;
}

int skua_orthonormal_columns(int m, int n, double *a, double *diagonal) {
  int info = 0, length = 64 * (n + 1) + 3 * n + 1, k = m < n ? m : n;
  double *work = malloc(sizeof(double) * (size_t)(length + n));
  int *pivots = calloc((size_t)n, sizeof(int));
  if (work == NULL || pivots == NULL) {
    info = outOfMemory;
  } else {
    double *tau = work + length;
    dgeqp3_(&m, &n, a, &m, pivots, tau, work, &length, &info);
    for (int j = 0; j < k; j++) diagonal[j] = fabs(a[(size_t)j * (size_t)m + (size_t)j]);
    if (info == 0) dorgqr_(&m, &k, &k, a, &m, tau, work, &length, &info);
  }
  free(work);
  free(pivots);
  return info;
}
