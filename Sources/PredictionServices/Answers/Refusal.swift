import Estimators

extension ServiceResponse {
  /// The JSON of an answer.
  ///
  /// - Parameter words: Where a service puts its words when it answers with an error; the first
  ///   place that holds a text counts.
  /// - Throws: `ServiceError` of code `refused` for any status but 2xx, or if the body is an error
  ///   all the same; `malformedAnswer` if it isn't JSON.
  func json(words: [JSONPointer]) throws(ServiceError) -> JSON {
    let json = try json()
    let said = words.lazy.compactMap { json[$0]?.string }.first
    guard isSuccess, said == nil else { throw refusal(text: said ?? plainText) }
    return json
  }

  /// The JSON of an answer, be it an error.
  func json() throws(ServiceError) -> JSON {
    do {
      return try JSON(parsing: body, allowingNonFinite: true)
    } catch {
      guard isSuccess else { throw refusal(text: plainText) }
      throw .answer(
        "the answer is no JSON (\(error)); check that the address is that of the service")
    }
  }

  /// Whether the status says that all went well.
  var isSuccess: Bool { (200..<300).contains(status) }

  /// The refusal in a service's own words.
  func refusal(text: String) -> ServiceError {
    let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ").prefix(400)
    return ServiceError(
      .refused(status: status),
      "the service answered with status \(status)" + (words.isEmpty ? "" : ": \(words)"))
  }

  /// The beginning of the body as text.
  private var plainText: String { String(decoding: body.prefix(2_000), as: UTF8.self) }
}
