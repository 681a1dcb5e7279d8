import Estimators

/// The features of a file while its tree is read: what the file leaves open follows from the
/// conditions.
struct SchemaDraft {
  /// A feature of the file.
  struct Field {
    var name: String
    var isNumeric: Bool
    /// The range of a number, if the file states it.
    var range: (minimum: Double, maximum: Double)?
    /// The categories, if the file lists them.
    var categories: [String]?
    /// The thresholds, and the categories, that conditions name.
    var thresholds: [Double] = []
    var named: Set<String> = []
  }

  var fields: [Field] = []
  private var indices: [String: Int] = [:]

  /// Adds a feature under the key by which conditions refer to it.
  mutating func add(_ field: Field, key: String) {
    indices[key] = fields.count
    fields.append(field)
  }

  /// Lets conditions refer to a feature by another key.
  mutating func alias(_ key: String, for other: String) {
    indices[key] = indices[key] ?? indices[other]
  }

  /// The index of the feature of a key.
  func index(of key: String) -> Int? { indices[key] }

  /// The features, with numbers ranging as far beyond the thresholds as these lie apart where the
  /// file states no range, and the notes on that.
  func features() -> (features: [Feature], notes: [String]) {
    var guessed: [String] = []
    let features = fields.map { field in
      guard field.isNumeric else {
        let names = field.categories ?? field.named.sorted()
        return Feature(
          name: field.name, kind: .categorical(names.isEmpty ? ["(any)"] : names.sorted()))
      }
      if let range = field.range {
        return Feature(
          name: field.name, kind: .numeric(minimum: range.minimum, maximum: range.maximum))
      }
      guessed.append(field.name)
      let (low, high) = (field.thresholds.min() ?? 0, field.thresholds.max() ?? 1)
      let margin = high > low ? high - low : max(abs(high), 1)
      return Feature(
        name: field.name,
        kind: .numeric(
          minimum: field.thresholds.isEmpty ? low : max(low - margin, -.greatestFiniteMagnitude),
          maximum: field.thresholds.isEmpty ? high : min(high + margin, .greatestFiniteMagnitude)))
    }
    let notes =
      guessed.isEmpty
      ? []
      : [
        "the file states no range of \(guessed.listed(limit: 6)); here it reaches beyond the "
          + "thresholds by as much as these lie apart"
      ]
    return (features, notes)
  }

  /// Class names in the order of a data set's: by number if all are numbers, by name otherwise.
  static func ordered(classes: some Collection<String>) -> [String] {
    let numbers = classes.map { Double(cell: $0) }
    guard numbers.allSatisfy({ $0 != nil }) else { return classes.sorted() }
    return zip(classes, numbers.compactMap(\.self)).sorted {
      $0.1 == $1.1 ? $0.0 < $1.0 : $0.1 < $1.1
    }.map(\.0)
  }
}
