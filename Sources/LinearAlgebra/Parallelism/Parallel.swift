// The one parallel loop. Threads come from Dispatch: about a microsecond per call, against twenty
// for a task group.

import Dispatch
import Foundation

/// Runs `body` on disjoint ranges that cover `0..<count`, on all cores if the work is worth it.
///
/// The ranges depend on `count` and `grain` alone, not on the number of cores, so that a sum kept
/// per range and added in order is the same everywhere.
/// - Parameters:
///   - count: Number of items.
///   - grain: Items per range.
///   - body: Called once per range with the range's index; must not touch another range's data.
public func parallelFor(
  _ count: Int, grain: Int, _ body: @Sendable (_ index: Int, _ range: Range<Int>) -> Void
) {
  precondition(grain > 0, "a range must hold at least one item")
  let ranges = (count + grain - 1) / grain
  guard ranges > 1 else {
    if count > 0 { body(0, 0..<count) }
    return
  }
  DispatchQueue.concurrentPerform(iterations: ranges) { index in
    body(index, (index * grain)..<min(count, (index + 1) * grain))
  }
}

/// The values of `transform` for `0..<count`, in order, computed on all cores if the work is worth it.
///
/// - Parameters:
///   - count: Number of values.
///   - grain: Values that one thread computes in a row.
///   - transform: Called once per index, from several threads.
public func parallelMap<Value: Sendable>(
  _ count: Int, grain: Int, _ transform: @Sendable (Int) -> Value
) -> [Value] {
  [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
    nonisolated(unsafe) let values = buffer
    parallelFor(count, grain: grain) { _, range in
      for i in range { values.initializeElement(at: i, to: transform(i)) }
    }
    initialized = count
  }
}
