import Foundation

/// The marks of an axis: round numbers with labels, and small marks between them.
///
/// Linear steps are 1, 2 or 5 times a power of ten. A logarithmic axis has powers of ten and, where
/// there is room, round multiples of them; one too short for those has linear steps.
struct Ticks: Equatable {
  /// Marks with a label, in ascending order.
  let labelled: [Tick]
  /// Values of the marks without one, in ascending order.
  let plain: [Double]

  struct Tick: Equatable {
    let value: Double
    let label: String
  }

  /// The most labels an axis has, however long it is.
  private static let most = 10

  /// The densest ticks whose labels fit; where none do, the sparsest of two or more.
  /// - Parameters:
  ///   - domain: The axis.
  ///   - isWhole: Whether ticks are whole numbers only, as for counts.
  ///   - fits: Whether there is room for the labels of these ticks.
  init(_ domain: AxisDomain, isWhole: Bool = false, where fits: ([Tick]) -> Bool) {
    let spacings = Self.spacings(domain).filter { !isWhole || $0.isWhole }
    var chosen: (spacing: TickSpacing, ticks: [Tick])?
    for spacing in spacings {
      let values = spacing.values(in: domain)
      guard values.count >= 2, values.count <= Self.most else { continue }
      let ticks = zip(values, TickLabels.texts(values, spacing)).map(Tick.init)
      chosen = (spacing, ticks)
      if fits(ticks) { break }
    }
    labelled = chosen?.ticks ?? []
    let labelledValues = Set(labelled.map(\.value))
    let finer = chosen?.spacing.finer?.values(in: domain) ?? []
    plain = finer.count > 50 ? [] : finer.filter { !labelledValues.contains($0) }
  }

  /// All spacings that may suit a domain, from dense to sparse.
  private static func spacings(_ domain: AxisDomain) -> [TickSpacing] {
    switch domain.scale {
    case .linear: return linear(domain)
    case .logarithmic:
      let decades = log10(domain.upper) - log10(domain.lower)
      let multiples: [TickSpacing] = [
        .multiples([1, 2, 3, 4, 5, 6, 7, 8, 9]), .multiples([1, 2, 3, 5]), .multiples([1, 2, 5]),
        .multiples([1, 3]),
      ]
      let powers = [1, 2, 3, 4, 5, 10, 20, 50, 100, 200].map(TickSpacing.powers)
      // In less than a third of a decade hardly two round multiples are left.
      return decades < 0.3 ? linear(domain) : multiples + powers
    }
  }

  private static func linear(_ domain: AxisDomain) -> [TickSpacing] {
    let quarter = domain.upper / 4 - domain.lower / 4
    let exponent = Int((log10(quarter) + log10(4)).rounded(.down))
    return (exponent - 2...exponent).flatMap { exponent in
      [1, 2, 5].map { TickSpacing.steps(of: $0, exponent: exponent) }
    }
  }
}
