import AssayCore
import Foundation
import TestSupport

@testable import AssayDatasets

/// The goldens of packed files, and packing without compression for all others.
struct PackedFiles: Decodable {
  /// What `table` and `members` unpack to.
  let text: String
  let table, members, idx, npy: Data
  let names: [String]
  let values: [[Double]]
  let shapes: [[Int]]
  let npz: Data
  /// A MiB of zeros.
  let zeros: Data

  static func golden() throws -> PackedFiles {
    try Golden.load("gzip.json", as: PackedFiles.self)
  }

  /// Bytes as stored blocks of deflate, for which the length and its complement go before the bytes.
  static func deflated(_ bytes: [UInt8]) -> [UInt8] {
    var blocks: [UInt8] = []
    var rest = bytes[...]
    repeat {
      let block = rest.prefix(0xffff)
      rest = rest.dropFirst(block.count)
      let size = UInt16(block.count)
      blocks += [rest.isEmpty ? 1 : 0] + littleEndian(size) + littleEndian(~size) + block
    } while !rest.isEmpty
    return blocks
  }

  /// A file of gzip with one member.
  static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255] + deflated(bytes)
      + littleEndian(Checksum.crc32(bytes[...])) + littleEndian(UInt32(bytes.count))
  }

  /// An archive with one entry of method 8.
  ///
  /// - Parameters:
  ///   - deflated: the packed bytes.
  ///   - size: what the archive says of the number of the unpacked ones.
  ///   - sum: what it says of their CRC-32.
  static func archive(deflated: [UInt8], size: Int, sum: UInt32) throws -> [UInt8] {
    var bytes = try ZipEntries.bytes(of: [("a.npy", deflated)], file: "a")
    let record = bytes.count - 22 - 46 - "a.npy".utf8.count
    for (method, position) in [(8, 14), (record + 10, record + 16)] {
      bytes[method] = 8
      bytes.replaceSubrange(position..<position + 4, with: littleEndian(sum))
      bytes.replaceSubrange(position + 8..<position + 12, with: littleEndian(UInt32(size)))
    }
    return bytes
  }

  static func littleEndian(_ word: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: word.littleEndian) { Array($0) }
  }
}
