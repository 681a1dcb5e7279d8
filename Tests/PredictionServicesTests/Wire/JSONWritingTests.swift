import LinearAlgebra
import PredictionServices
import Testing

@Suite struct JSONWritingTests {
  @Test("values are written compactly, members in their order")
  func compact() {
    let json: JSON = ["b": [1, "x", .null, true], "a": ["c": .number("1.50")]]
    #expect(json.text == "{\"b\":[1,\"x\",null,true],\"a\":{\"c\":1.50}}")
  }

  @Test("quotes, backslashes and control characters are escaped, all else is UTF-8")
  func escapes() {
    #expect(
      JSON.string("a\"b\\c\n\r\t\u{1}\u{1F}é/").text == "\"a\\\"b\\\\c\\n\\r\\t\\u0001\\u001fé/\"")
  }

  @Test("numbers of 64 bits read back as the same number")
  func doubles() throws {
    var generator = PhiloxGenerator(seed: 1)
    for _ in 0..<2_000 {
      let value = Double(bitPattern: generator.next())
      guard value.isFinite else { continue }
      let read = try JSON(parsing: JSON.number(value, as: .float64).bytes)
      #expect(read.double?.bitPattern == value.bitPattern)
    }
  }

  @Test("numbers of 32 bits have the fewest digits that read back in 32 bits")
  func floats() throws {
    #expect(JSON.number(0.1, as: .float32).text == "0.1")
    #expect(JSON.number(1.0 / 3, as: .float32).text == "0.33333334")
    #expect(JSON.number(1e300, as: .float32) == .null)
    var generator = PhiloxGenerator(seed: 2)
    for _ in 0..<2_000 {
      let value = Float(bitPattern: UInt32(truncatingIfNeeded: generator.next()))
      guard value.isFinite else { continue }
      let read = try JSON(parsing: JSON.number(Double(value), as: .float32).bytes)
      #expect(read.double.map(Float.init) == value)
    }
  }

  @Test(
    "numbers of fixed decimals are rounded and lose zeros at the end",
    arguments: [
      (0.876543, 5, "0.87654"), (0.25, 5, "0.25"), (1, 5, "1.0"), (0.000001, 5, "0.0"),
      (2.5e15, 3, "2500000000000000.0"), (1e300, 2, "1e+300"), (0.5, 0, "1.0"),
      (-0.126, 2, "-0.13"),
    ])
  func decimals(value: Double, count: Int, text: String) {
    #expect(JSON.number(value, as: .decimals(count)).text == text)
  }

  @Test("what JSON has no number for is null")
  func nonFinite() {
    #expect(JSON.number(.nan, as: .float64) == .null)
    #expect(JSON.number(.infinity, as: .decimals(3)) == .null)
  }
}
