/// The bytes of a protocol buffer, field by field.
///
/// Source: protobuf.dev, *Encoding*; a field is its number and the kind of its value, then the value.
struct ProtocolBuffer {
  private(set) var bytes: [UInt8] = []

  /// Adds a whole number, seven bits a byte, the lowest first.
  mutating func add(_ field: UInt64, whole value: UInt64) {
    addVariable(field << 3)
    addVariable(value)
  }

  /// Adds a Double.
  mutating func add(_ field: UInt64, _ value: Double) {
    addVariable(field << 3 | 1)
    bytes += value.bitPattern.littleEndianBytes
  }

  /// Adds a Float.
  mutating func add(_ field: UInt64, _ value: Float) {
    addVariable(field << 3 | 5)
    bytes += value.bitPattern.littleEndianBytes
  }

  /// Adds a text, as UTF-8.
  mutating func add(_ field: UInt64, _ text: String) { add(field, Array(text.utf8)) }

  /// Adds a message within this one.
  mutating func add(_ field: UInt64, _ fill: (inout ProtocolBuffer) -> Void) {
    var inner = ProtocolBuffer()
    fill(&inner)
    add(field, inner.bytes)
  }

  private mutating func add(_ field: UInt64, _ value: [UInt8]) {
    addVariable(field << 3 | 2)
    addVariable(UInt64(value.count))
    bytes += value
  }

  private mutating func addVariable(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }
}

extension FixedWidthInteger {
  /// The bytes of the number, the lowest first.
  var littleEndianBytes: [UInt8] { withUnsafeBytes(of: littleEndian) { Array($0) } }
}
