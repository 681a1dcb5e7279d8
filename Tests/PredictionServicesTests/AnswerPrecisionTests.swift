import Estimators
import LinearAlgebra
import PredictionServices
import Testing

@Suite struct AnswerPrecisionTests {
  /// Probabilities of two classes, drawn uniformly and written by a service.
  private func answers(
    _ count: Int, seed: UInt64, _ write: (Double) -> String
  ) -> [ServiceAnswer] {
    var generator = PhiloxGenerator(seed: seed)
    return (0..<count).map { _ in
      let p = Double.random(in: 0..<1, using: &generator)
      let texts = [write(1 - p), write(p)]
      return ServiceAnswer(
        Prediction(probabilities: texts.compactMap(Double.init)), numerals: texts)
    }
  }

  @Test("decimals are found, from whatever number of them the service has", arguments: 1...9)
  func decimals(digits: Int) {
    for seed: UInt64 in 0..<20 {
      let written = answers(40, seed: seed) { JSON.number($0, as: .decimals(digits)).text }
      let found = AnswerPrecision(of: written, classes: 2)
      #expect(found.decimals?.digits == digits)
      #expect(found.precision == .decimals(digits))
      #expect(found.float32 == nil)
      #expect(found.decimals?.numerals == found.numerals)
    }
  }

  @Test("32 bits are found in the shortest text of 32 bits, and in that of 64")
  func float32() {
    for seed: UInt64 in 0..<20 {
      let shortest = answers(40, seed: seed) { JSON.number($0, as: .float32).text }
      let widened = answers(40, seed: seed) { Double(Float($0)).description }
      for written in [shortest, widened] {
        let found = AnswerPrecision(of: written, classes: 2)
        #expect(found.precision == .float32)
        #expect(found.decimals == nil)
        #expect((found.float32 ?? 0) > 20)
      }
    }
  }

  @Test("64 bits are neither")
  func float64() {
    for seed: UInt64 in 0..<20 {
      let found = AnswerPrecision(of: answers(20, seed: seed, \.description), classes: 2)
      #expect(found.precision == .float64)
      #expect(found.decimals == nil && found.float32 == nil)
      #expect(found.numerals == 40)
    }
  }

  @Test("whole numbers tell nothing")
  func whole() {
    let answer = ServiceAnswer(Prediction(probabilities: [0, 1]), numerals: ["0.0", "1.0"])
    let found = AnswerPrecision(of: [answer], classes: 2)
    #expect(found.numerals == 0)
    #expect(found.precision == .float64)
    #expect(found.truncation == nil)
  }

  @Test("an exponent counts as the zeros that it stands for")
  func exponents() {
    let answer = ServiceAnswer(
      Prediction(label: 0, scores: .top(0.25)), numerals: ["2.5e-05", "1.25e1"])
    #expect(AnswerPrecision(of: [answer], classes: 2).decimals?.digits == 6)
  }

  @Test("scores of a part of the classes are a truncation, with the most that an answer held")
  func truncation() {
    let top = ServiceAnswer(Prediction(label: 0, scores: .top(0.5)), numerals: ["0.5", "0.25"])
    let less = ServiceAnswer(Prediction(label: 0, scores: .top(0.5)), numerals: ["0.5"])
    let label = ServiceAnswer(Prediction(label: 0))
    let full = ServiceAnswer(Prediction(probabilities: [0.5, 0.3, 0.2]))
    #expect(AnswerPrecision(of: [top, less], classes: 3).truncation?.scores == 2)
    #expect(AnswerPrecision(of: [top, less], classes: 3).truncation?.answers == 2)
    #expect(AnswerPrecision(of: [label], classes: 3).truncation?.scores == 0)
    #expect(AnswerPrecision(of: [top, full], classes: 3).truncation == nil)
    #expect(AnswerPrecision(of: [], classes: 3).truncation == nil)
    let value = ServiceAnswer(Prediction(label: 0, value: 3), numerals: ["3"])
    #expect(AnswerPrecision(of: [value], classes: 0).truncation == nil)
  }
}
