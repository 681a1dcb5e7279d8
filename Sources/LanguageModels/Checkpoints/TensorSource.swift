/// Where the tensors of a model come from: a file in memory's address space, or training.
///
/// Tensors are read one at a time, so that a model can be packed without holding it twice.
public protocol TensorSource {
  /// The shape of a tensor, the slowest dimension first; `nil` if there is none of this name.
  func shape(of name: String) -> [Int]?
  /// The values of a tensor in row-major order.
  ///
  /// - Throws: `LanguageModelError` if there is none, or if it holds a number that is not finite.
  func values(of name: String) throws(LanguageModelError) -> [Float]
}
