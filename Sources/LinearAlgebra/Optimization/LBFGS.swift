// Limited-memory BFGS.
//
// Nocedal 1980; Nocedal and Wright 2006, algorithms 7.4 (two loops) and 7.5. The steps s and the
// changes of the gradient y of the last iterations stand for the inverse Hessian.

/// Minimises a smooth function of many variables by limited-memory BFGS.
public struct LBFGS: Sendable {
  /// Number of step pairs that are remembered.
  public var memory: Int
  /// Iterations after which the search ends unconverged.
  public var maximumIterations: Int
  /// The search has converged once no entry of the gradient is larger than this.
  public var gradientTolerance: Double

  /// A minimiser; ten pairs are enough for most objectives.
  public init(memory: Int = 10, maximumIterations: Int = 1000, gradientTolerance: Double = 1e-8) {
    precondition(memory > 0 && maximumIterations >= 0 && gradientTolerance >= 0)
    self.memory = memory
    self.maximumIterations = maximumIterations
    self.gradientTolerance = gradientTolerance
  }

  /// Where a search ended.
  public struct Result: Sendable {
    /// The best point.
    public var point: [Double]
    /// The objective there.
    public var value: Double
    /// The largest absolute entry of the gradient there.
    public var gradientNorm: Double
    /// Line searches done.
    public var iterations: Int
    /// Calls of the objective.
    public var evaluations: Int
    /// Whether the gradient's norm fell to the tolerance.
    public var converged: Bool
  }

  /// Goes downhill from `start` until the gradient vanishes, no step helps or iterations run out.
  ///
  /// Where the objective is not finite, the step is shortened. If it isn't finite at `start`, the
  /// result is `start` itself, unconverged.
  /// - Parameters:
  ///   - start: The first point.
  ///   - preconditioner: Multiplies a gradient by an approximate inverse Hessian in place; without
  ///     one the scale of the last step is used.
  ///   - objective: Returns the value at a point and overwrites the gradient.
  public func minimize(
    from start: [Double], preconditioner: ((inout [Double]) -> Void)? = nil,
    objective: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) -> Result {
    var state = State(point: start, gradient: [Double](repeating: 0, count: start.count))
    state.value = objective(state.point, &state.gradient)
    var pairs = StepPairs(capacity: memory)
    var iterations = 0
    while state.isFinite, state.gradientNorm > gradientTolerance, iterations < maximumIterations {
      var direction = pairs.descent(for: state.gradient, preconditioner)
      if !(dot(direction, state.gradient) < 0) {
        pairs.removeAll()
        direction = pairs.descent(for: state.gradient, preconditioner)
      }
      let isScaled = !pairs.isEmpty || preconditioner != nil
      iterations += 1
      guard let next = state.step(along: direction, isScaled: isScaled, objective) else {
        if pairs.isEmpty { break }
        pairs.removeAll()
        continue
      }
      pairs.append(from: state, to: next)
      state = next
    }
    return Result(
      point: state.point, value: state.value, gradientNorm: state.gradientNorm,
      iterations: iterations, evaluations: state.evaluations,
      converged: state.isFinite && state.gradientNorm <= gradientTolerance)
  }
}

/// A point with the objective's value and gradient.
private struct State {
  var point: [Double]
  var gradient: [Double]
  var value = 0.0
  var evaluations = 1

  var gradientNorm: Double { gradient.reduce(0) { max($0, abs($1)) } }
  var isFinite: Bool { value.isFinite && gradient.allSatisfy(\.isFinite) }

  /// The point that a line search finds; `nil` if no step along the direction decreases the value.
  mutating func step(
    along direction: [Double], isScaled: Bool,
    _ objective: (_ point: [Double], _ gradient: inout [Double]) -> Double
  ) -> State? {
    let slope = dot(direction, gradient)
    guard slope < 0, slope.isFinite else { return nil }
    var next = self
    var reached = 0.0
    func evaluate(_ step: Double) -> LineSearch.Trial {
      for i in next.point.indices { next.point[i] = point[i] + step * direction[i] }
      next.value = objective(next.point, &next.gradient)
      next.evaluations += 1
      reached = step
      return .init(step: step, value: next.value, slope: dot(next.gradient, direction))
    }
    let first = isScaled ? 1 : min(1, 1 / (-slope).squareRoot())
    let origin = LineSearch.Trial(step: 0, value: value, slope: slope)
    let trial = LineSearch().search(from: origin, firstStep: first, evaluate)
    if let trial, trial.step != reached { _ = evaluate(trial.step) }
    evaluations = next.evaluations
    return trial == nil || !next.isFinite ? nil : next
  }
}

/// The last steps and the changes of the gradient along them.
private struct StepPairs {
  let capacity: Int
  private var steps: [[Double]] = []
  private var changes: [[Double]] = []
  private var products: [Double] = []

  init(capacity: Int) { self.capacity = capacity }

  var isEmpty: Bool { steps.isEmpty }

  mutating func removeAll() {
    steps.removeAll()
    changes.removeAll()
    products.removeAll()
  }

  /// Remembers the step between two points, unless rounding has eaten its curvature.
  mutating func append(from old: State, to new: State) {
    let step = zip(new.point, old.point).map { $0 - $1 }
    let change = zip(new.gradient, old.gradient).map { $0 - $1 }
    let product = dot(step, change)
    guard product > 1e-16 * (dot(step, step) * dot(change, change)).squareRoot() else { return }
    if steps.count == capacity {
      steps.removeFirst()
      changes.removeFirst()
      products.removeFirst()
    }
    steps.append(step)
    changes.append(change)
    products.append(product)
  }

  /// The negative product of the approximate inverse Hessian and the gradient, by the two loops.
  func descent(for gradient: [Double], _ preconditioner: ((inout [Double]) -> Void)?) -> [Double] {
    var direction = gradient.map { -$0 }
    var shares = [Double](repeating: 0, count: steps.count)
    for i in steps.indices.reversed() {
      shares[i] = dot(steps[i], direction) / products[i]
      add(-shares[i], times: changes[i], to: &direction)
    }
    if let preconditioner {
      preconditioner(&direction)
    } else if let change = changes.last, let product = products.last {
      let scale = product / dot(change, change)
      for i in direction.indices { direction[i] *= scale }
    }
    for i in steps.indices {
      let correction = shares[i] - dot(changes[i], direction) / products[i]
      add(correction, times: steps[i], to: &direction)
    }
    return direction
  }

  private func add(_ factor: Double, times vector: [Double], to sum: inout [Double]) {
    for i in sum.indices { sum[i] += factor * vector[i] }
  }
}
