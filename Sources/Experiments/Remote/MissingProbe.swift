import Estimators
import LinearAlgebra
import ModelExtraction
import Oracles
public import PredictionServices
import Reports
import RemoteOracles

/// What a service makes of a value that is missing, for each form in which its format can say so.
///
/// One row is asked without the value of its first feature, once for each form, and once complete.
public struct MissingProbe: Sendable {
  /// What came back for one form.
  public struct Finding: Sendable, Encodable {
    /// How the value was left out.
    public let form: MissingForm
    /// Whether the service answered.
    public let answered: Bool
    /// The first form that got the same answer; `null` for none.
    @Nullable public var sameAs: MissingForm?
    /// Whether the complete row got the same answer.
    public let sameAsComplete: Bool
  }

  /// One finding per form, in the order in which they were asked.
  public let findings: [Finding]
  /// Queries that were spent.
  public let queries: Int

  /// Asks a service.
  ///
  /// - Parameters:
  ///   - model: The model; its first feature is left out.
  ///   - service: The service.
  ///   - ask: Asks rows of a model, through the run's ledger and within its budget.
  init(
    of model: ServiceModel, at service: any PredictionService, seed: UInt64,
    _ ask: (ServiceModel, [Query]) async throws -> [Prediction]
  ) async throws {
    var generator = RandomStream.evaluation.generator(seed)
    let complete = model.schema.randomRow(using: &generator)
    var row = complete
    row.values[0] = .missing
    let whole: Prediction?
    do {
      whole = try await ask(model, [complete]).first
    } catch let error as OracleError {
      guard case .budgetExhausted = error.code else { throw error }
      (findings, queries) = ([], 0)
      return
    }
    var answers: [(form: MissingForm, answer: Prediction?)] = []
    for form in MissingForm.allCases where service.profile.missingForms.contains(form) {
      var asked = model
      asked.missing = form
      do {
        answers.append((form, try await ask(asked, [row]).first))
      } catch let error as OracleError where error.code == .refused {
        answers.append((form, nil))
      } catch let error as OracleError where error.code == .invalidQuery {
        // The format has no such form for a feature of this kind.
        continue
      } catch let error as OracleError {
        guard case .budgetExhausted = error.code else { throw error }
        break
      }
    }
    findings = answers.enumerated().map { place, entry in
      let same = answers[..<place].first { entry.answer != nil && $0.answer == entry.answer }
      return Finding(
        form: entry.form, answered: entry.answer != nil, sameAs: same?.form,
        sameAsComplete: entry.answer != nil && entry.answer == whole)
    }
    queries = 1 + answers.count
  }

  /// The findings as the end of a sentence.
  var text: String {
    if findings.isEmpty { return "nothing is known" }
    return findings.map { finding in
      guard finding.answered else { return "\(finding.form.rawValue) is refused" }
      if let same = finding.sameAs { return "\(finding.form.rawValue) means \(same.rawValue)" }
      return "\(finding.form.rawValue) is answered"
        + (finding.sameAsComplete ? " as if it were there" : "")
    }.joined(separator: ", ")
  }
}
