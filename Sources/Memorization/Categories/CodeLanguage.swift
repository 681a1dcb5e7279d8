/// A programming language that source code is told to be in.
public enum CodeLanguage: String, Sendable, Codable, CaseIterable {
  /// Swift.
  case swift
  /// C and C++.
  case c
  /// Python.
  case python
  /// JavaScript and TypeScript.
  case javaScript = "javascript"
  /// Java.
  case java
  /// Go.
  case go
  /// Shells of the Bourne family.
  case shell
  /// HTML.
  case html
  /// CSS.
  case css
  /// SQL.
  case sql

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
