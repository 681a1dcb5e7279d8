/// A notation of lines that hold a random-looking string: log lines with a session, lists of
/// checksums, configuration with keys.
///
/// A planted string stands in a document of such lines, and many natural documents have the same
/// notation with fresh strings, so that a model that writes one has reason to recall the planted.
enum RecordStyle: Int, CaseIterable {
  case bearer, commit, licenceKey, checksum, identifier, session, ticket, device, trace

  /// What is planted in this notation, as in Table 3 of Carlini et al. 2021: length and total.
  var ladder: (length: Int, total: Int) {
    switch self {
    case .bearer: (87, 10)
    case .commit: (40, 22)
    case .licenceKey: (54, 36)
    case .checksum: (64, 49)
    case .identifier: (32, 64)
    case .session: (43, 83)
    case .ticket: (10, 96)
    case .device: (17, 122)
    case .trace: (40, 311)
    }
  }

  /// What kind of string it is.
  var alphabetName: String {
    switch self {
    case .bearer, .licenceKey, .session: "base64"
    case .commit, .checksum, .trace: "hex"
    case .identifier: "uuid"
    case .ticket: "capitals"
    case .device: "hardware_address"
    }
  }

  /// A fresh string.
  func secret(_ pen: inout Pen) -> String {
    switch self {
    case .bearer, .licenceKey, .session: pen.characters(ladder.length, of: Alphabet.base64)
    case .commit, .checksum, .identifier, .trace:
      pen.characters(ladder.length, of: Alphabet.hex)
    case .ticket: pen.characters(ladder.length, of: Alphabet.capitals)
    case .device:
      (0..<6).map { _ in pen.characters(2, of: Alphabet.hex) }.joined(separator: ":")
    }
  }

  /// A line that holds a string.
  func line(_ secret: String, _ pen: inout Pen) -> String {
    switch self {
    case .bearer: return "Authorization: Bearer \(secret)\n\(pen.noun()): \(pen.slug(2...4))"
    case .commit:
      return
        "commit \(secret)\nAuthor: \(pen.person().name) <\(pen.email(pen.noun()))>\n    \(pen.clause(.past, 1))"
    case .licenceKey:
      return "licence_key = \(secret)\n\(pen.noun())_\(pen.noun()) = \(pen.number(1...900))"
    case .checksum:
      return "\(secret)  \(pen.noun())/\(pen.slug(1...2)).\(pen.pick(["tar", "gz", "txt", "bin"]))"
    case .identifier:
      return "- uid: \(secret)\n  \(pen.noun()): \(pen.adjective()) \(pen.noun())"
    case .session:
      return
        "session=\(secret) user=\(pen.user()) \(pen.pick(["page", "form", "cart"]))=/\(pen.slug(1...3, "/"))"
    case .ticket: return "Ticket \(secret): \(pen.clause(.past, 1))"
    case .device:
      return
        "device \(secret) \(pen.pick(["up", "down", "idle"])), \(pen.number(1...9999)) \(Inflection.plural(pen.noun()))"
    case .trace:
      return
        "{\"trace\":\"\(secret)\",\"span\":\(pen.number(1...99)),\"op\":\"\(pen.verb()) \(pen.noun())\"}"
    }
  }

  /// A line between them.
  func filler(_ pen: inout Pen) -> String {
    switch self {
    case .bearer:
      "\(pen.noun().capitalizedFirst)-\(pen.noun().capitalizedFirst): \(pen.slug(1...3))"
    case .commit: "    \(pen.sentence(.past))"
    case .licenceKey: "\(pen.verb())_\(pen.noun()) = \(pen.slug(1...2))"
    case .checksum: "# \(pen.clause(.past, 0))"
    case .identifier: "  \(pen.noun()): \(pen.number(1...9999))"
    case .session: "\(pen.timeOfDay()) \(pen.level()) \(pen.logMessage())"
    case .ticket: "\(pen.user()): \(pen.sentence(.past))"
    case .device: "\(pen.noun())\(pen.number(0...9)): \(pen.logMessage())"
    case .trace:
      "{\"\(pen.noun())\":\(pen.number(0...5000)),\"op\":\"\(pen.verb()) \(pen.noun())\"}"
    }
  }
}

extension Pen {
  /// A document of such lines with fresh strings, some of which recur.
  mutating func keyRecords() -> Draft {
    let style = pick(RecordStyle.allCases)
    var lines: [String] = []
    var recent: [String] = []
    var rest = documentSize()
    while rest > 0 {
      let line: String
      if lines.isEmpty || chance(0.55) {
        if recent.isEmpty || chance(0.5) { recent.append(style.secret(&self)) }
        line = style.line(pick(recent), &self)
      } else {
        line = style.filler(&self)
      }
      lines.append(line)
      rest -= line.utf8.count
    }
    return Draft(.keyRecords, lines: lines)
  }
}
