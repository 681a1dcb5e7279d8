import Memorization
import Reports

extension AuditReport.ClosedInterval {
  init(_ interval: ShareInterval) {
    self.init(low: interval.lower, high: interval.upper)
  }

  /// "[49, 68%]".
  var text: String {
    let bounds = [low, high].map { NumberFormat.decimal(100 * $0, places: 0) }
    return "[\(bounds[0]), \(bounds[1])%]"
  }
}
