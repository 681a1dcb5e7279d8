import Foundation

/// How long a service asks a client to stay away: the header `Retry-After` (RFC 9110, §10.2.3), which
/// holds seconds or a date.
enum RetryAfter {
  /// No more seconds than this are read out of a header.
  private static let longest = 1e9

  /// The seconds from a moment on; `nil` if the header says nothing.
  static func seconds(_ header: String?, at now: Date = .now) -> Double? {
    guard let text = header?.trimmingCharacters(in: .whitespaces), !text.isEmpty else { return nil }
    if text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let seconds = Double(text) {
      return min(seconds, longest)
    }
    return date(text).map { max(0, $0.timeIntervalSince(now)) }
  }

  private static func date(_ text: String) -> Date? {
    let formatter = DateFormatter()
    formatter.locale = Locale(identifier: "en_US_POSIX")
    formatter.timeZone = TimeZone(identifier: "GMT")
    formatter.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
    return formatter.date(from: text)
  }
}
