import Estimators
import ModelExtraction
import Oracles
import Reports
import Testing

@testable import Experiments

@Suite struct ExtractionTable7Tests {
  /// Whether the attack on a target is within its figures, for each method.
  private static let most = ["circles": 140.0, "iris": 320, "adult": 700, "adult-10": 400]

  @Test func eachRowReachesItsFigures() async throws {
    let reproduction = try await ExtractionTable7().run()
    let rows = reproduction.rows.filter { row in
      BinnedTarget.all.contains { .name($0.key) == row.labels["model"] }
    }
    #expect(rows.count == 2 * BinnedTarget.all.count)
    for row in rows {
      func measured(_ key: String) throws -> Double { try #require(row.measured[key], "\(key)") }
      guard case .name(let key) = row.labels["model"] else { continue }
      #expect(try measured("test") == 1 && measured("uniform") == 1, "\(row.labels)")
      #expect(try measured("found_thresholds") == measured("thresholds"), "\(row.labels)")
      let queries = try measured("queries")
      #expect(
        try queries == measured("search_queries") + measured("solving_queries")
          + measured("check_queries"))
      #expect(try abs(measured("price") - queries * 1e-4) < 1e-12)
      if row.labels["method"] == .name("paper") {
        guard let published = row.published["queries"] else { continue }
        #expect(abs(queries / published - 1) <= 0.15, "\(key): \(queries)")
      } else if let most = Self.most[key] {
        #expect(queries <= most, "\(key): \(queries)")
      } else {
        #expect(try measured("search_queries") + measured("solving_queries") == 65)
      }
    }
    #expect(reproduction.table.text().contains("1,485"))
  }

  @Test func classAndColumnsForMissingValuesAreTold() async throws {
    let rows = try await ExtractionTable7().run().rows
    func found(_ key: String) throws -> Reproduction.Row {
      try #require(rows.first { $0.labels["model"] == .name(key) })
    }
    for key in ["amazon-iris", "amazon-adult"] {
      #expect(try found(key).measured["missing_columns"] == 0)
    }
    #expect(try found("amazon-iris").labels["found"] == .name("softmax"))
    #expect(try found("amazon-adult").labels["found"] == .name("logistic"))
    // Of two classes each is the other's rest: one-vs-rest is one logistic function.
    for (key, fields, kind) in [
      ("bigml-iris", 4.0, "ovr"), ("bigml-german-credit", 20, "logistic"),
    ] {
      #expect(try found(key).labels["found"] == .name(kind))
      #expect(try found(key).measured["missing_columns"] == fields)
      #expect(try found(key).measured["test"] == 1)
    }
  }

  @Test func anyOracleMayStandBetween() async throws {
    let meter = QueryMeter()
    let reproduction = try await ExtractionTable7().run { model in
      MeteredOracle(LocalOracle(model, space: .raw(model.schema)), meter: meter)
    }
    let queries = reproduction.rows.reduce(0) { $0 + ($1.measured["queries"] ?? 0) }
    #expect(await Double(meter.spent) == queries)
  }
}
