import Memorization
import Reports

extension MemorizationStudy.Measurement {
  typealias Phenomenon = Reproduction.Phenomenon

  /// What the paper claims of memorisation, as far as one audit shows it (spec of the lab: each is an
  /// inequality, not a value).
  var phenomena: [Phenomenon] {
    [
      better("zlib"), plan.references.isEmpty ? nil : better(plan.references[0].name), schemes,
      duplicates, repeated, rare, longStrings, twins, noise,
    ].compactMap(\.self)
  }

  /// A metric finds more than plain perplexity, over all schemes, with disjoint 95% intervals.
  private func better(_ metric: String) -> Phenomenon {
    let (mine, plain) = (pooled(metric), pooled("perplexity"))
    return Phenomenon(
      name: "\(metric) finds more than perplexity", passed: mine.low > plain.high,
      evidence: "\(mine.text) against \(plain.text)")
  }

  private func pooled(_ metric: String) -> (low: Double, high: Double, text: String) {
    let all = report.configurations.filter { $0.metric == metric }
    let memorized = all.reduce(0) { $0 + ($1.memorized ?? 0) }
    let candidates = all.reduce(0) { $0 + $1.candidates }
    let interval = ShareInterval(memorized, of: candidates)
    let bounds = [interval.lower, interval.upper].map { NumberFormat.percent($0, places: 0) }
    return (
      interval.lower, interval.upper,
      "\(memorized) of \(candidates) [\(bounds[0]), \(bounds[1])]"
    )
  }

  private func scheme(_ scheme: SamplingScheme) -> AuditReport.Scheme? {
    report.schemes.first { $0.scheme == scheme }
  }

  private var schemes: Phenomenon? {
    guard let internet = scheme(.internet)?.unique, let topN = scheme(.topN)?.unique else {
      return nil
    }
    return Phenomenon(
      name: "conditioning on foreign text finds more distinct strings than top-n",
      passed: internet > topN, evidence: "\(internet) against \(topN) in all samples")
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
    let levels = [1...7, 8...31, 32...Int.max].map(recall)
    let shares = levels.map { Double($0.found) / Double(max(1, $0.items)) }
    return Phenomenon(
      name: "what was repeated more often comes back more often",
      passed: zip(shares, shares.dropFirst()).allSatisfy { $0 <= $1 } && shares[0] < shares[2],
      evidence: zip(["1-7", "8-31", "32 and more"], levels)
        .map { "\($0) times: \($1.found) of \($1.items)" }.joined(separator: ", "))
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

  private var longStrings: Phenomenon? {
    guard let planted = report.planted?.filter({ $0.occurrences >= 64 }) else { return nil }
    let items = planted.reduce(0) { $0 + $1.longItems }
    let found = planted.reduce(0) { $0 + $1.longFound }
    return Phenomenon(
      name: "every planted string of 40 bytes or more, 64 times or more, is found",
      passed: items > 0 && found == items, evidence: "\(found) of \(items)")
  }

  private var twins: Phenomenon? {
    guard let planted = report.planted?.filter({ $0.occurrences == 0 }) else { return nil }
    let items = planted.reduce(0) { $0 + $1.items }
    let found = planted.reduce(0) { $0 + $1.found }
    return Phenomenon(
      name: "no string that was never inserted is reported", passed: items > 0 && found == 0,
      evidence: "\(found) of \(items)")
  }

  private var noise: Phenomenon? {
    guard let noise = report.noise else { return nil }
    return Phenomenon(
      name: "held-out text hardly matches the training text", passed: noise.share < 0.01,
      evidence: "\(NumberFormat.percent(noise.share)) of its bytes")
  }
}
