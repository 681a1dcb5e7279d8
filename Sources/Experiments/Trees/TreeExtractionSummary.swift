import Estimators
import ModelExtraction
import Reports

/// What `skua extract` prints for a decision tree.
public struct TreeExtractionSummary: Sendable, Encodable {
  /// The attack's name.
  public let attack: String
  /// The class of the copy.
  public let model = "tree"
  /// How the tree was found, in words.
  public let method: String
  /// Splits of the copy.
  public let unknowns: Int
  /// Leaves of the copy.
  public let leaves: Int
  /// Different identities among them.
  public let identities: Int
  /// Splits on the copy's longest path.
  public let depth: Int
  /// Queries spent.
  public let queries: Int
  /// Batches in which they were asked.
  public let rounds: Int
  /// Seconds of the attack.
  public let seconds: Double
  /// Price of the queries in USD.
  public let price: Double
  /// Further queries for a check: none, since the attack proves what it can.
  public let checkQueries = 0
  /// Thresholds were sought to within this much.
  public let epsilon: Double
  /// Whether the attack came to its end, and every leaf is proven.
  public let converged: Bool
  /// Whether the budget ended before.
  public let partial: Bool
  /// Leaves that nothing proves.
  public let unprovenLeaves: Int
  /// Share of the uniform inputs that end in proven leaves.
  public let provenShare: Double
  /// Whether the copy has the target's leaves, thresholds to within epsilon.
  public let structureEqual: Bool
  /// Leaves of the target that the copy has.
  public let matchedLeaves: Int
  /// Leaves of the target.
  public let targetLeaves: Int
  /// Leaves of the target narrower than epsilon, which the copy lacks.
  public let mergedLeaves: Int
  /// Against the target itself.
  public let fidelity: Fidelity
  /// What a reader should know.
  public let notes: [String]
  /// The file of the copy; `null` if none was written.
  @Nullable public var out: String?

  /// Summarises the extraction of a tree.
  public init(
    _ outcome: TreeExtractionOutcome, attack: String, fidelity: Fidelity, notes: [String],
    out: String?
  ) {
    let extraction = outcome.extraction
    self.attack = attack
    method = extraction.method
    leaves = extraction.copy.leaves.count
    unknowns = extraction.copy.nodes.count - leaves
    identities = extraction.identities
    depth = extraction.copy.depth
    queries = outcome.spent
    rounds = extraction.rounds
    seconds = extraction.seconds
    price = outcome.price
    epsilon = extraction.epsilon
    partial = extraction.isPartial
    unprovenLeaves = extraction.unprovenLeaves.count + extraction.uncoveredLeaves.count
    converged = !partial && unprovenLeaves == 0
    provenShare = extraction.provenShare
    structureEqual = outcome.comparison.isEqual
    matchedLeaves = outcome.comparison.matched
    targetLeaves = outcome.comparison.leaves
    mergedLeaves = outcome.comparison.merged
    self.fidelity = fidelity
    var all = extraction.notes + notes
    if mergedLeaves > 0 {
      all.append(
        "\(mergedLeaves) leaves of the target are narrower than epsilon, \(epsilon), and were "
          + "merged with their neighbours")
    }
    if partial { all.append("the budget ended before the attack: the copy is partial") }
    self.notes = all
    self.out = out
  }

  /// The summary for people, without the notes.
  public var text: String {
    var lines = [
      "decision tree, \(NumberFormat.count(leaves)) leaves, depth \(depth), by \(method)",
      "\(NumberFormat.count(queries)) queries in \(NumberFormat.count(rounds)) rounds"
        + (price > 0 ? ", \(NumberFormat.dollars(price))" : "")
        + ", in \(NumberFormat.seconds(seconds))" + (partial ? ", partial" : ""),
      structureEqual
        ? "structure: equal, all \(NumberFormat.count(targetLeaves)) leaves"
        : "structure: \(NumberFormat.count(matchedLeaves)) of \(NumberFormat.count(targetLeaves)) "
          + "leaves equal",
      "proven: \(NumberFormat.percent(provenShare)) of the inputs, "
        + "\(NumberFormat.count(leaves - unprovenLeaves)) of \(NumberFormat.count(leaves)) leaves",
      fidelity.table.text(),
    ]
    if let out { lines.append("copy written to \(out)") }
    return lines.joined(separator: "\n")
  }
}
