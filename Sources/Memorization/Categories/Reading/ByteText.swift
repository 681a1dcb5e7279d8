/// The bytes of a text, with a NUL before its beginning and after its end.
///
/// Recognisers look around a place without asking where the text ends: beyond it stands a byte that
/// is of no class. A NUL within the text therefore separates what is around it.
struct ByteText: Sendable {
  let bytes: [UInt8]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var count: Int { bytes.count }

  @inline(__always) subscript(place: Int) -> Byte {
    UInt(bitPattern: place) < UInt(bitPattern: bytes.count) ? Byte(bytes[place]) : "\0"
  }

  /// Whether the ASCII letters `prefix`, in lower case, stand at a place in any case.
  func has(_ prefix: StaticString, at place: Int) -> Bool {
    for index in 0..<prefix.utf8CodeUnitCount
    where self[place + index].lowercased.value != prefix.utf8Start[index] { return false }
    return true
  }

  /// The end of the run of bytes from a place on that satisfy a condition, at most `limit` of them.
  @inline(__always)
  func end(from place: Int, limit: Int = .max, while holds: (Byte) -> Bool) -> Int {
    var end = place
    while end - place < limit, end < count, holds(self[end]) { end += 1 }
    return end
  }

  /// The start of the run of bytes before a place that satisfy a condition, at most `limit` of
  /// them.
  @inline(__always)
  func start(before place: Int, limit: Int, while holds: (Byte) -> Bool) -> Int {
    var start = place
    while place - start < limit, start > 0, holds(self[start - 1]) { start -= 1 }
    return start
  }
}
