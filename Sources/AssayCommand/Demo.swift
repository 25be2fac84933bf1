import ArgumentParser
import Assay

/// `assay demo`: two noisy circles, from data to verdict.
struct Demo: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Train on two noisy circles, and judge the network.",
    discussion: """
      Makes 1,000 points on two noisy circles, learns from the first half, judges by \
      the second, and says how good the network is and how sure that is. The folder \
      gets the figures (SVG), predictions.csv, history.csv and model.safetensors.
      """)

  @Option(help: "The seed of the network: its first weights, and the order of rows.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("The folder for figures, tables and the model.", valueName: "folder"))
  var output = "circles"

  @OptionGroup var common: CommonOptions

  func run() throws {
    let folder = try OutputFolder(output)
    let circles = try TwoCircles(seed: seed)
    let files = try circles.files()
    try folder.write(files)
    try Terminal.print(
      common.json
        ? circles.json(folder: folder.path, files: files.map(\.name)).text
        : circles.text(color: common.color, folder: folder.path))
  }
}

/// The demo's work: the points, the trained network, and what is known of its answers.
struct TwoCircles {
  static let epochs = 300
  static let batchSize = 32
  static let noise = 0.1
  static let pointSeed: UInt32 = 1
  static let half = 500
  /// The six metrics of the table.
  static let metrics: [Metric<ClassifierStatistics>] = [
    .accuracy, .precision, .recall, .f1, .cohenKappa, .rocAUC,
  ]

  let seed: UInt64
  let points: Points
  let train: Dataset<Int>
  let test: Dataset<Int>
  let model: Sequential
  let history: History<ClassifierStatistics>
  let training: ClassifierEvaluation<Int>
  let evaluation: ClassifierEvaluation<Int>
  let estimates: [Estimate]
  let gain: ThresholdGain?

  init(seed: UInt64) throws {
    self.seed = seed
    points = Points.circles(count: 2 * Self.half, noise: Self.noise, seed: Self.pointSeed)
    let data = try Dataset(
      inputs: points.inputs, width: 2, targets: points.labels, classes: [0, 1],
      columns: ["x0", "x1"])
    (train, test) = data.split(at: Self.half)
    var model = try Sequential(input: 2, seed: seed) {
      Dense(100, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    history = try model.fit(
      train, validating: test, epochs: Self.epochs, batchSize: Self.batchSize,
      loss: .binaryCrossEntropy, optimizer: .adam(), metrics: [.accuracy])
    self.model = model
    training = try model.evaluate(train)
    evaluation = try model.evaluate(test)
    estimates = evaluation.estimates(Self.metrics)
    let chosen = training.curve.bestThreshold("accuracy", chosenOn: "the training half") {
      $0.accuracy
    }
    gain = chosen?.gain(on: evaluation.curve, named: "the test half")
  }

  /// The files that the demo writes.
  func files() throws -> [(name: String, bytes: [UInt8])] {
    let subtitle = "Two circles, test half: \(test.count) points"
    var files: [(name: String, bytes: [UInt8])] = [
      ("scatter.svg", try test.plot(title: "Two noisy circles", subtitle: subtitle)),
      (
        "learning-curves.svg",
        history.plot(subtitle: "\(Self.epochs) epochs, batches of \(Self.batchSize), Adam")
      ),
      ("decision-regions.svg", try model.decisionRegions(over: test, subtitle: subtitle)),
      ("roc.svg", evaluation.rocPlot(subtitle: subtitle)),
      ("precision-recall.svg", evaluation.precisionRecallPlot(subtitle: subtitle)),
      ("confusion-matrix.svg", evaluation.confusion.plot()),
    ].map { (name: String, plot: Plot) in (name, Array(plot.svg().utf8)) }
    files.append(("predictions.csv", Array(try predictions().utf8)))
    files.append(("history.csv", Array(historyTable(history).utf8)))
    files.append(("model.safetensors", try model.archiveBytes()))
    return files
  }

  /// The answers for the test half, a row each; rows are counted from 0 over all points.
  private func predictions() throws -> String {
    let scores = try model.predict(test).values
    let answers = try model.predictClasses(test)
    var text = "row,x0,x1,truth,score,prediction\n"
    for (index, score) in scores.enumerated() {
      let row = Self.half + index
      let point = points[row]
      text += "\(row),\(point[0]),\(point[1]),\(points.labels[row]),\(score),\(answers[index])\n"
    }
    return text
  }
}

/// The values of each epoch, as Keras names them.
func historyTable(_ history: History<ClassifierStatistics>) -> String {
  let validation = history.validation
  var text = "epoch,loss,accuracy" + (validation == nil ? "\n" : ",val_loss,val_accuracy\n")
  for epoch in 0..<history.epochCount {
    text += "\(history.firstEpoch + epoch),\(history.training.loss[epoch])"
    text += ",\(history.training[.accuracy][epoch])"
    if let validation { text += ",\(validation.loss[epoch]),\(validation[.accuracy][epoch])" }
    text += "\n"
  }
  return text
}
