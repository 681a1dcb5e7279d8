/// The decimal digits of a finite number, as the shortest text that reads back as the same number.
///
/// All rounding of reports happens on these digits, half away from zero, so that 1.005 becomes 1.01
/// as a reader expects, though the nearest `Double` lies below it.
struct DecimalDigits: Equatable {
  /// Whether there is a minus sign; never on zero.
  private(set) var isNegative: Bool
  /// d1 d2 d3 …, without zeros at either end; empty for zero.
  private(set) var digits: [Int]
  /// The value is 0.d1d2d3… × 10^exponent.
  private(set) var exponent: Int

  /// The digits of a finite number.
  init(_ value: Double) {
    precondition(value.isFinite, "\(value) has no digits")
    let parts = value.magnitude.description.split(separator: "e")
    let mantissa = parts[0].split(separator: ".")
    isNegative = value < 0
    digits = mantissa.joined().compactMap(\.wholeNumberValue)
    exponent = mantissa[0].count + (parts.count > 1 ? Int(parts[1]) ?? 0 : 0)
    normalize()
  }

  private mutating func normalize() {
    let zeros = digits.prefix { $0 == 0 }.count
    digits.removeFirst(zeros)
    exponent -= zeros
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty { (exponent, isNegative) = (0, false) }
  }

  /// The value times 10^power, without rounding.
  func scaled(byPowerOfTen power: Int) -> DecimalDigits {
    var result = self
    if !digits.isEmpty { result.exponent += power }
    return result
  }

  /// Rounded to the first `count` digits; to zero where the count is negative.
  func rounded(toSignificant count: Int) -> DecimalDigits {
    guard count < digits.count else { return self }
    var result = self
    result.digits = Array(digits.prefix(max(count, 0)))
    if count >= 0, digits[count] >= 5 { result.incrementLast(count: count) }
    result.normalize()
    return result
  }

  private mutating func incrementLast(count: Int) {
    var position = count - 1
    while position >= 0, digits[position] == 9 {
      digits[position] = 0
      position -= 1
    }
    if position >= 0 {
      digits[position] += 1
    } else {
      digits.insert(1, at: 0)
      exponent += 1
    }
  }

  /// Rounded to a number of places behind the point.
  func rounded(toPlaces places: Int) -> DecimalDigits {
    rounded(toSignificant: exponent + places)
  }

  /// The digit that stands for 10^power.
  private func digit(at power: Int) -> Int {
    let position = exponent - 1 - power
    return digits.indices.contains(position) ? digits[position] : 0
  }

  /// Written with exactly `places` digits behind the point and commas between thousands.
  func fixed(places: Int) -> String {
    let rounded = rounded(toPlaces: places)
    var text = rounded.isNegative ? "-" : ""
    for power in stride(from: max(rounded.exponent - 1, 0), through: 0, by: -1) {
      text += "\(rounded.digit(at: power))"
      if power > 0, power.isMultiple(of: 3) { text += "," }
    }
    guard places > 0 else { return text }
    return text + "." + (1...places).map { "\(rounded.digit(at: -$0))" }.joined()
  }

  /// Written as one digit, the others behind a point, and a power of ten: `2.13e-13`.
  func scientific(significant: Int) -> String {
    let rounded = rounded(toSignificant: significant)
    guard let first = rounded.digits.first else { return "0" }
    var text = (rounded.isNegative ? "-" : "") + "\(first)"
    let power = rounded.exponent - 1
    if significant > 1 {
      text += "." + (1..<significant).map { "\(rounded.digit(at: power - $0))" }.joined()
    }
    return text + "e\(power)"
  }
}
