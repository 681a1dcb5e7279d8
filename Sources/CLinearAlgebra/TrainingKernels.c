#include "TrainingKernels.h"

#include <math.h>
#include <string.h>

#if defined(__x86_64__) && defined(__linux__)
#define DISPATCHED __attribute__((target_clones("avx512f", "arch=haswell", "default")))
#else
#define DISPATCHED
#endif
// Sums may run in lanes: their order is fixed by the instruction set, not by the data.
#define LANES _Pragma("clang fp reassociate(on) contract(fast)")

// exp(x): 2^n times a polynomial of the remainder (Cody and Waite); relative error 2e-7.
static inline __attribute__((always_inline)) float exponential(float x) {
  x = x < -87.0f ? -87.0f : x;
  x = x > 88.0f ? 88.0f : x;
  const float shifted = x * 1.44269504f + 12582912.0f;
  const float n = shifted - 12582912.0f;
  const float r = (x - n * 0.693145752f) - n * 1.42860677e-6f;
  float p = 1.9875691500e-4f;
  p = p * r + 1.3981999507e-3f;
  p = p * r + 8.3334519073e-3f;
  p = p * r + 4.1665795894e-2f;
  p = p * r + 1.6666665459e-1f;
  p = p * r + 5.0000001201e-1f;
  p = p * r * r + r + 1.0f;
  const int32_t bits = ((int32_t)n + 127) << 23;
  float power;
  memcpy(&power, &bits, sizeof power);
  return p * power;
}

DISPATCHED void skua_norm_forward(int rows, int width, float epsilon, const float *x,
                                  const float *weight, const float *bias, float *y, float *mean,
                                  float *scale) {
  LANES
  for (int i = 0; i < rows; i++, x += width, y += width) {
    float sum = 0, square = 0;
    for (int j = 0; j < width; j++) sum += x[j];
    const float m = sum / width;
    for (int j = 0; j < width; j++) square += (x[j] - m) * (x[j] - m);
    const float s = 1 / sqrtf(square / width + epsilon);
    for (int j = 0; j < width; j++) y[j] = (x[j] - m) * s * weight[j] + bias[j];
    mean[i] = m;
    scale[i] = s;
  }
}

DISPATCHED void skua_norm_backward(int rows, int width, const float *x, const float *weight,
                                   const float *mean, const float *scale, const float *dy,
                                   float *dx, float *dweight, float *dbias) {
  LANES
  for (int i = 0; i < rows; i++, x += width, dy += width, dx += width) {
    const float m = mean[i], s = scale[i];
    float sum = 0, product = 0;
    for (int j = 0; j < width; j++) {
      const float g = dy[j] * weight[j], h = (x[j] - m) * s;
      sum += g;
      product += g * h;
      dweight[j] += dy[j] * h;
      dbias[j] += dy[j];
    }
    sum /= width;
    product /= width;
    for (int j = 0; j < width; j++)
      dx[j] += s * (dy[j] * weight[j] - sum - (x[j] - m) * s * product);
  }
}

// tanh(u) = 1 - 2 / (exp(2u) + 1), so GELU(x) = x - x / (exp(2u) + 1).
static const float slope = 0.7978845608f, cubic = 0.044715f;

DISPATCHED void skua_gelu_forward(int count, const float *x, float *y) {
  LANES
  for (int i = 0; i < count; i++) {
    const float v = x[i], u = slope * (v + cubic * v * v * v);
    y[i] = v - v / (exponential(2 * u) + 1);
  }
}

DISPATCHED void skua_gelu_backward(int count, const float *x, float *dy) {
  LANES
  for (int i = 0; i < count; i++) {
    const float v = x[i], u = slope * (v + cubic * v * v * v);
    const float q = 1 / (exponential(2 * u) + 1);
    dy[i] *= 1 - q + 2 * v * q * (1 - q) * slope * (1 + 3 * cubic * v * v);
  }
}

DISPATCHED void skua_causal_softmax_forward(int rows, float *s) {
  LANES
  for (int i = 0; i < rows; i++, s += rows) {
    float top = s[0], sum = 0;
    for (int j = 1; j <= i; j++) top = s[j] > top ? s[j] : top;
    for (int j = 0; j <= i; j++) {
      s[j] = exponential(s[j] - top);
      sum += s[j];
    }
    const float inverse = 1 / sum;
    for (int j = 0; j <= i; j++) s[j] *= inverse;
    for (int j = i + 1; j < rows; j++) s[j] = 0;
  }
}

DISPATCHED void skua_causal_softmax_backward(int rows, const float *p, float *dp) {
  LANES
  for (int i = 0; i < rows; i++, p += rows, dp += rows) {
    float sum = 0;
    for (int j = 0; j <= i; j++) sum += p[j] * dp[j];
    for (int j = 0; j <= i; j++) dp[j] = p[j] * (dp[j] - sum);
    for (int j = i + 1; j < rows; j++) dp[j] = 0;
  }
}

DISPATCHED double skua_cross_entropy(int rows, int vocabulary, int64_t stride,
                                     const int32_t *targets, float factor, float *logits) {
  LANES
  double loss = 0;
  for (int i = 0; i < rows; i++, logits += stride) {
    float top = logits[0], sum = 0;
    for (int j = 1; j < vocabulary; j++) top = logits[j] > top ? logits[j] : top;
    const float target = logits[targets[i]];
    for (int j = 0; j < vocabulary; j++) {
      logits[j] = exponential(logits[j] - top);
      sum += logits[j];
    }
    loss += log((double)sum) + top - target;
    const float inverse = factor / sum;
    for (int j = 0; j < vocabulary; j++) logits[j] *= inverse;
    logits[targets[i]] -= factor;
  }
  return loss;
}

DISPATCHED void skua_add_bias(int rows, int width, const float *bias, float *y) {
  for (int i = 0; i < rows; i++, y += width)
    for (int j = 0; j < width; j++) y[j] += bias[j];
}

DISPATCHED void skua_bias_backward(int rows, int width, const float *dy, float *dbias) {
  for (int i = 0; i < rows; i++, dy += width)
    for (int j = 0; j < width; j++) dbias[j] += dy[j];
}

DISPATCHED void skua_add(int64_t count, const float *x, float *y) {
  for (int64_t i = 0; i < count; i++) y[i] += x[i];
}

DISPATCHED double skua_square_norm(int64_t count, const float *x) {
  LANES
  double sum = 0;
  for (int64_t i = 0; i < count; i++) sum += (double)x[i] * x[i];
  return sum;
}

DISPATCHED void skua_move_scaled(int64_t count, float factor, float *restrict x,
                                 float *restrict y) {
  for (int64_t i = 0; i < count; i++) {
    y[i] += factor * x[i];
    x[i] = 0;
  }
}

DISPATCHED void skua_adamw(int64_t count, float rate, float beta1, float beta2, float epsilon,
                           float decay, float correction1, float correction2, float gradientScale,
                           const float *restrict gradient, float *restrict first,
                           float *restrict second, float *restrict parameters) {
  for (int64_t i = 0; i < count; i++) {
    const float g = gradient[i] * gradientScale;
    const float m = beta1 * first[i] + (1 - beta1) * g;
    const float v = beta2 * second[i] + (1 - beta2) * g * g;
    first[i] = m;
    second[i] = v;
    const float step = m * correction1 / (sqrtf(v * correction2) + epsilon);
    parameters[i] -= rate * (step + decay * parameters[i]);
  }
}
