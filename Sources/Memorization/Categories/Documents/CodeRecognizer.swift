/// Source code, and its language.
///
/// A line is of code if it ends as statements do (`;`, `{`, `}`, `);`, `:` after a keyword), begins
/// as comments and directives do, or holds an operator that prose has not. Code has two such lines
/// or more that are 2 in 5 of all, and 4 points of a language's keywords and calls. The language is
/// the one with most points, the signs of its syntax counted in.
struct CodeRecognizer: DocumentRecognizer {
  var category: Category { .code }

  func recognizes(_ reading: Reading) -> Bool {
    reading.language != nil
  }

  /// The language of a text that is code.
  static func language(of profile: TextProfile) -> CodeLanguage? {
    let signs = CodeSigns(profile)
    guard signs.codeLines >= 2 || (signs.codeLines == 1 && profile.lines.count == 1),
      5 * signs.codeLines >= 2 * profile.lines.count
    else { return nil }
    var best: (language: CodeLanguage, points: Int)?
    for language in CodeLanguage.allCases {
      let points = points(language, profile, signs)
      if points > best?.points ?? 3 { best = (language, points) }
    }
    return best?.language
  }

  private static func points(
    _ language: CodeLanguage, _ profile: TextProfile, _ signs: CodeSigns
  ) -> Int {
    let words = profile.score(language.subject)
    switch language {
    case .swift: return signs.semicolons > signs.codeLines / 3 ? words - 4 : words
    case .c: return words + 3 * min(signs.includes, 2) + min(signs.semicolons, 2)
    case .python: return words + 2 * min(signs.colonBlocks, 3) - min(signs.semicolons, 4)
    case .javaScript: return words + 2 * min(signs.arrows, 2)
    case .java: return words + min(signs.semicolons, 2) - 3 * min(signs.includes, 2)
    case .go: return words + 3 * min(signs.shortAssignments, 2) - min(signs.semicolons, 3)
    case .shell: return words + 3 * min(signs.shebangs + signs.expansions, 3)
    case .html: return signs.tags >= 2 ? words + min(signs.tags, 6) : 0
    case .css: return signs.tags < 2 && signs.declarations >= 2 ? words + signs.declarations : 0
    case .sql: return signs.tags > 1 ? 0 : words + min(signs.semicolons, 1)
    }
  }
}
