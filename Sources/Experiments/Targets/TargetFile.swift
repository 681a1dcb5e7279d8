public import Estimators
import Foundation
import ModelFormats

/// A model file of any kind and tool that Skua reads.
public enum TargetFile: Sendable {
  /// A model of encoded points, in Skua's own format.
  case encoded(ModelFile)
  /// A decision tree, and what a user should know about how it was read.
  case tree(TreeFile, notes: [String])
  /// A regression on binned and one-hot columns, in Skua's own format.
  case binned(BinnedFile)

  /// What it is, in words.
  public var title: String {
    switch self {
    case .encoded(let file): file.kind.title
    case .tree: "decision tree"
    case .binned: "binned regression"
    }
  }

  /// Reads a model file: Skua's own, BigML's JSON, or PMML.
  ///
  /// The contents tell what it is, not the name.
  /// - Throws: `EstimatorError` of code `unreadableFile`, or `malformedModel` with the place in the
  ///   file.
  public static func read(from path: String) throws(EstimatorError) -> TargetFile {
    let contents = try ModelFile.contents(of: path)
    if PMMLFile.claims(contents) {
      return TargetFile(try PMMLFile.tree(xml: contents, name: path))
    }
    if TreeFile.claims(contents) {
      return .tree(try TreeFile(json: contents, name: path), notes: [])
    }
    if BinnedFile.claims(contents) {
      return .binned(try BinnedFile(json: contents, name: path))
    }
    if BigMLFile.claims(contents) {
      return TargetFile(try BigMLFile.tree(json: contents, name: path))
    }
    return .encoded(try ModelFile(json: contents, name: path))
  }

  private init(_ imported: ImportedTree) {
    self = .tree(TreeFile(imported.tree), notes: imported.notes)
  }

  /// Reads a file that must hold a decision tree.
  ///
  /// - Throws: `EstimatorError` as `read(from:)`, and of code `malformedModel` for another model.
  public static func tree(
    from path: String
  ) throws(EstimatorError) -> (file: TreeFile, notes: [String]) {
    let target = try read(from: path)
    guard case .tree(let file, let notes) = target else {
      throw EstimatorError(
        .malformedModel, "\(path) holds a \(target.title), and a decision tree is needed")
    }
    return (file, notes)
  }
}
