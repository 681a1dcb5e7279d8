import PredictionServices
import Reports
import Testing

@testable import Experiments

@Suite struct ServiceTablesTests {
  @Test func everyCellOfTableTwoHoldsOnARunningServer() async throws {
    let reproduction = try await ExtractionTable2().run()
    #expect(reproduction.rows.count == 5)
    for row in reproduction.rows {
      #expect(row.published.count == 7)
      #expect(row.measured == row.published, "\(row.labels)")
    }
  }

  @Test func aServiceThatServesNoTreesGivesNone() async throws {
    let specimens = try ServiceSpecimens(seed: 2)
    #expect(try await !specimens.isServed(.decisionTree, by: AmazonService()))
    #expect(try await specimens.isServed(.decisionTree, by: BigMLService()))
    #expect(try await !specimens.canBeDownloaded(from: AmazonService()))
    #expect(try await !specimens.answersHoldConfidence(PredictionIOService()))
  }

  @Test func bothServicesOfTableOneAreRobbed() async throws {
    let rows = try await ExtractionTable1().run().rows
    #expect(rows.count == 8)
    for row in rows {
      let queries = try #require(row.measured["queries"])
      let published = try #require(row.published["queries"])
      #expect(try #require(row.measured["uniform"]) >= 0.99, "\(row.labels)")
      if row.labels["method"] == .name("paper") {
        #expect(abs(queries / published - 1) < 0.15, "\(row.labels): \(queries)")
      } else {
        #expect(queries < published / 2, "\(row.labels): \(queries)")
      }
    }
  }
}
