/// The header of a safetensors file: JSON of one fixed form, read in a single pass.
///
/// Whatever does not have that form is an error where it begins, so nesting, repeated names and
/// numbers beyond measure end the reading at once.
struct SafeTensorsHeader {
  /// A tensor as the header describes it.
  struct Entry {
    let name: String
    /// Whether its numbers are bytes, and not 32-bit floats.
    let isBytes: Bool
    let shape: [Int]
    /// Where its numbers begin, counted from the end of the header.
    let start: Int
    /// Where they end.
    let end: Int
  }

  /// The most bytes that a header may have.
  static let limit = 1 << 22
  /// The most tensors that a file may have.
  static let mostTensors = 10_000

  private(set) var texts: [(key: String, text: String)] = []
  private(set) var entries: [Entry] = []

  private let bytes: ArraySlice<UInt8>
  private let file: String
  private var position: Int

  init(_ bytes: ArraySlice<UInt8>, file: String) throws(ArchiveError) {
    self.bytes = bytes
    self.file = file
    position = bytes.startIndex
    try read()
  }

  private mutating func read() throws(ArchiveError) {
    var names: Set<String> = []
    try members { (header: inout Self, name: String) throws(ArchiveError) in
      guard names.insert(name).inserted else {
        throw ArchiveError(header.file, .repeated(name: name))
      }
      if name == "__metadata__" { return try header.readTexts() }
      guard header.entries.count < Self.mostTensors else {
        throw ArchiveError(header.file, .tooManyTensors(limit: Self.mostTensors))
      }
      header.entries.append(try header.entry(name))
    }
    skipBlanks()
    guard position == bytes.endIndex else { throw syntax("the end of the header") }
  }

  private mutating func readTexts() throws(ArchiveError) {
    var keys: Set<String> = []
    try members { (header: inout Self, key: String) throws(ArchiveError) in
      guard keys.insert(key).inserted else {
        throw ArchiveError(header.file, .repeated(name: key))
      }
      header.texts.append((key, try header.string()))
    }
  }

  private mutating func entry(_ name: String) throws(ArchiveError) -> Entry {
    var (shape, offsets, type): ([Int]?, [Int]?, String?)
    try members { (header: inout Self, key: String) throws(ArchiveError) in
      switch key {
      case "dtype" where type == nil: type = try header.string()
      case "shape" where shape == nil: shape = try header.numbers(atMost: 8)
      case "data_offsets" where offsets == nil: offsets = try header.numbers(atMost: 2)
      default: throw header.syntax("dtype, shape and data_offsets, each once")
      }
    }
    guard let type, let shape, let offsets, offsets.count == 2, offsets[0] <= offsets[1] else {
      throw syntax("dtype, shape and two ascending data_offsets of \(name)")
    }
    guard type == "F32" || type == "U8" else {
      throw ArchiveError(file, .type(tensor: name, type: type))
    }
    return Entry(
      name: name, isBytes: type == "U8", shape: shape, start: offsets[0], end: offsets[1])
  }

  /// Reads an object; the body reads the value of each member.
  private mutating func members(
    _ body: (inout Self, String) throws(ArchiveError) -> Void
  ) throws(ArchiveError) {
    try expect("{")
    if take("}") { return }
    repeat {
      let name = try string()
      try expect(":")
      try body(&self, name)
    } while take(",")
    try expect("}")
  }

  /// Reads an array of whole numbers, none below zero.
  private mutating func numbers(atMost limit: Int) throws(ArchiveError) -> [Int] {
    try expect("[")
    if take("]") { return [] }
    var numbers: [Int] = []
    repeat {
      skipBlanks()
      guard numbers.count < limit else { throw syntax("at most \(limit) numbers") }
      var (value, digits) = (0, 0)
      while position < bytes.endIndex, case let digit = bytes[position] &- 0x30, digit <= 9 {
        let (tens, overflows) = value.multipliedReportingOverflow(by: 10)
        let (sum, overflowsToo) = tens.addingReportingOverflow(Int(digit))
        guard !overflows, !overflowsToo else { throw syntax("a number of at most 63 bits") }
        value = sum
        digits += 1
        position += 1
      }
      guard digits > 0 else { throw syntax("a whole number, not below zero") }
      numbers.append(value)
    } while take(",")
    try expect("]")
    return numbers
  }

  private mutating func string() throws(ArchiveError) -> String {
    try expect("\"")
    var text: [UInt8] = []
    while position < bytes.endIndex {
      let byte = bytes[position]
      position += 1
      switch byte {
      case UInt8(ascii: "\""):
        guard let string = String(validating: text, as: UTF8.self) else {
          throw syntax("text in UTF-8")
        }
        return string
      case UInt8(ascii: "\\"): try appendEscape(to: &text)
      case ..<0x20: throw syntax("no control character within a text")
      default: text.append(byte)
      }
    }
    throw syntax("the end of a text")
  }

  private mutating func appendEscape(to text: inout [UInt8]) throws(ArchiveError) {
    guard position < bytes.endIndex else { throw syntax("the end of a text") }
    let byte = bytes[position]
    position += 1
    switch byte {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(byte)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0c)
    case UInt8(ascii: "n"): text.append(0x0a)
    case UInt8(ascii: "r"): text.append(0x0d)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "u"):
      var value = try codeUnit()
      if (0xd800..<0xdc00).contains(value) {
        guard bytes.endIndex - position >= 6, bytes[position] == UInt8(ascii: "\\"),
          bytes[position + 1] == UInt8(ascii: "u")
        else { throw syntax("the second half of a character") }
        position += 2
        let low = try codeUnit()
        guard (0xdc00..<0xe000).contains(low) else {
          throw syntax("the second half of a character")
        }
        value = 0x10000 + (value - 0xd800) << 10 + (low - 0xdc00)
      }
      guard let scalar = Unicode.Scalar(value) else { throw syntax("a character") }
      text += UTF8.encode(scalar).map { Array($0) } ?? []
    default: throw syntax("an escape of JSON")
    }
  }

  private mutating func codeUnit() throws(ArchiveError) -> UInt32 {
    guard bytes.endIndex - position >= 4 else { throw syntax("four hexadecimal digits") }
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let digit = Character(Unicode.Scalar(bytes[position])).hexDigitValue else {
        throw syntax("four hexadecimal digits")
      }
      value = value << 4 | UInt32(digit)
      position += 1
    }
    return value
  }

  private mutating func skipBlanks() {
    while position < bytes.endIndex, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) {
      position += 1
    }
  }

  private mutating func take(_ character: Unicode.Scalar) -> Bool {
    skipBlanks()
    guard position < bytes.endIndex, bytes[position] == UInt8(ascii: character) else {
      return false
    }
    position += 1
    return true
  }

  private mutating func expect(_ character: Unicode.Scalar) throws(ArchiveError) {
    guard take(character) else { throw syntax("\(character)") }
  }

  private func syntax(_ expected: String) -> ArchiveError {
    ArchiveError(file, .header(offset: 8 + position - bytes.startIndex, expected: expected))
  }
}
