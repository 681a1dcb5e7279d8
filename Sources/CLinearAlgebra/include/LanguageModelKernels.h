// Kernels of language models on packed weights, for several instruction sets.
//
// Rows of numbers are float32, or bfloat16 ("halves"); sums are always float32. Every result of a
// row is summed in one order, which depends neither on the number of rows, nor on the row's place
// among them, nor on how panels are shared out among threads: for one instruction set and precision
// the same row gives the same bits.
//
// A panel holds 64 columns (the last one fewer, a multiple of 16). For each step of the sum it
// holds 4 bytes per column: one float32, or the bfloat16 of two consecutive inputs. Strides are in
// bytes.

#ifndef SKUA_LANGUAGE_MODEL_KERNELS_H
#define SKUA_LANGUAGE_MODEL_KERNELS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
  /// Columns of a panel, and positions of a block of the key-value cache.
  skua_panel_columns = 64,
  /// Panels of a chunk of the output layer: sums over the vocabulary are kept by chunk.
  skua_chunk_panels = 16,
};

/// Instruction sets, each a superset of those before it.
typedef enum {
  SKUA_PORTABLE = 0,
  SKUA_AVX2 = 1,
  SKUA_AVX512 = 2,
} skua_instruction_set;

/// A matrix (inputs, outputs) in panels, and what is added to each output: `bias` has the length of
/// `outputs` rounded up to 16, or is NULL.
typedef struct {
  int inputs;
  int outputs;
  bool halves;
  const void *panels;
  const float *bias;
} skua_weights;

/// What becomes of a product's rows.
typedef enum {
  /// Stored as float32.
  SKUA_STORE,
  /// Added to the float32 rows that are there.
  SKUA_ADD,
  /// Stored as float32 or bfloat16, as the weights are.
  SKUA_ACTIVATE_IDENTITY,
  /// The same after GELU (tanh form).
  SKUA_ACTIVATE_GELU,
} skua_epilogue;

/// The key-value cache of one sequence and layer: `blocks[b] + offset` holds 64 positions, for each
/// head its keys (a panel of positions), then its values (a panel of the head's columns).
typedef struct {
  int headWidth;
  bool halves;
  float scale;
  /// skua_cache_head_bytes of these.
  size_t headBytes;
  void *const *blocks;
  size_t offset;
} skua_cache;

/// Running sums over the logits of one row: e = exp(logit - reference).
typedef struct {
  double reference;
  /// Sum of e.
  double sum;
  /// Sum of e (logit - reference), and of e (logit - reference)^2.
  double first, second;
} skua_sums;

/// The largest logits of one row so far: those above `threshold`, in the order of their tokens.
typedef struct {
  int limit;
  int capacity;
  int count;
  float threshold;
  float *logits;
  int32_t *tokens;
} skua_candidates;

/// What the output layer gives for some rows; any pointer may be NULL except `sums`.
typedef struct {
  skua_sums *sums;
  bool moments;
  const int32_t *targets;
  float *targetLogits;
  skua_candidates *candidates;
  /// All logits, `vocabulary` of them per row.
  float *logits;
} skua_output;

/// The kernels of one instruction set.
typedef struct {
  skua_instruction_set set;

  /// Panels `first..<end` of the matrix whose element (i, j) is w[i * inputStride + j *
  /// outputStride], strides in elements.
  void (*pack)(const float *w, size_t inputStride, size_t outputStride, const skua_weights *into,
               int first, int end);

  /// Rows whose element (i, j) is x[i * rowStride + j * columnStride], as bfloat16, padded by a zero to
  /// an even number of columns. Strides of x in elements, one of them 1.
  void (*roundRows)(const float *x, size_t rowStride, size_t columnStride, int rows, int columns,
                    void *out, size_t outStride);

  /// Columns of the panels `first..<end` of rows (count, inputs) times weights plus bias.
  void (*product)(const skua_weights *weights, const void *rows, size_t rowStride, int count,
                  int first, int end, skua_epilogue epilogue, void *out, size_t outStride);

  /// Layer normalisation of rows (count, width), stored as float32 or bfloat16; `gain` and `bias`
  /// have the length of `width` rounded up to 16.
  void (*normalize)(const float *rows, size_t rowStride, int count, int width, const float *gain,
                    const float *bias, float epsilon, bool halves, void *out, size_t outStride);

  /// The embedding of a token, a column of the output layer, plus the embedding of a position.
  void (*embed)(const skua_weights *tokens, int token, const float *position, float *out);

  /// Stores the keys and values of one head at positions `first..<first + count`.
  void (*remember)(const skua_cache *cache, int head, const void *keys, const void *values,
                   size_t rowStride, int first, int count);

  /// Causal attention of the queries of one head at positions `first..<first + count`. `scratch`
  /// holds skua_attention_scratch(first + count) bytes, 64-byte aligned.
  void (*attend)(const skua_cache *cache, int head, const void *queries, size_t queryStride,
                 int first, int count, void *out, size_t outStride, void *scratch);

  /// One chunk of the vocabulary for some rows.
  void (*vocabulary)(const skua_weights *weights, const void *rows, size_t rowStride, int count,
                     int chunk, const skua_output *output);
} skua_kernels;

/// Lets a processor rest for a moment in a loop that waits for another thread.
static inline void skua_spin(void) {
#if defined(__x86_64__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// The best set that this processor runs.
skua_instruction_set skua_best_instruction_set(void);

/// The kernels of a set; of the best one below it where this build or processor lacks it.
const skua_kernels *skua_kernels_of(skua_instruction_set set);

/// Bytes of one head's keys and values in one block of the cache.
size_t skua_cache_head_bytes(int headWidth, bool halves);

/// Bytes of the panels of a matrix.
size_t skua_panel_bytes(int inputs, int outputs, bool halves);

/// Bytes that `attend` works in.
size_t skua_attention_scratch(int positions);

/// Adds the sums of a later chunk.
void skua_sums_add(skua_sums *sums, const skua_sums *other);

/// Keeps the `limit` largest of the candidates, ties by the smaller token; `sorted`: from the
/// largest down.
void skua_candidates_select(skua_candidates *candidates, bool sorted);

#endif
