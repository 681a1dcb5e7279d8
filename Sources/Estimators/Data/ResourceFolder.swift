// Where the data sets lie that are built into the package.
//
// `Bundle.module` ends the process if the resources are gone, and falls back to the folder of the
// build; this looks beside the program, also through a link to it, and throws.

import Foundation

/// The path of a shipped file.
///
/// - Throws: `EstimatorError` of code `unreadableFile` that names the folder to copy.
func resourcePath(of file: String) throws(EstimatorError) -> String {
  let names = ["skua_Estimators.resources", "skua_Estimators.bundle"]
  for folder in resourceFolders() {
    for name in names {
      for inner in ["DataSets", "Contents/Resources/DataSets"] {
        let path = folder.appending(path: "\(name)/\(inner)/\(file)").path
        if FileManager.default.fileExists(atPath: path) { return path }
      }
    }
  }
  let program = Bundle.main.executableURL?.deletingLastPathComponent().path ?? "the program"
  throw EstimatorError(
    .unreadableFile,
    "the data sets that come with Skua are not beside the program; copy the folder \(names[0]) "
      + "of the build to \(program)")
}

/// Folders that may hold the package's resources, nearest first.
private func resourceFolders() -> [URL] {
  var folders = [Bundle.main.bundleURL]
  if let resources = Bundle.main.resourceURL { folders.append(resources) }
  if let program = Bundle.main.executableURL?.resolvingSymlinksInPath() {
    folders.append(program.deletingLastPathComponent())
  }
  #if canImport(ObjectiveC)
    folders.append(Bundle(for: Marker.self).bundleURL.deletingLastPathComponent())
  #endif
  return folders
}

#if canImport(ObjectiveC)
  /// Marks the bundle of this module, since tests run inside another program on macOS.
  private final class Marker {}
#endif
