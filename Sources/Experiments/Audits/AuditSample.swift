import Foundation
import LanguageModels
import Memorization
import Runs

/// One sample of an audit.
struct AuditSample: Sendable, Equatable {
  let scheme: SamplingScheme
  let number: Int
  /// What the model continued; empty for the end-of-text token.
  let prompt: [Token]
  let tokens: [Token]
  let logProbabilities: [Float]
}

extension AuditSample {
  /// The sample as the store keeps it: tokens as 32-bit integers and log-probabilities as 32-bit
  /// floating-point numbers, little-endian.
  var stored: StoredSample {
    StoredSample(
      group: scheme.rawValue, number: number, prompt: Self.data(prompt), tokens: Self.data(tokens),
      logProbabilities: Self.data(logProbabilities.map(\.bitPattern)))
  }

  /// A sample from the store.
  ///
  /// - Throws: `MemorizationError` if its bytes are no such numbers.
  init(_ stored: StoredSample) throws(MemorizationError) {
    guard let scheme = SamplingScheme(rawValue: stored.group),
      stored.tokens.count == stored.logProbabilities.count,
      [stored.prompt, stored.tokens].allSatisfy({ $0.count % 4 == 0 })
    else {
      throw MemorizationError(
        .format, "sample \(stored.number) of \(stored.group) in the store is damaged; delete the run")
    }
    self.scheme = scheme
    number = stored.number
    prompt = Self.numbers(stored.prompt)
    tokens = Self.numbers(stored.tokens)
    let bits: [UInt32] = Self.numbers(stored.logProbabilities)
    logProbabilities = bits.map(Float.init(bitPattern:))
  }

  private static func data(_ numbers: [some FixedWidthInteger]) -> Data {
    numbers.map(\.littleEndian).withUnsafeBytes { Data($0) }
  }

  private static func numbers<Number: FixedWidthInteger>(_ data: Data) -> [Number] {
    data.withUnsafeBytes { bytes in
      stride(from: 0, to: bytes.count, by: MemoryLayout<Number>.size).map {
        Number(littleEndian: bytes.loadUnaligned(fromByteOffset: $0, as: Number.self))
      }
    }
  }
}
