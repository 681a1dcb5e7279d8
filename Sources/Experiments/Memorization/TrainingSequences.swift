import Foundation
import LanguageModels
import LinearAlgebra
import Memorization

/// The training text as sequences of a beginning and a rest: each document is cut into rests of equal
/// length, before each of which its beginning stands.
struct TrainingSequences {
  /// Tokens of each document.
  private let documents: [[Token]]
  /// Sequences before those of each document, and of all.
  private let starts: [Int]
  let prefix: Int
  let suffix: Int

  /// Cuts documents that were encoded; those too short have no sequence.
  init(_ documents: [[Token]], prefix: Int, suffix: Int) {
    self.documents = documents
    self.prefix = prefix
    self.suffix = suffix
    var starts = [0]
    for document in documents {
      starts.append(starts[starts.count - 1] + max(0, (document.count - prefix) / suffix))
    }
    self.starts = starts
  }

  /// Encodes the documents of an index, on all cores.
  static func tokens(of index: CorpusIndex, _ loaded: LoadedLanguageModel) -> [[Token]] {
    parallelMap(index.documents, grain: 16) { loaded.tokenizer.encode(index.text(of: $0)) }
  }

  /// How many there are.
  var count: Int { starts[starts.count - 1] }

  /// A sequence by number: the beginning, then the rest.
  ///
  /// - Parameter length: Tokens of the beginning that are kept, the last ones; all unless given.
  func sequence(_ number: Int, prefix length: Int? = nil) -> [Token] {
    let (document, rest) = place(number)
    let end = prefix + (rest + 1) * suffix
    return Array(documents[document][(end - suffix - (length ?? prefix))..<end])
  }

  private func place(_ number: Int) -> (document: Int, rest: Int) {
    precondition((0..<count).contains(number), "no sequence \(number) of \(count)")
    var (low, high) = (0, documents.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= number { low = middle } else { high = middle }
    }
    // Documents without a sequence share a start with the next.
    return (low, number - starts[low])
  }

  /// Sequences drawn without replacement, in rising order; all if there are no more.
  func draw(_ number: Int, using generator: inout some RandomNumberGenerator) -> [Int] {
    guard number < count else { return Array(0..<count) }
    var chosen: Set<Int> = []
    while chosen.count < number { chosen.insert(generator.integer(below: count)) }
    return chosen.sorted()
  }
}
