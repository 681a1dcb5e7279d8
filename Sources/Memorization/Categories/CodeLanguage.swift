/// A programming language that source code is told to be in.
public enum CodeLanguage: String, Sendable, Codable, CaseIterable {
  case swift, c, python
  case javaScript = "javascript"
  case java, go, shell, html, css, sql

  /// The vocabulary of its keywords.
  var subject: Subject {
    switch self {
    case .swift: .swift
    case .c: .c
    case .python: .python
    case .javaScript: .javaScript
    case .java: .java
    case .go: .go
    case .shell: .shell
    case .html, .css: .markup
    case .sql: .sql
    }
  }
}
