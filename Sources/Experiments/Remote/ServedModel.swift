public import Estimators
import Foundation
public import PredictionServices

/// A model file as a service puts it before its clients: what `skua serve` runs.
public struct ServedModel: Sendable {
  /// Answers rows of the schema.
  public let predictor: any Predictor
  /// The features and classes as clients see them.
  public let schema: Schema
  /// The model's class, for what a service serves and what not.
  public let modelClass: ModelClass
  /// The file for download.
  public let contents: [UInt8]

  /// Reads a model file of any kind and tool that Skua reads.
  ///
  /// - Parameters:
  ///   - path: The file.
  ///   - takesPoints: Whether clients ask points of the encoded cube, one number per column.
  /// - Throws: `EstimatorError` if it can't be read.
  public init(readingFrom path: String, takesPoints: Bool = false) throws(EstimatorError) {
    contents = Array(try ModelFile.contents(of: path))
    switch try TargetFile.read(from: path) {
    case .tree(let file, _):
      guard !takesPoints else {
        throw EstimatorError(.unfitData, "\(path) holds a decision tree, which takes rows")
      }
      predictor = file.tree
      schema = file.schema
      modelClass = .decisionTree
    case .binned(let file):
      guard !takesPoints else {
        throw EstimatorError(.unfitData, "\(path) holds a binned model, which takes rows")
      }
      predictor = file.model
      schema = file.schema
      modelClass = .logisticRegression
    case .encoded(let file):
      predictor = takesPoints ? CubePredictor(model: file.stored) : file
      schema = takesPoints ? Self.cube(of: file) : file.schema
      modelClass = file.kind == .multilayerPerceptron ? .neuralNetwork : .logisticRegression
    }
  }

  /// One numeric feature in [-1, 1] for each encoded column.
  private static func cube(of file: ModelFile) -> Schema {
    Schema(
      features: (1...max(1, file.encoder.dimensions)).map {
        Feature(name: "x\($0)", kind: .numeric(minimum: -1, maximum: 1))
      }, target: file.schema.target, classes: file.schema.classes)
  }
}

/// A model of encoded points, whose rows are these points.
private struct CubePredictor: Predictor {
  let model: StoredModel

  func predictions(for inputs: [Query]) -> [Prediction] { model.predictions(for: inputs) }
}
