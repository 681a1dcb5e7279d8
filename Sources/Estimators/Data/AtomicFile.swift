// Whole files in, whole files out: through POSIX calls, each of which is checked.

import Foundation

/// Replaces the content of a file, or creates the file: all of it, or nothing.
///
/// The bytes go to a temporary file beside the target, reach the disk, and take the target's name
/// last. On failure the temporary file is removed and an old file stays as it was. A link is
/// followed; an existing file keeps its permissions. A target that is no ordinary file, such as
/// `/dev/stdout`, is written to directly.
/// - Throws: `EstimatorError` of code `unwritableFile` with the system's reason.
public func writeAtomically(
  _ data: some Sequence<UInt8>, to path: String
) throws(EstimatorError) {
  let bytes = Array(data)
  var status = stat()
  let exists = stat(path, &status) == 0
  let kind = status.st_mode & S_IFMT
  if exists && kind == S_IFDIR { throw unwritable(path, "it is a directory") }
  if exists && kind != S_IFREG {
    let descriptor = open(path, O_WRONLY)
    guard descriptor >= 0 else { throw unwritable(path, systemReason()) }
    defer { close(descriptor) }
    return try write(bytes, to: descriptor, path: path)
  }

  let target = exists ? URL(filePath: path).resolvingSymlinksInPath().path : path
  let folder = (target as NSString).deletingLastPathComponent
  let temporary =
    (folder.isEmpty ? "." : folder) + "/.\((target as NSString).lastPathComponent)"
    + ".\(getpid())-\(UInt32.random(in: 0 ... .max)).temporary"
  let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL, 0o666)
  guard descriptor >= 0 else { throw unwritable(path, systemReason()) }
  do throws(EstimatorError) {
    try fill(descriptor, with: bytes, mode: exists ? status.st_mode & 0o7777 : nil, path: path)
    guard rename(temporary, target) == 0 else { throw unwritable(path, systemReason()) }
  } catch {
    unlink(temporary)
    throw error
  }
}

/// Writes the bytes, sees them to the disk and closes the file, whatever happens.
private func fill(
  _ descriptor: Int32, with bytes: [UInt8], mode: mode_t?, path: String
) throws(EstimatorError) {
  do throws(EstimatorError) {
    try write(bytes, to: descriptor, path: path)
    if let mode, fchmod(descriptor, mode) != 0 { throw unwritable(path, systemReason()) }
    guard fsync(descriptor) == 0 else { throw unwritable(path, systemReason()) }
  } catch {
    close(descriptor)
    throw error
  }
  guard close(descriptor) == 0 else { throw unwritable(path, systemReason()) }
}

private func write(
  _ bytes: [UInt8], to descriptor: Int32, path: String
) throws(EstimatorError) {
  var written = 0
  while written < bytes.count {
    let count = bytes[written...].withUnsafeBytes {
      Foundation.write(descriptor, $0.baseAddress, $0.count)
    }
    if count < 0 && errno == EINTR { continue }
    guard count > 0 else { throw unwritable(path, systemReason()) }
    written += count
  }
}

private func unwritable(_ path: String, _ reason: String) -> EstimatorError {
  EstimatorError(.unwritableFile, "can't write \(path): \(reason)")
}

/// The bytes of a file.
///
/// - Throws: `EstimatorError` of code `unreadableFile` with the system's reason, or if the file
///   holds more than `maximumBytes`.
package func readFile(_ path: String, maximumBytes: Int) throws(EstimatorError) -> [UInt8] {
  func unreadable(_ reason: String) -> EstimatorError {
    EstimatorError(.unreadableFile, "can't read \(path): \(reason)")
  }
  let descriptor = open(path, O_RDONLY)
  guard descriptor >= 0 else { throw unreadable(systemReason()) }
  defer { close(descriptor) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let count = read(descriptor, &chunk, chunk.count)
    if count < 0 && errno == EINTR { continue }
    guard count >= 0 else { throw unreadable(systemReason()) }
    guard count > 0 else { return bytes }
    bytes.append(contentsOf: chunk[..<count])
    guard bytes.count <= maximumBytes else {
      throw unreadable("it holds more than \(maximumBytes) bytes, the most allowed")
    }
  }
}

/// What the system says about the last call that failed.
private func systemReason() -> String { String(cString: strerror(errno)) }
