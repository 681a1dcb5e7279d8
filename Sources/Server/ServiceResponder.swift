// What a server does with a request, without a socket: who asks, what for, whether they may, and the
// answer in the service's own form.

public import Estimators
import LinearAlgebra
import Oracles
public import PredictionServices

/// Answers the requests of one service for one model.
public final class ServiceResponder: Sendable {
  /// The service.
  public let service: any PredictionService
  /// The model as the service shows it.
  public let model: ServiceModel
  /// How the server behaves.
  public let settings: ServerSettings
  private let predictor: any Predictor
  private let defense: AnswerDefense
  private let file: ModelDownload?
  private let accounts: AccountBook
  private let keys: KeyRing
  let statistics = ServerStatistics()

  /// A model as it can be downloaded.
  public struct ModelDownload: Sendable {
    /// The file.
    public let contents: [UInt8]
    /// What it is, such as `application/json`.
    public let contentType: String

    /// A file to download.
    public init(_ contents: [UInt8], contentType: String) {
      self.contents = contents
      self.contentType = contentType
    }
  }

  /// An answer and what goes into its head.
  public struct Answer: Sendable {
    /// The answer.
    public let response: ServiceResponse
    /// Seconds after which a client may come back; `nil` if it need not wait.
    public let retryAfter: Double?
  }

  /// A server's answers.
  ///
  /// - Parameters:
  ///   - service: The wire format.
  ///   - model: The model's name, schema and precision there.
  ///   - predictor: Answers rows of that schema.
  ///   - defense: What is withheld from answers.
  ///   - file: The model as it can be downloaded, where the service lets one.
  ///   - settings: Keys, limits and price.
  public init(
    _ service: any PredictionService, _ model: ServiceModel, _ predictor: any Predictor,
    defense: AnswerDefense = AnswerDefense([]), file: ModelDownload? = nil,
    settings: ServerSettings = ServerSettings()
  ) {
    self.service = service
    self.model = model
    self.predictor = predictor
    self.defense = defense
    self.file = file
    self.settings = settings
    accounts = AccountBook(
      queriesPerSecond: settings.queriesPerSecond, queriesPerKey: settings.queriesPerKey)
    keys = KeyRing(settings.keys)
  }

  /// The answer to a request.
  public func answer(to request: ServiceRequest) async -> Answer {
    let start = ContinuousClock.now
    let (reply, retryAfter, queries) = await outcome(of: request)
    let answer = Answer(
      response: service.response(to: reply, from: model, answering: request),
      retryAfter: retryAfter)
    if settings.delay > 0 { try? await Task.sleep(for: .seconds(settings.delay)) }
    await statistics.note(
      status: answer.response.status, queries: queries,
      seconds: (ContinuousClock.now - start) / .seconds(1))
    return answer
  }

  /// An answer of failure in the service's form.
  public func failure(
    _ kind: ServiceFailure.Kind, _ message: String, retryAfter: Double? = nil
  ) -> Answer {
    Answer(
      response: service.response(to: .failure(ServiceFailure(kind, message)), from: model),
      retryAfter: retryAfter)
  }

  /// What was asked and answered so far, as text in the exposition format of Prometheus.
  public func metrics() async -> String {
    await statistics.text(accounts: accounts.all, price: settings.price)
  }

  /// What is to be said, after how many seconds a client may come back, and the queries answered.
  private typealias Outcome = (reply: ServiceReply, retryAfter: Double?, queries: Int)

  private func outcome(of request: ServiceRequest) async -> Outcome {
    let key = keys.number(of: request, as: service.profile.authentication)
    let operation: ServiceOperation
    do {
      guard let asked = try service.operation(of: request, on: model) else {
        return Self.refusal(.notFound, "nothing stands at \(request.path)")
      }
      operation = asked
    } catch {
      // A stranger learns nothing about the schema from what is wrong with a request.
      if key == nil { return Self.unauthorized }
      return Self.refusal(
        error.code == .methodNotAllowed ? .methodNotAllowed : .malformed, error.message)
    }
    if operation == .health { return (.healthy, nil, 0) }
    guard let key else { return Self.unauthorized }
    switch operation {
    case .health: return (.healthy, nil, 0)
    case .describe: return (.description, nil, 0)
    case .download:
      guard let file else { return Self.refusal(.notFound, "this model can't be downloaded") }
      return (.file(file.contents, contentType: file.contentType), nil, 0)
    case .predict(let rows): return await predict(rows, for: key)
    }
  }

  private func predict(_ rows: [Query], for key: Int) async -> Outcome {
    do throws(OracleError) {
      try InputSpace.raw(model.schema).validate(rows)
    } catch {
      return Self.refusal(.malformed, error.message)
    }
    if settings.needsCompleteRows, rows.contains(where: { $0.values.contains(.missing) }) {
      return Self.refusal(.malformed, "a row must have a value for every feature")
    }
    do throws(AccountBook.Refusal) {
      try await accounts.spend(rows.count, of: key)
    } catch {
      switch error {
      case .rate(let wait):
        return (
          .failure(ServiceFailure(.throttled, "too many queries in too short a time")), wait, 0
        )
      case .spent: return Self.refusal(.unauthorized, "all queries of this key are spent")
      }
    }
    let answers = await defense.apply(to: predictor.predictions(for: rows))
    return (.predictions(answers), nil, rows.count)
  }

  private static func refusal(_ kind: ServiceFailure.Kind, _ message: String) -> Outcome {
    (.failure(ServiceFailure(kind, message)), nil, 0)
  }

  private static let unauthorized = refusal(.unauthorized, "the key is missing or wrong")
}
