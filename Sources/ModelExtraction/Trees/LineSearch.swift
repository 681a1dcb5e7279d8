import Estimators
import Oracles

/// The line search of the paper: all values of one feature at which the answer changes, while the
/// other features stay.
///
/// Tramèr et al. 2016, Algorithm 1: both ends are asked, and an interval is halved while the
/// identities at its ends differ, until it is epsilon wide. Where both ends have the same identity,
/// whatever lies between is missed. Of a categorical feature every category is asked.
struct LineSearch {
  /// A part of the line that answers alike.
  struct Piece {
    /// The identity.
    let answer: AnyAnswer
    /// A value that was asked there.
    let value: Value
    /// The threshold to its left, of a number; `nil` at the end of the line.
    var below: Bracket?
    /// The threshold to its right.
    var above: Bracket?
    /// The categories, of a categorical feature.
    var categories: [Int] = []
  }

  /// An identity and the list of features.
  struct AnyAnswer {
    let identity: Int
    let fields: [Int]?
  }

  /// What a line runs through.
  enum Line {
    case numbers(from: Double, to: Double)
    case categories([Int])
  }

  let feature: Int
  private let start: Query
  private let line: Line
  private let epsilon: Double
  /// The answers so far, by value.
  private var answers: [(value: Value, answer: AnyAnswer)] = []
  /// Intervals whose ends differ, as indices into the answers; `nil` before the ends are known.
  private var open: [(Int, Int)]?

  /// A search through a query along one feature.
  init(through start: Query, feature: Int, along line: Line, epsilon: Double) {
    self.start = start
    self.feature = feature
    self.line = line
    self.epsilon = epsilon
  }

  /// The queries of the next round; none at the end.
  var questions: [Query] { values.map { start.replacing(feature, with: $0) } }

  private var values: [Value] {
    guard let open else {
      switch line {
      case .numbers(let lower, let upper):
        return lower < upper ? [.number(lower), .number(upper)] : [.number(lower)]
      case .categories(let indices): return indices.map(Value.category)
      }
    }
    return open.map { .number(bracket($0).middle) }
  }

  /// Takes the answers to the questions.
  mutating func take(_ replies: [AnyAnswer]) {
    let asked = values
    let first = answers.count
    answers += zip(asked, replies).map { ($0, $1) }
    var next: [(Int, Int)] = []
    if let open {
      for (offset, (lower, upper)) in open.enumerated() {
        next += [(lower, first + offset), (first + offset, upper)]
      }
    } else if case .numbers = line, answers.count == 2 {
      next = [(0, 1)]
    }
    open = next.filter { pair in
      answers[pair.0].answer.identity != answers[pair.1].answer.identity
        && !bracket(pair).isResolved(epsilon)
    }
  }

  private func bracket(_ pair: (Int, Int)) -> Bracket {
    Bracket(lower: number(pair.0), upper: number(pair.1))
  }

  private func number(_ index: Int) -> Double {
    guard case .number(let number) = answers[index].value else { return 0 }
    return number
  }

  /// The parts of the line in order, or the groups of categories in the order of their first one.
  var pieces: [Piece] {
    switch line {
    case .categories:
      var order: [Int] = []
      var groups: [Int: Piece] = [:]
      for (value, answer) in answers {
        guard case .category(let category) = value else { continue }
        if groups[answer.identity] == nil {
          order.append(answer.identity)
          groups[answer.identity] = Piece(answer: answer, value: value)
        }
        groups[answer.identity]?.categories.append(category)
      }
      return order.compactMap { groups[$0] }
    case .numbers:
      let sorted = answers.indices.sorted { number($0) < number($1) }
      var pieces: [Piece] = []
      var last = 0.0
      for index in sorted {
        let number = number(index)
        if let piece = pieces.last, piece.answer.identity != answers[index].answer.identity {
          let threshold = Bracket(lower: last, upper: number)
          pieces[pieces.count - 1].above = threshold
          pieces.append(
            Piece(answer: answers[index].answer, value: answers[index].value, below: threshold))
        } else if pieces.isEmpty {
          pieces.append(Piece(answer: answers[index].answer, value: answers[index].value))
        }
        last = number
      }
      return pieces
    }
  }
}

extension Query {
  /// The same input with another value of one feature.
  func replacing(_ feature: Int, with value: Value) -> Query {
    var copy = self
    copy.values[feature] = value
    return copy
  }
}

extension LineSearch {
  /// Runs several searches side by side, so that a round of queries serves all of them.
  ///
  /// - Returns: `nil` if the budget ended before.
  static func run<Target>(
    _ searches: [LineSearch], asking target: inout Interrogation<Target>
  ) async throws(OracleError) -> [LineSearch]? {
    var searches = searches
    while true {
      let questions = searches.map(\.questions)
      let batch = questions.flatMap(\.self)
      guard !batch.isEmpty else { return searches }
      let answers = try await target.ask(batch)
      guard answers.count == batch.count else { return nil }
      var position = 0
      for index in searches.indices where !questions[index].isEmpty {
        let end = position + questions[index].count
        searches[index].take(
          answers[position..<end].map { AnyAnswer(identity: $0.identity, fields: $0.fields) })
        position = end
      }
    }
  }
}

extension LineSearch.Piece {
  /// Whether a value lies on this part of the line.
  func holds(_ value: Value) -> Bool {
    switch value {
    case .number(let number):
      (below.map { $0.middle < number } ?? true) && (above.map { number < $0.middle } ?? true)
    case .category(let category): categories.contains(category)
    case .missing: false
    }
  }
}

extension Feature {
  /// The line through all values of the feature.
  var line: LineSearch.Line {
    switch kind {
    case .numeric(let minimum, let maximum): .numbers(from: minimum, to: maximum)
    case .categorical(let names): .categories(Array(names.indices))
    }
  }
}
