/// What follows a street: unit, town, region and postcode, as far as they are there.
struct AddressTail {
  private(set) var end: Int
  private(set) var hasTown = false
  private(set) var hasRegion = false
  private(set) var hasPostcode = false

  /// Whether it says where the street is.
  var isPlace: Bool { hasTown || hasRegion || hasPostcode }

  /// Reads at most five parts, separated by commas, blanks or one line end.
  init(_ text: ByteText, after street: Int) {
    end = street
    for _ in 0..<5 {
      let gap = Gap(text, at: end)
      guard gap.end > end else { return }
      if !hasPostcode, let next = Self.postcode(text, gap.end) {
        (hasPostcode, end) = (true, next)
      } else if !isPlace, !gap.hasLineEnd, let next = Self.unit(text, gap.end) {
        end = next
      } else if !hasRegion, hasTown || gap.hasComma, let next = Self.region(text, gap.end) {
        (hasRegion, end) = (true, next)
      } else if !hasTown, !hasRegion, gap.hasComma || gap.hasLineEnd || hasPostcode,
        let next = Self.town(text, gap.end), !gap.hasLineEnd || Self.isFollowed(text, next)
      {
        (hasTown, end) = (true, next)
      } else {
        return
      }
    }
  }

  private struct Gap {
    var end: Int
    var hasComma = false
    var hasLineEnd = false

    init(_ text: ByteText, at start: Int) {
      end = text.end(from: start, limit: 2) { $0 == " " }
      if text[end] == "," {
        hasComma = true
        end += 1
      }
      end = text.end(from: end, limit: 3) { $0 == " " }
      if text[end] == "\r" || text[end] == "\n" {
        hasLineEnd = true
        end += text[end] == "\r" && text[end + 1] == "\n" ? 2 : 1
        end = text.end(from: end, limit: 16) { $0.isBlank }
      }
    }
  }

  private static let postcodes: [DigitPattern] = ["ddddd-dddd", "ddddd", "dddd"]

  /// Five digits, five and four, four, or the British and Canadian mixtures of letters and digits.
  static func postcode(_ text: ByteText, _ start: Int) -> Int? {
    for pattern in postcodes {
      if let end = pattern.end(in: text, at: start), text.endsNumber(at: end) { return end }
    }
    let outward = text.end(from: start, limit: 5) { $0.isUpper || $0.isDigit }
    guard text[start].isUpper, (2...4).contains(outward - start), text[outward] == " ",
      (start..<outward).contains(where: { text[$0].isDigit })
    else { return nil }
    let end = outward + 4
    let isBritish =
      text[outward + 1].isDigit && text[outward + 2].isUpper && text[outward + 3].isUpper
    let isCanadian =
      text[outward + 1].isDigit && text[outward + 2].isUpper && text[outward + 3].isDigit
    return (isBritish || isCanadian) && !text.isWord(at: end) ? end : nil
  }

  private static func region(_ text: ByteText, _ start: Int) -> Int? {
    let end = text.end(from: start, limit: 4) { $0.isUpper }
    guard (2...3).contains(end - start), !text.isWord(at: end) else { return nil }
    return text[end] == "." ? end + 1 : end
  }

  /// One to three words with capitals.
  static func town(_ text: ByteText, _ start: Int) -> Int? {
    var (place, end) = (start, start)
    for _ in 0..<3 {
      let next = text.end(from: place, limit: 24) { $0.isLetter || $0.isHigh || $0 == "-" }
      guard next - place > 1, text.startsWithCapital(at: place), !text.isWord(at: next),
        text[place + 1].isLower || text[place + 1].isHigh
      else { break }
      end = next
      guard text[next] == " " else { break }
      place = next + 1
    }
    return end > start ? end : nil
  }

  /// Whether a town on a line of its own has a region or a postcode after it.
  private static func isFollowed(_ text: ByteText, _ end: Int) -> Bool {
    let gap = Gap(text, at: end)
    return !gap.hasLineEnd && gap.end > end
      && (postcode(text, gap.end) != nil || region(text, gap.end) != nil)
  }

  private static func unit(_ text: ByteText, _ start: Int) -> Int? {
    var place = start
    if text[place] == "#" {
      place += 1
    } else {
      let word = text.end(from: place, limit: 10) { $0.isLetter }
      guard units.contains(text, place..<word) else { return nil }
      place = text.end(from: word, limit: 3) { $0 == "." || $0 == " " || $0 == "#" }
    }
    let end = text.end(from: place, limit: 7) { $0.isAlphanumeric || $0 == "-" }
    return (place..<end).contains { text[$0].isDigit } || end == place + 1 ? end : nil
  }

  private static let units = WordSet(
    """
    apt apartment suite ste unit floor fl flat room rm bldg building
    """)
}
