import ArgumentParser
import Estimators
import Foundation
import LanguageModels
import Memorization
import Oracles
import Runs

extension ParsableCommand {
  /// Ends the program: 1 for what failed, 64 for what was asked wrongly, one line for either.
  static func exit(reporting error: any Error) -> Never {
    switch error {
    case let error as EstimatorError: fail(error.message)
    case let error as OracleError: fail(error.message)
    case let error as LanguageModelError: fail(error.message)
    case let error as MemorizationError: fail(error.message)
    case let error as RunsError: fail(error.message)
    case _ where exitCode(for: error) == .success: exit(withError: error)  // help and version
    case _ where exitCode(for: error) == .validationFailure:
      fail("\(message(for: error).onOneLine). \(pointerToHelp(error))", .validationFailure)
    default: fail(message(for: error).onOneLine)
    }
  }

  private static func fail(_ message: String, _ code: ExitCode = .failure) -> Never {
    Terminal.tell("skua: \(message)")
    exit(withError: code)
  }

  /// "See 'skua train --help' for more information.": the last line of the parser's own text.
  private static func pointerToHelp(_ error: any Error) -> String {
    let last = fullMessage(for: error).split(separator: "\n").last ?? ""
    return last.trimmingCharacters(in: .whitespaces)
  }
}

extension String {
  /// The same words on one line, without a full stop.
  fileprivate var onOneLine: String {
    let line = split(whereSeparator: \.isWhitespace).joined(separator: " ")
    return line.hasSuffix(".") ? String(line.dropLast()) : line
  }
}
