/// How a table becomes a data set: which column is the target, and what the others are.
public struct DatasetOptions: Sendable, Hashable, Codable {
  /// The column to predict; `nil` takes the last one.
  public var target: String?
  /// Whether the target names classes or is a number to predict.
  public var targetKind: TargetKind
  /// Columns that are left out.
  public var ignored: Set<String>
  /// Columns to read as categories although they hold numbers.
  public var categorical: Set<String>
  /// Columns that must hold numbers.
  public var numeric: Set<String>
  /// Texts that count as a missing value, such as `?`; an empty cell always does.
  ///
  /// Spaces around a cell don't matter for this. By default `?` is a category like any other, as
  /// in the paper's encoding of Adult.
  public var missing: Set<String>
  /// What stands between two cells; `nil` infers it from the header.
  public var delimiter: CSVReader.Delimiter?

  /// What the target is.
  public enum TargetKind: String, Sendable, Hashable, Codable {
    /// Names of classes, be they numbers.
    case classes
    /// A number to predict.
    case number
    /// A number if it is declared numeric, or takes more than a hundred values that are numbers and
    /// isn't declared categorical; classes otherwise.
    case inferred
  }

  /// Options that read every column for what it looks like, and predict the last one.
  public init(
    target: String? = nil, targetKind: TargetKind = .classes, ignored: Set<String> = [],
    categorical: Set<String> = [], numeric: Set<String> = [], missing: Set<String> = [],
    delimiter: CSVReader.Delimiter? = nil
  ) {
    self.target = target
    self.targetKind = targetKind
    self.ignored = ignored
    self.categorical = categorical
    self.numeric = numeric
    self.missing = missing
    self.delimiter = delimiter
  }

  /// Options that read a table as a schema says, whatever its columns look like.
  public init(_ schema: Schema) {
    var categorical: Set<String> = []
    var numeric: Set<String> = []
    for feature in schema.features {
      switch feature.kind {
      case .numeric: numeric.insert(feature.name)
      case .categorical: categorical.insert(feature.name)
      }
    }
    self.init(
      target: schema.target, targetKind: schema.classes.isEmpty ? .number : .classes,
      categorical: categorical, numeric: numeric)
  }

  /// Whether a cell holds no value.
  func isMissing(_ cell: String) -> Bool {
    if missing.isEmpty && !cell.isEmpty && !cell.utf8.first!.isBlank { return false }
    let text = cell.trimmingBlanks
    return text.isEmpty || (!missing.isEmpty && missing.contains(String(text)))
  }
}
