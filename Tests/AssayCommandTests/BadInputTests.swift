import Foundation
import TestSupport
import Testing

@Suite("Bad input") struct BadInputTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  /// Runs the command on a file of this text, and expects one line of errors and nothing left.
  private func check(
    _ text: String, _ arguments: [String], _ code: Int32, _ error: String,
    _ location: SourceLocation = #_sourceLocation
  ) throws {
    let file = folder.path + "/d.csv"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    let before = folder.names
    let run = try CommandRun(arguments, in: folder.path)
    #expect(run.errors == "assay: " + error + "\n", sourceLocation: location)
    #expect(run.output == "", sourceLocation: location)
    #expect(run.code == code, sourceLocation: location)
    #expect(folder.names == before, sourceLocation: location)
  }

  private let train = ["train", "d.csv", "--label", "y"]
  private let rows = "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n8,b\n9,a\n10,b\n"

  @Test func `tables that cannot be read`() throws {
    try check("", train, 2, "d.csv: the file is empty; it needs a header and at least one row")
    try check("x,y\n", train, 2, "d.csv: there is a header and no row after it")
    try check(
      "x,y\n1,a\n2\n", train, 2, "d.csv, line 3: expected 2 fields, found 1")
    try check(
      "x,y\n1,\"a\n2,b\n", train, 2,
      "d.csv, line 2: a quote is opened here and never closed; the file may have been cut")
    try check(
      "x,y\n1,\"a\"b\n", train, 2,
      "d.csv, line 2: there is text after a closing quote; write a quote within a field twice")
  }

  @Test func `columns and values that do not fit`() throws {
    try check(
      rows, ["train", "d.csv", "--label", "Y2"], 2,
      "d.csv, column Y2: there is no such column; did you mean y?")
    try check(
      rows + ",a\n", train, 2,
      "d.csv, line 12, column x: the value is missing; fill it in or drop the row")
    try check(
      rows + "nan,a\n", train, 2,
      "d.csv, line 12, column x: the value is missing (\"nan\"); fill it in or drop the row")
    try check(
      rows + "inf,a\n", train, 2,
      "d.csv, line 12, column x: expected a finite number in the range of a Float, found \"inf\"")
    try check(
      "x,y\n1,a\n2,a\n", train, 2,
      "d.csv, column y: every row has the label a; there must be two classes")
  }

  @Test func `predictions that do not fit`() throws {
    try check(
      "y,p\n0,0.5\n1,high\n", ["evaluate", "d.csv"], 2,
      "d.csv, line 3, column p: expected a number, found \"high\"")
    try check(
      "y,p\n0,0.5\n0,0.2\n", ["evaluate", "d.csv"], 2,
      "d.csv, column y: every row has the label 0; there must be two classes to tell apart")
    try check(
      "a,b\n0,0.5\n1,0.2\n", ["evaluate", "d.csv"], 2,
      "d.csv: which column holds the truth? say --truth COLUMN; there are a, b")
    try check(
      "y,p\n0,0.5\n1,0.2\n", ["evaluate", "d.csv", "--score", "pp"], 2,
      "d.csv, column pp: there is no such column; did you mean p?")
    try check(
      "y,p\n0,0.5\n1,nan\n", ["evaluate", "d.csv"], 2,
      "d.csv, line 3, column p: the value is missing (\"nan\"); fill it in or drop the row")
  }

  @Test func `parts and folds need rows of every class`() throws {
    try check(
      "x,y\n1,a\n2,b\n3,b\n", train, 2,
      "d.csv: the class a has a single row, which cannot be learnt from and judged by; add rows, "
        + "or keep none aside")
    let two = "x,y\n" + (0..<20).map { "\($0),\($0 % 2)\n" }.joined()
    try check(
      two, train + ["--folds", "11", "--epochs", "1"], 2,
      "11 folds are more than any class has rows (10); take fewer folds")
    try check(
      two, train + ["--calibrate", "platt", "--validation", "0.05"], 2,
      "16 rows would be split into 15 to train and 1 to test; stratified, each part needs one at "
        + "least for each of 2 classes")
  }

  @Test func `quotes and line breaks in fields are data`() throws {
    let text = "\"the\nsize\",y\n" + (0..<20).map { "\($0),\"a \"\"\($0 % 2)\"\"\n\"\n" }.joined()
    try Data(text.utf8).write(to: URL(fileURLWithPath: folder.path + "/d.csv"))
    let run = try CommandRun(
      "train", "d.csv", "--label", "y", "--epochs", "2", "--json", in: folder.path)
    #expect(run.errors == "" && run.code == 0)
    #expect(run.output.contains(#""classes": ["a \"0\"\n", "a \"1\"\n"]"#))
  }

  @Test func `files that are not there, and models that are none`() throws {
    try check(
      "", ["evaluate", "none.csv"], 74,
      "none.csv: cannot be read: No such file or directory; check the name of the file")
    try check(
      "xxxxxxx", ["predict", "d.csv", "d.csv"], 2,
      "d.csv: 8 bytes were expected and 7 found: the file was cut, or is no model file")
    try check(
      "\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}\u{7f}", ["predict", "d.csv", "d.csv"], 2,
      "d.csv: a header of 9187201950435737471 bytes is beyond the limit of 4194304: "
        + "this is no model file")
  }

  @Test func `a folder of somebody else is left alone`() throws {
    let other = folder.path + "/mine"
    try FileManager.default.createDirectory(atPath: other, withIntermediateDirectories: false)
    try Data("x".utf8).write(to: URL(fileURLWithPath: other + "/letter.txt"))
    let run = try CommandRun("demo", "--output", "mine", in: folder.path)
    #expect(run.code == 74 && run.output == "")
    #expect(
      run.errors == "assay: mine: the folder holds files that are not from an earlier run, "
        + "such as letter.txt; name another folder with --output\n")
    #expect(try FileManager.default.contentsOfDirectory(atPath: other) == ["letter.txt"])
  }

  #if os(Linux)
    @Test func `a full disk is said, and nothing is left`() throws {
      let run = try CommandRun(["data", "moons"], in: folder.path, output: "/dev/full")
      #expect(run.code == 74)
      #expect(
        run.errors == "assay: standard output: cannot be written: No space left on device; "
          + "nothing was replaced: free some space and write again\n")
    }

    @Test func `a folder whose files cannot be written is gone again`() throws {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      // Blocks of 512 bytes: the list of files fits, the first figure does not.
      process.arguments = ["-c", "ulimit -f 8; exec \"$0\" demo", CommandRun.binary.path]
      process.currentDirectoryURL = URL(fileURLWithPath: folder.path)
      process.standardError = FileHandle.nullDevice
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 74)
      #expect(folder.names == [])
    }
  #endif

  @Test func `a network is no classifier, and a file no folder`() throws {
    #expect(try CommandRun("demo", in: folder.path).code == 0)
    try check(
      rows, ["predict", "circles", "d.csv"], 2,
      "circles/model.safetensors: the file holds a network without its classes and columns; "
        + "a Classifier saves them with it")
    try check(
      rows, ["demo", "--output", "d.csv"], 74,
      "d.csv is a file, and a folder is needed; name one with --output")
  }

  @Test func `wrong usage has a code of its own`() throws {
    #expect(try CommandRun("train", in: folder.path).code == 64)
    #expect(try CommandRun("demo", "--seed", "-1", in: folder.path).code == 64)
    for wrong in [
      ["--alpha=-1"], ["--alpha", "nan"], ["--early-stopping", "0"], ["--class-weight", "some"],
      ["--folds", "1"], ["--calibrate", "magic"], ["--test", "1"], ["--activation", "none"],
      ["--calibrate", "platt", "--validation", "1"],
    ] {
      #expect(try CommandRun(train + wrong, in: folder.path).code == 64, "\(wrong)")
    }
    let older = try CommandRun(train + ["--validation", "0.2"], in: folder.path)
    #expect(older.code == 64)
    #expect(older.errors.contains("the part to judge by is --test."))
    #expect(try CommandRun("data", "moons", "--count", "0", in: folder.path).code == 64)
    #expect(try CommandRun("nonsense", in: folder.path).code == 64)
    #expect(try CommandRun("--help", in: folder.path).code == 0)
  }
}
