import Foundation
import PredictionServices
import Testing

@Suite struct JSONPointerTests {
  private let document: JSON = [
    "foo": ["bar", "baz"], "": 0, "a/b": 1, "c%d": 2, "m~n": 8, " ": 7,
  ]

  @Test(
    "the examples of RFC 6901 lead where it says",
    arguments: [
      ("/foo", "[\"bar\",\"baz\"]"), ("/foo/0", "\"bar\""), ("/", "0"), ("/a~1b", "1"),
      ("/c%d", "2"), ("/ ", "7"), ("/m~0n", "8"),
    ])
  func examples(pointer: String, value: String) throws {
    #expect(document[try JSONPointer(pointer)]?.text == value)
  }

  @Test("the empty pointer is the whole value")
  func whole() throws {
    #expect(document[try JSONPointer("")] == document)
  }

  @Test(
    "a pointer to nothing gives nothing",
    arguments: [
      "/foo/2", "/foo/-1", "/foo/00", "/foo/-", "/bar", "/foo/0/x", "/foo/99999999999999999999",
    ])
  func nothing(pointer: String) throws {
    #expect(document[try JSONPointer(pointer)] == nil)
  }

  @Test("what is no pointer is refused", arguments: ["foo", "/a~", "/a~2", "~0"])
  func malformed(text: String) {
    #expect(throws: ServiceError.self) { try JSONPointer(text) }
  }

  @Test("a pointer is coded as its text")
  func coding() throws {
    let pointer = try JSONPointer("/a~1b/m~0n/0")
    let data = try JSONEncoder().encode([pointer])
    #expect(try JSONDecoder().decode([JSONPointer].self, from: data) == [pointer])
    #expect(try JSONDecoder().decode([String].self, from: data) == ["/a~1b/m~0n/0"])
  }
}
