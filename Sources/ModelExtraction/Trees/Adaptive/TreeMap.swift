import Estimators
import LinearAlgebra
import Oracles

/// All that an adaptive attack knows of a tree: cells, what is to be asked, and the copy.
final class TreeMap {
  let schema: Schema
  let settings: AdaptiveTreeExtraction
  private var prior: ThresholdPrior
  private(set) var cells: [TreeCell] = []
  /// The identities, as the last batch of answers left them.
  private(set) var table = IdentityTable()
  /// Parts whose samples have changed.
  private var touched: [(part: TreePart, cell: TreeCell)] = []
  /// How often each feature was the one that a node lacked.
  private var uses: [Double]
  /// Identities of several leaves, once all are found.
  var sharedIdentities: Set<Int> = []

  init(_ schema: Schema, settings: AdaptiveTreeExtraction) {
    self.schema = schema
    self.settings = settings
    prior = ThresholdPrior(features: schema.features.count, epsilon: settings.epsilon)
    uses = Array(repeating: 1, count: schema.features.count)
    let features = Array(schema.features.indices)
    cells = [
      settings.usesIncompleteQueries
        ? TreeCell(
          given: [], wanted: nil, extents: [], sharesIdentities: settings.sharesIdentities)
        : TreeCell(
          given: features, wanted: nil, extents: schema.features.map { Extent($0) },
          sharesIdentities: settings.sharesIdentities)
    ]
  }

  /// A query and what it is for.
  struct Request {
    let cell: TreeCell
    let part: TreePart
    /// The values of the cell's features.
    let values: [Value]
    /// Values of features that the cell lacks.
    var extras: [Int: Value] = [:]
    let purpose: Purpose

    enum Purpose {
      case sample
      case search
      /// A corner or a random row, completed.
      case completion
      /// A part of the features that the node may lack.
      case halving([Int])
    }
  }

  func query(_ request: Request) -> Query {
    var values = [Value](repeating: .missing, count: schema.features.count)
    for (position, feature) in request.cell.given.enumerated() {
      values[feature] = request.values[position]
    }
    for (feature, value) in request.extras { values[feature] = value }
    return Query(values)
  }

  private var settling: TreeSettling {
    TreeSettling(epsilon: settings.epsilon) { [table] in table[$0].fields }
  }

  /// The cell of the whole tree.
  var rootCell: TreeCell { cells[0] }

  func answer(_ identity: Int) -> DecisionTree.Answer { table[identity].answer }

  /// Whether nothing but the node of one identity can lie in a part.
  func isProven(_ part: TreePart, _ cell: TreeCell) -> Bool {
    guard part.cell == nil, lacked(by: part, in: cell) == nil, part.identities.count == 1,
      let identity = part.samples.first?.identity,
      !sharedIdentities.contains(identity), !cell.isLoose(identity), !part.isGivenUp
    else { return false }
    if settings.usesIncompleteQueries, table[identity].fields == nil {
      guard case .leaf = part.completion else { return false }
    }
    let hull = Hull(
      of: part.samples.lazy.map(\.values), ignoring: cell.isIgnored(table[identity].fields))
    return part.extents.indices.allSatisfy { hull.lacking($0, of: part.extents[$0]).isEmpty }
  }

  // MARK: Questions

  /// Identities that were seen between two neighbouring values of the grid, and nowhere else.
  var mergedIdentities: Int {
    let merged = cells.reduce(into: Set<Int>()) { $0.formUnion($1.merged) }
    let leaves = cells.flatMap(\.root.leaves).flatMap(\.identities)
    return merged.subtracting(leaves).count
  }

  /// All queries of the next round; none once nothing is left to ask.
  func requests(using generator: inout some RandomNumberGenerator) -> [Request] {
    var requests: [Request] = []
    var index = 0
    while index < cells.count {
      let cell = cells[index]
      index += 1
      guard cell.isOpen else { continue }
      let own = self.requests(of: cell)
      if own.isEmpty {
        cell.isOpen = false
        // These come last in the list, so that this loop reaches them.
        addCells(below: cell)
      }
      requests += own
    }
    return requests.isEmpty ? probes(using: &generator) : requests
  }

  /// Queries to ask once more, since their answers fit together only if several nodes share an
  /// identity, or if the target contradicts itself.
  func takeDoubts() -> [Query] {
    var doubts: [Query] = []
    for cell in cells {
      doubts += cell.doubts.map {
        query(Request(cell: cell, part: cell.root, values: $0, purpose: .sample))
      }
      cell.doubts = []
    }
    return doubts
  }

