import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct OccurrenceCounterTests {
  @Test func overlappingOccurrencesAndDocumentsAreCounted() {
    let counter = OccurrenceCounter(["abababab", "no such text"].map { Array($0.utf8) })
    let counts = counter.count(["abababababab", "abababab", "", "short"])
    #expect(counts[0] == OccurrenceCounter.Count(occurrences: 4, documents: 2))
    #expect(counts[1] == OccurrenceCounter.Count())
  }

  @Test func itAgreesWithASearchOnTextOfTwoLetters() {
    var generator = PhiloxGenerator(seed: 8)
    func word(_ length: Int) -> String {
      String((0..<length).map { _ in generator.integer(below: 2) == 0 ? "a" : "b" })
    }
    let documents = (0..<40).map { _ in word(200) }
    let strings = Array(Set((8..<12).flatMap { length in (0..<40).map { _ in word(length) } }))
    let counts = OccurrenceCounter(strings.map { Array($0.utf8) }).count(documents)
    let search = TextSearch(documents)
    for (string, count) in zip(strings, counts) {
      let found = search.count(string)
      #expect(found.occurrences == count.occurrences && found.documents == count.documents)
    }
  }
}
