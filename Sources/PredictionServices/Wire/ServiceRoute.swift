import Estimators

/// What a server of a service does at a path.
struct ServiceRoute: Sendable, Hashable {
  /// Which operation it leads to.
  enum Kind: Sendable, Hashable { case predict, describe, download, health }

  let method: String
  let path: ServicePath
  let kind: Kind

  init(_ kind: Kind, _ method: String, _ pattern: String) {
    self.kind = kind
    self.method = method
    path = ServicePath(pattern)
  }
}

/// A service whose server's half is a table of routes and the reading of rows.
protocol RoutedService: PredictionService {
  /// What stands where.
  var routes: [ServiceRoute] { get }

  /// The rows of a request for predictions; `nil` if it asks for another model.
  func rows(in request: ServiceRequest, of model: ServiceModel) throws(ServiceError) -> [Query]?
}

extension RoutedService {
  public func operation(
    of request: ServiceRequest, on model: ServiceModel
  ) throws(ServiceError) -> ServiceOperation? {
    try routedOperation(of: request, on: model)
  }

  /// What stands at a request's path by the table of routes.
  func routedOperation(
    of request: ServiceRequest, on model: ServiceModel
  ) throws(ServiceError) -> ServiceOperation? {
    let here = routes.filter { $0.path.leads(to: model.name, request.path) }
    guard !here.isEmpty else { return nil }
    guard let route = here.first(where: { $0.method == request.method }) else {
      let methods = Set(here.map(\.method)).sorted().joined(separator: " or ")
      throw ServiceError(
        .methodNotAllowed, "this address takes \(methods), not \(request.method.quoted)")
    }
    switch route.kind {
    case .describe: return .describe
    case .download: return .download
    case .health: return .health
    case .predict:
      guard let rows = try rows(in: request, of: model) else { return nil }
      guard !rows.isEmpty else { throw .malformed("the request holds no rows") }
      guard rows.count <= profile.batch else {
        throw .malformed("\(rows.count) rows, where a request takes \(profile.batch) at most")
      }
      return .predict(rows)
    }
  }
}

extension ServiceRequest {
  /// The JSON of the body.
  func json(allowingNonFinite: Bool = false) throws(ServiceError) -> JSON {
    do {
      return try JSON(parsing: body, allowingNonFinite: allowingNonFinite)
    } catch {
      throw .malformed("the body is no JSON; \(error)")
    }
  }
}

extension ServiceError {
  /// A request that makes no sense, and why.
  static func malformed(_ message: String) -> ServiceError {
    ServiceError(.malformedRequest, message)
  }

  /// An answer that makes no sense, and why.
  static func answer(_ message: String) -> ServiceError { ServiceError(.malformedAnswer, message) }
}

extension JSON {
  /// The value of a member that a request must have.
  func required(_ name: String) throws(ServiceError) -> JSON {
    guard let object else { throw .malformed("expected an object, found \(kind)") }
    guard let value = object[name] else { throw .malformed("the member \(name.quoted) is missing") }
    return value
  }

  /// The elements of what a request must have as an array.
  func elements(of what: String) throws(ServiceError) -> [JSON] {
    guard let array else { throw .malformed("\(what) must be an array, not \(kind)") }
    return array
  }
}
