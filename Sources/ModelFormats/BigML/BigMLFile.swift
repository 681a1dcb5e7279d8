public import Estimators
public import Foundation

/// Decision trees in BigML's JSON, as its API and its web page export them.
///
/// A model of BigML has a condition on one field above each node, and an answer and a confidence at
/// each, inner ones too: what a query with missing values gets (Tramèr et al. 2016, §4.2). Fields
/// keep the ranges and categories that the file states.
public enum BigMLFile {
  /// Whether JSON looks like a model of BigML, sound or not.
  public static func claims(_ json: Data) -> Bool {
    let header = try? JSONDecoder().decode(Header.self, from: json)
    guard let header else { return false }
    return header.model ?? header.object?.model != nil
  }

  /// The keys that tell a model of BigML from other JSON.
  private struct Header: Decodable {
    var model: Root?
    var object: Object?

    struct Object: Decodable { var model: Root? }
    struct Root: Decodable { var root: Anything }
    struct Anything: Decodable { init(from decoder: any Decoder) {} }
  }

  /// The tree in a file; `name` stands for it in messages.
  ///
  /// - Throws: `EstimatorError` of code `malformedModel`: cut short, not JSON, a condition on a
  ///   field that the file doesn't describe, a category or class that it doesn't list.
  public static func tree(json: Data, name: String) throws(EstimatorError) -> ImportedTree {
    let document: BigMLDocument
    do {
      document = try JSONDecoder().decode(BigMLDocument.self, from: json)
    } catch let error as DecodingError {
      throw RuleTree.malformed(
        name, ModelFile.explanation(of: error, in: json) + "; export the model again")
    } catch {
      throw RuleTree.malformed(name, "can't be read: \(error.localizedDescription)")
    }
    var reader = try BigMLReader(document.resource, name: name)
    return try reader.tree()
  }
}
