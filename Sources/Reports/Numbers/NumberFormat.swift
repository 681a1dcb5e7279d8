/// The ways in which reports print numbers.
///
/// All are pure functions of their arguments, independent of any locale: a point before decimals,
/// commas between thousands. Rounding is half away from zero on the shortest decimal text of a
/// number. A number that isn't one prints as `NaN`, an infinite one as `inf`.
public enum NumberFormat {
  /// A whole number with commas between thousands: `48,842`.
  public static func count(_ value: some BinaryInteger) -> String {
    var text = ""
    for (index, digit) in value.magnitude.description.reversed().enumerated() {
      if index > 0, index.isMultiple(of: 3) { text.append(",") }
      text.append(digit)
    }
    return (value < 0 ? "-" : "") + String(text.reversed())
  }

  /// A number with a fixed count of digits behind the point: `3.142`.
  public static func decimal(_ value: Double, places: Int = 3) -> String {
    notFinite(value) ?? DecimalDigits(value).fixed(places: places)
  }

  /// A fraction in percent, where only 1 is `100%` and only 0 is `0%`.
  ///
  /// 0.9975 is `99.75%`. What rounds to a bound without reaching it prints as `>99.99%` or
  /// `<0.01%`: a copy that agrees almost everywhere doesn't agree everywhere.
  /// - Parameters:
  ///   - fraction: Usually in [0, 1]; others are scaled likewise.
  ///   - places: Digits behind the point.
  public static func percent(_ fraction: Double, places: Int = 2) -> String {
    if let text = notFinite(fraction) { return text }
    if fraction == 0 || fraction == 1 { return fraction == 0 ? "0%" : "100%" }
    let percents = DecimalDigits(fraction).scaled(byPowerOfTen: 2)
    let rounded = percents.rounded(toPlaces: places)
    let unit = DecimalDigits(1).scaled(byPowerOfTen: -places)
    if fraction > 0, rounded == DecimalDigits(0) { return "<\(unit.fixed(places: places))%" }
    if fraction < 1, rounded == DecimalDigits(100) {
      return places > 0 ? ">99.\(String(repeating: "9", count: places))%" : ">99%"
    }
    return percents.fixed(places: places) + "%"
  }

  /// A very small or large number as digits and a power of ten: `2e-13`; zero is `0`.
  /// - Parameters:
  ///   - value: Any number.
  ///   - significant: Digits in all, at least 1.
  public static func scientific(_ value: Double, significant: Int = 1) -> String {
    precondition(significant >= 1, "no number has \(significant) digits")
    return notFinite(value) ?? DecimalDigits(value).scientific(significant: significant)
  }

  /// A duration in the unit that fits it: `1.5 µs`, `34 ms`, `3.1 s`, `2 min 35 s`, `1 h 12 min`.
  public static func seconds(_ value: Double) -> String {
    if let text = notFinite(value) { return text }
    if value < 0 { return "-" + seconds(-value) }
    if value == 0 { return "0 s" }
    if value < 1e-6 { return "<1 µs" }
    if value < 0.9995e-3 { return short(value * 1e6) + " µs" }
    if value < 0.9995 { return short(value * 1e3) + " ms" }
    if value < 59.95 { return decimal(value, places: 1) + " s" }
    if value < 3599.5 {
      let whole = Int(value.rounded())
      return "\(whole / 60) min \(whole % 60) s"
    }
    let hours = (value / 3600).rounded(.down)
    let minutes = ((value - hours * 3600) / 60).rounded()
    return minutes == 60
      ? "\(decimal(hours + 1, places: 0)) h 0 min"
      : "\(decimal(hours, places: 0)) h \(decimal(minutes, places: 0)) min"
  }

  /// An amount in US dollars: `$0.01`, `$1,234.50`; below a dollar with up to four digits,
  /// `$0.0106`.
  public static func dollars(_ value: Double) -> String {
    if let text = notFinite(value) { return text }
    if value < 0 { return "-" + dollars(-value) }
    if value > 0, value < 0.00005 { return "<$0.0001" }
    var text = decimal(value, places: value < 1 ? 4 : 2)
    if value < 1 {
      for _ in 0..<2 where text.hasSuffix("0") { text.removeLast() }
    }
    return "$" + text
  }

  /// A size in the decimal unit that fits it: `512 B`, `1.2 MB`, `483 MB`.
  public static func bytes(_ value: some BinaryInteger) -> String {
    if value < 0 { return "-" + bytes(value.magnitude) }
    if value < 1000 { return "\(value) B" }
    var size = Double(value) / 1000
    var units = ["MB", "GB", "TB", "PB", "EB"][...]
    var unit = "kB"
    while size >= 999.5, let next = units.popFirst() { (size, unit) = (size / 1000, next) }
    return decimal(size, places: size < 99.95 ? 1 : 0) + " " + unit
  }

  /// Two or three digits of a number from 1 to 1000.
  private static func short(_ value: Double) -> String {
    decimal(value, places: value < 9.95 ? 1 : 0)
  }

  private static func notFinite(_ value: Double) -> String? {
    if value.isFinite { return nil }
    return value.isNaN ? "NaN" : value < 0 ? "-inf" : "inf"
  }
}
