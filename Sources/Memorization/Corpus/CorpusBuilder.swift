import CDivsufsort
import Foundation
import LinearAlgebra

/// Builds an index: reads the text once, then sorts one view after the other.
struct CorpusBuilder {
  private let source: CorpusSource
  private let files: [CorpusFile]
  private let folder: IndexFolder
  private let window: Int
  private let hasTrigrams: Bool
  private var header: CorpusHeader
  /// Where documents begin in each view, and the view's length.
  private var starts: [CorpusView: [UInt32]] = [.plain: [0], .normalized: [0]]
  private var origins: [UInt32] = []

  /// Builds an index and puts it in its place.
  ///
  /// - Returns: What happened while the text was read.
  static func build(
    _ source: CorpusSource, into folder: String, window: Int, trigrams: Bool
  ) throws(MemorizationError) -> CorpusReading {
    guard WindowFilter.windows.contains(window) else {
      throw MemorizationError(
        .option,
        "a filter of \(window) bytes: choose from \(WindowFilter.windows.lowerBound) to "
          + "\(WindowFilter.windows.upperBound)")
    }
    do {
      var reading = CorpusReading()
      let files = try source.files { reading.skipped.append($0) }
      var builder = CorpusBuilder(
        source: source, files: files, folder: try IndexFolder(for: folder), window: window,
        hasTrigrams: trigrams,
        header: CorpusHeader(
          field: source.field, sources: source.paths, window: window, documents: 0))
      try builder.read(&reading)
      try builder.index()
      try builder.finish(reading)
      return reading
    } catch let error as MemorizationError {
      throw error
    } catch {
      throw MemorizationError(.file, "can't build \(folder)", underlying: error)
    }
  }

  /// Writes both views of all documents, separators between them.
  private mutating func read(_ reading: inout CorpusReading) throws {
    let plain = try writer(.plainText), normalized = try writer(.normalizedText)
    var repaired = 0
    try source.read(files, &reading) { document in
      var text = document.text
      if let valid = UTF8Repair.repaired(text) {
        text = valid
        repaired += 1
      }
      try append(text, .plain, plain)
      try append(CorpusView.normalized.apply(to: text), .normalized, normalized)
      origins += [UInt32(document.file), UInt32(document.line)]
    }
    guard reading.documents > 0 else { throw source.noText(reading) }
    reading.repairedDocuments = repaired
    try close(plain, .plainText)
    try close(normalized, .normalizedText)
  }

  private mutating func append(
    _ text: [UInt8], _ view: CorpusView, _ writer: IndexFileWriter
  ) throws(MemorizationError) {
    let end = Int(starts[view, default: [0]].last ?? 0) + text.count + 1
    guard end <= CorpusSource.maximumBytes else {
      throw MemorizationError(
        .input,
        "the corpus has more than 2 GB of text; split it into shards at the borders of documents, "
          + "index each and add up their counts")
    }
    try writer.append(text)
    try writer.append([0xFF])
    starts[view, default: [0]].append(UInt32(end))
  }

  /// Sorts and filters each view, and lists the trigrams of the plain one.
  private mutating func index() throws(MemorizationError) {
    // Steps of about the same time each.
    let steps = 2 * 4 + 1
    for (number, view) in CorpusView.allCases.enumerated() {
      WorkProgress.report("indexing", 4 * number, of: steps)
      let text = try load(view)
      try sort(text, view)
      WorkProgress.report("indexing", 4 * number + 3, of: steps)
      try filter(text, view)
      if view == .plain, hasTrigrams { try listTrigrams(text) }
    }
    WorkProgress.report("indexing", steps, of: steps)
  }

  private func load(_ view: CorpusView) throws(MemorizationError) -> HugePages {
    let part = CorpusHeader.Part.text(view)
    let memory = try HugePages(bytes: Int(starts[view]?.last ?? 0))
    let chunks = try FileChunks("\(folder.path)/\(part.rawValue)")
    var filled = 0
    while let chunk = try chunks.next(), filled + chunk.count <= memory.count {
      chunk.withUnsafeBytes { bytes in
        UnsafeMutableRawBufferPointer(start: memory.start + filled, count: bytes.count)
          .copyMemory(from: bytes)
      }
      filled += chunk.count
    }
    guard filled == memory.count else {
      throw MemorizationError(.file, "\(folder.path)/\(part.rawValue) was changed meanwhile")
    }
    return memory
  }

