import AssayCore
import Testing

@testable import AssayDatasets

@Suite("CSV reader")
struct CSVReaderTests {
  /// The header and the rows of a text.
  func rows(_ text: String, _ format: CSVFormat = CSVFormat()) throws(CSVError) -> [[String]] {
    var reader = try CSVReader(text: text, file: "a.csv", format: format)
    var rows = [reader.names]
    while let row = try reader.next() { rows.append((0..<row.count).map { row[$0] }) }
    return rows
  }

  func error(_ text: String, _ format: CSVFormat = CSVFormat()) -> CSVError? {
    do throws(CSVError) {
      _ = try rows(text, format)
      return nil
    } catch {
      return error
    }
  }

  @Test(arguments: ["\n", "\r\n", "\r"])
  func `reads rows whatever ends the lines`(end: String) throws {
    let lines = ["a,b", "1,2", "", "3,", end == "\r" ? "\"x\ry\",z" : "\"x\ny\",z"]
    let inner = end == "\r" ? "x\ry" : "x\ny"
    for last in ["", end] {
      let text = lines.joined(separator: end) + last
      #expect(try rows(text) == [["a", "b"], ["1", "2"], ["3", ""], [inner, "z"]])
    }
  }

  @Test func `reads quotes as RFC 4180`() throws {
    #expect(
      try rows("a,b\n\"x, \"\"y\"\"\r\nz\",\"\"\n5\" pipe,\"\"\"\"\n")
        == [["a", "b"], ["x, \"y\"\r\nz", ""], ["5\" pipe", "\""]])
  }

  @Test func `keeps blanks of texts and drops those of names`() throws {
    #expect(try rows(" a ,b\n x , y\n") == [["a", "b"], [" x ", " y"]])
  }

  @Test func `skips a byte order mark`() throws {
    #expect(try rows("\u{feff}a,b\n1,2\n") == [["a", "b"], ["1", "2"]])
    #expect(try rows("\u{feff}\"a\",b\n1,2\n") == [["a", "b"], ["1", "2"]])
  }

  @Test(arguments: [
    (",", CSVFormat.Delimiter.comma), (";", .semicolon), ("\t", .tab), ("|", .bar),
  ])
  func `finds the delimiter out`(character: String, delimiter: CSVFormat.Delimiter) throws {
    let text = "a#b#c\n1#\"x,;|\ty\"#3\n4#5#6\n".replacing("#", with: character)
    let reader = try CSVReader(text: text)
    #expect(reader.format.delimiter == delimiter)
    #expect(try rows(text)[1] == ["1", "x,;|\ty", "3"])
  }

  @Test func `is not misled by decimal commas`() throws {
    #expect(try CSVReader(text: "a;b\n1,5;2,5\n").format.delimiter == .semicolon)
    #expect(try CSVReader(text: "name\nx\n").format.delimiter == .comma)
  }

  @Test func `names columns without a header`() throws {
    let format = CSVFormat(hasHeader: false)
    #expect(
      try rows("1,2\n3,4\n", format) == [["column 1", "column 2"], ["1", "2"], ["3", "4"]])
  }

  @Test func `gives lines of rows though fields hold line ends`() throws {
    var reader = try CSVReader(text: "a,b\r\n\"1\r\n\r\n\",2\r\n\r\n3,4\r\n")
    #expect(try reader.next()?.line == 2)
    #expect(try reader.next()?.line == 6)
    #expect(try reader.next() == nil)
    #expect(try reader.next() == nil)
  }

  @Test func `names what is wrong and the line`() {
    #expect(error("") == CSVError(file: "a.csv", reason: .empty))
    #expect(error("\n\r\n\n") == CSVError(file: "a.csv", reason: .empty))
    #expect(
      error("a,b\n1,2\n3\n")
        == CSVError(file: "a.csv", line: 3, reason: .ragged(expected: 2, found: 1)))
    #expect(
      error("a,b\n1,2,\n")
        == CSVError(file: "a.csv", line: 2, reason: .ragged(expected: 2, found: 3)))
    #expect(
      error("a,b\n1,\"2\n3,4\n5,6")
        == CSVError(file: "a.csv", line: 2, reason: .unterminatedQuote))
    #expect(
      error("a,b\n1,\"2\"x\n") == CSVError(file: "a.csv", line: 2, reason: .textAfterQuote))
    #expect(error("a,b\n1,\0\n") == CSVError(file: "a.csv", line: 2, reason: .zeroByte))
    #expect(error("a,b\n\"1\n\0\",2\n") == CSVError(file: "a.csv", line: 3, reason: .zeroByte))
    #expect(
      error("a,b,a\n1,2,3\n")
        == CSVError(
          file: "a.csv", line: 1, column: "a", reason: .duplicateColumn(first: 1, second: 3)))
    #expect(error("1.5,2\n3,4\n") == CSVError(file: "a.csv", line: 1, reason: .headerOfNumbers))
    #expect(error("0,1,2\n3,4,5\n") == nil)
  }

  @Test func `refuses what is not UTF-8`() {
    func reason(_ bytes: [UInt8]) -> CSVError? {
      do throws(CSVError) {
        var reader = try CSVReader(bytes: bytes, file: "a.csv")
        while try reader.next() != nil {}
        return nil
      } catch {
        return error
      }
    }
    #expect(reason([0xff, 0xfe, 0x61, 0]) == CSVError(file: "a.csv", line: 1, reason: .utf16))
    #expect(reason([0xfe, 0xff, 0, 0x61]) == CSVError(file: "a.csv", line: 1, reason: .utf16))
    #expect(
      reason(Array("a,b\n1,2\nM".utf8) + [0xfc] + Array("ller,3\n".utf8))
        == CSVError(file: "a.csv", line: 3, reason: .notUTF8))
    #expect(reason(Array("a,b\nMüller,3\n".utf8)) == nil)
  }

  @Test func `says in words what is wrong`() {
    #expect(error("a,b\n1\n")?.description == "a.csv, line 2: expected 2 fields, found 1")
    #expect(
      error("a\n\"x")?.description
        == "a.csv, line 2: a quote is opened here and never closed; the file may have been cut")
    let missing = CSVError(file: "b.csv", line: 7, column: "age", reason: .missing("NA"))
    #expect(
      missing.description
        == "b.csv, line 7, column age: the value is missing (\"NA\"); fill it in or drop the row")
    #expect(
      CSVError(file: "b.csv", line: 7, column: "age", reason: .notANumber("x\ny")).description
        == "b.csv, line 7, column age: expected a number, found \"x y\"")
  }

  @Test func `says that a file is missing`() {
    let error = #expect(throws: CSVError.self) { _ = try CSVReader("no such file.csv") }
    #expect(error?.description.hasPrefix("no such file.csv: cannot be read: No such file") == true)
  }

  @Test func `reads numbers of rows`() throws {
    var reader = try CSVReader(text: "a,b\n1.5,NA\nx,1e400\n", file: "a.csv")
    let first = try #require(try reader.next())
    #expect(try first.number(0) == 1.5)
    #expect(try first.number(1, missing: -1) == -1)
    #expect(throws: CSVError(file: "a.csv", line: 2, column: "b", reason: .missing("NA"))) {
      try first.number(1)
    }
    let second = try #require(try reader.next())
    #expect(throws: CSVError(file: "a.csv", line: 3, column: "a", reason: .notANumber("x"))) {
      try second.number(0, missing: 0)
    }
    #expect(throws: CSVError(file: "a.csv", line: 3, column: "b", reason: .outOfRange("1e400"))) {
      try second.number(1)
    }
  }

  @Test func `reads the same rows from pieces of any size`() throws {
    let text = Array("a,b\r\n\"x\r\n\"\"y\",2\r\r\n\n3,\"\"\nä,\"ß\"".utf8)
    var whole = CSVRecords()
    var scanner = CSVScanner(file: "", delimiter: .comma)
    var position = 0
    while try scanner.scan(text[...], &position, into: &whole) {}
    _ = try scanner.finish(into: &whole)
    for size in 1...text.count {
      var pieces = CSVRecords()
      var scanner = CSVScanner(file: "", delimiter: .comma)
      for start in stride(from: 0, to: text.count, by: size) {
        let piece = text[start..<min(start + size, text.count)]
        var position = piece.startIndex
        while try scanner.scan(piece, &position, into: &pieces) {}
      }
      _ = try scanner.finish(into: &pieces)
      #expect(pieces.text == whole.text)
      #expect(pieces.ends == whole.ends)
      #expect(pieces.lines == whole.lines)
    }
    #expect(whole.lines == [1, 2, 6, 7])
  }

  @Test func `survives every truncation and every flipped bit`() {
    let whole = Array("\u{feff}a;b;c\r\n1,5;\"x\"\"\r\ny\";é\n-2e5;NA;\"\"\n".utf8)
    func read(_ bytes: [UInt8]) {
      do throws(CSVError) {
        let table = try Table(try CSVReader(bytes: bytes))
        for column in table.columns {
          _ = try table.isNumeric(column)
          _ = try? table.numbers(column)
          _ = try? table.labels(column)
        }
      } catch {
        #expect(!error.description.isEmpty)
      }
    }
    for count in 0...whole.count { read(Array(whole.prefix(count))) }
    for index in whole.indices {
      for bit in 0..<8 {
        var bytes = whole
        bytes[index] ^= 1 << UInt8(bit)
        read(bytes)
      }
    }
    var random = MersenneTwister(seed: 9)
    let alphabet = Array("ab1,;\t|\"\r\n\0. eé-".utf8)
    for _ in 0..<20_000 {
      read(
        (0..<random.integer(in: 0..<40)).map { _ in alphabet[random.integer(in: 0..<alphabet.count)]
        })
    }
  }
}
