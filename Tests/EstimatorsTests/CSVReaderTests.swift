import Testing

@testable import Estimators

@Suite struct CSVReaderTests {
  private func table(_ text: String, delimiter: CSVReader.Delimiter? = nil) throws -> CSVTable {
    try CSVReader(delimiter: delimiter).table(from: Array(text.utf8), name: "t.csv")
  }

  private func refusal(_ sentence: String) -> EstimatorError {
    EstimatorError(.malformedTable, sentence)
  }

  @Test(arguments: ["a,b\r\n1,2\r\n3,4\r\n", "a,b\n1,2\n3,4\n", "a,b\r1,2\r3,4\r", "a,b\n1,2\r3,4"])
  func recordsEndInAnyLineEndAndTheLastMayLackOne(text: String) throws {
    let table = try table(text)
    #expect(table.header == ["a", "b"])
    #expect(table.rows == [["1", "2"], ["3", "4"]])
    #expect(table.lines == [2, 3])
  }

  @Test func quotedCellsHoldDelimitersQuotesAndLineEnds() throws {
    let table = try table("a,b\r\n\"1,\"\"x\"\"\",\"two\r\nlines\"\r\n\"\",z\r\n")
    #expect(table.rows == [["1,\"x\"", "two\r\nlines"], ["", "z"]])
    #expect(table.lines == [2, 4])
  }

  @Test func spacesAndInnerQuotesAreKept() throws {
    #expect(try table("a,b\n 1 ,5\" x 7\"\n").rows == [[" 1 ", "5\" x 7\""]])
  }

  @Test func emptyCellsAreKeptAtBothEnds() throws {
    #expect(try table("a,b,c\n,,\n,x,").rows == [["", "", ""], ["", "x", ""]])
  }

  @Test func aByteOrderMarkIsNoPartOfTheFirstName() throws {
    #expect(try table("\u{FEFF}a,b\n1,2\n").header == ["a", "b"])
  }

  @Test(arguments: [",", ";", "\t", "|"])
  func theDelimiterIsTheOneThatStandsMostOftenInTheHeader(delimiter: String) throws {
    let text =
      ["a", "\"b,b,b,b,b\"", "c"].joined(separator: delimiter) + "\n1\(delimiter)2,5\(delimiter)3"
    if delimiter != "," {
      #expect(try table(text).rows == [["1", "2,5", "3"]])
    }
    #expect(try table("a\(delimiter)b\n1\(delimiter)2").rows == [["1", "2"]])
  }

  @Test func aGivenDelimiterWins() throws {
    #expect(try table("a,b;c\n1,2;3\n", delimiter: .semicolon).header == ["a,b", "c"])
  }

  @Test func blankLinesAtTheEndAreIgnored() throws {
    #expect(try table("a,b\n1,2\n\n\r\n\n").rows == [["1", "2"]])
    #expect(try table("a\n1\n\n2\n\n").rows == [["1"], [""], ["2"]])
  }

  @Test func aRowOfAnotherWidthIsNamedByItsLine() {
    #expect(
      throws: refusal("t.csv, line 5: expected 2 cells as in the first line, found 3")
    ) { try table("a,b\n\"x\ny\",2\n3,4\n5,6,7\n") }
    #expect(
      throws: refusal("t.csv, line 3: expected 2 cells as in the first line, found a blank line")
    ) { try table("a,b\n1,2\n\n3,4\n") }
  }

  @Test func anOpenQuoteIsNamedByTheLineOnWhichItOpens() {
    #expect(throws: refusal("t.csv, line 2: a quote opens here and is never closed")) {
      try table("a,b\n1,\"2\n3,4\n")
    }
  }

  @Test func textAfterAClosingQuoteIsRefused() {
    #expect(
      throws: refusal(
        "t.csv, line 2: 'y\",2' follows a closing quote, where a quote inside of a cell must be "
          + "doubled")
    ) { try table("a,b\n\"x\"y\",2") }
  }

  @Test func emptyTablesAndBadHeadersAreRefused() {
    #expect(throws: refusal("t.csv is empty")) { try table("") }
    #expect(throws: refusal("t.csv is empty")) { try table("\n\r\n") }
    #expect(throws: refusal("t.csv holds a header and no rows")) { try table("a,b\n") }
    #expect(throws: refusal("t.csv, line 1: column 2 of 3 has no name")) {
      try table("a, ,c\n1,2,3")
    }
    #expect(throws: refusal("t.csv, line 1: two columns have the name 'a'")) {
      try table("a,a\n1,2")
    }
  }

  @Test func textThatIsNotUnicodeIsNamedByItsLine() {
    let latin = Array("a,b\n1,2\n".utf8) + [0x63, 0x61, 0x66, 0xE9, 0x2C, 0x31]
    #expect(
      throws: refusal("t.csv, line 3: the text is not UTF-8; save the file as UTF-8")
    ) { try CSVReader().table(from: latin, name: "t.csv") }
    for ending in ["\r", "\r\n"] {
      let bytes = Array("a,b\(ending)1,2\(ending)é,".utf8) + [0xFF] + Array("\(ending)3,4".utf8)
      #expect(
        throws: refusal("t.csv, line 3: the text is not UTF-8; save the file as UTF-8")
      ) { try CSVReader().table(from: bytes, name: "t.csv") }
    }
  }
}
