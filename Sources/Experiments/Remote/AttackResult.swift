public import Estimators
import ModelExtraction

/// What an attack of any kind gave.
public struct AttackResult: Sendable {
  /// The attack's name.
  public let attack: String
  /// How the copy was found, in words.
  public let method: String
  /// The copy.
  public let copy: Copy
  /// Parameters, or splits, of the copy.
  public let unknowns: Int
  /// Queries without the check's.
  public let queries: Int
  /// What they cost in USD.
  public let price: Double
  /// Further queries for the check.
  public let checkQueries: Int
  /// What these cost in USD.
  public let checkPrice: Double
  /// Whether the attack met its criterion.
  public let converged: Bool
  /// Whether the budget ended before.
  public let isPartial: Bool
  /// Seconds of solving.
  public let seconds: Double
  /// Labels that check queries answer otherwise; `nil` without a check.
  public let disagreement: Double?
  /// Mean total variation over the check queries; `nil` where it can't be told.
  public let meanTotalVariation: Double?
  /// What a reader should know.
  public let notes: [String]

  /// A copy as a file.
  public enum Copy: Sendable {
    /// A model of encoded points.
    case encoded(ModelFile)
    /// A decision tree.
    case tree(TreeFile)
    /// A regression with its recovered encoding.
    case binned(BinnedFile)

    /// Writes the file.
    public func write(to path: String) throws(EstimatorError) {
      switch self {
      case .encoded(let file): try file.write(to: path)
      case .tree(let file): try file.write(to: path)
      case .binned(let file): try file.write(to: path)
      }
    }

    /// The class of the copy as a file names it.
    public var kind: String {
      switch self {
      case .encoded(let file): file.kind.rawValue
      case .tree: TreeFile.kind
      case .binned: BinnedFile.kind
      }
    }

    /// The class of the copy for people.
    public var title: String {
      switch self {
      case .encoded(let file): file.kind.title
      case .tree: "decision tree"
      case .binned: "binned regression"
      }
    }
  }

  /// All queries.
  var allQueries: Int { queries + checkQueries }

  init(_ outcome: ExtractionOutcome) {
    let extraction = outcome.extraction
    attack = "equation-solving"
    method = extraction.method
    copy = .encoded(outcome.copy)
    unknowns = extraction.unknowns
    queries = outcome.spent
    price = outcome.price
    checkQueries = outcome.checkQueries
    checkPrice = outcome.checkPrice
    converged = extraction.converged
    isPartial = extraction.isPartial
    seconds = extraction.seconds
    disagreement = extraction.check.map { Double($0.disagreements) / Double($0.queries) }
    meanTotalVariation = extraction.check?.meanTotalVariation
    notes = extraction.notes
  }

  init(_ extraction: TreeExtraction, named attack: String, price: Double) {
    self.attack = attack
    method = extraction.method
    copy = .tree(TreeFile(extraction.copy))
    unknowns = extraction.copy.nodes.count - extraction.copy.leaves.count
    queries = extraction.queries
    self.price = price
    checkQueries = 0
    checkPrice = 0
    converged = !extraction.isPartial && extraction.unprovenLeaves.isEmpty
    isPartial = extraction.isPartial
    seconds = extraction.seconds
    disagreement = nil
    meanTotalVariation = nil
    notes = extraction.notes
  }

  /// - Parameter price: USD per query.
  init(_ extraction: FeatureExtraction, price: Double) {
    attack = FeatureExtractionRun.attack
    method = extraction.method
    copy = .binned(BinnedFile(extraction.copy))
    unknowns = extraction.copy.model.model.parameterCount
    queries = extraction.searchQueries + extraction.solvingQueries
    self.price = Double(queries) * price
    checkQueries = extraction.checkQueries
    checkPrice = Double(checkQueries) * price
    converged = extraction.converged
    isPartial = extraction.isPartial
    seconds = extraction.seconds
    disagreement = nil
    meanTotalVariation = nil
    notes =
      extraction.notes
      + (extraction.thresholds.isEmpty
        ? []
        : [
          "thresholds are known to within \(extraction.epsilon) of half a range: numbers nearer to one "
            + "may fall on its other side; --epsilon narrows that, --whole-numbers ends it where a "
            + "feature holds whole numbers"
        ])
  }
}
