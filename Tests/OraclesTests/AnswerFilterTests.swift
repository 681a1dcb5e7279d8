import Estimators
import Oracles
import Testing

@Suite struct AnswerFilterTests {
  private let answer = Prediction(probabilities: [0.34, 0.338, 0.322])

  @Test func roundingGivesTheNearestDecimalsWithoutRenormalising() {
    let rounded = AnswerFilter.rounded(decimals: 2)(Prediction(probabilities: [1.0 / 3, 2.0 / 3]))
    #expect(rounded.probabilities == [0.33, 0.67])
    #expect(AnswerFilter.rounded(decimals: 1)(answer).probabilities == [0.3, 0.3, 0.3])
    let top = AnswerFilter.rounded(decimals: 3)(Prediction(label: 4, scores: .top(0.98765)))
    #expect(top == Prediction(label: 4, scores: .top(0.988)))
  }

  @Test(arguments: 0...5) func roundingNeverChangesTheLabel(decimals: Int) {
    for input in Targets.points(200) {
      let full = Targets.model.predictions(for: [input])[0]
      #expect(AnswerFilter.rounded(decimals: decimals)(full).label == full.label)
    }
    // Equal after rounding; the first of equals would be class 0.
    let close = Prediction(probabilities: [0.4999, 0.5001])
    #expect(AnswerFilter.rounded(decimals: decimals)(close).label == 1)
  }

  @Test func noDecimalsLeaveZerosAndOnes() {
    #expect(AnswerFilter.rounded(decimals: 0)(answer).probabilities == [0, 0, 0])
    #expect(
      AnswerFilter.rounded(decimals: 0)(Prediction(probabilities: [0.9, 0.1])).probabilities
        == [1, 0])
  }

  @Test(arguments: [17, 30, 300, 309, 400, 5000])
  func moreDecimalsThanADoubleHoldsChangeNothing(decimals: Int) {
    let full = Prediction(probabilities: [1.0 / 3, 2.0 / 3, 1, 0, 0.1])
    #expect(AnswerFilter.rounded(decimals: decimals)(full) == full)
  }

  @Test func tinyProbabilitiesKeepTheDecimalsThatAreLeft() throws {
    let tiny = Prediction(probabilities: [1.26e-20, 1])
    let values = try #require(AnswerFilter.rounded(decimals: 21)(tiny).probabilities)
    #expect(abs(values[0] - 1.3e-20) < 1e-35)
    #expect(AnswerFilter.rounded(decimals: 19)(tiny).probabilities == [0, 1])
  }

  @Test func theTopLabelKeepsTheLargestProbabilityAlone() {
    #expect(AnswerFilter.topLabel(answer) == Prediction(label: 0, scores: .top(0.34)))
    #expect(AnswerFilter.topLabel(Prediction(label: 2)) == Prediction(label: 2))
  }

  @Test func topKKeepsTheLikeliestClasses() {
    let four = Prediction(probabilities: [0.2, 0.35, 0.1, 0.35])
    #expect(
      AnswerFilter.topK(3)(four)
        == Prediction(
          label: 1,
          scores: .likeliest([
            .init(label: 1, score: 0.35), .init(label: 3, score: 0.35), .init(label: 0, score: 0.2),
          ])))
    #expect(AnswerFilter.topK(1)(four) == AnswerFilter.topLabel(four))
    #expect(AnswerFilter.topK(4)(four) == four)
    #expect(AnswerFilter.topK(2)(AnswerFilter.topK(3)(four)) == AnswerFilter.topK(2)(four))
    #expect(AnswerFilter.topLabel(AnswerFilter.topK(3)(four)) == AnswerFilter.topLabel(four))
    let rounded = AnswerFilter.rounded(decimals: 1)(AnswerFilter.topK(2)(four))
    #expect(
      rounded.scores == .likeliest([.init(label: 1, score: 0.4), .init(label: 3, score: 0.4)]))
  }

  @Test func labelOnlyKeepsNothingElse() {
    #expect(AnswerFilter.labelOnly(answer) == Prediction(label: 0))
  }

  @Test func aLabelOutsideOfTheClassesIsNoCrash() {
    let wrong = Prediction(label: 9, scores: .all([0.5, 0.5]))
    #expect(AnswerFilter.topLabel(wrong) == Prediction(label: 9))
  }

  @Test func filtersApplyInOrder() async throws {
    let base = LocalOracle(Targets.model)
    let inputs = Targets.points(20)
    let both = try await FilteredOracle(base, .topLabel, .rounded(decimals: 2)).query(inputs)
    let nested = try await FilteredOracle(
      FilteredOracle(base, .rounded(decimals: 2)), .topLabel
    ).query(inputs)
    #expect(both == nested)
    #expect(both.allSatisfy { $0.probabilities == nil })
    let none = try await FilteredOracle(base).query(inputs)
    #expect(none == Targets.model.predictions(for: inputs))
  }

  @Test func whatATreeLookedAtIsHiddenByNameAndWithAllElseButTheLabel() {
    let tree = Prediction(label: 1, scores: .top(0.25), value: 2, fields: [0, 3])
    #expect(
      AnswerFilter.withoutFields(tree) == Prediction(label: 1, scores: .top(0.25), value: 2))
    #expect(AnswerFilter.labelOnly(tree) == Prediction(label: 1, value: 2))
    #expect(AnswerFilter.topLabel(tree) == tree)
  }
}
