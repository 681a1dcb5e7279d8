/// Markup under construction, in the part of XML that HTML reads alike.
///
/// Text and attributes are escaped where they go in, so that nothing a model gave away can become
/// an element; only `raw` takes what is markup already.
struct Markup {
  /// An element's attributes, in the order in which they are written.
  typealias Attributes = KeyValuePairs<String, String>

  private(set) var text = ""

  /// Adds an element without attributes that holds text alone.
  mutating func element(_ name: String, _ content: String) { element(name, [:], content) }

  /// Adds an element that holds text alone.
  mutating func element(_ name: String, _ attributes: Attributes, _ content: String) {
    open(name, attributes)
    text += content.markup
    text += "</\(name)>"
  }

  /// Adds an element that holds others, with line breaks inside both tags.
  mutating func block(
    _ name: String, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void
  ) {
    open(name, attributes)
    text += "\n"
    content(&self)
    if text.utf8.last != UInt8(ascii: "\n") { text += "\n" }
    text += "</\(name)>\n"
  }

  /// Adds an element that holds others, without any white space of its own.
  mutating func inline(
    _ name: String, _ attributes: Attributes = [:], _ content: (inout Markup) -> Void
  ) {
    open(name, attributes)
    content(&self)
    text += "</\(name)>"
  }

  /// Adds an element that is always empty: a void one of HTML, or a shape of SVG.
  mutating func empty(_ name: String, _ attributes: Attributes = [:]) {
    open(name, attributes)
    text.removeLast()
    text += "/>\n"
  }

  /// Adds what is markup already.
  mutating func raw(_ markup: String) { text += markup }

  /// Ends the line.
  mutating func newline() { text += "\n" }

  private mutating func open(_ name: String, _ attributes: Attributes) {
    text += "<\(name)"
    for (key, value) in attributes { text += " \(key)=\"\(value.markup)\"" }
    text += ">"
  }
}
