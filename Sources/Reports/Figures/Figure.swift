/// A picture that a page can show: a plot, or several in panels.
public protocol Figure: Sendable {
  /// What the picture shows, in a few words; may be empty.
  var title: String { get }

  /// The picture as one SVG element with a title and a description, which needs nothing else.
  ///
  /// It is well formed and without scripts, identifiers and references, and every text is escaped.
  /// The same values give the same bytes.
  /// - Parameters:
  ///   - width: Pixels from left to right, at least 160.
  ///   - height: Pixels from top to bottom, at least 120.
  func svg(width: Double, height: Double) -> String

  /// The picture in a size that suits it.
  func svg() -> String
}

extension Figure {
  /// The picture in a size that suits one plot across a page: 900 x 560 pixels.
  public func svg() -> String { svg(width: 900, height: 560) }
}
