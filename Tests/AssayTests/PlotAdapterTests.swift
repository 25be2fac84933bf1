import Assay
import Testing

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

@Suite("Plots of results") struct PlotAdapterTests {
  @Test func `learning curves have the loss and every metric, and mark the best epoch`() throws {
    let (train, test) = Dataset.circles(count: 80, noise: 0.1, seed: 1).split(at: 40)
    var model = try Sequential(input: 2, seed: 1) {
      Dense(8, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    let history = try model.fit(
      train, validating: test, epochs: 6, loss: .binaryCrossEntropy, metrics: [.accuracy])
    let svg = history.plot().svg()
    #expect(svg.contains(">Loss</text>") && svg.contains(">Accuracy</text>"))
    #expect(svg.contains(">training</text>") && svg.contains(">validation</text>"))
    let losses = history.validation?.loss ?? []
    let best = (losses.firstIndex(of: losses.min() ?? 0) ?? -9) + 1
    #expect(svg.contains(">best: epoch \(best)</text>"))
    #expect(history.plot(metrics: []).panels.count == 1)

    let more = try model.fit(train, epochs: 3, loss: .binaryCrossEntropy)
    #expect(more.plot().svg().contains("3 epochs. Loss at the end: training"))
    #expect(!more.plot().svg().contains("best: epoch"))

    let regions = try model.decisionRegions(over: test, resolution: 20)
    #expect(regions.svg().contains("under 40 points"))
    #expect(regions.caption == "Line: score 0.50.")
    #expect(try model.decisionRegions(over: test, resolution: -3).svg().utf8.count > 1_000)
  }

  @Test func `a data set is drawn by its named columns`() throws {
    let data = try Dataset(
      inputs: [[1, 2, 3], [2, 3, 4], [5, 4, 6]], targets: ["cat", "dog", "cat"],
      columns: ["length", "width", "weight"])
    let svg = try data.plot(x: 2, y: 0).svg()
    #expect(svg.contains(">weight</text>") && svg.contains(">length</text>"))
    #expect(svg.contains(">cat</text>") && svg.contains(">dog</text>"))
    #expect(throws: PlotError.noColumn(index: 3, columns: 3)) { try data.plot(y: 3) }
    #expect(throws: PlotError.noColumn(index: -1, columns: 3)) { try data.plot(x: -1) }
    let unnamed = try Dataset(inputs: [[1, 2]], targets: [true])
    #expect(try unnamed.plot().panels[0].x.label == "x\u{2081}")
  }

  @Test func `regions need two inputs, and outputs that fit the classes`() throws {
    let data = try Dataset(inputs: [[1, 2, 3], [2, 3, 4]], targets: ["cat", "dog"])
    let model = try Sequential(input: 3, seed: 1) { Dense(1, activation: .sigmoid) }
    #expect(throws: PlotError.inputsNotPlanar(columns: 3)) {
      try model.decisionRegions(over: data)
    }
    let blobs = Dataset.blobs(count: 30, centers: 3, seed: 1)
    let two = try Sequential(input: 2, seed: 1) { Dense(2, activation: .softmax) }
    #expect(throws: PlotError.outputsNotClasses(outputs: 2, classes: 3)) {
      try two.decisionRegions(over: blobs)
    }
    let three = try Sequential(input: 2, seed: 1) { Dense(3, activation: .softmax) }
    #expect(try three.decisionRegions(over: blobs).caption == "Lines: two classes equally likely.")
  }

  @Test func `the curves of an evaluation say their area, class and threshold`() throws {
    var evaluation = try ClassifierEvaluation(classes: ["ham", "spam"])
    try evaluation.update(
      labels: ["ham", "ham", "spam", "spam"], outputs: [0.1, 0.4, 0.35, 0.8], width: 1)
    let roc = evaluation.rocPlot().svg()
    #expect(roc.contains(">AUC = 0.75</text>"))
    #expect(roc.contains(">False Positive Rate (Positive label: spam)</text>"))
    #expect(roc.contains(">threshold 0.50</text>"))
    let precisionRecall = evaluation.precisionRecallPlot().svg()
    #expect(precisionRecall.contains(">AP = 0.83</text>"))
    #expect(precisionRecall.contains(">Chance level (AP = 0.50)</text>"))
  }

  @Test func `several classes have a curve each`() throws {
    var evaluation = try ClassifierEvaluation(classes: ["a", "b", "c"])
    try evaluation.update(
      labels: ["a", "b", "c"], outputs: [0.6, 0.3, 0.1, 0.2, 0.5, 0.3, 0.5, 0.2, 0.3], width: 3)
    let svg = evaluation.rocPlot().svg()
    #expect(svg.contains(">a (AUC = 1.00)</text>") && svg.contains(">c (AUC = 0.75)</text>"))
    #expect(evaluation.precisionRecallPlot().caption == "Each class against the rest.")
  }

  @Test func `nothing seen is drawn as such`() throws {
    #expect(ScoreCurve().rocPlot(threshold: 0.5).svg().contains("AUC = undefined"))
    #expect(ScoreCurve().precisionRecallPlot(threshold: 0.5).svg().contains("AP = undefined"))
    #expect(ConfusionMatrix<String>().plot().svg().contains("no data"))
    let empty = try Dataset(inputs: [Double](), width: 2, targets: [Int](), classes: [0, 1])
    #expect(try empty.plot().svg().contains("no data"))
  }

  @Test func `a confusion matrix names its classes and sums up`() throws {
    let matrix = try ConfusionMatrix(classes: ["outer", "inner"], cells: [206, 42, 37, 215])
    let plot = matrix.plot()
    #expect(plot.subtitle == "accuracy 0.842, 500 rows")
    #expect(plot.svg().contains("421 of 500 on the diagonal"))
  }

  @Test func `a file's ending says what is written`() throws {
    let folder =
      FileManager.default.temporaryDirectory.path + "/plots-\(UInt64.random(in: 0 ... .max))"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let plot = try ConfusionMatrix(classes: [0, 1], cells: [3, 1, 0, 2]).plot()
    try plot.write(to: folder + "/matrix.svg", theme: .dark)
    try plot.write(to: folder + "/matrix.TXT")
    let written = { (name: String) in
      String(
        decoding: FileManager.default.contents(atPath: folder + "/" + name) ?? Data(), as: UTF8.self
      )
    }
    #expect(written("matrix.svg") == plot.svg(theme: .dark))
    #expect(written("matrix.TXT") == plot.text())
    #expect(throws: PlotError.unknownFormat(path: "matrix.png")) {
      try plot.write(to: "matrix.png")
    }
    #expect(throws: PlotError.self) { try plot.write(to: folder + "/missing/matrix.svg") }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
  }
}
