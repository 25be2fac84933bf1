import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Calibration error") struct CalibrationErrorTests {
  @Test func `the reliability curve of scikit-learn's example`() throws {
    let curve = try calibrationCurve(
      labels: [0, 0, 0, 0, 1, 1, 1, 1, 1],
      probabilities: [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1], bins: .uniform(3))
    #expect(curve.frequencies == [0, 0.5, 1])
    #expect(curve.meanProbabilities.map { ($0 * 1_000).rounded() / 1_000 } == [0.2, 0.525, 0.85])
    #expect(curve.rows == [3, 2, 4])
    #expect(curve.bins[1].lower == 1.0 / 3)
    #expect(curve.bins[1].effectiveRows == 2)
    #expect(
      curve.bins[2].interval()?.description == "0.5101 to 1.0000 (95 %, Wilson)")
    #expect(
      curve.bins[2].interval(level: 0.9, exact: true)?.description
        == "0.4729 to 1.0000 (90 %, Clopper–Pearson)")
  }

  @Test func `a value on an inner edge falls in the lower bin, and empty bins are dropped`() throws
  {
    let curve = try calibrationCurve(
      labels: [true, false, true], probabilities: [0.5, 0.5, 1], bins: .uniform(4))
    #expect(curve.rows == [2, 1])
    #expect(curve.bins[0].lower == 0.25 && curve.bins[0].upper == 0.5)
    #expect(curve.edges == [0, 0.25, 0.5, 0.75, 1])
    let zero = try calibrationCurve(
      labels: [true, false], probabilities: [0, 1], bins: .uniform(2))
    #expect(zero.rows == [1, 1])
  }

  @Test func `the two meanings differ, and both are named`() throws {
    let labels = [0, 1, 1, 0]
    let p = [0.2, 0.6, 0.9, 0.4]
    // Positive class: |0.2−0|, |0.6−1|, |0.9−1|, |0.4−0| in bins of their own.
    #expect(isClose(try expectedCalibrationError(labels: labels, probabilities: p), 0.275))
    // Top label: confidences 0.8, 0.6, 0.9, 0.6, all right: two rows share the bin of 0.6.
    #expect(
      isClose(
        try expectedCalibrationError(labels: labels, probabilities: p, meaning: .topLabel), 0.275))
    let wrong = [0, 1, 1, 1]
    #expect(isClose(try expectedCalibrationError(labels: wrong, probabilities: p), 0.325))
    // One of the two rows of confidence 0.6 is wrong now: |0.6 − ½|.
    #expect(
      isClose(
        try expectedCalibrationError(labels: wrong, probabilities: p, meaning: .topLabel), 0.125))
    #expect(isClose(try maximumCalibrationError(labels: wrong, probabilities: p), 0.6))
    let rows = p.map { [Float(1 - $0), Float($0)] }
    #expect(
      abs(
        try maximumCalibrationError(labels: wrong, probabilities: rows) - 0.2) < 1e-6)
    #expect(
      abs(try expectedCalibrationError(labels: wrong, probabilities: rows) - 0.125) < 1e-6)
    #expect(
      CalibrationMeaning.allCases.map(\.description) == [
        "positive class", "top label", "mean over classes",
      ])
    #expect(ProbabilityBins.quantile(1).description == "1 quantile bin")
    #expect(
      throws: EvaluationError.invalidParameter(
        name: "meaning", value: "positive class",
        expected: "top label or mean over classes, for there are 3 classes")
    ) {
      try calibrationError(
        labels: [0, 1, 2], probabilities: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
        meaning: .positiveClass)
    }
  }

  @Test func `a single probability of one half is the answer of the second class`() throws {
    // Confidence ½ and right, then ½ and wrong.
    for (label, error) in [(1, 0.5), (0, 0.5)] {
      let bins = try CalibrationStatistics(classCount: 2)
      var seen = bins
      try seen.update(truth: [label], probabilities: [0.5], width: 1)
      #expect(seen.topLabel.reliability.frequencies == [Double(label)])
      #expect(seen.calibrationError(.topLabel) == error)
      // Of two columns it is the first of the greatest.
      var two = bins
      try two.update(truth: [label], probabilities: [0.5, 0.5], width: 2)
      #expect(two.topLabel.reliability.frequencies == [1 - Double(label)])
    }
  }

  @Test func `what is debiased is nearer to the truth`() throws {
    // Probabilities that are right: the plain error is chance alone.
    var random = RandomSource(seed: 4)
    var plain = 0.0
    var debiased = 0.0
    for _ in 0..<50 {
      let p = (0..<200).map { _ in Double(random.below(10)) / 10 + 0.05 }
      let labels = p.map { random.uniform() < $0 }
      let curve = try calibrationCurve(labels: labels, probabilities: p, bins: .uniform(10))
      plain += curve.calibrationError(.l2) / 50
      debiased += curve.debiasedCalibrationError / 50
    }
    #expect(plain > 0.08)
    #expect(debiased < 0.5 * plain)
  }

  @Test func `bins are the same in any order and any split`() throws {
    let (labels, scores) = thresholdRows(500)
    let weights = labels.indices.map { Double($0 % 7) / 3 }
    for given in [nil, weights] {
      var whole = try CalibrationBins(count: 12)
      try whole.update(labels: labels, probabilities: scores, weights: given)
      var parts = [try CalibrationBins(count: 12), try CalibrationBins(count: 12)]
      for row in labels.indices.reversed() {
        try parts[row % 2].update(
          labels: [labels[row]], probabilities: [scores[row]], weights: given.map { [$0[row]] })
      }
      try parts[0].merge(parts[1])
      #expect(parts[0] == whole)
      #expect(parts[0].reliability == whole.reliability)
      let once = try calibrationCurve(
        labels: labels, probabilities: scores, bins: .uniform(12), weights: given)
      #expect(once == whole.reliability)
    }
  }

  @Test func `a whole weight is that many rows, and 0 none`() throws {
    let (labels, scores) = thresholdRows(90)
    let weights = labels.indices.map { Double($0 % 4) }
    let rows = labels.indices.flatMap { Array(repeating: $0, count: $0 % 4) }
    let weighted = try calibrationCurve(labels: labels, probabilities: scores, weights: weights)
    let repeated = try calibrationCurve(
      labels: rows.map { labels[$0] }, probabilities: rows.map { scores[$0] })
    #expect(weighted.frequencies == repeated.frequencies)
    #expect(weighted.meanProbabilities == repeated.meanProbabilities)
    #expect(weighted.rows == repeated.rows)
    #expect(weighted.bins[0].effectiveRows.map { $0 < repeated.rows[0] } == true)
    let scaled = try calibrationCurve(
      labels: labels, probabilities: scores, bins: .quantile(4), weights: weights.map { 8 * $0 })
    let plain = try calibrationCurve(
      labels: labels, probabilities: scores, bins: .quantile(4), weights: weights)
    #expect(scaled.frequencies == plain.frequencies)
    #expect(
      try scoreCurve(labels, scores, weights: weights).reliability().intervals().allSatisfy {
        $0 == nil
      })
  }

  @Test func `statistics of classes merge, and read as one`() throws {
    var random = RandomSource(seed: 12)
    let truth = (0..<240).map { _ in random.below(3) }
    let values = truth.flatMap { label -> [Double] in
      let raw = (0..<3).map { random.uniform() + ($0 == label ? 0.8 : 0) }
      return raw.map { $0 / raw.reduce(0, +) }
    }
    var whole = try CalibrationStatistics(classCount: 3, bins: 10)
    try whole.update(truth: truth, probabilities: values, width: 3)
    var parts = try CalibrationStatistics(classCount: 3, bins: 10)
    var other = parts
    try other.update(
      truth: Array(truth[100...]), probabilities: Array(values[300...]), width: 3)
    try parts.update(truth: Array(truth[..<100]), probabilities: Array(values[..<300]), width: 3)
    try other.merge(parts)
    #expect(other == whole)
    let rows = tableRows(values, 3)
    for (metric, meaning) in [
      (Metric<CalibrationStatistics>.topLabelCalibrationError, CalibrationMeaning.topLabel),
      (.classwiseCalibrationError, .classwise),
    ] {
      #expect(
        isClose(
          metric(whole),
          try calibrationError(
            labels: truth, probabilities: rows, meaning: meaning, bins: .uniform(10))))
    }
    #expect(
      Metric<CalibrationStatistics>.expectedCalibrationError(whole)
        == whole.perClass[1].reliability.expectedCalibrationError)
    #expect(
      Metric<CalibrationStatistics>.maximumCalibrationError(whole)
        == whole.perClass[1].reliability.maximumCalibrationError)
  }

  @Test func `a flat table is the same as rows, and must fit`() throws {
    let flat: [Float] = [0.5, 0.25, 0.25, 0.125, 0.75, 0.125, 0.25, 0.25, 0.5]
    let rows = stride(from: 0, to: 9, by: 3).map { Array(flat[$0..<$0 + 3]) }
    let labels = ["a", "b", "a"]
    let classes = ["a", "b", "c"]
    for meaning in [CalibrationMeaning.topLabel, .classwise] {
      let one = try calibrationError(
        labels: labels, probabilities: flat, width: 3, classes: classes, meaning: meaning)
      let other = try calibrationError(
        labels: labels, probabilities: rows, classes: classes, meaning: meaning)
      #expect(one == other)
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: "probabilities", count: 2, expected: 3, of: "labels")
    ) {
      try calibrationError(
        labels: labels, probabilities: Array(flat[..<6]), width: 3, classes: classes)
    }
    #expect(
      throws: EvaluationError.wrongWidth(field: "probabilities", width: 0, expected: [3])
    ) { try calibrationError(labels: labels, probabilities: flat, width: 0, classes: classes) }
    #expect(
      throws: EvaluationError.wrongWidth(field: "probabilities", width: 1, expected: [3])
    ) {
      try calibrationError(
        labels: labels, probabilities: [[0.5], rows[0], rows[2]], classes: classes)
    }
    let scaling = try TemperatureScaling(
      labels: labels, logits: flat, width: 3, classes: classes)
    #expect(scaling == (try TemperatureScaling(labels: labels, logits: rows, classes: classes)))
  }

  @Test func `a classifier's statistics have the metrics of the positive class`() throws {
    let evaluation = try sampleEvaluation()
    let curve = evaluation.curve.reliability(.uniform(15))
    #expect(
      Metric<ClassifierStatistics>.expectedCalibrationError(evaluation.statistics)
        == curve.expectedCalibrationError)
    #expect(
      Metric<ClassifierStatistics>.maximumCalibrationError(evaluation.statistics)
        == curve.maximumCalibrationError)
    #expect(curve.maximumCalibrationError >= curve.calibrationError(.l2))
    #expect(curve.calibrationError(.l2) >= curve.expectedCalibrationError)
  }

  @Test func `without rows all is empty or undefined`() throws {
    let empty = try CalibrationBins().reliability
    #expect(empty.bins.isEmpty)
    #expect(empty.expectedCalibrationError.isNaN && empty.debiasedCalibrationError.isNaN)
    #expect(ScoreCurve().reliability(.quantile(4)).bins.isEmpty)
    #expect(ScoreCurve().reliability(.uniform(0)).edges == [0, 1])
  }

  @Test func `what cannot be binned is named`() throws {
    for count in [0, -3, Int.max] {
      #expect(
        throws: EvaluationError.invalidParameter(
          name: "bins", value: "\(count)", expected: "1 ... 1,000,000")
      ) {
        try calibrationCurve(labels: [0, 1], probabilities: [0.1, 0.9], bins: .quantile(count))
      }
      #expect(throws: EvaluationError.self) { try CalibrationBins(count: count) }
    }
    var bins = try CalibrationBins()
    let before = bins
    #expect(
      throws: EvaluationError.outOfRange(
        field: "probabilities", index: 1, value: 1.5, range: 0...1)
    ) { try bins.update(labels: [true, false], probabilities: [0.2, 1.5]) }
    #expect(throws: EvaluationError.self) {
      try bins.update(labels: [true], probabilities: [.nan])
    }
    #expect(throws: EvaluationError.self) {
      try bins.update(labels: [true], probabilities: [0.5], weights: [.infinity])
    }
    #expect(bins == before)
    #expect(
      throws: EvaluationError.cannotMerge(what: "numbers of bins", one: "15", other: "10")
    ) { try bins.merge(try CalibrationBins(count: 10)) }
    #expect(
      throws: EvaluationError.cannotMerge(
        what: "meanings", one: "positive class", other: "top label")
    ) { try bins.merge(try CalibrationBins(.topLabel)) }
    #expect(throws: EvaluationError.weightsAllZero) {
      try calibrationCurve(labels: [0, 1], probabilities: [0.1, 0.9], weights: [0, 0])
    }
    #expect(throws: EvaluationError.empty(field: "labels")) {
      try expectedCalibrationError(labels: [Int](), probabilities: [Double]())
    }
    #expect(throws: EvaluationError.tooFewClasses(count: 1, needed: 2)) {
      try CalibrationStatistics(classCount: 1)
    }
    var three = try CalibrationStatistics(classCount: 3)
    #expect(
      throws: EvaluationError.unknownPosition(
        field: "truth", index: 0, position: 3, classCount: 3)
    ) { try three.update(truth: [3], probabilities: [0.2, 0.3, 0.5], width: 3) }
    #expect(
      throws: EvaluationError.cannotMerge(what: "class counts", one: "3", other: "2")
    ) { try three.merge(try CalibrationStatistics(classCount: 2)) }
  }
}
