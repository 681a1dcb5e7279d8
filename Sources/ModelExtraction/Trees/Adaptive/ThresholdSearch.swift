import Estimators

/// The search for one split between two points of different identities.
///
/// Features in which the points differ are halved until one is left, then its interval. An answer
/// of either point's identity moves that point; any other answer is a third node, and the search
/// goes on between it and the nearer one.
struct ThresholdSearch {
  /// A point of known identity; whether it was asked, or is implied by the hull of its node.
  struct End {
    var values: [Value]
    var identity: Int
    var isAsked: Bool
  }

  private(set) var lower: End
  private(set) var upper: End
  /// Where the threshold lay when one feature was left.
  private var start: Bracket?
  /// The feature to try before others.
  private let preferred: Int?
  /// Whether questions move to the other end of all other features, so that one query finds the
  /// threshold and shows that its answer's node reaches so far.
  private var isBold: Bool
  /// Whether the next question must not, since the last one met a third node.
  private var isPlain = false
  private(set) var isFinished = false
  /// The points between which it began.
  let origin: [Value]

  init(_ lower: End, _ upper: End, preferring preferred: Int?, isBold: Bool) {
    self.lower = lower
    self.upper = upper
    self.preferred = preferred
    self.isBold = isBold
    origin = lower.values + upper.values
    order()
  }

  /// Positions in which the points differ.
  var differing: [Int] {
    lower.values.indices.filter { lower.values[$0] != upper.values[$0] }
  }

  /// Where the threshold of a number lies, if only that is left to find.
  var bracket: (position: Int, bracket: Bracket)? {
    let left = differing
    guard left.count == 1, case .number(let a) = lower.values[left[0]],
      case .number(let b) = upper.values[left[0]]
    else { return nil }
    return (left[0], Bracket(lower: a, upper: b))
  }

  /// The next questions; none once the search has ended.
  ///
  /// - Parameters:
  ///   - part: Where the search takes place.
  ///   - cut: Chooses the value to ask in a bracket.
  mutating func questions(
    in part: TreePart, epsilon: Double, isLoose: (Int) -> Bool,
    cut: (Int, Bracket, Bracket) -> Double
  ) -> [[Value]] {
    if isFinished { return [] }
    let left = differing
    guard left.count == 1 else { return [halfway(left)] }
    let position = left[0]
    guard let (_, bracket) = bracket else {
      // A category: those that nobody has seen are asked, all else is known.
      isFinished = true
      return part.unseenCategories(position).map { lower.values.replacing(position, $0) }
    }
    if bracket.isResolved(epsilon) {
      // What a hull implies is no proof where several nodes share an identity.
      for end in [lower, upper] where !end.isAsked && isLoose(end.identity) { return [end.values] }
      isFinished = true
      return []
    }
    if start == nil { start = bracket }
    let number = Value.number(cut(position, bracket, start ?? bracket))
    let plain = lower.values.replacing(position, number)
    guard isBold, !isPlain else { return [plain] }
    return [part.opposite(of: plain, keeping: position, for: [lower.identity, upper.identity])]
  }

  /// Takes the answer to a question.
  mutating func take(_ values: [Value], _ identity: Int) {
    if isFinished { return }
    if let index = [lower.values, upper.values].firstIndex(of: values) {
      confirm(isLower: index == 0, identity)
      return
    }
    let left = differing
    guard left.count == 1 else {
      let point = End(values: values, identity: identity, isAsked: true)
      if identity == lower.identity {
        lower = point
      } else if identity == upper.identity {
        upper = point
      } else if point.distance(to: lower) <= point.distance(to: upper) {
        upper = point
      } else {
        lower = point
      }
      order()
      return
    }
    let position = left[0]
    let line = lower.values.replacing(position, values[position])
    let isOnLine = line == values
    let point = End(values: line, identity: identity, isAsked: isOnLine)
    if identity == lower.identity {
      lower = point
    } else if identity == upper.identity {
      upper = point
    } else if !isOnLine {
      // A third node, somewhere: the same value is asked again where the other features stay.
      isPlain = true
      return
    } else if let (_, bracket) = bracket, case .number(let number) = values[position],
      number - bracket.lower <= bracket.upper - number
    {
      upper = point
      isBold = false
    } else {
      lower = point
      isBold = false
    }
    if isPlain { isBold = false }
    isPlain = false
  }

  /// An end that was implied has been asked.
  private mutating func confirm(isLower: Bool, _ identity: Int) {
    if isLower {
      lower.isAsked = true
      lower.identity = identity
    } else {
      upper.isAsked = true
      upper.identity = identity
    }
    // Alike after all: there is no threshold between them, and the part is looked at anew.
    if lower.identity == upper.identity { isFinished = true }
  }

  /// Half of the features taken from the other point.
  private func halfway(_ left: [Int]) -> [Value] {
    var values = lower.values
    let half =
      if let preferred, left.contains(preferred) { [preferred] } else {
        Array(left.prefix(left.count / 2))
      }
    for position in half { values[position] = upper.values[position] }
    return values
  }

  /// Puts the point of the smaller number first.
  private mutating func order() {
    if let (_, bracket) = bracket, bracket.lower > bracket.upper { swap(&lower, &upper) }
  }
}

extension ThresholdSearch.End {
  /// Number of features in which two points differ.
  fileprivate func distance(to other: ThresholdSearch.End) -> Int {
    zip(values, other.values).count { $0 != $1 }
  }
}

extension [Value] {
  /// The same values but for one.
  func replacing(_ position: Int, _ value: Value) -> [Value] {
    var copy = self
    copy[position] = value
    return copy
  }
}
