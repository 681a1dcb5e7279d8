// Kernels for x86 processors with AVX-512 and its bfloat16 products (Zen 4, Cooper Lake and later).

#if defined(__x86_64__)
#include <immintrin.h>

#include "LanguageModelKernels.h"
#pragma clang attribute push(                                                             \
    __attribute__((target("avx2,fma,avx512f,avx512bw,avx512dq,avx512vl,avx512bf16"))), \
    apply_to = function)
#define SKUA_LEVEL 2
#define TILE_ROWS 6
#define TILE_VECTORS 4
#include "Kernels.h"
#pragma clang attribute pop

const skua_kernels skua_avx512_kernels = SKUA_TABLE;
#endif
