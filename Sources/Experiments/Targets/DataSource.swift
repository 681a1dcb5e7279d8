public import Estimators
import Foundation

/// Where the rows of a target come from: a data set that Skua carries, or a CSV file.
public struct DataSource: Sendable, Hashable {
  /// The name of a shipped data set, or the path of a file.
  public var name: String
  /// How the table is read.
  public var options: DatasetOptions

  /// A source of a name or path, read under the given options.
  public init(_ name: String, options: DatasetOptions = DatasetOptions()) {
    self.name = name
    self.options = options
  }

  /// The source that a model file remembers.
  public init(_ provenance: Provenance) {
    self.init(provenance.data, options: provenance.options)
  }

  /// Reads and encodes all rows.
  ///
  /// A shipped data set keeps its own options where none are given. A file of the same name as a
  /// shipped set is reached by a path with a slash.
  /// - Throws: `EstimatorError` if there is no such data, or it can't be read under the options.
  public func load() throws(EstimatorError) -> LoadedDataset {
    if let shipped = ShippedDataset(rawValue: name) {
      if options == DatasetOptions() { return try shipped.load() }
      let table = try shipped.table()
      return try DatasetReader(merged(with: shipped.options)).dataset(
        from: CSVTable(name: name, header: table.header, rows: table.rows, lines: table.lines))
    }
    guard FileManager.default.fileExists(atPath: name) else {
      throw EstimatorError(
        .unreadableFile,
        "'\(name)' is neither a file nor a data set that Skua carries: "
          + "'skua data list' names those")
    }
    return try DatasetReader(options).load(name)
  }

  /// The options in force: what a shipped data set says, where the user says nothing.
  public var effectiveOptions: DatasetOptions {
    ShippedDataset(rawValue: name).map { merged(with: $0.options) } ?? options
  }

  private func merged(with shipped: DatasetOptions) -> DatasetOptions {
    var merged = options
    merged.target = options.target ?? shipped.target
    merged.ignored.formUnion(shipped.ignored)
    merged.missing.formUnion(shipped.missing)
    return merged
  }
}
