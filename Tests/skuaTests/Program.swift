import Foundation
import Testing

/// The built program, run as a process in a folder of its own.
struct Program {
  /// Where it runs, and where its files are.
  let folder: URL

  /// What a run printed and how it ended.
  struct Outcome {
    let status: Int32
    let output: String
    let errors: String

    /// Standard output as one JSON object, with nothing before or after.
    var json: [String: Any] {
      get throws {
        let object = try JSONSerialization.jsonObject(with: Data(output.utf8))
        return try #require(object as? [String: Any])
      }
    }

    /// The lines of standard error.
    var errorLines: [Substring] { errors.split(separator: "\n", omittingEmptySubsequences: false) }
  }

  /// Runs a test in a temporary folder, which is removed after it.
  static func inTemporaryFolder<R>(_ body: (Program) async throws -> R) async throws -> R {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "skua-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try await body(Program(folder: folder))
  }

  /// The CSV file of the README's example.
  static let subscribers = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "../../Examples/subscribers.csv").standardizedFileURL.path

  /// The executable beside the test bundle.
  private static var executable: URL {
    get throws {
      let test = Bundle.allBundles.map(\.bundleURL) + [Bundle.main.bundleURL]
      let folders = test.flatMap { [$0, $0.deletingLastPathComponent()] }
      let places = folders.map { $0.appending(path: "skua") }
      return try #require(
        places.first { FileManager.default.isExecutableFile(atPath: $0.path) && !$0.isFolder },
        "no program 'skua' beside the tests; build it first")
    }
  }

  /// Runs the program with arguments.
  func callAsFunction(_ arguments: String...) async throws -> Outcome {
    try await run(try Self.executable, arguments)
  }

  /// Runs the program with arguments.
  func callAsFunction(_ arguments: [String]) async throws -> Outcome {
    try await run(try Self.executable, arguments)
  }

  /// Runs a shell script, in which `$0` is the program.
  func shell(_ script: String) async throws -> Outcome {
    try await run(URL(filePath: "/bin/sh"), ["-c", script, try Self.executable.path])
  }

  private func run(_ executable: URL, _ arguments: [String]) async throws -> Outcome {
    let name = UUID().uuidString
    let streams = ["out", "err"].map { folder.appending(path: ".\(name).\($0)") }
    for stream in streams { _ = FileManager.default.createFile(atPath: stream.path, contents: nil) }
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = try FileHandle(forWritingTo: streams[0])
    process.standardError = try FileHandle(forWritingTo: streams[1])
    try await withCheckedThrowingContinuation { (done: CheckedContinuation<Void, any Error>) in
      process.terminationHandler = { _ in done.resume() }
      do { try process.run() } catch { done.resume(throwing: error) }
    }
    let texts = try streams.map { try String(contentsOf: $0, encoding: .utf8) }
    for stream in streams { try FileManager.default.removeItem(at: stream) }
    return Outcome(status: process.terminationStatus, output: texts[0], errors: texts[1])
  }

  /// Writes a file into the folder.
  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: folder.appending(path: name))
  }

  /// The text of a file in the folder.
  func read(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }

  /// The one JSON object in a file of the folder.
  func readJSON(_ name: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(read(name).utf8)) as? [String: Any])
  }

  /// The names of all files in the folder.
  var files: Set<String> {
    get throws { Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) }
  }

  /// Fits a model, which must succeed.
  func train(_ data: String, _ options: String..., out: String = "target.json") async throws {
    let outcome = try await self(["train", "--data", data, "--out", out] + options)
    try #require(outcome.status == 0, "\(outcome.errors)")
  }

  /// Expects one line on standard error that starts with the program's name and contains some
  /// words, nothing on standard output, and no new file.
  func expectRefusal(
    _ arguments: [String], status: Int32 = 1, saying words: String...,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let before = try files
    let outcome = try await self(arguments)
    #expect(outcome.status == status, sourceLocation: sourceLocation)
    #expect(outcome.output == "", sourceLocation: sourceLocation)
    #expect(outcome.errors.hasPrefix("skua: "), sourceLocation: sourceLocation)
    #expect(outcome.errorLines.count == 2, "\(outcome.errors)", sourceLocation: sourceLocation)
    #expect(outcome.errors.hasSuffix("\n"), sourceLocation: sourceLocation)
    for word in words {
      #expect(
        outcome.errors.contains(word), "\(outcome.errors)", sourceLocation: sourceLocation)
    }
    #expect(try files == before, sourceLocation: sourceLocation)
  }
}

extension URL {
  fileprivate var isFolder: Bool { hasDirectoryPath || path.hasSuffix("/") }
}
