/// The parameters of a recalibrator as a flat JSON object, on one line.
///
/// `{"method":"platt","version":1,"slope":-2.5,"intercept":0.25}`. Numbers are written with the
/// fewest digits that read back to the bit. Read are white space, words without escapes, numbers, and
/// arrays of numbers; every key must be known and occur once.
struct CalibrationText {
  static let version = 1

  private enum Value {
    case word(String)
    case number(Double)
    case array([Double])
  }

  private let method: String
  private var values: [(key: String, value: Value)]

  /// Parameters to write.
  init(method: String, arrays: Bool = false, _ values: [(String, [Double])]) {
    self.method = method
    self.values = values.map { key, numbers in
      (key, arrays ? .array(numbers) : .number(numbers.first ?? .nan))
    }
  }

  var text: String {
    var parts = ["\"method\":\"\(method)\"", "\"version\":\(Self.version)"]
    for (key, value) in values {
      switch value {
      case .word(let word): parts.append("\"\(key)\":\"\(word)\"")
      case .number(let number): parts.append("\"\(key)\":\(number)")
      case .array(let numbers):
        parts.append("\"\(key)\":[" + numbers.map { "\($0)" }.joined(separator: ",") + "]")
      }
    }
    return "{" + parts.joined(separator: ",") + "}"
  }

  /// Reads parameters of a method.
  init(
    _ text: String, method: String, numbers: [String] = [], arrays: [String] = []
  ) throws(CalibrationTextError) {
    var reader = Reader(bytes: Array(text.utf8))
    var found = try reader.object()
    func take(_ key: String) throws(CalibrationTextError) -> Value {
      guard let place = found.firstIndex(where: { $0.key == key }) else {
        throw .missing(key: key)
      }
      return found.remove(at: place).value
    }
    guard case .word(let name) = try take("method") else { throw .unexpected(key: "method") }
    guard name == method else { throw .otherMethod(found: name, expected: method) }
    guard case .number(let version) = try take("version") else {
      throw .unexpected(key: "version")
    }
    guard version == Double(Self.version) else {
      throw .laterVersion(found: version, known: Self.version)
    }
    self.method = method
    values = []
    for key in numbers {
      let value = try take(key)
      guard case .number = value else { throw .unexpected(key: key) }
      values.append((key, value))
    }
    for key in arrays {
      let value = try take(key)
      guard case .array = value else { throw .unexpected(key: key) }
      values.append((key, value))
    }
    if let more = found.first { throw .unexpected(key: more.key) }
  }

  /// A number that was read.
  func number(_ key: String) -> Double {
    guard case .number(let number)? = values.first(where: { $0.key == key })?.value else {
      return .nan
    }
    return number
  }

  /// An array that was read.
  func array(_ key: String) -> [Double] {
    guard case .array(let numbers)? = values.first(where: { $0.key == key })?.value else {
      return []
    }
    return numbers
  }

  /// Reads a flat JSON object.
  private struct Reader {
    let bytes: [UInt8]
    var place = 0

    mutating func object() throws(CalibrationTextError) -> [(key: String, value: Value)] {
      var result: [(key: String, value: Value)] = []
      try take("{")
      repeat {
        let key = try word()
        try take(":")
        if result.contains(where: { $0.key == key }) { throw .unexpected(key: key) }
        result.append((key, try value()))
      } while isTaken(",")
      try take("}")
      skipSpace()
      guard place == bytes.count else {
        throw .notJSON(offset: place, expected: "nothing after the object")
      }
      return result
    }

    private mutating func value() throws(CalibrationTextError) -> Value {
      skipSpace()
      guard place < bytes.count else { throw .notJSON(offset: place, expected: "a value") }
      if bytes[place] == UInt8(ascii: "\"") { return .word(try word()) }
      guard isTaken("[") else { return .number(try number()) }
      var numbers: [Double] = []
      if isTaken("]") { return .array([]) }
      repeat { numbers.append(try number()) } while isTaken(",")
      try take("]")
      return .array(numbers)
    }

    private mutating func word() throws(CalibrationTextError) -> String {
      try take("\"")
      let start = place
      while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
        guard bytes[place] >= 0x20, bytes[place] != UInt8(ascii: "\\") else {
          throw .notJSON(offset: place, expected: "a word without escapes")
        }
        place += 1
      }
      let word = String(decoding: bytes[start..<place], as: UTF8.self)
      guard place < bytes.count else { throw .notJSON(offset: place, expected: "\"") }
      place += 1
      return word
    }

    private mutating func number() throws(CalibrationTextError) -> Double {
      skipSpace()
      let start = place
      while place < bytes.count, Self.isOfNumber(bytes[place]) { place += 1 }
      let text = String(decoding: bytes[start..<place], as: UTF8.self)
      guard let number = Double(text), number.isFinite, text.utf8.first != UInt8(ascii: "+") else {
        throw .notJSON(offset: start, expected: "a finite number")
      }
      return number
    }

    /// A digit, a sign, a point or the e of an exponent: no hexadecimal numbers, no words.
    private static func isOfNumber(_ byte: UInt8) -> Bool {
      (0x30...0x39).contains(byte) || byte == 0x2B || byte == 0x2D || byte == 0x2E
        || byte | 0x20 == 0x65
    }

    private mutating func skipSpace() {
      while place < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[place]) { place += 1 }
    }

    private mutating func isTaken(_ sign: Unicode.Scalar) -> Bool {
      skipSpace()
      guard place < bytes.count, bytes[place] == UInt8(ascii: sign) else { return false }
      place += 1
      return true
    }

    private mutating func take(_ sign: Unicode.Scalar) throws(CalibrationTextError) {
      guard isTaken(sign) else { throw .notJSON(offset: place, expected: "\(sign)") }
    }
  }
}
