import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
import Testing

@Suite struct PerceptronGradientTests {
  @Test(arguments: [1, 2, 3]) func aSmallPerceptronIsCopiedInOverNinetyNineOfHundredLabels(
    seed: Int
  ) async throws {
    let target = RandomModels.perceptron(features: 4, hidden: 5, classes: 3, seed: UInt64(seed))
    var generator = PhiloxGenerator(seed: UInt64(seed) + 50)
    let attack = PerceptronExtraction(method: .gradient, hidden: 5, queries: 500)
    let result = try await attack.extract(from: LocalOracle(target), using: &generator)
    #expect(compare(target, result.copy).agreement > 0.99)
    #expect(result.method == "gradient descent")
    #expect(result.queries == 500)
    #expect(result.unknowns == target.parameterCount)
    #expect(result.residual > 0 && result.residual < 0.1)
    #expect((1...1000).contains(result.iterations))
    #expect(!result.converged || result.iterations < 1000)
  }

  @Test func asManyQueriesAreAskedAsByTheExactMethod() async throws {
    let target = RandomModels.perceptron(features: 4, hidden: 5, classes: 3, seed: 1)
    var generator = PhiloxGenerator(seed: 51)
    let attack = PerceptronExtraction(method: .gradient, hidden: 5, epochs: 2)
    let result = try await attack.extract(from: LocalOracle(target), using: &generator)
    #expect(result.queries == attack.defaultQueries(features: 4, classes: 3))
    #expect(result.iterations == 2)
    #expect(!result.converged)
  }

  @Test func theSameSeedGivesTheSameCopy() async throws {
    let target = RandomModels.perceptron(features: 4, hidden: 5, classes: 3, seed: 1)
    let attack = PerceptronExtraction(method: .gradient, hidden: 5, epochs: 5)
    func copy(_ seed: UInt64) async throws -> PerceptronModel {
      var generator = PhiloxGenerator(seed: seed)
      return try await attack.extract(from: LocalOracle(target), using: &generator).copy
    }
    #expect(try await copy(7) == copy(7))
    #expect(try await copy(7) != copy(8))
  }

  // A hidden unit that started at a multiple of a query would be tied to what was asked.
  @Test func theStartHasNothingInCommonWithTheQueries() async throws {
    let target = RandomModels.perceptron(features: 4, hidden: 1, classes: 3, seed: 1)
    var (generator, same) = (PhiloxGenerator(seed: 7), PhiloxGenerator(seed: 7))
    let attack = PerceptronExtraction(method: .gradient, hidden: 1, epochs: 0)
    let result = try await attack.extract(from: LocalOracle(target), using: &generator)
    let start = result.copy.layers[0].weights.elements
    for query in InputSpace.encoded(dimensions: 4).uniformQueries(result.queries, using: &same) {
      let ratios = zip(query.values, start).compactMap { value, weight in
        if case .number(let number) = value { number / weight } else { nil }
      }
      #expect(ratios.max() != ratios.min())
      #expect(abs((ratios.max() ?? 0) - (ratios.min() ?? 0)) > 1e-6)
    }
  }

  @Test func pointsOfASubspaceAreFittedThere() async throws {
    let target = RandomModels.perceptron(features: 4, hidden: 5, classes: 3, seed: 2)
    var generator = PhiloxGenerator(seed: 52)
    let inputs = InputSpace.encoded(dimensions: 3).uniformQueries(500, using: &generator)
      .map { Query($0.values + [.number(0.5)]) }
    let attack = PerceptronExtraction(
      method: .gradient, hidden: 5, queries: 500, points: .listed(inputs), epochs: 300)
    let result = try await attack.extract(from: LocalOracle(target), using: &generator)
    let points = Matrix(points: inputs, dimensions: 4)
    let (a, b) = (target.probabilities(for: points), result.copy.probabilities(for: points))
    let distances = zip(a.elements, b.elements).map { abs($0 - $1) / 2 }
    #expect(distances.reduce(0, +) / 500 < 0.05)
    #expect(result.notes.contains { $0.contains("4 of 5 directions") && $0.contains("random") })
  }

  @Test func saturatedAnswersServeAsTheyAre() async throws {
    let scaled = RandomModels.perceptron(features: 4, hidden: 5, classes: 3, seed: 1)
    let output = scaled.layers[1]
    let steep = DenseLayer(
      weights: Matrix(
        rows: 3, columns: 5, elements: output.weights.elements.map { 1000 * $0 }),
      biases: output.biases)
    let target = PerceptronModel(layers: [scaled.layers[0], steep], activation: .tanh)
    var generator = PhiloxGenerator(seed: 51)
    let attack = PerceptronExtraction(method: .gradient, hidden: 5, queries: 300, epochs: 200)
    let result = try await attack.extract(from: LocalOracle(target), using: &generator)
    #expect(result.saturatedAnswers > 200)
    #expect(compare(target, result.copy).agreement > 0.9)
  }
}
