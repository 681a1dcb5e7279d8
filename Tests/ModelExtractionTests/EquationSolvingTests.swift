import Estimators
import ModelExtraction
import Testing

@Suite struct EquationSolvingTests {
  // d = 105, c = 5, h = 20: Adult with target race (Tramèr et al. 2016, Table 4).
  @Test(arguments: [
    (EquationSolving(.logistic), 106, 106), (EquationSolving(.softmax), 106, 106),
    (EquationSolving(.softmax, method: .paper), 106, 530),
    (EquationSolving(.oneVsRest), 133, 146),
    (EquationSolving(.oneVsRest, method: .paper), 133, 530),
    (EquationSolving(.multilayerPerceptron), 551, 2225),
    (EquationSolving(.multilayerPerceptron, method: .paper), 551, 2225),
    (EquationSolving(.multilayerPerceptron, hidden: .upTo(20)), 29, 2225),
  ]) func minimumAndDefaultAreThoseOfTheClass(
    attack: EquationSolving, minimum: Int, byDefault: Int
  ) {
    #expect(attack.minimumQueries(features: 105, classes: 5) == minimum)
    #expect(attack.defaultQueries(features: 105, classes: 5) == byDefault)
  }
}
