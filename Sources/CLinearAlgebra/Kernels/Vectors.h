// Vectors of sixteen numbers in the compiler's own notation: it makes of them whatever registers
// the including file's instruction set has.

#include <stdint.h>
#include <string.h>

#include "LanguageModelKernels.h"

// Every function that takes or gives a vector is inlined, so that no calling convention matters.
#pragma clang diagnostic ignored "-Wpsabi"

#define INLINE static inline __attribute__((always_inline, unused))

typedef float floats __attribute__((vector_size(64)));
typedef int32_t integers __attribute__((vector_size(64)));
typedef uint32_t words __attribute__((vector_size(64)));
typedef uint16_t halves __attribute__((vector_size(32)));
typedef float floatsInMemory __attribute__((vector_size(64), aligned(4), may_alias));
typedef uint32_t wordsInMemory __attribute__((vector_size(64), aligned(2), may_alias));
typedef uint16_t halvesInMemory __attribute__((vector_size(32), aligned(2), may_alias));
typedef uint32_t word __attribute__((aligned(2), may_alias));
typedef float number __attribute__((aligned(4), may_alias));

enum { lanes = 16, panelColumns = skua_panel_columns };

INLINE floats load(const void *p) { return *(const floatsInMemory *)p; }
INLINE void store(void *p, floats x) { *(floatsInMemory *)p = x; }
INLINE floats splat(float x) {
  return (floats){x, x, x, x, x, x, x, x, x, x, x, x, x, x, x, x};
}
INLINE integers laneNumbers(void) {
  return (integers){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15};
}
/// All ones in the lanes below `count`.
INLINE integers lanesBelow(int count) { return laneNumbers() < (integers){} + count; }
INLINE floats masked(floats x, integers mask) { return (floats)((integers)x & mask); }
INLINE floats chosen(integers mask, floats yes, floats no) {
  return (floats)(((integers)yes & mask) | ((integers)no & ~mask));
}
INLINE floats larger(floats a, floats b) {
#if SKUA_LEVEL == 2
  return (floats)_mm512_max_ps((__m512)a, (__m512)b);
#else
  return chosen(a > b, a, b);
#endif
}
INLINE floats smaller(floats a, floats b) {
#if SKUA_LEVEL == 2
  return (floats)_mm512_min_ps((__m512)a, (__m512)b);
#else
  return chosen(a < b, a, b);
#endif
}
INLINE bool anyAbove(floats a, floats b) {
#if SKUA_LEVEL == 2
  return _mm512_cmp_ps_mask((__m512)a, (__m512)b, _CMP_GT_OQ) != 0;
#else
  integers above = a > b;
  int32_t any = 0;
  for (int i = 0; i < lanes; i++) any |= above[i];
  return any != 0;
#endif
}

/// Sum of the lanes by halves, always in this order.
INLINE float total(floats x) {
  float s[lanes];
  store(s, x);
  for (int width = lanes / 2; width > 0; width /= 2)
    for (int i = 0; i < width; i++) s[i] += s[i + width];
  return s[0];
}
INLINE float maximum(floats x) {
  float s[lanes];
  store(s, x);
  for (int width = lanes / 2; width > 0; width /= 2)
    for (int i = 0; i < width; i++) s[i] = s[i] > s[i + width] ? s[i] : s[i + width];
  return s[0];
}

/// bfloat16, rounded to nearest even.
INLINE halves rounded(floats x) {
#if SKUA_LEVEL == 2
  return (halves)_mm512_cvtneps_pbh((__m512)x);
#else
  words bits = (words)x;
  bits = (bits + 0x7fff + ((bits >> 16) & 1)) >> 16;
  return __builtin_convertvector(bits, halves);
#endif
}

/// e^x for x below 88; 0 below -87. Relative error 2e-7.
///
/// x = n ln 2 + f, n by rounding with 1.5 * 2^23, e^f by its series up to f^6 / 720, 2^n by the
/// exponent's bits.
INLINE floats exponential(floats x) {
  integers tiny = x < splat(-87.0f);
  x = larger(smaller(x, splat(88.0f)), splat(-87.0f));
  floats shifted = x * 1.44269504f + 12582912.0f;
  floats n = shifted - 12582912.0f;
  floats f = x - n * 0.693359375f;
  f = f - n * -2.12194440e-4f;
  floats p = f * 1.38888889e-3f + 8.33333333e-3f;
  p = p * f + 4.16666667e-2f;
  p = p * f + 1.66666667e-1f;
  p = p * f + 0.5f;
  p = p * f + 1.0f;
  p = p * f + 1.0f;
  floats e = (floats)((integers)p + ((integers)shifted << 23));
  return masked(e, ~tiny);
}

/// x / 2 (1 + tanh(u)) = x / (1 + e^(-2u)) with u = sqrt(2 / pi) (x + 0.044715 x^3).
INLINE floats gelu(floats x) {
  floats u = x * (1.0f + 0.044715f * (x * x)) * -1.5957691216f;
  return x / (1.0f + exponential(u));
}

INLINE int smallerOf(int a, int b) { return a < b ? a : b; }
INLINE int roundedUp(int value, int multiple) {
  return (value + multiple - 1) / multiple * multiple;
}
/// Columns of a panel, rounded up to whole vectors.
INLINE int columnsOfPanel(int outputs, int panel) {
  return smallerOf(panelColumns, roundedUp(outputs, lanes) - panel * panelColumns);
}
/// Steps of the sum over so many inputs.
INLINE int stepsOf(int inputs, bool halves) { return halves ? (inputs + 1) / 2 : inputs; }
/// Where a panel begins: all before it are full.
INLINE size_t panelOffset(const skua_weights *w, int panel) {
  return (size_t)panel * panelColumns * 4 * (size_t)stepsOf(w->inputs, w->halves);
}
