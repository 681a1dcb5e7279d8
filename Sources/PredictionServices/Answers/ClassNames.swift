import Estimators

/// The names of classes or categories, and what services write in their place.
struct ClassNames {
  private let names: [String]

  init(_ names: [String]) { self.names = names }

  /// The index of the class that a value names.
  ///
  /// A string is the name itself. A number is a name written as that number, `1` or `1.0`, since
  /// services turn labels that look like numbers into numbers and back.
  func index(named json: JSON) -> Int? {
    switch json {
    case .string(let text): names.firstIndex(of: text)
    // NaN, which ends in no digit, never names anything.
    case .number(let text) where text.utf8.last?.isDigit == true:
      names.firstIndex(of: text) ?? index(ofNumber: text)
    case .bool(let value):
      names.firstIndex(of: value ? "true" : "false")
        ?? names.firstIndex(of: value ? "True" : "False")
    default: nil
    }
  }

  /// The index of the class that a value names, or states: by name first, then as an index.
  ///
  /// An index counts only where no name is a number, or else `0` could mean either.
  func index(statedBy json: JSON) -> Int? {
    if let index = index(named: json) { return index }
    switch json {
    case .string(let text): return index(ofNumber: text) ?? position(text)
    case .number(let text): return position(text)
    case .bool(let value): return names.count == 2 ? (value ? 1 : 0) : nil
    default: return nil
    }
  }

  private func index(ofNumber text: String) -> Int? {
    guard let number = Double(cell: text) else { return nil }
    return names.firstIndex { Double(cell: $0) == number }
  }

  private func position(_ text: String) -> Int? {
    guard let number = Double(cell: text), let index = Int(exactly: number),
      names.indices.contains(index), names.allSatisfy({ Double(cell: $0) == nil })
    else { return nil }
    return index
  }
}

extension ServiceModel {
  /// The name of a class; its index as text if the schema has no such class.
  func className(_ label: Int) -> String {
    schema.classes.indices.contains(label) ? schema.classes[label] : String(label)
  }

  /// The name of a class as Python servers write it: a number where the name is a whole number.
  func classJSON(_ label: Int) -> JSON {
    let name = className(label)
    return Int(name).map(String.init) == name ? .number(name) : .string(name)
  }

  /// Whether the target is a number.
  var predictsNumber: Bool { schema.classes.isEmpty }
}
