import ArgumentParser
import Runs

/// Where runs are kept.
struct StoreOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The file with the recorded runs.", valueName: "file"))
  var store = RunStore.defaultPath

  /// Whether another file than the usual one is asked for.
  var isGiven: Bool { store != RunStore.defaultPath }

  /// The store, which must be there.
  func open(_ access: RunStore.Access) throws -> RunStore {
    if access == .readWrite { _ = try RunStore(path: store, access: .readOnly) }
    return try RunStore(path: store, access: access)
  }
}
