import Memorization
import Reports

extension MemorizationStudy.Measurement {
  typealias Phenomenon = Reproduction.Phenomenon

  /// What the paper claims of memorisation, as far as one audit shows it (spec of the lab: each is an
  /// inequality, not a value).
  var phenomena: [Phenomenon] {
    let small = plan.references.first?.name
    return [
      better("zlib"), small.flatMap(better), decoyed, schemes, duplicates, repeated, rare, secret,
      longStrings, twins, noise, generalizing,
    ].compactMap(\.self)
  }

  /// The memorised among the best distinct samples of a metric, over all schemes: all that the paper's
  /// candidates were selected from, since looking them up costs nothing here.
  private func pooled(_ metric: String) -> ShareInterval? {
    let all = report.configurations.filter { $0.metric == metric }
    let looked = all.reduce(0) { $0 + $1.pool }
    let found = all.reduce(0) { $0 + ($1.memorizedInPool ?? 0) }
    return looked > 0 ? ShareInterval(found, of: looked) : nil
  }

  private var amongTheBest: String {
    " among the best \(NumberFormat.count(plan.selection.pool)) of each scheme"
  }

  /// A metric finds more than plain perplexity, with disjoint 95% intervals.
  private func better(_ metric: String) -> Phenomenon? {
    guard let mine = pooled(metric), let plain = pooled("perplexity") else { return nil }
    return Phenomenon(
      name: "\(metric) finds more than perplexity\(amongTheBest)", passed: mine.lower > plain.upper,
      evidence: "\(mine.text) against \(plain.text)")
  }

  /// Plain perplexity falls for text that is trivial.
  private var decoyed: Phenomenon? {
    guard let zlib = pooled("zlib"), let plain = pooled("perplexity") else { return nil }
    return Phenomenon(
      name: "perplexity finds less than half of what zlib finds\(amongTheBest)",
      passed: 2 * plain.share < zlib.share, evidence: "\(plain.text) against \(zlib.text)")
  }

  private func scheme(_ scheme: SamplingScheme) -> AuditReport.Scheme? {
    report.schemes.first { $0.scheme == scheme }
  }

  private var schemes: Phenomenon? {
    guard let internet = scheme(.internet), let topN = scheme(.topN),
      let strings = internet.unique, let others = topN.unique,
      let samples = internet.uniqueSamples, let otherSamples = topN.uniqueSamples
    else { return nil }
    return Phenomenon(
      name: "conditioning on foreign text finds more distinct strings than top-n",
      passed: strings > others && samples > otherSamples,
      evidence: "\(strings) against \(others) in all samples; \(samples) against \(otherSamples) "
        + "distinct samples selected")
  }

  private var duplicates: Phenomenon? {
    guard let temperature = scheme(.temperature), let topN = scheme(.topN) else { return nil }
    return Phenomenon(
      name: "a decaying temperature gives the fewest duplicates",
      passed: report.schemes.allSatisfy { $0.duplicates >= temperature.duplicates },
      evidence: "\(NumberFormat.percent(temperature.duplicates)) against "
        + "\(NumberFormat.percent(topN.duplicates)) with top-n")
  }

  /// Of what is repeated more often more comes back.
  private var repeated: Phenomenon? {
    guard let planted = report.planted else { return nil }
    func recall(_ range: ClosedRange<Int>) -> (found: Int, items: Int) {
      planted.filter { range.contains($0.occurrences) }.reduce((0, 0)) {
        ($0.0 + $1.found, $0.1 + $1.items)
      }
    }
    let ranges = [("1-7", 1...7), ("8-31", 8...31), ("32 and more", 32...Int.max)]
    let levels = ranges.map { (name: $0.0, recall: recall($0.1)) }.filter { $0.recall.items > 0 }
    guard levels.count > 1 else { return nil }
    let shares = levels.map { Double($0.recall.found) / Double($0.recall.items) }
    return Phenomenon(
      name: "what was repeated more often comes back more often",
      passed: zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 }
        && shares[0] < shares[shares.count - 1],
      evidence: levels.map { "\($0.name) times: \($0.recall.found) of \($0.recall.items)" }
        .joined(separator: ", "))
  }

  /// The comparison with a smaller model finds rare strings, zlib frequent ones.
  private var rare: Phenomenon? {
    guard let small = plan.references.first?.name else { return nil }
    func count(_ metric: String) -> Int {
      report.findings.count {
        $0.documents == 1 && $0.metrics.contains(metric)
          && ($0.planted != nil || $0.categories.contains(.highEntropy))
      }
    }
    return Phenomenon(
      name: "\(small) selects more strings of one document than zlib",
      passed: count(small) > count("zlib"), evidence: "\(count(small)) against \(count("zlib"))")
  }

  /// A model of a few million parameters gives back a number of nine digits, as Carlini et al. 2019
  /// found of small models.
  private var secret: Phenomenon? {
    let levels = report.planted?.filter {
      $0.family == "digits" && (16...32).contains($0.occurrences)
    }
    guard let levels, let items = levels.sum(\.items), let found = levels.sum(\.found) else {
      return nil
    }
    return Phenomenon(
      name: "a number of nine digits planted 16 to 32 times comes back", passed: found > 0,
      evidence: "\(found) of \(items)")
  }

  private var longStrings: Phenomenon? {
    let levels = report.planted?.filter { $0.occurrences >= 64 }
    guard let levels, let items = levels.sum(\.longItems), let found = levels.sum(\.longFound)
    else {
      return nil
    }
    return Phenomenon(
      name: "every planted string of 40 bytes or more, 64 times or more, is found",
      passed: found == items, evidence: "\(found) of \(items)")
  }

  private var twins: Phenomenon? {
    let levels = report.planted?.filter { $0.occurrences == 0 }
    guard let levels, let items = levels.sum(\.items), let found = levels.sum(\.found) else {
      return nil
    }
    return Phenomenon(
      name: "no string that was never inserted is reported", passed: found == 0,
      evidence: "\(found) of \(items)")
  }

  private var noise: Phenomenon? {
    guard let noise = report.noise, noise.documents > 0 else { return nil }
    return Phenomenon(
      name: "held-out text hardly matches the training text", passed: noise.share < 0.01,
      evidence: "\(NumberFormat.percent(noise.share)) of its bytes")
  }

  /// Strings come back from a model that has not overfitted.
  private var generalizing: Phenomenon? {
    let levels = report.planted?.filter { $0.occurrences > 0 }
    guard let target = training, let found = levels?.sum(\.found) else { return nil }
    let gap = target.heldOutLoss / target.trainLoss - 1
    return Phenomenon(
      name: "strings come back though the model has not overfitted", passed: found > 0 && gap < 0.1,
      evidence: "\(found) strings; loss on held-out text "
        + "\(NumberFormat.decimal(target.heldOutLoss)) against "
        + "\(NumberFormat.decimal(target.trainLoss)) nats on text trained on")
  }
}

extension [AuditReport.PlantedSummary] {
  /// The sum over all levels; `nil` where none has a string.
  fileprivate func sum(_ value: KeyPath<Element, Int>) -> Int? {
    let items = reduce(0) { $0 + $1.items }
    return items > 0 ? reduce(0) { $0 + $1[keyPath: value] } : nil
  }
}

extension ShareInterval {
  /// "98 of 300 [28, 38%]".
  fileprivate var text: String {
    "\(successes) of \(trials) \(AuditReport.ClosedInterval(self).text)"
  }
}
