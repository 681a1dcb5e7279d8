public import Estimators

/// What an answer gives away about the node of a decision tree where a query ended.
///
/// Tramèr et al. 2016, §4.2: the prediction and its confidence, as the service rounds it, name a leaf;
/// with an incomplete query they name the inner node that asked for what is missing. Two nodes may
/// share an identity.
public struct NodeIdentity: Sendable, Hashable {
  /// The index of the predicted class.
  public let label: Int
  /// The predicted number of a regression tree.
  public let value: Double?
  /// The confidence, as the service rounds it.
  public let scores: Prediction.Scores
  /// The features that were looked at, where they count as part of the identity.
  public let fields: [Int]?

  /// The identity in an answer.
  ///
  /// - Parameters:
  ///   - answer: What the target answered.
  ///   - withFields: Whether the list of features tells nodes apart too. The paper uses it to
  ///     choose the next feature only.
  public init(_ answer: Prediction, withFields: Bool = false) {
    label = answer.label
    value = answer.value
    scores = answer.scores
    fields = withFields ? answer.fields : nil
  }

  /// The confidence in what is predicted, if there is one.
  public var confidence: Double? {
    switch scores {
    case .none: nil
    case .top(let value): value
    case .likeliest(let values): values.first { $0.label == label }?.score
    case .all(let values): values.indices.contains(label) ? values[label] : nil
    }
  }

  /// What a node of a copy answers in place of the node of this identity.
  public var answer: DecisionTree.Answer {
    value.map { DecisionTree.Answer(value: $0, confidence: confidence) }
      ?? DecisionTree.Answer(label: label, confidence: confidence)
  }
}

/// Identities by number, so that sets of them are cheap.
struct IdentityTable {
  private var numbers: [NodeIdentity: Int] = [:]
  private(set) var identities: [NodeIdentity] = []

  subscript(number: Int) -> NodeIdentity { identities[number] }

  /// The number of an identity, a new one if it was never seen.
  mutating func number(of identity: NodeIdentity) -> Int {
    if let known = numbers[identity] { return known }
    numbers[identity] = identities.count
    identities.append(identity)
    return identities.count - 1
  }
}
