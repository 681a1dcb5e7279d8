import Foundation
import LanguageModels
import Memorization
public import Runs

/// How the samples of a run are written out: as text where its tokenizer is at hand.
public struct SampleRendering {
  /// What is written of a sample.
  public let render: RunExport.Rendering
  /// Why there is no text, if there is none.
  public let notes: [String]

  private struct TextLine: Encodable {
    let group: String
    let id: Int
    let text: String
    let tokens: [Token]?
    let logProbabilities: [Float]
  }

  /// The rendering of a run's samples.
  ///
  /// - Parameters:
  ///   - run: The run.
  ///   - reveals: Whether personal data is shown as it is, and tokens, which anybody with the tokenizer
  ///     can read.
  public init(of run: Run, reveals: Bool) {
    let tokenizer: BytePairTokenizer
    do {
      tokenizer = try Self.tokenizer(of: run)
    } catch {
      render = reveals ? RunExport.tokens : RunExport.numbers
      notes = ["samples are written without their text: \(error)"]
      return
    }
    notes = []
    render = { sample in
      let tokens = try TokenCoding.tokens(sample.tokens)
      let text = String(decoding: tokenizer.decode(tokens), as: UTF8.self)
      return try RunExport.line(
        TextLine(
          group: sample.group, id: sample.number,
          text: reveals ? text : Redactor().redact(fragment: text), tokens: reveals ? tokens : nil,
          logProbabilities: try TokenCoding.logProbabilities(sample.logProbabilities)))
    }
  }

  private static func tokenizer(of run: Run) throws -> BytePairTokenizer {
    guard run.kind == AuditSession.kind else {
      throw RunsError(.input, "run \(run.id) is no audit")
    }
    let plan: AuditPlan
    do {
      plan = try JSONDecoder().decode(AuditPlan.self, from: run.configuration)
    } catch {
      throw RunsError(
        .format, "run \(run.id) is an audit of another version", underlying: error)
    }
    return try BytePairTokenizer(folder: plan.model)
  }
}
