/// Persons' names: two to four words with capitals next to each other, one of them listed.
///
/// A listed given name with a word after it, or a listed surname with a word before it, is a name.
/// A listed word that is also a common word or a place (`Will`, `Jordan`, `Young`) needs a listed
/// partner, and so does everything in capitals. Words that begin sentences are cut off, and
/// organisations, streets and places (`Johnson County`, `John Street`) are none. After a title one
/// word is enough.
struct NameRecognizer: Sendable {
  /// The names of a text, in order.
  func matches(in profile: TextProfile) -> [CategoryMatch] {
    var found: [CategoryMatch] = []
    var first = 0
    while first < profile.words.count {
      guard profile.words[first].traits.contains(.capital) else {
        first += 1
        continue
      }
      let end = runEnd(profile, first)
      if let name = name(profile, first..<end) ?? inverted(profile, first) {
        let range = profile.words[name.lowerBound].start..<profile.words[name.upperBound - 1].end
        found.append(CategoryMatch(category: .namedIndividual, range: range))
        first = max(end, name.upperBound)
      } else {
        first = end
      }
    }
    return found
  }

  /// The end of a run of words with capitals, with particles such as `van` between them.
  private func runEnd(_ profile: TextProfile, _ first: Int) -> Int {
    let words = profile.words
    var end = first + 1
    while end < words.count, end - first < 8, isJoined(profile, end - 1, end) {
      let word = words[end]
      if word.traits.contains(.capital), word.traits.isDisjoint(with: [.digit, .underscore]) {
        end += 1
      } else if word.subjects.contains(.particle), end + 1 < words.count,
        words[end + 1].traits.contains(.capital) || words[end + 1].subjects.contains(.particle)
      {
        end += 1
      } else {
        break
      }
    }
    while end - 1 > first, !words[end - 1].traits.contains(.capital) { end -= 1 }
    return end
  }

  /// Whether nothing but a blank stands between two words, or what an initial or a title has.
  private func isJoined(_ profile: TextProfile, _ first: Int, _ second: Int) -> Bool {
    let (left, right) = (profile.words[first], profile.words[second])
    let text = profile.text
    switch right.start - left.end {
    case 1:
      return text[left.end] == " " || text[left.end] == "-"
        || (text[left.end] == "." && left.count == 1)
    case 2:
      return text[left.end] == "." && text[left.end + 1] == " "
        && (left.count == 1 || left.subjects.contains(.title))
    case 3: return left.count == 1 && text[left.end] == Byte(0xE2)
    default: return false
    }
  }

  private func name(_ profile: TextProfile, _ run: Range<Int>) -> Range<Int>? {
    let words = profile.words
    var start = run.lowerBound
    var hasTitle = false
    while start < run.upperBound {
      let word = words[start]
      hasTitle = word.subjects.contains(.title)
      guard hasTitle || isNoName(word) else { break }
      start += 1
    }
    if start > run.lowerBound { hasTitle = words[start - 1].subjects.contains(.title) }
    var end = run.upperBound
    // What follows a name in the run, such as a weekday or a headline's next word, ends it.
    for place in start..<max(start, end) where isNoName(words[place]) {
      end = place
      break
    }
    guard start < end, end - start <= 5 else { return nil }
    let name = start..<end
    if words[name].contains(where: { $0.subjects.contains(.organisation) }) { return nil }
    if hasTitle { return words[start].isNameLike ? name : nil }
    guard end - start >= 2 else { return nil }
    return isListed(words[name]) || isLabelled(profile, start) ? name : nil
  }

  private func isNoName(_ word: Word) -> Bool {
    word.subjects.contains(.noName) && !word.subjects.contains(.givenName)
  }

  private func isListed(_ words: ArraySlice<Word>) -> Bool {
    guard let first = words.first, let last = words.last else { return false }
    let given = words.dropLast().contains { $0.subjects.contains(.givenName) && $0.isNameLike }
    let surname = last.subjects.contains(.surname) && last.isNameLike
    if given || surname { return words.allSatisfy { !$0.isShouted || $0.count <= 2 } }
    return Self.isGiven(first) && Self.isSurname(last)
      || Self.isSurname(first) && Self.isGiven(last)
  }

  /// `Smith, John`: both parts have to be listed.
  private func inverted(_ profile: TextProfile, _ first: Int) -> Range<Int>? {
    guard first + 1 < profile.words.count else { return nil }
    let (left, right) = (profile.words[first], profile.words[first + 1])
    guard right.start - left.end == 2, profile.text[left.end] == ",",
      profile.text[left.end + 1] == " ", Self.isSurname(left), Self.isGiven(right),
      right.traits.contains(.capital)
    else { return nil }
    return first..<(first + 2)
  }

  /// Whether `Name:` stands before.
  private func isLabelled(_ profile: TextProfile, _ first: Int) -> Bool {
    guard first > 0 else { return false }
    let label = profile.words[first - 1]
    let gap = label.end..<profile.words[first].start
    return gap.count <= 3 && profile.text[gap.lowerBound] == ":" && label.count == 4
      && profile.text.has("name", at: label.start)
  }

  private static func isGiven(_ word: Word) -> Bool {
    word.subjects.contains(.givenName) || word.subjects.contains(.doubtfulGivenName)
  }

  private static func isSurname(_ word: Word) -> Bool {
    word.subjects.contains(.surname) || word.subjects.contains(.doubtfulSurname)
  }
}
