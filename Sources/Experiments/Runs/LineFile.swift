import Foundation
import Runs

/// A file of lines, written piece by piece and put in its place at the end.
enum LineFile {
  /// Writes lines beside the target, to the disk, and then puts them in its place; straight into a
  /// target that is no ordinary file, such as `/dev/stdout`.
  ///
  /// - Throws: `RunsError` of code `file` if that fails, or what `body` throws; what stood there
  ///   before stays.
  static func write(
    to path: String, _ body: (_ line: (String) throws -> Void) throws -> Void
  ) throws {
    let resolved = URL(filePath: path).resolvingSymlinksInPath().path
    let found = try? FileManager.default.attributesOfItem(atPath: resolved)
    let kind = found?[.type] as? FileAttributeType
    if kind == .typeDirectory { throw failure(path, EISDIR) }
    if found != nil && kind != .typeRegular {
      return try fill(path, named: path, O_WRONLY, body)
    }
    let permissions = (found?[.posixPermissions] as? NSNumber)?.uint32Value
    let target = found != nil ? resolved : path
    let temporary = "\(target).\(getpid())-\(UInt32.random(in: 0 ... .max)).partial"
    do {
      try fill(temporary, named: path, O_WRONLY | O_CREAT | O_EXCL, body) { descriptor in
        guard permissions.map({ fchmod(descriptor, mode_t($0)) == 0 }) ?? true,
          fsync(descriptor) == 0
        else { throw failure(path, errno) }
      }
      guard rename(temporary, target) == 0 else { throw failure(path, errno) }
    } catch {
      unlink(temporary)
      throw error
    }
  }

  /// Opens a file, lets the body write its lines in chunks of 64 kB, and closes it.
  private static func fill(
    _ file: String, named path: String, _ flags: Int32,
    _ body: (_ line: (String) throws -> Void) throws -> Void,
    finally: (_ descriptor: Int32) throws -> Void = { _ in }
  ) throws {
    let descriptor = open(file, flags | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw failure(path, errno) }
    defer { close(descriptor) }
    var buffer: [UInt8] = []
    try body { line in
      buffer.append(contentsOf: line.utf8)
      buffer.append(UInt8(ascii: "\n"))
      guard buffer.count >= 1 << 16 else { return }
      try send(buffer, to: descriptor, path)
      buffer.removeAll(keepingCapacity: true)
    }
    try send(buffer, to: descriptor, path)
    try finally(descriptor)
  }

  private static func send(_ bytes: [UInt8], to descriptor: Int32, _ path: String) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { throw failure(path, errno) }
      rest = rest.dropFirst(count)
    }
  }

  private static func failure(_ path: String, _ code: Int32) -> RunsError {
    RunsError(.file, "can't write \(path): \(String(cString: strerror(code)))")
  }
}
