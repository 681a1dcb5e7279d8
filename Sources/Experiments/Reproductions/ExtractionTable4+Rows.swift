public import Estimators
public import ModelExtraction
import Reports

extension ExtractionTable4 {
  /// A row to run: a class, a method and a number of queries.
  public struct PlannedRow: Sendable, Hashable {
    /// The class of the target.
    public let kind: ModelKind
    /// The paper's method or ours.
    public let method: EquationSolving.Method
    /// Queries, q.
    public let queries: Int
    /// 1 - R_test, 1 - R_unif and seconds as published; `nil` for what the paper didn't run.
    let published: (test: Double, uniform: Double, seconds: Double)?
    /// Whether the row belongs to a quick run too.
    let isQuick: Bool

    init(
      _ kind: ModelKind, _ method: EquationSolving.Method, _ queries: Int,
      _ published: (test: Double, uniform: Double, seconds: Double)? = nil, isQuick: Bool = false
    ) {
      self.kind = kind
      self.method = method
      self.queries = queries
      self.published = published
      self.isQuick = isQuick
    }

    public static func == (a: PlannedRow, b: PlannedRow) -> Bool {
      a.kind == b.kind && a.method == b.method && a.queries == b.queries
    }

    public func hash(into hasher: inout Hasher) {
      hasher.combine(kind)
      hasher.combine(method)
      hasher.combine(queries)
    }

    /// The paper's rows, and ours below each class.
    public static var all: [PlannedRow] {
      [
        PlannedRow(.softmax, .paper, 265, (0.9996, 0.9975, 2.6)),
        PlannedRow(.softmax, .paper, 530, (1, 1, 3.1)),
        PlannedRow(.softmax, .exact, 106),
        PlannedRow(.oneVsRest, .paper, 265, (0.9998, 0.9998, 2.8)),
        PlannedRow(.oneVsRest, .paper, 530, (1, 1, 3.5)),
        PlannedRow(.oneVsRest, .exact, 146),
        PlannedRow(.multilayerPerceptron, .paper, 1_112, (0.9817, 0.9432, 155)),
        PlannedRow(.multilayerPerceptron, .paper, 2_225, (0.9868, 0.9723, 168), isQuick: true),
        PlannedRow(.multilayerPerceptron, .paper, 4_450, (0.9989, 0.9982, 195)),
        PlannedRow(.multilayerPerceptron, .paper, 11_125, (0.9996, 0.9999, 89)),
        PlannedRow(.multilayerPerceptron, .exact, 1_112),
        PlannedRow(.multilayerPerceptron, .exact, 2_225, isQuick: true),
        PlannedRow(.multilayerPerceptron, .exact, 4_450),
      ]
    }

    /// Means over the targets for shares and seconds, the worst case for total variation.
    func result(_ trials: [Trial]) -> Reproduction.Row {
      func mean(_ value: (Trial) -> Double?) -> Double? {
        let values = trials.compactMap(value)
        return values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
      }
      func largest(_ value: (Trial) -> Double?) -> Double? { trials.compactMap(value).max() }
      let measured = [
        "unknowns": mean { Double($0.extraction.unknowns) },
        "test": mean { $0.fidelity.test?.fidelity },
        "all": mean { $0.fidelity.all?.fidelity },
        "uniform": mean { $0.fidelity.uniform.fidelity },
        "test_tv": largest { $0.fidelity.test?.totalVariation },
        "uniform_tv": largest { $0.fidelity.uniform.totalVariation },
        "seconds": mean { $0.extraction.seconds },
        "victims": Double(trials.count),
        "exact": Double(trials.count(where: \.isExact)),
      ]
      var published: [String: Double] = [:]
      if let values = self.published {
        published = ["test": values.test, "uniform": values.uniform, "seconds": values.seconds]
      }
      return Reproduction.Row(
        labels: [
          "model": .name(kind.rawValue), "method": .name(method == .exact ? "ours" : "paper"),
          "queries": .count(queries),
        ],
        published: published,
        measured: measured.compactMapValues { $0.flatMap { $0.isFinite ? $0 : nil } })
    }
  }

  static let title =
    "Table 4 of Tramèr et al. 2016: equation solving, Adult with target race"

  /// The rows as a table for people: percent, published beside measured.
  static func table(_ rows: [Reproduction.Row], _ notes: [String]) -> Table {
    var lines: [Table.Row] = []
    var model: Reproduction.Label?
    for row in rows {
      if row.labels["model"] != model {
        model = row.labels["model"]
        if case .name(let name) = model {
          let unknowns = NumberFormat.count(Int(row.measured["unknowns"] ?? 0))
          lines.append(.group("\(name), \(unknowns) unknowns"))
        }
      }
      lines.append(.cells(cells(row)))
    }
    return Table(
      title: title,
      columns: [
        .init("method"), .init("queries", .right), .init("1-R_test", .right), .init("here", .right),
        .init("all rows", .right), .init("1-R_unif", .right), .init("here", .right),
        .init("TV", .right), .init("time", .right), .init("here", .right), .init("exact", .right),
      ],
      rows: lines, footnotes: notes)
  }

  private static func cells(_ row: Reproduction.Row) -> [String] {
    func percent(_ value: Double?) -> String { value.map { NumberFormat.percent($0) } ?? "-" }
    func seconds(_ value: Double?) -> String { value.map(NumberFormat.seconds) ?? "-" }
    func label(_ key: String) -> String {
      switch row.labels[key] {
      case .name(let name): name
      case .count(let count): NumberFormat.count(count)
      case nil: ""
      }
    }
    return [
      label("method"), label("queries"), percent(row.published["test"]),
      percent(row.measured["test"]), percent(row.measured["all"]),
      percent(row.published["uniform"]), percent(row.measured["uniform"]),
      NumberFormat.scientific(row.measured["uniform_tv"] ?? 0), seconds(row.published["seconds"]),
      seconds(row.measured["seconds"]),
      "\(Int(row.measured["exact"] ?? 0))/\(Int(row.measured["victims"] ?? 0))",
    ]
  }
}
