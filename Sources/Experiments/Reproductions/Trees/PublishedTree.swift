/// What Tables 5 and 6 of Tramèr et al. 2016 report of a tree. Shares, where the paper has percent.
struct PublishedTree: Sendable, Hashable {
  let leaves: Int
  let identities: Int
  let depth: Int
  /// 1 - R_test, 1 - R_unif and queries of path finding.
  let pathFinding: Result
  /// The same of the top-down attack.
  let topDown: Result

  struct Result: Sendable, Hashable {
    let test: Double
    let uniform: Double
    let queries: Int

    init(_ test: Double, _ uniform: Double, _ queries: Int) {
      self.test = test
      self.uniform = uniform
      self.queries = queries
    }
  }

  private init(
    _ leaves: Int, _ identities: Int, _ depth: Int, _ pathFinding: Result, _ topDown: Result
  ) {
    self.leaves = leaves
    self.identities = identities
    self.depth = depth
    self.pathFinding = pathFinding
    self.topDown = topDown
  }

  /// The values beside an attack: those of top-down, the paper's best, beside ours.
  func values(of attack: TreeAttackKind) -> [String: Double] {
    let result = attack == .pathFinding ? pathFinding : topDown
    return [
      "leaves": Double(leaves), "identities": Double(identities), "depth": Double(depth),
      "test": result.test, "uniform": result.uniform, "queries": Double(result.queries),
    ]
  }

  /// The eight rows, by the keys of `StandInTree`.
  static let all: [String: PublishedTree] = [
    "irs": PublishedTree(318, 318, 8, Result(1, 1, 101_057), Result(1, 1, 29_609)),
    "steak": PublishedTree(193, 28, 17, Result(0.9245, 0.8640, 3_652), Result(1, 1, 4_013)),
    "gss": PublishedTree(159, 113, 8, Result(0.9998, 0.9961, 7_434), Result(1, 0.9965, 2_752)),
    "email-importance": PublishedTree(
      109, 55, 17, Result(0.9913, 0.9990, 12_888), Result(0.9981, 0.9999, 4_081)),
    "email-spam": PublishedTree(
      219, 78, 29, Result(0.8720, 1, 42_324), Result(0.9970, 1, 21_808)),
    "german-credit": PublishedTree(26, 25, 11, Result(1, 1, 1_722), Result(1, 1, 1_150)),
    "medical": PublishedTree(49, 49, 11, Result(1, 1, 5_966), Result(1, 1, 1_788)),
    "bitcoin": PublishedTree(155, 155, 9, Result(1, 1, 31_956), Result(1, 1, 7_390)),
  ]
}
