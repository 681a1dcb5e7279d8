public import Estimators
public import Foundation

/// Decision trees in PMML 4, as sklearn2pmml, R's pmml package and others write them.
///
/// A file holds one `TreeModel`; ensembles aren't read. Scores, class distributions, simple, set
/// and compound conditions are taken as the standard defines them; a row that lacks a value stops
/// at the node that asks for it, which the standard calls `lastPrediction`
/// (PMML 4.4, "TreeModel").
public enum PMMLFile {
  /// Whether bytes look like PMML, sound or not: the first markup of the first kilobytes that is no
  /// comment, declaration or instruction.
  public static func claims(_ data: Data) -> Bool {
    var text = Substring(String(decoding: data.prefix(8192), as: UTF8.self))
    text = text.drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    while text.hasPrefix("<?") || text.hasPrefix("<!") {
      let end = text.hasPrefix("<!--") ? "-->" : ">"
      guard let range = text.firstRange(of: end) else { return false }
      text = text[range.upperBound...].drop { $0.isWhitespace }
    }
    guard text.hasPrefix("<") else { return false }
    let element = text.dropFirst().prefix { !$0.isWhitespace && $0 != ">" && $0 != "/" }
    return element.split(separator: ":").last == "PMML"
  }

  /// The tree in a file; `name` stands for it in messages.
  ///
  /// - Throws: `EstimatorError` of code `malformedModel` with the line: cut short, not XML, another
  ///   model than a tree, a condition on a field that the file doesn't describe, a category or
  ///   class that it doesn't list.
  public static func tree(xml: Data, name: String) throws(EstimatorError) -> ImportedTree {
    var reader = try PMMLReader(try XMLElement.document(xml, name: name), name: name)
    return try reader.tree()
  }
}
