/// What an attack returns: the copy, what it cost, and how far it can be trusted.
public struct Extraction<Copy: Sendable>: Sendable {
  /// The rebuilt model.
  public var copy: Copy
  /// The method, as a phrase: "log-ratio equations".
  public var method: String
  /// Parameters of the copy, counted as the paper counts them.
  public var unknowns: Int
  /// Queries that the solver used.
  public var queries: Int
  /// How many of them were chosen after other answers had been seen.
  public var adaptiveQueries: Int
  /// Answers that gave no equation, since a probability was 0 or 1.
  public var saturatedAnswers: Int
  /// Decimals that the answers carry; `nil` for full precision.
  public var decimals: Int?
  /// Steps of the solver; 1 for a direct solve.
  public var iterations: Int
  /// Whether the solver met its own criterion.
  public var converged: Bool
  /// Whether the budget ended before the attack had the queries it asked for.
  public var isPartial: Bool
  /// Root mean square of what the copy leaves unexplained in the answers, in nats of log-ratio.
  public var residual: Double
  /// Seconds of solving, without the time spent on queries.
  public var seconds: Double
  /// The copy's error on further queries, if such were asked.
  public var check: SelfCheck?
  /// What a reader should know: a fallback, a rank that is short, points that were chosen.
  public var notes: [String]

  /// A result.
  public init(
    copy: Copy, method: String, unknowns: Int, queries: Int, adaptiveQueries: Int = 0,
    saturatedAnswers: Int = 0, decimals: Int? = nil, iterations: Int = 1, converged: Bool,
    isPartial: Bool = false,
    residual: Double, seconds: Double, check: SelfCheck? = nil, notes: [String] = []
  ) {
    self.copy = copy
    self.method = method
    self.unknowns = unknowns
    self.queries = queries
    self.adaptiveQueries = adaptiveQueries
    self.saturatedAnswers = saturatedAnswers
    self.decimals = decimals
    self.iterations = iterations
    self.converged = converged
    self.isPartial = isPartial
    self.residual = residual
    self.seconds = seconds
    self.check = check
    self.notes = notes
  }

  /// The same result around another form of the copy.
  public func mapCopy<Other: Sendable>(_ transform: (Copy) -> Other) -> Extraction<Other> {
    Extraction<Other>(
      copy: transform(copy), method: method, unknowns: unknowns, queries: queries,
      adaptiveQueries: adaptiveQueries, saturatedAnswers: saturatedAnswers, decimals: decimals,
      iterations: iterations, converged: converged, isPartial: isPartial, residual: residual,
      seconds: seconds, check: check, notes: notes)
  }
}
