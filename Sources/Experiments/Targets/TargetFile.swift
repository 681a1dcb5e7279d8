public import Estimators

/// A model file of any kind that Skua reads.
public enum TargetFile: Sendable {
  /// A model of encoded points, in Skua's own format.
  case encoded(ModelFile)
  /// A decision tree.
  case tree(TreeFile)

  /// Reads a model file; its contents tell what it is, not its name.
  ///
  /// - Throws: `EstimatorError` of code `unreadableFile`, or `malformedModel` with the place in the
  ///   file.
  public static func read(from path: String) throws(EstimatorError) -> TargetFile {
    let contents = try ModelFile.contents(of: path)
    if TreeFile.claims(contents) {
      return .tree(try TreeFile(json: contents, name: path))
    }
    return .encoded(try ModelFile(json: contents, name: path))
  }
}
