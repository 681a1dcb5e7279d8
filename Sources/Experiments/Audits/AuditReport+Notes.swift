import Memorization
import Reports

extension AuditReport {
  /// What a user should know of how the figures came about.
  func notes(_ plan: AuditPlan) -> [String] {
    var notes: [String] = []
    if let short = configurations.first(where: { $0.candidates < plan.selection.count }) {
      notes.append(
        "\(plan.samples) samples of each scheme leave \(short.candidates) distinct candidates for "
          + "\(short.metric), \(plan.selection.count) were asked for: give more --samples")
    }
    let matched = schemes.reduce(0) { $0 + ($1.memorized ?? 0) }
    if uniqueMemorized != nil, matched == 0 {
      notes.append(
        "no sample repeats \(plan.minimumMatch) bytes of the training text: either the model learned "
          + "nothing by heart, or this is not what it was trained on")
    }
    return notes
  }

  /// Masks what is personal in the findings' texts.
  mutating func mask() {
    let redactor = Redactor()
    for i in findings.indices {
      // A planted string is whole; a passage is cut where the sample leaves the training text.
      let text = findings[i].text
      findings[i].text =
        findings[i].planted == nil ? redactor.redact(fragment: text) : redactor.redact(text)
    }
  }

  /// One line on what was done and how long it took.
  public var headline: String {
    let seconds = [
      ("index", self.seconds.index), ("sampling", self.seconds.sampling),
      ("scoring", self.seconds.scoring), ("analysis", self.seconds.analysis),
    ].map { "\($0.0) \(NumberFormat.seconds($0.1))" }.joined(separator: ", ")
    return "\(NumberFormat.count(samples)) samples; \(seconds)"
  }
}
