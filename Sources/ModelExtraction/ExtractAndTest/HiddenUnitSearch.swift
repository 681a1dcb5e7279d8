public import Estimators
import LinearAlgebra
public import Oracles

/// Steals a perceptron whose number of hidden units is unknown.
///
/// Too few units leave a residual, enough leave none. So the number is doubled until the answers
/// are explained, and the smallest number that explains them is then found by bisection, all on one
/// pool of queries (extract-and-test, Tramèr et al. 2016, §2).
public struct HiddenUnitSearch: ExtractionAttack {
  /// The attack by least squares on a network of each size; its `hidden` is the first size tried.
  public var attack: PerceptronExtraction
  /// Hidden units at most.
  public var maximumHidden: Int

  /// A search that begins with four units.
  public init(
    activation: Activation = .tanh, points: QueryPoints = .uniform, maximumHidden: Int = 64
  ) {
    attack = PerceptronExtraction(hidden: 4, activation: activation, points: points, starts: 3)
    self.maximumHidden = maximumHidden
  }

  /// The minimum for a single hidden unit.
  public func minimumQueries(features: Int, classes: Int) -> Int {
    PerceptronExtraction(hidden: 1).minimumQueries(features: features, classes: classes)
  }

  public func extract(
    from oracle: some Oracle, using generator: inout some RandomNumberGenerator
  ) async throws(OracleError) -> Extraction<PerceptronModel> {
    let pool = CachedOracle(oracle)
    let start = generator
    var seconds = 0.0
    var queries = 0

    func attempt(_ hidden: Int) async throws(OracleError) -> Extraction<PerceptronModel> {
      var sized = attack
      sized.hidden = hidden
      // Every size begins with the same generator, so that it asks the same queries first.
      var copy = start
      let result = try await sized.extract(from: pool, using: &copy)
      generator = copy
      seconds += result.seconds
      queries = max(queries, result.queries)
      return result
    }

    var tooFew = 0
    var best = try await attempt(min(attack.hidden, maximumHidden))
    if best.decimals != nil {
      // A residual remains at every width, so that none explains the answers better than another.
      best.converged = false
      best.notes.append(
        "rounded answers don't tell the number of hidden units: give it, or take \(attack.hidden)")
      return best
    }
    while !best.converged, !best.isPartial, best.copy.hiddenUnits < maximumHidden {
      tooFew = best.copy.hiddenUnits
      best = try await attempt(min(2 * tooFew, maximumHidden))
    }
    while best.converged, best.copy.hiddenUnits - tooFew > 1 {
      let middle = (tooFew + best.copy.hiddenUnits) / 2
      let smaller = try await attempt(middle)
      if smaller.converged { best = smaller } else { tooFew = middle }
    }
    best.seconds = seconds
    best.queries = queries
    best.notes.append(
      best.converged
        ? "the smallest network that explains every answer has \(best.copy.hiddenUnits) hidden units"
        : "no network of up to \(best.copy.hiddenUnits) hidden units explains the answers")
    return best
  }
}

extension PerceptronModel {
  /// Units of the first layer.
  fileprivate var hiddenUnits: Int { layers[0].outputs }
}
