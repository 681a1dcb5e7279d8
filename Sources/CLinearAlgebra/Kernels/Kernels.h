// All kernels of one instruction set. The including file says which: SKUA_LEVEL, and the registers
// that a tile may take, TILE_ROWS and TILE_VECTORS.

#include "Vectors.h"

#include "Tiles.h"

#include "Attention.h"
#include "Normalization.h"
#include "Products.h"
#include "Vocabulary.h"

#define SKUA_TABLE \
  { \
    .set = (skua_instruction_set)SKUA_LEVEL, .pack = pack, .roundRows = roundRows, \
    .product = product, .normalize = normalize, .embed = embed, .remember = remember, .attend = attend, \
    .vocabulary = vocabulary \
  }
