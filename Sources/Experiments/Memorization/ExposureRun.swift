import LanguageModels
import LinearAlgebra
public import Memorization

/// Measures the exposure of secrets: what `skua exposure` runs.
public struct ExposureRun: Sendable {
  /// A string that may have stood in the training text.
  public struct Secret: Sendable, Hashable {
    /// The whole string.
    public var text: String
    /// How often it stood there, 0 for a control that never did; `nil` if that isn't known.
    public var repetitions: Int?

    /// A string and its repetitions.
    public init(_ text: String, repetitions: Int? = nil) {
      self.text = text
      self.repetitions = repetitions
    }
  }

  /// The space that the secrets are of.
  public var pattern: SecretPattern
  /// What to measure.
  public var secrets: [Secret]
  /// Members to compare with; the whole space where it has no more.
  public var references: Int
  /// Decides the members.
  public var seed: UInt64

  /// A run.
  public init(
    _ pattern: SecretPattern, _ secrets: [Secret], references: Int = 1 << 14, seed: UInt64 = 1
  ) {
    self.pattern = pattern
    self.secrets = secrets
    self.references = references
    self.seed = seed
  }

  /// The strings of a lab's truth that are members of a pattern, with how often each was planted.
  ///
  /// - Throws: `MemorizationError` if the file can't be read.
  public static func secrets(
    of pattern: SecretPattern, truth path: String
  ) throws(MemorizationError) -> [Secret] {
    try Lab.readTruth(path).filter { pattern.contains($0.text) }
      .map { Secret($0.text, repetitions: $0.occurrences) }
  }

  /// Scores references and secrets.
  ///
  /// - Throws: `MemorizationError` of code `input` for a secret that is no member, or too few references;
  ///   `LanguageModelError` if a member doesn't fit the context.
  public func run(_ loaded: LoadedLanguageModel) async throws -> ExposureSummary {
    guard !secrets.isEmpty else {
      throw MemorizationError(
        .input, "there is no secret of this pattern: name one, or give a truth that has some")
    }
    if let wrong = secrets.firstIndex(where: { !pattern.contains($0.text) }) {
      throw MemorizationError(
        .input,
        "secret \(wrong + 1) is not of the pattern: its free positions hold other characters, or what "
          + "stands around them is another text")
    }
    let isWhole = pattern.count.map { $0 <= references } ?? false
    let members =
      isWhole ? (0..<pattern.count!).map(pattern.member) : try drawnReferences()
    let losses = try await loaded.losses(
      of: members + secrets.map(\.text), work: "scoring members")
    let compared = try ExposureReferences(
      losses: Array(losses.prefix(members.count)), isWhole: isWhole)
    return ExposureSummary(self, compared, losses: Array(losses.suffix(secrets.count)), isWhole)
  }

  private func drawnReferences() throws(MemorizationError) -> [String] {
    var generator = PhiloxGenerator(seed: seed, stream: 1 << 60 + 7)
    return try pattern.draw(
      references, excluding: Set(secrets.map(\.text)), using: &generator)
  }
}
