import Estimators
import LinearAlgebra
import Oracles
import Testing

@testable import ModelExtraction

@Suite struct AdaptiveTreeExtractionTests {
  // Half of the leaves share an identity. What remains is a leaf that no probe came upon.
  @Test(arguments: 1...8 as ClosedRange<UInt64>)
  func sharedIdentitiesAreToldApart(seed: UInt64) async throws {
    let tree = try TreeFixture.tree(leaves: 80, seed: seed, identities: 40)
    let copy = try await TreeFixture.extract(tree, by: AdaptiveTreeExtraction())
    #expect(TreeFixture.agreement(copy, with: tree) >= 0.995)
    #expect(!copy.unprovenLeaves.isEmpty && copy.provenShare < 1)
    #expect(copy.notes.contains { $0.contains("shared by several leaves") })
  }

  @Test func identitiesThatRoundingMakesAlikeAreToldApartByTheFields() async throws {
    let tree = try TreeFixture.tree(leaves: 100, seed: 2)
    let copy = try await TreeFixture.extract(
      tree, by: AdaptiveTreeExtraction(), filters: [.rounded(decimals: 1)])
    #expect(TreeFixture.agreement(copy, with: tree) >= 0.99)
  }

  @Test func aTreeOfAHandfulOfLeavesIsFoundByLabelsAlone() async throws {
    let tree = try TreeFixture.stripe(upTo: 6)
    let copy = try await TreeFixture.extract(
      tree, by: AdaptiveTreeExtraction.labelsOnly(), filters: [.labelOnly])
    #expect(TreeFixture.agreement(copy, with: tree) >= 0.999)
    #expect(copy.provenShare == 0)
    #expect(copy.notes.contains { $0.hasPrefix("experimental") })
  }

  // 59 thresholds in ranges of 10 (two decimals), 100 and 400 at 1e-3: 13 to 19 bits each, 16.2 on
  // average for the whole ranges, and a query per leaf. Whole numbers take half of that.
  @Test func decimalThresholdsCostLessThanBinarySearch() async throws {
    let schema = TreeFixture.schema(numbers: 3, categories: [])
    let tree = try TreeFixture.tree(leaves: 60, seed: 9, schema: schema)
    let copy = try await TreeFixture.extract(tree, by: AdaptiveTreeExtraction())
    #expect(copy.queries < 59 * 12 + 60)
  }

  @Test func nothingIsAskedTwice() async throws {
    for seed in 1...4 as ClosedRange<UInt64> {
      let tree = try TreeFixture.tree(leaves: 50, seed: seed)
      let witness = WitnessOracle(LocalOracle(tree, space: .raw(tree.schema)))
      var generator = PhiloxGenerator(seed: 5)
      _ = try await AdaptiveTreeExtraction().extract(from: witness, using: &generator)
      #expect(Set(witness.asked).count == witness.asked.count)
    }
  }
}
