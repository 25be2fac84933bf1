import AssayCore
import TestSupport
import Testing

@testable import AssayDatasets

@Suite("Table")
struct TableTests {
  @Test func `reads columns as numbers, texts and labels`() throws {
    let table = try Table(text: "x,name,y\n1.5,Ann,0\n-2,\"Bob, Jr.\",1\n", file: "t.csv")
    #expect(table.columns == ["x", "name", "y"])
    #expect(table.count == 2)
    #expect(try table.numbers("x") == [1.5, -2])
    #expect(try table.numbers(["y", "x"]) == [0, 1.5, 1, -2])
    #expect(try table.labels("name") == ["Ann", "Bob, Jr."])
    #expect(try table.texts("y") == ["0", "1"])
    #expect(table[1, 1] == "Bob, Jr.")
    #expect(try table.isNumeric("x"))
    #expect(try !table.isNumeric("name"))
  }

  @Test func `asks whether another column was meant`() throws {
    let table = try Table(text: "age,label\n1,a\n", file: "t.csv")
    let error = #expect(throws: CSVError.self) { try table.labels("lable") }
    #expect(
      error?.description == "t.csv, column lable: there is no such column; did you mean label?")
    let other = #expect(throws: CSVError.self) { try table.labels("weight") }
    #expect(
      other?.description == "t.csv, column weight: there is no such column; there are: age, label")
  }

  @Test func `names line, column and value of what is missing or no number`() throws {
    let table = try Table(text: "a,b\n1,x\nNA,\n3,null\n", file: "t.csv")
    #expect(throws: CSVError(file: "t.csv", line: 3, column: "a", reason: .missing("NA"))) {
      try table.numbers("a")
    }
    let filled = try table.numbers("a", missing: .nan)
    #expect(filled[0] == 1 && filled[1].isNaN && filled[2] == 3)
    #expect(throws: CSVError(file: "t.csv", line: 2, column: "b", reason: .notANumber("x"))) {
      try table.numbers("b")
    }
    #expect(throws: CSVError(file: "t.csv", line: 3, column: "b", reason: .missing(""))) {
      try table.labels("b")
    }
    #expect(try table.isNumeric("a"))
  }

  @Test(arguments: ["NA", "na", " N/A ", "NaN", "NULL", "", " "])
  func `knows the words for a missing value`(word: String) throws {
    let table = try Table(text: "a,b\n\(word),1\n")
    #expect(try table.numbers("a", missing: 7) == [7])
  }

  @Test func `takes no word for missing when told so`() throws {
    let format = CSVFormat(missing: [])
    let table = try Table(text: "country,n\nNA,1\n", format: format)
    #expect(try table.labels("country") == ["NA"])
  }

  @Test func `reads decimal commas between semicolons, but one kind a column`() throws {
    let table = try Table(text: "a;b;c\n1,5;2.5;1,5\n2;3;1.5\n", file: "t.csv")
    #expect(try table.numbers("a") == [1.5, 2])
    #expect(try table.numbers("b") == [2.5, 3])
    #expect(throws: CSVError(file: "t.csv", line: 3, column: "c", reason: .mixedDecimals("1.5"))) {
      try table.numbers("c")
    }
    #expect(throws: CSVError.self) {
      try Table(text: "a,b\n\"1,5\",2\n").numbers("a")
    }
    let asked = CSVFormat(delimiter: .comma, decimal: .comma)
    #expect(try Table(text: "a,b\n\"1,5\",2\n", format: asked).numbers("a") == [1.5])
  }

  @Test func `refuses a header without rows`() {
    #expect(throws: CSVError(file: "t.csv", reason: .noRows)) {
      try Table(text: "a,b\n", file: "t.csv")
    }
  }

  @Test func `reads back what was written`() throws {
    let fields = ["plain", "", "with, comma", "\"quoted\"", "two\nlines", "a;b|c\td", " blank "]
    var random = MersenneTwister(seed: 2)
    let numbers = fields.map { _ in random.normal() * 1e10 }
    for delimiter in CSVFormat.Delimiter.allCases {
      var text = CSVText(delimiter: delimiter)
      text.append(["text", "number", "integer", "missing"])
      for (index, field) in fields.enumerated() {
        text.append([.text(field), .number(numbers[index]), .integer(index), .missing])
      }
      let table = try Table(text: text.text, format: CSVFormat(delimiter: delimiter))
      #expect(try table.texts("text") == fields)
      #expect(try table.numbers("number") == numbers)
      #expect(try table.numbers("integer") == fields.indices.map(Double.init))
      #expect(try table.numbers("missing", missing: 0).allSatisfy { $0 == 0 })
    }
    var alone = CSVText()
    for row in [["a"], [""], ["b"]] as [[CSVField]] { alone.append(row) }
    #expect(alone.text == "a\n\"\"\nb\n")
  }

  @Test func `writes a file whole or not at all, larger than any piece`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a.tsv"
    var writer = try CSVWriter(path, columns: ["i", "x"])
    var random = MersenneTwister(seed: 3)
    let numbers = (0..<50_000).map { _ in random.normal() }
    for (index, number) in numbers.enumerated() {
      try writer.write([.integer(index), .number(number)])
    }
    #expect(throws: CSVError.self) { try Table(contentsOf: path) }
    try writer.finish()
    let table = try Table(contentsOf: path)
    #expect(table.format.delimiter == .tab)
    #expect(try table.numbers("x") == numbers)
    #expect(folder.names == ["a.tsv"])
    do {
      var other = try CSVWriter(path, columns: ["half"])
      try other.write(["row"])
    }
    #expect(try Table(contentsOf: path).count == 50_000)
    #expect(folder.names == ["a.tsv"])
  }
}
