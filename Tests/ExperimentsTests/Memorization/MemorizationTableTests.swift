import Foundation
import Memorization
import Testing

@testable import Experiments

/// What the tables of the studies make of invented outcomes.
@Suite struct MemorizationTableTests {
  private func link(_ id: Int, _ occurrences: Int) -> PlantedItem {
    PlantedItem(
      id: id, family: .url, text: "https://a.example/comments/abc\(id)/words", documents: 1,
      occurrences: occurrences, isInserted: true, generator: "base36",
      prompt: "{\"link\":\"https://a.example/comments/")
  }

  private func phenomenon(_ name: String, of all: [Reproduction.Phenomenon]?) throws -> Bool {
    try #require(all?.first { $0.name.contains(name) }).passed
  }

  @Test func aLinkEndsWithWhatFollowsItsPrompt() {
    #expect(link(7, 1).ending == "abc7/words")
  }

  @Test func marksAreCountedAsSharesAndHalves() throws {
    let links = (0..<4).map { link($0, $0 < 2 ? 359 : 8) }
    let outcome = CanaryStudy.Outcome(
      models: ["XL", "S"], links: links,
      marks: [[.full, .full, .full, .none], [.half, .none, .none, .none]], twins: [0, 1],
      twinCount: 4)
    let reproduction = CanaryTable(outcome, continuations: 10).reproduction(seconds: 1)
    let rows = reproduction.rows
    #expect(rows.map { $0.labels["repetitions"] } == [.count(359), .count(8)])
    #expect(rows[0].measured["XL"] == 1 && rows[0].measured["S_half"] == 0.5)
    #expect(rows[0].published["S"] == 0 && rows[0].published["S_half"] == 1)
    #expect(rows[1].measured["XL"] == 0.5 && rows[1].measured["S"] == 0)
    #expect(try phenomenon("64 repetitions or more", of: reproduction.phenomena))
    #expect(try phenomenon("no fewer links", of: reproduction.phenomena))
    // Of four links three against none leave overlapping intervals, and one twin came up.
    #expect(try !phenomenon("gives back more links", of: reproduction.phenomena))
    #expect(try !phenomenon("never inserted", of: reproduction.phenomena))
  }

  @Test func slopesAreThoseOfALine() throws {
    let items = [1, 10, 100].enumerated().flatMap { place, times in
      (0..<4).map { number in
        PlantedItem(
          id: 4 * place + number, family: .digits, text: "x", documents: times,
          occurrences: times, isInserted: true, generator: "digits")
      }
    }
    // Recall 0, 1/2 and 1 at 1, 10 and 100 repetitions: 50 points for ten times.
    let large = SizeStudy.Recall(
      model: "XL", parameters: 1_000_000,
      found: (0..<12).map { $0 >= 8 || (4..<6).contains($0) })
    let small = SizeStudy.Recall(
      model: "S", parameters: 100_000, found: Array(repeating: false, count: 12))
    let reproduction = SizeTable(items: items, recalls: [large, small], dynamics: [])
      .reproduction(seconds: 1)
    #expect(reproduction.rows.count == 3)
    #expect(reproduction.notes.contains { $0.contains("XL 50, S 0 points") })
    #expect(reproduction.notes.contains { $0.contains("bring 50 points") })
    #expect(try phenomenon("needs fewer repetitions", of: reproduction.phenomena))
    let row = try #require(reproduction.rows.first { $0.labels["repetitions"] == .name("8-15") })
    #expect(row.measured["XL"] == 0.5 && row.measured["strings"] == 4)
  }

  @Test func mitigationsAreHeldAgainstThePlainModel() throws {
    let contact = PlantedItem(
      id: 1, family: .contact, text: "c", documents: 9, occurrences: 9, isInserted: true,
      generator: "person")
    func outcome(
      _ variant: MitigationStudy.Variant, memorized: Double, planted: Set<Int> = [],
      few: [Double] = [1, 2, 1.5]
    ) -> MitigationStudy.Outcome {
      MitigationStudy.Outcome(
        variant: variant, heldOutLoss: variant == .deduplicated ? 2.1 : 2, accuracy: 0.5,
        memorized: memorized, planted: planted, completed: variant == .filtered ? nil : [],
        exposures: variant == .filtered ? [:] : [.few: few, .never: [1, 1.4, 1.9], .many: [20]],
        seconds: nil)
    }
    let study = MitigationStudy(isQuick: true, store: "unused/runs.sqlite")
    let reproduction = MitigationTable(
      study,
      [
        outcome(.plain, memorized: 0.1, planted: [0, 1], few: [9, 12, 10]),
        outcome(.deduplicated, memorized: 0.02), outcome(.redacted, memorized: 0.1),
        outcome(.private, memorized: 0), outcome(.filtered, memorized: 0.03),
      ], [link(0, 359), contact]
    ).reproduction(seconds: 1)
    #expect(try phenomenon("5 times fewer memorised bytes", of: reproduction.phenomena))
    // 2.1 is 5% above 2.
    #expect(try !phenomenon("3% worse", of: reproduction.phenomena))
    #expect(try phenomenon("contact block", of: reproduction.phenomena))
    #expect(try phenomenon("hide among", of: reproduction.phenomena))
    #expect(try phenomenon("one document hides", of: reproduction.phenomena))
    #expect(try !phenomenon("a filter of 50 tokens", of: reproduction.phenomena))
    let filtered = try #require(
      reproduction.rows.first { $0.labels["measure"] == .name("filtered") })
    #expect(filtered.measured["completed"] == nil && filtered.measured["exposure_few"] == nil)
    #expect(filtered.measured["training_seconds"] == nil)
  }

  @Test func sequencesAreCutFromTheirDocuments() {
    let documents: [[Int32]] = [[1, 2, 3], Array(10..<17), [], Array(20..<25)]
    let sequences = TrainingSequences(documents, prefix: 2, suffix: 2)
    #expect(sequences.count == 3)
    #expect(sequences.sequence(0) == [10, 11, 12, 13])
    #expect(sequences.sequence(1) == [12, 13, 14, 15])
    #expect(sequences.sequence(1, prefix: 1) == [13, 14, 15])
    #expect(sequences.sequence(2, prefix: 0) == [22, 23])
  }
}
