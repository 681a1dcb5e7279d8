import Foundation
import Memorization
import Testing

@testable import Experiments

/// The paper's tables on the models that Skua ships, with few samples.
@Suite struct MemorizationStudyTests {
  private static let store = FileManager.default.temporaryDirectory
    .appending(path: "skua-study-\(UUID())/runs.sqlite").path

  /// The first part draws the samples, the others take them from the store.
  private static let parts = Task {
    var parts: [Reproduction] = []
    for part in MemorizationStudy.Part.allCases {
      parts.append(try await MemorizationStudy(part, samples: 100, store: store).run())
    }
    return parts
  }

  @Test func everyPartHasPublishedValuesAndItsPhenomena() async throws {
    for reproduction in try await Self.parts.value {
      #expect(reproduction.rows.contains { !$0.published.isEmpty }, "\(reproduction.name)")
      let phenomena = try #require(reproduction.phenomena)
      #expect(phenomena.count >= 7)
      #expect(phenomena.allSatisfy { !$0.evidence.isEmpty })
      #expect(reproduction.notes.contains { $0.contains("held-out text") })
      let json = try Fixture.json(reproduction)
      #expect((json["phenomena"] as? [[String: Any]])?.first?["passed"] is Bool)
      #expect((json["rows"] as? [[String: Any]])?.isEmpty == false)
    }
  }

  @Test func theTableOfConfigurationsHoldsThePublishedShares() async throws {
    let table = try #require(try await Self.parts.value.first { $0.name.hasSuffix("table-2") })
    let row = try #require(
      table.rows.first {
        $0.labels["scheme"] == .name("internet") && $0.labels["metric"] == .name("zlib")
      })
    #expect(row.published["memorized"] == 0.67)
    #expect((0...1).contains(row.measured["memorized"]!))
    #expect(row.measured["low"]! <= row.measured["memorized"]!)
    // The sums of the published columns are those of the paper.
    let published = PublishedAudit.memorized.values
    #expect(published.reduce(0) { $0 + $1[.topN]! } == 233)
    #expect(published.reduce(0) { $0 + $1[.temperature]! } == 174)
    #expect(published.reduce(0) { $0 + $1[.internet]! } == 327)
  }

  @Test func figuresAreWrittenForEachScheme() async throws {
    let figure = try #require(try await Self.parts.value.first { $0.name.contains("figure") })
    let folder = FileManager.default.temporaryDirectory.appending(path: "\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try figure.writeFigures(to: folder)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    #expect(files.count == 6)
    for file in files {
      let svg = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
      #expect(svg.hasPrefix("<svg"), "\(file)")
    }
  }

  @Test func noNeverInsertedStringComesBack() async throws {
    let phenomena = try #require(try await Self.parts.value.first?.phenomena)
    let twins = try #require(phenomena.first { $0.name.contains("never inserted") })
    #expect(twins.passed, "\(twins.evidence)")
  }
}
