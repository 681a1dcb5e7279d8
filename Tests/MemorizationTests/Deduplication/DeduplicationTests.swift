import LinearAlgebra
import Testing

@testable import Memorization

@Suite struct DeduplicationTests {
  private func texts(
    _ strings: [String], _ deduplication: Deduplication
  ) throws -> (texts: [String], report: DeduplicationReport) {
    let result = try deduplication.run(texts: strings.map { Array($0.utf8) })
    return (result.texts.map { String(decoding: $0, as: UTF8.self) }, result.report)
  }

  /// Texts in which pieces, of characters of one to four bytes, are used again and again.
  private func corpus(_ generator: inout PhiloxGenerator) -> [[UInt8]] {
    let letters = Array("aéè✓✔𝄞𝄢 \n")
    func piece(_ generator: inout PhiloxGenerator) -> String {
      String(
        (0..<(1 + generator.integer(below: 20))).map { _ in
          letters[generator.integer(below: letters.count)]
        })
    }
    let pieces = (0..<5).map { _ in piece(&generator) }
    return (0..<(1 + generator.integer(below: 10))).map { _ in
      (0..<(1 + generator.integer(below: 6))).flatMap { _ in
        Array(
          (generator.integer(below: 2) == 0
            ? pieces[generator.integer(below: 5)]
            : piece(&generator)).utf8)
      }
    }
  }

