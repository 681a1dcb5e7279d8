import Foundation
import Reports
import Testing

@Suite struct TableHTMLTests {
  private let table = Table(
    title: "Memorised of 100",
    columns: [
      Table.Column("Metric"), Table.Column("Paper", .right), Table.Column("Ours", .decimal),
    ],
    rows: [
      .cells(["All", "604", "12.5"]), .group("Top-n"), .cells(["zlib", "59", "61"]), .separator,
      .cells(["<b>&\"", "n/a", ">99.99%"]),
    ],
    footnotes: ["Paper: Table 2."])

  @Test func htmlIsATable() throws {
    try expectSnapshot(table.html(), "table.html")
  }

  @Test func headingsSayWhatTheyStandOver() {
    let parsed = ParsedMarkup(table.html())
    let scopes = parsed.named("th").map { [$0.text, $0.attributes["scope"] ?? ""] }
    #expect(
      scopes == [
        ["Metric", "col"], ["Paper", "col"], ["Ours", "col"], ["All", "row"],
        ["Top-n", "rowgroup"],
        ["zlib", "row"], ["<b>&\"", "row"],
      ])
    #expect(parsed.named("tbody").count == 2)
    #expect(
      parsed.named("tr").map { $0.attributes["class"] ?? "" } == ["", "", "group", "", "rule"])
    #expect(parsed.text("caption") == ["Memorised of 100"])
  }

  @Test func decimalCellsMakeRoomForTheLongestTail() {
    let cells = ParsedMarkup(table.html()).named("td").filter { $0.classes.contains("decimal") }
    #expect(cells.map(\.text) == ["12.5", "61", ">99.99%"])
    // ".99%" is four characters, and every cell has room for them.
    #expect(table.html().components(separatedBy: "width:4ch").count == 4)
  }

  @Test func emptyTablesAndHeadingsAreHandled() {
    let bare = Table(columns: [Table.Column(""), Table.Column("", .right)], rows: [])
    #expect(ParsedMarkup(bare.html()).named("thead").isEmpty)
    let headed = Table(columns: [Table.Column(""), Table.Column("n")], rows: [.cells(["", ""])])
    #expect(ParsedMarkup(headed.html()).named("th").first?.text == "n")
  }
}
