import Memorization

extension AuditReport {
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
}
