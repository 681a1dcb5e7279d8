import Memorization
public import Reports

/// What `skua membership` prints.
public struct MembershipSummary: Sendable, Encodable {
  /// A statistic with the interval of its bootstrap.
  public struct Estimate: Sendable, Encodable {
    /// The value.
    public let value: Double
    /// The lower bound with 95% confidence.
    public let low: Double
    /// The upper bound.
    public let high: Double
  }

  /// One metric on some of the items.
  public struct Row: Sendable, Encodable {
    /// The metric's name.
    public let metric: String
    /// Which items: `all`, or members of some numbers of repetitions with all others.
    public let group: String
    /// Members among them.
    public let members: Int
    /// The probability that a member scores higher than another.
    public let auroc: Estimate
    /// Members above a threshold that 1% of the others reach, as a share.
    public let truePositivesAtOnePercent: Estimate
    /// The same for 0.1% of the others.
    public let truePositivesAtOneInThousand: Estimate

    init(
      metric: String, group: String, members: Int, _ statistics: RankStatistics, resamples: Int,
      using generator: inout some RandomNumberGenerator
    ) {
      func estimate(_ statistic: RankStatistics.Statistic) -> Estimate {
        let (low, high) = statistics.bootstrapInterval(
          of: statistic, resamples: resamples, using: &generator)
        return Estimate(value: statistics.value(statistic), low: low, high: high)
      }
      self.metric = metric
      self.group = group
      self.members = members
      auroc = estimate(.areaUnderCurve)
      truePositivesAtOnePercent = estimate(.truePositiveRate(falsePositiveRate: 0.01))
      truePositivesAtOneInThousand = estimate(.truePositiveRate(falsePositiveRate: 0.001))
    }
  }

  /// Texts that the model was trained on.
  public let members: Int
  /// Texts that it was not.
  public let others: Int
  /// By metric, then by group.
  public let rows: [Row]

  /// The rows for people.
  public var table: Table {
    func text(_ estimate: Estimate) -> String {
      "\(NumberFormat.decimal(estimate.value, places: 2)) "
        + "[\(NumberFormat.decimal(estimate.low, places: 2)), \(NumberFormat.decimal(estimate.high, places: 2))]"
    }
    var lines: [Table.Row] = []
    for (number, row) in rows.enumerated() {
      let hasGroups = rows.contains { $0.group != "all" }
      if hasGroups, number > 0, rows[number - 1].metric != row.metric {
        lines.append(.separator)
      }
      lines.append(
        .cells([
          row.metric, row.group, NumberFormat.count(row.members), text(row.auroc),
          text(row.truePositivesAtOnePercent), text(row.truePositivesAtOneInThousand),
        ]))
    }
    return Table(
      columns: [
        .init("metric"), .init("repetitions"), .init("members", .right), .init("AUROC"),
        .init("TPR at 1% FPR"), .init("TPR at 0.1% FPR"),
      ],
      rows: lines,
      footnotes: [
        "\(NumberFormat.count(members)) members and \(NumberFormat.count(others)) others; intervals of 95% by "
          + "bootstrap. With fewer than 1,000 others 0.1% allows none of them, with fewer than 100 nor does 1%."
      ])
  }
}
