import Estimators
import Experiments
import Foundation
import Testing

@Suite struct DataListingTests {
  @Test func everySetIsListedAndAMissingNumberOfClassesIsNull() throws {
    let sets = try #require(try Fixture.json(DataListing())["data_sets"] as? [[String: Any]])
    #expect(sets.count == ShippedDataset.allCases.count)
    let regression = try #require(sets.first { $0["name"] as? String == "randhie-medical" })
    #expect(regression["classes"] is NSNull)
    #expect(regression["rows"] as? Int == 20_190)
  }

  @Test func aDescriptionHoldsTheSchemaOrNull() throws {
    let iris = try Fixture.json(DataDescription("iris", seed: 1))
    #expect((iris["schema"] as? [String: Any])?["target"] as? String == "species")
    let regression = try Fixture.json(DataDescription("randhie-medical", seed: 1))
    #expect(regression["schema"] is NSNull)
    #expect((regression["notes"] as? [String])?.count == 1)
  }

  @Test func anExportReadsBackAsTheSameData() async throws {
    try await Fixture.withTemporaryFolder { folder in
      let file = folder.appending(path: "five-class.csv")
      let export = try DataExport("five-class", encoded: false, seed: 1)
      try Data(export.text.utf8).write(to: file)
      let copy = try DataSource(file.path).load().dataset
      #expect(copy == (try DataSource("five-class").load().dataset))
      #expect((export.rows, export.columns) == (1_000, 21))
    }
  }
}
