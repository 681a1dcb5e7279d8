/// Numbers as people write them beside an axis.
enum TickLabels {
  /// The labels of an axis, all in one notation: plain with commas between thousands, or with
  /// powers of ten where plain numbers would be long.
  static func texts(_ values: [Double], _ spacing: TickSpacing) -> [String] {
    let sizes = values.map(\.magnitude).filter { $0 > 0 }
    guard let most = sizes.max(), let least = sizes.min() else { return values.map { _ in "0" } }
    if case .steps(_, let exponent) = spacing {
      let isPlain = most >= 0.9e-4 && most < 0.9e7
      return values.map { isPlain ? plain($0, places: max(-exponent, 0)) : withPower($0) }
    }
    let isPlain = least >= 0.9e-4 && most < 0.9e7
    return values.map { isPlain ? plain($0) : withPower($0) }
  }

  /// As many digits as the number has: `0.05`, `20,000`.
  private static func plain(_ value: Double) -> String {
    let digits = DecimalDigits(value)
    return plain(value, places: max(digits.digits.count - digits.exponent, 0))
  }

  private static func plain(_ value: Double, places: Int) -> String {
    withMinus(DecimalDigits(value).fixed(places: places))
  }

  /// `10⁻⁶`, `2×10⁷`; numbers from 1 to 10, and zero, stay as they are.
  private static func withPower(_ value: Double) -> String {
    if value == 0 { return "0" }
    let digits = DecimalDigits(value).rounded(toSignificant: 12)
    let exponent = digits.exponent - 1
    if exponent == 0 { return plain(value) }
    let factor = digits.scaled(byPowerOfTen: -exponent)
      .fixed(places: max(digits.digits.count - 1, 0))
    let power = "10" + String("\(exponent)".map(superscript))
    if factor == "1" { return power }
    return factor == "-1" ? "−" + power : withMinus("\(factor)×\(power)")
  }

  private static func withMinus(_ text: String) -> String {
    text.hasPrefix("-") ? "−" + text.dropFirst() : text
  }

  private static func superscript(_ digit: Character) -> Character {
    guard let value = digit.wholeNumberValue else { return "⁻" }
    return Array("⁰¹²³⁴⁵⁶⁷⁸⁹")[value]
  }
}