  @Test(arguments: Deduplication.Keep.allCases)
  func nothingRepeatsAndUTF8StaysUTF8(keep: Deduplication.Keep) throws {
    var generator = PhiloxGenerator(seed: 11)
    var passes = 0
    for round in 0..<400 {
      let texts = corpus(&generator)
      let deduplication = Deduplication(
        minimumMatch: 8 + round % 13, keep: keep, near: round % 2 == 0 ? nil : 0.6,
        seed: UInt64(round))
      let result = try deduplication.run(texts: texts)
      #expect(NaiveRepeats(texts: result.texts, length: 8 + round % 13).count == 0)
      #expect(try deduplication.repeats(in: result.texts) == 0)
      #expect(result.texts.allSatisfy { String(validating: $0, as: UTF8.self) != nil })
      let report = result.report
      #expect(report.isComplete)
      #expect(report.bytesIn == texts.reduce(0) { $0 + $1.count })
      #expect(report.bytesOut == result.texts.reduce(0) { $0 + $1.count })
      #expect(report.bytesIn - report.bytesOut == report.nearBytes + report.exactBytes)
      #expect(
        report.documentsIn - report.documentsOut == report.nearDocuments + report.blankDocuments)
      #expect(result.origins.count == result.texts.count)
      #expect(zip(result.origins, result.origins.dropFirst()).allSatisfy { $0 < $1 })
      passes = max(passes, report.passes)
    }
    #expect(passes > 1)
  }

  @Test func theSuffixArrayFindsNoRepeatEither() throws {
    var generator = PhiloxGenerator(seed: 12)
    let pieces = CorpusFixture.texts(400, of: 1...400, over: "abcdefghij ", using: &generator)
    let texts = (0..<300).map { _ in
      (0..<20).flatMap { _ in pieces[generator.integer(below: pieces.count)] }
    }
    let result = try Deduplication(minimumMatch: 60, near: nil).run(texts: texts)
    #expect(result.report.bytesOut < result.report.bytesIn / 5)
    let fixture = try CorpusFixture()
    let index = try fixture.index(result.texts)
    let table = index[.plain].table
    let longest = zip(table.suffixes, table.suffixes.dropFirst()).map { a, b in
      zip(table.text[Int(a)...], table.text[Int(b)...]).prefix { $0 == $1 && $0 != 0xFF }.count
    }.max()
    #expect(longest ?? 60 < 60)
  }

  @Test func theFirstOfEqualStretchesStaysUnlessNoneIsKept() throws {
    let refrain = "and so it goes, and goes, and goes on"
    let strings = ["One \(refrain). Two.", "Three, \(refrain)", refrain]
    let kept = try texts(strings, Deduplication(minimumMatch: 30, near: nil))
    #expect(kept.texts == [strings[0], "Three,"])
    #expect(kept.report.blankDocuments == 1)
    #expect(kept.report.cuts == 2)
    let none = try texts(strings, Deduplication(minimumMatch: 30, keep: .none, near: nil))
    #expect(none.texts == ["One. Two.", "Three,"])
  }

  @Test func whatACutJoinsIsSearchedAgain() throws {
    let refrain = "THE REFRAIN OF ALL OF THEM."
    let strings = ["x \(refrain)", "12345 abcdef", "12345 \(refrain)abcdef"]
    let result = try texts(strings, Deduplication(minimumMatch: 9, near: nil))
    #expect(result.texts == [strings[0], strings[1]])
    #expect(result.report.passes == 2 && result.report.blankDocuments == 1)
  }

  @Test func documentsThatAreNearlyTheSameAreDropped() throws {
    let words = (0..<200).map { "word\($0)" }
    var other = words
    other[7] = "another"
    let strings = [words, other, Array(words.reversed())].map { $0.joined(separator: " ") }
    let result = try texts(strings, Deduplication(minimumMatch: nil))
    #expect(result.texts == [strings[0], strings[2]])
    #expect(result.report.nearDocuments == 1)
    #expect(result.report.nearClusters == 1)
    #expect(result.report.nearBytes == strings[1].utf8.count)
    #expect(try texts(strings, Deduplication(minimumMatch: nil, near: nil)).texts == strings)
    #expect(try texts(strings, Deduplication(minimumMatch: nil, near: 0.99)).texts == strings)
  }

  @Test func theSameSeedGivesTheSame() throws {
    var generator = PhiloxGenerator(seed: 13)
    for seed in 0..<20 {
      let texts = corpus(&generator)
      let deduplication = Deduplication(minimumMatch: 10, near: 0.5, seed: UInt64(seed))
      let (a, b) = (try deduplication.run(texts: texts), try deduplication.run(texts: texts))
      #expect(a.texts == b.texts && a.report == b.report && a.origins == b.origins)
    }
  }

  @Test func whatIsNoUTF8IsRepaired() throws {
    let result = try Deduplication().run(texts: [[0x61, 0xFF, 0xFE], [0xC3]])
    #expect(result.texts == ["a\u{FFFD}\u{FFFD}", "\u{FFFD}"].map { Array($0.utf8) })
    #expect(result.report.repaired == 2)
  }

  @Test func nothingOfNothingIsNothing() throws {
    for texts in [[], [[]], [[], [0x20]]] as [[[UInt8]]] {
      let result = try Deduplication().run(texts: texts)
      #expect(result.texts.isEmpty)
      #expect(result.report.documentsIn == texts.count)
      #expect(result.report.bytesOut == 0)
    }
  }

  @Test func passesThatAreTooFewAreTold() throws {
    let refrain = "THE REFRAIN OF ALL OF THEM."
    let strings = ["x \(refrain)", "12345 abcdef", "12345 \(refrain)abcdef"]
    let few = Deduplication(minimumMatch: 9, near: nil, maximumPasses: 1)
    let result = try few.run(texts: strings.map { Array($0.utf8) })
    #expect(!result.report.isComplete && result.report.passes == 1)
    #expect(try few.repeats(in: result.texts) == 1)
  }

  @Test func optionsOutOfRangeAreRefused() {
    for deduplication in [
      Deduplication(minimumMatch: 7), Deduplication(minimumMatch: 65_537), Deduplication(near: 0),
      Deduplication(near: 1.01), Deduplication(near: .nan), Deduplication(maximumPasses: 0),
    ] {
      let error = #expect(throws: MemorizationError.self) { try deduplication.run(texts: []) }
      #expect(error?.code == .option)
    }
  }
}
