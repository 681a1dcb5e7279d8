import Foundation
import Synchronization

/// The most memory of this process that no file backs, looked at every ten milliseconds.
enum AnonymousMemory {
  private static let highest = Atomic<Int>(0)

  /// Bytes, since `watch` was called.
  static var peak: Int {
    look()
    return highest.load(ordering: .relaxed)
  }

  /// Begins to look.
  static func watch() {
    Thread.detachNewThread {
      while true {
        look()
        Thread.sleep(forTimeInterval: 0.01)
      }
    }
  }

  private static func look() {
    guard let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8),
      let line = status.split(separator: "\n").first(where: { $0.hasPrefix("RssAnon:") }),
      let kilobytes = Int(line.split(separator: " ", omittingEmptySubsequences: true)[1])
    else { return }
    highest.max(1024 * kilobytes, ordering: .relaxed)
  }
}
