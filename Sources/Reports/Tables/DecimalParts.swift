extension String {
  /// A cell's part before the decimal point or behind the last digit of a whole number, and the
  /// rest; a cell without a digit, such as `n/a`, has no rest.
  var decimalParts: (head: String, tail: String) {
    guard let start = firstIndex(where: \.isWholeNumber) else { return (self, "") }
    let end = self[start...].firstIndex { !$0.isWholeNumber && $0 != "," } ?? endIndex
    return (String(self[..<end]), String(self[end...]))
  }
}
