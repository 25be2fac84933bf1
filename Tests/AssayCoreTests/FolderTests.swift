import Foundation
import TestSupport
import Testing

@testable import AssayCore

@Suite("Folder") struct FolderTests {
  @Test(arguments: ["/a", "/a/b/c", "/a//b/", "/./a/../b"])
  func `is created with those it lies in`(name: String) throws {
    let folder = try TemporaryFolder()
    try Folder.create(folder.path + "/a")
    try Folder.create(folder.path + name)
    try Folder.create(folder.path + name)
    var isFolder: ObjCBool = false
    #expect(FileManager.default.fileExists(atPath: folder.path + name, isDirectory: &isFolder))
    #expect(isFolder.boolValue)
  }

  @Test func `cannot be where a file is, and must have a name`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/a"
    try AtomicFile.write("", to: file)
    for (path, code) in [(file, EEXIST), (file + "/b", EEXIST), ("", EINVAL), ("a\0", EINVAL)] {
      #expect(throws: FileError(path: path, step: .create, code: code)) { try Folder.create(path) }
    }
  }
}
