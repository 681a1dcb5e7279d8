import Foundation
import Testing

@testable import Memorization

@Suite struct CategoryTests {
  typealias Category = Memorization.Category

  @Test func namesInFilesAreThoseOfTheContract() throws {
    let written = try JSONEncoder().encode([Category.highEntropy, .namedList, .sports, .email])
    #expect(
      String(decoding: written, as: UTF8.self)
        == #"["high_entropy","named_list","sports_news","email"]"#)
    let all = try JSONDecoder().decode(
      [Category].self, from: JSONEncoder().encode(Category.allCases))
    #expect(all == Category.allCases)
  }

  @Test func theOrderIsThatOfDeclaration() {
    #expect(Category.allCases.shuffled().sorted() == Category.allCases)
    #expect(Category.news < .logs && !(Category.logs < .news))
  }

  @Test func titlesDiffer() {
    #expect(Set(Category.allCases.map(\.title)).count == Category.allCases.count)
  }

  @Test func personalDataAreWhatNamesReachesOrPaysForSomebody() {
    let personal = Category.allCases.filter(\.isPersonal)
    #expect(
      personal == [
        .namedIndividual, .contact, .pseudonym, .email, .phone, .address, .iban, .card, .ssn,
      ])
  }
}
