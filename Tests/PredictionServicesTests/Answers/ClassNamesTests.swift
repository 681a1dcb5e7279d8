import Testing

@testable import PredictionServices

@Suite struct ClassNamesTests {
  @Test("a label is found by its name, as text, number or truth value")
  func names() {
    let names = ClassNames(["1", "2.5", "true"])
    #expect(names.index(statedBy: "1") == 0)
    #expect(names.index(statedBy: .number("1.0")) == 0)
    #expect(names.index(statedBy: .number("2.50")) == 1)
    #expect(names.index(statedBy: .bool(true)) == 2)
    #expect(names.index(statedBy: "3") == nil)
  }

  @Test("an index counts only where no name is a number")
  func indices() {
    let words = ClassNames(["bad", "good"])
    #expect(words.index(statedBy: .number("1")) == 1)
    #expect(words.index(statedBy: .number("0.0")) == 0)
    #expect(words.index(statedBy: "1") == 1)
    #expect(words.index(statedBy: .number("2")) == nil)
    #expect(words.index(statedBy: .number("0.5")) == nil)
    #expect(words.index(statedBy: .number("1e999")) == nil)
    #expect(words.index(statedBy: .bool(true)) == 1)
    // Class "1" is the first one, and 0 might mean it too.
    #expect(ClassNames(["1", "2"]).index(statedBy: .number("0")) == nil)
    #expect(ClassNames(["1", "2"]).index(statedBy: .number("1")) == 0)
  }

  @Test("a category is never an index")
  func categories() {
    let names = ClassNames(["blue", "red"])
    #expect(names.index(named: .number("1")) == nil)
    #expect(names.index(named: "red") == 1)
    #expect(names.index(named: .null) == nil)
    #expect(ClassNames(["NaN"]).index(named: .number("NaN")) == nil)
    #expect(ClassNames(["NaN"]).index(named: "NaN") == 0)
  }
}
