public import Estimators

/// What a server has to say, before it takes the service's form.
public enum ServiceReply: Sendable {
  /// Predictions, in the order of the rows.
  case predictions([Prediction])
  /// The description of the model.
  case description
  /// The model as a file of its own format.
  case file([UInt8], contentType: String)
  /// That the server is alive.
  case healthy
  /// That it can't or won't answer.
  case failure(ServiceFailure)
}
