import AssayDatasets
import AssayEvaluation
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Calibrator") struct CalibratorTests {
  private let circles = Dataset.circles(count: 300, noise: 0.25, factor: 0.5, seed: 4)
  private let blobs = Dataset.blobs(count: 300, centers: 3, deviation: 4, seed: 1)
  private let settings = MLPClassifier(
    hiddenLayerSizes: [16], learningRate: 0.02, batchSize: 32, epochs: 40,
    validationFraction: 0.3, testFraction: 0.3)

  @Test(arguments: Calibration.allCases)
  func `is fitted on the validation rows, and judged on others`(method: Calibration) throws {
    for data in [circles, blobs] {
      var settings = settings
      settings.calibration = method
      let trained = try settings.fit(data)
      let all = trained.trainingRows + trained.validationRows + trained.testRows
      #expect(all.sorted() == Array(0..<300))
      let held = data.rows(trained.validationRows)
      var plain = settings
      plain.calibration = nil
      plain.earlyStopping = EarlyStopping(patience: 1_000, restoresBest: false)
      let raw = try plain.fit(data)
      #expect(raw.trainingRows == trained.trainingRows)
      let again = try Calibrator(
        method, scores: raw.classifier.answers(for: held).scores,
        truth: held.labelPositions.map { Int($0) })
      #expect(trained.classifier.calibrator == again)
      // What it was fitted on, it cannot make worse.
      let before = try raw.classifier.evaluate(held)[.logLoss]
      if method == .temperature {
        #expect(try trained.classifier.evaluate(held)[.logLoss] <= before + 1e-9)
        #expect(
          try trained.classifier.predict(data) == raw.classifier.predict(data),
          "a temperature leaves the classes")
      }
      let gain = try #require(trained.calibrationGain)
      #expect(abs(gain.after.logLoss - trained.evaluation[.logLoss]) < 1e-12)
      #expect(abs(gain.before.logLoss - raw.evaluation[.logLoss]) < 1e-6)
      for row in try trained.classifier.predictProbabilities(data) {
        #expect(abs(row.reduce(0, +) - 1) < 1e-9 && row.allSatisfy { $0 >= 0 && $0 <= 1 })
      }
    }
  }

  @Test func `a network too sure of itself becomes less so`() throws {
    // A third of the labels is wrong, and learnt by heart.
    let wrong = try Dataset(
      inputs: circles.inputs,
      targets: circles.targets.enumerated().map { $0 % 3 == 0 ? 1 - $1 : $1 })
    var settings = settings
    settings.hiddenLayerSizes = [64]
    settings.epochs = 150
    settings.calibration = .temperature
    let trained = try settings.fit(wrong)
    guard case .temperature(let scaling)? = trained.classifier.calibrator else {
      Issue.record("no temperature")
      return
    }
    #expect(scaling.temperature > 1)
    #expect(trained.calibrationGain?.improvement.logLoss ?? 0 > 0)
  }

  @Test func `rows that are all right leave the temperature`() throws {
    let scores = Scores(values: [0.1, 0.3, 0.8, 0.9], width: 1)
    let calibrator = try Calibrator(.temperature, scores: scores, truth: [0, 0, 1, 1])
    #expect(calibrator == .temperature(try TemperatureScaling(inverseTemperature: 1)))
    let same = zip(calibrator(scores).values, scores.values)
    #expect(same.allSatisfy { abs($0 - $1) < 1e-11 })
  }

  @Test func `one function a class, divided by their sum`() throws {
    let scores = Scores(
      values: [0.6, 0.3, 0.1, 0.2, 0.5, 0.3, 0.1, 0.2, 0.7, 0.5, 0.4, 0.1], width: 3)
    let calibrator = try Calibrator(.isotonic, scores: scores, truth: [0, 1, 2, 1])
    guard case .isotonic(let functions) = calibrator else {
      Issue.record("not isotonic")
      return
    }
    #expect(functions.count == 3)
    let single = (0..<3).map { functions[$0].probability(ofScore: scores.column($0)[3]) }
    let sum = single.reduce(0, +)
    #expect(Array(calibrator(scores)[3]) == single.map { $0 / sum })
    let nothing = try IsotonicCalibration(scores: [0, 1], probabilities: [0, 0])
    let uniform = Calibrator.isotonic([nothing, nothing, nothing])(scores)
    #expect(uniform[0].allSatisfy { $0 == 1.0 / 3 })
  }

  @Test func `refuses a part that lacks a class`() throws {
    let scores = Scores(values: [0.2, 0.4], width: 1)
    #expect(throws: EvaluationError.self) {
      try Calibrator(.platt, scores: scores, truth: [1, 1])
    }
    var settings = settings
    settings.calibration = .platt
    settings.validationFraction = 0.03
    settings.testFraction = 0
    let rows = (0..<102).map { [Double($0)] }
    #expect(throws: ClassifierError.cannotCalibrate(file: nil, label: "2")) {
      try settings.fit(rows, (0..<102).map { $0 >= 100 ? 2 : $0 % 2 })
    }
  }

  @Test(arguments: Calibration.allCases)
  func `comes back from the classifier's file`(method: Calibration) throws {
    let folder = try TemporaryFolder()
    for (name, data) in [("two", circles), ("three", blobs)] {
      var settings = settings
      settings.epochs = 3
      settings.calibration = method
      let trained = try settings.fit(data)
      let path = folder.path + "/\(name).safetensors"
      try trained.classifier.save(to: path)
      let loaded = try Classifier<Int>(contentsOf: path)
      #expect(loaded.calibrator == trained.classifier.calibrator && loaded.calibrator != nil)
      #expect(
        try loaded.answers(for: data).scores == trained.classifier.answers(for: data).scores)
      #expect(try loaded.evaluate(data) == trained.classifier.evaluate(data))
    }
  }

  @Test func `a file with another number of functions than outputs is refused`() throws {
    var settings = settings
    settings.epochs = 1
    settings.calibration = .platt
    let trained = try settings.fit(circles).classifier
    let folder = try TemporaryFolder()
    let path = folder.path + "/wrong.safetensors"
    let platt = try PlattScaling(slope: -1, intercept: 0)
    let wrong = Classifier<Int>(
      classes: trained.classes, labelColumn: nil, preprocessing: trained.preprocessing,
      network: trained.network, calibrator: .platt([platt, platt]))
    try wrong.save(to: path)
    #expect(throws: ArchiveError.self) { try Classifier<Int>(contentsOf: path) }
  }
}
