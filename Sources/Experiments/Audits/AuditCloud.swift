import Foundation
public import Memorization
public import Reports

/// The samples of one scheme as points: what figures 3 and 4 of Carlini et al. 2021 show.
public struct AuditCloud: Sendable {
  /// The scheme.
  public let scheme: SamplingScheme
  /// The perplexity of each sample under the target.
  public private(set) var perplexity: [Double] = []
  /// The least perplexity of 50 tokens of each sample.
  public private(set) var window: [Double] = []
  /// The zlib entropy of each sample, in bytes.
  public private(set) var zlib: [Double] = []
  /// The perplexity under each reference model, by its name, and of the lower-cased text.
  public private(set) var others: [String: [Double]] = [:]
  /// The samples that each metric selected.
  public internal(set) var selected: [String: Set<Int>] = [:]
  /// The samples that are memorised.
  public internal(set) var memorized: Set<Int> = []

  init(_ scheme: SamplingScheme, _ columns: [ScoredColumn]) {
    self.scheme = scheme
    for column in columns {
      switch column.column {
      case .reference(let reference): others[reference.name] = column.values[0].map { exp($0) }
      case .lowercase: others[MembershipMetric.lowercase.name] = column.values[0].map { exp($0) }
      case .minKPlusPlus, .text: break
      }
    }
  }

  /// What one sample adds.
  struct Point: Sendable {
    let perplexity: Double, window: Double, zlib: Double
  }

  mutating func add(_ point: Point) {
    perplexity.append(point.perplexity)
    window.append(point.window)
    zlib.append(point.zlib)
  }

  /// Six panels: two histograms, then the perplexity against what it is compared with.
  public func panels(references: [String]) -> Panels {
    var panels = [
      Panels.Panel("Perplexity", histogram(perplexity, "perplexity", "Perplexity")),
      Panels.Panel("Likeliest 50 tokens", histogram(window, "window", "Perplexity of 50 tokens")),
      Panels.Panel("zlib", scatter(zlib, "zlib", Axis("zlib entropy (bytes)"))),
    ]
    for name in references + ["lowercase"] {
      guard let values = others[name] else { continue }
      let title = name == "lowercase" ? "Perplexity, lower case" : "Perplexity of \(name)"
      panels.append(.init(title, scatter(values, name, Axis(title, scale: .logarithmic))))
    }
    return Panels(
      title: "\(scheme.title): \(NumberFormat.count(perplexity.count)) samples", panels: panels)
  }

  /// The perplexity against the zlib entropy, alone.
  public var scatter: Scatter {
    Scatter(
      title: "\(scheme.title): what zlib finds", series: series(zlib, "zlib"),
      x: Axis("Perplexity", scale: .logarithmic), y: Axis("zlib entropy (bytes)"))
  }

  private func histogram(_ values: [Double], _ metric: String, _ title: String) -> Plot {
    let chosen = selected[metric, default: []].sorted()
    let memorized = chosen.filter(self.memorized.contains)
    return .histogram(
      Histogram(
        series: [
          .init("all", values, .plain), .init("selected", chosen.map { values[$0] }, .selected),
          .init("memorised", memorized.map { values[$0] }, .memorized),
        ], x: Axis(title, scale: .logarithmic), y: Axis("Samples", scale: .logarithmic)))
  }

  private func scatter(_ values: [Double], _ metric: String, _ y: Axis) -> Plot {
    .scatter(
      Scatter(
        series: series(values, metric), x: Axis("Perplexity", scale: .logarithmic), y: y))
  }

  private func series(_ values: [Double], _ metric: String) -> [Scatter.Series] {
    let chosen = selected[metric, default: []].sorted()
    func points(_ samples: [Int]) -> [(x: Double, y: Double)] {
      samples.map { (perplexity[$0], values[$0]) }
    }
    return [
      .init("all", points(Array(values.indices)), .plain),
      .init("selected", points(chosen), .selected),
      .init("memorised", points(chosen.filter(memorized.contains)), .memorized),
    ]
  }
}