  private func requests(of cell: TreeCell) -> [Request] {
    var requests: [Request] = []
    for part in cell.root.leaves { requests += self.requests(of: part, in: cell) }
    return requests
  }

  private func requests(of part: TreePart, in cell: TreeCell) -> [Request] {
    // A search that has ended may be followed by another, or by a split.
    var ended = 0
    while part.search != nil {
      let questions = advance(part, cell)
      if !questions.isEmpty {
        return questions.map { Request(cell: cell, part: part, values: $0, purpose: .search) }
      }
      ended += 1
      if ended > 50 {
        part.search = nil
        part.isGivenUp = true
      }
    }
    if part.split != nil { return part.leaves.flatMap { self.requests(of: $0, in: cell) } }
    if part.samples.isEmpty { return firstRequests(of: part, in: cell) }
    let missing = self.missing(part, cell)
    if !missing.isEmpty {
      return missing.map { Request(cell: cell, part: part, values: $0, purpose: .sample) }
    }
    return completions(part, cell)
  }

  /// The next questions of a search; at its end the threshold is recorded and the part settled.
  private func advance(_ part: TreePart, _ cell: TreeCell) -> [[Value]] {
    guard var search = part.search else { return [] }
    let questions = search.questions(
      in: part, epsilon: settings.epsilon, isLoose: cell.isLoose,
      cut: { prior.cut(feature: cell.given[$0], $1, since: $2) })
    part.search = search
    guard search.isFinished, questions.isEmpty else { return questions }
    part.search = nil
    cell.noteSearch(search.origin)
    if let (position, bracket) = search.bracket, search.lower.identity != search.upper.identity,
      bracket.isResolved(settings.epsilon)
    {
      part.facts.append(
        TreePart.Fact(
          position: position, bracket: bracket, lower: search.lower.values,
          upper: search.upper.values))
      prior.record(feature: cell.given[position], bracket)
    }
    settling.settle(part, in: cell)
    return []
  }

  /// Where a cell begins: the ends or all categories of the feature that the node above lacks.
  private func firstRequests(of part: TreePart, in cell: TreeCell) -> [Request] {
    let corner = part.extents.map(\.low)
    func request(_ values: [Value]) -> Request {
      Request(cell: cell, part: part, values: values, purpose: .sample)
    }
    guard let wanted = cell.wanted else { return [request(corner)] }
    switch part.extents[wanted] {
    case .interval(let lower, let upper):
      return (lower < upper ? [lower, upper] : [lower]).map {
        request(corner.replacing(wanted, .number($0)))
      }
    case .categories(let present):
      return present.map { request(corner.replacing(wanted, .category($0))) }
    }
  }

  /// Points that would prove that a part is a single node: its corners, all of its categories.
  private func missing(_ part: TreePart, _ cell: TreeCell) -> [[Value]] {
    guard let identity = part.samples.first?.identity, part.identities.count == 1 else { return [] }
    let hull = Hull(
      of: part.samples.lazy.map(\.values), ignoring: cell.isIgnored(table[identity].fields))
    let lacking = part.extents.indices.map { hull.lacking($0, of: part.extents[$0]) }
    let count = lacking.map(\.count).max() ?? 0
    if count > 0 {
      return (0..<count).map { index in
        part.extents.indices.map { position in
          if index < lacking[position].count { return lacking[position][index] }
          return index % 2 == 0 ? part.extents[position].high : part.extents[position].low
        }
      }
    }
    return hidden(part, cell)
  }

  /// Points in search of a split that is known to be there, though both ends have one identity.
  private func hidden(_ part: TreePart, _ cell: TreeCell) -> [[Value]] {
    guard part === cell.root, let wanted = cell.wanted, !cell.hasLookedForHidden,
      case .interval(let lower, let upper) = part.extents[wanted], lower < upper
    else { return [] }
    cell.hasLookedForHidden = true
    part.isGivenUp = true
    return (0..<settings.probes).map { index in
      // 1/2, 1/4, 3/4, 1/8, …
      let level = (index + 1).bitWidth - (index + 1).leadingZeroBitCount
      let share = Double(2 * (index + 1 - (1 << (level - 1))) + 1) / Double(1 << level)
      let corner = part.extents.map { index % 2 == 0 ? $0.low : $0.high }
      return corner.replacing(wanted, .number(lower + share * (upper - lower)))
    }
  }

