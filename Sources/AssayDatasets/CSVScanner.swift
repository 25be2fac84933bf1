/// The fields of rows, one after the other: their bytes, where each ends, and the rows' lines.
struct CSVRecords: Sendable {
  /// The fields' bytes without quotes, one byte of no meaning behind each field.
  var text: [UInt8] = []
  /// The position in `text` behind each field.
  var ends: [Int] = []
  /// The line each row begins on.
  var lines: [Int] = []

  mutating func removeAll() {
    text.removeAll(keepingCapacity: true)
    ends.removeAll(keepingCapacity: true)
    lines.removeAll(keepingCapacity: true)
  }

  /// Where the bytes of a field are in `text`.
  func range(_ field: Int) -> Range<Int> { (field == 0 ? 0 : ends[field - 1] + 1)..<ends[field] }

  func string(_ field: Int) -> String { String(decoding: text[range(field)], as: UTF8.self) }
}

/// Splits bytes into rows of fields as RFC 4180 says, and may stop and go on at any byte.
///
/// A field in quotes may hold delimiters, line ends and quotes written twice. Lines end with LF, CRLF
/// or CR. Blank lines are no rows. A quote within a field that does not begin with one is a quote.
struct CSVScanner {
  private enum State {
    case fieldStart, plain, quoted, afterQuote
  }

  static let rowLimit = 1 << 26

  private let file: String
  private let delimiter: UInt8
  /// 1 for the bytes that end a run of ordinary ones.
  private let isSpecial: [Bool]
  private var state = State.fieldStart
  private(set) var line = 1
  private var rowLine = 1
  private var quoteLine = 1
  private var fields = 0
  private var rowStart: Int?
  private var isAfterReturn = false

  init(file: String, delimiter: CSVFormat.Delimiter) {
    self.file = file
    self.delimiter = delimiter.rawValue
    var isSpecial = [Bool](repeating: false, count: 256)
    for byte in [delimiter.rawValue, 0, .lineFeed, .carriageReturn, .quote] {
      isSpecial[Int(byte)] = true
    }
    self.isSpecial = isSpecial
  }

  /// Reads on until a row is complete (true) or the bytes are used up (false).
  mutating func scan(
    _ piece: ArraySlice<UInt8>, _ position: inout Int, into records: inout CSVRecords
  ) throws(CSVError) -> Bool {
    let result = piece.withUnsafeBufferPointer { bytes in
      Result { () throws(CSVError) -> (Bool, Int) in
        var offset = position - piece.startIndex
        let isComplete = try scan(bytes, &offset, into: &records)
        return (isComplete, offset)
      }
    }
    let (isComplete, offset) = try result.get()
    position = piece.startIndex + offset
    return isComplete
  }

  private mutating func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, into records: inout CSVRecords
  ) throws(CSVError) -> Bool {
    let start = rowStart ?? records.text.count
    rowStart = start
    while position < bytes.count {
      let byte = bytes[position]
      if isAfterReturn {
        isAfterReturn = false
        if byte == .lineFeed {
          if state == .quoted { records.text.append(byte) }
          position += 1
          continue
        }
      }
      switch state {
      case .fieldStart:
        if fields == 0 {
          rowLine = line
          if takePlainRow(bytes, &position, into: &records) { return true }
        }
        if byte == .quote {
          state = .quoted
          quoteLine = line
          position += 1
        } else if fields == 0, byte == .lineFeed || byte == .carriageReturn {
          endLine(byte)
          position += 1
        } else {
          state = .plain
        }
      case .plain:
        appendRun(bytes, &position, into: &records)
        guard position < bytes.count else { break }
        let end = bytes[position]
        position += 1
        if end == .quote {
          records.text.append(end)
        } else if try endsField(end, into: &records) {
          return true
        }
      case .quoted:
        appendRun(bytes, &position, into: &records)
        guard position < bytes.count else { break }
        let end = bytes[position]
        position += 1
        if end == .quote {
          state = .afterQuote
        } else if end == 0 {
          throw error(.zeroByte, line)
        } else {
          if end == .lineFeed || end == .carriageReturn { endLine(end) }
          records.text.append(end)
        }
        guard records.text.count - start <= CSVScanner.rowLimit else {
          throw error(.rowTooLong(limit: CSVScanner.rowLimit), quoteLine)
        }
      case .afterQuote:
        position += 1
        if byte == .quote {
          records.text.append(byte)
          state = .quoted
        } else if isSpecial[Int(byte)] {
          if try endsField(byte, into: &records) { return true }
        } else {
          throw error(.textAfterQuote, line)
        }
      }
    }
    guard records.text.count - start <= CSVScanner.rowLimit else {
      throw error(.rowTooLong(limit: CSVScanner.rowLimit), rowLine)
    }
    return false
  }

  /// Takes the end of the bytes as the end of a row; false if none was begun.
  mutating func finish(into records: inout CSVRecords) throws(CSVError) -> Bool {
    if state == .quoted { throw error(.unterminatedQuote, quoteLine) }
    if state == .fieldStart, fields == 0 { return false }
    return try endsField(.lineFeed, into: &records)
  }

  /// Takes a whole row at once, if it is all there and without quotes; else takes nothing.
  @inline(__always)
  private mutating func takePlainRow(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, into records: inout CSVRecords
  ) -> Bool {
    let start = position
    let shift = records.text.count - start
    let before = records.ends.count
    let end = isSpecial.withUnsafeBufferPointer { isSpecial in
      var index = start
      while index < bytes.count {
        let byte = bytes[index]
        if isSpecial[Int(byte)] {
          if byte == delimiter {
            records.ends.append(index + shift)
          } else {
            return byte == .lineFeed || byte == .carriageReturn ? index : nil
          }
        }
        index += 1
      }
      return nil
    }
    guard let end, end > start else {
      records.ends.removeLast(records.ends.count - before)
      return false
    }
    records.ends.append(end + shift)
    records.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start...end]))
    records.lines.append(rowLine)
    rowStart = nil
    endLine(bytes[end])
    position = end + 1
    return true
  }

  /// Appends ordinary bytes up to the next one that may end a field.
  @inline(__always)
  private func appendRun(
    _ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int, into records: inout CSVRecords
  ) {
    let start = position
    let end = isSpecial.withUnsafeBufferPointer { isSpecial in
      var index = start
      while index < bytes.count, !isSpecial[Int(bytes[index])] { index += 1 }
      return index
    }
    records.text.append(contentsOf: UnsafeBufferPointer(rebasing: bytes[start..<end]))
    position = end
  }

  /// Ends a field at a delimiter or line end: whether the row has ended too.
  @inline(__always)
  private mutating func endsField(
    _ byte: UInt8, into records: inout CSVRecords
  ) throws(CSVError) -> Bool {
    guard byte != 0 else { throw error(.zeroByte, line) }
    records.ends.append(records.text.count)
    records.text.append(byte)
    state = .fieldStart
    if byte == delimiter {
      fields += 1
      return false
    }
    records.lines.append(rowLine)
    fields = 0
    rowStart = nil
    endLine(byte)
    return true
  }

  private mutating func endLine(_ byte: UInt8) {
    line += 1
    isAfterReturn = byte == .carriageReturn
  }

  private func error(_ reason: CSVError.Reason, _ line: Int) -> CSVError {
    CSVError(file: file, line: line, reason: reason)
  }
}

extension UInt8 {
  static let lineFeed: UInt8 = 0x0a
  static let carriageReturn: UInt8 = 0x0d
  static let quote: UInt8 = 0x22
}
