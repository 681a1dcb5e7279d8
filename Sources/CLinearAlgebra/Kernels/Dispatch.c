// Which kernels this processor runs, and the parts that need no instruction set.

#include "LanguageModelKernels.h"

#include <math.h>

extern const skua_kernels skua_portable_kernels;
#if defined(__x86_64__)
extern const skua_kernels skua_avx2_kernels, skua_avx512_kernels;
#endif

skua_instruction_set skua_best_instruction_set(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
  bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw")
      && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
      && __builtin_cpu_supports("avx512bf16");
  if (avx2 && avx512) return SKUA_AVX512;
  if (avx2) return SKUA_AVX2;
#endif
  return SKUA_PORTABLE;
}

const skua_kernels *skua_kernels_of(skua_instruction_set set) {
#if defined(__x86_64__)
  skua_instruction_set best = skua_best_instruction_set();
  if (set > best) set = best;
  if (set == SKUA_AVX512) return &skua_avx512_kernels;
  if (set == SKUA_AVX2) return &skua_avx2_kernels;
#endif
  return &skua_portable_kernels;
}

static size_t roundedUp(size_t value, size_t multiple) {
  return (value + multiple - 1) / multiple * multiple;
}

size_t skua_cache_head_bytes(int headWidth, bool halves) {
  size_t width = (size_t)headWidth, steps = halves ? (width + 1) / 2 : width;
  size_t keys = steps * skua_panel_columns * 4;
  return keys + roundedUp(width, 16) * skua_panel_columns * (halves ? 2 : 4);
}

size_t skua_panel_bytes(int inputs, int outputs, bool halves) {
  size_t steps = halves ? ((size_t)inputs + 1) / 2 : (size_t)inputs;
  return steps * roundedUp((size_t)outputs, 16) * 4;
}

size_t skua_attention_scratch(int positions) {
  return 6 * roundedUp((size_t)positions, skua_panel_columns) * sizeof(float);
}

void skua_sums_add(skua_sums *sums, const skua_sums *other) {
  skua_sums parts[2] = {*sums, *other};
  double top = fmax(sums->reference, other->reference);
  *sums = (skua_sums){.reference = top};
  for (int i = 0; i < 2; i++) {
    double shift = parts[i].reference - top, scale = exp(shift);
    if (scale == 0) continue;
    sums->sum += scale * parts[i].sum;
    sums->first += scale * (parts[i].first + shift * parts[i].sum);
    sums->second +=
        scale * (parts[i].second + shift * (2 * parts[i].first + shift * parts[i].sum));
  }
}
