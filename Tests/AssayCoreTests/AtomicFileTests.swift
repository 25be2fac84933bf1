import Foundation
import TestSupport
import Testing

@testable import AssayCore

@Suite("Atomic file")
struct AtomicFileTests {
  @Test func `reads back what it wrote`() throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
    try AtomicFile.write(bytes, to: folder.path + "/a")
    #expect(try FileBytes.read(folder.path + "/a") == bytes)
    try AtomicFile.write("", to: folder.path + "/a")
    #expect(try FileBytes.read(folder.path + "/a") == [])
    #expect(folder.names == ["a"])
  }

  @Test func `keeps the old file until the commit`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    try AtomicFile.write("old", to: path)
    var file = try AtomicFile(path)
    try file.write("new")
    #expect(try FileBytes.read(path) == Array("old".utf8))
    try file.commit()
    #expect(try FileBytes.read(path) == Array("new".utf8))
    #expect(folder.names == ["a"])
  }

  @Test func `leaves nothing behind when it is dropped`() throws {
    let folder = try TemporaryFolder()
    do {
      var file = try AtomicFile(folder.path + "/a")
      try file.write("half")
    }
    #expect(folder.names == [])
  }

  @Test(arguments: [FileError.Step.write, .flush, .replace])
  func `keeps the old file and no other when a step fails`(step: FileError.Step) throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    try AtomicFile.write("old", to: path)
    var calls = FileCalls.system
    switch step {
    case .write:
      calls.write = { _, _ in
        errno = ENOSPC
        return -1
      }
    case .flush:
      calls.flush = { _ in
        errno = ENOSPC
        return -1
      }
    default:
      calls.rename = { _, _ in
        errno = ENOSPC
        return -1
      }
    }
    let error = #expect(throws: FileError.self) {
      var file = try AtomicFile(path, durable: true, calls: calls)
      try file.write("new")
      try file.commit()
    }
    #expect(error == FileError(path: path, step: step, code: ENOSPC))
    #expect(try FileBytes.read(path) == Array("old".utf8))
    #expect(folder.names == ["a"])
  }

  @Test func `goes on after short writes and interruptions`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    var calls = FileCalls.system
    let system = calls.write
    calls.write = { descriptor, bytes in
      if Bool.random() {
        errno = EINTR
        return -1
      }
      return system(descriptor, UnsafeRawBufferPointer(rebasing: bytes.prefix(3)))
    }
    var file = try AtomicFile(path, durable: true, calls: calls)
    try file.write("one piece at a time")
    try file.commit()
    #expect(try FileBytes.read(path) == Array("one piece at a time".utf8))
  }

  @Test func `names the folder that is missing`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/missing/a.svg"
    let error = #expect(throws: FileError.self) { try AtomicFile.write("x", to: path) }
    #expect(error?.code == ENOENT)
    #expect(
      error?.description == """
        \(path): cannot be written: No such file or directory; \
        create the folder \(folder.path)/missing first
        """)
  }

  @Test func `refuses a folder and a name with a zero byte`() throws {
    let folder = try TemporaryFolder()
    #expect(throws: FileError(path: folder.path, step: .create, code: EISDIR)) {
      try AtomicFile.write("x", to: folder.path)
    }
    let name = folder.path + "/a\0b"
    #expect(throws: FileError(path: name, step: .create, code: EINVAL)) {
      try AtomicFile.write("x", to: name)
    }
    #expect(folder.names == [])
  }

  @Test func `keeps permissions and follows links`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    try AtomicFile.write("old", to: path)
    #expect(chmod(path, 0o640) == 0)
    #expect(symlink("a", folder.path + "/link") == 0)
    try AtomicFile.write("new", to: folder.path + "/link")
    #expect(try FileBytes.read(path) == Array("new".utf8))
    #expect(folder.names == ["a", "link"])
    var status = stat()
    #expect(lstat(path, &status) == 0)
    #expect(status.st_mode & 0o777 == 0o640)
    #expect(lstat(folder.path + "/link", &status) == 0)
    #expect(status.st_mode & S_IFMT == S_IFLNK)
  }

  #if os(Linux)
    @Test func `says that a disk is full`() {
      let error = #expect(throws: FileError.self) { try AtomicFile.write("x", to: "/dev/full") }
      #expect(error?.code == ENOSPC)
    }
  #endif

  @Test func `says that a file to read is missing, a folder or too large`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    #expect(throws: FileError(path: path, step: .open, code: ENOENT)) {
      try FileBytes.read(path)
    }
    #expect(throws: FileError(path: folder.path, step: .read, code: EISDIR)) {
      try FileBytes.read(folder.path)
    }
    try AtomicFile.write("12345", to: path)
    #expect(throws: FileError(path: path, step: .read, code: EFBIG)) {
      try FileBytes.read(path, limit: 4)
    }
    #expect(try FileBytes.read(path, limit: 5).count == 5)
  }

  @Test func `refuses an endless file`() {
    #expect(throws: FileError(path: "/dev/zero", step: .read, code: EFBIG)) {
      try FileBytes.read("/dev/zero", limit: 1_000_000)
    }
  }
}
