import Foundation
import LanguageModels
import Memorization

/// A checksum of the files that make a language model what it is.
enum ModelChecksum {
  /// The checksum of a folder's configuration and weights, in hexadecimal digits.
  ///
  /// - Throws: `LanguageModelError` or `MemorizationError` if a file can't be read.
  static func of(_ folder: String) throws -> String {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw LanguageModelError(.file, "\(folder): there is no such folder", underlying: error)
    }
    let sums = try names.filter { $0 == "config.json" || $0.hasSuffix(".safetensors") }.sorted()
      .map { try Checksum.ofFile("\(folder)/\($0)") }
    return sums.map { String($0, radix: 16) }.joined(separator: "-")
  }
}
