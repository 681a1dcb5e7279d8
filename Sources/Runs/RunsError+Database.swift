import GRDB

extension RunsError {
  /// What SQLite said about a store, as a sentence for a user.
  ///
  /// SQL and its arguments stay out of it: they may hold what a model was asked.
  init(_ error: any Error, at path: String) {
    guard let error = error as? DatabaseError else {
      self = error as? RunsError ?? RunsError(.file, "\(path): \(error)", underlying: error)
      return
    }
    let words = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
    let reason = words.split(whereSeparator: \.isNewline).joined(separator: " ")
    let (code, sentence): (Code, String) =
      switch error.resultCode {
      case .SQLITE_NOTADB:
        (.format, "it is no store of runs: name another file")
      case .SQLITE_CORRUPT:
        (
          .format,
          "the store is damaged (\(reason)): put back a copy of it, or move it away and begin anew"
        )
      case .SQLITE_FULL:
        (.file, "the disk is full: free some space and resume; what was recorded before is kept")
      case .SQLITE_BUSY, .SQLITE_LOCKED:
        (.file, "another program has been writing to the store for long: try again")
      case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM:
        (.file, "the store can't be written, or its folder can't (\(reason))")
      case .SQLITE_IOERR:
        (
          .file,
          "the store can't be read or written (\(reason)): see whether the disk is full or failing"
        )
      case .SQLITE_CONSTRAINT:
        (.input, "the store takes no such row: \(reason)")
      case .SQLITE_TOOBIG:
        (.input, "a text or document is larger than a store takes: 1 GB")
      default: (.file, "the store can't be used (\(reason))")
      }
    self.init(code, "\(path): \(sentence)", underlying: error)
  }
}
