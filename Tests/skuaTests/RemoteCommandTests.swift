import Foundation
import Testing

/// `skua serve`, `extract URL` and `runs resume`, each a process of its own.
@Suite struct RemoteCommandTests {
  /// Begins a script with a server of a model on loopback, whose address is `$url`.
  private static let serving = """
    set -eu
    skua=$1
    serve() {
      "$skua" serve target.json --port 0 --json "$@" > ready.json 2> serve.err &
      server=$!
      trap 'kill "$server" 2>/dev/null || true' EXIT
      for _ in $(seq 200); do
        if grep -q url ready.json; then break; fi
        sleep 0.05
      done
      url=$(sed -n 's/.*"url" *: *"\\([^"]*\\)".*/\\1/p' ready.json | tr -d '\\\\')
      port=${url##*:}
    }
    metrics() {
      exec 3<>"/dev/tcp/127.0.0.1/$port"
      printf 'GET /metrics HTTP/1.1\\r\\nHost: x\\r\\nConnection: close\\r\\n\\r\\n' >&3
      cat <&3
    }
    "$skua" train --data iris --model softmax --out target.json > train.txt

    """

  private func run(_ script: String, in skua: Program) async throws -> Program.Outcome {
    try skua.write(Self.serving + script, to: "script.bash")
    return try await skua.shell("exec bash script.bash \"$0\"")
  }

