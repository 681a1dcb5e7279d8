// Text as a terminal shows it: how wide it is, and what must not reach the terminal.

extension String {
  /// Columns that a terminal takes to show this text, on one line.
  ///
  /// Combining marks take none, East Asian wide characters and emoji two. Right for Latin, Greek,
  /// Cyrillic and the usual East Asian text; terminals themselves disagree on joined emoji.
  var terminalWidth: Int { reduce(0) { $0 + $1.terminalWidth } }

  /// This text on one line, without characters that would steer a terminal.
  ///
  /// Text that a model gave away may hold anything: white space becomes a space, a control or
  /// bidirectional formatting character becomes U+FFFD, and the rest stays.
  var printable: String {
    var scalars = UnicodeScalarView()
    for scalar in unicodeScalars {
      switch scalar.value {
      case 0x09...0x0D, 0x85, 0x2028, 0x2029: scalars.append(" ")
      case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069:
        scalars.append("\u{FFFD}")
      default: scalars.append(scalar)
      }
    }
    return String(scalars)
  }

  /// The words of this text in lines of at most `width` columns; a longer word has its own line.
  func wrapped(width: Int) -> [String] {
    var lines: [String] = []
    var line = ""
    for word in printable.split(separator: " ") {
      if line.isEmpty {
        line = String(word)
      } else if line.terminalWidth + 1 + String(word).terminalWidth <= width {
        line += " " + word
      } else {
        lines.append(line)
        line = String(word)
      }
    }
    return line.isEmpty ? lines : lines + [line]
  }
}

extension Character {
  fileprivate var terminalWidth: Int {
    guard let first = unicodeScalars.first else { return 0 }
    switch first.value {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
      0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x20000...0x3FFFD:
      return 2
    default:
      if first.properties.isEmojiPresentation { return 2 }
      switch first.properties.generalCategory {
      case .nonspacingMark, .enclosingMark, .format, .control: return 0
      default: return 1
      }
    }
  }
}
