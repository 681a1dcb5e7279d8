/// How a service writes the values of a row.
struct RowFormat: Sendable, Hashable {
  /// Whether numbers are written as strings, as in `"29"`.
  var writesNumbersAsText = false
  /// Whether numbers may come as strings.
  var readsNumbersAsText = false
  /// The forms of a missing value that the format can express.
  var missing: Set<MissingForm>

  /// Numbers are numbers.
  init(missing: Set<MissingForm>) { self.missing = missing }

  /// Everything is a string.
  static func text(missing: Set<MissingForm>) -> RowFormat {
    var format = RowFormat(missing: missing)
    format.writesNumbersAsText = true
    format.readsNumbersAsText = true
    return format
  }
}
