import AssayDatasets
import AssayEvaluation
import TestSupport
import Testing

@testable import AssayNetworks

/// Rows with sets of labels, learnt by the same classifier as rows with one label each.
@Suite("MLPClassifier of sets") struct LabelSetEstimatorTests {
  /// Points with the labels that follow from their places: none, one, two or three.
  private let points = (0..<120).map { [Double($0 % 12), Double($0 / 12)] }
  private var sets: [Set<String>] {
    points.map { point in
      Set(
        [
          point[0] > 5.5 ? "right" : nil, point[1] > 4.5 ? "top" : nil,
          point[0] + point[1] > 15.5 ? "corner" : nil,
        ].compactMap(\.self))
    }
  }
  private let settings = MLPClassifier(
    hiddenLayerSizes: [16], learningRate: 0.02, batchSize: 30, epochs: 120)

  @Test func `learns sets of labels, each with a probability of its own`() throws {
    let trained = try settings.fit(points, sets)
    let classifier = trained.classifier
    #expect(classifier.classes == ["corner", "right", "top"])
    #expect(classifier.network.outputShape == [3] && classifier.network.activation == .sigmoid)
    let predictions = try classifier.predict(points)
    #expect(predictions == sets)
    let probabilities = try classifier.predictProbabilities(points)
    for (row, labels) in zip(probabilities, predictions) {
      #expect(row.count == 3)
      #expect(Set(zip(classifier.classes, row).filter { $0.1 >= 0.5 }.map(\.0)) == labels)
    }
    #expect(probabilities.contains { $0.reduce(0, +) > 2 })
    #expect(try classifier.predict([[Double]]()) == [])
  }

