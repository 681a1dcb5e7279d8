import Estimators
import Foundation
import LinearAlgebra
import Oracles
import PredictionServices
import RemoteOracles
import Reports

/// Table 2 of Tramèr et al. 2016: particularities of the providers of their day.
///
/// The cells come from the services' profiles, and each is held against a running server that speaks
/// the service's format on loopback: a model can be downloaded and gives the same answers or it
/// can't, an answer holds a confidence value or it doesn't, a class of models is served and answers
/// as it should or is refused. Whether users may charge others is what the paper says; no query
/// shows it.
public struct ExtractionTable2: Sendable {
  /// The name that `skua reproduce` takes.
  public static let name = "extraction-table-2"

  /// Decides the models and the rows that are asked.
  public var seed: UInt64

  /// The table of a seed.
  public init(seed: UInt64 = 1) { self.seed = seed }

  /// A column of the table.
  enum Column: String, CaseIterable {
    case whiteBox = "white_box"
    case monetize, confidence
    case logisticRegression = "logistic_regression"
    case svm
    case neuralNetwork = "neural_network"
    case decisionTree = "decision_tree"

    var title: String {
      switch self {
      case .whiteBox: "white-box"
      case .monetize: "monetize"
      case .confidence: "confidence"
      case .logisticRegression: "LR"
      case .svm: "SVM"
      case .neuralNetwork: "NN"
      case .decisionTree: "tree"
      }
    }

    var modelClass: ModelClass? { ModelClass(rawValue: rawValue) }
  }

  /// The paper's cells, in the order of the columns.
  static let published: [(service: String, cells: [Bool])] = [
    ("amazon", [false, false, true, true, false, false, false]),
    ("microsoft", [false, false, true, true, true, true, true]),
    ("bigml", [true, true, true, true, false, false, true]),
    ("predictionio", [true, false, false, true, true, false, true]),
    ("google", [false, true, true, true, true, true, true]),
  ]

  /// Serves each model from each service and asks.
  ///
  /// - Throws: `OracleError` if a server can't be run.
  public func run() async throws -> Reproduction {
    let start = ContinuousClock.now
    let models = try ServiceSpecimens(seed: seed)
    var rows: [Reproduction.Row] = []
    for (name, cells) in Self.published {
      let service = try ServiceCatalog.service(named: name)
      var measured: [String: Double] = [:]
      for column in Column.allCases {
        measured[column.rawValue] = try await holds(column, of: service, models) ? 1 : 0
      }
      rows.append(
        Reproduction.Row(
          labels: ["service": .name(name)],
          published: Dictionary(
            uniqueKeysWithValues: zip(Column.allCases.map(\.rawValue), cells.map { $0 ? 1 : 0 })),
          measured: measured))
    }
    return Reproduction(
      name: Self.name, title: "Table 2 of Tramèr et al. 2016: particularities of providers",
      rows: rows, seconds: (ContinuousClock.now - start) / .seconds(1), notes: Self.notes,
      table: Self.table(rows))
  }

  private static let notes = [
    "Each cell was tried on a server of ours that speaks the service's format, but for 'monetize', "
      + "which no query shows: it is what the paper says."
  ]

  /// Whether what a column says is so.
  private func holds(
    _ column: Column, of service: any PredictionService, _ models: ServiceSpecimens
  ) async throws -> Bool {
    switch column {
    case .monetize: return service.profile.hasMonetization
    case .whiteBox: return try await models.canBeDownloaded(from: service)
    case .confidence: return try await models.answersHoldConfidence(service)
    default:
      guard let modelClass = column.modelClass else { return false }
      return try await models.isServed(modelClass, by: service)
    }
  }

  private static func table(_ rows: [Reproduction.Row]) -> Table {
    Table(
      title: "Table 2 of Tramèr et al. 2016: particularities of providers",
      columns: [.init("service")] + Column.allCases.flatMap { [.init($0.title), .init("here")] },
      rows: rows.map { row in
        .cells(
          [row.label("service")]
            + Column.allCases.flatMap { column in
              [row.published, row.measured].map { $0[column.rawValue] == 1 ? "yes" : "no" }
            })
      }, footnotes: notes)
  }
}

extension Reproduction.Row {
  /// A label as text; empty if there is none.
  fileprivate func label(_ name: String) -> String {
    switch labels[name] {
    case .name(let text)?: text
    case .count(let count)?: "\(count)"
    case nil: ""
    }
  }
}
