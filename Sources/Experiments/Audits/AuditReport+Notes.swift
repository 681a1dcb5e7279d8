import Memorization
import Reports

extension AuditReport {
  /// What a user should know of how the figures came about.
  func notes(_ plan: AuditPlan) -> [String] {
    var notes: [String] = []
    let matched = schemes.reduce(0) { $0 + ($1.memorized ?? 0) }
    if corpus != nil, matched == 0 {
      let trivial = schemes.reduce(0) { $0 + ($1.trivial ?? 0) }
      notes.append(
        "no sample repeats \(plan.minimumMatch) bytes of the training text that are not trivial "
          + "(\(NumberFormat.count(trivial)) repeat trivial ones): either the model learned nothing by "
          + "heart, or this is not what it was trained on")
    }
    return notes
  }
}
