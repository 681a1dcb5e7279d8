import Foundation

/// Where a command's words go: results to standard output, everything else to standard error.
enum Terminal {
  /// Prints a result.
  static func show(_ text: String) { write(text + "\n", to: .standardOutput) }

  /// Prints a warning or a failure.
  static func tell(_ text: String) { write(text + "\n", to: .standardError) }

  /// Prints a result as one JSON object, keys sorted.
  static func show(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    show(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Writes to a stream; a reader that has gone away is no error of ours.
  static func write(_ text: String, to stream: FileHandle = .standardOutput) {
    do { try stream.write(contentsOf: Data(text.utf8)) } catch { exit(1) }
  }

  /// Whether standard error is a terminal, where a progress bar can be drawn.
  static var hasProgress: Bool { isatty(STDERR_FILENO) == 1 }
}
