import Estimators
import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// An element of an XML document, with what is in it.
struct XMLElement {
  /// The name, without the prefix of its namespace.
  let name: String
  let attributes: [String: String]
  /// The line on which it begins.
  let line: Int
  var children: [XMLElement] = []
  /// The text between the children, all in one.
  var text = ""

  /// The first child of a name.
  func first(_ name: String) -> XMLElement? { children.first { $0.name == name } }

  /// The children of a name.
  func all(_ name: String) -> [XMLElement] { children.filter { $0.name == name } }

  /// The root element of a document; nothing outside of the document is loaded.
  ///
  /// - Throws: `EstimatorError` of code `malformedModel` with the line that isn't XML.
  static func document(_ data: Data, name: String) throws(EstimatorError) -> XMLElement {
    let builder = Builder()
    let parser = XMLParser(data: data)
    parser.shouldResolveExternalEntities = false
    parser.delegate = builder
    guard parser.parse(), let root = builder.root else {
      throw RuleTree.malformed(
        name, "is no whole XML: it ends or breaks at line \(parser.lineNumber)")
    }
    return root
  }

  private final class Builder: NSObject, XMLParserDelegate {
    var root: XMLElement?
    private var open: [XMLElement] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      guard open.count <= RuleTree.deepestTree else {
        parser.abortParsing()
        return
      }
      let local = name.split(separator: ":").last.map(String.init) ?? name
      open.append(XMLElement(name: local, attributes: attributes, line: parser.lineNumber))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if !open.isEmpty { open[open.count - 1].text += text }
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
    ) {
      guard let element = open.popLast() else { return }
      if open.isEmpty { root = element } else { open[open.count - 1].children.append(element) }
    }
  }
}
