/// The files of an index, opened one by one and checked.
struct IndexParts {
  let folder: String
  let header: CorpusHeader

  /// The numbers in a file.
  ///
  /// - Throws: `MemorizationError` if the file is missing, holds another number of them, or is damaged.
  func numbers<Number: BitwiseCopyable & Sendable>(
    _ part: CorpusHeader.Part, count: Int? = nil
  ) throws(MemorizationError) -> MappedNumbers<Number> {
    guard let file = header.file(part), file.bytes >= 0 else {
      throw damaged(CorpusHeader.fileName)
    }
    let size = MemoryLayout<Number>.stride
    guard count.map({ file.bytes / size == $0 }) ?? true else { throw damaged(part) }
    let numbers = try MappedNumbers<Number>("\(folder)/\(part.rawValue)", bytes: file.bytes)
    guard Checksum.of(UnsafeRawBufferPointer(numbers.values)) == file.checksum else {
      throw damaged(part)
    }
    return numbers
  }

  /// The numbers in a file, which must not fall, begin with 0 and end with a total.
  func starts(
    _ part: CorpusHeader.Part, count: Int, total: Int?
  ) throws(MemorizationError) -> MappedNumbers<UInt32> {
    let starts: MappedNumbers<UInt32> = try numbers(part, count: count)
    let values = starts.values
    guard values.first == 0, total.map({ Int(values[values.count - 1]) == $0 }) ?? true else {
      throw damaged(part)
    }
    for i in 1..<values.count where values[i] < values[i - 1] { throw damaged(part) }
    return starts
  }

  /// The error of a damaged file.
  func damaged(_ part: CorpusHeader.Part) -> MemorizationError { damaged(part.rawValue) }

  /// The error of a damaged file.
  func damaged(_ name: String) -> MemorizationError {
    MemorizationError(.format, "\(folder)/\(name): damaged; build the index anew")
  }
}