  private mutating func sort(_ text: HugePages, _ view: CorpusView) throws(MemorizationError) {
    let suffixes = try HugePages(bytes: 4 * text.count)
    let status = divsufsort(
      text.numbers(of: UInt8.self), suffixes.numbers(of: Int32.self), Int32(text.count))
    guard status == 0 else {
      throw MemorizationError(
        .input, "the suffixes of \(text.count) bytes can't be sorted: out of memory")
    }
    try write(.suffixes(view), UnsafeRawBufferPointer(start: suffixes.start, count: suffixes.count))
  }

  private mutating func filter(_ text: HugePages, _ view: CorpusView) throws(MemorizationError) {
    let count = WindowFilter.wordCount(forBytes: text.count)
    let table = try HugePages(bytes: 8 * count)
    let words = UnsafeMutableBufferPointer(start: table.numbers(of: UInt64.self), count: count)
    let bytes = UnsafeBufferPointer(start: text.numbers(of: UInt8.self), count: text.count)
    for range in ranges(view) {
      WindowFilter.enter(
        UnsafeBufferPointer(rebasing: bytes[range]), window: window, into: words)
    }
    try write(.filter(view), UnsafeRawBufferPointer(words))
  }

  private mutating func listTrigrams(_ text: HugePages) throws(MemorizationError) {
    let bytes = UnsafeBufferPointer(start: text.numbers(of: UInt8.self), count: text.count)
    let builder = TrigramTableBuilder(bytes, documents: ranges(.plain))
    try builder.write { (part, bytes) throws(MemorizationError) in try write(part, bytes) }
  }

  /// Where documents lie in a view.
  private func ranges(_ view: CorpusView) -> some Sequence<Range<Int>> {
    let starts = starts[view] ?? []
    return zip(starts, starts.dropFirst()).lazy.map { Int($0)..<(Int($1) - 1) }
  }

  /// Writes the tables of documents and files and the header, and puts the folder in its place.
  private mutating func finish(_ reading: CorpusReading) throws(MemorizationError) {
    for view in CorpusView.allCases {
      try write(.starts(view), numbers: starts[view] ?? [])
    }
    try write(.origins, numbers: origins)
    var paths: [UInt8] = [], table: [Int] = []
    for file in files {
      paths += file.path.utf8
      table += [file.size, file.modified, paths.count]
    }
    try write(.files, numbers: table)
    try write(.paths, numbers: paths)
    var whole = CorpusHeader(
      field: source.field, sources: source.paths, window: window, documents: reading.documents)
    whole.parts = header.parts
    whole.repaired = reading.repairedDocuments + reading.repairedLines
    whole.skipped = reading.skipped.count
    try whole.write(to: folder.path)
    try folder.moveIntoPlace()
  }

  private func writer(_ part: CorpusHeader.Part) throws(MemorizationError) -> IndexFileWriter {
    try IndexFileWriter("\(folder.path)/\(part.rawValue)")
  }

  private mutating func close(
    _ writer: IndexFileWriter, _ part: CorpusHeader.Part
  ) throws(MemorizationError) {
    header.parts[part.rawValue] = try writer.finish()
  }

  private mutating func write(
    _ part: CorpusHeader.Part, _ bytes: UnsafeRawBufferPointer
  ) throws(MemorizationError) {
    let writer = try writer(part)
    try writer.append(bytes)
    try close(writer, part)
  }

  private mutating func write<Number: BitwiseCopyable>(
    _ part: CorpusHeader.Part, numbers: [Number]
  ) throws(MemorizationError) {
    try numbers.withUnsafeBufferPointer { (buffer) throws(MemorizationError) in
      try write(part, UnsafeRawBufferPointer(buffer))
    }
  }
}
