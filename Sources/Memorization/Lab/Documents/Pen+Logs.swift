extension Pen {
  /// The log of a web server or a program.
  mutating func serverLog() -> Draft {
    let layout = below(6)
    let service = program()
    let host = "\(pick(["web", "db", "app", "mail", "node", "cache"]))\(number(1...40))"
    let date = isoDate()
    var clock = below(80_000)
    var lines: [String] = []
    var size = documentSize()
    while size > 0 {
      clock = (clock + below(90)) % 86_400
      let time = "\(padded(clock / 3600)):\(padded(clock / 60 % 60)):\(padded(clock % 60))"
      let line = logLine(layout, service, host, date, time)
      lines.append(line)
      size -= line.utf8.count
    }
    return Draft(.logs, lines: lines)
  }

  private mutating func logLine(
    _ layout: Int, _ service: String, _ host: String, _ date: String, _ time: String
  ) -> String {
    switch layout {
    case 0:
      return
        "\(ipAddress()) - - [\(date):\(time) +0000] \"\(request())\" \(status()) \(number(90...98000))"
    case 1: return "\(date) \(time),\(digits(3)) \(level()) \(service).\(noun()): \(logMessage())"
    case 2: return "\(time) \(host) \(service)[\(number(200...32000))]: \(logMessage())"
    case 3:
      return
        "[\(date)T\(time)Z] [\(level().lowercased())] [\(noun()):\(number(1...99))] \(logMessage())"
    case 4:
      return
        "{\"time\":\"\(date)T\(time)Z\",\"level\":\"\(level().lowercased())\",\"host\":\"\(host)\",\"msg\":\"\(logMessage())\"}"
    default:
      return
        "\(level().prefix(1)) \(time).\(digits(6)) \(number(100...9999)) \(noun())_\(noun()).cc:\(number(10...999))] \(logMessage())"
    }
  }

  mutating func level() -> String {
    zipf(["INFO", "DEBUG", "WARN", "ERROR", "TRACE", "FATAL"])
  }

  mutating func ipAddress() -> String {
    pick(["192.0.2", "198.51.100", "203.0.113"]) + ".\(below(256))"
  }

  private mutating func request() -> String {
    let verb = zipf(["GET", "POST", "PUT", "DELETE", "HEAD"])
    let path = (0..<number(1...3)).map { _ in "/" + noun() }.joined()
    let query = chance(0.3) ? "?\(noun())=\(number(1...9999))" : ""
    return "\(verb) \(path)\(query) HTTP/1.1"
  }

  private mutating func status() -> Int { zipf([200, 304, 404, 301, 500, 403, 204, 502]) }

  /// What a program says about its work.
  mutating func logMessage() -> String {
    let (a, b) = (noun(), noun())
    switch below(14) {
    case 0: return "\(Inflection.past(verb())) \(a) \(number(1...9999)) in \(number(1...4000)) ms"
    case 1:
      return
        "connection to \(b)\(number(1...30)) \(pick(["closed", "refused", "opened", "timed out", "reset"]))"
    case 2: return "user \(user()) \(Inflection.past(verb())) \(a)"
    case 3: return "\(a) '\(slug(1...2))' not found, \(Inflection.gerund(verb())) \(b)"
    case 4: return "failed to \(verb()) \(a): \(failure())"
    case 5:
      return
        "\(Inflection.gerund(verb())) \(number(2...900)) \(Inflection.plural(a)) from /var/\(b)/\(noun())"
    case 6:
      return
        "retry \(number(1...9)) of \(number(3...10)) for \(a)-\(characters(6, of: Alphabet.hex))"
    case 7: return "\(a) queue has \(below(5000)) \(Inflection.plural(b))"
    case 8: return "cache \(pick(["hit", "miss"])) \(a):\(number(1...99999))"
    case 9: return "\(clause(.past, 0))"
    case 10: return "loaded \(program()) \(number(0...9)).\(below(20)).\(below(30))"
    case 11:
      return "memory \(number(10...990)) MB, \(below(64)) threads, load \(below(9)).\(digits(2))"
    case 12: return "job \(slug(1...2, "_")) finished with status \(below(4))"
    default: return "listening on \(ipAddress()):\(number(1024...65000))"
    }
  }

  /// The short reason of an error.
  mutating func failure() -> String {
    pick([
      "no such file", "permission denied", "disk full", "bad \(noun())",
      "timeout after \(number(1...90)) s",
      "unexpected \(noun()) at line \(number(1...900))", "checksum differs", "\(noun()) is locked",
      "out of memory", "invalid \(adjective()) \(noun())", "broken pipe", "\(noun()) expired",
    ])
  }

  /// An error report with the trace of a stack.
  mutating func errorReport() -> Draft {
    let layout = below(3)
    var blocks: [String] = []
    var size = documentSize()
    while size > 0 {
      let block = trace(layout)
      blocks.append(block)
      size -= block.utf8.count
      if chance(0.5) { blocks.append(paragraph(1...2)) }
    }
    return Draft(.report, paragraphs: blocks)
  }

  private mutating func trace(_ layout: Int) -> String {
    let frames = number(3...8)
    let error = "\(noun().capitalizedFirst)\(pick(["Error", "Exception", "Failure"]))"
    switch layout {
    case 0:
      return
        "Exception in thread \"\(noun())-\(number(1...64))\" example.\(program()).\(error): \(failure())\n"
        + (0..<frames).map { _ in
          let type = noun().capitalizedFirst
          return
            "    at example.\(program()).\(type).\(identifier())(\(type).java:\(number(8...990)))"
        }.joined(separator: "\n")
    case 1:
      return "Traceback (most recent call last):\n"
        + (0..<frames).map { _ in
          "  File \"/srv/\(program())/\(noun()).py\", line \(number(3...700)), in \(identifier("_"))\n    \(noun())(\(noun()))"
        }.joined(separator: "\n") + "\n\(error): \(failure())"
    default:
      return "thread \(number(0...30)) crashed: \(failure())\n"
        + (0..<frames).map { frame in
          "\(frame)  \(program())  0x\(characters(12, of: Alphabet.hex)) \(identifier("_")) + \(number(4...900))"
        }.joined(separator: "\n")
    }
  }

  /// "openLetterBox" or "open_letter_box".
  mutating func identifier(_ sign: String = "") -> String {
    var words = [verb(), noun()]
    if chance(0.4) { words.append(noun()) }
    if !sign.isEmpty { return words.joined(separator: sign) }
    return words[0] + words.dropFirst().map(\.capitalizedFirst).joined()
  }
}
