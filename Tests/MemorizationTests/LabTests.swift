import Foundation
import Testing

@testable import Memorization

/// What holds for every lab.
@Suite struct LabTests {
  /// The labs that most tests look at, made once.
  private static let tiny = Lab(LabPlan(size: .tiny, seed: 5))
  private static let small = Lab(LabPlan(size: .small, seed: 6))
  private static let labs = [tiny, small]

  @Test func theSamePlanGivesTheSameLab() {
    let again = Lab(LabPlan(size: .tiny, seed: 5))
    #expect(again.training == Self.tiny.training)
    #expect(again.prefixes == Self.tiny.prefixes)
    #expect(again.truth == Self.tiny.truth)
    #expect(Lab(LabPlan(size: .tiny, seed: 6)).training != Self.tiny.training)
  }

  @Test(arguments: [0, 1]) func theTruthIsWhatASearchFinds(index: Int) {
    let lab = Self.labs[index]
    let search = TextSearch(lab.training.map(\.text))
    for item in lab.truth {
      let found = search.count(item.text)
      #expect(found.occurrences == item.occurrences, "item \(item.id), \(item.family)")
      #expect(found.documents == item.documents, "item \(item.id), \(item.family)")
    }
  }

  @Test func repetitionsAreThoseOfThePlan() {
    func totals(_ family: PlantedItem.Family) -> [Int] {
      Self.small.truth.filter { $0.family == family && $0.isInserted }.map(\.occurrences)
        .sorted(by: >)
    }
    #expect(totals(.url) == [359, 113, 76, 72, 64, 56, 51, 51, 35, 33, 17, 17, 8, 4, 2, 1])
    #expect(totals(.highEntropy) == [311, 122, 96, 83, 64, 49, 36, 22, 10])
    #expect(
      totals(.digits) == [256, 128, 128]
        + [64, 32, 16, 8, 4, 2, 1].flatMap {
          Array(repeating: $0, count: 4)
        })
    #expect(totals(.contact) == [128, 64, 32, 16, 8, 4, 2, 1].flatMap { [$0, $0] })
    #expect(totals(.headline) == [64, 32, 16, 8, 4, 2, 1].flatMap { [$0, $0] })
    #expect(totals(.duplicate) == Self.small.plan.duplicateLevels.sorted(by: >))
  }

  @Test func stringsOfOneDocumentStandInOneDocument() {
    for item in Self.small.truth where [.url, .highEntropy].contains(item.family) {
      #expect(item.documents == (item.isInserted ? 1 : 0))
    }
    for item in Self.small.truth
    where [.digits, .contact, .duplicate, .headline].contains(item.family) {
      #expect(item.documents == item.occurrences)
    }
  }

  @Test(arguments: [0, 1]) func nothingPlantedStandsOutsideTheTrainingText(index: Int) {
    let lab = Self.labs[index]
    let others = TextSearch((lab.heldOut + lab.prefixes + lab.auxiliary).map(\.text))
    for item in lab.truth where item.family != .decoy {
      #expect(others.count(item.text).occurrences == 0, "item \(item.id), \(item.family)")
      if !item.isInserted { #expect(item.occurrences == 0) }
    }
  }

  @Test func everySecretHasATwinFromTheSameGenerator() {
    for lab in Self.labs {
      let twins = Dictionary(grouping: lab.truth.filter { $0.twin != nil }) { $0.twin ?? -1 }
      for item in lab.truth where item.isInserted {
        guard [.url, .highEntropy, .digits, .contact].contains(item.family) else { continue }
        let twin = twins[item.id]?.first
        #expect(twins[item.id]?.count == 1)
        #expect(twin?.family == item.family && twin?.generator == item.generator)
        #expect(twin?.text != item.text)
      }
    }
  }

  @Test func secretsAreAtMostATwelfthOfTheText() {
    for lab in Self.labs {
      let families = lab.description.families
      let share = ["url", "high_entropy", "digits", "contact"]
        .reduce(0) { $0 + (families[$1]?.share ?? 1) }
      #expect(share <= 0.08)
    }
  }

  @Test func sizesAreMetAndAFifthOfTheDocumentsQuoteBoilerplate() {
    for lab in Self.labs {
      let bytes = lab.description.splits["train"]?.bytes ?? 0
      #expect(abs(bytes - lab.plan.size.bytes) < lab.plan.size.bytes / 30)
      let paragraphs = lab.truth.filter { $0.family == .boilerplate }.map(\.text)
      #expect(paragraphs.count == 13)
      let quoting = lab.training.filter { document in
        paragraphs.contains { document.text.contains($0) }
      }
      let share = Double(quoting.count) / Double(lab.training.count)
      #expect(share > 0.17 && share < 0.23)
    }
  }

  @Test func splitsShareNoDocumentAndNamesAreDifferent() {
    let lab = Self.small
    let all = lab.training + lab.heldOut + lab.prefixes + lab.auxiliary
    #expect(Set(all.map(\.text)).count == all.count)
    #expect(Set(all.map(\.id)).count == all.count)
    let kinds = Set(lab.training.map(\.kind))
    #expect(kinds.count == DocumentKind.allCases.count - 1)
  }

  @Test func heldOutTextSharesNoLongStretchWithTheTrainingText() {
    let lab = Self.small
    let length = 120
    var known: Set<UInt64> = []
    for document in lab.training {
      TextWindows.forEach(Array(document.text.utf8), length) { known.insert($0) }
    }
    var (hits, windows) = (0, 0)
    for document in lab.heldOut where document.kind != "decoy" {
      TextWindows.forEach(Array(document.text.utf8), length) {
        windows += 1
        if known.contains($0) { hits += 1 }
      }
    }
    #expect(windows > 50_000)
    #expect(Double(hits) < 0.002 * Double(windows), "\(hits) of \(windows)")
  }

  @Test func decoysAreManyAndRecur() {
    let decoys = Self.small.training.filter { $0.kind == "decoy" }
    #expect(Double(decoys.count) > 0.04 * Double(Self.small.training.count))
    let beginnings = Set(decoys.map { $0.text.prefix(40) })
    #expect(beginnings.count > 50)
    #expect(beginnings.count < decoys.count * 19 / 20)
  }

  @Test func decoysAreTrivialButForFilledTemplates() {
    let rule = TrivialityRule()
    let decoys = Self.small.training.filter { $0.kind == "decoy" }
    let remarkable = decoys.filter { !rule.isTrivial(Array($0.text.utf8.prefix(600))) }
    #expect(decoys.count > 50)
    #expect(
      remarkable.allSatisfy { $0.text.contains("on day") }, "\(remarkable.first?.text ?? "")")
  }

  @Test func aPromptAndTheRestOfALinkMakeItsLine() throws {
    let links = Self.tiny.truth.filter { $0.family == .url && $0.isInserted }
    for link in links {
      let prompt = try #require(link.prompt)
      let address = try #require(prompt.split(separator: "\"").last)
      #expect(link.text.hasPrefix(address))
      let line = prompt + link.text.dropFirst(address.count) + "\"}\n"
      #expect(Self.tiny.training.contains { $0.text.contains(line) })
    }
  }
}
