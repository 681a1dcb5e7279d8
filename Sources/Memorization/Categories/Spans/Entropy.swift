import Foundation

/// How random a string looks.
struct Entropy: Sendable {
  /// Shannon's entropy of the string's own bytes, in bits per byte.
  let bitsPerByte: Double
  let letters: Int
  let digits: Int
  let capitals: Int
  /// Bytes that are neither letter nor digit.
  let signs: Int
  /// Runs of digits, of capitals, and of small letters with at most one capital before them.
  ///
  /// Words, identifiers and version numbers have long runs; random strings change every other byte.
  let runs: Int

  /// Counts the bytes of a range.
  init(_ text: ByteText, _ range: Range<Int>) {
    var counts = [Int](repeating: 0, count: 256)
    var (letters, digits, capitals, runs) = (0, 0, 0, 0)
    var last: Byte = "\0"
    for place in range {
      let byte = text[place]
      counts[Int(byte.value)] += 1
      letters += byte.isLetter ? 1 : 0
      capitals += byte.isUpper ? 1 : 0
      digits += byte.isDigit ? 1 : 0
      if byte.isAlphanumeric, Self.begins(byte, after: last) { runs += 1 }
      last = byte
    }
    let total = Double(max(range.count, 1))
    bitsPerByte = counts.reduce(0) { sum, count in
      count == 0 ? sum : sum - Double(count) / total * log2(Double(count) / total)
    }
    (self.letters, self.digits, self.capitals, self.runs) = (letters, digits, capitals, runs)
    signs = range.count - letters - digits
  }

  private static func begins(_ byte: Byte, after last: Byte) -> Bool {
    if byte.isDigit { return !last.isDigit }
    if byte.isUpper { return !last.isUpper }
    return !last.isLetter
  }

  /// Letters and digits of a run, on average.
  var meanRun: Double { Double(letters + digits) / Double(max(runs, 1)) }

  /// The least entropy of a random string of a length: three quarters of what all different bytes
  /// have, but no more than 3 bits, since hexadecimal has at most 4.
  static func bound(_ length: Int) -> Double { min(3, 0.75 * log2(Double(max(length, 1)))) }
}
