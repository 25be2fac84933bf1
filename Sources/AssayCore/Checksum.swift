/// The cyclic redundancy check CRC-64/XZ: polynomial 0x42F0E1EBA9EA3693, bits reflected.
///
/// It notices every single altered bit, every run of altered bits up to 64 long, and anything else
/// but once in 2^64. Of the bytes of "123456789" it is 0x995DC9BBDF1939FA.
///
/// Source: ECMA-182; ISO 3309 for the method.
public enum Checksum {
  /// The checksum of bytes.
  public static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { of($0) }
  }

  /// The checksum of memory.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    var state = UInt64.max
    table.withUnsafeBufferPointer { table in
      for byte in bytes {
        state = table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ (state >> 8)
      }
    }
    return ~state
  }

  /// What each byte does to the state.
  private static let table: [UInt64] = (0..<256).map { byte in
    var state = UInt64(byte)
    for _ in 0..<8 {
      state = state & 1 == 1 ? (state >> 1) ^ 0xC96C_5795_D787_0F42 : state >> 1
    }
    return state
  }
}
