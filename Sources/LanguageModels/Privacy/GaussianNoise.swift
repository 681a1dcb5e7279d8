import LinearAlgebra

/// The Gaussian mechanism: normal noise on a sum of vectors of bounded length.
///
/// Dwork and Roth 2014, appendix A. Whoever knows the seed can take the noise away again.
struct GaussianNoise {
  /// Standard deviation of the noise on every number of the sum.
  let deviation: Double
  /// What the noisy sum is divided by.
  let divisor: Double
  /// Decides the noise, together with the step.
  let seed: UInt64

  /// Numbers of one stream, fewer than 2^20 streams per step.
  private static let grain = 1 << 16

  /// Makes a sum noisy and divides it, on all cores.
  func add(to values: inout [Float], step: Int) {
    values.withUnsafeMutableBufferPointer { buffer in
      nonisolated(unsafe) let values = buffer
      parallelFor(buffer.count, grain: Self.grain) { part, range in
        var generator = PhiloxGenerator(
          seed: seed, stream: 1 << 60 | UInt64(step) << 20 | UInt64(part))
        for i in range {
          values[i] = Float((Double(values[i]) + deviation * generator.normal()) / divisor)
        }
      }
    }
  }
}
