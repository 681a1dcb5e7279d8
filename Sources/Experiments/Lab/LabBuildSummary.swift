import Foundation
public import Memorization
import Reports

/// What `skua lab build` prints and writes into `lab.json`.
public struct LabBuildSummary: Sendable, Codable {
  /// A trained model.
  public struct Model: Sendable, Codable {
    /// Its folder inside the lab.
    public let name: String
    /// Parameters.
    public let parameters: Int
    /// Steps made.
    public let steps: Int
    /// Passes over the training text that these steps amount to.
    public let epochs: Double
    /// Loss on documents trained on into which nothing was planted, in nats per token.
    public let trainLoss: Double
    /// Loss on held-out documents, which have the same origin, in nats per token.
    public let heldOutLoss: Double
    /// Seconds of training in this run.
    public let seconds: Double
  }

  /// The command that makes the lab again.
  public let command: String
  /// The text in numbers.
  public let corpus: LabDescription
  /// Tokens of the training text; 0 before the vocabulary is learned.
  public var trainingTokens = 0
  /// The models trained so far.
  public var models: [Model] = []
  /// The folder.
  public let out: String

  /// Adds a model, in place of an earlier one of its name; the smallest stands first.
  mutating func add(_ model: Model) {
    models = (models.filter { $0.name != model.name } + [model]).sorted {
      $0.parameters < $1.parameters
    }
  }

  /// The summary for people.
  public var text: String {
    var lines = [command]
    for (name, split) in corpus.splits.sorted(by: { $0.value.bytes > $1.value.bytes }) {
      lines.append(
        "\(name): \(NumberFormat.count(split.documents)) documents, "
          + "\(NumberFormat.count(split.bytes)) bytes")
    }
    for (name, family) in corpus.families.sorted(by: { $0.key < $1.key }) {
      lines.append(
        "\(name): \(NumberFormat.count(family.inserted)) strings planted "
          + "\(NumberFormat.count(family.occurrences)) times, "
          + "\(NumberFormat.decimal(100 * family.share))% of the text; "
          + "\(NumberFormat.count(family.twins)) never")
    }
    for model in models {
      lines.append(
        "\(model.name): \(NumberFormat.count(model.parameters)) parameters, "
          + "\(NumberFormat.count(model.steps)) steps, loss \(NumberFormat.decimal(model.trainLoss)) "
          + "on text trained on, \(NumberFormat.decimal(model.heldOutLoss)) on held-out text, "
          + "\(NumberFormat.seconds(model.seconds))")
    }
    return lines.joined(separator: "\n") + "\nwritten to \(out)"
  }
}

extension LabBuildSummary {
  /// Reads the summary that stands in a lab's folder.
  ///
  /// - Throws: `MemorizationError` if there is none, or it is of another version.
  public init(readingFrom folder: String) throws(MemorizationError) {
    self = try Lab.read(Self.self, from: "\(folder)/lab.json")
  }
}