  // MARK: Features that a node lacks

  /// The feature that the node of a part asks for; `nil` if it is a leaf, or not known yet.
  func lacked(by part: TreePart, in cell: TreeCell) -> Int? {
    guard settings.usesIncompleteQueries, part.identities.count == 1,
      let identity = part.samples.first?.identity
    else { return nil }
    if let fields = table[identity].fields {
      return fields.first { !cell.given.contains($0) }
    }
    if case .found(let feature) = part.completion { return feature }
    return nil
  }

  /// Without a list of fields: whether the node is a leaf, and if not, which feature it lacks.
  private func completions(_ part: TreePart, _ cell: TreeCell) -> [Request] {
    guard settings.usesIncompleteQueries, part.identities.count == 1,
      let identity = part.samples.first?.identity, table[identity].fields == nil
    else { return [] }
    let rest = schema.features.indices.filter { !cell.given.contains($0) }
    switch part.completion {
    case nil:
      guard !rest.isEmpty else {
        part.completion = .leaf
        return []
      }
      part.completion = .corners
      return [false, true].map { isHigh in
        Request(
          cell: cell, part: part, values: part.extents.map { isHigh ? $0.high : $0.low },
          extras: Dictionary(
            uniqueKeysWithValues: rest.map { feature in
              let extent = Extent(schema.features[feature])
              return (feature, isHigh ? extent.high : extent.low)
            }),
          purpose: .completion)
      }
    case .corners:
      // Both corners were answered alike.
      part.completion = .leaf
      return []
    case .among(let candidates, let base, let extras):
      guard candidates.count > 1 else {
        part.completion = .found(candidates[0])
        return []
      }
      let half = likelyHalf(of: candidates)
      return [
        Request(
          cell: cell, part: part, values: base, extras: extras.filter { half.contains($0.key) },
          purpose: .halving(half))
      ]
    case .found, .leaf: return []
    }
  }

  /// The features that together are asked for in about half of the cases.
  private func likelyHalf(of candidates: [Int]) -> [Int] {
    let sorted = candidates.sorted { (-uses[$0], $0) < (-uses[$1], $1) }
    let total = sorted.reduce(0) { $0 + uses[$1] }
    var (half, sum) = ([Int](), 0.0)
    for feature in sorted.dropLast() {
      if !half.isEmpty, sum + uses[feature] / 2 > total / 2 { break }
      half.append(feature)
      sum += uses[feature]
    }
    return half
  }

  /// A cell below each node that lacks a feature.
  private func addCells(below cell: TreeCell) {
    for part in cell.root.leaves where part.cell == nil {
      guard let feature = lacked(by: part, in: cell) else { continue }
      uses[feature] += 1
      let below = TreeCell(
        given: cell.given + [feature], wanted: cell.given.count,
        extents: part.extents + [Extent(schema.features[feature])],
        sharesIdentities: settings.sharesIdentities)
      part.cell = below
      cells.append(below)
    }
  }

  // MARK: Answers

  /// Takes an answer.
  func take(_ identity: Int, to request: Request, _ table: IdentityTable) {
    self.table = table
    let (part, cell) = (request.part, request.cell)
    switch request.purpose {
    case .sample:
      cell.insert(request.values, identity)
      touched.append((part, cell))
    case .search:
      part.samples.append(TreePart.Sample(values: request.values, identity: identity))
      part.search?.take(request.values, identity)
      touched.append((part, cell))
    case .completion:
      guard part.identities.first != identity else { return }
      switch part.completion {
      case .among, .found: return
      default:
        part.completion = .among(
          request.extras.keys.sorted(), base: request.values, extras: request.extras)
      }
    case .halving(let half):
      guard case .among(let candidates, let base, let extras) = part.completion else { return }
      let isAmong = part.identities.first != identity
      part.completion = .among(
        isAmong ? half : candidates.filter { !half.contains($0) }, base: base, extras: extras)
    }
  }

  /// Settles the parts whose samples have changed.
  func settle() {
    var seen: Set<ObjectIdentifier> = []
    var cells: [TreeCell] = []
    for (part, cell) in touched {
      if seen.insert(ObjectIdentifier(cell)).inserted { cells.append(cell) }
      if part.search == nil, seen.insert(ObjectIdentifier(part)).inserted {
        for leaf in part.leaves { settling.settle(leaf, in: cell) }
      }
    }
    touched = []
    for cell in cells { cell.restoreConsistency(settling) }
  }
}
