import Estimators
import Experiments
import Foundation
import Testing

@Suite struct DataSourceTests {
  @Test func theNameOfAShippedSetGivesThatSet() throws {
    #expect(try DataSource("iris").load() == ShippedDataset.iris.load())
  }

  @Test func aPathGivesTheFile() throws {
    let loaded = try DataSource(Fixture.subscribers).load()
    #expect(loaded.dataset.count == 600)
    #expect(loaded.dataset.schema.target == "tier")
  }

  @Test func aFileNamedLikeAShippedSetIsReachedByAPath() async throws {
    try await Fixture.withTemporaryFolder { folder in
      let file = folder.appending(path: "iris")
      try Data("a,b\n1,x\n2,y\n3,x\n".utf8).write(to: file)
      #expect(try DataSource(file.path).load().dataset.count == 3)
    }
  }

  @Test func whatIsNeitherFileNorSetIsNamedWithTheWayToTheNames() {
    #expect {
      try DataSource("irises").load()
    } throws: { error in
      "\(error)".contains("'irises'") && "\(error)".contains("skua data list")
    }
  }

  @Test func optionsAreMergedWithThoseOfAShippedSet() throws {
    let source = DataSource(
      ShippedDataset.breastCancer.name, options: DatasetOptions(ignored: ["mitoses"]))
    #expect(source.effectiveOptions.missing == ["?"])
    let loaded = try source.load()
    #expect(loaded.dataset.schema.features.count == 9)
    #expect(loaded.dataset.count == 683)
    #expect(
      DataSource(ShippedDataset.adultRace.name, options: DatasetOptions(target: "sex"))
        .effectiveOptions.target == "sex")
  }

  @Test func errorsCallAShippedSetByItsNameAndNotByAPath() {
    #expect {
      try DataSource("iris", options: DatasetOptions(ignored: ["nope"])).load()
    } throws: { error in
      "\(error)".hasPrefix("iris: no column is called 'nope'")
    }
  }
}
