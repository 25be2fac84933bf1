import AssayDatasets
import AssayEvaluation
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Classifier") struct ClassifierTests {
  /// Three kinds that follow from a number and a colour; a column that never varies.
  private func table(rows: Int = 90) throws -> Table {
    var text = "size,colour,constant,kind\n"
    for row in 0..<rows {
      let kind = ["a", "b", "c"][row % 3]
      let colour = kind == "a" ? "red" : "blue"
      let size = kind == "c" ? 30 + row % 5 : row % 5
      text += "\(size),\(colour),7,\(kind)\n"
    }
    return try Table(text: text, file: "kinds.csv")
  }

  @Test func `learns labels from numbers and texts`() throws {
    let table = try table()
    let trained = try MLPClassifier(
      hiddenLayerSizes: [16], batchSize: 32, epochs: 60, testFraction: 0.2, seed: 2
    ).fit(table, label: "kind")
    #expect(trained.classifier.classes == ["a", "b", "c"])
    #expect(trained.testRows.count == 18 && trained.validationRows.isEmpty)
    #expect(trained.evaluation[.accuracy] == 1)
    let answers = try trained.classifier.answers(for: table)
    #expect(try answers.labels == table.labels("kind"))
    #expect(answers.scores.width == 3)
    #expect(try trained.classifier.evaluate(table)[.accuracy] == 1)
  }

  @Test func `two classes have one score, of the last`() throws {
    let table = try Table(
      text: "x,y\n" + (0..<40).map { "\($0),\($0 < 20 ? "no" : "yes")\n" }.joined())
    let trained = try MLPClassifier(learningRate: 0.01, batchSize: 32, epochs: 80)
      .fit(table, label: "y")
    let answers = try trained.classifier.answers(for: table)
    #expect(answers.scores.width == 1)
    #expect(answers.labels.first == "no" && answers.labels.last == "yes")
    #expect(answers.scores.values[39] > 0.5)
  }

  @Test func `numbers are standardised by the rows learnt from`() throws {
    let table = try Table(text: "x,t,c\n1,u,5\n3,v,5\n100,w,5\n")
    let made = try Preprocessing(table, columns: ["x", "t", "c"], rows: [0, 1])
    #expect(
      made.columns.map(\.encoding) == [
        .numbers(mean: 2, deviation: 1), .texts(["u", "v"]), .numbers(mean: 5, deviation: 1),
      ])
    let (values, unseen) = try made.inputs(of: table)
    #expect(values == [-1, 1, 0, 0, 1, 0, 1, 0, 98, 0, 0, 0])
    #expect(unseen.map(\.column) == ["t"] && unseen.map(\.count) == [1])
  }

  @Test func `comes back from its file`() throws {
    let folder = try TemporaryFolder()
    let table = try table()
    let trained = try MLPClassifier(epochs: 2).fit(table, label: "kind")
    let path = folder.path + "/kinds.safetensors"
    try trained.classifier.save(to: path)
    let loaded = try Classifier<String>(contentsOf: path)
    #expect(loaded.preprocessing == trained.classifier.preprocessing)
    #expect(try loaded.answers(for: table).scores == trained.classifier.answers(for: table).scores)
    #expect(try Sequential(contentsOf: path).layers.count == 2)
  }

  @Test func `says which column, and where, is not like the one learnt from`() throws {
    let trained = try MLPClassifier(epochs: 1).fit(try table(), label: "kind")
    #expect(throws: CSVError.self) {
      try trained.classifier.predict(try Table(text: "colour,constant\nred,7\n"))
    }
    do {
      _ = try trained.classifier.predict(
        try Table(text: "size,colour,constant\n1,red,7\nbig,red,7\n", file: "new.csv"))
      Issue.record("a text was taken for a number")
    } catch let error as CSVError {
      #expect(error.description == "new.csv, line 3, column size: expected a number, found \"big\"")
    }
  }

  @Test func `refuses what cannot be learnt`() throws {
    let settings = MLPClassifier(testFraction: 0.2)
    let one = try Table(text: "x,y\n1,a\n2,a\n", file: "f")
    #expect(throws: ClassifierError.oneClass(file: "f", column: "y", label: "a")) {
      try settings.fit(one, label: "y")
    }
    let lone = try Table(text: "x,y\n1,a\n2,a\n3,b\n", file: "f")
    #expect(throws: ClassifierError.loneRow(file: "f", label: "b")) {
      try settings.fit(lone, label: "y")
    }
    #expect(throws: ClassifierError.noColumns(file: "f")) {
      try settings.fit(lone, label: "y", ignoring: ["x"])
    }
    let names = "n,y\n" + (0..<1_100).map { "name\($0),\($0 % 2)\n" }.joined()
    #expect(throws: ClassifierError.self) {
      try MLPClassifier().fit(try Table(text: names, file: "f"), label: "y")
    }
  }
}