  @Test func aServedModelIsStolenAndTheRunIsRecorded() async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await run(
        """
        serve --service amazon --model-name target
        "$skua" extract "$url" --service amazon --model-name target --schema target.json \\
          --model softmax --max-price 0.01 --store runs.sqlite --out copy.json --json
        """, in: skua)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let json = try outcome.json
      #expect(json["queries"] as? Int == 5 && json["check_queries"] as? Int == 20)
      #expect(abs(try #require(json["price"] as? Double) - 0.0005) < 1e-12)
      #expect(json["service"] as? String == "amazon" && json["possibly_paid_twice"] as? Int == 0)
      let compared = try await skua("compare", "target.json", "copy.json", "--json")
      let fidelity = try #require(try compared.json["fidelity"] as? [String: Any])
      #expect(fidelity["uniform"] as? Double == 1)
      let shown = try await skua("runs", "show", "1", "--store", "runs.sqlite", "--json")
      let ledger = try #require(try shown.json["ledger"] as? [String: Any])
      // What a missing value means was asked as well, with a complete row and in each form.
      let missing = try #require(json["missing"] as? [[String: Any]])
      #expect(!missing.isEmpty && missing.allSatisfy { $0["form"] is String })
      #expect(ledger["queries"] as? Int == 26 + missing.count)
      #expect(ledger["answers"] as? Int == 26 + missing.count { $0["answered"] as? Bool == true })
    }
  }

  @Test func twentyKillsLoseNoRecordedAnswerAndAskNoneAgain() async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await run(
        """
        serve --service amazon --model-name target --delay 0.01
        extract() {
          # In place of the shell, which is what is killed.
          exec "$skua" extract "$url" --service amazon --model-name target --schema target.json \\
            --model softmax --queries 3000 --check 0 --no-probe-missing --concurrency 4 \\
            --store runs.sqlite --json
        }
        for _ in $(seq 20); do
          extract > /dev/null 2> extract.err &
          pid=$!
          sleep "0.$((RANDOM % 25 + 10))"
          kill -9 "$pid" 2> /dev/null || true
          wait "$pid" 2> /dev/null || true
        done
        "$skua" runs list --store runs.sqlite --json > list.json
        "$skua" runs resume 1 --concurrency 4 --store runs.sqlite --json > result.json
        metrics > metrics.txt
        """, in: skua)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let list = try String(contentsOf: skua.folder.appending(path: "list.json"), encoding: .utf8)
      #expect(list.contains("interrupted"))
      let result = try JSONSerialization.jsonObject(
        with: Data(contentsOf: skua.folder.appending(path: "result.json")))
      let json = try #require(result as? [String: Any])
      #expect(json["queries"] as? Int == 3000)
      let twice = try #require(json["possibly_paid_twice"] as? Int)
      // Four requests were in flight at each of at most twenty kills.
      #expect(twice <= 80)
      let metrics = try String(
        contentsOf: skua.folder.appending(path: "metrics.txt"), encoding: .utf8)
      let asked = try #require(
        metrics.firstMatch(of: #/skua_queries_total (\d+)/#).flatMap { Int($0.1) })
      #expect((3000...(3000 + twice)).contains(asked))
    }
  }

  @Test func aServerThatIsKilledAndBegunAgainCostsNoAnswer() async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await run(
        """
        serve --service amazon --model-name target --delay 0.01
        "$skua" extract "$url" --service amazon --model-name target --schema target.json \\
          --model softmax --queries 1200 --check 0 --no-probe-missing --concurrency 4 \\
          --store runs.sqlite --json > result.json 2> extract.err &
        client=$!
        until [ -f runs.sqlite ] && "$skua" runs show 1 --store runs.sqlite --json 2> /dev/null |
          grep -q '"answers" *: *[1-9]'; do sleep 0.05; done
        kill -9 "$server"
        wait "$server" 2> /dev/null || true
        "$skua" runs show 1 --store runs.sqlite --json > half.json
        sleep 0.2
        "$skua" serve target.json --port "$port" --service amazon --model-name target \\
          > /dev/null 2>&1 &
        server=$!
        # A client whose patience ended before goes on where it stood.
        wait "$client" ||
          "$skua" runs resume 1 --concurrency 4 --store runs.sqlite --json > result.json
        metrics > metrics.txt
        """, in: skua)
      #expect(outcome.status == 0, "\(outcome.errors)")
      let half = try #require(try skua.readJSON("half.json")["ledger"] as? [String: Any])
      let kept = try #require(half["answers"] as? Int)
      #expect((1..<1200).contains(kept))
      #expect(try skua.readJSON("result.json")["queries"] as? Int == 1200)
      let asked = try #require(
        skua.read("metrics.txt").firstMatch(of: #/skua_queries_total (\d+)/#)
          .flatMap { Int($0.1) })
      #expect(asked <= 1200 - kept)
    }
  }

  @Test func aStoreThatCannotGrowEndsTheRunWhichGoesOnLater() async throws {
    try await Program.inTemporaryFolder { skua in
      let outcome = try await run(
        """
        serve --service amazon --model-name target
        # A limit on the size of files stands for a full disk.
        status=0
        (
          trap '' XFSZ
          ulimit -f 300
          exec "$skua" extract "$url" --service amazon --model-name target --schema target.json \\
            --model softmax --queries 3000 --check 0 --no-probe-missing --store runs.sqlite
        ) > full.txt 2> full.err || status=$?
        echo "$status" > status.txt
        "$skua" runs show 1 --store runs.sqlite --json > half.json
        "$skua" runs resume 1 --store runs.sqlite --json > result.json
        """, in: skua)
      #expect(outcome.status == 0, "\(outcome.errors)")
      #expect(try skua.read("status.txt") == "1\n")
      let errors = try skua.read("full.err")
      #expect(errors.contains("disk") && errors.split(separator: "\n").count == 1, "\(errors)")
      let half = try #require(try skua.readJSON("half.json")["ledger"] as? [String: Any])
      let kept = try #require(half["answers"] as? Int)
      #expect((1..<3000).contains(kept))
      let result = try skua.readJSON("result.json")
      #expect(result["queries"] as? Int == 3000)
      #expect(try #require(result["replayed_answers"] as? Int) >= kept)
    }
  }

  @Test func whatCannotBeMeantIsToldInASentence() async throws {
    try await Program.inTemporaryFolder { skua in
      let cases: [([String], Int32, String)] = [
        (["extract", "http://10.9.8.7", "--service", "amazon"], 64, "--budget"),
        (["extract", "http://127.0.0.1:9", "--budget", "5"], 64, "--service"),
        (["extract", "http://127.0.0.1:9", "--service", "sun", "--budget", "5"], 64, "'sun'"),
        (
          ["extract", "http://127.0.0.1:9", "--service", "amazon", "--budget", "5"], 64, "--schema"
        ),
        (
          ["extract", "http://a:b@127.0.0.1", "--service", "amazon", "--budget", "5"], 1, "password"
        ),
        (
          ["extract", "http://10.9.8.7", "--service", "kserve", "--max-price", "1"], 64, "--price"
        ),
        (["serve", "absent.json", "--service", "amazon"], 1, "absent.json"),
        (["runs", "resume", "1", "--store", "absent.sqlite"], 1, "absent.sqlite"),
      ]
      for (arguments, status, words) in cases {
        let outcome = try await skua(arguments)
        #expect(outcome.status == status, "\(arguments): \(outcome.errors)")
        #expect(outcome.errors.contains(words), "\(arguments): \(outcome.errors)")
        #expect(outcome.errorLines.count == 2, "\(outcome.errors)")
      }
    }
  }

  @Test func aServiceServesOnlyWhatItServes() async throws {
    try await Program.inTemporaryFolder { skua in
      _ = try await skua(
        "train", "--data", "iris", "--model", "tree", "--out", "tree.json")
      let outcome = try await skua("serve", "tree.json", "--service", "amazon", "--port", "0")
      #expect(outcome.status == 64 && outcome.errors.contains("decision_tree"))
    }
  }
}
