import Foundation
import Testing

@testable import LanguageModels

@Suite struct SafetensorsTests {
  @discardableResult
  private func open<R>(_ data: Data, _ body: (Safetensors) throws -> R) throws -> R {
    try inTemporaryFolder { folder in
      let path = "\(folder)/a.safetensors"
      try data.write(to: URL(filePath: path))
      return try body(try Safetensors(path))
    }
  }

  private func message(of data: Data) -> String {
    do {
      return try open(data) { _ in "opened" }
    } catch let error as LanguageModelError {
      return error.message
    } catch {
      return "\(error)"
    }
  }

  /// A file with one header, written as text, and so many bytes of data.
  private func file(_ header: String, length: UInt64? = nil, bytes: Int) -> Data {
    SafetensorsBytes.file(header: Data(header.utf8), length: length, body: Data(count: bytes))
  }

  private func tensor(
    _ shape: String, _ offsets: String, name: String = "a", type: String = "F32"
  ) -> String {
    "\"\(name)\": {\"dtype\": \"\(type)\", \"shape\": \(shape), \"data_offsets\": \(offsets)}"
  }

  @Test func thePrecisionsHoldTheNumbersTheyCan() throws {
    let halves: [(UInt16, Float)] = [
      (0x3C00, 1), (0xC000, -2), (0x7BFF, 65504), (0x0400, 0x1p-14), (0x0001, 0x1p-24),
      (0x83FF, -0x1.ff8p-15), (0x0000, 0), (0x3555, 0.333251953125),
    ]
    let brains: [(UInt16, Float)] = [(0x3F80, 1), (0xC000, -2), (0x0080, 0x1p-126)]
    var bytes = SafetensorsBytes()
    bytes.add("half", "F16", [2, 4], halves.map(\.0).withUnsafeBytes { Data($0) })
    bytes.add("brain", "BF16", [3], brains.map(\.0).withUnsafeBytes { Data($0) })
    bytes.add("single", [1, 2], [1.5, -3e38])
    bytes.add("mask", "BOOL", [3], Data([1, 0, 1]))
    try open(try bytes.data) { file in
      #expect(file.names == ["brain", "half", "mask", "single"])
      let half = try file.values(of: "half")
      #expect(half == halves.map(\.1))
      let brain = try file.values(of: "brain")
      #expect(brain == brains.map(\.1))
      let single = try file.values(of: "single")
      #expect(single == [1.5, -3e38])
      #expect(file.shape(of: "half") == [2, 4])
      #expect(throws: LanguageModelError.self) { try file.values(of: "mask") }
      #expect(throws: LanguageModelError.self) { try file.values(of: "absent") }
    }
  }

  @Test func infinityAndNaNInHalvesAreRefused() throws {
    for bits: UInt16 in [0x7C00, 0xFC00, 0x7E00] {
      var bytes = SafetensorsBytes()
      bytes.add("h", "F16", [1], withUnsafeBytes(of: bits) { Data($0) })
      try open(try bytes.data) { file in
        #expect(throws: LanguageModelError.self) { try file.values(of: "h") }
      }
    }
  }

  @Test func headersThatAreCutOrTooLongAreRefused() {
    let good = file("{\(tensor("[2]", "[0, 8]"))}", bytes: 8)
    #expect(message(of: good) == "opened")
    for count in 0..<good.count { #expect(message(of: good.prefix(count)) != "opened") }
    #expect(message(of: good + [0]).contains("9 bytes of data, 8 in the header"))
    for length in [UInt64.max, 1 << 63, 1 << 40, 200] {
      #expect(message(of: file("{}", length: length, bytes: 4)).contains("a header of \(length)"))
    }
  }

  @Test func offsetsThatLieAreRefused() {
    for (shape, offsets, words) in [
      ("[2]", "[-8, 0]", "offsets [-8, 0]"), ("[2]", "[8, 0]", "offsets"),
      ("[2]", "[0, 12]", "offsets"), ("[2]", "[0, 9223372036854775807]", "offsets"),
      ("[2]", "[0, 1e300]", "whole numbers"), ("[2]", "[0]", "offsets"),
      ("[2]", "[0, 8, 8]", "offsets"), ("[2]", "[0, 4.5]", "whole numbers"),
      ("[2]", "\"0\"", "whole numbers"), ("[2]", "[0, 4]", "takes 8 bytes"),
      ("[3]", "[0, 8]", "takes 12 bytes"), ("[-2]", "[0, 8]", "shape [-2]"),
      ("[4611686018427387904, 4]", "[0, 8]", "shape"),
      ("[9223372036854775807]", "[0, 8]", "shape"), ("[null]", "[0, 8]", "whole numbers"),
    ] {
      let text = message(of: file("{\(tensor(shape, offsets))}", bytes: 8))
      #expect(text.contains(words), "\(shape) \(offsets): \(text)")
      #expect(text.contains("tensor 'a'"), "\(text)")
    }
  }

  @Test func tensorsThatOverlapOrLeaveGapsAreRefused() {
    for (first, second, count) in [
      ("[0, 8]", "[4, 12]", 12), ("[0, 8]", "[0, 8]", 8), ("[0, 8]", "[12, 20]", 20),
      ("[4, 12]", "[12, 20]", 20),
    ] {
      let header = "{\(tensor("[2]", first, name: "a")), \(tensor("[2]", second, name: "b"))}"
      #expect(message(of: file(header, bytes: count)).contains("overlap or leave a gap"))
    }
  }

  @Test func headersThatAreNoTensorsAreRefused() {
    for (header, words) in [
      ("", "no JSON object"), ("[]", "no JSON object"), ("{\"a\": 1}", "tensor 'a'"),
      ("{\(tensor("[2]", "[0, 8]", type: "F33"))}", "'F33' is unknown"),
      ("{\(tensor("[2]", "[0, 8]", name: ""))}", "the name is empty"),
      ("{\(tensor("[2]", "[0, 8]")), \(tensor("[2]", "[0, 8]"))}", "two tensors of one name"),
      ("{\"a\": {\"dtype\": \"F32\"}}", "tensor 'a'"), ("{\"\u{1}\": 4}", "no JSON object"),
      (String(repeating: "{\"a\":", count: 100_000), "no JSON object"),
      (String(repeating: "[", count: 1_000_000), "no JSON object"),
    ] {
      let text = message(of: file(header, bytes: 8))
      #expect(text.contains(words), "\(header.prefix(60)): \(text)")
    }
    let invalid = SafetensorsBytes.file(header: Data([0x7B, 0xFF, 0xFE, 0x7D]), body: Data())
    #expect(message(of: invalid).contains("no JSON object"))
  }

  @Test func whatIsNoFileIsRefused() throws {
    try inTemporaryFolder { folder in
      for path in [folder, "\(folder)/absent", "/dev/null"] {
        let error = #expect(throws: LanguageModelError.self) { try Safetensors(path) }
        #expect(error?.message.contains(path) == true)
      }
    }
  }
}
