import AssayCore
import Foundation
import TestSupport
import Testing

@testable import AssayDatasets

@Suite("NPZ archive")
struct NPZArchiveTests {
  struct File: Decodable {
    let names: [String]
    let values: [[Double]]
    let shapes: [[Int]]
    let saved, streamed, written, empty: Data
  }

  let golden: File

  init() throws { golden = try Golden.load("archives.json", as: File.self) }

  func reason(_ bytes: [UInt8]) -> NPZError.Reason? {
    do throws(NPZError) {
      _ = try NPZArchive(bytes: bytes)
      return nil
    } catch {
      return error.reason
    }
  }

  /// A small archive, and the places of its second record and of the end record.
  func small() throws -> (bytes: [UInt8], record: Int, end: Int) {
    let array = NPYArray([1.0], shape: [1])
    let bytes = try NPZArchive([("a", array), ("b", array)]).bytes()
    let record = 46 + "b.npy".utf8.count
    return (bytes, bytes.count - 22 - record, bytes.count - 22)
  }

  func replacing(_ bytes: [UInt8], _ position: Int, _ new: [UInt8]) -> [UInt8] {
    var bytes = bytes
    bytes.replaceSubrange(position..<position + new.count, with: new)
    return bytes
  }

  @Test func `reads what NumPy saved`() throws {
    for data in [golden.saved, golden.streamed, golden.written] {
      let archive = try NPZArchive(bytes: [UInt8](data))
      #expect(archive.names == golden.names)
      for (index, name) in golden.names.enumerated() {
        let array = try archive.array(name)
        #expect(array.shape == golden.shapes[index])
        #expect(array.doubles == golden.values[index])
      }
    }
    #expect(try NPZArchive(bytes: [UInt8](golden.empty)).names == [])
  }

  @Test func `writes the bytes that numpy.load read back`() throws {
    let archive = try NPZArchive([
      ("x", NPYArray(golden.values[0], shape: [2, 3])),
      ("labels", NPYArray(golden.values[1].map { Int($0) }, shape: [2])),
      ("größe", NPYArray(golden.values[2].map { Float($0) }, shape: [1])),
    ])
    #expect(try archive.bytes() == [UInt8](golden.written))
    #expect(try NPZArchive([]).bytes() == [UInt8](golden.empty))
    let folder = try TemporaryFolder()
    try archive.write(to: folder.path + "/a.npz")
    let read = try NPZArchive(contentsOf: folder.path + "/a.npz")
    #expect(read.names == archive.names)
    #expect(read["x"]?.doubles == archive["x"]?.doubles)
    #expect(read["y"] == nil)
    #expect(throws: NPZError.self) { try archive.write(to: folder.path + "/none/a.npz") }
    #expect(throws: NPZError.self) { try NPZArchive(contentsOf: folder.path + "/none.npz") }
  }

  @Test func `refuses what it does not read, and says why`() throws {
    #expect(reason([]) == .notZip)
    #expect(reason(NPYArray([1.0], shape: [1]).bytes) == .notZip)
    let (bytes, record, end) = try small()
    #expect(reason(replacing(bytes, record + 8, [1])) == .packed(name: "b.npy", method: 0))
    #expect(reason(replacing(bytes, end + 8, [0xff, 0xff, 0xff, 0xff])) == .zip64)
    #expect(reason(replacing(bytes, end + 16, [0xff, 0xff, 0xff, 0xff])) == .zip64)
    #expect(reason(replacing(bytes, record + 20, [UInt8](repeating: 0xff, count: 8))) == .zip64)
    #expect(reason(replacing(bytes, end + 4, [1])) == .zip64)
    let locator: [UInt8] = [0x50, 0x4b, 6, 7] + [UInt8](repeating: 0, count: 16)
    #expect(reason(Array(bytes[..<end]) + locator + bytes[end...]) == .zip64)
    let text = try ZipEntries.bytes(of: [("a.txt", Array("hello".utf8))], file: "a")
    #expect(reason(text) == .array(NPYError(file: "archive/a.txt", offset: 0, reason: .notNPY)))
  }

