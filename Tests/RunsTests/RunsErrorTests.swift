import Testing

@testable import Runs

@Test("An error is printed as its sentence alone")
func descriptionIsTheSentence() {
  #expect(
    "\(RunsError(.file, "runs.sqlite: there is no such file"))"
      == "runs.sqlite: there is no such file")
}
