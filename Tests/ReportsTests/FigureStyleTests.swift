import Foundation
import Testing

@testable import Reports

@Suite struct FigureStyleTests {
  /// The colours of a scheme by class, as red, green and blue in linear light.
  private func colors(dark: Bool) -> [String: [Double]] {
    let part = FigureStyle.text.components(separatedBy: "@media")[dark ? 1 : 0]
    var colors: [String: [Double]] = [:]
    for match in part.matches(of: /\.(r-\w+)\{color:#(\w{2})(\w{2})(\w{2})\}/) {
      colors[String(match.1)] = [match.2, match.3, match.4].map { digits in
        let value = Double(Int(digits, radix: 16) ?? 0) / 255
        return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
      }
    }
    return colors
  }

  private func luminance(_ color: [Double]) -> Double {
    0.2126 * color[0] + 0.7152 * color[1] + 0.0722 * color[2]
  }

  // WCAG 2.2, success criterion 1.4.11: 3 to 1 for what a reader must see to understand a graphic.
  @Test(arguments: [false, true])
  func everyColorStandsOutFromTheGround(dark: Bool) {
    let colors = colors(dark: dark)
    #expect(colors.count == 10)
    // #161b22 in linear light has a luminance of 0.0109.
    let ground = dark ? 0.0109 : 1.0
    for (name, color) in colors {
      let (a, b) = (luminance(color) + 0.05, ground + 0.05)
      #expect(max(a / b, b / a) >= 3, "\(name)")
    }
  }

  // Machado, Oliveira, Fernandes 2009, severity 1: red-blind and green-blind sight.
  @Test(arguments: [false, true])
  func theRolesStayApartForTheColorBlind(dark: Bool) throws {
    let sights = [
      [
        [0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
      ],
      [
        [0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
      ],
    ]
    let colors = colors(dark: dark)
    let roles = try ["r-plain", "r-selected", "r-memorized"].map { try #require(colors[$0]) }
    for sight in sights {
      let seen = roles.map { color in sight.map { zip($0, color).map(*).reduce(0, +) } }
      for (a, b) in [(0, 1), (0, 2), (1, 2)] {
        let distance = zip(seen[a], seen[b]).map { ($0 - $1) * ($0 - $1) }.reduce(0, +)
        // Linear light runs from 0 to 1; grey and black are 0.2 apart in the like sense.
        #expect(distance.squareRoot() > 0.1, "roles \(a) and \(b)")
      }
    }
  }
}