  @Test func `refuses damaged archives`() throws {
    let (bytes, record, end) = try small()
    let first = record - 46 - 5
    #expect(reason(replacing(bytes, 100, [1])) == .checksum(name: "a.npy"))
    let changes: [(Int, [UInt8])] = [
      (end + 12, [0]), (end + 8, [3, 0, 3, 0]), (end + 8, [1, 0, 1, 0]), (record, [0]),
      (record + 28, [200]), (record + 20, [0]), (record + 42, [255, 255, 255, 0]), (0, [0]),
      (record + 24, [0, 0, 1]), (record + 20, [0, 0, 1, 0, 0, 0, 1, 0]), (30, Array("c".utf8)),
      (14, [0, 0, 0, 0]), (18, [0]), (8, [8]), (record + 46, [0xff]),
    ]
    for (position, change) in changes {
      guard case .damaged = reason(replacing(bytes, position, change)) else {
        Issue.record("\(change) at \(position) passed")
        continue
      }
    }
    // both records point to one entry, under one name
    let twice = replacing(bytes, record, Array(bytes[first..<record]))
    #expect(reason(twice) == .duplicateName("a.npy"))
  }

  @Test func `refuses entries that overlap`() throws {
    // the second entry lies within the data of the first
    let inner = try ZipEntries.bytes(of: [("b", [1, 2, 3])], file: "a")
    let innerEnd = inner.count - 22
    let innerRecord = innerEnd - 47
    var bytes = try ZipEntries.bytes(of: [("a", Array(inner[..<innerRecord]))], file: "a")
    let end = bytes.count - 22
    var moved = Array(inner[innerRecord..<innerEnd])
    moved[42] = 31
    bytes.insert(contentsOf: moved, at: end)
    let size = bytes.count - 22
    bytes = replacing(bytes, size + 8, [2, 0, 2, 0, 94, 0, 0, 0])
    #expect(reason(bytes) == .damaged(expected: "entries that do not overlap"))
  }

  @Test func `refuses archives that end early, and reads behind a comment`() throws {
    let (bytes, _, end) = try small()
    for count in 0..<bytes.count {
      #expect(reason(Array(bytes.prefix(count))) == .notZip)
    }
    #expect(reason(bytes + [0]) == .notZip)
    #expect(reason(replacing(bytes, end + 20, [2, 0]) + Array("hi".utf8)) == nil)
  }

  @Test func `survives every flipped bit`() throws {
    for whole in [[UInt8](golden.saved), [UInt8](golden.streamed), try small().bytes] {
      for index in whole.indices {
        // data is guarded by its checksum, one bit of each byte shows that
        for bit in [0, 3, 7] {
          var bytes = whole
          bytes[index] ^= 1 << UInt8(bit)
          guard let archive = try? NPZArchive(bytes: bytes) else { continue }
          for name in archive.names {
            #expect(archive[name]?.count == archive[name]?.doubles.count)
          }
        }
      }
    }
  }

  @Test func `wants a name of its own for each array`() throws {
    let array = NPYArray([1.0], shape: [1])
    #expect(throws: NPZError(file: "archive", reason: .duplicateName("a"))) {
      try NPZArchive([("a", array), ("a", array)])
    }
    #expect(throws: NPZError(file: "archive", reason: .invalidName(""))) {
      try NPZArchive([("", array)])
    }
    let long = String(repeating: "a", count: 60_001)
    #expect(throws: NPZError(file: "archive", reason: .invalidName(long))) {
      try NPZArchive([(long, array)])
    }
    #expect(throws: NPZError(file: "archive", reason: .noArray("z", known: ["a"]))) {
      try NPZArchive([("a", array)]).array("z")
    }
    let many = (0..<65_535).map { (name: "\($0)", data: [UInt8]()) }
    #expect(throws: NPZError(file: "a", reason: .tooLarge)) {
      try ZipEntries.bytes(of: many, file: "a")
    }
  }
}
