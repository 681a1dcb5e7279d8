import Testing

@testable import PredictionServices

@Suite struct ServicePathTests {
  private let path = ServicePath("/v1/projects/{project}/endpoints/{model}:predict")

  @Test("a name of several parts fills the places from the right")
  func filling() {
    #expect(path.path(to: "e") == "/v1/projects/default/endpoints/e:predict")
    #expect(path.path(to: "p/e") == "/v1/projects/p/endpoints/e:predict")
    #expect(path.path(to: "projects/p/endpoints/e") == "/v1/projects/p/endpoints/e:predict")
  }

  @Test("names are percent-encoded")
  func encoding() {
    #expect(ServicePath("/m/{model}").path(to: "a b?é") == "/m/a%20b%3F%C3%A9")
    #expect(ServicePath("/m/{model}").leads(to: "a b?é", "/m/a%20b%3F%C3%A9"))
  }

  @Test("a server looks at the model and takes any other part")
  func leading() {
    #expect(path.leads(to: "p/e", "/v1/projects/other/endpoints/e:predict"))
    #expect(!path.leads(to: "e", "/v1/projects/p/endpoints/f:predict"))
    #expect(!path.leads(to: "e", "/v1/projects/p/endpoints/e:explain"))
    #expect(!path.leads(to: "e", "/v1/projects/p/endpoints/e:predict/more"))
    #expect(!path.leads(to: "e", "v1/projects/p/endpoints/e:predict"))
    #expect(!path.leads(to: "e", "/v1/projects/p/endpoints/%FF:predict"))
  }
}
