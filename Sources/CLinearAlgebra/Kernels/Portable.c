// Kernels for any processor.

#define SKUA_LEVEL 0
#define TILE_ROWS 2
#define TILE_VECTORS 1
#include "Kernels.h"

const skua_kernels skua_portable_kernels = SKUA_TABLE;
