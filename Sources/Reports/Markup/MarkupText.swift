// Text as it may stand in XML and HTML: escaped, and free of what a reader could be misled by.

extension String {
  /// This text on one line, for an element or a quoted attribute.
  ///
  /// White space becomes a space. Control characters, bidirectional formatting and U+FFFE and
  /// U+FFFF, which XML 1.0 can't hold, become U+FFFD.
  var markup: String { printable.escapedForMarkup }

  /// This text for an element that keeps white space: line breaks and tabs stay, and a carriage
  /// return becomes a line break.
  var multilineMarkup: String {
    replacingReturns.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false)
        .map { String($0).markup }.joined(separator: "\t")
    }.joined(separator: "\n")
  }

  /// Whether markup gives this text back as it is: nothing in it is replaced.
  var markupKeepsText: Bool {
    printable == self && !unicodeScalars.contains { $0 == "\u{FFFE}" || $0 == "\u{FFFF}" }
  }

  /// Paragraphs of this text: what blank lines part, each on one line.
  var paragraphs: [String] {
    replacingReturns.split(separator: "\n", omittingEmptySubsequences: false)
      .split { $0.allSatisfy(\.isWhitespace) }
      .map { $0.joined(separator: " ") }
  }

  private var replacingReturns: String {
    var scalars = UnicodeScalarView()
    var isAfterReturn = false
    for scalar in unicodeScalars {
      if scalar == "\r" {
        scalars.append("\n")
      } else if !(scalar == "\n" && isAfterReturn) {
        scalars.append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return String(scalars)
  }

  private var escapedForMarkup: String {
    var result = ""
    result.reserveCapacity(utf8.count)
    for scalar in unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      case "\u{FFFE}", "\u{FFFF}": result.unicodeScalars.append("\u{FFFD}")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
