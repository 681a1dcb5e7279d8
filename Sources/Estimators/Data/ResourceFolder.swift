// Where the files lie that are built into the package.
//
// `Bundle.module` ends the process if the resources are gone, and falls back to the folder of the
// build; this looks beside the program, also through a link to it, and throws.

import Foundation

/// The resources of a module of this package.
package struct ResourceFolder: Sendable {
  /// The module.
  package let module: String

  /// The resources of a module.
  package init(of module: String) { self.module = module }

  /// The path of a resource.
  ///
  /// - Throws: `EstimatorError` of code `unreadableFile` that names the folder to copy.
  package func path(of resource: String) throws(EstimatorError) -> String {
    let names = ["skua_\(module).resources", "skua_\(module).bundle"]
    for folder in Self.folders {
      for name in names {
        for inner in [resource, "Contents/Resources/\(resource)"] {
          let path = folder.appending(path: "\(name)/\(inner)").path
          if FileManager.default.fileExists(atPath: path) { return path }
        }
      }
    }
    let program = Bundle.main.executableURL?.deletingLastPathComponent().path ?? "the program"
    throw EstimatorError(
      .unreadableFile,
      "what comes with Skua (\(resource)) is not beside the program; copy the folder \(names[0]) "
        + "of the build to \(program)")
  }

  /// Folders that may hold the package's resources, nearest first.
  private static var folders: [URL] {
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
}

#if canImport(ObjectiveC)
  /// Marks the bundle of this module, since tests run inside another program on macOS.
  private final class Marker {}
#endif
