/// What a plot leaves out, counted by the reason.
struct Omissions: Equatable {
  /// Not finite, or not above zero on a logarithmic axis.
  var unplaceable = 0
  /// Beyond the ends of an axis.
  var outside = 0

  var total: Int { unplaceable + outside }

  /// Fractions of an axis that count as on it, its ends with some room for rounding.
  static let bounds = -1e-9...(1 + 1e-9)

  /// Counts a value by its fractions of the axes, `nil` where it has no place.
  mutating func add(_ fractions: Double?...) {
    if fractions.contains(where: { $0 == nil }) {
      unplaceable += 1
    } else if !fractions.allSatisfy({ $0.map(Self.bounds.contains) ?? false }) {
      outside += 1
    }
  }

  mutating func add(_ others: Omissions) {
    unplaceable += others.unplaceable
    outside += others.outside
  }

  /// What was left out, as a sentence; empty where nothing was.
  /// - Parameter thing: What was counted, in the singular.
  func sentence(_ thing: String) -> String {
    func count(_ count: Int, _ reason: String) -> [String] {
      count == 0 ? [] : ["\(NumberFormat.count(count)) \(thing)\(count == 1 ? "" : "s") \(reason)"]
    }
    let parts =
      count(unplaceable, "without a place on an axis")
      + count(outside, "beyond the ends of an axis")
    return parts.isEmpty ? "" : "Left out: \(parts.joined(separator: ", "))."
  }
}

extension Axis {
  /// The title, or a name that stands in for it.
  func name(or substitute: String) -> String { title.isEmpty ? substitute : title }
}

extension AxisDomain {
  /// Where an axis begins and ends, as a sentence.
  func sentence(_ name: String) -> String {
    let kind = scale == .logarithmic ? ", logarithmic" : ""
    return "Axis \(name): \(Self.short(lower)) to \(Self.short(upper))\(kind)."
  }

  private static func short(_ value: Double) -> String {
    let size = value.magnitude
    guard size == 0 || (1e-4..<1e7).contains(size) else {
      return NumberFormat.scientific(value, significant: 3)
    }
    let digits = DecimalDigits(value).rounded(toSignificant: 4)
    return digits.fixed(places: max(digits.digits.count - digits.exponent, 0))
  }
}
