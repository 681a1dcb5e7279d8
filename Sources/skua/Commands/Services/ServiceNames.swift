import ArgumentParser
import Foundation
import Oracles
import PredictionServices
import Server

/// What stands on the command line about services.
enum ServiceNames {
  /// All names, for a sentence.
  static var list: String {
    ServiceCatalog.all.map(\.profile.name).formatted(.list(type: .or))
  }

  /// The help of `--service`.
  static var help: ArgumentHelp { ArgumentHelp("The service: \(list).", valueName: "name") }

  /// A service by name.
  static func service(_ name: String) throws -> any PredictionService {
    do { return try ServiceCatalog.service(named: name) } catch {
      throw ValidationError(error.message)
    }
  }

  /// `float64`, `float32` or `decimals:N`.
  static func precision(_ text: String) throws -> ServicePrecision {
    switch text {
    case "float64": return .float64
    case "float32": return .float32
    default:
      let parts = text.split(separator: ":")
      guard parts.count == 2, parts[0] == "decimals", let count = Int(parts[1]),
        (0...15).contains(count)
      else {
        throw ValidationError("--precision takes float64, float32 or decimals:N, not '\(text)'")
      }
      return .decimals(count)
    }
  }

  /// The steps of `--defense`.
  static func defense(_ text: String?) throws -> [AnswerDefense.Step] {
    guard let text else { return [] }
    return try text.split(separator: ",", omittingEmptySubsequences: false).map { step in
      let parts = step.split(separator: ":", maxSplits: 1).map(String.init)
      switch (parts.first ?? "", parts.count > 1 ? parts[1] : nil) {
      case ("round", let count?):
        if let decimals = Int(count), (0...15).contains(decimals) {
          return .filter(.rounded(decimals: decimals))
        }
      case ("noise", let size?):
        if let deviation = Double(size), deviation > 0, deviation <= 1 {
          return .noise(deviation: deviation)
        }
      case ("top-k", let count?):
        if let classes = Int(count), classes >= 1 { return .filter(.topK(classes)) }
      case ("top-label", nil): return .filter(.topLabel)
      case ("label-only", nil): return .filter(.labelOnly)
      case ("no-fields", nil): return .filter(.withoutFields)
      default: break
      }
      throw ValidationError(
        "--defense takes round:N, top-k:K, top-label, label-only, no-fields and noise:X, not '\(step)'"
      )
    }
  }

  /// The keys in a file, one per line.
  static func keys(_ path: String) throws -> [String] {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else { throw ValidationError("--key-file \(path) can't be read") }
    let keys = text.split(whereSeparator: \.isNewline)
      .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    guard !keys.isEmpty else { throw ValidationError("--key-file \(path) holds no key") }
    return keys
  }
}
