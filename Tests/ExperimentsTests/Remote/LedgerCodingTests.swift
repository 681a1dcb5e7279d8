import Estimators
import Foundation
import LinearAlgebra
import Testing

@testable import Experiments

@Suite struct LedgerCodingTests {
  @Test func queriesAndAnswersReadBackBitForBit() throws {
    var generator = PhiloxGenerator(seed: 11)
    for _ in 0..<500 {
      let values = (0..<generator.integer(below: 30)).map { _ -> Value in
        switch generator.integer(below: 3) {
        case 0: .missing
        case 1: .number(Double(bitPattern: UInt64.random(in: 0 ... .max, using: &generator)))
        default: .category(generator.integer(below: 1000))
        }
      }
      let data = LedgerCoding.data(Query(values))
      // A NaN is not equal to itself, but its bytes are.
      #expect(LedgerCoding.data(try #require(LedgerCoding.query(data))) == data)
    }
    let answers = [
      Prediction(label: 0), Prediction(label: 300, scores: .top(0.25)),
      Prediction(label: 1, scores: .all([0.1, 0.9])),
      Prediction(
        label: 200,
        scores: .likeliest([.init(label: 200, score: 0.5), .init(label: 3, score: 0.25)])),
      Prediction(label: 0, value: -1e-300, fields: []),
      Prediction(label: 2, scores: .all([]), value: .infinity, fields: [0, 5, 1000]),
    ]
    for answer in answers { #expect(LedgerCoding.answer(LedgerCoding.data(answer)) == answer) }
  }

  @Test func damagedBytesAreNoEntry() {
    var generator = PhiloxGenerator(seed: 12)
    let whole = LedgerCoding.data(
      Prediction(label: 300, scores: .all([0.5, 0.5]), fields: [1, 2]))
    for length in 0..<whole.count { #expect(LedgerCoding.answer(whole.prefix(length)) == nil) }
    #expect(LedgerCoding.answer(whole + [0]) == nil)
    #expect(LedgerCoding.query(Data([1, 0, 0])) == nil && LedgerCoding.query(Data([7])) == nil)
    for _ in 0..<10_000 {
      let noise = Data(
        (0..<generator.integer(below: 40)).map { _ in UInt8(generator.integer(below: 256)) })
      _ = LedgerCoding.answer(noise)
      _ = LedgerCoding.query(noise)
    }
  }

  @Test func aQueryOfTwentyNumbersTakesNineBytesEach() {
    #expect(LedgerCoding.data(Query(numbers: (0..<20).map(Double.init))).count == 180)
  }
}
