import PredictionServices
import Testing

@Suite struct JSONParsingTests {
  private func parsed(_ text: String, nonFinite: Bool = false) -> JSON? {
    try? JSON(parsing: Array(text.utf8), allowingNonFinite: nonFinite)
  }

  @Test(
    "what RFC 8259 allows is read",
    arguments: [
      "null", "true", "false", "0", "-0", "1", "-1", "1.5", "1e5", "1E+5", "1e-5", "0.0e00",
      "\"\"", "[]", "{}", " [ ] ", "\t{\n}\r", "[1,2]", "[null,true,\"a\"]", "{\"a\":{\"a\":1}}",
      "{\"\":0}", "\"\\u0000\"", "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"", "\"\u{7F}\"", "\"é\u{1F600}\"",
      "123456789012345678901234567890.123456789", "1e400", "-1e-400", "[[[[[[]]]]]]",
    ])
  func allowed(text: String) {
    #expect(parsed(text) != nil)
  }

  @Test(
    "what RFC 8259 forbids is refused",
    arguments: [
      "", " ", "nul", "True", "01", "-01", "-", "+1", ".5", "1.", "1.e5", "1e", "1e+", "0x10",
      "1 2", "[1,]", "[,1]", "[1", "]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "{a:1}",
      "{'a':1}", "{\"a\":1", "\"", "\"a", "\"\\\"", "\"\\x41\"", "\"\\u12\"", "\"\\u12G4\"",
      "\"\\uD800\"", "\"\\uDC00\"", "\"\\uD800\\u0041\"", "\"\\uD800\\uD800\"", "\"\n\"",
      "\"\t\"", "\"\u{0}\"", "[1}", "{]", "/**/1", "NaN", "Infinity", "-Infinity", "nan",
      "\u{FEFF}1", "1;", "[1 2]", "{\"a\" 1}", "\"a\"b", "--1", "1-", "[\"a\",\n", "١",
    ])
  func forbidden(text: String) {
    #expect(parsed(text) == nil)
  }

  @Test("bytes that are no UTF-8 are refused in strings and outside of them")
  func encoding() {
    for bytes: [UInt8] in [
      [0x22, 0xFF, 0x22], [0x22, 0xC0, 0x80, 0x22], [0x22, 0xED, 0xA0, 0x80, 0x22], [0xFF],
      [0x22, 0xE9, 0x22], [0x22, 0x5C, 0x6E, 0xFF, 0x22], [0x5B, 0xC3, 0x5D],
    ] {
      #expect(throws: JSON.SyntaxError.self) { try JSON(parsing: bytes) }
    }
  }

  @Test("a number keeps its text, however long")
  func numbers() {
    #expect(parsed("0.30000001192092896") == .number("0.30000001192092896"))
    #expect(parsed("[1.50, 1E3]") == .array([.number("1.50"), .number("1E3")]))
    #expect(parsed("1e400")?.double == .infinity)
    #expect(parsed("100000000000000000000")?.double == 1e20)
  }

  @Test("escapes and surrogate pairs become the characters that they stand for")
  func escapes() {
    #expect(parsed("\"\\u0041\\u00e9\\uD83D\\uDE00\\/\\n\"") == "A\u{E9}\u{1F600}/\n")
  }

  @Test("NaN and the infinities are numbers only where the caller says so")
  func nonFinite() {
    #expect(
      parsed("[NaN,Infinity,-Infinity]", nonFinite: true)
        == .array([.number("NaN"), .number("Infinity"), .number("-Infinity")]))
    #expect(parsed("[NaN]") == nil)
    for text in ["nan", "Inf", "+Infinity", "-NaN", "Infinit", "-Infinit", "NaNN"] {
      #expect(parsed(text, nonFinite: true) == nil)
    }
  }

  @Test("two members of one name are refused, at whatever level, even if escaped differently")
  func duplicates() throws {
    #expect(parsed("{\"a\":1,\"b\":2,\"a\":3}") == nil)
    #expect(parsed("[{\"a\":1,\"\\u0061\":3}]") == nil)
    #expect(parsed("[{\"a\":1},{\"a\":3}]") != nil)
  }

  @Test("64 levels are read and 65 refused; a million brackets don't exhaust the stack")
  func depth() {
    func nested(_ count: Int) -> String {
      String(repeating: "[", count: count) + String(repeating: "]", count: count)
    }
    #expect(parsed(nested(64)) != nil)
    #expect(parsed(nested(65)) == nil)
    #expect(parsed(String(repeating: "[", count: 1_000_000)) == nil)
    #expect(parsed(String(repeating: "{\"a\":", count: 1_000_000)) == nil)
  }

  @Test("an error names the byte at fault and what is wrong there")
  func errors() {
    func error(_ text: String) -> String {
      do {
        _ = try JSON(parsing: Array(text.utf8))
        return "none"
      } catch { return error.description }
    }
    #expect(error("[1,,2]") == "byte 3: expected a value, found ','")
    #expect(
      error("{\"a\":1") == "byte 6: expected ',' or '}' in an object, found the end of the text")
    #expect(error("{\"a\" 1}") == "byte 5: expected ':' after a name, found '1'")
    #expect(error("[01]") == "byte 1: a number begins with 0")
    #expect(error("{\"a\":1,\"a\":2}") == "byte 7: the name 'a' occurs twice in one object")
    #expect(error("\"\\uD800\"") == "byte 1: half of a surrogate pair")
    #expect(error("\"abc") == "byte 0: a string begins here and never ends")
    #expect(error("1 x") == "byte 2: expected nothing after the value, found 'x'")
  }
}
