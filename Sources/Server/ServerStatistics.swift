/// Counts what a server has answered.
actor ServerStatistics {
  /// Upper ends in seconds of the classes into which times are counted.
  static let bounds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1]

  private var requests: [Int: Int] = [:]
  private var queries = 0
  private var seconds = 0.0
  private var classes = Array(repeating: 0, count: bounds.count + 1)

  func note(status: Int, queries: Int, seconds: Double) {
    requests[status, default: 0] += 1
    self.queries += queries
    self.seconds += seconds
    let place = Self.bounds.firstIndex { seconds <= $0 } ?? Self.bounds.count
    classes[place] += 1
  }

  /// The counts as text; accounts are named by the number of their key, never by the key.
  func text(accounts: [Int: AccountBook.Account], price: Double) -> String {
    var lines = ["# TYPE skua_requests_total counter"]
    lines += requests.sorted { $0.key < $1.key }.map {
      "skua_requests_total{status=\"\($0.key)\"} \($0.value)"
    }
    lines += ["# TYPE skua_queries_total counter", "skua_queries_total \(queries)"]
    lines += [
      "# TYPE skua_price_usd_total counter", "skua_price_usd_total \(Double(queries) * price)",
    ]
    lines.append("# TYPE skua_key_queries_total counter")
    for (key, account) in accounts.sorted(by: { $0.key < $1.key }) {
      lines.append("skua_key_queries_total{key=\"\(key)\"} \(account.queries)")
      lines.append("skua_key_price_usd_total{key=\"\(key)\"} \(Double(account.queries) * price)")
      lines.append("skua_key_refused_total{key=\"\(key)\"} \(account.refused)")
    }
    lines.append("# TYPE skua_request_seconds histogram")
    var sum = 0
    for (bound, count) in zip(Self.bounds.map { "\($0)" } + ["+Inf"], classes) {
      sum += count
      lines.append("skua_request_seconds_bucket{le=\"\(bound)\"} \(sum)")
    }
    lines += ["skua_request_seconds_sum \(seconds)", "skua_request_seconds_count \(sum)"]
    return lines.joined(separator: "\n") + "\n"
  }
}
