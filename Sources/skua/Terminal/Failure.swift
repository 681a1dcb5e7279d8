import ArgumentParser
import Estimators
import Foundation
import Oracles

extension ParsableCommand {
  /// Ends the program: 1 and one line for what failed, 64 and the usage for what was asked wrongly.
  static func exit(reporting error: any Error) -> Never {
    switch error {
    case let error as EstimatorError: fail(error.message)
    case let error as OracleError: fail(error.message)
    default: exit(withError: error)
    }
  }

  private static func fail(_ message: String) -> Never {
    Terminal.tell("skua: \(message)")
    exit(withError: ExitCode.failure)
  }
}
