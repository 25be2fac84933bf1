/// The beginning of a NumPy file: the elements' type, their order and the shape.
///
/// `\x93NUMPY`, the version, the length of the text (2 bytes, from version 2 on 4), and a Python
/// dictionary such as `{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }`, which is read
/// here as no more than that.
struct NPYHeader: Equatable {
  /// The longest text that NumPy reads without being asked twice.
  static let limit = 10_000
  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  var type: String
  var isFortranOrder: Bool
  var shape: [Int]
  /// The position of the first element.
  var end = 0

  /// Reads the header of a file's bytes.
  init(_ bytes: [UInt8], file: String) throws(NPYError) {
    guard bytes.starts(with: NPYHeader.magic) else {
      throw NPYError(file: file, offset: 0, reason: .notNPY)
    }
    func need(_ count: Int) throws(NPYError) {
      guard bytes.count >= count else {
        throw NPYError(
          file: file, offset: bytes.count,
          reason: .truncated(expected: count, found: bytes.count))
      }
    }
    try need(8)
    guard (1...3).contains(bytes[6]) else {
      throw NPYError(file: file, offset: 6, reason: .version(Int(bytes[6])))
    }
    let start = bytes[6] == 1 ? 10 : 12
    try need(start)
    let length = bytes[8..<start].reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= NPYHeader.limit else {
      throw NPYError(
        file: file, offset: 8, reason: .headerTooLong(length: length, limit: NPYHeader.limit))
    }
    try need(start + length)
    var parser = Parser(file: file, bytes: bytes, position: start, end: start + length)
    (type, isFortranOrder, shape) = try parser.dictionary()
    end = start + length
  }

  /// The type of the elements, and the size of all.
  func elements(file: String) throws(NPYError) -> (NPYElement, size: Int) {
    guard let element = NPYElement(type: type) else {
      throw NPYError(
        file: file, reason: type.contains("O") ? .objects : .unsupportedType(type))
    }
    var size = element.bytes
    for extent in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: extent)
      guard !overflow else { throw NPYError(file: file, reason: .shapeTooLarge(shape)) }
      size = product
    }
    return (element, size)
  }

  /// How long a file must be, by the header it begins with; 0 for one that is not read.
  static func fileLength(_ beginning: [UInt8]) -> Int {
    guard let header = try? NPYHeader(beginning, file: ""),
      let (_, size) = try? header.elements(file: "")
    else { return 0 }
    return header.end.addingReportingOverflow(size).partialValue
  }

  init(type: String, shape: [Int]) {
    self.type = type
    self.shape = shape
    isFortranOrder = false
  }

  /// The header as NumPy writes it: room for the first extent to grow, a multiple of 64 bytes.
  var bytes: [UInt8] {
    let extents = shape.map { "\($0)" }.joined(separator: ", ")
    let tuple = "(" + extents + (shape.count == 1 ? ",)" : ")")
    var text = "{'descr': '\(type)', 'fortran_order': False, 'shape': \(tuple), }"
    if let first = shape.first {
      text += String(repeating: " ", count: max(0, 21 - "\(first)".count))
    }
    text += String(repeating: " ", count: 64 - (10 + text.utf8.count + 1) % 64) + "\n"
    let length = text.utf8.count
    return NPYHeader.magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)] + text.utf8
  }

  /// Reads the dictionary, in any order of its keys.
  private struct Parser {
    let file: String
    let bytes: [UInt8]
    var position: Int
    let end: Int

    mutating func dictionary() throws(NPYError) -> (String, Bool, [Int]) {
      var type: String?
      var isFortranOrder: Bool?
      var shape: [Int]?
      try expect("{")
      while !accept("}") {
        let key = try text("a key")
        try expect(":")
        switch key {
        case "descr" where type == nil: type = try elementType()
        case "fortran_order" where isFortranOrder == nil: isFortranOrder = try truth()
        case "shape" where shape == nil: shape = try tuple()
        default: throw error("descr, fortran_order and shape, each once")
        }
        if !accept(",") {
          try expect("}")
          break
        }
      }
      skipBlanks()
      guard position == end else { throw error("nothing behind the dictionary") }
      guard let type, let isFortranOrder, let shape else {
        throw error("descr, fortran_order and shape, each once")
      }
      return (type, isFortranOrder, shape)
    }

    private mutating func elementType() throws(NPYError) -> String {
      skipBlanks()
      if position < end, bytes[position] == UInt8(ascii: "[") {
        throw NPYError(
          file: file, offset: position, reason: .unsupportedType("of several fields (structured)"))
      }
      return try text("a type in quotes")
    }

    private mutating func truth() throws(NPYError) -> Bool {
      if accept("True") { return true }
      try expect("False")
      return false
    }

    private mutating func tuple() throws(NPYError) -> [Int] {
      var extents: [Int] = []
      try expect("(")
      while !accept(")") {
        extents.append(try number())
        if !accept(",") {
          try expect(")")
          break
        }
      }
      return extents
    }

    private mutating func number() throws(NPYError) -> Int {
      skipBlanks()
      let start = position
      var value = 0
      while position < end, bytes[position] &- 0x30 <= 9 {
        let (product, overflow) = value.multipliedReportingOverflow(by: 10)
        let (sum, carry) = product.addingReportingOverflow(Int(bytes[position] - 0x30))
        guard !overflow, !carry else { throw error("an extent that fits 64 bits") }
        value = sum
        position += 1
      }
      guard position > start else { throw error("an extent, at least 0") }
      // Python 2 wrote long integers so
      if position < end, bytes[position] == UInt8(ascii: "L") { position += 1 }
      return value
    }

    private mutating func text(_ what: String) throws(NPYError) -> String {
      skipBlanks()
      guard position < end, bytes[position] == 0x27 || bytes[position] == 0x22 else {
        throw error(what)
      }
      let quote = bytes[position]
      guard let close = bytes[position + 1..<end].firstIndex(of: quote) else {
        throw error("a closing quote")
      }
      defer { position = close + 1 }
      return String(decoding: bytes[position + 1..<close], as: UTF8.self)
    }

    private mutating func accept(_ word: String) -> Bool {
      skipBlanks()
      guard bytes[position..<end].starts(with: word.utf8) else { return false }
      position += word.utf8.count
      return true
    }

    private mutating func expect(_ word: String) throws(NPYError) {
      guard accept(word) else { throw error(word) }
    }

    private mutating func skipBlanks() {
      while position < end, [0x20, 0x09, 0x0a, 0x0d].contains(bytes[position]) { position += 1 }
    }

    private func error(_ expected: String) -> NPYError {
      NPYError(file: file, offset: position, reason: .header(expected: expected))
    }
  }
}
