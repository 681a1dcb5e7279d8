import Foundation

/// A folder that goes with the suite that holds it; in memory where that is possible, since a
/// ledger waits for the disk after every batch.
final class TemporaryFolder: Sendable {
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

  /// A file that doesn't exist yet.
  func file() -> URL { url.appending(path: "\(UUID()).jsonl") }
}
