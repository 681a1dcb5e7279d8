import Foundation

/// The right to write one run, held by one program at a time.
///
/// It is an advisory lock (`flock`) on a file beside the store. The kernel releases it when the
/// program ends, however it ends. Call ``release()`` when the work is done: the lock also goes with
/// the value, and a value that nobody mentions any more goes early.
public final class RunLock: Sendable {
  /// The run.
  public let run: Run.ID
  private let path: String
  private let descriptor = Descriptor()
  /// Tries, a millisecond apart: who asks whether a lock is held has it for an instant.
  private static let attempts = 10

  /// Takes a lock, or throws within moments if another program has it.
  init(_ run: Run.ID, at path: String) throws(RunsError) {
    self.run = run
    self.path = path
    var attempts = 0
    while true {
      let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard file >= 0 else { throw Self.failure(path, errno) }
      guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
        let code = errno
        close(file)
        attempts += 1
        guard code == EWOULDBLOCK || code == EINTR else { throw Self.failure(path, code) }
        guard attempts < Self.attempts else {
          throw RunsError(
            .input, "run \(run) is being written by another program: wait for its end, or stop it")
        }
        usleep(1000)
        continue
      }
      if Self.isFile(file, at: path) {
        descriptor.set(file)
        return
      }
      // Its last holder removed the file between our opening and locking it.
      close(file)
    }
  }

  deinit { release() }

  /// Gives the lock back; again is no error.
  public func release() {
    guard let file = descriptor.take() else { return }
    unlink(path)
    close(file)
  }

  /// Whether somebody holds a lock.
  static func isHeld(at path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    return flock(file, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }

  private static func isFile(_ file: Int32, at path: String) -> Bool {
    var opened = stat()
    var named = stat()
    return fstat(file, &opened) == 0 && stat(path, &named) == 0
      && opened.st_dev == named.st_dev && opened.st_ino == named.st_ino
  }

  private static func failure(_ path: String, _ code: Int32) -> RunsError {
    RunsError(.file, "can't lock \(path): \(String(cString: strerror(code)))")
  }

  /// The open file, until it is given back.
  private final class Descriptor: Sendable {
    private let lock = NSLock()
    private nonisolated(unsafe) var file: Int32?

    func set(_ file: Int32) { lock.withLock { self.file = file } }

    func take() -> Int32? {
      lock.withLock {
        defer { file = nil }
        return file
      }
    }
  }
}

extension RunStore {
  /// Takes the right to write a run, so that two programs never do.
  ///
  /// - Throws: `RunsError` of code `input` if there is no such run, or another program has the lock.
  public func lock(_ run: Run.ID) throws(RunsError) -> RunLock {
    try requireWriting()
    _ = try self.run(run)
    return try RunLock(run, at: lockPath(run))
  }

  /// Whether a program is at work on a run; one that is running and not locked was interrupted.
  public func isLocked(_ run: Run.ID) -> Bool { RunLock.isHeld(at: lockPath(run)) }

  private func lockPath(_ run: Run.ID) -> String { "\(path)-run-\(run).lock" }
}
