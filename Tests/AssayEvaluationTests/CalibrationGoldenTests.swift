import AssayCore
import TestSupport
import Testing

@testable import AssayEvaluation

@Suite("calibration as scikit-learn") struct CalibrationGoldenTests {
  @Test(arguments: try CalibrationGolden.load().curves)
  func `reliability curves`(golden: CalibrationCurveCase) throws {
    let (y, p, w) = (golden.labels, golden.probabilities, golden.weights)
    for expected in golden.expected {
      let bins = probabilityBins(expected.strategy, expected.bins)
      let found = try calibrationCurve(labels: y, probabilities: p, bins: bins, weights: w)
      #expect(areClose(found.frequencies, expected.true), "\(bins)")
      #expect(areClose(found.meanProbabilities, expected.promised), "\(bins)")
      #expect(found.rows == expected.rows, "\(bins)")
      let intervals = found.intervals()
      #expect(areClose(intervals.map { $0?.low ?? .nan }, expected.low), "\(bins)")
      #expect(areClose(intervals.map { $0?.high ?? .nan }, expected.high), "\(bins)")
      if w == nil {
        // SciPy's quantile of Beta has some 1e-11.
        let exact = found.intervals(exact: true)
        #expect(exact.count == expected.exactLow.count)
        for (bin, (low, high)) in zip(exact, zip(expected.exactLow, expected.exactHigh)) {
          #expect(abs((bin?.low ?? .nan) - low) < 1e-9)
          #expect(abs((bin?.high ?? .nan) - high) < 1e-9)
        }
      }
      // The score curve determines the same bins.
      let curve = try scoreCurve(y.map { $0 == 1 }, p, weights: w).reliability(bins)
      #expect(curve.frequencies == found.frequencies)
      #expect(areClose(curve.meanProbabilities, found.meanProbabilities))
      guard areExactInFloat(p) else { continue }
      let floats = try calibrationCurve(
        labels: y, probabilities: p.map { Float($0) }, bins: bins, weights: w)
      #expect(floats == found)
    }
  }

  @Test(arguments: try CalibrationGolden.load().errors)
  func `errors of every meaning and norm`(golden: CalibrationErrorCase) throws {
    let bins = probabilityBins(golden.strategy, golden.bins)
    let (y, w) = (golden.labels, golden.weights)
    let table = CalibrationColumns.self
    for (name, expected) in golden.expected {
      let meaning = try #require(CalibrationMeaning(rawValue: name))
      let isColumn = golden.classes == 2 && (golden.flat || meaning != .topLabel)
      let column = golden.table.map { $0[golden.classes - 1] }
      for (place, norm) in [CalibrationNorm.l1, .l2, .max].enumerated() {
        let found =
          isColumn
          ? try calibrationError(
            labels: y, probabilities: column, meaning: meaning, norm: norm, bins: bins, weights: w)
          : try calibrationError(
            labels: y, probabilities: golden.table, classes: Array(0..<golden.classes),
            meaning: meaning, norm: norm, bins: bins,
            weights: w)
        #expect(isClose(found, expected[place]), "\(name) \(norm)")
      }
      let columns = try table.init(
        truth: y, probabilities: isColumn ? column : golden.rows,
        width: isColumn ? 1 : golden.classes, classCount: golden.classes, weights: w)
      let debiased = try columns.error(meaning, positive: 1, bins: bins, weights: w) {
        $0.debiasedCalibrationError
      }
      // A square root of a difference: digits are lost where chance explains nearly all.
      #expect(abs(debiased - expected[3]) < 1e-8, "\(name)")
      guard case .uniform(let count) = bins else { continue }
      var seen = try CalibrationStatistics(classCount: golden.classes, bins: count)
      try seen.update(
        truth: y, probabilities: isColumn ? column : golden.rows,
        width: isColumn ? 1 : golden.classes, weights: w)
      #expect(isClose(seen.calibrationError(meaning), expected[0]), "\(name), accumulated")
    }
  }

  @Test(arguments: try CalibrationGolden.load().platt)
  func `Platt's sigmoid is the minimum`(golden: PlattCase) throws {
    let (y, s, w) = (golden.labels, golden.scores, golden.weights)
    let platt = try PlattScaling(labels: y, scores: s, weights: w)
    // The condition of the minimum multiplies rounding, most where scores are nearly equal.
    let scale = max(1, abs(golden.slope), abs(golden.intercept))
    #expect(abs(platt.slope - golden.slope) < 1e-10 * scale)
    #expect(abs(platt.intercept - golden.intercept) < 1e-10 * scale)
    let fit = PlattFit(try scoreCurve(y.map { $0 == 1 }, s, weights: w).blocks)
    let ours = fit.loss(slope: platt.slope, intercept: platt.intercept)
    let theirs = fit.loss(slope: golden.theirs[0], intercept: golden.theirs[1])
    #expect(ours <= theirs * (1 + 1e-14))
    // Their gradient stops at 1e-6: measured, their probabilities are 2e-7 away at most.
    for (found, expected) in zip(
      platt.probabilities(ofScores: golden.grid), golden.probabilities)
    {
      #expect(abs(found - expected) < 1e-6)
    }
  }

  @Test(arguments: try CalibrationGolden.load().isotonic)
  func `isotonic regression`(golden: IsotonicCase) throws {
    let (y, s, w) = (golden.labels, golden.scores, golden.weights)
    let isotonic = try IsotonicCalibration(labels: y, scores: s, weights: w)
    #expect(areClose(isotonic.probabilities(ofScores: golden.grid), golden.probabilities))
    if isotonic.scores.count == golden.thresholds.count {
      #expect(isotonic.scores == golden.thresholds)
      #expect(areClose(isotonic.probabilities, golden.values))
    } else {
      // Rounding may leave them a point between two equal ones.
      #expect(isotonic.scores.count < golden.thresholds.count)
    }
  }

  @Test(arguments: try CalibrationGolden.load().temperature)
  func `temperature is the minimum`(golden: TemperatureCase) throws {
    let (y, w) = (golden.labels, golden.weights)
    let table = tableRows(golden.rows, golden.kind == "scores" ? 1 : golden.classes)
    let scaling: TemperatureScaling
    let logits: [Double]
    let found: [[Double]]
    switch golden.kind {
    case "scores":
      scaling = try TemperatureScaling(labels: y, scores: golden.rows, weights: w)
      logits = golden.rows.flatMap { [-$0, $0] }
      found = golden.rows.map {
        let p = scaling.probability(ofScore: $0)
        return [1 - p, p]
      }
    case "logits":
      scaling = try TemperatureScaling(labels: y, logits: table, weights: w)
      logits = golden.rows
      found = scaling.probabilities(ofLogits: table)
    default:
      scaling = try TemperatureScaling(labels: y, probabilities: table, weights: w)
      logits = golden.rows.map { ElementaryFunctions.log($0 + 1e-12) }
      found = scaling.probabilities(ofProbabilities: table)
    }
    let beta = scaling.inverseTemperature
    #expect(abs(beta - golden.beta) < 1e-10 * golden.beta, "\(beta), golden \(golden.beta)")
    let fit = TemperatureFit(logits: logits, width: golden.classes, truth: y, weights: w)
    #expect(fit.loss(beta) <= fit.loss(golden.theirs) * (1 + 1e-14))
    // Values alone place a minimum to the root of rounding: measured, 1e-8.
    #expect(zip(found.joined(), golden.probabilities).allSatisfy { abs($0 - $1) < 1e-7 })
  }
}
