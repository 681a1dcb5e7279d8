public import Foundation

extension ModelFile {
  /// The file's contents: the same model gives the same bytes.
  ///
  /// - Throws: `EstimatorError` of code `malformedModel` if a number is NaN or infinite.
  public func json() throws(EstimatorError) -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return try encoder.encode(self) + [UInt8(ascii: "\n")]
    } catch {
      throw EstimatorError(
        .malformedModel,
        "the \(kind.rawValue) model holds a number that is NaN or infinite and can't be written; "
          + "train it again with a stronger penalty")
    }
  }

  /// Writes the file, or leaves what stood there untouched.
  ///
  /// - Throws: `EstimatorError` of code `unwritableFile`, or `malformedModel` as `json()`.
  public func write(to path: String) throws(EstimatorError) {
    try writeAtomically(json(), to: path)
  }
}
