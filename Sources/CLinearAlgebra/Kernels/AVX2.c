// Kernels for x86 processors with AVX2 and FMA (2013 and later).

#if defined(__x86_64__)
#include <immintrin.h>

#include "LanguageModelKernels.h"
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#define SKUA_LEVEL 1
#define TILE_ROWS 6
#define TILE_VECTORS 1
#include "Kernels.h"
#pragma clang attribute pop

const skua_kernels skua_avx2_kernels = SKUA_TABLE;
#endif
