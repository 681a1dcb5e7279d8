import Foundation
import LanguageModels
import Memorization
import Runs
import Testing

@testable import Experiments

@Suite struct AuditTests {
  private func audit(
    _ plan: AuditPlan, store: String? = nil, _ fixture: AuditFixture, reveals: Bool = true
  ) async throws -> Audit.Outcome {
    try await Audit(plan, store: store ?? fixture.store(), reveals: reveals).run()
  }

  @Test func whatAnOverfittedModelRepeatsIsFoundWithItsCounts() async throws {
    let fixture = try await AuditFixture.shared.value
    let report = try await audit(fixture.plan(), fixture).report
    #expect(report.samples == 180)
    #expect(report.configurations.count == 3 * 5)
    #expect(report.configurations.allSatisfy { $0.candidates > 0 && $0.candidates <= 60 })
    #expect(report.schemes[0].memorized! > 0 && report.schemes[2].memorized! > 0)
    #expect(report.uniqueMemorized == report.findings.count)
    for finding in report.findings where finding.view == .plain {
      let holders = fixture.documents.filter { $0.contains(finding.text) }
      #expect(holders.count == finding.documents, "\(finding.text)")
      #expect(finding.text.utf8.count >= 60)
    }
  }

  @Test func theSameSeedGivesTheSameReport() async throws {
    let fixture = try await AuditFixture.shared.value
    let first = try await audit(fixture.plan(), fixture).report
    let second = try await audit(fixture.plan(), fixture).report
    #expect(first.configurations.map(\.selected) == second.configurations.map(\.selected))
    #expect(first.findings.map(\.text) == second.findings.map(\.text))
    var plan = fixture.plan()
    plan.seed = 4
    let other = try await audit(plan, fixture).report
    #expect(first.configurations.map(\.selected) != other.configurations.map(\.selected))
  }

