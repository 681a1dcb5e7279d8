/// A service that hands out its models, to be used locally: "white-box" in Table 2 of Tramèr et al. 2016.
public protocol DownloadableService: PredictionService {
  /// The request for a model's file.
  func downloadRequest(of name: String) -> ServiceRequest
}
