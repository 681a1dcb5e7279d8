extension Duration {
  /// This duration in seconds, as results give it.
  package var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
