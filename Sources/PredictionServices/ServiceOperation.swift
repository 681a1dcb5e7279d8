public import Estimators

/// What a request asks of a server.
public enum ServiceOperation: Sendable, Hashable {
  /// Predictions of some rows.
  case predict([Query])
  /// The description of the model.
  case describe
  /// The model itself, where the service lets it be downloaded.
  case download
  /// Whether the server is alive.
  case health
}
