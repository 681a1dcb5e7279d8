public import Foundation

/// One text that a model wrote, as opaque bytes.
public struct StoredSample: Sendable, Hashable {
  /// What it belongs to within its run, such as a sampling scheme.
  public let group: String
  /// Its number within the group, from 0 without gaps.
  public let number: Int
  /// What the model continued.
  public let prompt: Data
  /// What it wrote.
  public let tokens: Data
  /// How likely it found each token.
  public let logProbabilities: Data

  /// A sample of a group.
  ///
  /// - Parameters:
  ///   - group: What it belongs to within its run; not empty.
  ///   - number: Its number within the group, from 0 without gaps.
  ///   - prompt: What the model continued.
  ///   - tokens: What it wrote.
  ///   - logProbabilities: How likely it found each token.
  public init(group: String, number: Int, prompt: Data, tokens: Data, logProbabilities: Data) {
    self.group = group
    self.number = number
    self.prompt = prompt
    self.tokens = tokens
    self.logProbabilities = logProbabilities
  }

  /// The bytes of its three parts.
  var bytes: Int { prompt.count + tokens.count + logProbabilities.count }

  /// What the parts and their lengths sum up to.
  var checksum: Int64 { Checksum.of(prompt, tokens, logProbabilities) }
}
