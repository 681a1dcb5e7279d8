import PredictionServices
import Testing

@Suite struct ServiceCatalogTests {
  @Test("the catalog has the paper's five services and those of today, each by one name")
  func names() {
    #expect(
      ServiceCatalog.names == [
        "amazon", "microsoft", "bigml", "predictionio", "google", "sagemaker", "vertex", "azureml",
        "kserve", "kserve-v1", "tfserving", "mlflow",
      ])
  }

  @Test("an unknown name is answered with the names that there are")
  func unknown() {
    #expect {
      try ServiceCatalog.service(named: "amazn")
    } throws: {
      let message = ($0 as? ServiceError)?.message ?? ""
      return message.contains("'amazn'") && ServiceCatalog.names.allSatisfy(message.contains)
    }
  }

  @Test("the profiles of five services are Table 2 of the paper")
  func table2() throws {
    /// White-box, monetize, confidence, logistic regression, SVM, neural network, decision tree.
    let table = [
      ("amazon", "xxVVxxx"), ("microsoft", "xxVVVVV"), ("bigml", "VVVVxxV"),
      ("predictionio", "VxxVVxV"), ("google", "xVVVVVV"),
    ]
    for (name, row) in table {
      let profile = try ServiceCatalog.service(named: name).profile
      let order: [ModelClass] = [
        .logisticRegression, .supportVectorMachine, .neuralNetwork, .decisionTree,
      ]
      let facts =
        [profile.hasWhiteBox, profile.hasMonetization, profile.hasConfidence]
        + order.map(profile.models.contains)
      #expect(facts.map { $0 ? "V" : "x" }.joined() == row)
    }
  }

  @Test("prices are those of the paper, and nothing where users pay for the machine")
  func prices() {
    let prices = ServiceCatalog.all.map(\.profile.price)
    #expect(prices == [0.0001, 0.0005, 0.0001, 0, 0.0005] + Array(repeating: 0, count: 7))
  }

  @Test("a client's own form of a missing value is one that the format can express")
  func missing() {
    for profile in ServiceCatalog.all.map(\.profile) {
      guard let missing = profile.missing else { continue }
      #expect(profile.missingForms.contains(missing))
    }
  }
}
