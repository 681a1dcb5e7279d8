import Testing

@testable import Memorization

@Test("An error is printed as its sentence alone")
func descriptionIsTheSentence() {
  #expect(
    "\(MemorizationError(.file, "corpus.txt: there is no such file"))"
      == "corpus.txt: there is no such file")
}