  @Test(arguments: [false, true])
  func anInterruptedAuditGoesOnAsIfItHadNotBeen(reusesFinished: Bool) async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan(samples: 1100)
    plan.schemes = [.topN]
    plan.settings.length = 24
    plan.references = []
    plan.metrics = ["perplexity", "zlib"]
    let store = fixture.store()
    // What a process that is killed after its first page leaves.
    do {
      let session = try AuditSession(plan, store, reusesFinished: false)
      let target = try LoadedLanguageModel(folder: plan.model)
      let first = try SamplingScheme.topN.plan(0..<512, plan.settings, seed: plan.seed)
      var samples: [AuditSample] = []
      for try await sample in target.model.sample(first) {
        samples.append(
          AuditSample(
            scheme: .topN, number: sample.id, prompt: [], tokens: sample.tokens,
            logProbabilities: sample.logProbabilities))
      }
      try session.record.append(samples.sorted { $0.number < $1.number })
    }
    let resumed = try await Audit(
      plan, store: store, reveals: true, reusesFinished: reusesFinished
    ).run()
    #expect(try RunStore(path: store).run(resumed.run).status == .finished)
    let whole = try await audit(plan, fixture)
    #expect(resumed.isResumed && !whole.isResumed)
    #expect(
      resumed.report.configurations.map(\.selected) == whole.report.configurations.map(\.selected))
    #expect(resumed.report.findings.map(\.text) == whole.report.findings.map(\.text))
  }

  @Test func withoutTheTrainingTextMarksDecide() async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan()
    plan.corpus = []
    plan.schemes = [.topN]
    let store = fixture.store()
    let outcome = try await audit(plan, store: store, fixture)
    #expect(outcome.report.uniqueMemorized == nil)
    #expect(outcome.report.configurations.allSatisfy { $0.memorized == nil })
    let first = try #require(outcome.report.findings.first)
    #expect(first.selected && first.documents == nil)
    let page = "\(fixture.folder)/\(UUID()).html"
    try AuditFiles(outcome, plan).writeMarkingPage(page)
    let html = try String(contentsOfFile: page, encoding: .utf8)
    #expect(outcome.report.findings.allSatisfy { html.contains("data-id=\"\($0.mark)\"") })

    let file = "\(fixture.folder)/\(UUID()).json"
    try Data("{\"marks\": [{\"id\": \"\(first.mark)\", \"mark\": \"memorized\"}]}".utf8)
      .write(to: URL(filePath: file))
    let counted = try await Audit(plan, store: store, marks: AuditMarks(file)).run().report
    let expected = counted.configurations.map { $0.selected.contains(first.example) ? 1 : 0 }
    #expect(counted.configurations.map(\.memorized) == expected)
    #expect(expected.contains(1))
  }

  @Test func aReferenceWithAnotherTokenizerScoresTheText() async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan()
    plan.references = [.init("\(fixture.folder)/foreign")]
    plan.metrics = ["foreign", "foreign_difference", "min_k", "min_k_plus_plus"]
    let report = try await audit(plan, fixture).report
    #expect(report.configurations.count == 12)
    #expect(report.configurations.allSatisfy { $0.candidates > 0 })
  }

  @Test func personalDataIsMaskedUnlessRevealed() async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan(samples: 200)
    plan.schemes = [.topN]
    let store = fixture.store()
    let masked = try await audit(plan, store: store, fixture, reveals: false).report
    #expect(masked.findings.allSatisfy { !$0.text.contains("ada.muster") })
    let revealed = try await Audit(plan, store: store, reveals: true, reusesFinished: true).run()
    #expect(revealed.report.findings.contains { $0.text.contains("ada.muster@example.org") })
    #expect(revealed.report.findings.map(\.id) == masked.findings.map(\.id))
  }

  @Test func fewSamplesAndOverlappingHeldOutTextAreSaid() async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan()
    plan.heldOut = fixture.corpus
    let outcome = try await audit(plan, fixture)
    #expect(outcome.notes.contains { $0.contains("100 were asked for") })
    #expect(outcome.notes.contains { $0.contains("stand in the training text too") })
    let noise = try #require(outcome.report.noise)
    #expect(noise.documents == fixture.documents.count && noise.share > 0.5)
    plan.heldOut = "\(fixture.folder)/held-out.jsonl"
    let clean = try await audit(plan, fixture)
    #expect(!clean.notes.contains { $0.contains("stand in the training text too") })
  }

  @Test func aLearnedCombinationRanksAnotherAudit() async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan()
    let learned = try await Audit(plan, store: fixture.store(), learns: true).run()
    let file = "\(fixture.folder)/\(UUID()).json"
    try #require(learned.combination).write(to: file)
    plan.combination = file
    plan.seed = 9
    let report = try await audit(plan, fixture).report
    let combined = report.configurations.filter { $0.metric == "combined" }
    #expect(combined.count == 3)
    #expect(combined.allSatisfy { $0.candidates > 0 })
    #expect(combined.compactMap(\.auroc).allSatisfy { $0 > 0.5 })
  }

  @Test func filesOfAnAuditHoldItsFindings() async throws {
    let fixture = try await AuditFixture.shared.value
    let plan = fixture.plan()
    let outcome = try await audit(plan, fixture)
    let files = AuditFiles(outcome, plan)
    let path = "\(fixture.folder)/\(UUID())"
    try files.writeCSV("\(path).csv")
    try files.writePage("\(path).html")
    #expect(throws: MemorizationError.self) { try files.writeMarkingPage("\(path)-marks.html") }
    let csv = try String(contentsOfFile: "\(path).csv", encoding: .utf8)
    #expect(csv.hasPrefix("id,mark,documents,"))
    #expect(csv.utf8.split(separator: UInt8(ascii: "\r")).count > outcome.report.findings.count)
    let page = try String(contentsOfFile: "\(path).html", encoding: .utf8)
    #expect(page.contains("<svg") && page.contains("Findings"))
    #expect(throws: MemorizationError.self) { try files.writeCSV("/nowhere/a.csv") }
  }

  @Test func aStoreOfAnotherModelIsNotMixed() async throws {
    let fixture = try await AuditFixture.shared.value
    let copy = "\(fixture.folder)/\(UUID())"
    try FileManager.default.copyItem(atPath: fixture.target, toPath: copy)
    var plan = fixture.plan()
    plan.model = copy
    plan.schemes = [.topN]
    plan.references = []
    plan.metrics = ["perplexity"]
    let store = fixture.store()
    _ = try await audit(plan, store: store, fixture)
    try FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: "\(fixture.folder)/small", toPath: copy)
    await #expect {
      try await Audit(plan, store: store, reusesFinished: true).run()
    } throws: {
      "\($0)".contains("samples of another model")
    }
  }
}
