import Reports
import Testing

@Suite struct TableTests {
  private let table = Table(
    title: "Extraction by equation solving",
    columns: [
      Table.Column("Model"), Table.Column("Unknowns", .right), Table.Column("1 - R_test", .decimal),
      Table.Column("Time", .right),
    ],
    rows: [
      .group("Logistic"),
      .cells(["Softmax", "530", "100%", "34 ms"]),
      .cells(["One-vs-rest", "1,530", ">99.99%", "2 min 35 s"]),
      .group("Neural"),
      .cells(["Perceptron", "2,225", "98.5%", "n/a"]),
      .separator,
      .cells(["All", "4,285", "", ""]),
    ],
    footnotes: ["1 - R_test: the share of test rows on which both models agree."])

  @Test func textLinesUp() {
    #expect(
      table.text() == """
        Extraction by equation solving

        Model        Unknowns  1 - R_test        Time
        ───────────  ────────  ──────────  ──────────
        Logistic
        Softmax           530     100%          34 ms
        One-vs-rest     1,530     >99.99%  2 min 35 s

        Neural
        Perceptron      2,225      98.5%          n/a
        ───────────  ────────  ──────────  ──────────
        All             4,285

        1 - R_test: the share of test rows on which both models agree.

        """)
  }

  @Test func markdownIsATable() {
    #expect(
      table.markdown() == """
        **Extraction by equation solving**

        | Model | Unknowns | 1 - R\\_test | Time |
        | --- | --: | --: | --: |
        | **Logistic** | | | |
        | Softmax | 530 | 100% | 34 ms |
        | One-vs-rest | 1,530 | \\>99.99% | 2 min 35 s |
        | **Neural** | | | |
        | Perceptron | 2,225 | 98.5% | n/a |
        | | | | |
        | All | 4,285 | | |

        1 - R\\_test: the share of test rows on which both models agree.

        """)
  }

  @Test func footnotesAreWrappedAtTheGivenWidth() {
    let text = Table(
      columns: [Table.Column("a")], rows: [.cells(["1"])],
      footnotes: ["One two three four.", "Incomprehensibilities are long."]
    ).text(width: 10)
    #expect(
      text == """
        a
        ─
        1

        One two
        three
        four.
        Incomprehensibilities
        are long.

        """)
  }

  @Test func aTableWithoutHeadingsHasNoRule() {
    let rows: [Table.Row] = [.cells(["queries", "1,485"]), .cells(["price", "$0.15"])]
    let table = Table(columns: [Table.Column(""), Table.Column("", .right)], rows: rows)
    #expect(table.text() == "queries  1,485\nprice    $0.15\n")
  }

  @Test func widthIsCountedAsTheTerminalShowsIt() {
    let rows: [Table.Row] = ["Tramèr", "Trame\u{300}r", "漢字", "🐦", "a"].map { .cells([$0, "|"]) }
    let table = Table(columns: [Table.Column(""), Table.Column("")], rows: rows)
    #expect(
      table.text() == """
        Tramèr  |
        Trame\u{300}r  |
        漢字    |
        🐦      |
        a       |

        """)
  }

  @Test func aCellCannotSteerTheTerminal() {
    let rows: [Table.Row] = [.cells(["a\u{1B}[2J\nb\tc\u{202E}"])]
    let table = Table(columns: [Table.Column("Text")], rows: rows)
    #expect(
      table.text() == "Text\n──────────\na\u{FFFD}[2J b c\u{FFFD}\n")
    #expect(!table.markdown().contains("\u{1B}"))
  }

  @Test func aGroupHasABlankLineAboveUnlessARuleIsThere() {
    let rows: [Table.Row] = [.group("a"), .cells(["1"]), .group("b"), .separator, .group("c")]
    #expect(Table(columns: [Table.Column("")], rows: rows).text() == "a\n1\n\nb\n─\nc\n")
  }

  @Test func anEmptyTableShowsItsHeadings() {
    let table = Table(columns: [Table.Column("Model"), Table.Column("Queries", .right)], rows: [])
    #expect(table.text() == "Model  Queries\n─────  ───────\n")
  }
}
