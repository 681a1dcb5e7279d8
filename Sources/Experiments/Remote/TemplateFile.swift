import Foundation
public import Oracles
public import PredictionServices
import Yams

/// The YAML file that describes a service of one's own.
public enum TemplateFile {
  /// Reads a template.
  ///
  /// - Throws: `OracleError.Code.refused` with the line and what is wrong there.
  public static func read(from path: String) throws(OracleError) -> GenericServiceTemplate {
    guard let data = FileManager.default.contents(atPath: path),
      let text = String(data: data, encoding: .utf8)
    else { throw OracleError(.refused, "\(path) can't be read: give a YAML file") }
    do {
      return try YAMLDecoder().decode(GenericServiceTemplate.self, from: text)
    } catch {
      throw OracleError(.refused, "\(path) describes no service: \(error)")
    }
  }
}
