// Thin shim over BLAS and LAPACK: OpenBLAS on Linux, Accelerate on macOS.
//
// Matrices are row-major unless a comment says column-major. Every LAPACK wrapper allocates its own
// workspace and returns LAPACK's `info`: 0 done, below 0 a bad argument (or -1000: no memory),
// above 0 a mathematical failure that the caller reports.

#ifndef SKUA_CLINEARALGEBRA_H
#define SKUA_CLINEARALGEBRA_H

#include <stdbool.h>

#include "LanguageModelKernels.h"
#include "SinglePrecision.h"
#include "TrainingKernels.h"

/// C (m, n) = alpha op(A) op(B) + beta C, with op(A) of shape (m, k) and op(B) of shape (k, n).
void skua_gemm(bool transposeA, bool transposeB, int m, int n, int k, double alpha,
               const double *a, int lda, const double *b, int ldb, double beta, double *c, int ldc);

/// y = alpha op(A) x + beta y, with A of shape (m, n) as stored.
void skua_gemv(bool transposeA, int m, int n, double alpha, const double *a, int lda,
               const double *x, double beta, double *y);

/// Lower triangle of C (n, n) = alpha A'A + beta C, with A of shape (k, n).
void skua_syrk_lower(int n, int k, double alpha, const double *a, int lda, double beta, double *c,
                     int ldc);

/// Cholesky factor in place in the lower triangle of A (n, n).
int skua_cholesky(int n, double *a, int lda);

/// The same two in single precision.
void skua_syrk_lower_single(int n, int k, float alpha, const float *a, int lda, float beta,
                            float *c, int ldc);
int skua_cholesky_single(int n, float *a, int lda);

/// Solves L L' X = B in place, B of shape (n, count) stored column-major: one vector after the other.
int skua_cholesky_solve(int n, int count, const double *l, int lda, double *b);

/// Solves A X = B in place by LU with partial pivoting; A and B column-major.
int skua_solve(int n, int count, double *a, double *b);

/// Minimum-norm least squares of A X = B through the SVD; A (m, n) and B (max(m, n), count)
/// column-major, the solution in the first n rows of B. Writes min(m, n) singular values.
int skua_least_squares(int m, int n, int count, double *a, double *b, int ldb, double tolerance,
                       double *singularValues, int *rank);

/// Eigenvalues, ascending, and eigenvectors (one after the other in A) of the symmetric A (n, n).
int skua_symmetric_eigen(int n, double *a, double *values);

/// Q of the pivoted QR of A (m, n), column-major, in place: min(m, n) columns; |R_jj| in `diagonal`.
int skua_orthonormal_columns(int m, int n, double *a, double *diagonal);

#endif
