internal import AssayCore
internal import AssayTensors

/// A file of named tensors and texts in the safetensors format: eight bytes with the length of the
/// header, the header in JSON, the numbers.
///
/// 32-bit floats are read, and single bytes in a row. The numbers must fill the file without a hole and without overlap,
/// so nothing that a header promises can take more memory than the file has bytes. Among the texts is
/// a checksum of all the rest; a file without one, from another program, is read all the same.
///
/// Source: Hugging Face, *safetensors*, format description.
struct SafeTensors: Sendable {
  /// The texts, in order.
  var texts: [(key: String, text: String)] = []
  /// The tensors, in the order of their numbers.
  var tensors: [(name: String, tensor: Tensor)] = []
  /// Bytes under a name, in order, behind the tensors.
  var blobs: [(name: String, bytes: [UInt8])] = []

  /// The text under a key.
  func text(_ key: String) -> String? { texts.first { $0.key == key }?.text }

  /// The bytes under a name.
  func blob(_ name: String) -> [UInt8]? { blobs.first { $0.name == name }?.bytes }

  init() {}

  /// Reads the bytes of a file.
  init(_ bytes: [UInt8], file: String) throws(ArchiveError) {
    guard bytes.count >= 8 else {
      throw ArchiveError(file, .tooShort(bytes: bytes.count, needed: 8))
    }
    let length = (0..<8).reduce(UInt64(0)) { $0 | UInt64(bytes[$1]) << UInt64(8 * $1) }
    guard length <= UInt64(SafeTensorsHeader.limit) else {
      throw ArchiveError(file, .headerTooLong(bytes: length))
    }
    let start = 8 + Int(length)
    guard bytes.count >= start else {
      throw ArchiveError(file, .tooShort(bytes: bytes.count, needed: start))
    }
    let header = try SafeTensorsHeader(bytes[8..<start], file: file)
    texts = header.texts
    // The order of the numbers; a header may list them in another one.
    let entries = header.entries.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    var end = 0
    for entry in entries {
      guard entry.start == end else {
        throw ArchiveError(file, .offsets(tensor: entry.name, start: entry.start, expected: end))
      }
      guard let size = SafeTensors.size(of: entry.shape, isBytes: entry.isBytes),
        entry.end - entry.start == size
      else {
        throw ArchiveError(
          file, .size(tensor: entry.name, shape: entry.shape, bytes: entry.end - entry.start))
      }
      end = entry.end
    }
    guard end == bytes.count - start else {
      throw ArchiveError(file, .tooShort(bytes: bytes.count - start, needed: end))
    }
    bytes.withUnsafeBytes { bytes in
      for entry in entries {
        let first = start + entry.start
        guard !entry.isBytes else {
          blobs.append((entry.name, Array(bytes[first..<start + entry.end])))
          continue
        }
        tensors.append(
          (
            entry.name,
            Tensor(shape: Shape(entry.shape)) { memory in
              for index in memory.indices {
                let pattern = bytes.loadUnaligned(
                  fromByteOffset: first + 4 * index, as: UInt32.self)
                memory[index] = Float(bitPattern: UInt32(littleEndian: pattern))
              }
            }
          ))
      }
    }
    if let found = text(Self.checksumKey), found != checksum {
      throw ArchiveError(file, .altered(found: found, expected: checksum))
    }
  }

  /// The name of the checksum among the texts.
  static let checksumKey = "assay.checksum"

  /// The checksum of the file as it is without one, in sixteen hexadecimal digits.
  private var checksum: String {
    let digits = String(Checksum.of(plainBytes[...]), radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }

  /// The bytes of the file.
  var bytes: [UInt8] {
    var signed = self
    signed.texts = texts.filter { $0.key != Self.checksumKey } + [(Self.checksumKey, checksum)]
    return signed.bytesOfAll
  }

  private var plainBytes: [UInt8] {
    var plain = self
    plain.texts = texts.filter { $0.key != Self.checksumKey }
    return plain.bytesOfAll
  }

  /// The bytes that numbers of a shape take; nil for a shape that no tensor can have.
  static func size(of shape: [Int], isBytes: Bool = false) -> Int? {
    guard isBytes ? shape.count == 1 : shape.count <= Shape.maximumRank else { return nil }
    var size = isBytes ? 1 : 4
    for extent in shape {
      let (product, overflows) = size.multipliedReportingOverflow(by: extent)
      guard extent >= 0, extent <= Int(Int32.max), !overflows else { return nil }
      size = product
    }
    return size
  }

  private var bytesOfAll: [UInt8] {
    var header = "{"
    if !texts.isEmpty {
      let members = texts.map { quoted($0.key) + ":" + quoted($0.text) }
      header += "\"__metadata__\":{" + members.joined(separator: ",") + "}"
    }
    var end = 0
    func describe(_ name: String, _ type: String, _ shape: [Int], size: Int) {
      let extents = shape.map { "\($0)" }.joined(separator: ",")
      header +=
        (header == "{" ? "" : ",") + quoted(name)
        + ":{\"dtype\":\"\(type)\",\"shape\":[\(extents)],"
      header += "\"data_offsets\":[\(end),\(end + size)]}"
      end += size
    }
    for (name, tensor) in tensors {
      describe(name, "F32", tensor.shape.extents, size: 4 * tensor.count)
    }
    for (name, bytes) in blobs { describe(name, "U8", [bytes.count], size: bytes.count) }
    header += "}"
    // Blanks bring the numbers to a multiple of eight bytes.
    var text = Array(header.utf8)
    while !text.count.isMultiple(of: 8) { text.append(0x20) }
    var bytes: [UInt8] = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
    bytes.reserveCapacity(8 + text.count + end)
    bytes += text
    for (_, tensor) in tensors {
      tensor.withScalars { scalars in
        for scalar in scalars {
          withUnsafeBytes(of: scalar.bitPattern.littleEndian) { bytes += $0 }
        }
      }
    }
    for (_, more) in blobs { bytes += more }
    return bytes
  }

  private func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}
