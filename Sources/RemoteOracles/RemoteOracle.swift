public import Estimators
public import Oracles
public import PredictionServices

/// An oracle that is a model behind a service.
///
/// A batch goes out as the service's requests, one after the other; put a `RecordedOracle` in front
/// that sends several at once and keeps each answer as it comes.
public struct RemoteOracle: Oracle {
  public let space: InputSpace
  private let service: any PredictionService
  private let model: ServiceModel
  private let connection: ServiceConnection
  private let observer: AnswerObserver

  /// A model behind a service.
  ///
  /// - Parameters:
  ///   - model: Its name there, and what it takes and answers.
  ///   - service: The service's wire format.
  ///   - connection: Sends requests to it.
  ///   - takesPoints: Whether the model takes points of the encoded cube, not rows of its schema.
  public init(
    _ model: ServiceModel, of service: any PredictionService, over connection: ServiceConnection,
    takesPoints: Bool = false
  ) {
    self.model = model
    self.service = service
    self.connection = connection
    space =
      takesPoints ? .encoded(dimensions: model.schema.features.count) : .raw(model.schema)
    observer = AnswerObserver()
  }

  /// Queries of one request at most.
  public var requestSize: Int { service.profile.batch }

  /// How the service writes numbers, as far as its first ten thousand answers show.
  public var precision: AnswerPrecision {
    get async {
      AnswerPrecision(of: await observer.answers, classes: model.schema.classes.count)
    }
  }

  /// The furthest that the scores of an answer with all of them were from adding up to 1.
  public var largestGap: Double { get async { await observer.largestGap } }

  public func query(_ inputs: [Query]) async throws(OracleError) -> [Prediction] {
    try space.validate(inputs)
    var answers: [Prediction] = []
    answers.reserveCapacity(inputs.count)
    var rest = inputs[...]
    while !rest.isEmpty {
      let rows = Array(rest.prefix(requestSize))
      answers += try await ask(rows)
      rest = rest.dropFirst(rows.count)
    }
    return answers
  }

  private func ask(_ rows: [Query]) async throws(OracleError) -> [Prediction] {
    let request: ServiceRequest
    do { request = try service.request(for: rows, to: model) } catch {
      throw OracleError(.invalidQuery, error.message)
    }
    let response = try await connection.send(request, queries: rows.count)
    do {
      let answers = try service.answers(in: response, to: rows.count, from: model)
      await observer.note(answers)
      return answers.map(\.prediction)
    } catch {
      switch error.code {
      case .refused: throw OracleError(.refused, await connection.redacted(error.message))
      default: throw OracleError(.unsuitableAnswer, await connection.redacted(error.message))
      }
    }
  }
}

/// Keeps answers as they were written.
private actor AnswerObserver {
  private static let limit = 10_000
  private(set) var answers: [ServiceAnswer] = []
  private(set) var largestGap = 0.0

  func note(_ more: [ServiceAnswer]) {
    answers += more.prefix(max(0, Self.limit - answers.count))
    for answer in more {
      guard let scores = answer.prediction.probabilities else { continue }
      largestGap = max(largestGap, abs(scores.reduce(0, +) - 1))
    }
  }
}
