public import Estimators
public import PredictionServices

extension ServiceModel {
  /// What is left of a description where somebody knows the features better: the names of tensors that
  /// hold several, and of outputs.
  ///
  /// An input for each feature, in whatever order the service lists them, is what the convention of its
  /// format says anyway.
  public func following(_ schema: Schema) -> ServiceModel {
    var model = self
    let names = Set(schema.features.map(\.name))
    if inputs.allSatisfy({ $0.width == 1 && names.contains($0.name) }) { model.inputs = [] }
    return model
  }
}
