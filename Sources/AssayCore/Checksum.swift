/// Cyclic redundancy checks: numbers that tell whether bytes were altered.
public enum Checksum {
  /// CRC-64/XZ: polynomial 0x42F0E1EBA9EA3693, bits reflected.
  ///
  /// It notices every single altered bit, every run of altered bits up to 64 long, and anything else
  /// but once in 2^64. Of the bytes of "123456789" it is 0x995DC9BBDF1939FA.
  ///
  /// Source: ECMA-182; ISO 3309 for the method.
  public static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.withUnsafeBytes { of($0) } }

  /// The same of memory.
  public static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 { check(bytes, table64) }

  /// CRC-32C (Castagnoli): polynomial 0x1EDC6F41, bits reflected.
  ///
  /// Of the bytes of "123456789" it is 0xE3069283.
  ///
  /// Source: RFC 3720, appendix B.4.
  public static func crc32C(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes { check($0, table32C) }
  }

  /// CRC-32 of zip files: polynomial 0x04C11DB7, bits reflected.
  ///
  /// Of the bytes of "123456789" it is 0xCBF43926.
  ///
  /// Source: PKWARE, *APPNOTE.TXT*, 4.4.7.
  public static func crc32(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    bytes.withUnsafeBytes { check($0, table32) }
  }

  private static let table64: [UInt64] = table(0xC96C_5795_D787_0F42)
  private static let table32: [UInt32] = table(0xEDB8_8320)
  private static let table32C: [UInt32] = table(0x82F6_3B78)

  /// What each byte does to the state, for a polynomial with its bits reflected.
  private static func table<State: FixedWidthInteger & UnsignedInteger>(
    _ polynomial: State
  ) -> [State] {
    (0..<256).map { byte in
      var state = State(byte)
      for _ in 0..<8 { state = state & 1 == 1 ? (state >> 1) ^ polynomial : state >> 1 }
      return state
    }
  }

  @inline(__always)
  private static func check<State: FixedWidthInteger & UnsignedInteger>(
    _ bytes: UnsafeRawBufferPointer, _ table: [State]
  ) -> State {
    var state = State.max
    table.withUnsafeBufferPointer { table in
      for byte in bytes {
        state = table[Int(UInt8(truncatingIfNeeded: state) ^ byte)] ^ (state >> 8)
      }
    }
    return ~state
  }
}
