internal import AssayCore

/// A part that can be written among others, and read back.
protocol EncodedPart {
  /// Appends the part.
  func write(to writer: inout EncodedWriter)

  /// Reads the part that comes next, and checks all of it.
  init(from reader: inout EncodedReader) throws(EvaluationError)
}

/// The head and the end around an encoded statistic.
///
/// | bytes | what |
/// |---|---|
/// | 0 ..< 4 | `ASAY` |
/// | 4 | the version of the form |
/// | 5 | the kind of statistic |
/// | 6 ..< 14 | the length n of the statistic |
/// | 14 ..< 14 + n | the statistic |
/// | 14 + n ..< 22 + n | the ``Checksum`` of all before |
enum EncodedForm {
  static let name: [UInt8] = Array("ASAY".utf8)
  static let version: UInt8 = 1
  static let headLength = 14
  static let checksumLength = 8

  /// A statistic as bytes.
  static func bytes(of part: some EncodedPart, kind: EncodedKind) -> [UInt8] {
    var writer = EncodedWriter()
    for byte in name { writer.byte(byte) }
    writer.byte(version)
    writer.byte(kind.rawValue)
    writer.fixed(0)
    part.write(to: &writer)
    writer.setFixed(UInt64(writer.bytes.count - headLength), at: headLength - 8)
    writer.fixed(Checksum.of(writer.bytes[...]))
    return writer.bytes
  }

  /// The statistic that bytes are.
  static func decode<Part: EncodedPart>(
    _ bytes: [UInt8], as type: Part.Type, kind: EncodedKind
  ) throws(EvaluationError) -> Part {
    let length = try length(of: bytes, kind: kind)
    var reader = EncodedReader(bytes, from: headLength, to: headLength + length)
    let part = try Part(from: &reader)
    guard reader.left == 0 else {
      throw .undecodable(.trailing(offset: reader.offset, count: reader.left))
    }
    return part
  }

  /// The length of the statistic, once head and checksum are found right.
  private static func length(
    of bytes: [UInt8], kind: EncodedKind
  ) throws(EvaluationError) -> Int {
    let start = bytes.prefix(name.count)
    guard name.starts(with: start) else {
      throw .undecodable(.notEncoded(found: Array(start), expected: name))
    }
    var head = EncodedReader(bytes, from: 0, to: bytes.count)
    for _ in name { _ = try head.byte() }
    let foundVersion = try head.byte()
    guard foundVersion > 0 else { throw EncodedReader.invalid(4, "version", "0", "\(version)") }
    guard foundVersion == version else {
      throw .undecodable(.laterVersion(found: Int(foundVersion), known: Int(version)))
    }
    let foundKind = try head.byte()
    guard foundKind == kind.rawValue else {
      let name =
        EncodedKind(rawValue: foundKind)?.name ?? "a statistic of unknown kind \(foundKind)"
      throw .undecodable(.otherKind(found: name, expected: kind.name))
    }
    let claimed = try head.fixed()
    let left = head.left - checksumLength
    guard left >= 0, claimed <= UInt64(left) else {
      let (needed, overflows) = claimed.addingReportingOverflow(UInt64(checksumLength))
      throw .undecodable(
        .cut(
          offset: head.offset, needed: overflows ? .max : Int(clamping: needed), count: head.left))
    }
    let end = headLength + Int(claimed)
    guard claimed == UInt64(left) else {
      throw .undecodable(
        .trailing(offset: end + checksumLength, count: bytes.count - end - checksumLength))
    }
    var tail = EncodedReader(bytes, from: end, to: bytes.count)
    let found = try tail.fixed()
    let expected = Checksum.of(bytes[..<end])
    guard found == expected else {
      throw .undecodable(.altered(offset: end, found: found, expected: expected))
    }
    return Int(claimed)
  }
}
