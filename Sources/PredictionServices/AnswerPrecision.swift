import Estimators

/// How a service writes its numbers, found out from many answers.
///
/// An attack works as far as answers are precise (Tramèr et al. 2016, §7; Figure 7), so an audit
/// first asks what it is given. Each finding counts the numbers that speak for it: none of them
/// speaks against. Whole numbers, such as a probability of 0 or 1, tell nothing and aren't counted.
public struct AnswerPrecision: Sendable, Hashable {
  /// That all numbers are rounded to some decimals; `nil` if they have more than twelve, or if
  /// they have 32 bits.
  public let decimals: Decimals?
  /// That all numbers were computed, or written, in 32 bits: how many show it.
  ///
  /// Either a number reads as exactly that of 32 bits and has more than eight digits, or at least
  /// three numbers of eight digits or more are the shortest texts of such numbers: each would be
  /// by chance once in six times at best.
  public let float32: Int?
  /// That answers hold scores of a part of the classes; `nil` if they hold all, or of a number.
  public let truncation: Truncation?
  /// Number of numbers that were looked at.
  public let numerals: Int

  /// A number of decimals and what it rests on.
  public struct Decimals: Sendable, Hashable {
    /// The most digits after the point.
    public let digits: Int
    /// How many numbers have no more.
    public let numerals: Int
  }

  /// How many scores an answer holds at most, and what that rests on.
  public struct Truncation: Sendable, Hashable {
    /// The most scores of an answer, 0 if answers are labels alone.
    public let scores: Int
    /// How many answers have no more.
    public let answers: Int
  }

  /// Looks at the numbers of answers of a model with some classes, 0 if its target is a number.
  ///
  /// - Complexity: O(numbers).
  public init(of answers: [ServiceAnswer], classes: Int) {
    let all = answers.flatMap(\.numerals).compactMap(Numeral.init)
    let telling = all.filter { $0.value != $0.value.rounded() }
    numerals = telling.count
    float32 = Self.narrow(telling)
    let digits = telling.map(\.decimals).max() ?? 0
    decimals =
      float32 == nil && (1...Self.mostDecimals).contains(digits)
      ? Decimals(digits: digits, numerals: telling.count) : nil
    truncation = Self.truncation(of: answers, classes: classes)
  }

  /// More digits after the point than this are those of 64 bits.
  private static let mostDecimals = 12

  /// How a client should take the service to write numbers.
  public var precision: ServicePrecision {
    if float32 != nil { return .float32 }
    return decimals.map { .decimals($0.digits) } ?? .float64
  }

  /// Number of numerals that show 32 bits, if all are in accord with them.
  private static func narrow(_ numerals: [Numeral]) -> Int? {
    var (widened, shortest) = (0, 0)
    for numeral in numerals {
      let narrow = Float(numeral.value)
      if Double(narrow) == numeral.value {
        if numeral.significantDigits > 8 { widened += 1 }
      } else if Double(narrow.description) == numeral.value {
        if numeral.significantDigits >= 8 { shortest += 1 }
      } else {
        return nil
      }
    }
    return widened > 0 || shortest >= 3 ? widened + shortest : nil
  }

  private static func truncation(of answers: [ServiceAnswer], classes: Int) -> Truncation? {
    guard classes > 0, !answers.isEmpty else { return nil }
    var most = 0
    for answer in answers {
      guard answer.prediction.value == nil, answer.prediction.probabilities == nil else {
        return nil
      }
      most = max(most, answer.numerals.count)
    }
    return Truncation(scores: most, answers: answers.count)
  }
}

/// The digits of a number as it was written.
struct Numeral {
  /// The number.
  let value: Double
  /// Digits after the point, once the exponent is written out.
  let decimals: Int
  /// Digits from the first that isn't 0 to the last one written.
  let significantDigits: Int

  /// Reads the text of a finite number, or gives `nil`.
  init?(_ text: String) {
    guard let value = Double(text), value.isFinite else { return nil }
    self.value = value
    let parts = text.lowercased().split(separator: "e")
    let exponent = parts.count == 2 ? Int(parts[1]) ?? 0 : 0
    let mantissa = (parts.first ?? "").split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = mantissa.count == 2 ? mantissa[1].count : 0
    decimals = max(0, fraction - min(max(exponent, -10_000), 10_000))
    let digits = mantissa.joined().filter { $0.isASCII && $0.isNumber }
    significantDigits = digits.drop { $0 == "0" }.count
  }
}
