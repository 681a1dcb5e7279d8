/// What source code has and prose has not, counted by line.
struct CodeSigns {
  private(set) var codeLines = 0
  /// Lines that begin with `/*`.
  private var comments = 0
  private(set) var semicolons = 0
  /// `#include`, `#define` and the like.
  private(set) var includes = 0
  /// Lines that end with a colon and begin with a keyword such as `def`.
  private(set) var colonBlocks = 0
  /// `=>`.
  private(set) var arrows = 0
  /// `:=`.
  private(set) var shortAssignments = 0
  private(set) var shebangs = 0
  /// `$(`, `${`, `$1`, `[ -f`.
  private(set) var expansions = 0
  /// Tags of HTML.
  private(set) var tags = 0
  /// `property: value;`.
  private(set) var declarations = 0

  /// Counts a text's signs.
  init(_ profile: TextProfile) {
    for line in profile.lines { count(profile, line) }
  }

  private mutating func count(_ profile: TextProfile, _ line: Line) {
    let text = profile.text
    let (start, end) = (line.range.lowerBound, line.range.upperBound)
    let last = text[end - 1]
    var isCode = last == "{" || last == "}" || text.has("};", at: end - 2)
    if last == ";" {
      semicolons += 1
      isCode = isCode || !profile.isProse || text[end - 2] == ")"
      if line.words.count < 12, hasColon(text, line) { declarations += 1 }
    }
    if last == ":", let first = line.words.first, isBlockKeyword(text, profile.words[first]) {
      colonBlocks += 1
      isCode = true
    }
    isCode = countOpening(text, start) || isCode
    isCode = countOperators(text, line.range) || isCode
    isCode = beginsStatement(profile, line) || isCode
    codeLines += isCode ? 1 : 0
  }

  /// Comments, directives and annotations at the beginning of a line.
  private mutating func countOpening(_ text: ByteText, _ start: Int) -> Bool {
    switch text[start] {
    case "#":
      if text[start + 1] == "!" {
        shebangs += 1
        return true
      }
      for name in ["#include", "#define", "#ifdef", "#ifndef", "#endif"] as [StaticString]
      where text.has(name, at: start) {
        includes += 1
        return true
      }
      return false
    case "/":
      comments += text[start + 1] == "*" ? 1 : 0
      return text[start + 1] == "/" || text[start + 1] == "*"
    case "*": return comments > 0
    default: return false
    }
  }

  private mutating func countOperators(_ text: ByteText, _ range: Range<Int>) -> Bool {
    var found = false
    for place in range {
      let next = text[place + 1]
      switch text[place] {
      case "=" where next == ">":
        arrows += 1
        found = true
      case ":" where next == "=":
        shortAssignments += 1
        found = true
      case "=" where next == "=" && text[place + 2] != "=": found = text[place - 1] == " " || found
      case "!" where next == "=": found = true
      case "&" where next == "&", "|" where next == "|", "+" where next == "=",
        "-" where next == ">":
        found = true
      case "(" where next == ")" && text[place - 1].isWord: found = true
      case "$" where next == "(" || next == "{" || next == "@":
        expansions += 1
        found = true
      case "[" where next == " " && text[place + 2] == "-": expansions += 1
      case "<" where next.isLetter || next == "/" || next == "!":
        if HTMLTag.begins(text, at: place) {
          tags += 1
          found = true
        }
      default: break
      }
    }
    return found
  }

  private func hasColon(_ text: ByteText, _ line: Line) -> Bool {
    let name = text.end(from: line.range.lowerBound, limit: 30) { $0.isLower || $0 == "-" }
    return name > line.range.lowerBound && text[name] == ":"
  }

  private func isBlockKeyword(_ text: ByteText, _ word: Word) -> Bool {
    Self.blockKeywords.contains(text, word.start..<min(word.end, word.start + 8))
  }

  /// A keyword that begins statements, and a call, an assignment or a path after it.
  private func beginsStatement(_ profile: TextProfile, _ line: Line) -> Bool {
    guard let first = line.words.first, line.words.count <= 14 else { return false }
    let word = profile.words[first]
    guard word.start == line.range.lowerBound, word.count <= 8,
      word.traits.isDisjoint(with: .capital) || word.isShouted,
      Self.keywords.contains(profile.text, word.start..<word.end)
    else { return false }
    let last = profile.text[line.range.upperBound - 1]
    return last != "." && last != "!" && last != "?" && last != ","
  }

  private static let blockKeywords = WordSet(
    """
    def class if elif else for while try except finally with case
    """)

  private static let keywords = WordSet(
    """
    import from return let var const func function struct enum package echo export sudo fi
    done esac then select insert create update delete where alter drop join left group order
    values typedef raise yield pass public private static void int print assert apt-get mkdir
    git cd
    """)
}
