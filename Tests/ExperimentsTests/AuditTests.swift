import Foundation
import LanguageModels
import Memorization
import Reports
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
  func anInterruptedAuditGoesOnAsIfItHadNotBeen(drawsAgain: Bool) async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan(samples: 1100)
    plan.schemes = [.topN]
    plan.settings.length = 24
    plan.references = []
    plan.metrics = ["perplexity", "zlib"]
    let store = fixture.store()
    // What a process that is killed after its first page leaves.
    do {
      let session = try AuditSession(plan, store)
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
      plan, store: store, reveals: true, drawsAgain: drawsAgain
    ).run()
    #expect(try RunStore(path: store).run(resumed.run).status == .finished)
    let whole = try await audit(plan, fixture)
    #expect(resumed.notes.contains { $0.contains("goes on where it was interrupted") })
    #expect(!whole.notes.contains { $0.contains("interrupted") })
    #expect(
      resumed.report.configurations.map(\.selected) == whole.report.configurations.map(\.selected))
    #expect(resumed.report.findings.map(\.text) == whole.report.findings.map(\.text))
  }

  @Test func aFinishedAuditIsTakenFromTheStoreUnlessNewSamplesAreAskedFor() async throws {
    let fixture = try await AuditFixture.shared.value
    let plan = fixture.plan()
    let store = fixture.store()
    let first = try await audit(plan, store: store, fixture)
    let second = try await audit(plan, store: store, fixture)
    #expect(second.run == first.run)
    #expect(second.notes.contains { $0.contains("was finished before") })
    #expect(second.report.findings.map(\.text) == first.report.findings.map(\.text))
    let third = try await Audit(plan, store: store, reveals: true, drawsAgain: true).run()
    #expect(third.run != first.run)
    #expect(third.report.findings.map(\.text) == first.report.findings.map(\.text))
  }

  @Test func aWrongNameCostsNoSamples() async throws {
    let fixture = try await AuditFixture.shared.value
    let store = fixture.store()
    var plans = [AuditPlan](repeating: fixture.plan(), count: 5)
    plans[0].references = [.init("\(fixture.folder)/nowhere")]
    plans[1].corpus = ["\(fixture.folder)/nowhere.jsonl"]
    plans[2].combination = "\(fixture.folder)/nowhere.json"
    plans[3].prefixes = "\(fixture.folder)/nowhere.jsonl"
    plans[4].heldOut = "\(fixture.folder)/nowhere-else.jsonl"
    try Data().write(to: URL(filePath: plans[4].heldOut!))
    for plan in plans {
      await #expect {
        try await Audit(plan, store: store).run()
      } throws: {
        "\($0)".contains("nowhere")
      }
    }
    #expect(!FileManager.default.fileExists(atPath: store))
  }

  @Test func theTruthOfAnotherLabIsRefused() async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan()
    plan.truth = "\(fixture.folder)/truth.jsonl"
    let lab = Lab(LabPlan(size: .tiny, seed: 4))
    try Data(
      lab.truth.map { String(decoding: try JSONLine.data($0), as: UTF8.self) }.joined().utf8
    ).write(to: URL(filePath: plan.truth!))
    let refused = plan
    await #expect {
      try await Audit(refused, store: fixture.store()).run()
    } throws: {
      "\($0)".contains("is not the truth of this training text")
    }
  }

  @Test func whatCannotBeLearnedLeavesTheReport() async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan(samples: 20)
    plan.corpus = ["\(fixture.folder)/held-out.jsonl"]
    plan.minimumMatch = 200
    let outcome = try await Audit(plan, store: fixture.store(), learns: true).run()
    #expect(outcome.report.uniqueMemorized == 0)
    #expect(throws: MemorizationError.self) { try outcome.combination?.get() }
    #expect(outcome.notes.contains { $0.contains("no sample repeats 200 bytes") })
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
    #expect(counted.configurations.map(\.judged) == expected)
    #expect(counted.uniqueMemorized == 1)
    plan.seed = 8
    let other = plan
    await #expect {
      try await Audit(other, store: store, marks: AuditMarks(file)).run()
    } throws: {
      "\($0)".contains("marks of another audit")
    }
    #expect(counted.findings.compactMap(\.memorized) == [true])
    let table = try #require(counted.tables.first).text()
    #expect(table.contains("1 of 1 ") && table.contains(" open"))
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

  @Test func textCanBeScoredInPlaceOfTheTokensDrawn() async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan()
    plan.schemes = [.topN]
    plan.metrics = [
      "perplexity", "zlib", "window", "min_k", "min_k_plus_plus", "small", "lowercase",
    ]
    let ids = try await audit(plan, fixture)
    plan.scoring = .text
    let text = try await audit(plan, fixture)
    #expect(text.report.configurations.allSatisfy { $0.candidates > 0 })
    // The first token has no score, and what was drawn may be encoded otherwise.
    let (drawn, encoded) = (ids.clouds[0].perplexity, text.clouds[0].perplexity)
    #expect(drawn != encoded)
    // Most texts are encoded as they were drawn: then the mean moves by one token of eighty.
    let near = zip(drawn, encoded).count { abs(log($0) - log($1)) < 0.25 }
    #expect(near > drawn.count / 2)
    #expect(ids.report.findings.map(\.text) == text.report.findings.map(\.text))
  }

  @Test func personalDataIsMaskedUnlessRevealed() async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan(samples: 200)
    plan.schemes = [.topN]
    let store = fixture.store()
    let masked = try await audit(plan, store: store, fixture, reveals: false).report
    #expect(masked.findings.allSatisfy { !$0.text.contains("ada.muster") })
    let revealed = try await Audit(plan, store: store, reveals: true).run()
    #expect(revealed.report.findings.contains { $0.text.contains("ada.muster@example.org") })
    #expect(revealed.report.findings.map(\.id) == masked.findings.map(\.id))
  }

  @Test func fewSamplesAndOverlappingHeldOutTextAreSaid() async throws {
    let fixture = try await AuditFixture.shared.value
    // As many as candidates, of which some are duplicates.
    var plan = fixture.plan(samples: 100)
    plan.heldOut = fixture.corpus
    let outcome = try await audit(plan, fixture)
    #expect(outcome.notes.contains { $0.contains("candidates instead of 100") })
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
    try #require(learned.combination).get().write(to: file)
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

  @Test func aModelThatHasChangedIsAnotherRun() async throws {
    let fixture = try await AuditFixture.shared.value
    let copy = "\(fixture.folder)/\(UUID())"
    try FileManager.default.copyItem(atPath: fixture.target, toPath: copy)
    var plan = fixture.plan()
    plan.model = copy
    plan.schemes = [.topN]
    plan.references = []
    plan.metrics = ["perplexity"]
    let store = fixture.store()
    let first = try await audit(plan, store: store, fixture)
    try FileManager.default.removeItem(atPath: copy)
    try FileManager.default.copyItem(atPath: "\(fixture.folder)/small", toPath: copy)
    let second = try await audit(plan, store: store, fixture)
    #expect(second.run != first.run)
    #expect(second.clouds[0].perplexity != first.clouds[0].perplexity)
  }

  @Test func changedPrefixesAreNotMixed() async throws {
    let fixture = try await AuditFixture.shared.value
    var plan = fixture.plan()
    plan.schemes = [.internet]
    plan.prefixes = "\(fixture.folder)/\(UUID()).jsonl"
    try AuditFixture.write(
      ["First words that a model may continue, ten or more."], to: plan.prefixes!)
    let store = fixture.store()
    _ = try await audit(plan, store: store, fixture)
    try AuditFixture.write(
      ["Other words, which it continues in another way, too."], to: plan.prefixes!)
    let changed = plan
    await #expect {
      try await Audit(changed, store: store).run()
    } throws: {
      "\($0)".contains("comes out otherwise") && "\($0)".contains("runs delete")
    }
  }
}
