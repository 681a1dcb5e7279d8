import Foundation
import Testing

@testable import Runs

/// A folder that goes with the suite that holds it; in memory where that is possible, since a store
/// waits for the disk.
final class StoreFolder: Sendable {
  let url: URL

  init() throws {
    let memory = URL(filePath: "/dev/shm")
    let parent =
      FileManager.default.isWritableFile(atPath: memory.path)
      ? memory : FileManager.default.temporaryDirectory
    url = parent.appending(path: "skua-\(UUID())")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
  }

  deinit {
    do { try FileManager.default.removeItem(at: url) } catch {
      print("a temporary folder stays behind: \(error)")
    }
  }

  /// The path of a file in the folder.
  func path(_ name: String = "runs.sqlite") -> String { url.appending(path: name).path }

  /// The names of all files in the folder.
  var names: Set<String> {
    get throws { Set(try FileManager.default.contentsOfDirectory(atPath: url.path)) }
  }

  /// Copies a store as it stands, its write-ahead log included.
  func copy(_ name: String = "runs.sqlite", to copy: String) throws {
    for suffix in ["", "-wal"] where FileManager.default.fileExists(atPath: path(name + suffix)) {
      try FileManager.default.copyItem(atPath: path(name + suffix), toPath: path(copy + suffix))
    }
  }
}

extension RunStore {
  /// A run to record things in.
  func beginRun(_ configuration: String = "{}", seed: UInt64 = 1) throws(RunsError) -> Run {
    try begin(
      kind: "audit", title: "a run", configuration: Data(configuration.utf8), seed: seed)
  }
}

extension StoredSample {
  /// A sample whose parts follow from its number; of about 1.5 kB unless told otherwise.
  static func made(_ number: Int, group: String = "top_n", bytes: Int = 1536) -> StoredSample {
    func filled(_ count: Int, _ salt: Int) -> Data {
      Data((0..<count).map { UInt8(truncatingIfNeeded: ($0 &* 31 &+ number &* 7 &+ salt) >> 1) })
    }
    return StoredSample(
      group: group, number: number, prompt: filled(number % 3, 1), tokens: filled(bytes / 3, 2),
      logProbabilities: filled(bytes - bytes / 3, 3))
  }
}

/// Expects a `RunsError` of a code, whose sentence contains some words.
func expectError(
  _ code: RunsError.Code, saying words: String...,
  sourceLocation: SourceLocation = #_sourceLocation,
  _ body: () throws -> Void
) {
  do {
    try body()
    Issue.record("no error", sourceLocation: sourceLocation)
  } catch let error as RunsError {
    #expect(error.code == code, "\(error)", sourceLocation: sourceLocation)
    for word in words {
      #expect(error.message.contains(word), "\(error)", sourceLocation: sourceLocation)
    }
    #expect(!error.message.contains("\n"), sourceLocation: sourceLocation)
  } catch {
    Issue.record("another error: \(error)", sourceLocation: sourceLocation)
  }
}
