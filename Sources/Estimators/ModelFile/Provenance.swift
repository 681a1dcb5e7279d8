/// Where a model's training data came from: enough to find the rows that were held out.
///
/// Reading `data` under `options` gives the same rows, and splitting them by the same seed and
/// fraction gives the same parts.
public struct Provenance: Sendable, Hashable, Codable {
  /// The name of a shipped data set, or the path of a CSV file.
  public var data: String
  /// The target column.
  public var target: String
  /// Whether the target was read as a number, not as classes.
  public var numericTarget: Bool
  /// Columns that were left out.
  public var ignored: [String]
  /// Columns that were read as categories though they hold numbers.
  public var categorical: [String]
  /// Columns that were read as numbers.
  public var numeric: [String]
  /// Cells that count as no value.
  public var missing: [String]
  /// What separates the cells; `nil` for what the reader guesses.
  public var delimiter: String?
  /// The seed of the split and of the training.
  public var seed: UInt64
  /// Share of the rows that was trained on, in (0, 1].
  public var trainingFraction: Double
  /// Number of rows before the split.
  public var rows: Int

  /// A record of all that is needed to read and split the data again.
  public init(
    data: String, target: String, numericTarget: Bool = false, ignored: [String] = [],
    categorical: [String] = [], numeric: [String] = [], missing: [String] = [],
    delimiter: String? = nil, seed: UInt64, trainingFraction: Double, rows: Int
  ) {
    precondition(
      trainingFraction > 0 && trainingFraction <= 1, "no share of \(trainingFraction)")
    self.data = data
    self.target = target
    self.numericTarget = numericTarget
    self.ignored = ignored
    self.categorical = categorical
    self.numeric = numeric
    self.missing = missing
    self.delimiter = delimiter
    self.seed = seed
    self.trainingFraction = trainingFraction
    self.rows = rows
  }

  /// A record of a data set that was read under the given options.
  ///
  /// `target` is the column that the options left to the reader to choose, if they did.
  public init(
    data: String, options: DatasetOptions, target: String, numericTarget: Bool = false,
    seed: UInt64, trainingFraction: Double, rows: Int
  ) {
    self.init(
      data: data, target: target, numericTarget: numericTarget, ignored: options.ignored.sorted(),
      categorical: options.categorical.sorted(), numeric: options.numeric.sorted(),
      missing: options.missing.sorted(), delimiter: options.delimiter?.rawValue, seed: seed,
      trainingFraction: trainingFraction, rows: rows)
  }

  /// The options under which the data were read.
  public var options: DatasetOptions {
    DatasetOptions(
      target: target, targetKind: numericTarget ? .number : .classes, ignored: Set(ignored),
      categorical: Set(categorical), numeric: Set(numeric), missing: Set(missing),
      delimiter: delimiter.flatMap(CSVReader.Delimiter.init))
  }

  private enum CodingKeys: String, CodingKey {
    case data, target, ignored, categorical, numeric, missing, delimiter, seed, rows
    case trainingFraction = "training_fraction"
    case numericTarget = "numeric_target"
  }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func names(_ key: CodingKeys) throws -> [String] {
      try container.decodeIfPresent([String].self, forKey: key) ?? []
    }
    let fraction = try container.decode(Double.self, forKey: .trainingFraction)
    guard fraction > 0, fraction <= 1 else {
      throw DecodingError.dataCorruptedError(
        forKey: .trainingFraction, in: container,
        debugDescription: "a training fraction lies in (0, 1], not at \(fraction)")
    }
    self.init(
      data: try container.decode(String.self, forKey: .data),
      target: try container.decode(String.self, forKey: .target),
      numericTarget: try container.decodeIfPresent(Bool.self, forKey: .numericTarget) ?? false,
      ignored: try names(.ignored), categorical: try names(.categorical),
      numeric: try names(.numeric), missing: try names(.missing),
      delimiter: try container.decodeIfPresent(String.self, forKey: .delimiter),
      seed: try container.decode(UInt64.self, forKey: .seed), trainingFraction: fraction,
      rows: try container.decode(Int.self, forKey: .rows))
  }
}
