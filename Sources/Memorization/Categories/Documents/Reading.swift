/// What is known of a text before it is judged as a whole.
struct Reading: Sendable {
  /// Its words, lines and scores.
  let profile: TextProfile
  /// The strings found in it.
  let spans: [CategoryMatch]
  /// Its programming language, if it is source code.
  let language: CodeLanguage?

  /// Whether it is a log or an error report.
  let isLog: Bool

  init(_ profile: TextProfile, _ spans: [CategoryMatch]) {
    self.profile = profile
    self.spans = spans
    language = CodeRecognizer.language(of: profile)
    isLog = LogRecognizer.isLog(profile)
  }
}
