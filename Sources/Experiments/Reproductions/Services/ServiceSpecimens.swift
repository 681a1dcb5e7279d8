import Estimators
import Foundation
import LinearAlgebra
import Oracles
import PredictionServices
import RemoteOracles

/// A small model of each class, to try what a service does with it.
struct ServiceSpecimens {
  private let data: Dataset
  private let rows: [Query]
  private let logistic: ModelFile
  private let machine: RawModel
  private let perceptron: ModelFile
  private let tree: TreeFile

  /// Fits the models to the generated data set Circles.
  init(seed: UInt64) throws {
    var generator = RandomStream.attack.generator(seed)
    data = Circles(samples: 200).generate(using: &generator)
    rows = InputSpace.raw(data.schema).uniformQueries(20, using: &generator)
    logistic = ModelFile(
      .logistic(try LogisticRegression().fit(data, using: &generator)), schema: data.schema)
    machine = RawModel(
      encoder: Encoder(data.schema),
      model: try SupportVectorMachine(.radial(gamma: nil)).fit(data, using: &generator))
    perceptron = ModelFile(
      .multilayerPerceptron(
        try MultilayerPerceptron(hiddenLayers: [3], epochs: 20).fit(data, using: &generator)),
      schema: data.schema)
    tree = TreeFile(try ClassificationTree().fit(data, using: &generator))
  }

  /// Whether a service serves a model of a class and a client gets its labels.
  func isServed(_ modelClass: ModelClass, by service: any PredictionService) async throws -> Bool {
    guard service.profile.models.contains(modelClass) else { return false }
    let predictor: any Predictor =
      switch modelClass {
      case .logisticRegression: logistic
      case .supportVectorMachine: machine
      case .neuralNetwork: perceptron
      case .decisionTree: tree.tree
      }
    let answers = try await ask(service, predictor)
    return answers.map(\.label) == predictor.predictions(for: rows).map(\.label)
  }

  /// Whether an answer holds more than a label.
  func answersHoldConfidence(_ service: any PredictionService) async throws -> Bool {
    try await ask(service, logistic).allSatisfy { $0.scores != Prediction.Scores.none }
  }

  /// Whether the model can be downloaded and is the one that answers.
  func canBeDownloaded(from service: any PredictionService) async throws -> Bool {
    let contents = try logistic.json()
    let loopback = LoopbackService(
      service: service, schema: data.schema, predictor: logistic, contents: Array(contents))
    // Where the service has no request for it, the likeliest address is tried all the same.
    let request =
      (service as? any DownloadableService)?.downloadRequest(of: LoopbackService.name)
      ?? ServiceRequest("GET", "/model/\(LoopbackService.name)")
    let response = try await loopback.serving { _, connection in
      try await connection.send(request)
    }
    guard response.status == 200,
      let copy = try? ModelFile(json: Data(response.body), name: "the download")
    else { return false }
    return copy.predictions(for: rows) == logistic.predictions(for: rows)
  }

  private func ask(
    _ service: any PredictionService, _ predictor: any Predictor
  ) async throws -> [Prediction] {
    let loopback = LoopbackService(service: service, schema: data.schema, predictor: predictor)
    return try await loopback.serving { oracle, _ in try await oracle.query(rows) }
  }
}

/// A model of encoded points behind rows as a user has them.
private struct RawModel: Predictor {
  let encoder: Encoder
  let model: SupportVectorModel

  func predictions(for inputs: [Query]) -> [Prediction] {
    let answers = model.probabilities(for: encoder.points(for: inputs))
    return (0..<answers.rows).map { Prediction(probabilities: answers[row: $0]) }
  }
}
