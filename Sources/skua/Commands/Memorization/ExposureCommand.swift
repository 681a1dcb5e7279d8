import ArgumentParser
import Experiments
import Foundation
import LanguageModels
import Memorization
import Reports

/// `skua exposure`: how far a model gives secrets away.
struct ExposureCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "exposure",
    abstract: "Measures how much better than chance a model ranks secrets, in bits.",
    discussion: """
      A pattern is a text with free positions, {9} for nine of them: the space that a secret was drawn from. \
      The exposure is the logarithm of the space's size less that of the secret's rank in it (Carlini et al. \
      2019). Ranks are exact where the space is small enough, else found among members drawn at random, and \
      beyond these by a skew normal distribution. Controls, which stood nowhere, show what chance gives: a median \
      of 1 bit, a mean of 1.44.

      EXAMPLES
        skua exposure model --pattern "My pin is {4}" --secret "My pin is 2741"
        skua exposure model --pattern "The random number is {9}" --secrets secrets.txt --references 100000
        skua exposure lab/XL --pattern "The random number is {9}" --truth lab/truth.jsonl
        skua exposure model --pattern "key-{8}" --alphabet 0123456789abcdef --secret key-00c0ffee --json
      """)

  @OptionGroup var model: ModelOptions

  @Option(help: ArgumentHelp("The text around the free positions.", valueName: "text"))
  var pattern: String

  @Option(help: ArgumentHelp("What a free position holds.", valueName: "characters"))
  var alphabet = "0123456789"

  @Option(help: ArgumentHelp("A secret to measure, may be repeated.", valueName: "text"))
  var secret: [String] = []

  @Option(help: ArgumentHelp("A file of secrets, one per line.", valueName: "file"))
  var secrets: String?

  @Option(help: ArgumentHelp("The truth of a lab: its strings of the pattern.", valueName: "file"))
  var truth: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Members of the space to compare with.", valueName: "n"))
  var references = 1 << 14

  @Flag(help: "Show secrets as they are.") var reveal = false

  @OptionGroup var common: CommonOptions

  func validate() throws {
    try Self.check("--references", references, in: 10...10_000_000)
    guard !secret.isEmpty || secrets != nil || truth != nil else {
      throw ValidationError(
        "there is no secret to measure: give --secret, --secrets FILE or --truth FILE")
    }
  }

  func run() async throws {
    let space = try SecretPattern(pattern, alphabet: alphabet)
    let run = ExposureRun(space, try all(space), references: references, seed: common.seed)
    let summary = try await ProgressBar.following { try await run.run(model.load()) }
    let shown = reveal ? summary : summary.masked(space)
    if common.json { try Terminal.show(json: shown) } else { Terminal.show(shown.table.text()) }
  }

  private func all(_ space: SecretPattern) throws -> [ExposureRun.Secret] {
    var all = secret.map { ExposureRun.Secret($0) }
    if let secrets {
      guard let data = FileManager.default.contents(atPath: secrets) else {
        throw MemorizationError(.file, "\(secrets): there is no such file, or it can't be read")
      }
      all += String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
        .map { ExposureRun.Secret(String($0)) }
    }
    if let truth { all += try ExposureRun.secrets(of: space, truth: truth) }
    return all
  }
}
