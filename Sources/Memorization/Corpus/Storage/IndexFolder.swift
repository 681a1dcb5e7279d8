import Foundation

/// A folder that is written beside its target and takes the target's name when it is complete.
///
/// If anything fails before that, or this object goes, what was written is removed.
final class IndexFolder {
  /// Where the files are written.
  let path: String
  private let target: String
  private var isInPlace = false

  /// Begins a folder.
  ///
  /// - Throws: `MemorizationError` if something else than an index or an empty folder has its name.
  init(for target: String) throws(MemorizationError) {
    let target = Self.withoutSlashes(target)
    self.target = target
    try Self.checkReplaceable(target)
    let parent = (target as NSString).deletingLastPathComponent
    path = Self.sibling(of: target, "temporary")
    do {
      if !parent.isEmpty {
        try FileManager.default.createDirectory(atPath: parent, withIntermediateDirectories: true)
      }
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    } catch {
      throw MemorizationError(
        .file, "can't create the folder \(target): \(String(cString: strerror(errno)))",
        underlying: error)
    }
  }

  deinit {
    // There is nobody left to tell.
    if !isInPlace { try? FileManager.default.removeItem(atPath: path) }
  }

  /// Gives the folder its name; an older index of that name goes.
  func moveIntoPlace() throws(MemorizationError) {
    let old = Self.sibling(of: target, "old")
    let replaces = rename(target, old) == 0
    guard rename(path, target) == 0 else {
      let reason = String(cString: strerror(errno))
      if replaces { rename(old, target) }
      // Another program has put an index of the same text there since; what is here goes with this object.
      if !replaces, errno == ENOTEMPTY || errno == EEXIST { return }
      throw MemorizationError(.file, "can't create \(target): \(reason)")
    }
    isInPlace = true
    guard replaces else { return }
    do {
      try FileManager.default.removeItem(atPath: old)
    } catch {
      throw MemorizationError(.file, "can't remove \(old), an older index", underlying: error)
    }
  }

  private static func checkReplaceable(_ target: String) throws(MemorizationError) {
    var status = stat()
    guard stat(target, &status) == 0 else { return }
    guard status.st_mode & S_IFMT == S_IFDIR else {
      throw MemorizationError(.file, "\(target) is a file; an index is a folder")
    }
    let isIndex = FileManager.default.fileExists(atPath: "\(target)/\(CorpusHeader.fileName)")
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: target) else {
      throw MemorizationError(.file, "\(target): can't be listed")
    }
    guard isIndex || names.isEmpty else {
      throw MemorizationError(
        .file, "\(target) holds other files than an index; name another folder")
    }
  }

  private static func withoutSlashes(_ path: String) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    return path
  }

  private static func sibling(of target: String, _ kind: String) -> String {
    let parent = (target as NSString).deletingLastPathComponent
    let name = (target as NSString).lastPathComponent
    let unique = "\(getpid())-\(UInt32.random(in: 0 ... .max))"
    return (parent.isEmpty ? "" : parent == "/" ? "/" : parent + "/") + ".\(name).\(unique).\(kind)"
  }
}
