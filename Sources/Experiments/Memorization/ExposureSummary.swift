import Foundation
public import Memorization
public import Reports

/// What `skua exposure` prints.
public struct ExposureSummary: Sendable, Encodable {
  /// One secret.
  public struct Secret: Sendable, Encodable {
    /// The string, masked unless asked for.
    public var text: String
    /// How often it stood in the training text; `null` if that isn't known.
    @Nullable public var repetitions: Int?
    /// Its negative log-probability, in nats.
    public let loss: Double
    /// Its rank among the references, from 1.
    public let rank: Int
    /// The exposure by its rank, in bits.
    public let exposure: Double
    /// The exposure by the fitted distribution, in bits; `null` where the rank is exact.
    @Nullable public var extrapolated: Double?
  }

  /// Secrets of one number of repetitions.
  public struct Level: Sendable, Encodable {
    /// Repetitions; 0 for controls.
    public let repetitions: Int
    /// Secrets.
    public let secrets: Int
    /// The mean exposure, by rank, in bits.
    public let meanExposure: Double
    /// The mean exposure by the fitted distribution, or by the exact rank, in bits.
    public let meanExtrapolated: Double
    /// The largest exposure by the fitted distribution, or by the exact rank, in bits.
    public let largest: Double
  }

  /// What isn't known of a secret, in bits: the largest exposure by rank.
  public let spaceBits: Double
  /// Members that were compared with.
  public let references: Int
  /// Whether these are the whole space, so that ranks are exact.
  public let isExact: Bool
  /// By falling exposure.
  public private(set) var secrets: [Secret]
  /// By rising repetitions, where these are known.
  public let levels: [Level]

  init(
    _ run: ExposureRun, _ references: ExposureReferences, losses: [Double], _ isExact: Bool
  ) {
    spaceBits = run.pattern.bits
    self.references = references.count
    self.isExact = isExact
    let secrets = zip(run.secrets, losses).map { secret, loss in
      Secret(
        text: secret.text, repetitions: secret.repetitions, loss: loss,
        rank: isExact ? max(1, references.rank(of: loss) - 1) : references.rank(of: loss),
        exposure: references.exposure(of: loss, by: .interpolation).bits,
        extrapolated: isExact ? nil : references.exposure(of: loss, by: .extrapolation).bits)
    }
    levels = Dictionary(grouping: secrets.filter { $0.repetitions != nil }) { $0.repetitions! }
      .map { repetitions, secrets in
        let best = secrets.map { $0.extrapolated ?? $0.exposure }
        return Level(
          repetitions: repetitions, secrets: secrets.count,
          meanExposure: secrets.map(\.exposure).reduce(0, +) / Double(secrets.count),
          meanExtrapolated: best.reduce(0, +) / Double(secrets.count), largest: best.max()!)
      }.sorted { $0.repetitions < $1.repetitions }
    self.secrets = secrets.sorted {
      ($1.extrapolated ?? $1.exposure, $0.text) < ($0.extrapolated ?? $0.exposure, $1.text)
    }
  }

  /// The summary with everything from the first free position of each secret on hidden.
  public func masked(_ pattern: SecretPattern) -> ExposureSummary {
    var summary = self
    for i in summary.secrets.indices {
      summary.secrets[i].text = pattern.prompt + "…"
    }
    return summary
  }

  /// The levels, or the secrets where nothing is known of their repetitions.
  public var table: Table {
    let count = NumberFormat.count(references)
    let limit = NumberFormat.decimal(log2(Double(references)), places: 1)
    let note =
      isExact
      ? "Compared with \(count) members, which are all."
      : "Compared with \(count) members drawn from a space of "
        + "\(NumberFormat.decimal(spaceBits, places: 1)) bits; beyond \(limit) bits the fitted distribution tells."
    guard levels.isEmpty else {
      return Table(
        columns: [
          .init("repetitions", .right), .init("secrets", .right), .init("exposure", .right),
          .init("extrapolated", .right), .init("largest", .right),
        ],
        rows: levels.map { level in
          .cells([
            level.repetitions == 0 ? "never" : NumberFormat.count(level.repetitions),
            NumberFormat.count(level.secrets),
            NumberFormat.decimal(level.meanExposure, places: 1),
            NumberFormat.decimal(level.meanExtrapolated, places: 1),
            NumberFormat.decimal(level.largest, places: 1),
          ])
        }, footnotes: ["Bits; means over the secrets. " + note])
    }
    return Table(
      columns: [
        .init("secret"), .init("rank", .right), .init("exposure", .right),
        .init("extrapolated", .right),
      ],
      rows: secrets.map { secret in
        .cells([
          secret.text, NumberFormat.count(secret.rank),
          NumberFormat.decimal(secret.exposure, places: 1),
          secret.extrapolated.map { NumberFormat.decimal($0, places: 1) } ?? "-",
        ])
      }, footnotes: ["Bits. " + note])
  }
}
