// The output layer without its output: logits tile by tile, of which sums and the largest remain.

enum { groupRows = 72 };
static const float absent = -1e38f;

typedef struct {
  float reference;
  floats sum, first, second;
} RunningSums;

INLINE void raiseReference(RunningSums *s, float reference, bool moments) {
  float shift = s->reference - reference;
  floats scale = exponential(splat(shift));
  if (moments) {
    s->second = scale * (s->second + shift * (2.0f * s->first + shift * s->sum));
    s->first = scale * (s->first + shift * s->sum);
  }
  s->sum *= scale;
  s->reference = reference;
}

INLINE void addLogits(RunningSums *s, const float *logits, int columns, floats top, bool moments) {
  if (anyAbove(top, splat(s->reference))) raiseReference(s, maximum(top), moments);
  for (int j = 0; j < columns; j += lanes) {
    floats d = load(logits + j) - s->reference, e = exponential(d);
    s->sum += e;
    if (moments) {
      floats weighted = e * d;
      s->first += weighted;
      s->second += weighted * d;
    }
  }
}

INLINE void addCandidates(skua_candidates *c, const float *logits, int columns, int token) {
  if (c->count + columns > c->capacity) skua_candidates_select(c, false);
  const float threshold = c->threshold;
  for (int j = 0; j < columns; j += lanes) {
#if SKUA_LEVEL == 2
    __m512 x = _mm512_loadu_ps(logits + j);
    __mmask16 above = _mm512_cmp_ps_mask(x, _mm512_set1_ps(threshold), _CMP_GT_OQ);
    if (above == 0) continue;
    _mm512_mask_compressstoreu_ps(c->logits + c->count, above, x);
    __m512i tokens = _mm512_add_epi32(_mm512_set1_epi32(token + j), (__m512i)laneNumbers());
    _mm512_mask_compressstoreu_epi32(c->tokens + c->count, above, tokens);
    c->count += __builtin_popcount(above);
#else
    for (int i = j; i < j + lanes; i++) {
      if (!(logits[i] > threshold)) continue;
      c->logits[c->count] = logits[i];
      c->tokens[c->count++] = token + i;
    }
#endif
  }
}

/// What one row takes from its logits of one panel.
INLINE void absorb(const skua_output *output, int row, RunningSums *sums, const float *logits,
                   int columns, int valid, int token, int outputs) {
  floats top = load(logits);
  for (int j = lanes; j < columns; j += lanes) top = larger(top, load(logits + j));
  addLogits(sums, logits, columns, top, output->moments);
  skua_candidates *candidates = output->candidates ? output->candidates + row : NULL;
  if (candidates && anyAbove(top, splat(candidates->threshold)))
    addCandidates(candidates, logits, columns, token);
  if (output->targets) {
    int target = output->targets[row] - token;
    if (target >= 0 && target < valid) output->targetLogits[row] = logits[target];
  }
  if (output->logits)
    memcpy(output->logits + (size_t)row * (size_t)outputs + token, logits, 4 * (size_t)valid);
}

static void vocabularyOfGroup(const skua_weights *weights, const char *rows, size_t rowStride,
                              int first, int count, int chunk, const skua_output *output) {
  RunningSums sums[groupRows];
  _Alignas(64) float logits[TILE_ROWS * panelColumns];
  for (int r = 0; r < count; r++)
    sums[r] = (RunningSums){absent, splat(0), splat(0), splat(0)};
  int panels = (weights->outputs + panelColumns - 1) / panelColumns;
  int end = smallerOf(panels, (chunk + 1) * skua_chunk_panels);
  for (int panel = chunk * skua_chunk_panels; panel < end; panel++) {
    int columns = columnsOfPanel(weights->outputs, panel), token = panel * panelColumns;
    int valid = smallerOf(columns, weights->outputs - token);
    Tile t = {.rowStride = rowStride, .steps = stepsOf(weights->inputs, weights->halves),
              .out = logits, .outStride = panelColumns, .ahead = 1024,
              .stepStride = 4 * (size_t)columns,
              .panel = (const char *)weights->panels + panelOffset(weights, panel)};
    for (int block = 0; block < blocksOf(count); block++) {
      int start = startOfBlock(count, block), stop = startOfBlock(count, block + 1);
      t.rows = rows + (size_t)start * rowStride;
      columnsOfTile(&t, stop - start, columns / lanes, weights->halves);
      for (int r = start; r < stop; r++) {
        float *row = logits + (r - start) * panelColumns;
        for (int j = valid; j < columns; j++) row[j] = absent;
        absorb(output, first + r, sums + r, row, columns, valid, token, weights->outputs);
      }
    }
  }
  for (int r = 0; r < count; r++)
    output->sums[first + r] = (skua_sums){(double)sums[r].reference, (double)total(sums[r].sum),
                                          (double)total(sums[r].first),
                                          (double)total(sums[r].second)};
}

static void vocabulary(const skua_weights *weights, const void *rows, size_t rowStride, int count,
                       int chunk, const skua_output *output) {
  for (int first = 0; first < count; first += groupRows)
    vocabularyOfGroup(weights, (const char *)rows + (size_t)first * rowStride, rowStride, first,
                      smallerOf(groupRows, count - first), chunk, output);
}
