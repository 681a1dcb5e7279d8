public import Foundation
public import LanguageModels
import Runs

/// How a store of runs holds tokens and log-probabilities, which are opaque bytes to it.
///
/// Tokens: a byte that says how many bytes each takes, 2 or 4, then the tokens. Log-probabilities:
/// float32, one after the other. Everything is little-endian.
public enum TokenCoding {
  /// The bytes of some tokens: two for each, or four where one is beyond 65,535.
  public static func data(tokens: [Token]) -> Data {
    precondition(tokens.allSatisfy { $0 >= 0 }, "a negative token")
    let isWide = tokens.contains { $0 > UInt16.max }
    var data = Data(capacity: 1 + tokens.count * (isWide ? 4 : 2))
    data.append(isWide ? 4 : 2)
    for token in tokens {
      if isWide {
        append(UInt32(token), to: &data)
      } else {
        append(UInt16(token), to: &data)
      }
    }
    return data
  }

  /// The tokens in some bytes.
  ///
  /// - Throws: `RunsError` of code `format` if the bytes are no tokens.
  public static func tokens(_ data: Data) throws -> [Token] {
    let body = data.dropFirst()
    switch data.first {
    case 2 where body.count % 2 == 0:
      return words(body, UInt16.self).map(Token.init)
    case 4 where body.count % 4 == 0:
      return words(body, UInt32.self).map { Token(bitPattern: $0) }
    default:
      throw RunsError(.format, "\(data.count) bytes of a run are no tokens: repeat the run")
    }
  }

  /// The bytes of some log-probabilities.
  public static func data(logProbabilities: [Float]) -> Data {
    var data = Data(capacity: 4 * logProbabilities.count)
    for value in logProbabilities { append(value.bitPattern, to: &data) }
    return data
  }

  /// The log-probabilities in some bytes.
  ///
  /// - Throws: `RunsError` of code `format` if the bytes are no float32 numbers.
  public static func logProbabilities(_ data: Data) throws -> [Float] {
    guard data.count % 4 == 0 else {
      throw RunsError(
        .format, "\(data.count) bytes of a run are no log-probabilities: repeat the run")
    }
    return words(data, UInt32.self).map { Float(bitPattern: $0) }
  }

  private static func append(_ word: some FixedWidthInteger, to data: inout Data) {
    withUnsafeBytes(of: word.littleEndian) { data.append(contentsOf: $0) }
  }

  private static func words<Word: FixedWidthInteger>(_ data: Data, _: Word.Type) -> [Word] {
    let width = MemoryLayout<Word>.size
    return data.withUnsafeBytes { bytes in
      (0..<bytes.count / width).map {
        Word(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * width, as: Word.self))
      }
    }
  }
}
