import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What Foundation's XML parser makes of markup: it knows nothing of how ours is written.
struct ParsedMarkup {
  struct Element {
    let name: String
    let attributes: [String: String]
    /// The names of the elements around it, from the outermost.
    let path: [String]
    /// All text inside, that of inner elements too.
    var text = ""

    /// The classes, of which there may be several.
    var classes: [String] { (attributes["class"] ?? "").split(separator: " ").map(String.init) }
  }

  /// The elements in the order of their opening tags.
  let elements: [Element]

  /// Parses, and fails the test where the markup is not well formed.
  init(_ markup: String, sourceLocation: SourceLocation = #_sourceLocation) {
    let reader = Reader()
    let parser = XMLParser(data: Data(markup.utf8))
    parser.delegate = reader
    let isWellFormed = parser.parse()
    let problem = "line \(parser.lineNumber): \(String(describing: parser.parserError))"
    #expect(isWellFormed, "\(problem)", sourceLocation: sourceLocation)
    elements = reader.elements
  }

  func named(_ name: String) -> [Element] { elements.filter { $0.name == name } }

  func text(_ name: String) -> [String] { named(name).map(\.text) }

  /// The elements inside the first group of a class.
  func children(ofGroup cssClass: String, named name: String) -> [Element] {
    guard let group = elements.firstIndex(where: { $0.classes.contains(cssClass) }) else {
      return []
    }
    let depth = elements[group].path.count
    return elements[(group + 1)...].prefix { $0.path.count > depth }.filter { $0.name == name }
  }

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [Element] = []
    private var open: [Int] = []

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      let path = open.map { elements[$0].name }
      open.append(elements.count)
      elements.append(Element(name: name, attributes: attributes, path: path))
    }

    func parser(
      _ parser: XMLParser, didEndElement name: String, namespaceURI: String?,
      qualifiedName: String?
    ) {
      open.removeLast()
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      for index in open { elements[index].text += text }
    }
  }
}
