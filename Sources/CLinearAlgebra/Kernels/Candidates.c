// The largest of a row's logits.

#include "LanguageModelKernels.h"

typedef struct {
  float logit;
  int32_t token;
} Entry;

/// Larger logits first, ties by the smaller token: a total order, so that no outcome depends on the
/// order of the entries.
static bool precedes(const skua_candidates *c, int i, Entry pivot) {
  return c->logits[i] > pivot.logit || (c->logits[i] == pivot.logit && c->tokens[i] < pivot.token);
}
static bool follows(const skua_candidates *c, int i, Entry pivot) {
  return c->logits[i] < pivot.logit || (c->logits[i] == pivot.logit && c->tokens[i] > pivot.token);
}
static Entry entry(const skua_candidates *c, int i) { return (Entry){c->logits[i], c->tokens[i]}; }
static void put(skua_candidates *c, int i, Entry e) {
  c->logits[i] = e.logit;
  c->tokens[i] = e.token;
}

/// Brings the `limit` first of the order to the front (Hoare 1961).
static void partition(skua_candidates *c, int limit) {
  int low = 0, high = c->count - 1;
  while (low < high) {
    Entry pivot = entry(c, low + (high - low) / 2);
    int i = low, j = high;
    while (i <= j) {
      while (precedes(c, i, pivot)) i++;
      while (follows(c, j, pivot)) j--;
      if (i > j) break;
      Entry left = entry(c, i), right = entry(c, j);
      put(c, i++, right);
      put(c, j--, left);
    }
    if (limit - 1 <= j) high = j;
    else if (limit - 1 >= i) low = i;
    else return;
  }
}

/// Heap sort in place.
static void sort(skua_candidates *c) {
  int count = c->count;
  for (int end = count, start = count / 2; end > 1;) {
    if (start > 0) {
      start--;
    } else {
      end--;
      Entry first = entry(c, 0), last = entry(c, end);
      put(c, 0, last);
      put(c, end, first);
    }
    Entry sinking = entry(c, start);
    int parent = start;
    for (int child; (child = 2 * parent + 1) < end; parent = child) {
      if (child + 1 < end && follows(c, child + 1, entry(c, child))) child++;
      if (!follows(c, child, sinking)) break;
      put(c, parent, entry(c, child));
    }
    put(c, parent, sinking);
  }
}

void skua_candidates_select(skua_candidates *c, bool sorted) {
  if (c->count > c->limit) {
    partition(c, c->limit);
    c->count = c->limit;
  }
  if (c->count == c->limit && c->limit > 0) {
    float smallest = c->logits[0];
    for (int i = 1; i < c->count; i++) smallest = c->logits[i] < smallest ? c->logits[i] : smallest;
    c->threshold = smallest;
  }
  if (sorted) sort(c);
}
