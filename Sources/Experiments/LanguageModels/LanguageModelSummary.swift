import Reports

/// What `skua lm train` prints.
public struct LanguageModelSummary: Sendable, Encodable {
  /// Parameters of the model.
  public let parameters: Int
  /// Entries of its vocabulary.
  public let vocabulary: Int
  /// Documents of the corpus, held-out ones included.
  public let documents: Int
  /// Their tokens.
  public let corpusTokens: Int
  /// Steps made in all.
  public let steps: Int
  /// The step at which an earlier run had ended; `null` for a new one.
  @Nullable public var resumedAt: Int?
  /// Loss of the last step, in nats per token; `null` if none was left to make.
  @Nullable public var loss: Double?
  /// Loss on held-out documents at the end; `null` without any.
  @Nullable public var heldOutLoss: Double?
  /// Seconds of training in this run.
  public let seconds: Double
  /// What a private training guarantees; `null` for a plain one.
  @Nullable public var privacy: PrivacySummary?
  /// The folder.
  public let out: String

  /// The summary for people.
  public var text: String {
    let ends = loss.map { ", loss \(NumberFormat.decimal($0)) nats per token" } ?? ""
    let held = heldOutLoss.map { ", \(NumberFormat.decimal($0)) on held-out documents" } ?? ""
    let resumed = resumedAt.map { " (the first \(NumberFormat.count($0)) by an earlier run)" } ?? ""
    let privacy = privacy.map { "\n" + $0.text } ?? ""
    return """
      GPT-2: \(NumberFormat.count(parameters)) parameters, vocabulary \(NumberFormat.count(vocabulary))
      corpus: \(NumberFormat.count(documents)) documents, \(NumberFormat.count(corpusTokens)) tokens
      \(NumberFormat.count(steps)) steps\(resumed)\(ends)\(held)\(privacy)
      trained in \(NumberFormat.seconds(seconds)), written to \(out)
      """
  }
}
