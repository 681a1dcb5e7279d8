public import Estimators
import Reports

/// What `skua data show` prints.
public struct DataDescription: Sendable, Encodable {
  /// The name, size, source and licence.
  public let dataSet: DataListing.Entry
  /// The columns and classes; `null` where the target is a number.
  @Nullable public var schema: Schema?
  /// What the reader did to the table.
  public let notes: [String]

  /// Describes a data set.
  ///
  /// - Throws: `EstimatorError` of code `unknownName` that lists the names.
  public init(_ name: String, seed: UInt64) throws(EstimatorError) {
    let set = try ShippedDataset(named: name)
    dataSet = DataListing().dataSets[ShippedDataset.allCases.firstIndex(of: set) ?? 0]
    guard set.facts.classes != nil else {
      notes = ["the target is a number: there are no classes to predict"]
      return
    }
    let loaded = try set.load(seed: seed)
    notes = loaded.notes.map(\.description)
    schema = loaded.dataset.schema
  }

  /// The description for people.
  public var text: String {
    var lines = [
      dataSet.name, dataSet.summary,
      "\(NumberFormat.count(dataSet.rows)) rows, \(NumberFormat.count(dataSet.features)) encoded features"
        + (dataSet.classes.map { ", \($0) classes" } ?? ""),
      "source: \(dataSet.source)", "licence: \(dataSet.licence)",
    ]
    if let schema {
      lines += ["", "\(schema.target): \(schema.classes.joined(separator: ", "))", ""]
      lines.append(
        Table(
          columns: [.init("column"), .init("kind"), .init("values")],
          rows: schema.features.map { .cells([$0.name, $0.kindName, $0.values]) }
        ).text())
    }
    return (lines + notes.map { "note: \($0)" }).joined(separator: "\n")
  }
}

extension Feature {
  fileprivate var kindName: String {
    switch kind {
    case .numeric: "numeric"
    case .categorical: "categorical"
    }
  }

  /// The range, or the first categories.
  fileprivate var values: String {
    switch kind {
    case .numeric(let minimum, let maximum): return "\(minimum) to \(maximum)"
    case .categorical(let categories):
      let listed = categories.prefix(4).joined(separator: ", ")
      return categories.count > 4 ? "\(listed) and \(categories.count - 4) more" : listed
    }
  }
}
