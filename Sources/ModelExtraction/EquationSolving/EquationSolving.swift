public import Estimators
public import Oracles

/// The equation-solving attack on a model class that is chosen at run time.
///
/// Tramèr et al. 2016, §4.1: each confidence value is an equation in the model's unknowns.
public struct EquationSolving: ExtractionAttack {
  /// How the equations are solved.
  public enum Method: String, Sendable, CaseIterable {
    /// Ours: a linear solve for logistic and softmax regression, exact least squares for the
    /// others.
    case exact
    /// The paper's: the regularised loss for regressions, gradient descent for perceptrons.
    case paper
  }

  /// What is known of a perceptron's hidden layer.
  public enum Hidden: Sendable, Hashable {
    /// Its number of units.
    case known(Int)
    /// That it has at most so many units.
    case upTo(Int)
  }

  /// The class of the target.
  public var kind: ModelKind
  /// How the equations are solved.
  public var method: Method
  /// The hidden layer of a perceptron.
  public var hidden: Hidden
  /// What a perceptron's hidden units compute.
  public var activation: Activation
  /// Queries to ask; by default what class and method need.
  public var queries: Int?
  /// Where the queries come from.
  public var points: QueryPoints

  /// An attack on a target of a known class.
  public init(
    _ kind: ModelKind, method: Method = .exact, hidden: Hidden = .known(20),
    activation: Activation = .tanh, queries: Int? = nil, points: QueryPoints = .uniform
  ) {
    self.kind = kind
    self.method = method
    self.hidden = hidden
    self.activation = activation
    self.queries = queries
    self.points = points
  }

  /// The minimum of the class.
  public func minimumQueries(features: Int, classes: Int) -> Int {
    switch kind {
    case .logistic: logistic.minimumQueries(features: features, classes: classes)
    case .softmax: softmax.minimumQueries(features: features, classes: classes)
    case .oneVsRest: oneVsRest.minimumQueries(features: features, classes: classes)
    case .multilayerPerceptron:
      switch hidden {
      case .known(let units):
        perceptron(units).minimumQueries(features: features, classes: classes)
      case .upTo(let units): search(units).minimumQueries(features: features, classes: classes)
      }
    }
  }

  /// Whether the attack asks as many queries as it is told, and doesn't search for a network's
  /// width.
  public var hasFixedQueries: Bool {
    if kind == .multilayerPerceptron, case .upTo = hidden { false } else { true }
  }

  /// The queries that the attack asks unless told otherwise.
  public func defaultQueries(features: Int, classes: Int) -> Int {
    switch (kind, method) {
    case (.logistic, _), (.softmax, .exact): features + 1
    case (.softmax, .paper), (.oneVsRest, .paper): classes * (features + 1)
    case (.oneVsRest, .exact): oneVsRest.defaultQueries(features: features, classes: classes)
    case (.multilayerPerceptron, _):
      switch hidden {
      case .known(let units), .upTo(let units):
        perceptron(units).defaultQueries(features: features, classes: classes)
      }
    }
  }

  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Extraction<StoredModel> {
    switch kind {
    case .logistic:
      return try await logistic.extract(from: oracle, using: &generator)
        .mapCopy { .logistic($0) }
    case .softmax:
      return try await softmax.extract(from: oracle, using: &generator)
        .mapCopy { .softmax($0) }
    case .oneVsRest:
      return try await oneVsRest.extract(from: oracle, using: &generator)
        .mapCopy { .oneVsRest($0) }
    case .multilayerPerceptron:
      let result =
        switch hidden {
        case .known(let units):
          try await perceptron(units).extract(from: oracle, using: &generator)
        case .upTo(let units):
          try await search(units).extract(from: oracle, using: &generator)
        }
      return result.mapCopy { .multilayerPerceptron($0) }
    }
  }

  private var logistic: LogisticExtraction { LogisticExtraction(queries: queries, points: points) }

  private var softmax: SoftmaxExtraction {
    SoftmaxExtraction(
      method: method == .exact ? .direct : .loss, queries: queries, points: points)
  }

  private var oneVsRest: OneVsRestExtraction {
    OneVsRestExtraction(
      method: method == .exact ? .leastSquares : .loss, queries: queries, points: points)
  }

  private func perceptron(_ units: Int) -> PerceptronExtraction {
    PerceptronExtraction(
      method: method == .exact ? .leastSquares : .gradient, hidden: units,
      activation: activation, queries: queries, points: points)
  }

  private func search(_ units: Int) -> HiddenUnitSearch {
    var search = HiddenUnitSearch(activation: activation, points: points, maximumHidden: units)
    search.attack.queries = queries
    return search
  }
}
