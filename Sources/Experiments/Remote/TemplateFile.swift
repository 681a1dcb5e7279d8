import Foundation
public import Oracles
public import PredictionServices
import Yams

/// The YAML file that describes a service of one's own.
public enum TemplateFile {
  /// Headers that prove who asks.
  private static let secret: Set = [
    "authorization", "x-api-key", "api-key", "cookie", "proxy-authorization", "x-auth-token",
  ]

  /// Reads a template.
  ///
  /// - Throws: `OracleError.Code.refused` with the line and what is wrong there.
  public static func read(from path: String) throws(OracleError) -> GenericServiceTemplate {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else { throw OracleError(.refused, "\(path) can't be read: give a YAML file") }
    let template: GenericServiceTemplate
    do {
      template = try YAMLDecoder().decode(GenericServiceTemplate.self, from: text)
    } catch {
      throw OracleError(.refused, "\(path) describes no service: \(error)")
    }
    // A template is recorded with the run, where a key has no place.
    if let name = template.headers.keys.first(where: { secret.contains($0.lowercased()) }) {
      throw OracleError(
        .refused, "\(path) holds the header '\(name)': give keys with --key-file or --key-env")
    }
    return template
  }
}
