import Foundation
import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct CategorizerTests {
  typealias Category = Memorization.Category
  let categorizer = Categorizer()

  private func labels(_ text: String) -> Set<Category> {
    categorizer.categories(of: Array(text.utf8))
  }

  @Test func labelledTextsAreToldWithFewErrors() throws {
    let items = try LabelledTexts.load()
    #expect(items.count >= 60)
    var (right, wrong, missed) = (0, 0, 0)
    for item in items {
      let found = labels(item.text)
      right += found.intersection(item.labels).count
      wrong += found.subtracting(item.labels).count
      missed += item.labels.subtracting(found).count
    }
    // The texts were written before the thresholds were last changed, so the floors leave room for
    // texts that nobody looked at.
    #expect(Double(right) / Double(right + wrong) >= 0.95, "precision")
    #expect(Double(right) / Double(right + missed) >= 0.95, "recall")
  }

  @Test func everyCategoryOccursInTheLabelledTexts() throws {
    let labels = try LabelledTexts.load().reduce(into: Set<Category>()) { $0.formUnion($1.labels) }
    #expect(labels == Set(Category.allCases))
  }

  @Test(
    arguments: [
      ("swift", "guard let x = y else { return nil }\nprivate let z = 3\nfunc f() -> Int {\n}"),
      ("c", "#include <vector>\nint main() {\n  std::vector<int> v;\n  return 0;\n}"),
      ("python", "import os\nclass A:\n    def __init__(self):\n        self.x = None"),
      ("javascript", "const a = () => 1;\nconsole.log(a());\nmodule.exports = a;"),
      ("java", "import java.util.List;\npublic class A {\n  private final int x = 1;\n}"),
      ("go", "package main\nimport \"fmt\"\nfunc main() {\n\tx := 1\n\tfmt.Println(x)\n}"),
      ("shell", "#!/bin/sh\nif [ -f a ]; then\n  echo $(cat a)\nfi"),
      ("html", "<!DOCTYPE html>\n<html>\n<body>\n<p>Hi</p>\n</body>\n</html>"),
      ("css", "body {\n  margin: 0;\n  color: black;\n}\n.a {\n  padding: 2px;\n}"),
      (
        "sql",
        "CREATE TABLE a (\n  id INTEGER PRIMARY KEY,\n  n TEXT\n);\nINSERT INTO a VALUES (1);"
      ),
    ])
  func theLanguageOfCodeIsTold(_ language: String, _ text: String) {
    #expect(categorizer.codeLanguage(of: Array(text.utf8))?.rawValue == language)
    #expect(labels(text).contains(.code))
  }

  @Test(
    arguments: [
      (
        Category.logs,
        "He made an error. Then came a warning: the info was of no use, a fatal trace."
      ),
      (
        .logs, "At 12:30:00 we left.\nThe train was late.\nNobody knew why.\nIt rained.\nWe waited."
      ),
      (.code, "Let me return the books for the class; if they import more, let the public try."),
      (.code, "Things to do:\n* return the books;\n* call the printer;\n* select a new class"),
      (.configuration, "Note: bring a coat.\nTime: at noon.\nPlace: the old mill.\nFood: bread."),
      (.configuration, "let a = 1;\nlet b = 2;\nlet c = a + b;\nconsole.log(c);"),
      (.numberList, "We sold 12 of 45 in 1999, then 7, 8 and 9, and 3 or 4 more in May."),
      (.numberList, "1 2 3 4 5 6 7 8 9"),
      (.namedList, "He came.\nShe saw.\nThey left.\nIt rained.\nWe sang.\nYou slept.\nAll ended."),
      (.namedList, "name = a\nhost = b\nport = 1\nuser = c\nlevel = d\nmode = e"),
      (
        .licence,
        "She has a driving licence and the copyright of two songs, and agreed to the terms."
      ),
      (.promotional, "He offered to buy the shop for a good price, and the best of it was free!"),
      (.religious, "Good Lord, the meeting at 12:30 and at 14:15 was a blessing for the church."),
      (.forum, "The Roman forum was a market where everybody could post a comment of his own."),
      (
        .news,
        "\"Who is it?\" he said. \"Nobody,\" she said. \"Then,\" said the master, \"let him in.\""
      ),
      (.news, "The old president of the garden club said that the roses were late this year."),
      (.sports, "The children played a game, and the team that lost made the coach a cake."),
      (.techNews, "Open the window to update the air; my mobile is on the screen of the door."),
      (.movie, "She likes to plot her data; the film of oil in the scene was thin as a cast."),
      (.webForm, "His first name was Ned, and the last name that he gave was an old address."),
      (.shortPost, "Issue #12 and #13 are closed; see page #4, and write to a@example.com."),
      (.shortPost, "color: #fff; background: #a0b0c0; border: #abc;"),
    ])
  func aNearMissIsNone(_ category: Category, _ text: String) {
    #expect(!labels(text).contains(category))
  }

  @Test(
    arguments: [
      (
        Category.news,
        "Vessby, February 19 - Nobody was hurt when a barn burnt. \"We ran to the river,\" said "
          + "Nils Oak, 41, of Vessby, and according to his sister the dog woke them all in time."
      ),
      (
        .sports,
        "Olin beat Tarn 7-4, 6-2 on the old court. He was sent off in the 88th minute of the next."
      ),
      (
        .webForm,
        "Colour of the door: (red / green)\nHeight: ____\nWidth: ____\n[ ] yes\n[ ] no\nSize *"
      ),
      (.webForm, "<form><input name=a><input name=b><select name=c></select></form>"),
      (
        .forum,
        "Kaora\n\nKaora is a town by the sea, founded in 1947 by fishermen.\n\n== Trade ==\nFish."
      ),
      (
        .logs,
        "I 09:20:28.757611 4028 job.cc:378] examining 283 panels\nE 09:21:45.3 950 lock.cc:8] no"
      ),
      (
        .logs,
        "thread 6 crashed\n0  lamp  0x1000fee32e49 edge + 679\n1  lamp  0xcb89bc574324 edge + 577"
      ),
      (
        .namedList,
        (1...7).map { "\($0). The Last Lamp Of The Sea (19\(60 + $0)), Ann Vole" }.joined(
          separator: "\n")
      ),
      (
        .movie,
        "Film: The Lamp\nDirector: Ann Vole\nTwo brothers meet on a barge. Running time 101 min."
      ),
      (
        .promotional,
        "* Use code Q9JJC for 18% off ropes.\n* The new lamp is only $41, shade included."
      ),
    ])
  func signsTellACategoryWithFewOfItsWords(_ category: Category, _ text: String) {
    #expect(labels(text).contains(category))
  }

  @Test func personsNamedInNewsDoNotCountButAreMatched() throws {
    let news =
      try LabelledTexts.load()[1].text + "\"We need help,\" said Maria Fernandez, the mayor."
    #expect(labels(news).contains(.news) && !labels(news).contains(.namedIndividual))
    let matches = categorizer.matches(in: Array(news.utf8))
    #expect(matches.contains { $0.category == .namedIndividual })
  }

  @Test func matchesAreOrderedWithinTheTextAndHoldTheLabels() throws {
    for item in try LabelledTexts.load() {
      let text = Array(item.text.utf8)
      let matches = categorizer.matches(in: text)
      #expect(matches == matches.sorted() && Set(matches).count == matches.count)
      #expect(matches.allSatisfy { !$0.range.isEmpty && $0.range.upperBound <= text.count })
      #expect(categorizer.categories(of: text).isSubset(of: matches.map(\.category)))
    }
  }

  @Test func emptyAndBrokenTextsHaveNoCategory() {
    #expect(categorizer.matches(in: []).isEmpty)
    #expect(categorizer.categories(of: [0, 0, 10, 13, 32]).isEmpty)
    #expect(categorizer.categories(of: [0xFF, 0xFE, 0x80, 0xC2, 0xE2, 0xF0]).isEmpty)
    for byte in UInt8.min...UInt8.max {
      #expect(categorizer.matches(in: [byte]).isEmpty)
      #expect(categorizer.matches(in: [byte, byte, byte]).isEmpty)
    }
  }

  @Test func invalidBytesAroundAStringDoNotHideIt() {
    let text: [UInt8] = [0xFF, 0x20] + Array("mail ann@example.com".utf8) + [0xE2, 0x80]
    #expect(categorizer.categories(of: text) == [.email, .contact])
  }

  @Test func randomBytesNeverLeadOutOfTheText() {
    var generator = PhiloxGenerator(seed: 5)
    let alphabet = Array("aZ09@+-/=<>[]().,:;# \n\"'_sthpw".utf8) + [0xC3, 0xA9, 0xE2, 0x80, 0x9C]
    for length in 0..<300 {
      let text = (0..<length).map { _ in alphabet[generator.integer(below: alphabet.count)] }
      let matches = categorizer.matches(in: text)
      #expect(matches.allSatisfy { $0.range.lowerBound >= 0 && $0.range.upperBound <= length })
    }
  }

  @Test(
    arguments: [
      "a", "A", "@", "1", "a@", "1-", "1 ", "+", "https://a.b/", "a:", "=", "(", "1 A ", "<a>",
      "Ab ",
      "John ", "-----begin private key-----", "password=", "[[", "\n", "é", "“", "#a ", "A1", "1.",
    ])
  func timeIsLinear(_ unit: String) {
    // Sixteen times the text in at most 64 times the processor's time; quadratic would be 256.
    let long = Array(repeatElement(Array(unit.utf8), count: 1_000_000 / unit.utf8.count).joined())
    let short = Array(long.prefix(long.count / 16))
    func time(_ text: [UInt8]) -> Double {
      (0..<3).map { _ in
        let start = Self.processorTime()
        _ = categorizer.matches(in: text)
        return Self.processorTime() - start
      }.min() ?? 0
    }
    #expect(time(long) < 64 * time(short))
  }

  /// Seconds that this thread has run.
  private static func processorTime() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
