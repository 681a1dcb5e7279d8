import Foundation
import Testing

@testable import Estimators

@Suite struct GunzipTests {
  private let file = [UInt8](
    Data(base64Encoded: "H4sIAAAAAAACA0vUSeLlMtSp4OUy0qnk5QIAuC17ug8AAAA=")!)

  private func unreadable(_ sentence: String) -> EstimatorError {
    EstimatorError(.unreadableFile, sentence)
  }

  @Test func compressedBytesAreReadWhateverTheName() throws {
    let table = try CSVReader().table(from: file, name: "t.csv")
    #expect(table.rows == [["1", "x"], ["2", "y"]])
  }

  @Test func membersFollowEachOther() throws {
    let text = try gunzip(file + file, maximumBytes: 100, name: "t.gz")
    #expect(String(decoding: text, as: UTF8.self) == "a,b\r\n1,x\r\n2,y\r\na,b\r\n1,x\r\n2,y\r\n")
  }

  @Test func aFileThatIsCutShortIsRefusedAtEveryLength() {
    for length in 2..<file.count {
      #expect(throws: unreadable("t.gz is a gzip file that is cut short")) {
        try gunzip(Array(file.prefix(length)), maximumBytes: 100, name: "t.gz")
      }
    }
  }

  @Test func aDamagedFileIsRefused() {
    var damaged = file
    damaged[damaged.count - 6] ^= 0xFF
    #expect(throws: unreadable("t.gz is a damaged gzip file: incorrect data check")) {
      try gunzip(damaged, maximumBytes: 100, name: "t.gz")
    }
  }

  @Test func aFileThatExpandsBeyondTheBoundIsRefused() {
    #expect(throws: unreadable("t.gz expands to more than 14 bytes, the most allowed")) {
      try gunzip(file, maximumBytes: 14, name: "t.gz")
    }
  }

  @Test func aFileThatIsNotThereIsNamedWithTheReason() {
    #expect(throws: unreadable("can't read nowhere/t.csv: No such file or directory")) {
      try CSVReader().table(at: "nowhere/t.csv")
    }
    #expect(throws: unreadable("can't read /: Is a directory")) { try CSVReader().table(at: "/") }
  }
}
