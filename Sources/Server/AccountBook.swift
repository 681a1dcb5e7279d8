/// What each key has asked, and whether it may ask more.
///
/// A key's rate is a bucket that holds the queries of one second and fills evenly.
actor AccountBook {
  private let rate: Double?
  private let limit: Int?
  private var accounts: [Int: Account] = [:]

  /// The account of one key.
  struct Account: Sendable, Equatable {
    /// Queries answered or about to be.
    var queries = 0
    /// Requests that were refused for rate or limit.
    var refused = 0
    fileprivate var tokens: Double
    fileprivate var updated: ContinuousClock.Instant
  }

  /// Why a key may not ask now.
  enum Refusal: Error, Equatable {
    /// It has asked too much in too short a time; seconds until it may.
    case rate(wait: Double)
    /// All that it may ask is spent.
    case spent
  }

  init(queriesPerSecond rate: Double?, queriesPerKey limit: Int?) {
    self.rate = rate
    self.limit = limit
  }

  /// Every account by the number of its key.
  var all: [Int: Account] { accounts }

  /// Takes queries off a key's rate and limit, all of them or none.
  ///
  /// A request of more queries than a second's waits until the bucket is full.
  func spend(_ count: Int, of key: Int, at now: ContinuousClock.Instant = .now) throws(Refusal) {
    var account = accounts[key] ?? Account(tokens: max(1, rate ?? 0), updated: now)
    defer { accounts[key] = account }
    if let limit, account.queries + count > limit {
      account.refused += 1
      throw .spent
    }
    if let rate {
      let passed = (now - account.updated) / .seconds(1)
      let bucket = max(1, rate)
      account.tokens = min(bucket, account.tokens + passed * rate)
      account.updated = now
      let needed = min(Double(count), bucket)
      guard account.tokens >= needed else {
        account.refused += 1
        throw .rate(wait: (needed - account.tokens) / rate)
      }
      account.tokens -= Double(count)
    }
    account.queries += count
  }
}
