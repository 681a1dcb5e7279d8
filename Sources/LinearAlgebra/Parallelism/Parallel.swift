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
