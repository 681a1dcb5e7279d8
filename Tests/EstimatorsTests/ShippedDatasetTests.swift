import Foundation
import LinearAlgebra
import Testing

@testable import Estimators

@Suite struct ShippedDatasetTests {
  private static let classification = ShippedDataset.allCases.filter { $0.facts.classes != nil }

  @Test(arguments: classification)
  func sizesAreThoseThatTheFactsState(set: ShippedDataset) throws {
    let dataset = try set.load().dataset
    #expect(dataset.count == set.facts.rows)
    #expect(dataset.schema.classes.count == set.facts.classes)
    #expect(Encoder(dataset.schema).dimensions == set.facts.encodedFeatures)
    #expect(dataset.name == set.name)
    #expect(dataset.labels.allSatisfy { dataset.schema.classes.indices.contains($0) })
  }

  @Test(arguments: [
    (ShippedDataset.adultIncome, 48_842, 108, 2), (.adultRace, 48_842, 105, 5), (.iris, 150, 4, 3),
    (.digits, 1_797, 64, 10), (.breastCancer, 683, 10, 2), (.mushrooms, 8_124, 112, 2),
    (.diabetes, 768, 8, 2), (.circles, 5_000, 2, 2), (.moons, 5_000, 2, 2), (.blobs, 5_000, 2, 3),
    (.fiveClass, 1_000, 20, 5),
  ])
  func sizesAreThoseOfThePaper(set: ShippedDataset, rows: Int, features: Int, classes: Int) {
    #expect(set.facts.rows == rows)
    #expect(set.facts.encodedFeatures == features)
    #expect(set.facts.classes == classes)
  }

  @Test(arguments: try DataFixture.load().encoded.keys.sorted())
  func theEncodingIsThatOfTheReference(name: String) throws {
    let reference = try #require(DataFixture.load().encoded[name])
    let dataset = try ShippedDataset(named: name).load().dataset
    let points = dataset.encoded()
    #expect(points.columns == reference.columnSums.count)
    for (j, expected) in reference.columnSums.enumerated() {
      let sum = (0..<points.rows).reduce(0) { $0 + points[$1, j] }
      // Up to 48,842 additions of numbers within [-1, 1], each rounded.
      #expect(abs(sum - expected) < 1e-7)
    }
    #expect(points.elements.allSatisfy { abs($0) <= 1 })
    let counts = dataset.schema.classes.indices.map { label in
      dataset.labels.count { $0 == label }
    }
    #expect(counts == reference.classCounts)
  }

  @Test func theNotesSayWhatWasDone() throws {
    #expect(try ShippedDataset.breastCancer.load().notes == [.rowsRemoved(16, of: 699)])
    #expect(
      try ShippedDataset.mushrooms.load().notes == [
        .ignoredColumn("stalk-root"), .constantColumn("veil-type"),
      ])
    #expect(try ShippedDataset.adultRace.load().notes.isEmpty)
  }

  @Test func theIncomeIsAFeatureOfRace() throws {
    let names = try ShippedDataset.adultRace.load().dataset.schema.features.map(\.name)
    #expect(names.contains("income") && !names.contains("race"))
  }

  @Test func aNumberAsTheTargetIsRefusedButExported() throws {
    #expect(
      throws: EstimatorError(
        .unfitData,
        "the target of randhie-medical is a number, which only a decision tree predicts; fit a "
          + "tree, or choose another target")
    ) { try ShippedDataset.randhieMedical.load() }
    let table = try ShippedDataset.randhieMedical.table()
    #expect(table.rows.count == 20_190 && table.header.count == 14)
  }

  @Test func generatedSetsDependOnTheSeedAlone() throws {
    #expect(try ShippedDataset.blobs.load() == ShippedDataset.blobs.load(seed: 1))
    #expect(try ShippedDataset.blobs.load() != ShippedDataset.blobs.load(seed: 2))
    #expect(try ShippedDataset.circles.table().rows.count == 5_000)
  }

  @Test func anUnknownNameListsTheKnownOnes() {
    #expect(throws: EstimatorError.self) { try ShippedDataset(named: "steak") }
    do throws(EstimatorError) {
      _ = try ShippedDataset(named: "steak")
    } catch {
      #expect(error.code == .unknownName)
      #expect(ShippedDataset.allCases.allSatisfy { error.message.contains("'\($0.name)'") })
    }
  }

  @Test func aFileThatIsNotShippedIsAnErrorAndNoTrap() {
    #expect(throws: EstimatorError.self) {
      try ResourceFolder(of: "Estimators").path(of: "DataSets/email.csv.gz")
    }
  }
}
