import Foundation
import Memorization
public import Reports

/// What `skua discover` prints.
public struct DiscoverySummary: Sendable, Encodable {
  /// A share of sequences with its interval.
  public struct Share: Sendable, Encodable, Hashable {
    /// Sequences that were extracted.
    public let extracted: Int
    /// Sequences that were tried.
    public let examples: Int
    /// The lower bound of the share, with 95% confidence; the share where every sequence was tried.
    public let low: Double
    /// The upper bound.
    public let high: Double

    init(_ extracted: Int, of examples: Int, isWhole: Bool) {
      let interval = ShareInterval(extracted, of: examples)
      self.extracted = extracted
      self.examples = examples
      (low, high) =
        isWhole ? (interval.share, interval.share) : (interval.lower, interval.upper)
    }

    /// The share; 0 of none.
    public var value: Double { examples == 0 ? 0 : Double(extracted) / Double(examples) }

    var text: String {
      if low == high { return NumberFormat.percent(value) }
      return
        "\(NumberFormat.percent(value)) [\(NumberFormat.percent(low)), \(NumberFormat.percent(high))]"
    }
  }

  /// Sequences that stand in the training text about equally often.
  public struct Bucket: Sendable, Encodable {
    /// Occurrences at least.
    public let from: Int
    /// Occurrences at most.
    public let to: Int
    /// Extracted by greedy decoding.
    public let greedy: Share
    /// Extracted by 100 draws with the run's probability.
    public let hundredDraws: Share
  }

  /// Draws and what they extract.
  public struct Draws: Sendable, Encodable {
    /// Draws of each sequence.
    public let draws: Int
    /// Sequences that come at least once with the run's probability.
    public let extracted: Share
  }

  /// A length of the beginning and what greedy decoding extracts.
  public struct Prefix: Sendable, Encodable {
    /// Tokens that the model reads.
    public let tokens: Int
    /// Extracted.
    public let greedy: Share
  }

  /// All sequences of the training text.
  public let population: Int
  /// Tokens that the model reads.
  public let prefix: Int
  /// Tokens that it should go on with.
  public let suffix: Int
  /// What greedy decoding extracts.
  public let greedy: Share
  /// Sequences of the whole training text that greedy decoding would extract, and the interval.
  public let total: Double
  /// The lower bound of that number.
  public let totalLow: Double
  /// The upper bound.
  public let totalHigh: Double
  /// The probability that `draws` speaks of.
  public let probability: Double
  /// Numbers of draws and what they extract.
  public let draws: [Draws]
  /// By occurrences in the training text.
  public let buckets: [Bucket]
  /// By length of the beginning.
  public let prefixes: [Prefix]
  /// Tokens that were read, per second.
  public let tokensPerSecond: Double
  /// What a reader should know.
  public let notes: [String]

  init(
    _ run: DiscoveryRun, population: Int, _ outcomes: [DiscoveryRun.Outcome],
    _ byPrefix: [(prefix: Int, greedy: Int)], seconds: Double
  ) {
    self.population = population
    prefix = run.prefix
    suffix = run.suffix
    let isWhole = outcomes.count == population
    let greedy = Share(
      outcomes.count { $0.scores.isGreedy }, of: outcomes.count, isWhole: isWhole)
    self.greedy = greedy
    total = greedy.value * Double(population)
    totalLow = greedy.low * Double(population)
    totalHigh = greedy.high * Double(population)
    probability = run.probability
    let needed = outcomes.map { $0.scores.draws(probability: run.probability) }
    draws = [1, 10, 100, 1000, 10_000, 100_000, 1_000_000].map { count in
      Draws(
        draws: count,
        extracted: Share(
          needed.count { $0 <= Double(count) }, of: needed.count, isWhole: isWhole))
    }
    buckets = Self.buckets(outcomes, needed, isWhole)
    prefixes = byPrefix.map {
      Prefix(tokens: $0.prefix, greedy: Share($0.greedy, of: outcomes.count, isWhole: isWhole))
    }
    tokensPerSecond = Double(outcomes.count * (run.prefix + run.suffix)) / max(seconds, 1e-9)
    notes = Self.notes(outcomes)
  }

  private static func buckets(
    _ outcomes: [DiscoveryRun.Outcome], _ needed: [Double], _ isWhole: Bool
  ) -> [Bucket] {
    let groups = Dictionary(grouping: outcomes.indices) { outcomes[$0].occurrences.highestBit }
    return groups.sorted { $0.key < $1.key }.map { bit, members in
      Bucket(
        from: 1 << bit, to: (2 << bit) - 1,
        greedy: Share(
          members.count { outcomes[$0].scores.isGreedy }, of: members.count, isWhole: isWhole),
        hundredDraws: Share(
          members.count { needed[$0] <= 100 }, of: members.count, isWhole: isWhole))
    }
  }

  /// Says so if the model seems to have read another text.
  private static func notes(_ outcomes: [DiscoveryRun.Outcome]) -> [String] {
    guard !outcomes.contains(where: { $0.scores.isGreedy }) else { return [] }
    let most = outcomes.map(\.occurrences).max() ?? 0
    guard most >= 16 else { return [] }
    return [
      "not one of \(NumberFormat.count(outcomes.count)) sequences comes back, not even those that stand in "
        + "the text up to \(NumberFormat.count(most)) times: was the model trained on this text?"
    ]
  }

  /// The tables for people.
  public var tables: [Table] {
    let found = Table(
      columns: [.init("draws", .right), .init("extracted"), .init("of all", .right)],
      rows: [.cells(["greedy", greedy.text, NumberFormat.count(Int(total.rounded()))])]
        + draws.map {
          .cells([
            NumberFormat.count($0.draws), $0.extracted.text,
            NumberFormat.count(Int(($0.extracted.value * Double(population)).rounded())),
          ])
        },
      footnotes: [
        "\(NumberFormat.count(greedy.examples)) of \(NumberFormat.count(population)) sequences of "
          + "\(prefix) + \(suffix) tokens; greedy decoding extracts "
          + "\(NumberFormat.count(Int(totalLow.rounded())))-\(NumberFormat.count(Int(totalHigh.rounded()))) "
          + "of all. A number of draws extracts what comes at least once with a probability of "
          + "\(NumberFormat.percent(probability))."
      ])
    let repeated = Table(
      columns: [
        .init("occurrences", .right), .init("sequences", .right), .init("greedy"),
        .init("100 draws"),
      ],
      rows: buckets.map {
        .cells([
          $0.from == $0.to
            ? "\($0.from)" : "\(NumberFormat.count($0.from))-\(NumberFormat.count($0.to))",
          NumberFormat.count($0.greedy.examples), $0.greedy.text, $0.hundredDraws.text,
        ])
      })
    guard prefixes.count > 1 else { return [found, repeated] }
    let lengths = Table(
      columns: [.init("prefix", .right), .init("greedy")],
      rows: prefixes.map { .cells([NumberFormat.count($0.tokens), $0.greedy.text]) })
    return [found, repeated, lengths]
  }
}

extension Int {
  /// The place of the highest bit of a positive number.
  fileprivate var highestBit: Int { Int.bitWidth - 1 - leadingZeroBitCount }
}
