// Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for document fingerprinting": of
// the short grams in a window the one with the smallest hash is its anchor. Windows that are equal
// have equal anchors, and neighbours mostly share theirs, so that far fewer anchors than windows have
// to be looked up to know which windows may be equal.

import LinearAlgebra

/// The windows of a text, as runs of neighbours that have the same anchor.
struct AnchorRuns: Sendable {
  /// A run of windows.
  struct Run: Sendable {
    /// Where its first window begins.
    let start: UInt32
    /// The hash of its anchor.
    let hash: UInt32
  }

  /// Bytes of a window.
  private let window: Int
  /// Bytes of an anchor.
  private var gram: Int { window / 2 }
  /// Anchors that a window may have.
  private var choices: Int { window - gram + 1 }

  init(window: Int) { self.window = window }

  /// The runs of each document in turn, some documents at once, computed on all cores.
  func runs(of texts: JoinedTexts) -> [[Run]] {
    let grain = 64
    return texts.bytes.withUnsafeBufferPointer { bytes in
      nonisolated(unsafe) let bytes = bytes
      return parallelMap((texts.count + grain - 1) / grain, grain: 1) { part in
        var runs: [Run] = []
        for document in (part * grain)..<min(texts.count, (part + 1) * grain) {
          add(bytes, texts.range(of: document), to: &runs)
        }
        return runs
      }
    }
  }

  /// Adds the runs of a stretch of text, none if it is shorter than a window.
  func add(
    _ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, to runs: inout [Run]
  ) {
    guard range.count >= window, let text = bytes.baseAddress else { return }
    let mask = (1 << (Int.bitWidth - (choices - 1).leadingZeroBitCount)) - 1
    withUnsafeTemporaryAllocation(of: UInt64.self, capacity: mask + 1) { recent in
      let rolling = WindowHash(length: gram)
      var state = rolling.first(text + range.lowerBound)
      var best = UInt64.max, place = range.lowerBound, isNew = false
      for end in range.lowerBound...(range.upperBound - gram) {
        let key = WindowHash.key(state)
        recent[end & mask] = key
        // The first window that the anchor that begins at `end` is in.
        let start = end - choices + 1
        if key <= best {
          (best, place, isNew) = (key, end, true)
        } else if place < start {
          best = .max
          for other in start...end where recent[other & mask] <= best {
            (best, place, isNew) = (recent[other & mask], other, true)
          }
        }
        if isNew, start >= range.lowerBound {
          runs.append(
            Run(start: UInt32(start), hash: UInt32(truncatingIfNeeded: WindowHash.hash(best) >> 32))
          )
          isNew = false
        }
        if end + gram < range.upperBound {
          state = rolling.next(state, without: text[end], with: text[end + gram])
        }
      }
    }
  }
}
