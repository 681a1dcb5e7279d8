// The innermost loop: some rows times some columns of a panel, summed in registers.
//
// TILE_ROWS x TILE_VECTORS accumulators, chosen for the registers of the instruction set. Each
// output is one chain of multiply-adds over the inputs in ascending order.

typedef struct {
  const char *rows;
  size_t rowStride;
  const char *panel;
  /// Bytes from one step of the panel to the next.
  size_t stepStride;
  int steps;
  float *out;
  /// Floats from one row of `out` to the next.
  size_t outStride;
  /// Whether the sums go on from what is in `out`.
  bool continues;
  /// A single row waits for memory rather than for arithmetic: how far ahead to fetch the panel.
  ptrdiff_t ahead;
} Tile;

INLINE floats multiplyAdd(floats sum, const char *row, const char *column, const bool halves) {
  if (!halves) return sum + splat(*(const number *)row) * load(column);
  uint32_t pair = *(const word *)row;
#if SKUA_LEVEL == 2
  return (floats)_mm512_dpbf16_ps((__m512)sum, (__m512bh)_mm512_set1_epi32((int)pair),
                                  (__m512bh)_mm512_loadu_si512(column));
#else
  union { uint32_t bits; float value; } even = {pair << 16}, odd = {pair & 0xffff0000u};
  words both = *(const wordsInMemory *)column;
  sum = sum + splat(even.value) * (floats)(both << 16);
  return sum + splat(odd.value) * (floats)(both & 0xffff0000u);
#endif
}

INLINE void tile(const Tile *t, const int rows, const int vectors, const bool halves) {
  floats sums[TILE_ROWS][TILE_VECTORS];
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      sums[r][v] = t->continues ? load(t->out + (size_t)r * t->outStride + v * lanes) : splat(0);
  const char *a = t->rows, *b = t->panel;
  const size_t rowStride = t->rowStride, stepStride = t->stepStride;
  const ptrdiff_t ahead = t->ahead;
  for (int k = t->steps; k > 0; k--) {
#pragma clang loop unroll(full)
    for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++)
        sums[r][v] = multiplyAdd(sums[r][v], a + (size_t)r * rowStride, b + 64 * v, halves);
    if (rows == 1)
#pragma clang loop unroll(full)
      for (int v = 0; v < vectors; v++) __builtin_prefetch(b + ahead + 64 * v);
    a += 4;
    b += stepStride;
  }
#pragma clang loop unroll(full)
  for (int r = 0; r < rows; r++)
#pragma clang loop unroll(full)
    for (int v = 0; v < vectors; v++)
      store(t->out + (size_t)r * t->outStride + v * lanes, sums[r][v]);
}

#define TILE_CASE(R, V) \
  case (R) * 8 + (V): \
    if ((R) <= TILE_ROWS && (V) <= TILE_VECTORS) \
      tile(t, (R) <= TILE_ROWS ? (R) : 1, (V) <= TILE_VECTORS ? (V) : 1, halves); \
    break;
#define TILE_CASES(R) TILE_CASE(R, 1) TILE_CASE(R, 2) TILE_CASE(R, 3) TILE_CASE(R, 4)

INLINE void tileOfAnySize(const Tile *t, int rows, int vectors, const bool halves) {
  switch (rows * 8 + vectors) {
    TILE_CASES(1) TILE_CASES(2) TILE_CASES(3) TILE_CASES(4) TILE_CASES(5) TILE_CASES(6)
    default: break;
  }
}
static void tileOfHalves(const Tile *t, int rows, int vectors) {
  tileOfAnySize(t, rows, vectors, true);
}
static void tileOfFloats(const Tile *t, int rows, int vectors) {
  tileOfAnySize(t, rows, vectors, false);
}

/// Rows times up to 64 columns.
INLINE void columnsOfTile(const Tile *t, int rows, int vectors, bool halves) {
  for (int v = 0; v < vectors; v += TILE_VECTORS) {
    Tile part = *t;
    part.panel += 64 * v;
    part.out += lanes * v;
    int width = smallerOf(TILE_VECTORS, vectors - v);
    if (halves) tileOfHalves(&part, rows, width);
    else tileOfFloats(&part, rows, width);
  }
}

/// Blocks of rows as even as can be, TILE_ROWS at most.
INLINE int blocksOf(int rows) { return (rows + TILE_ROWS - 1) / TILE_ROWS; }
INLINE int startOfBlock(int rows, int block) { return (int)((long)rows * block / blocksOf(rows)); }
