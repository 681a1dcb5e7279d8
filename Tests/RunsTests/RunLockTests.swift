import Foundation
import Testing

@testable import Runs

@Suite struct RunLockTests {
  let folder: StoreFolder
  let store: RunStore

  init() throws {
    folder = try StoreFolder()
    store = try RunStore(path: folder.path())
    for _ in 0..<2 { _ = try store.beginRun() }
  }

  @Test func aLockIsHeldByOneAtATime() throws {
    let other = try RunStore(path: folder.path())
    let lock = try store.lock(1)
    #expect(store.isLocked(1) && other.isLocked(1) && !store.isLocked(2))
    expectError(.input, saying: "run 1 is being written by another program") {
      _ = try other.lock(1)
    }
    let second = try other.lock(2)
    second.release()
    lock.release()
    lock.release()
    #expect(!store.isLocked(1))
    try other.lock(1).release()
    #expect(try folder.names.allSatisfy { !$0.hasSuffix(".lock") })
  }

  @Test func aLockGoesWithItsValue() throws {
    do {
      let lock = try store.lock(1)
      withExtendedLifetime(lock) { #expect(store.isLocked(1)) }
    }
    #expect(!store.isLocked(1))
  }

  @Test func aLockFileThatAKilledProgramLeftHoldsNobodyUp() throws {
    try Data().write(to: folder.url.appending(path: "runs.sqlite-run-1.lock"))
    #expect(!store.isLocked(1))
    let lock = try store.lock(1)
    #expect(store.isLocked(1))
    lock.release()
  }

  #if os(Linux)
    @Test func theLockOfAProcessThatIsKilledIsFree() async throws {
      let holder = Process()
      holder.executableURL = URL(filePath: "/usr/bin/env")
      holder.arguments = [
        "flock", "--no-fork", folder.path("runs.sqlite-run-1.lock"), "sh", "-c", "echo; exec cat",
      ]
      let input = Pipe()
      let output = Pipe()
      holder.standardInput = input
      holder.standardOutput = output
      try holder.run()
      #expect(output.fileHandleForReading.availableData == Data("\n".utf8))
      expectError(.input, saying: "another program") { _ = try store.lock(1) }
      kill(holder.processIdentifier, SIGKILL)
      holder.waitUntilExit()
      try store.lock(1).release()
    }
  #endif

  @Test func aRunThatIsBeingWrittenIsNotDeleted() throws {
    let lock = try store.lock(1)
    defer { lock.release() }
    expectError(.input, saying: "being written") { try store.delete(1) }
    #expect(try store.runs().count == 2)
  }

  @Test func ofManyThatAskAtOnceOneHasTheLock() async {
    // Holders come and go, and the file with them: never are there two.
    let holders = Counter()
    await withTaskGroup(of: Int.self) { tasks in
      for _ in 0..<4 {
        tasks.addTask {
          var taken = 0
          for _ in 0..<100 {
            guard let lock = try? store.lock(1) else { continue }
            #expect(holders.add(1) == 1)
            taken += 1
            holders.add(-1)
            lock.release()
          }
          return taken
        }
      }
      let taken = await tasks.reduce(0, +)
      #expect(taken > 0)
    }
    #expect(!store.isLocked(1))
  }

  private final class Counter: Sendable {
    private let lock = NSLock()
    private nonisolated(unsafe) var value = 0

    @discardableResult func add(_ amount: Int) -> Int {
      lock.withLock {
        value += amount
        return value
      }
    }
  }
}
