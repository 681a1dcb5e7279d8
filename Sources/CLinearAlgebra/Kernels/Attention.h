// Causal attention over a cache in blocks of 64 positions.
//
// A block's keys are a panel whose columns are positions, its values a panel whose inputs are
// positions, so that both products are tiles. A row sees the positions up to its own; those beyond
// get the weight zero, which leaves sums as they are: a row's result does not depend on whether it
// is computed alone or with others.

enum { blockPositions = skua_panel_columns };

INLINE size_t bytesOfKeys(const skua_cache *c) {
  return (size_t)stepsOf(c->headWidth, c->halves) * blockPositions * 4;
}
INLINE char *keysOf(const skua_cache *c, int block, int head) {
  return (char *)c->blocks[block] + c->offset + (size_t)head * c->headBytes;
}
INLINE char *valuesOf(const skua_cache *c, int block, int head) {
  return keysOf(c, block, head) + bytesOfKeys(c);
}

static void remember(const skua_cache *cache, int head, const void *keys, const void *values,
                     size_t rowStride, int first, int count) {
  int width = cache->headWidth, padded = roundedUp(width, lanes);
  for (int r = 0; r < count; r++) {
    int position = first + r, place = position % blockPositions;
    char *keyBlock = keysOf(cache, position / blockPositions, head);
    char *valueBlock = valuesOf(cache, position / blockPositions, head);
    const char *key = (const char *)keys + (size_t)r * rowStride;
    const char *value = (const char *)values + (size_t)r * rowStride;
    word *k = (word *)keyBlock + place;
    if (!cache->halves) {
      for (int i = 0; i < width; i++) k[i * blockPositions] = ((const word *)key)[i];
      memcpy(valueBlock + (size_t)place * (size_t)padded * 4, value, (size_t)width * 4);
      continue;
    }
    for (int i = 0; i < width / 2; i++) k[i * blockPositions] = ((const word *)key)[i];
    if (width % 2 == 1) k[width / 2 * blockPositions] = ((const uint16_t *)key)[width - 1];
    word *v = (word *)valueBlock + place / 2 * padded;
    const uint16_t *source = (const uint16_t *)value;
    if (place % 2 == 0)
      for (int i = 0; i < width; i++) v[i] = source[i];
    else
      for (int i = 0; i < width; i++) v[i] = (v[i] & 0xffffu) | (uint32_t)source[i] << 16;
  }
}

/// Turns scores of `visible` positions into unnormalised weights, zero up to `length`; returns
/// their sum. bfloat16 weights take the first half of the row.
INLINE float softmax(float *scores, int visible, int length, float scale, bool halves) {
  floats top = splat(-3e38f), sum = splat(0);
  for (int j = 0; j < visible; j += lanes)
    top = larger(top, chosen(lanesBelow(visible - j), load(scores + j), splat(-3e38f)));
  float peak = maximum(top);
  for (int j = 0; j < length; j += lanes) {
    floats e = exponential((load(scores + j) - peak) * scale);
    if (j + lanes > visible) e = masked(e, lanesBelow(visible - j));
    sum += e;
    if (halves) *(halvesInMemory *)((char *)scores + 2 * j) = rounded(e);
    else store(scores + j, e);
  }
  return total(sum);
}

INLINE void storeHead(const float *sums, float factor, int columns, bool halves, char *out) {
  for (int j = 0; j < columns; j += lanes) {
    floats x = load(sums + j) * factor;
    size_t valid = (size_t)smallerOf(lanes, columns - j);
    if (halves) {
      union { halvesInMemory vector; uint16_t elements[lanes]; } y = {rounded(x)};
      memcpy(out + 2 * j, y.elements, 2 * valid);
    } else {
      memcpy(out + 4 * j, &x, 4 * valid);
    }
  }
}

static void attend(const skua_cache *cache, int head, const void *queries, size_t queryStride,
                   int first, int count, void *out, size_t outStride, void *scratch) {
  const bool halves = cache->halves;
  const int width = cache->headWidth, padded = roundedUp(width, lanes);
  const size_t length = (size_t)roundedUp(first + count, blockPositions);
  float *scores = scratch;
  _Alignas(64) float sums[TILE_ROWS * panelColumns];
  float factors[TILE_ROWS];
  for (int block = 0; block < blocksOf(count); block++) {
    int start = startOfBlock(count, block), rows = startOfBlock(count, block + 1) - start;
    int visible = first + start + rows;
    int cacheBlocks = (visible + blockPositions - 1) / blockPositions;
    Tile t = {.rows = (const char *)queries + (size_t)start * queryStride, .rowStride = queryStride,
              .steps = stepsOf(width, halves), .stepStride = 4 * blockPositions,
              .outStride = length};
    for (int b = 0; b < cacheBlocks; b++) {
      t.panel = keysOf(cache, b, head);
      t.out = scores + b * blockPositions;
      const char *next =
          b + 1 < cacheBlocks ? keysOf(cache, b + 1, head) : valuesOf(cache, 0, head);
      t.ahead = next - t.panel;
      int positions = smallerOf(blockPositions, visible - b * blockPositions);
      columnsOfTile(&t, rows, (positions + lanes - 1) / lanes, halves);
    }
    for (int r = 0; r < rows; r++)
      factors[r] = 1 / softmax(scores + (size_t)r * length, visible - rows + r + 1,
                               roundedUp(visible, lanes), cache->scale, halves);
    Tile u = {.rowStride = length * 4, .stepStride = 4 * (size_t)padded, .out = sums,
              .outStride = panelColumns};
    for (int column = 0; column < padded; column += panelColumns) {
      int columns = smallerOf(panelColumns, padded - column);
      for (int b = 0; b < cacheBlocks; b++) {
        u.panel = valuesOf(cache, b, head) + 4 * column;
        u.rows = (const char *)scores + (size_t)b * blockPositions * (halves ? 2 : 4);
        u.steps = stepsOf(smallerOf(blockPositions, visible - b * blockPositions), halves);
        u.continues = b > 0;
        // After the last block comes the next head.
        u.ahead = valuesOf(cache, b + 1 < cacheBlocks ? b + 1 : 0, head) + 4 * column - u.panel;
        if (b + 1 == cacheBlocks) u.ahead += (ptrdiff_t)(cache->headBytes - bytesOfKeys(cache));
        columnsOfTile(&u, rows, columns / lanes, halves);
      }
      for (int r = 0; r < rows; r++)
        storeHead(sums + r * panelColumns, factors[r], smallerOf(columns, width - column), halves,
                  (char *)out + (size_t)(start + r) * outStride
                      + (size_t)column * (halves ? 2 : 4));
    }
  }
}
