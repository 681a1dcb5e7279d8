import Foundation
import Testing

/// `skua corpus`, from files to counts.
@Suite struct CorpusTests {
  private func withNotes<R>(_ body: (Program) async throws -> R) async throws -> R {
    try await Program.inTemporaryFolder { skua in
      let notes = skua.folder.appending(path: "notes")
      try FileManager.default.createDirectory(at: notes, withIntermediateDirectories: true)
      try skua.write("The skua robs\nother birds. The skua flies.", to: "notes/a.txt")
      try skua.write("{\"text\":\"A skua.\"}\n{\"text\":\"No bird, né?\"}\n", to: "notes/b.jsonl")
      return try await body(skua)
    }
  }

  private func lines(_ outcome: Program.Outcome) throws -> [[String: Any]] {
    try outcome.output.split(separator: "\n").map { line in
      try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test func anIndexIsBuiltAndAnswers() async throws {
    try await withNotes { skua in
      let index = try await skua("corpus", "index", "notes", "--out", "corpus", "--json")
      #expect(index.status == 0, "\(index.errors)")
      #expect(try index.json["documents"] as? Int == 3)
      #expect(try skua.files == ["notes", "corpus"])

      let stats = try await skua("corpus", "stats", "corpus", "--json").json
      #expect(stats["bytes"] as? Int == 62)
      #expect(stats["words"] as? Int == 13)
      #expect(stats["seconds"] is NSNull)

      let count = try await skua(
        "corpus", "count", "corpus", "skua", "robs other", "skuas", "--json")
      let answers = try lines(count)
      #expect(answers.map { $0["occurrences"] as? Int } == [3, 0, 0])
      #expect(answers.map { $0["documents"] as? Int } == [2, 0, 0])
      #expect(answers.map { $0["longest"] as? Int } == [4, 5, 4])
      let normalized = try await skua("corpus", "count", "corpus", "robs other", "--normalized")
      #expect(normalized.output.contains("1"))

      let search = try await skua("corpus", "search", "corpus", "skua", "--context", "4", "--json")
      let places = try #require(try search.json["places"] as? [[String: Any]])
      #expect(
        places.map { $0["name"] as? String } == ["notes/a.txt", "notes/a.txt", "notes/b.jsonl:1"])
      #expect(places.map { $0["offset"] as? Int } == [4, 31, 2])
      #expect(places[0]["before"] as? String == "The ")
      #expect(places[0]["after"] as? String == " rob")
      let text = try await skua("corpus", "search", "corpus", "robs", "--context", "6")
      #expect(text.output.contains("notes/a.txt, byte 9\n   skua [robs] other\n"))
    }
  }

  @Test func aPathIsIndexedOnceAndUsedAgain() async throws {
    try await withNotes { skua in
      for _ in 0..<2 {
        let outcome = try await skua("corpus", "count", "notes", "skua", "--json")
        #expect(try outcome.json["occurrences"] as? Int == 3)
      }
      let caches = try FileManager.default.contentsOfDirectory(
        atPath: skua.folder.appending(path: ".skua/corpora").path)
      #expect(caches.count == 1)
    }
  }

  @Test func countsGoThroughAPipe() async throws {
    try await withNotes { skua in
      _ = try await skua("corpus", "index", "notes", "--out", "corpus")
      let base64 = Data("né".utf8).base64EncodedString()
      try skua.write(
        """
        {"id": 7, "text": "skua"}
        {"id": "x/\\"y", "base64": "\(base64)"}

        {"text": "robs\\nother birds?", "id": [1, null]}
        """, to: "in.jsonl")
      let outcome = try await skua.shell("\"$0\" corpus count corpus < in.jsonl")
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(
        outcome.output == """
          {"documents":2,"id":7,"longest":4,"occurrences":3}
          {"documents":1,"id":"x/\\"y","longest":3,"occurrences":1}
          {"documents":0,"id":[1,null],"longest":16,"occurrences":0}

          """)
    }
  }

  @Test func manyLinesComeOutInTheirOrder() async throws {
    try await withNotes { skua in
      _ = try await skua("corpus", "index", "notes", "--out", "corpus")
      let outcome = try await skua.shell(
        """
        i=0; while [ $i -lt 20000 ]; do echo "{\\"id\\":$i,\\"text\\":\\"bird $i\\"}"; i=$((i+1)); done \
        | "$0" corpus count corpus | sed 's/.*"id":\\([0-9]*\\),.*/\\1/' | sort -n -c && echo sorted
        """)
      #expect(outcome.output == "sorted\n", "\(outcome.errors)")
    }
  }

  @Test(arguments: [
    ("nonsense", "no JSON object"), ("[1]", "no JSON object"), ("{\"text\":\"a\"}", "no 'id'"),
    ("{\"id\":1}", "'text'"), ("{\"id\":1,\"text\":7}", "'text'"),
    ("{\"id\":1,\"base64\":\"?\"}", "no base64"),
    ("{\"id\":1,\"text\":\"a\",\"base64\":\"\"}", "'text'"),
    ("{\"id\":1,\"text\":\"a", "no JSON object"),
  ])
  func aWrongLineIsNamedAfterThoseBeforeItWereAnswered(line: String, reason: String) async throws {
    try await withNotes { skua in
      _ = try await skua("corpus", "index", "notes", "--out", "corpus")
      try skua.write("{\"id\":0,\"text\":\"skua\"}\n\(line)\n{\"id\":2,\"text\":\"b\"}\n", to: "in")
      let outcome = try await skua.shell("\"$0\" corpus count corpus < in")
      #expect(outcome.status == 1)
      #expect(outcome.output == "{\"documents\":2,\"id\":0,\"longest\":4,\"occurrences\":3}\n")
      #expect(outcome.errors.hasPrefix("skua: line 2 of standard input: "))
      #expect(outcome.errors.contains(reason), "\(outcome.errors)")
    }
  }

  @Test func whatCantBeIndexedIsRefusedInOneLine() async throws {
    try await withNotes { skua in
      try skua.write("", to: "empty.txt")
      try Data([1, 0, 0]).write(to: skua.folder.appending(path: "a.bin"))
      try skua.write("{\"text\":1}\n", to: "bad.jsonl")
      let index = ["corpus", "index", "--out", "corpus"]
      try await skua.expectRefusal(index + ["gone"], saying: "gone: there is no such file")
      try await skua.expectRefusal(index + ["empty.txt"], saying: "empty.txt", "no text")
      try await skua.expectRefusal(index + ["a.bin"], saying: "no text", "binary")
      try await skua.expectRefusal(index + ["bad.jsonl"], saying: "bad.jsonl, line 1")
      try await skua.expectRefusal(
        index + ["notes", "--window", "7"], status: 64, saying: "8 to 4096")
      try await skua.expectRefusal(
        ["corpus", "index", "notes", "--out", "notes"], saying: "other files")
      try await skua.expectRefusal(
        ["corpus", "search", "notes", ""], status: 64, saying: "look for")
    }
  }

  @Test func aDiskThatIsFullLeavesNothingBehind() async throws {
    try await withNotes { skua in
      try skua.write(String(repeating: "one more line of text\n", count: 20_000), to: "notes/c.txt")
      let outcome = try await skua.shell(
        "ulimit -f 512; \"$0\" corpus index notes --out corpus")
      #expect(outcome.status == 1)
      #expect(outcome.errors.contains("can't write"))
      #expect(try skua.files == ["notes"])
    }
  }
}
