public import Estimators

/// An oracle that records every query and answer, and replays what its ledger already knows.
///
/// Attacks are deterministic, so a run that is started anew with the same seed asks the same
/// queries. An entry is replayed by its ordinal, and only if its input is the one asked: no
/// recorded answer is asked again, and a ledger of another run is refused. Put a meter around this
/// oracle, not inside: then a refused query leaves no trace, and a replayed one counts as what it
/// was, a paid query.
///
/// A batch goes to the target in requests, several at a time. Each is recorded before it is sent and
/// its answers when they arrive, so that what the end of a program can lose are the requests in
/// flight.
public struct RecordedOracle<Base: Oracle>: Oracle {
  private let base: Base
  private let ledger: any QueryLedger
  private let requestSize: Int
  private let concurrency: Int
  private let position: Position
  private let turnstile = Turnstile()

  /// Puts a ledger in front of an oracle.
  ///
  /// - Parameters:
  ///   - base: The oracle.
  ///   - ledger: Records what it is asked and answers.
  ///   - requestSize: Queries that reach it at once; a batch as a whole unless told.
  ///   - concurrency: Requests at a time.
  ///   - ordinal: The place of its first query in the ledger, where another oracle asked before.
  public init(
    _ base: Base, ledger: any QueryLedger, requestSize: Int = .max, concurrency: Int = 1,
    from ordinal: Int = 0
  ) {
    precondition(
      requestSize > 0 && concurrency > 0, "\(requestSize) queries, \(concurrency) at once")
    self.base = base
    self.ledger = ledger
    self.requestSize = requestSize
    self.concurrency = concurrency
    position = Position(ordinal)
  }

  public var space: InputSpace { base.space }

  /// Queries that were asked again since the ledger held no answer to them: they may have been paid
  /// twice.
  public var repeated: Int { get async { await position.repeated } }

  public func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    // What the target would refuse anyway is no query: the ledger stays as it is.
    try space.validate(inputs)
    return try await turnstile.pass { () async throws(OracleError) in
      let answers = try await replayOrAsk(inputs, from: await position.ordinal)
      // Only now: what is asked again after a failure has the same ordinals.
      await position.advance(by: inputs.count)
      return answers
    }
  }

  private func replayOrAsk(
    _ inputs: [Query], from start: Int
  ) async throws(OracleError) -> [Prediction] {
    let end = min(start + inputs.count, max(start, try await ledger.count))
    let recorded = try await ledger.entries(in: start..<end)
    for (offset, entry) in recorded.enumerated() where entry.query != inputs[offset] {
      throw OracleError(
        .ledger,
        "query \(start + offset + 1) is not the one in the ledger, which another run wrote "
          + "(another seed, attack or target): continue with that run's options or use a new ledger"
      )
    }
    var answers =
      recorded.map(\.answer) + Array(repeating: nil, count: inputs.count - recorded.count)
    try await ask(Self.requests(for: answers, requestSize), of: inputs, from: start, recorded.count)
    {
      answers.replaceSubrange($0, with: $1)
    }
    return answers.compactMap(\.self)
  }

  /// Sends requests, some at a time, and hands over each one's answers.
  ///
  /// After a failure nothing more is sent; what is in flight is waited for and recorded.
  private func ask(
    _ requests: [Range<Int>], of inputs: [Query], from start: Int, _ recorded: Int,
    _ take: (Range<Int>, [Prediction]) -> Void
  ) async throws(OracleError) {
    var failure: OracleError?
    await withTaskGroup { group in
      var waiting = requests[...]
      var running = 0
      while running > 0 || (failure == nil && !waiting.isEmpty) {
        if failure == nil, running < concurrency, let request = waiting.popFirst() {
          do throws(OracleError) {
            try await record(request, of: inputs, recorded)
            group.addTask { await send(Array(inputs[request]), as: request) }
            running += 1
          } catch { failure = error }
        } else if let (request, outcome) = await group.next() {
          running -= 1
          do throws(OracleError) {
            let arrived = try outcome.get()
            try await ledger.record(arrived, from: start + request.lowerBound)
            take(request, arrived)
          } catch { failure = failure ?? error }
        }
      }
    }
    if let failure { throw failure }
  }

  private func send(
    _ inputs: [Query], as request: Range<Int>
  ) async -> (Range<Int>, Result<[Prediction], OracleError>) {
    do throws(OracleError) {
      return (request, .success(try await base.answers(to: inputs)))
    } catch { return (request, .failure(error)) }
  }

  /// Records what a request asks for the first time, and counts what it asks again.
  private func record(
    _ request: Range<Int>, of inputs: [Query], _ recorded: Int
  ) async throws(OracleError) {
    let new = max(request.lowerBound, recorded)..<max(request.upperBound, recorded)
    await position.repeats(request.count - new.count)
    if !new.isEmpty { try await ledger.record(Array(inputs[new])) }
  }

  /// The runs of unanswered queries, in pieces of one request.
  private static func requests(for answers: [Prediction?], _ size: Int) -> [Range<Int>] {
    var requests: [Range<Int>] = []
    for offset in answers.indices where answers[offset] == nil {
      if let last = requests.last, last.upperBound == offset, last.count < size {
        requests[requests.count - 1] = last.lowerBound..<(offset + 1)
      } else {
        requests.append(offset..<(offset + 1))
      }
    }
    return requests
  }
}

private actor Position {
  private(set) var ordinal: Int
  private(set) var repeated = 0

  init(_ ordinal: Int) { self.ordinal = ordinal }

  func advance(by count: Int) { ordinal += count }

  func repeats(_ count: Int) { repeated += count }
}
