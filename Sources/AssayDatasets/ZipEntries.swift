/// The entries of a zip archive, stored or deflated, as far as NumPy's archives need them.
///
/// An archive is its entries, each behind a header of its own, then a directory with a record for
/// each entry, then a record of where the directory is. Numbers are little-endian.
///
/// Source: PKWARE, *APPNOTE.TXT*, 4.3 and 4.4.
enum ZipEntries {
  /// An entry: its name, where its bytes are and what the directory says of them.
  struct Entry {
    let name: String
    /// Whether the bytes are deflated; else they are stored as they are.
    let isDeflated: Bool
    /// How many bytes the entry has, unpacked.
    let size: Int
    /// Where its bytes are in the archive.
    let data: Range<Int>
    /// From the entry's header to its last byte.
    let whole: Range<Int>
    /// The CRC-32 of the unpacked bytes, as the directory has it.
    let sum: Int
  }

  private static let endSize = 22
  private static let recordSize = 46
  static let headerSize = 30
  /// The method of deflated entries; that of stored ones is 0.
  static let deflate = 8

  /// Finds and checks all entries, in the order of the directory.
  static func read(_ source: ZipSource) throws(NPZError) -> [Entry] {
    let end = try endRecord(source)
    let isBehindZip64 = end >= 20 && source.word(end - 20) == 0x0706_4b50
    let (count, size, start) = (
      source.half(end + 10), source.word(end + 12), source.word(end + 16)
    )
    guard !isBehindZip64, count < 0xffff, size < 0xffff_ffff, start < 0xffff_ffff,
      source.half(end + 4) == 0, source.half(end + 6) == 0, source.half(end + 8) == count
    else { throw source.error(end, .zip64) }
    guard start + size == end else {
      throw source.error(end + 12, .damaged(expected: "the directory right before its end record"))
    }
    var entries: [Entry] = []
    var position = start
    for _ in 0..<count {
      let (entry, next) = try record(source, at: position, directory: start..<end)
      entries.append(entry)
      position = next
    }
    guard position == end else {
      throw source.error(position, .damaged(expected: "\(count) records in the directory"))
    }
    try check(entries, source)
    return entries
  }

  /// The record of the directory: the last one whose comment ends with the file.
  private static func endRecord(_ source: ZipSource) throws(NPZError) -> Int {
    let last = source.bytes.count - endSize
    for position in stride(from: last, through: max(0, last - 0xffff), by: -1)
    where source.word(position) == 0x0605_4b50 && source.half(position + 20) == last - position {
      return position
    }
    throw source.error(source.bytes.count, .notZip)
  }

  /// Reads a record of the directory and the header that it points to.
  private static func record(
    _ source: ZipSource, at position: Int, directory: Range<Int>
  ) throws(NPZError) -> (Entry, next: Int) {
    guard position + recordSize <= directory.upperBound, source.word(position) == 0x0201_4b50
    else { throw source.error(position, .damaged(expected: "a record of the directory")) }
    let (nameSize, rest) = (
      source.half(position + 28), source.half(position + 30) + source.half(position + 32)
    )
    let nameStart = position + recordSize
    let next = nameStart + nameSize + rest
    guard next <= directory.upperBound else {
      throw source.error(position + 28, .damaged(expected: "a record within the directory"))
    }
    let nameBytes = source.bytes[nameStart..<nameStart + nameSize]
    guard let name = String(validating: nameBytes, as: UTF8.self) else {
      throw source.error(nameStart, .damaged(expected: "a name in UTF-8"))
    }
    let method = source.half(position + 10)
    guard method == 0 || method == deflate, source.half(position + 8) & 1 == 0 else {
      throw source.error(position + 10, .packed(name: name, method: method))
    }
    let (dataSize, size) = (source.word(position + 20), source.word(position + 24))
    let header = source.word(position + 42)
    guard dataSize < 0xffff_ffff, size < 0xffff_ffff, header < 0xffff_ffff,
      source.half(position + 34) == 0
    else { throw source.error(position + 20, .zip64) }
    guard method == deflate || dataSize == size else {
      throw source.error(position + 20, .damaged(expected: "a stored entry as long as its data"))
    }
    guard header + headerSize <= directory.lowerBound, source.word(header) == 0x0403_4b50 else {
      throw source.error(position + 42, .damaged(expected: "the place of an entry"))
    }
    let dataStart = header + headerSize + source.half(header + 26) + source.half(header + 28)
    guard dataStart + dataSize <= directory.lowerBound else {
      throw source.error(position + 20, .damaged(expected: "an entry before the directory"))
    }
    guard source.half(header + 8) == method, source.half(header + 6) == source.half(position + 8),
      source.half(header + 26) == nameSize,
      source.bytes[header + headerSize..<header + headerSize + nameSize] == nameBytes
    else {
      throw source.error(header, .damaged(expected: "the method and name of the directory"))
    }
    let data = dataStart..<dataStart + dataSize
    let entry = Entry(
      name: name, isDeflated: method == deflate, size: size, data: data,
      whole: header..<data.upperBound, sum: source.word(position + 16))
    return (entry, next)
  }

  /// Sees that entries have their own names and bytes, before anything looks into the bytes: else many
  /// records of one entry could cost a time without measure.
  private static func check(_ entries: [Entry], _ source: ZipSource) throws(NPZError) {
    var names: Set<String> = []
    for entry in entries where !names.insert(entry.name).inserted {
      throw source.error(entry.whole.lowerBound, .duplicateName(entry.name))
    }
    let inOrder = entries.sorted { $0.whole.lowerBound < $1.whole.lowerBound }
    for (entry, next) in zip(inOrder, inOrder.dropFirst())
    where entry.whole.upperBound > next.whole.lowerBound {
      throw source.error(
        next.whole.lowerBound, .damaged(expected: "entries that do not overlap"))
    }
    for entry in entries { try source.checkSizes(of: entry) }
  }
}
