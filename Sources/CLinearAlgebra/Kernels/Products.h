// Products of rows with packed weights, and the packing.

static void pack(const float *w, size_t inputStride, size_t outputStride, const skua_weights *into,
                 int first, int end) {
  int steps = stepsOf(into->inputs, into->halves);
  for (int panel = first; panel < end; panel++) {
    int width = columnsOfPanel(into->outputs, panel), start = panel * panelColumns;
    int valid = smallerOf(width, into->outputs - start);
    char *out = (char *)(uintptr_t)into->panels + panelOffset(into, panel);
    float even[panelColumns] = {0}, odd[panelColumns] = {0};
    for (int k = 0; k < steps; k++, out += 4 * width) {
      const float *source = w + (size_t)start * outputStride;
      if (!into->halves) {
        source += (size_t)k * inputStride;
        for (int j = 0; j < valid; j++) even[j] = source[(size_t)j * outputStride];
        memcpy(out, even, 4 * (size_t)width);
        continue;
      }
      source += (size_t)(2 * k) * inputStride;
      bool paired = 2 * k + 1 < into->inputs;
      for (int j = 0; j < valid; j++) even[j] = source[(size_t)j * outputStride];
      source += paired ? inputStride : 0;
      for (int j = 0; j < valid; j++) odd[j] = paired ? source[(size_t)j * outputStride] : 0;
      for (int j = 0; j < width; j += lanes) {
        words low = __builtin_convertvector(rounded(load(even + j)), words);
        words high = __builtin_convertvector(rounded(load(odd + j)), words);
        *(wordsInMemory *)(out + 4 * j) = low | high << 16;
      }
    }
  }
}

/// The first numbers of sixteen, zeros after them.
INLINE floats loadUpTo(const float *x, int count) {
  if (count == lanes) return load(x);
  float part[lanes] = {0};
  memcpy(part, x, 4 * (size_t)count);
  return load(part);
}

/// Sixteen rows at a time, two columns of them as pairs, where a column lies together in memory.
static void roundColumns(const float *x, size_t columnStride, int rows, int columns, char *out,
                         size_t outStride) {
  for (int row = 0; row < rows; row += lanes) {
    int count = smallerOf(lanes, rows - row);
    for (int j = 0; j < columns; j += 2) {
      const float *even = x + row + (size_t)j * columnStride;
      bool paired = j + 1 < columns;
      floats a = loadUpTo(even, count);
      floats b = paired ? loadUpTo(even + columnStride, count) : splat(0);
      words pairs = __builtin_convertvector(rounded(a), words)
          | __builtin_convertvector(rounded(b), words) << 16;
      uint32_t each[lanes];
      memcpy(each, &pairs, sizeof each);
      for (int i = 0; i < count; i++)
        *(word *)(out + (size_t)(row + i) * outStride + 2 * (size_t)j) = each[i];
    }
  }
}

static void roundRows(const float *x, size_t rowStride, size_t columnStride, int rows, int columns,
                      void *out, size_t outStride) {
  if (columnStride != 1) {
    roundColumns(x, columnStride, rows, columns, out, outStride);
    return;
  }
  for (int row = 0; row < rows; row++) {
    const float *source = x + (size_t)row * rowStride;
    char *target = (char *)out + (size_t)row * outStride;
    int j = 0;
    for (; j + lanes <= columns; j += lanes)
      *(halvesInMemory *)(target + 2 * j) = rounded(load(source + j));
    if (j == columns) continue;
    halves last = rounded(loadUpTo(source + j, columns - j));
    memcpy(target + 2 * j, &last, 2 * (size_t)roundedUp(columns - j, 2));
  }
}

INLINE void finishRow(const float *sums, int columns, const float *bias, skua_epilogue epilogue,
                      bool halves, char *out) {
  for (int j = 0; j < columns; j += lanes) {
    floats x = load(sums + j);
    if (bias) x += load(bias + j);
    if (epilogue == SKUA_ADD) x += load(out + 4 * j);
    if (epilogue == SKUA_ACTIVATE_GELU) x = gelu(x);
    if (halves && epilogue >= SKUA_ACTIVATE_IDENTITY)
      *(halvesInMemory *)(out + 2 * j) = rounded(x);
    else
      store(out + 4 * j, x);
  }
}

static void product(const skua_weights *weights, const void *rows, size_t rowStride, int count,
                    int first, int end, skua_epilogue epilogue, void *out, size_t outStride) {
  _Alignas(64) float sums[TILE_ROWS * panelColumns];
  size_t bytes = weights->halves && epilogue >= SKUA_ACTIVATE_IDENTITY ? 2 : 4;
  int steps = stepsOf(weights->inputs, weights->halves), blocks = blocksOf(count);
  for (int panel = first; panel < end; panel++) {
    int columns = columnsOfPanel(weights->outputs, panel), column = panel * panelColumns;
    Tile t = {.rowStride = rowStride, .steps = steps, .out = sums, .outStride = panelColumns,
              .ahead = 1024, .panel = (const char *)weights->panels + panelOffset(weights, panel),
              .stepStride = 4 * (size_t)columns};
    for (int block = 0; block < blocks; block++) {
      int start = startOfBlock(count, block), stop = startOfBlock(count, block + 1);
      t.rows = (const char *)rows + (size_t)start * rowStride;
      columnsOfTile(&t, stop - start, columns / lanes, weights->halves);
      for (int r = start; r < stop; r++)
        finishRow(sums + (r - start) * panelColumns, columns,
                  weights->bias ? weights->bias + column : NULL, epilogue, weights->halves,
                  (char *)out + (size_t)r * outStride + bytes * (size_t)column);
    }
  }
}

static void embed(const skua_weights *tokens, int token, const float *position, float *out) {
  int panel = token / panelColumns, columns = columnsOfPanel(tokens->outputs, panel);
  int column = token % panelColumns, inputs = tokens->inputs;
  const char *start = (const char *)tokens->panels + panelOffset(tokens, panel);
  const word *source = (const word *)start + column;
  for (int i = 0; i < inputs; i++) {
    uint32_t bits = source[(size_t)(tokens->halves ? i / 2 : i) * (size_t)columns];
    if (tokens->halves) bits = i % 2 == 0 ? bits << 16 : bits & 0xffff0000u;
    union { uint32_t bits; float value; } element = {bits};
    out[i] = element.value + (position ? position[i] : 0);
  }
}
