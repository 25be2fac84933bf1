internal import AssayCore

/// The bytes of a zip archive with the numbers in them; positions must lie within.
struct ZipSource {
  let bytes: [UInt8]
  let file: String

  /// The number of two bytes at a position.
  func half(_ position: Int) -> Int { number(position, 2) }

  /// The number of four bytes at a position.
  func word(_ position: Int) -> Int { number(position, 4) }

  private func number(_ position: Int, _ count: Int) -> Int {
    bytes[position..<position + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  func error(_ offset: Int, _ reason: NPZError.Reason) -> NPZError {
    NPZError(file: file, offset: offset, reason: reason)
  }

  /// Sees that an entry's header has the sizes and the checksum of the directory.
  ///
  /// It may also leave them to a record behind the data (bit 3 of the flags), or the sizes to an
  /// extra field of Zip64, as NumPy does for entries of any size.
  func checkSizes(of entry: ZipEntries.Entry) throws(NPZError) {
    let header = entry.whole.lowerBound
    if half(header + 6) & 8 != 0 { return }
    guard word(header + 14) == entry.sum else {
      throw error(header + 14, .damaged(expected: "the CRC-32 of the directory"))
    }
    let extra = header + ZipEntries.headerSize + half(header + 26)
    let sizes =
      word(header + 18) == 0xffff_ffff && word(header + 22) == 0xffff_ffff
      ? longSizes(extra..<extra + half(header + 28)) : [word(header + 22), word(header + 18)]
    guard sizes == [entry.size, entry.data.count] else {
      throw error(header + 18, .damaged(expected: "the sizes of the directory"))
    }
  }

  /// The bytes of an entry, unpacked: of the size and with the checksum of the directory.
  func contents(of entry: ZipEntries.Entry) throws(NPZError) -> [UInt8] {
    let contents = entry.isDeflated ? try inflate(entry) : Array(bytes[entry.data])
    guard Checksum.crc32(contents[...]) == UInt32(entry.sum) else {
      throw error(entry.data.lowerBound, .checksum(name: entry.name))
    }
    return contents
  }

  private func inflate(_ entry: ZipEntries.Entry) throws(NPZError) -> [UInt8] {
    #if Gzip
      let contents: [UInt8]
      do throws(ByteSource.Failure) {
        var source = try ByteSource(deflated: Array(bytes[entry.data]), file: file)
        contents = try source.bytes { _ in entry.size }
      } catch {
        switch error {
        case .file(let error): throw NPZError(file: file, reason: .unreadable(error))
        case .gzip(let error):
          throw self.error(
            entry.data.lowerBound + error.offset,
            .notInflated(name: entry.name, error.reason))
        }
      }
      guard contents.count == entry.size else {
        throw error(
          entry.data.lowerBound,
          .damaged(expected: "an entry of \(entry.size) bytes, as the directory says"))
      }
      return contents
    #else
      throw error(entry.data.lowerBound, .packed(name: entry.name, method: ZipEntries.deflate))
    #endif
  }

  /// The two sizes of a Zip64 field among extra fields; none without, or if they fit no Int.
  private func longSizes(_ fields: Range<Int>) -> [Int] {
    var position = fields.lowerBound
    while position + 4 <= fields.upperBound {
      let end = position + 4 + half(position + 2)
      if half(position) == 1, end <= fields.upperBound, end - position >= 20,
        word(position + 8) == 0, word(position + 16) == 0
      {
        return [word(position + 4), word(position + 12)]
      }
      position = end
    }
    return []
  }
}
