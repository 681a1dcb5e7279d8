// The layers of a transformer that no BLAS has, forward next to backward, in single precision.
//
// All arrays are row-major. On x86-64 Linux each kernel exists for AVX-512, AVX2 and the baseline;
// the loader picks one. Gradients of parameters are added to, gradients of inputs too where said.

#ifndef SKUA_TRAINING_KERNELS_H
#define SKUA_TRAINING_KERNELS_H

#include <stdint.h>

/// y (rows, width) = (x - mean) * scale * weight + bias; mean and scale (rows) are kept.
void skua_norm_forward(int rows, int width, float epsilon, const float *x, const float *weight,
                       const float *bias, float *y, float *mean, float *scale);
/// Adds to dx (rows, width), dweight and dbias (width) from dy (rows, width).
void skua_norm_backward(int rows, int width, const float *x, const float *weight, const float *mean,
                        const float *scale, const float *dy, float *dx, float *dweight,
                        float *dbias);

/// y = GELU(x) by its tanh form.
void skua_gelu_forward(int count, const float *x, float *y);
/// dy becomes dx = dy * GELU'(x).
void skua_gelu_backward(int count, const float *x, float *dy);

/// Row i of s (rows, rows) becomes the softmax of its first i + 1 entries, zeros after them.
void skua_causal_softmax_forward(int rows, float *s);
/// dp (rows, rows) becomes the gradient of the scores, from the probabilities p.
void skua_causal_softmax_backward(int rows, const float *p, float *dp);

/// Sum of the cross-entropies (nats) of logits (rows, vocabulary), which become their gradients
/// times `factor`; a row begins every `stride` numbers.
double skua_cross_entropy(int rows, int vocabulary, int64_t stride, const int32_t *targets,
                          float factor, float *logits);

/// Each row of y (rows, width) plus bias (width).
void skua_add_bias(int rows, int width, const float *bias, float *y);
/// dbias (width) += the sum of dy's rows.
void skua_bias_backward(int rows, int width, const float *dy, float *dbias);
/// y += x.
void skua_add(int64_t count, const float *x, float *y);
/// The sum of the squares of x.
double skua_square_norm(int64_t count, const float *x);
/// y += factor * x, and x becomes zero.
void skua_move_scaled(int64_t count, float factor, float *x, float *y);

/// One AdamW step over `count` numbers; corrections are 1 / (1 - beta^step).
void skua_adamw(int64_t count, float rate, float beta1, float beta2, float epsilon, float decay,
                float correction1, float correction2, float gradientScale, const float *gradient,
                float *first, float *second, float *parameters);

#endif
