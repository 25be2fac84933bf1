import AssayCore
import AssayTensors
import Foundation
import TestSupport
import Testing

@testable import AssayDatasets

@Suite("NPY array")
struct NPYArrayTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let type: String
    let version: Int
    let shape: [Int]
    let values: [Double]
    let base64: String
    var bytes: [UInt8] { [UInt8](Data(base64Encoded: base64) ?? Data()) }
    var testDescription: String { "\(type) \(shape) version \(version)" }
  }

  struct File: Decodable {
    let arrays: [Case]
  }

  static let cases: [Case] = (try? Golden.load("datasets.json", as: File.self).arrays) ?? []

  /// A file with a header of one's own.
  func file(_ header: String, version: UInt8 = 1, data: Int = 0) -> [UInt8] {
    let length = header.utf8.count
    let long: [UInt8] = version == 1 ? [] : [UInt8(length >> 16 & 0xff), UInt8(length >> 24)]
    return NPYHeader.magic + [version, 0, UInt8(length & 0xff), UInt8(length >> 8 & 0xff)] + long
      + header.utf8 + [UInt8](repeating: 0, count: data)
  }

  func reason(_ bytes: [UInt8]) -> NPYError.Reason? {
    do throws(NPYError) {
      _ = try NPYArray(bytes: bytes)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func `finds its goldens`() {
    #expect(NPYArrayTests.cases.count == 25)
  }

  @Test(arguments: cases)
  func `reads what NumPy wrote`(golden: Case) throws {
    let array = try NPYArray(bytes: golden.bytes)
    #expect(array.shape == golden.shape)
    #expect(array.doubles == golden.values)
    if !golden.type.contains("f") {
      #expect(try array.integers() == golden.values.map { Int($0) })
    }
    #expect(try array.tensor().scalars == golden.values.map { Float($0) })
    #expect(try array.tensor().shape == Shape(golden.shape))
  }

  @Test(arguments: cases.filter { ["<f8", "<f4", "<i8", "<u8"].contains($0.type) })
  func `writes byte for byte what NumPy writes`(golden: Case) throws {
    let array = try NPYArray(bytes: golden.bytes)
    let header = String(decoding: golden.bytes.prefix(128), as: UTF8.self)
    if golden.version == 1, !header.contains("True") {
      #expect(array.bytes == golden.bytes)
    }
    #expect(try NPYArray(bytes: array.bytes).doubles == golden.values)
  }

  @Test func `reads back what it wrote`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.npy"
    let numbers = [1.5, -0.0, .infinity, .leastNonzeroMagnitude, .pi, 2]
    try NPYArray(numbers, shape: [2, 3]).write(to: path)
    let read = try NPYArray(contentsOf: path)
    #expect(read.shape == [2, 3])
    #expect(read.doubles.map(\.bitPattern) == numbers.map(\.bitPattern))
    try NPYArray([Float(0.1), 3], shape: [2]).write(to: path)
    #expect(try NPYArray(contentsOf: path).elements == .floats([0.1, 3]))
    try NPYArray([Int.min, 0, .max], shape: [3, 1]).write(to: path)
    #expect(try NPYArray(contentsOf: path).integers() == [.min, 0, .max])
    #expect(folder.names == ["a.npy"])
  }

  @Test func `refuses what it does not read, and says why`() {
    let end = ", 'fortran_order': False, 'shape': (1,), }"
    #expect(reason([]) == .notNPY)
    #expect(reason(Array("PK\u{3}\u{4}".utf8)) == .notNPY)
    #expect(reason(file("", version: 4)) == .version(4))
    #expect(reason(file("{'descr': '|O'" + end, data: 8)) == .objects)
    #expect(reason(file("{'descr': '<f2'" + end, data: 2)) == .unsupportedType("<f2"))
    #expect(reason(file("{'descr': '<U5'" + end, data: 20)) == .unsupportedType("<U5"))
    #expect(reason(file("{'descr': '<c16'" + end, data: 16)) == .unsupportedType("<c16"))
    #expect(
      reason(file("{'descr': [('a', '<f8')]" + end, data: 8))
        == .unsupportedType("of several fields (structured)"))
    let long = "{'descr': '<f8'" + String(repeating: " ", count: 10_000) + end
    #expect(
      reason(file(long, version: 2, data: 8))
        == .headerTooLong(length: long.utf8.count, limit: 10_000))
    #expect(
      NPYError(file: "a.npy", reason: .objects).description
        == "a.npy: the elements are Python objects, which could run code when read; "
        + "save numbers instead")
  }

  @Test func `refuses damaged headers`() {
    let type = "'descr': '<f8', 'fortran_order': False"
    for header in [
      "", "{", "{}", "{\(type)}", "{\(type), 'shape': (1,)", "{\(type), 'shape': (1,)} x",
      "{\(type), 'shape': (-1,)}", "{\(type), 'shape': 1}", "{\(type), 'shape': (1.5,)}",
      "{\(type), 'shape': (99999999999999999999,)}", "{\(type), 'shape': (1,), 'shape': (1,)}",
      "{\(type), 'shape': (1,), 'more': 1}", "{'descr': '<f8, 'shape': (1,)}",
      "{'descr': <f8, 'fortran_order': False, 'shape': (1,)}",
      "{'descr': '<f8', 'fortran_order': Maybe, 'shape': (1,)}", "{\(type), 'shape': (1 2)}",
    ] {
      guard case .header = reason(file(header, data: 8)) else {
        Issue.record("\(header) passed")
        continue
      }
    }
    #expect(reason(file("{\"shape\": (1L,), \(type)}", data: 8)) == nil)
  }

  @Test func `multiplies shapes with care, before it allocates`() {
    func header(_ shape: String) -> [UInt8] {
      file("{'descr': '<f8', 'fortran_order': False, 'shape': \(shape)}", data: 8)
    }
    #expect(
      reason(header("(4194305, 4194305, 211106198978564)"))
        == .shapeTooLarge([4_194_305, 4_194_305, 211_106_198_978_564]))
    #expect(reason(header("(9223372036854775807,)")) == .shapeTooLarge([.max]))
    #expect(
      reason(header("(1000000000000,)")) == .truncated(expected: 8_000_000_000_000, found: 8))
    #expect(reason(header("(0, 4611686018427387904)")) == .trailingBytes(8))
    let flat = file("{'descr': '<f8', 'fortran_order': True, 'shape': (0, 4611686018427387904)}")
    let array = try? NPYArray(bytes: flat)
    #expect(array?.doubles == [])
    #expect(throws: NPYError.self) { try array?.tensor() }
  }

  @Test func `names the byte at which a file ends early`() {
    let whole = NPYArray([1.0, 2, 3], shape: [3]).bytes
    for count in 0..<whole.count {
      let reason = reason(Array(whole.prefix(count)))
      if count < 6 {
        #expect(reason == .notNPY)
      } else {
        guard case .truncated(_, let found) = reason else {
          Issue.record("\(count) bytes passed")
          continue
        }
        #expect(found == count || found == count - 128)
      }
    }
    #expect(reason(whole + [0]) == .trailingBytes(1))
  }

  @Test func `survives every flipped bit`() {
    for golden in NPYArrayTests.cases {
      let whole = golden.bytes
      for index in whole.indices {
        for bit in 0..<8 {
          var bytes = whole
          bytes[index] ^= 1 << UInt8(bit)
          guard let array = try? NPYArray(bytes: bytes) else { continue }
          #expect(array.doubles.count == array.count)
          _ = try? array.integers()
          _ = try? array.tensor()
        }
      }
    }
  }

  @Test func `wants whole numbers where they are needed`() {
    #expect(throws: NPYError(file: "array", reason: .notWhole(index: 1, value: 0.5))) {
      try NPYArray([1, 0.5], shape: [2]).integers()
    }
    #expect(throws: NPYError.self) { try NPYArray([1e300], shape: [1]).integers() }
  }

  @Test func `stops on a shape that its numbers do not fill`() async {
    await #expect(processExitsWith: .failure) { _ = NPYArray([1.0, 2], shape: [3]) }
  }
}
