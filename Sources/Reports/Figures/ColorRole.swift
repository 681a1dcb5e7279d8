/// What a series is, from which its colour and the shape of its marks follow.
///
/// Grey, orange and blue, and the further colours, stay apart for the colour-blind, on white and on
/// dark ground, and shapes and dashes say the same without colour.
public enum ColorRole: Sendable, Hashable {
  /// Everything that was looked at: grey dots, behind the others.
  case plain
  /// What an attack picked out: orange triangles.
  case selected
  /// What proved to be memorised: blue discs, before the others.
  case memorized
  /// One of several equals, counted from 0; colours come again after seven.
  case category(Int)

  /// Roles from back to front.
  var depth: Int {
    switch self {
    case .plain: 0
    case .category: 1
    case .selected: 2
    case .memorized: 3
    }
  }

  /// The class that sets the colour in a figure's style sheet.
  var cssClass: String {
    switch self {
    case .plain: "r-plain"
    case .selected: "r-selected"
    case .memorized: "r-memorized"
    case .category(let index): "r-\(Self.wrapped(index, 7))"
    }
  }

  /// The dashes of a line in this role, as SVG writes them.
  var dashes: String {
    switch self {
    case .plain: "2 3"
    case .selected: "7 3"
    case .memorized: "none"
    case .category(let index): ["none", "7 3", "2 3", "9 3 2 3"][Self.wrapped(index, 4)]
    }
  }

  private static func wrapped(_ index: Int, _ count: Int) -> Int {
    let remainder = index % count
    return remainder < 0 ? remainder + count : remainder
  }
}
