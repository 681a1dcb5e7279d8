import Foundation

/// A rule of where the ticks of an axis stand.
enum TickSpacing: Equatable {
  /// At every multiple of digit x 10^exponent.
  case steps(of: Int, exponent: Int)
  /// At these multiples of every power of ten; the first is 1.
  case multiples([Int])
  /// At every power of ten whose exponent is a multiple of this.
  case powers(Int)

  /// All values from one end of the domain to the other, each the `Double` next to the number that
  /// its label says.
  func values(in domain: AxisDomain) -> [Double] {
    switch self {
    case .steps(let digit, let exponent):
      let step = Double(digit) * Self.power(exponent)
      guard step.isFinite, step > 0 else { return [] }
      // An end that misses a multiple by rounding alone has its tick.
      let first = (domain.lower / step - 1e-9).rounded(.up)
      let last = (domain.upper / step + 1e-9).rounded(.down)
      guard first <= last, last - first < 1000 else { return [] }
      return (0...Int(last - first)).map { index in
        let count = (first + Double(index)) * Double(digit)
        // One division or product with an exact power keeps 3 x 0.1 at 0.3.
        return exponent < 0 ? count / Self.power(-exponent) : count * Self.power(exponent)
      }.filter(\.isFinite)
    case .multiples(let digits):
      return Self.exponents(in: domain).flatMap { exponent in
        digits.map { Self.number($0, exponent) }
      }.filter { Self.holds(domain, $0) }
    case .powers(let stride):
      return Self.exponents(in: domain).filter { $0.isMultiple(of: stride) }
        .map { Self.number(1, $0) }.filter { Self.holds(domain, $0) }
    }
  }

  /// Where the marks without a label stand.
  var finer: TickSpacing? {
    switch self {
    case .steps: nil
    case .multiples, .powers(1): .multiples([1, 2, 3, 4, 5, 6, 7, 8, 9])
    case .powers: .powers(1)
    }
  }

  /// Whether linear steps are whole numbers.
  var isWhole: Bool {
    if case .steps(_, let exponent) = self { exponent >= 0 } else { true }
  }

  private static func exponents(in domain: AxisDomain) -> ClosedRange<Int> {
    Int(log10(domain.lower).rounded(.down))...Int(log10(domain.upper).rounded(.up))
  }

  private static func holds(_ domain: AxisDomain, _ value: Double) -> Bool {
    value >= domain.lower * (1 - 1e-12) && value / (1 + 1e-12) <= domain.upper
  }

  /// digit x 10^exponent, rounded once.
  private static func number(_ digit: Int, _ exponent: Int) -> Double {
    Double("\(digit)e\(exponent)") ?? .nan
  }

  private static func power(_ exponent: Int) -> Double { number(1, exponent) }
}
