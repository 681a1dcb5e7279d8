import Foundation
import Reports
public import Runs

/// What `skua runs show` prints.
public struct RunDescription: Sendable, Encodable {
  /// Which run it is and how it stands.
  public let run: RunListing.Entry
  /// What was asked.
  public let configuration: JSONValue
  /// What came out; `null` if the run has no result.
  @Nullable public var result: JSONValue?
  /// Queries to a service and its answers; `null` if it asked none.
  @Nullable public var ledger: Ledger?
  /// Its samples by group.
  public let groups: [Group]
  /// The names and sizes of its documents.
  public let documents: [Document]
  /// The document of this name, or that part of the result; `null` if there is neither.
  @Nullable public var findings: JSONValue?

  /// The queries and answers of a run.
  public struct Ledger: Sendable, Encodable {
    /// Queries recorded.
    public let queries: Int
    /// Those of them that have an answer.
    public let answers: Int
    /// Bytes of both.
    public let bytes: Int
  }

  /// The samples of one group.
  public struct Group: Sendable, Encodable {
    /// The group's name.
    public let name: String
    /// Samples recorded.
    public let samples: Int
    /// Their bytes.
    public let bytes: Int
    /// Scores recorded, by name.
    public let scores: [String: Int]
  }

  /// One document.
  public struct Document: Sendable, Encodable {
    /// Its name.
    public let name: String
    /// Its bytes.
    public let bytes: Int
  }

  /// Describes a run.
  ///
  /// - Parameters:
  ///   - id: The run's number.
  ///   - store: The store that has it.
  ///   - mask: What is shown of the texts in its findings.
  /// - Throws: `RunsError` if there is no such run, or it can't be read.
  public init(_ id: Run.ID, in store: RunStore, mask: FindingMask = .hiding) throws {
    let run = try store.run(id)
    let contents = try store.contents(of: id)
    self.run = RunListing.Entry(run, in: store, bytes: contents.bytes)
    configuration = try JSONValue(run.configuration, of: "the configuration of run \(id)")
    let whole = try run.result.map { try JSONValue($0, of: "the result of run \(id)") }
    let document = try store.document(named: "findings", of: id)
      .map { try JSONValue($0, of: "document 'findings' of run \(id)") }
    let found = document ?? whole?["findings"]
    // Named here, so that a document which is an object of findings is masked like a list of them.
    let masked = found.map { mask.masking(.object(["findings": $0])) }
    _findings = Nullable(wrappedValue: masked?["findings"])
    _result = Nullable(wrappedValue: whole?.removing("findings").map(mask.masking))
    _ledger = Nullable(
      wrappedValue: contents.ledger.map {
        Ledger(queries: $0.queries, answers: $0.answers, bytes: $0.bytes)
      })
    groups = contents.groups.map {
      Group(name: $0.name, samples: $0.samples, bytes: $0.bytes, scores: $0.scores)
    }
    documents = contents.documents.map { Document(name: $0.name, bytes: $0.bytes) }
  }

  /// The description for people: the first findings only.
  public func text() throws -> String {
    var parts = ["run \(run.id): \(run.title) (\(run.kind))\n\(state)"]
    parts.append("configuration\n\(try configuration.text(isPretty: true))")
    if let ledger {
      parts.append(
        "ledger: \(NumberFormat.count(ledger.queries)) queries, "
          + "\(NumberFormat.count(ledger.answers)) answered (\(NumberFormat.bytes(ledger.bytes)))")
    }
    if !groups.isEmpty { parts.append(table.text().trimmingCharacters(in: .newlines)) }
    if !documents.isEmpty {
      let names = documents.map { "\($0.name) (\(NumberFormat.bytes($0.bytes)))" }
      parts.append("documents: \(names.joined(separator: ", "))")
    }
    if let result { parts.append("result\n\(try result.text(isPretty: true))") }
    if let findings { parts.append(try text(ofFindings: findings)) }
    return parts.joined(separator: "\n\n")
  }

  private var state: String {
    let end = run.finished.map { ", ended \($0)" } ?? ""
    let reason = run.message.map { ": \($0)" } ?? ""
    return "\(run.status)\(reason)\nbegun \(run.created)\(end), seed \(run.seed)"
  }

  private var table: Table {
    Table(
      columns: [
        .init("group"), .init("samples", .right), .init("size", .right), .init("scores"),
      ],
      rows: groups.map { group in
        let scores = group.scores.sorted { $0.key < $1.key }
        return .cells([
          group.name, NumberFormat.count(group.samples), NumberFormat.bytes(group.bytes),
          scores.isEmpty
            ? "-"
            : scores.map { "\($0.key) \(NumberFormat.count($0.value))" }.joined(separator: ", "),
        ])
      })
  }

  private static let findingsShown = 20

  private func text(ofFindings findings: JSONValue) throws -> String {
    guard case .array(let list) = findings else {
      return "findings\n\(try findings.text(isPretty: true))"
    }
    let lines = try list.prefix(Self.findingsShown).map { try $0.text(isPretty: false) }
    let rest = list.count - lines.count
    let more = rest > 0 ? ["… and \(NumberFormat.count(rest)) more; --json shows all"] : []
    return (["\(NumberFormat.count(list.count)) findings"] + lines + more).joined(separator: "\n")
  }
}

extension JSONValue {
  /// An object without one of its values; `nil` if nothing is left, anything else as it is.
  fileprivate func removing(_ key: String) -> JSONValue? {
    guard case .object(var values) = self, values.removeValue(forKey: key) != nil else {
      return self
    }
    return values.isEmpty ? nil : .object(values)
  }
}
