/// A part of a picture, in pixels from the top left.
struct Rectangle: Equatable {
  var x: Double
  var y: Double
  var width: Double
  var height: Double

  var right: Double { x + width }
  var bottom: Double { y + height }

  /// The part that is left without a border; never less than a pixel wide and high.
  func inset(by border: Double) -> Rectangle { inset(left: border, border, border, border) }

  /// The part that is left without these borders; never less than a pixel wide and high.
  func inset(left: Double, _ top: Double, _ right: Double, _ bottom: Double) -> Rectangle {
    Rectangle(
      x: x + left, y: y + top, width: max(width - left - right, 1),
      height: max(height - top - bottom, 1))
  }

  /// Gives the top away.
  mutating func removeTop(_ size: Double) {
    y += size
    height = max(height - size, 1)
  }
}

extension Double {
  /// This number of pixels as SVG writes it, to the tenth.
  var svg: String {
    let tenths = Int((self * 10).rounded())
    let whole = "\(tenths.magnitude / 10)"
    let rest = tenths.magnitude % 10
    return (tenths < 0 ? "-" : "") + whole + (rest == 0 ? "" : ".\(rest)")
  }
}

/// How wide text is: an estimate for usual fonts without serifs, rather too wide than too narrow.
enum TextSize {
  static func width(of text: String, size: Double = 12) -> Double {
    text.reduce(0) { sum, character in
      switch character {
      case ",", ".", " ", "i", "l", "j", "I", "'", ":", "(", ")", "|": sum + size * 0.34
      case "m", "w", "M", "W", "%": sum + size * 0.9
      case "⁰"..."⁹", "¹", "²", "³", "⁻": sum + size * 0.42
      default: sum + size * 0.6 * Double(String(character).terminalWidth)
      }
    }
  }
}

extension String {
  /// This text, cut and ended by an ellipsis where it would be wider.
  func fitted(to width: Double, size: Double = 12) -> String {
    if TextSize.width(of: self, size: size) <= width { return self }
    var text = self
    while !text.isEmpty, TextSize.width(of: text + "…", size: size) > width { text.removeLast() }
    return text + "…"
  }
}
