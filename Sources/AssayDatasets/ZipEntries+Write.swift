internal import AssayCore

extension ZipEntries {
  /// The bytes of an archive of stored entries, as Python's `zipfile` writes them with the first
  /// time there is, so that the same entries always give the same bytes.
  static func bytes(
    of entries: [(name: String, data: [UInt8])], file: String
  ) throws(NPZError) -> [UInt8] {
    // each name is written twice, with the header and the record of its entry
    let size = entries.reduce(0) { $0 + $1.data.count + 2 * $1.name.utf8.count + 76 }
    guard entries.count < 0xffff, size < 0xffff_0000 else {
      throw NPZError(file: file, reason: .tooLarge)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(size + 22)
    var directory: [UInt8] = []
    for (name, data) in entries {
      let start = bytes.count
      let facts = facts(name, data)
      bytes += littleEndian(UInt32(0x0403_4b50)) + facts + name.utf8
      bytes += data
      // made by version 2.0 on Unix, where the owner may read and write the entry
      directory += littleEndian(UInt32(0x0201_4b50)) + littleEndian(UInt16(0x0314)) + facts
      directory += [UInt8](repeating: 0, count: 6) + littleEndian(UInt32(0o600 << 16))
      directory += littleEndian(UInt32(start)) + name.utf8
    }
    let start = bytes.count
    bytes += directory
    bytes += littleEndian(UInt32(0x0605_4b50)) + littleEndian(UInt32(0))
    bytes += littleEndian(UInt16(entries.count)) + littleEndian(UInt16(entries.count))
    bytes += littleEndian(UInt32(directory.count)) + littleEndian(UInt32(start))
    return bytes + [0, 0]
  }

  /// What the header and the record of an entry have in common.
  private static func facts(_ name: String, _ data: [UInt8]) -> [UInt8] {
    let isASCII = name.utf8.allSatisfy { $0 < 0x80 }
    let firstDay: UInt16 = 1 << 5 | 1
    // version, flags, method, time, day
    let halves = [20, isASCII ? 0 : 0x800, 0, 0, firstDay].flatMap(littleEndian)
    let words = [Checksum.crc32(data[...]), UInt32(data.count), UInt32(data.count)]
    return halves + words.flatMap(littleEndian) + littleEndian(UInt16(name.utf8.count)) + [0, 0]
  }

  private static func littleEndian(_ word: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: word.littleEndian) { Array($0) }
  }
}
