import Foundation
import LinearAlgebra
import Memorization
import Testing

@Suite struct TokenArrayFileTests {
  private let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).npy").path

  @Test func rowsAreReadAsTheyWereWritten() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let file = TokenArrayFile([[0, 1, 65535], [50256, 2, 3]])
    try file.write(to: path)
    #expect(try TokenArrayFile(path: path) == file)
    let data = try #require(FileManager.default.contents(atPath: path))
    // The numbers begin at a multiple of 64 bytes, as the format asks for.
    #expect(data.count == 128 + 12 && data[127] == UInt8(ascii: "\n"))
    #expect(Array(data[128...131]) == [0, 0, 1, 0])
  }

  /// `np.save` of NumPy 2.3 for `np.array([[1, 2], [300, 4]], dtype="<i4")`.
  @Test func whatNumPyWritesIsRead() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    let header = "{'descr': '<i4', 'fortran_order': False, 'shape': (2, 2), }"
    let padded = header + String(repeating: " ", count: 117 - header.utf8.count) + "\n"
    var data = Data([0x93]) + Data("NUMPY".utf8) + Data([1, 0, 118, 0]) + Data(padded.utf8)
    for value in [1, 2, 300, 4] { data += Data([UInt8(value & 255), UInt8(value >> 8), 0, 0]) }
    try data.write(to: URL(filePath: path))
    #expect(try TokenArrayFile(path: path).rows == [[1, 2], [300, 4]])
  }

  @Test func whatIsNoArrayOfTokensIsRefused() throws {
    defer { try? FileManager.default.removeItem(atPath: path) }
    try TokenArrayFile([[1, 2], [3, 4]]).write(to: path)
    let whole = try #require(FileManager.default.contents(atPath: path))
    for length in 0..<whole.count {
      try whole.prefix(length).write(to: URL(filePath: path))
      #expect(throws: MemorizationError.self) { try TokenArrayFile(path: path) }
    }
    var generator = PhiloxGenerator(seed: 2)
    for _ in 0..<2000 {
      var broken = whole
      broken[generator.integer(below: broken.count)] = UInt8(generator.integer(below: 256))
      try broken.write(to: URL(filePath: path))
      _ = try? TokenArrayFile(path: path)
    }
    #expect(throws: MemorizationError.self) { try TokenArrayFile([[70_000]]).write(to: path) }
  }
}
