import Foundation
import Testing

@testable import Estimators

@Suite struct AtomicFileTests {
  private func content(_ url: URL) throws -> String {
    try String(contentsOf: url, encoding: .utf8)
  }

  @Test func aFileIsCreatedAndReplacedWithoutATrace() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "out.csv")
      try writeAtomically("old".utf8, to: file.path)
      try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file.path)
      try writeAtomically("new".utf8, to: file.path)
      #expect(try content(file) == "new")
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      #expect(names == ["out.csv"])
      let mode = try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
      #expect(mode as? Int == 0o640)
    }
  }

  @Test func aLinkIsFollowedAndStays() throws {
    try withTemporaryFolder { folder in
      let file = folder.appending(path: "out.csv")
      let link = folder.appending(path: "link.csv")
      try writeAtomically("old".utf8, to: file.path)
      try FileManager.default.createSymbolicLink(
        atPath: link.path, withDestinationPath: "out.csv")
      try writeAtomically("new".utf8, to: link.path)
      #expect(try content(file) == "new")
      #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link.path) == "out.csv")
    }
  }

  @Test func aFolderThatTakesNoFileIsNamedWithTheReason() throws {
    try withTemporaryFolder { folder in
      let absent = folder.appending(path: "absent/out.csv").path
      #expect(
        throws: EstimatorError(
          .unwritableFile, "can't write \(absent): No such file or directory")
      ) { try writeAtomically("x".utf8, to: absent) }
      #expect(
        throws: EstimatorError(.unwritableFile, "can't write \(folder.path): it is a directory")
      ) { try writeAtomically("x".utf8, to: folder.path) }
    }
  }

  #if os(Linux)
    @Test func aFullDeviceIsAnErrorAndStaysADevice() {
      #expect(
        throws: EstimatorError(
          .unwritableFile, "can't write /dev/full: No space left on device")
      ) { try writeAtomically("x".utf8, to: "/dev/full") }
    }

    @Test func whenTheDiskIsFullTheOldFileStaysAndNothingElse() async {
      // In a process of its own, since the limit on the size of files holds for all its threads.
      await #expect(processExitsWith: .success) {
        try withTemporaryFolder { folder in
          let file = folder.appending(path: "out.csv")
          try writeAtomically("old".utf8, to: file.path)
          signal(SIGXFSZ, SIG_IGN)
          var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
          try #require(setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0)
          #expect(
            throws: EstimatorError(.unwritableFile, "can't write \(file.path): File too large")
          ) { try writeAtomically([UInt8](repeating: 65, count: 10_000), to: file.path) }
          #expect(try String(contentsOf: file, encoding: .utf8) == "old")
          let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
          #expect(names == ["out.csv"])
        }
      }
    }
  #endif
}
