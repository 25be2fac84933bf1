import Foundation
import TestSupport
import Testing

@testable import AssayCore

@Suite("Appended file") struct AppendedFileTests {
  private func text(_ path: String) throws -> String {
    String(decoding: try FileBytes.read(path), as: UTF8.self)
  }

  @Test func `grows, and keeps what it is told to`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    let file = try AppendedFile(path)
    try file.append(Array("one\n".utf8))
    #expect(try text(path) == "one\n")
    try file.append(Array("two\n".utf8))
    try AppendedFile(path).append(Array("three\n".utf8))
    #expect(try text(path) == "one\ntwo\nthree\n")
    try AppendedFile(path, keeping: 4).append(Array("2\n".utf8))
    #expect(try text(path) == "one\n2\n")
    #expect(folder.names == ["a"])
  }

  @Test func `takes back a record that was not written whole`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    var calls = FileCalls.system
    let system = calls.write
    calls.write = { descriptor, bytes in
      guard bytes.count > 3 else {
        errno = ENOSPC
        return -1
      }
      return system(descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(3)))
    }
    try AppendedFile(path).append(Array("one\n".utf8))
    let file = try AppendedFile(path, keeping: nil, isNew: false, calls: calls)
    #expect(throws: FileError(path: path, step: .write, code: ENOSPC)) {
      try file.append(Array("two\n".utf8))
    }
    #expect(try text(path) == "one\n")
  }

  @Test func `goes on after interruptions`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    var calls = FileCalls.system
    let system = calls.write
    let isSecond = OnOff()
    calls.write = { descriptor, bytes in
      guard isSecond.turn() else {
        errno = EINTR
        return -1
      }
      return system(descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(2)))
    }
    let file = try AppendedFile(path, keeping: nil, isNew: true, calls: calls)
    try file.append(Array("record\n".utf8))
    #expect(try text(path) == "record\n")
  }

  @Test func `refuses what it cannot write, and what exists where it must not`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: FileError(path: folder.path, step: .create, code: EISDIR)) {
      try AppendedFile(folder.path)
    }
    let path = folder.path + "/a"
    try AtomicFile.write("old", to: path)
    #expect(throws: FileError(path: path, step: .create, code: EEXIST)) {
      try AppendedFile(path, isNew: true)
    }
    #expect(throws: FileError(path: "a\0b", step: .create, code: EINVAL)) {
      try AppendedFile("a\0b")
    }
    try AppendedFile("/dev/null", keeping: 0).append([1, 2, 3])
  }
}

/// Gives false, true, false, true and so on.
private final class OnOff: @unchecked Sendable {
  private var isOn = true
  func turn() -> Bool {
    isOn.toggle()
    return isOn
  }
}
