import Experiments
import Foundation

/// Where a command's words go: results to standard output, everything else to standard error.
enum Terminal {
  /// Prints a result; a table has ended its last line already.
  static func show(_ text: String) { write(text.hasSuffix("\n") ? text : text + "\n") }

  /// Prints a result as one JSON object, keys sorted.
  static func show(json value: some Encodable) throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    encoder.keyEncodingStrategy = .convertToSnakeCase
    show(String(decoding: try encoder.encode(value), as: UTF8.self))
  }

  /// Prints a value as one line of JSON, keys sorted.
  static func show(jsonLine value: some Encodable) throws {
    write(bytes: Array(try JSONLine.data(value)))
  }

  /// Prints a warning or a failure.
  static func tell(_ text: String) { draw(text + "\n") }

  /// Prints what a reader should know about a result.
  static func tell(notes: [String]) {
    for note in notes { tell("note: \(note)") }
  }

  /// Writes to standard output, or ends the program: quietly where the reader has gone, as `head`
  /// does.
  static func write(_ text: String) { write(bytes: Array(text.utf8)) }

  /// The same for bytes that may be no text.
  static func write(bytes: [UInt8]) {
    let error = send(bytes, to: STDOUT_FILENO)
    guard error != 0 else { return }
    if error == EPIPE { exit(EXIT_SUCCESS) }
    tell("skua: can't write to standard output: \(String(cString: strerror(error)))")
    exit(EXIT_FAILURE)
  }

  /// Writes to standard error. Where nobody listens there, nothing is lost but words.
  static func draw(_ text: String) { _ = send(Array(text.utf8), to: STDERR_FILENO) }

  /// Lets writes report a reader that has gone, or a file that is too large, which would kill the
  /// program by a signal.
  static func takeOverSignals() {
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
  }

  /// Whether standard error is a terminal, where a progress bar can be drawn.
  static var hasProgress: Bool { isatty(STDERR_FILENO) == 1 }

  /// Writes all of some bytes and returns 0, or the system's error.
  private static func send(_ bytes: [UInt8], to descriptor: Int32) -> Int32 {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return errno }
      rest = rest.dropFirst(count)
    }
    return 0
  }
}
