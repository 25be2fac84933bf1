import AssayDatasets
import AssayEvaluation
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("MLPClassifier") struct EstimatorTests {
  /// Two noisy circles, easy to tell apart.
  private let circles = Dataset.circles(count: 200, noise: 0.1, factor: 0.4, seed: 1)
  private let quick = MLPClassifier(
    hiddenLayerSizes: [16], learningRate: 0.01, batchSize: 32, epochs: 40, testFraction: 0.25)

  @Test func `its settings are scikit-learn's defaults`() {
    let settings = MLPClassifier()
    #expect(settings.hiddenLayerSizes == [100] && settings.activation == .relu)
    #expect(settings.alpha == 0.0001 && settings.learningRate == 0.001)
    #expect(settings.batchSize == nil && settings.epochs == 200)
    #expect(settings.earlyStopping == nil && settings.validationFraction == 0.1)
    #expect(settings.testFraction == 0 && settings.calibration == nil)
  }

  /// Ten networks of ours and twenty of scikit-learn's differ by chance alone: their means by less
  /// than three standard errors.
  @Test(arguments: 0..<4) func `is as good as scikit-learn's`(index: Int) throws {
    let golden = try EstimatorGolden.golden.get().cases[index]
    let (train, test) = try golden.data().split(
      testFraction: golden.testFraction, stratified: true, seed: golden.splitSeed)
    let activation: [String: Activation] = ["relu": .relu, "tanh": .tanh, "logistic": .sigmoid]
    var settings = MLPClassifier(
      hiddenLayerSizes: golden.hidden, activation: try #require(activation[golden.activation]),
      alpha: golden.alpha, batchSize: golden.batchSize, epochs: golden.epochs)
    var (accuracies, losses) = ([Double](), [Double]())
    for seed in 1...10 {
      settings.seed = UInt64(seed)
      let evaluation = try settings.fit(train).classifier.evaluate(test)
      accuracies.append(evaluation[.accuracy])
      losses.append(evaluation[.logLoss])
    }
    for (ours, theirs) in [(accuracies, golden.accuracies), (losses, golden.logLosses)] {
      let (one, other) = (TTest(of: ours), TTest(of: theirs))
      let error =
        (one.standardError * one.standardError + other.standardError * other.standardError)
        .squareRoot()
      #expect(
        abs(one.mean - other.mean) < 3 * error,
        "\(golden.name): ours \(one.mean), theirs \(other.mean), standard error \(error)")
    }
  }

  @Test func `balanced weights are scikit-learn's`() throws {
    let golden = try EstimatorGolden.golden.get().balanced
    let data = try Dataset(
      inputs: golden.labels.map { [Double($0)] }, targets: golden.labels, classes: [0, 1, 2, 9])
    let weights = data.balancedClassWeights
    #expect(golden.weights.indices.allSatisfy { weights[$0] == golden.weights[$0] })
    #expect(weights[9] == nil)
  }

  @Test func `takes labels of any type, and rows of arrays`() throws {
    let points = (0..<40).map { [Float($0 % 20), Float($0 / 20)] }
    let settings = MLPClassifier(
      hiddenLayerSizes: [], learningRate: 0.05, batchSize: 10, epochs: 40)
    let flags = points.map { $0[0] > 9.5 }
    #expect(try settings.fit(points, flags).classifier.predict(points) == flags)
    let names = flags.map { $0 ? "high" : "low" }
    let named = try settings.fit(points, names).classifier
    #expect(named.classes == ["high", "low"] && named.labelColumn == nil)
    #expect(try named.predict([[19.0, 0.0], [0.0, 1.0]]) == ["high", "low"])
    let numbers = points.map { Int($0[0]) / 7 * 5 }
    let numbered = try settings.fit(points, numbers).classifier
    #expect(numbered.classes == [0, 5, 10])
    let probabilities = try numbered.predictProbabilities(points)
    #expect(probabilities.allSatisfy { abs($0.reduce(0, +) - 1) < 1e-6 && $0.count == 3 })
    let two = try named.predictProbabilities([[19.0, 0.0]])[0]
    #expect(two.count == 2 && two[0] > 0.5 && two[0] + two[1] == 1)
    #expect(try named.predict([[Float]]()) == [])
    #expect(try named.evaluate(points, names)[.accuracy] == 1)
  }

  private enum Side: String, CaseIterable, ClassLabel, ClassifierTarget { case left, right }

  @Test func `a type of labels of one's own has defaults for everything`() throws {
    let points = (0..<20).map { [Double($0)] }
    let sides = points.map { $0[0] < 9.5 ? Side.left : .right }
    let settings = MLPClassifier(hiddenLayerSizes: [], learningRate: 0.1, epochs: 60)
    let trained = try settings.fit(points, sides)
    #expect(trained.evaluation[.accuracy] == 1 && trained.classifier.classes == Side.allCases)
    let sets = sides.map { Set([$0]) }
    #expect(try settings.fit(points, sets).classifier.predict(points) == sets)
  }

  @Test func `the output layer follows from the classes`() throws {
    let points = (0..<12).map { [Double($0)] }
    let two = try MLPClassifier(epochs: 1).fit(points, points.map { $0[0] > 5 }).classifier
    #expect(two.network.outputShape == [1] && two.network.activation == .sigmoid)
    let three = try MLPClassifier(epochs: 1).fit(points, points.map { Int($0[0]) % 3 }).classifier
    #expect(three.network.outputShape == [3] && three.network.activation == .softmax)
  }

  @Test func `the price on weights is scikit-learn's for a batch`() throws {
    let trained = try MLPClassifier(hiddenLayerSizes: [4], alpha: 0.5, batchSize: 20, epochs: 1)
      .fit(circles)
    for layer in trained.classifier.network.layers {
      let dense = try #require(layer as? Dense)
      #expect(dense.restraints.regularizers == [.kernel: .l2(0.5 / 40)])
    }
    func size(_ alpha: Float) throws -> Float {
      let trained = try MLPClassifier(hiddenLayerSizes: [4], alpha: alpha, epochs: 30).fit(circles)
      let layers = trained.classifier.network.layers.compactMap { $0 as? Dense }
      return layers.reduce(0) { $0 + $1.kernel.withScalars { $0.reduce(0) { $0 + $1 * $1 } } }
    }
    #expect(try size(10) < size(0))
  }

  @Test func `early stopping gives the best weights of a part of its own back`() throws {
    var settings = quick
    settings.epochs = 200
    settings.earlyStopping = EarlyStopping(patience: 3)
    settings.learningRate = 0.05
    let trained = try settings.fit(circles)
    #expect(trained.testRows.count == 50 && trained.validationRows.count == 15)
    #expect(trained.trainingRows.count == 135)
    let all = trained.trainingRows + trained.validationRows + trained.testRows
    #expect(all.sorted() == Array(0..<200))
    let losses = try #require(trained.history.validation?.loss)
    #expect(losses.count < 200 && trained.history.stopReason != nil)
    let best = try #require(losses.indices.min { losses[$0] < losses[$1] })
    #expect(trained.history.restoredEpoch == best + 1)
  }

  @Test func `a rare class counts the same when weights are balanced`() throws {
    let rows = (0..<200).map { [Double($0 % 20) + ($0 < 20 ? 12 : 0)] }
    let labels = (0..<200).map { $0 < 20 }
    var settings = MLPClassifier(
      hiddenLayerSizes: [], learningRate: 0.05, batchSize: 50, epochs: 60)
    let plain = try settings.fit(rows, labels).evaluation
    settings.classWeights = .balanced
    let balanced = try settings.fit(rows, labels).evaluation
    #expect(balanced[.recall] > plain[.recall])
    #expect(balanced[.balancedAccuracy] > plain[.balancedAccuracy])
  }

  @Test func `the same seed gives the same bits, another other ones`() throws {
    var settings = quick
    settings.epochs = 2
    settings.calibration = .platt
    let one = try settings.fit(circles)
    #expect(try settings.fit(circles).scores == one.scores)
    settings.seed = 2
    let other = try settings.fit(circles)
    #expect(other.scores != one.scores && other.testRows != one.testRows)
  }

  @Test func `images are rows of numbers`() throws {
    let images = try Dataset(
      inputs: Tensor((0..<72).map { Float($0 % 7) }, shape: [8, 3, 3]),
      targets: [0, 1, 0, 1, 0, 1, 0, 1])
    let classifier = try MLPClassifier(hiddenLayerSizes: [4], epochs: 1).fit(images).classifier
    #expect(classifier.network.inputShape == [9])
    #expect(try classifier.predict(images).count == 8)
  }
}
