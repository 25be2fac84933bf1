/// Text as C has it: UTF-8 that ends with a zero.
enum CText {
  /// Writes text into an array of a struct, cut at a whole character if it is too long.
  static func write<Characters>(_ text: String, to characters: inout Characters) {
    withUnsafeMutableBytes(of: &characters) { bytes in
      var end = 0
      for character in text {
        let encoded = character.utf8
        guard end + encoded.count < bytes.count else { break }
        for byte in encoded {
          bytes[end] = byte
          end += 1
        }
      }
      for index in end..<bytes.count { bytes[index] = 0 }
    }
  }

  /// Text in memory that the caller frees.
  static func allocated(_ text: String) throws -> UnsafeMutablePointer<CChar> {
    let bytes = Array(text.utf8) + [0]
    let memory = try Memory.allocated(bytes)
    return UnsafeMutableRawPointer(memory).bindMemory(to: CChar.self, capacity: bytes.count)
  }
}
