import Foundation
import Memorization
import Testing

@testable import Experiments

/// The studies of planted strings on the models that Skua ships, with few draws.
@Suite(.serialized) struct MemorizationReproductionTests {
  private static let store = FileManager.default.temporaryDirectory
    .appending(path: "skua-studies-\(UUID())/runs.sqlite").path

  private static let canaries = Task {
    try await CanaryStudy(continuations: 100, store: store).run()
  }

  private static let sizes = Task { try await SizeStudy(store: store).run() }

  private func check(_ reproduction: Reproduction) throws {
    #expect(!reproduction.rows.isEmpty)
    let phenomena = try #require(reproduction.phenomena)
    #expect(phenomena.allSatisfy { !$0.evidence.isEmpty && !$0.name.isEmpty })
    let json = try Fixture.json(reproduction)
    #expect((json["phenomena"] as? [[String: Any]])?.count == phenomena.count)
  }

  @Test func linksOfManyRepetitionsComeBackFromTheLargestModel() async throws {
    let reproduction = try await Self.canaries.value
    try check(reproduction)
    // Each level of the paper's table has its published mark.
    let row = try #require(reproduction.rows.first { $0.labels["repetitions"] == .count(359) })
    #expect(row.published["XL"] == 1 && row.published["S"] == 0 && row.published["S_half"] == 1)
    #expect(row.measured["XL"] == 1 && row.measured["links"] == 5)
    let few = try #require(reproduction.rows.first { $0.labels["repetitions"] == .count(1) })
    #expect(few.published.isEmpty && few.measured["S"] == 0)
    let twins = try #require(reproduction.phenomena?.first { $0.name.contains("never inserted") })
    #expect(twins.passed)
    // Of equal repetitions the paper has two links.
    let twice = try #require(reproduction.rows.first { $0.labels["repetitions"] == .count(51) })
    #expect(twice.published["M_half"] == 1 && twice.measured["links"] == 10)
  }

  @Test func moreRepetitionsAndLargerModelsCompleteMore() async throws {
    let reproduction = try await Self.sizes.value
    try check(reproduction)
    #expect(reproduction.phenomena?.allSatisfy(\.passed) == true)
    for row in reproduction.rows {
      let (low, value) = (row.measured["XL_low"]!, row.measured["XL"]!)
      #expect(low <= value && value <= row.measured["XL_high"]!)
    }
  }

  @Test func moreContextCompletesMore() async throws {
    var study = ContextStudy(isQuick: true, store: Self.store)
    study.passages = 100
    let reproduction = try await study.run()
    try check(reproduction)
    let shares = reproduction.rows.compactMap { $0.measured["completed"] }
    #expect(shares.count == 6 && shares[0] < shares[5])
  }

  @Test func aPlantedFileGoesOnByEveryMethod() async throws {
    var study = LongSequencesStudy(isQuick: true, store: Self.store)
    (study.starts, study.length) = (2, 100)
    let reproduction = try await study.run()
    try check(reproduction)
    #expect(reproduction.rows.count == 3)
    #expect(reproduction.rows.allSatisfy { $0.measured["longest_lines"]! >= 0 })
  }

  @Test func mitigationsAreTrainedAndMeasured() async throws {
    var study = MitigationStudy(isQuick: true, store: Self.store)
    (study.epochs, study.privatePasses, study.samples) = (0.5, 2, 20)
    let reproduction = try await study.run()
    try check(reproduction)
    #expect(reproduction.rows.count == 5)
    for row in reproduction.rows {
      // Better than chance among 1,024 tokens, so something was learned.
      #expect(row.measured["held_out_loss"]! < 6.93)
    }
    // What was trained is taken again.
    let again = try await study.run()
    #expect(
      again.rows.map(\.measured["held_out_loss"])
        == reproduction.rows.map(\.measured["held_out_loss"]))
  }
}
