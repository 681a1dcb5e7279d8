import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct PerceptronEquationsTests {
  // Small enough to be checked by brute force, with several answers for each unknown.
  private static let (features, hidden, classes, queries) = (3, 4, 3, 60)

  /// The equations of a random target, and what brute force needs beside them.
  private struct Problem {
    let target: PerceptronModel
    let pool: AnswerPool
    let basis: DesignBasis
    let equations: PerceptronEquations

    init(_ activation: Activation, seed: UInt64 = 1) async throws {
      let (features, queries) = (
        PerceptronEquationsTests.features, PerceptronEquationsTests.queries
      )
      target = RandomModels.perceptron(
        features: features, hidden: PerceptronEquationsTests.hidden,
        classes: PerceptronEquationsTests.classes, activation: activation, seed: seed)
      var generator = PhiloxGenerator(seed: seed)
      var pool = AnswerPool(space: .encoded(dimensions: features))
      try await pool.fill(
        to: queries, with: .uniform, from: LocalOracle(target), using: &generator)
      self.pool = pool
      basis = DesignBasis(.uniform, in: .encoded(dimensions: features))
      equations = PerceptronEquations(
        pool, rows: Array(0..<queries), basis, hidden: PerceptronEquationsTests.hidden,
        activation: activation)
    }

    /// A point that is no solution.
    func somewhere(_ seed: UInt64 = 3) -> [Double] {
      var generator = PhiloxGenerator(seed: seed)
      return equations.randomWeights(PerceptronEquationsTests.hidden, using: &generator)
    }

    /// The target's own hidden weights, the bias last as in the design.
    var solution: [Double] {
      let layer = target.layers[0]
      return (0..<layer.outputs).flatMap { Array(layer.weights[row: $0]) + [layer.biases[$0]] }
    }

    /// Half the sum of squares that the best output layer leaves on hidden units given by their
    /// outputs, `(q, units)`.
    func bruteForceCost(_ outputs: [[Double]]) throws -> Double {
      let features = Matrix(outputs).appendingOnes()
      let logarithms = pool.centredLogarithms(of: Array(0..<pool.count))
      let fit = try #require(features.leastSquares(logarithms)).solution
      let left = zip(features.multiplied(by: fit).elements, logarithms.elements).map { $1 - $0 }
      return dot(left, left) / 2
    }

    /// The outputs of the hidden units of a point, row after row.
    func outputs(_ point: [Double]) -> [[Double]] {
      let design = basis.design(pool.points)
      return (0..<design.rows).map { row in
        (0..<(point.count / design.columns)).map { unit in
          let weights = Array(point[(unit * design.columns)..<((unit + 1) * design.columns)])
          return target.activation.value(at: dot(weights, Array(design[row: row])))
        }
      }
    }
  }

  /// The gradient of a cost by central differences.
  private func differences(
    at point: [Double], _ cost: ([Double]) -> Double
  ) -> [Double] {
    point.indices.map { i in
      var (up, down) = (point, point)
      up[i] += 1e-5
      down[i] -= 1e-5
      return (cost(up) - cost(down)) / 2e-5
    }
  }

  private func relativeDistance(_ a: [Double], _ b: [Double]) -> Double {
    let difference = zip(a, b).map { $0 - $1 }
    return (dot(difference, difference) / dot(b, b)).squareRoot()
  }

  @Test(arguments: [Activation.tanh, .sigmoid])
  func theGradientIsThatOfDifferenceQuotients(activation: Activation) async throws {
    let problem = try await Problem(activation)
    for seed in UInt64(3)...6 {
      let point = problem.somewhere(seed)
      let gradient = problem.equations.normalEquations(at: point, precision: .double).gradient
      let expected = differences(at: point, problem.equations.cost)
      #expect(relativeDistance(gradient, expected) < 1e-5)
    }
  }

  @Test(arguments: [Activation.tanh, .sigmoid, .relu])
  func theTargetLeavesNoResidual(activation: Activation) async throws {
    let problem = try await Problem(activation)
    #expect(problem.equations.cost(at: problem.solution) < 1e-20)
    #expect(problem.equations.numbers == 120)
    #expect(problem.equations.cost(at: problem.somewhere()) > 1e-3)
  }

  @Test func aCostIsThatOfTheBestOutputLayer() async throws {
    let problem = try await Problem(.tanh)
    let point = problem.somewhere()
    let expected = try problem.bruteForceCost(problem.outputs(point))
    #expect(abs(problem.equations.cost(at: point) / expected - 1) < 1e-9)
    #expect(expected < problem.equations.constantCost)
  }

  @Test func aPointThatIsNotFiniteHasNoFiniteCost() async throws {
    let problem = try await Problem(.tanh)
    for value in [Double.nan, .infinity, -.infinity] {
      var point = problem.somewhere()
      point[2] = value
      #expect(problem.equations.cost(at: point) == .infinity)
    }
  }

  @Test(arguments: [Activation.tanh, .sigmoid])
  func theGramMatrixHasNoNegativeEigenvalue(activation: Activation) async throws {
    let problem = try await Problem(activation)
    for point in [problem.somewhere(), problem.solution] {
      var gram = problem.equations.normalEquations(at: point, precision: .double).gram
      #expect(gram.isFinite)
      gram.mirrorLowerTriangle()
      #expect(gram == gram.transposed())
      let values = try #require(gram.symmetricEigen()).values
      let (smallest, largest) = (values.min() ?? 0, values.max() ?? 0)
      #expect(largest > 0 && smallest > -1e-12 * largest)
    }
  }

  // Where no residual is left, what Kaufman's Jacobian leaves out vanishes.
  @Test(arguments: [Activation.tanh, .sigmoid])
  func atTheSolutionTheGramMatrixIsTheHessian(activation: Activation) async throws {
    let problem = try await Problem(activation)
    let normal = problem.equations.normalEquations(at: problem.solution, precision: .double)
    var gram = normal.gram
    gram.mirrorLowerTriangle()
    #expect(normal.gradient.allSatisfy { abs($0) < 1e-9 })
    for i in problem.solution.indices {
      let column = differences(at: problem.solution) {
        problem.equations.normalEquations(at: $0, precision: .double).gradient[i]
      }
      #expect(relativeDistance(column, Array(gram[row: i])) < 1e-5)
    }
  }

  @Test func singlePrecisionGivesTheSameGramMatrixToFiveDigits() async throws {
    let problem = try await Problem(.tanh)
    let point = problem.somewhere()
    var single = problem.equations.normalEquations(at: point, precision: .single)
    var double = problem.equations.normalEquations(at: point, precision: .double)
    single.gram.mirrorLowerTriangle()
    double.gram.mirrorLowerTriangle()
    #expect(relativeDistance(single.gram.elements, double.gram.elements) < 1e-5)
    #expect(single.gram != double.gram)
    #expect(single.gradient == double.gradient)
  }

  @Test(arguments: [Activation.tanh, .sigmoid])
  func aRemovalCostsWhatFittingAnewWithoutTheUnitDoes(activation: Activation) async throws {
    let problem = try await Problem(activation)
    for point in [problem.somewhere(), problem.solution] {
      let costs = problem.equations.removalCosts(at: point)
      #expect(costs.count == Self.hidden)
      for (unit, cost) in costs.enumerated() {
        let without = problem.outputs(point).map { row in
          row.enumerated().filter { $0.offset != unit }.map(\.element)
        }
        let expected = try problem.bruteForceCost(without) - problem.equations.cost(at: point)
        #expect(abs(cost - expected) < 1e-5 * expected)
      }
    }
  }

  @Test(arguments: [Activation.tanh, .sigmoid], 0..<hidden)
  func aUnitsProblemIsTheWholeOneWithThatUnitReplaced(
    activation: Activation, unit: Int
  ) async throws {
    let problem = try await Problem(activation)
    let point = problem.somewhere()
    let unitProblem = problem.equations.problem(replacing: unit, at: point)
    let width = Self.features + 1
    for seed in UInt64(10)..<13 {
      let candidate = Array(problem.somewhere(seed).prefix(width))
      var replaced = point
      replaced.replaceSubrange((unit * width)..<((unit + 1) * width), with: candidate)
      let expected = try problem.bruteForceCost(problem.outputs(replaced))
      #expect(abs(unitProblem.cost(at: candidate) / expected - 1) < 1e-7)
    }
  }

  @Test(arguments: [Activation.tanh, .sigmoid])
  func aUnitsGradientIsThatOfDifferenceQuotients(activation: Activation) async throws {
    let problem = try await Problem(activation)
    let unitProblem = problem.equations.problem(replacing: 1, at: problem.somewhere())
    for seed in UInt64(10)..<13 {
      let candidate = Array(problem.somewhere(seed).prefix(Self.features + 1))
      let normal = unitProblem.normalEquations(at: candidate, precision: .double)
      let expected = differences(at: candidate, unitProblem.cost)
      #expect(relativeDistance(normal.gradient, expected) < 1e-5)
      var gram = normal.gram
      gram.mirrorLowerTriangle()
      let values = try #require(gram.symmetricEigen()).values
      #expect((values.min() ?? 0) > -1e-12 * (values.max() ?? 0))
    }
  }

  @Test func theTargetsOwnUnitFillsTheGapItLeft() async throws {
    let problem = try await Problem(.tanh)
    let width = Self.features + 1
    for unit in 0..<Self.hidden {
      let own = Array(problem.solution[(unit * width)..<((unit + 1) * width)])
      let gap = problem.equations.problem(replacing: unit, at: problem.solution)
      #expect(gap.cost(at: own) < 1e-12)
      #expect(gap.cost(at: own.map { 0.5 * $0 }) > 1e-6)
    }
  }

  @Test func copiesOfAUnitMergeWithoutCost() async throws {
    let problem = try await Problem(.tanh)
    let width = Self.features + 1
    var wider = problem.equations
    wider.hidden += 1
    // The last unit is the first with its sign turned, so that both compute the same.
    let point = problem.solution + problem.solution.prefix(width).map { -$0 }
    let mergers = wider.mergers(of: point)
    let best = try #require(mergers.first)
    #expect(best.cost < 1e-18)
    #expect(best.point.count == problem.solution.count)
    #expect(zip(mergers, mergers.dropFirst()).allSatisfy { $0.cost <= $1.cost })
    #expect(abs(problem.equations.cost(at: best.point) - best.cost) < 1e-20)
  }

  // Where two units had to share one, its splitting leads back to both.
  @Test(arguments: [Activation.tanh, .sigmoid])
  func aSharedUnitIsSplitBetterThanAtRandom(activation: Activation) async throws {
    let problem = try await Problem(activation)
    var fewer = problem.equations
    fewer.hidden -= 1
    let start = Array(problem.solution.dropLast(Self.features + 1))
    let stalled = LevenbergMarquardt().minimize(fewer, from: start)
    let split = try #require(fewer.splitting(stalled.point))
    #expect(split.point.count == problem.solution.count)
    #expect(split.cost < stalled.cost)
    #expect(abs(problem.equations.cost(at: split.point) - split.cost) < 1e-12)
    var generator = PhiloxGenerator(seed: 8)
    let width = Self.features + 1
    let random = (0..<40).map { trial in
      let unit = trial % (Self.hidden - 1)
      var point = stalled.point
      let shift = (0..<width).map { _ in 0.2 * generator.normal() }
      let weights = Array(point[(unit * width)..<((unit + 1) * width)])
      point.replaceSubrange(
        (unit * width)..<((unit + 1) * width), with: zip(weights, shift).map(+))
      return problem.equations.cost(at: point + zip(weights, shift).map(-))
    }.sorted()
    #expect(split.cost < random[random.count / 2])
  }
}