  @Test func `is judged as predicting first and scoring then`() throws {
    var settings = settings
    settings.epochs = 20
    let weights = (0..<120).map { 1 + Double($0 % 3) }
    let trained = try settings.fit(points, sets, weights: weights)
    let evaluation = try trained.classifier.evaluate(points, sets, weights: weights)
    #expect(evaluation == trained.evaluation)
    let predictions = try trained.classifier.predict(points)
    let score = try f1Score(
      labels: sets, predictions: predictions, average: .macro, weights: weights)
    #expect(evaluation.statistics.macro.f1 == score && score > 0.5 && score < 1)
    #expect(
      try evaluation[.hammingLoss]
        == hammingLoss(labels: sets, predictions: predictions, weights: weights))
    let top = evaluation["top"]
    #expect(top.support == zip(sets, weights).reduce(0) { $0 + ($1.0.contains("top") ? $1.1 : 0) })
    let data = try Dataset(inputs: points, targets: sets, weights: weights)
    #expect(try trained.classifier.evaluate(data) == evaluation)
    #expect("\(trained)".hasPrefix("learnt from 120 rows, judged on the same, in 20 epochs\n"))
    #expect(trained.history.training[.subsetAccuracy].count == 20)
  }

  @Test func `one label and none of it is a set too`() throws {
    let labels: [Set<Int>] = points.map { $0[0] > 5.5 ? [7] : [] }
    let classifier = try settings.fit(points, labels).classifier
    #expect(classifier.classes == [7] && classifier.network.outputShape == [1])
    #expect(try classifier.predict(points) == labels)
    #expect(try classifier.predictProbabilities(points).allSatisfy { $0.count == 1 })
    // A class that no row has is learnt as well: it is never there.
    let more = try settings.fit(points, labels, classes: [7, 8]).classifier
    #expect(try more.predict(points) == labels)
  }

  @Test func `early stopping watches a part of its own, drawn from all rows alike`() throws {
    var settings = settings
    settings.epochs = 400
    settings.learningRate = 0.1
    settings.earlyStopping = EarlyStopping(patience: 3)
    settings.testFraction = 0.25
    // A set that a single row has is no obstacle, as a class would be.
    var sets = sets
    sets[0] = ["right", "top", "corner", "alone"]
    let trained = try settings.fit(points, sets)
    #expect(trained.testRows.count == 30 && trained.validationRows.count == 9)
    #expect(
      (trained.trainingRows + trained.validationRows + trained.testRows).sorted()
        == Array(0..<120))
    let losses = try #require(trained.history.validation?.loss)
    #expect(losses.count < 400 && trained.history.stopReason != nil)
    let best = try #require(losses.indices.min { losses[$0] < losses[$1] })
    #expect(trained.history.restoredEpoch == best + 1)
    #expect(trained.evaluation.statistics.total == 30)
  }

  @Test func `cross-validation judges every row once`() throws {
    var settings = settings
    settings.epochs = 40
    let result = try settings.crossValidate(points, sets, folds: 4)
    #expect(result.folds.flatMap(\.testRows).sorted() == Array(0..<120))
    // scikit-learn's KFold(4, shuffle=True, random_state=1).
    let folds = try Split.folds(4, count: 120, shuffleSeed: 1)
    #expect(result.folds.map(\.testRows) == folds.map(\.test))
    #expect(result.evaluation.statistics.total == 120 && result.predictions.count == 120)
    let f1 = result.values(of: .microF1)
    for (fold, value) in zip(result.folds, f1) {
      let rows = fold.testRows
      #expect(
        try value
          == f1Score(
            labels: rows.map { sets[$0] }, predictions: rows.map { result.predictions[$0] },
            average: .micro))
    }
    #expect(abs(result.estimate(.microF1).value - f1.reduce(0, +) / 4) < 1e-12)
    #expect(result.estimate(.microF1).interval != nil)
    #expect(
      result.description.hasPrefix("4 folds, 120 rows, each judged once\nSubset accuracy "))
  }

  @Test func `comes back from its file, and from none of another kind`() throws {
    let folder = try TemporaryFolder()
    var settings = settings
    settings.epochs = 2
    let path = folder.path + "/sets.safetensors"
    let classifier = try settings.fit(points, sets).classifier
    try classifier.save(to: path)
    let loaded = try Classifier<Set<String>>(contentsOf: path)
    #expect(try loaded.answers(for: points).scores == classifier.answers(for: points).scores)
    #expect(throws: ArchiveError.self) { try Classifier<String>(contentsOf: path) }
    // Three classes, of which a row has one, are no three labels.
    try settings.fit(points, points.map { ["a", "b", "c"][Int($0[0]) % 3] }).classifier
      .save(to: path)
    #expect(throws: ArchiveError.self) { try Classifier<Set<String>>(contentsOf: path) }
  }

  @Test func `sets in a column of a table are learnt from the others`() throws {
    let lines = (0..<60).map { row in
      row % 3 == 0 ? "1,red,\n" : row % 3 == 1 ? "2,blue,sea\n" : "3,blue,sun;sea\n"
    }
    let table = try Table(text: "size,colour,tags\n" + lines.joined())
    let sets = try table.texts("tags").map { Set($0.split(separator: ";").map(String.init)) }
    let trained = try settings.fit(Features(table, columns: ["size", "colour"]), sets)
    #expect(trained.evaluation[.subsetAccuracy] == 1)
    #expect(try trained.classifier.predict(table) == sets)
  }

  @Test func `refuses what supposes one class a row, and rows without any label`() throws {
    func name(_ settings: MLPClassifier) throws -> String {
      do {
        _ = try settings.fit(points, sets)
      } catch NetworkError.invalidArgument(let name, _, _) {
        return name
      }
      return "none"
    }
    #expect(try name(MLPClassifier(epochs: 1, classWeights: .balanced)) == "classWeights")
    #expect(try name(MLPClassifier(epochs: 1, calibration: .platt)) == "calibration")
    #expect(try name(MLPClassifier(epochs: 1)) == "none")
    #expect(throws: ClassifierError.noLabels(file: nil)) {
      try settings.fit(points, [Set<String>](repeating: [], count: 120))
    }
    #expect(throws: DatasetError.self) { try settings.fit(points, sets, classes: ["top"]) }
    let classifier = try MLPClassifier(epochs: 1).fit(points, sets).classifier
    #expect(throws: EvaluationError.self) {
      try classifier.evaluate(points, sets.map { $0.union(["unheard of"]) })
    }
  }
}
