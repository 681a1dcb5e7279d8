import Foundation
import Testing

/// Compares with a file of `Snapshots`; where they differ, what came out is left in the folder for
/// temporary files, to be looked at and, if it is better, copied over the old one.
func expectSnapshot(
  _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
) throws {
  let kept = Bundle.module.resourceURL?.appending(path: "Snapshots/\(name)")
  let expected = kept.flatMap { FileManager.default.contents(atPath: $0.path) }
  if expected == Data(text.utf8) { return }
  let actual = FileManager.default.temporaryDirectory.appending(path: name)
  try Data(text.utf8).write(to: actual)
  Issue.record(
    "\(name) isn't what it was; the new one is \(actual.path)", sourceLocation: sourceLocation)
}
