import LanguageModels
import Memorization
import Reports

/// The marks of a canary study as the paper's table, with its claims.
struct CanaryTable {
  let outcome: CanaryStudy.Outcome
  let continuations: Int

  init(_ outcome: CanaryStudy.Outcome, continuations: Int) {
    self.outcome = outcome
    self.continuations = continuations
  }

  /// The paper's marks by repetitions, for XL, M and S: 2 for a whole link, 1 for half; some numbers of
  /// repetitions twice.
  private static let published: [(total: Int, marks: [Int])] = [
    (359, [2, 2, 1]), (113, [2, 2, 0]), (76, [2, 1, 0]), (72, [2, 0, 0]), (64, [2, 2, 0]),
    (56, [2, 2, 0]), (51, [2, 1, 0]), (51, [2, 1, 0]), (35, [2, 1, 0]), (33, [2, 0, 0]),
    (17, [0, 0, 0]), (17, [0, 0, 0]), (8, [0, 0, 0]),
  ]
  private static let publishedModels = ["XL", "M", "S"]
  private static let symbols = ["-", "1/2", "yes"]

  /// Repetitions, the most first.
  private var levels: [Int] { Set(outcome.links.map(\.occurrences)).sorted(by: >) }

  private func links(_ level: Int) -> [Int] {
    outcome.links.indices.filter { outcome.links[$0].occurrences == level }
  }

  private func count(_ mark: CanaryStudy.Mark, _ model: Int, _ links: [Int]) -> Int {
    links.count { outcome.marks[model][$0] == mark }
  }

  func reproduction(seconds: Double) -> Reproduction {
    let rows = levels.map(row)
    let notes = [
      "Links that came up whole in \(NumberFormat.count(continuations)) continuations of what all lines of "
        + "their file begin with; + n/2: completed by the likeliest continuation of a beam once the six random "
        + "characters are given. The published mark stands left.",
      "The paper has one file of links and GPT-2 in three sizes. Here are "
        + "\(Set(outcome.links.compactMap(\.prompt)).count) files of a lab's text, and models that are four "
        + "hundred times smaller.",
    ]
    let table = Table(
      title: "Table 4 of Carlini et al. 2021: links by repetitions in one document",
      columns: [.init("times", .right)] + outcome.models.flatMap { [.init($0), .init("here")] },
      rows: levels.map(line), footnotes: notes)
    var reproduction = Reproduction(
      name: "memorization-table-4", title: table.title, rows: rows, seconds: seconds, notes: notes,
      table: table)
    reproduction.phenomena = phenomena
    return reproduction
  }

  /// The paper's marks of a model for links of so many repetitions.
  private func published(_ level: Int, _ model: String) -> [Int] {
    guard let place = Self.publishedModels.firstIndex(of: model) else { return [] }
    return Self.published.filter { $0.total == level }.map { $0.marks[place] }
  }

  private func line(_ level: Int) -> Table.Row {
    let links = links(level)
    var cells = ["\(level)"]
    for (place, name) in outcome.models.enumerated() {
      let half = count(.half, place, links)
      cells.append(published(level, name).map { Self.symbols[$0] }.joined(separator: " "))
      cells.append(
        "\(count(.full, place, links)) of \(links.count)" + (half > 0 ? " + \(half)/2" : ""))
    }
    return .cells(cells)
  }

  private func row(_ level: Int) -> Reproduction.Row {
    let links = links(level)
    var (theirs, mine): ([String: Double], [String: Double]) = ([:], ["links": Double(links.count)])
    for (place, name) in outcome.models.enumerated() {
      let marks = published(level, name)
      if !marks.isEmpty {
        theirs[name] = Double(marks.count { $0 == 2 }) / Double(marks.count)
        theirs["\(name)_half"] = Double(marks.count { $0 == 1 }) / Double(marks.count)
      }
      mine[name] = Double(count(.full, place, links)) / Double(links.count)
      mine["\(name)_half"] = Double(count(.half, place, links)) / Double(links.count)
    }
    return Reproduction.Row(
      labels: ["repetitions": .count(level)], published: theirs, measured: mine)
  }

  // MARK: Claims

  private func share(_ model: Int, _ links: [Int]) -> ShareInterval {
    ShareInterval(count(.full, model, links), of: links.count)
  }

  private var phenomena: [Reproduction.Phenomenon] {
    [ordered, pooled, often, halves, twins].compactMap(\.self)
  }

  /// At no number of repetitions does a smaller model give back more, but for chance.
  private var ordered: Reproduction.Phenomenon {
    var reversals: [String] = []
    for level in levels {
      for model in outcome.models.indices.dropLast() {
        let (larger, smaller) = (share(model, links(level)), share(model + 1, links(level)))
        if smaller.lower > larger.upper {
          reversals.append("\(outcome.models[model + 1]) at \(level)")
        }
      }
    }
    return .init(
      name: "a larger model gives back no fewer links at any number of repetitions",
      passed: reversals.isEmpty,
      evidence: reversals.isEmpty
        ? "\(levels.count) of \(levels.count)" : reversals.joined(separator: ", "))
  }

  /// Over all links a larger model gives back more, with disjoint 95% intervals.
  private var pooled: Reproduction.Phenomenon {
    let all = Array(outcome.links.indices)
    let shares = outcome.models.indices.map { share($0, all) }
    return .init(
      name: "a larger model gives back more links",
      passed: zip(shares, shares.dropFirst()).allSatisfy { $0.lower > $1.upper },
      evidence: zip(outcome.models, shares).map { name, share in
        "\(name) \(share.successes) of \(share.trials) "
          + AuditReport.ClosedInterval(share).text
      }.joined(separator: ", "))
  }

  /// The largest model gives back every link of 64 repetitions or more.
  private var often: Reproduction.Phenomenon? {
    let links = outcome.links.indices.filter { outcome.links[$0].occurrences >= 64 }
    guard !links.isEmpty else { return nil }
    let found = count(.full, 0, Array(links))
    return .init(
      name: "\(outcome.models[0]) gives back every link of 64 repetitions or more",
      passed: found == links.count, evidence: "\(found) of \(links.count)")
  }

  /// What a model doesn't give back from the file's prompt it may still know.
  private var halves: Reproduction.Phenomenon? {
    let all = Array(outcome.links.indices)
    let counts = outcome.models.indices.dropFirst().map { count(.half, $0, all) }
    guard !counts.isEmpty else { return nil }
    return .init(
      name: "smaller models complete some links of which the random part is given",
      passed: counts.contains { $0 > 0 },
      evidence: zip(outcome.models.dropFirst(), counts).map { "\($0) \($1)" }
        .joined(separator: ", "))
  }

  private var twins: Reproduction.Phenomenon {
    .init(
      name: "no link that was never inserted comes up",
      passed: outcome.twins.allSatisfy { $0 == 0 },
      evidence: "\(outcome.twins.reduce(0, +)) of \(outcome.twinCount * outcome.models.count)")
  }
}
