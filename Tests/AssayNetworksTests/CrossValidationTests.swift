import AssayDatasets
import AssayEvaluation
import Testing

@testable import AssayNetworks

@Suite("Cross-validation") struct CrossValidationTests {
  private let settings = MLPClassifier(
    hiddenLayerSizes: [8], learningRate: 0.02, batchSize: 32, epochs: 25)
  private let circles = Dataset.circles(count: 120, noise: 0.1, factor: 0.4, seed: 2)

  @Test func `judges every row once`() throws {
    let result = try settings.crossValidate(circles, folds: 4)
    #expect(result.folds.count == 4)
    #expect(result.folds.flatMap(\.testRows).sorted() == Array(0..<120))
    for fold in result.folds {
      #expect((fold.trainingRows + fold.testRows).sorted() == Array(0..<120))
    }
    #expect(result.evaluation.confusion.total == 120)
    #expect(result.scores.count == 120 && result.predictions.count == 120)
    // The pooled accuracy of folds of one size is the mean of theirs.
    let mean = result.values(of: .accuracy).reduce(0, +) / 4
    #expect(abs(result.evaluation[.accuracy] - mean) < 1e-12)
    #expect(abs(result.estimate(.accuracy).value - mean) < 1e-12)
    #expect(mean > 0.8)
    // Out of fold means: by the classifier of the row's own fold.
    let fold = result.folds[2]
    let answers = try fold.classifier.answers(for: circles.rows(fold.testRows))
    for (index, row) in fold.testRows.enumerated() {
      #expect(Array(result.scores[row]) == Array(answers.scores[index]))
    }
    #expect(try settings.crossValidate(circles, folds: 4).scores == result.scores)
  }

  @Test func `its folds are scikit-learn's`() throws {
    let golden = try EstimatorGolden.golden.get()
    let iris = try golden.cases[2].data()
    var settings = settings
    settings.epochs = 1
    let result = try settings.crossValidate(iris, folds: 5)
    #expect(result.folds.map(\.testRows) == golden.folds)
    #expect(result.scores.width == 3)
  }

  @Test func `mean, spread and interval are those of the folds' values`() throws {
    let rows: [[Double]] = (0..<60).map { [Double($0 % 9), Double($0 % 5)] }
    let result = try settings.crossValidate(rows, rows.indices.map { $0 % 2 == 0 }, folds: 3)
    let values = result.values(of: .logLoss)
    let mean = values.reduce(0, +) / 3
    let squares = values.map { ($0 - mean) * ($0 - mean) }
    let spread = (squares.reduce(0, +) / 2).squareRoot()
    #expect(abs(result.spread(of: .logLoss) - spread) < 1e-12)
    let estimate = result.estimate(.logLoss)
    let interval = try #require(estimate.interval)
    #expect(interval.method == .student(degreesOfFreedom: 2))
    // √(1/3 + 20/40) s · t(0.975, 2)
    let half = (1.0 / 3 + 0.5).squareRoot() * spread * 4.302652729911275
    #expect(abs(interval.high - (mean + half)) < 1e-9)
    #expect(interval.low >= 0)
    #expect(result.estimate(.accuracy).interval?.high ?? 0 <= 1)
    #expect(result.description.hasPrefix("3 folds, 60 rows, each judged once\nAccuracy "))
  }

  @Test func `what a fold learns comes from the other folds alone`() throws {
    var settings = settings
    settings.earlyStopping = EarlyStopping(patience: 2)
    settings.calibration = .temperature
    settings.testFraction = 0.5
    let result = try settings.crossValidate(circles, folds: 3)
    for fold in result.folds {
      let all = fold.trainingRows + fold.validationRows + fold.testRows
      #expect(all.sorted() == Array(0..<120))
      #expect(fold.validationRows.count == 8 && fold.testRows.count == 40)
      let learnt = try Preprocessing(circles.features, rows: fold.trainingRows)
      #expect(fold.classifier.preprocessing == learnt)
      #expect(fold.calibrationGain != nil)
    }
  }

  @Test func `tables and weights are taken`() throws {
    let lines = (0..<60).map { $0 % 2 == 0 ? "\($0 % 7),red,a\n" : "\($0 % 7),blue,b\n" }
    let table = try Table(text: "size,colour,kind\n" + lines.joined())
    let result = try settings.crossValidate(table, label: "kind", folds: 3)
    #expect(result.evaluation[.accuracy] == 1)
    let weighted = try settings.crossValidate(
      circles.weighted(by: (0..<120).map { $0 == 0 ? 5 : 1 }), folds: 3)
    #expect(weighted.evaluation.confusion.isWeighted)
    #expect(weighted.evaluation.confusion.total == 124)
  }

  @Test func `refuses more folds than rows of any class`() {
    #expect(throws: DatasetError.self) { try settings.crossValidate(circles, folds: 1) }
    #expect(throws: DatasetError.foldsExceedClasses(folds: 61, largest: 60)) {
      try settings.crossValidate(circles, folds: 61)
    }
  }
}
