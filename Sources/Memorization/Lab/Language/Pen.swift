import Foundation
import LinearAlgebra

/// What writes a document of the lab: a random generator, the world it writes about, and a topic.
///
/// Each document has a generator of its own, so that the text is the same in whatever order and on
/// however many cores documents are written.
struct Pen {
  /// Decides everything.
  var generator: PhiloxGenerator
  /// The people, places and things that texts agree on.
  let world: World
  /// What this document is about.
  var topic: Topic

  /// The pen for one document of a world.
  init(_ world: World, seed: UInt64, stream: UInt64) {
    generator = PhiloxGenerator(seed: seed, stream: stream)
    self.world = world
    topic = Topic(using: &generator)
  }

  /// A whole number from 0 to `bound` - 1.
  mutating func below(_ bound: Int) -> Int { generator.integer(below: bound) }

  /// A whole number of a range.
  mutating func number(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  /// Whether something of a probability happens.
  mutating func chance(_ probability: Double) -> Bool { generator.uniform() < probability }

  /// One of a list, each as likely.
  mutating func pick<Element>(_ list: [Element]) -> Element { list[below(list.count)] }

  /// One of a list, the n-th with a probability of about 1 / n (Zipf).
  mutating func zipf<Element>(_ list: [Element]) -> Element {
    list[min(list.count, Int(pow(Double(list.count + 1), generator.uniform()))) - 1]
  }

  /// Several different ones of a list, in random order.
  mutating func several<Element>(_ count: Int, of list: [Element]) -> [Element] {
    var indices: [Int] = []
    while indices.count < min(count, list.count) {
      let index = below(list.count)
      if !indices.contains(index) { indices.append(index) }
    }
    return indices.map { list[$0] }
  }

  /// A list in random order.
  mutating func shuffled<Element>(_ list: [Element]) -> [Element] {
    generator.permutation(list.count).map { list[$0] }
  }

  /// Characters drawn from an alphabet.
  mutating func characters(_ count: Int, of alphabet: [UInt8]) -> String {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(count)
    for _ in 0..<count { bytes.append(alphabet[below(alphabet.count)]) }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Digits, zeros in front included.
  mutating func digits(_ count: Int) -> String { characters(count, of: Alphabet.digits) }

  /// A number with at least `width` digits.
  func padded(_ number: Int, _ width: Int = 2) -> String {
    let text = String(number)
    return String(repeating: "0", count: max(0, width - text.utf8.count)) + text
  }

  /// A size in bytes from 500 to 3,500, its logarithm uniform.
  mutating func documentSize() -> Int { Int(500 * pow(7, generator.uniform())) }
}

/// Alphabets of strings that look random.
enum Alphabet {
  static let digits = Array("0123456789".utf8)
  static let hex = Array("0123456789abcdef".utf8)
  static let base36 = Array("0123456789abcdefghijklmnopqrstuvwxyz".utf8)
  static let base64 =
    Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789".utf8)
  static let capitals = Array("ABCDEFGHJKLMNPQRSTUVWXYZ23456789".utf8)
}
