import AssayCore
import TestSupport
import Testing

@testable import AssayEvaluation

@Suite("Recalibrators") struct RecalibratorTests {
  @Test func `each reads back from its text to the bit`() throws {
    let (labels, scores) = thresholdRows(200)
    let platt = try PlattScaling(labels: labels, scores: scores)
    #expect(try PlattScaling(text: platt.text) == platt)
    let isotonic = try IsotonicCalibration(labels: labels, scores: scores)
    #expect(try IsotonicCalibration(text: isotonic.text) == isotonic)
    let temperature = try TemperatureScaling(
      labels: labels, scores: scores.map { Sigmoid.logit($0) })
    #expect(try TemperatureScaling(text: temperature.text) == temperature)
    #expect(
      try PlattScaling(slope: -2.5, intercept: 0.25).text
        == #"{"method":"platt","version":1,"slope":-2.5,"intercept":0.25}"#)
    #expect(
      try IsotonicCalibration(scores: [0.1, 5e-1], probabilities: [0, 1]).description
        == #"{"method":"isotonic","version":1,"scores":[0.1,0.5],"probabilities":[0.0,1.0]}"#)
    #expect(
      try TemperatureScaling(inverseTemperature: 1e-20).text
        == #"{"method":"temperature","version":1,"inverse_temperature":1e-20}"#)
    let spaced = "\n{ \"version\" : 1 ,\t\"intercept\":-1E2,\"slope\":0, \"method\":\"platt\" } "
    #expect(try PlattScaling(text: spaced) == PlattScaling(slope: 0, intercept: -100))
  }

  @Test(arguments: [
    ("", CalibrationTextError.notJSON(offset: 0, expected: "{")),
    ("{", .notJSON(offset: 1, expected: "\"")),
    (#"{"method":"platt""#, .notJSON(offset: 17, expected: "}")),
    (#"{"method":"platt","version":1,"slope":1}"#, .missing(key: "intercept")),
    (#"{"version":1,"slope":1,"intercept":1}"#, .missing(key: "method")),
    (#"{"method":"platt","slope":1,"intercept":1}"#, .missing(key: "version")),
    (
      #"{"method":"isotonic","version":1,"slope":1,"intercept":1}"#,
      .otherMethod(found: "isotonic", expected: "platt")
    ),
    (
      #"{"method":"platt","version":2,"slope":1,"intercept":1}"#,
      .laterVersion(found: 2, known: 1)
    ),
    (
      #"{"method":"platt","version":1,"slope":"a","intercept":1}"#, .unexpected(key: "slope")
    ),
    (
      #"{"method":"platt","version":1,"slope":[1],"intercept":1}"#, .unexpected(key: "slope")
    ),
    (
      #"{"method":"platt","version":1,"slope":1,"intercept":1,"more":2}"#,
      .unexpected(key: "more")
    ),
    (
      #"{"method":"platt","version":1,"slope":1,"slope":2,"intercept":1}"#,
      .unexpected(key: "slope")
    ),
    (
      #"{"method":"platt","version":1,"slope":nan,"intercept":1}"#,
      .notJSON(offset: 38, expected: "a finite number")
    ),
    (
      #"{"method":"platt","version":1,"slope":1e999,"intercept":1}"#,
      .notJSON(offset: 38, expected: "a finite number")
    ),
    (
      #"{"method":"platt","version":1,"slope":0x10,"intercept":1}"#,
      .notJSON(offset: 39, expected: "}")
    ),
    (
      #"{"method":"platt","version":1,"slope":1,"intercept":1}x"#,
      .notJSON(offset: 54, expected: "nothing after the object")
    ),
    (
      #"{"method":"pl\u0061tt","version":1,"slope":1,"intercept":1}"#,
      .notJSON(offset: 13, expected: "a word without escapes")
    ),
    (#"{"method":"platt"#, .notJSON(offset: 16, expected: "\"")),
    (#"{"method":"#, .notJSON(offset: 10, expected: "a value")),
  ])
  func `text that is cut, altered or of another kind is refused`(
    text: String, error: CalibrationTextError
  ) {
    #expect(throws: error) { try PlattScaling(text: text) }
  }

  @Test func `a fit does not depend on the order of rows, and a weight is that many rows`() throws {
    let (labels, rough) = thresholdRows(150)
    let scores = rough.map { ($0 * 64).rounded() / 8 - 4 }
    let weights = labels.indices.map { Double($0 % 3) }
    let rows = labels.indices.flatMap { Array(repeating: $0, count: $0 % 3) }
    let turned = Array(labels.indices.reversed())
    func check<Method: Recalibrator>(
      _ fit: ([Bool], [Double], [Double]?) throws -> Method
    ) throws {
      let one = try fit(labels, scores, nil)
      #expect(try fit(turned.map { labels[$0] }, turned.map { scores[$0] }, nil) == one)
      let repeated = try fit(rows.map { labels[$0] }, rows.map { scores[$0] }, nil)
      #expect(try fit(labels, scores, weights) == repeated)
      #expect(repeated != one)
      #expect(one.probability(ofScore: .nan).isNaN)
      let floats = one.probabilities(ofScores: scores.map { Float($0) })
      #expect(floats == one.probabilities(ofScores: scores))
    }
    try check { try PlattScaling(labels: $0, scores: $1, weights: $2) }
    try check { try IsotonicCalibration(labels: $0, scores: $1, weights: $2) }
    try check { try TemperatureScaling(labels: $0, scores: $1, weights: $2) }
    let logits = scores.map { [-$0, $0, 0.5 * $0] }
    let truth = labels.indices.map { labels[$0] ? 1 : $0 % 2 * 2 }
    let one = try TemperatureScaling(labels: truth, logits: logits)
    let other = try TemperatureScaling(
      labels: turned.map { truth[$0] }, logits: turned.map { logits[$0].map { Float($0) } })
    #expect(one == other)
  }

  @Test func `a fit is the same for any number of threads`() throws {
    let (labels, scores) = thresholdRows(30_000)
    let logits = scores.map { [-$0, $0, 0.3] }
    let truth = labels.indices.map { labels[$0] ? 1 : $0 % 2 * 2 }
    func fits(_ threads: Int) throws -> (PlattScaling, TemperatureScaling, ReliabilityCurve) {
      try Workers.limited(to: threads) {
        (
          try PlattScaling(labels: labels, scores: scores),
          try TemperatureScaling(labels: truth, logits: logits),
          try calibrationCurve(
            labels: labels + labels + labels, probabilities: scores + scores + scores,
            bins: .uniform(15))
        )
      }
    }
    let one = try fits(1)
    for threads in [2, 3, 8] {
      let other = try fits(threads)
      #expect(other.0 == one.0)
      #expect(other.1 == one.1)
      #expect(other.2 == one.2)
    }
    // The bins gathered in parts are those of the curve.
    let curve = try scoreCurve(labels, scores).reliability(.uniform(15))
    #expect(one.2.rows == curve.rows.map { 3 * $0 })
    #expect(one.2.frequencies == curve.frequencies)
  }

  @Test func `a shift and a scale of the scores change Platt's numbers, not what they say`() throws
  {
    let (labels, scores) = thresholdRows(120)
    let plain = try PlattScaling(labels: labels, scores: scores)
    for (factor, shift) in [(1e6, 0.0), (1e-6, 0.0), (40, -1_000), (-3, 2), (1e300, 0)] {
      let moved = scores.map { factor * $0 + shift }
      let found = try PlattScaling(labels: labels, scores: moved)
      for row in labels.indices {
        let difference =
          found.probability(ofScore: moved[row]) - plain.probability(ofScore: scores[row])
        #expect(abs(difference) < 1e-9)
      }
    }
  }

  @Test func `scores that say nothing give the part of positives, or nothing to do`() throws {
    let platt = try PlattScaling(labels: [1, 0, 0], scores: [0.3, 0.3, 0.3])
    #expect(platt.slope == 0)
    // Targets 2/3 once and 1/4 twice.
    #expect(isClose(platt.probability(ofScore: 0.3), (2.0 / 3 + 0.5) / 3))
    let isotonic = try IsotonicCalibration(labels: [1, 0, 0], scores: [0.3, 0.3, 0.3])
    #expect(isotonic.scores == [0.3])
    let everywhere = isotonic.probabilities(ofScores: [-5, 0.3, 7])
    #expect(everywhere.allSatisfy { $0 == 1.0 / 3 })
    let inverted = try IsotonicCalibration(labels: [1, 1, 0, 0], scores: [1, 2, 3, 4])
    #expect(inverted.probabilities == [0.5, 0.5] && inverted.scores == [1, 4])
    let flat = try TemperatureScaling(labels: [0, 1], logits: [[3, 3], [1, 1]])
    #expect(flat.inverseTemperature == 1)
    let right = try TemperatureScaling(labels: [0, 1], scores: [-1, 1])
    #expect(right.inverseTemperature == ElementaryFunctions.exp(10))
    let wrong = try TemperatureScaling(labels: [0, 1], scores: [1, -1])
    #expect(wrong.inverseTemperature == ElementaryFunctions.exp(-10))
    #expect(wrong.temperature == 1 / wrong.inverseTemperature)
  }

  @Test func `isotonic values lie on lines between the corners and stay outside`() throws {
    let isotonic = try IsotonicCalibration(scores: [-1, 1, 2], probabilities: [0.1, 0.5, 0.5])
    #expect(isClose(isotonic.probability(ofScore: 0), 0.3))
    #expect(isotonic.probability(ofScore: -.infinity) == 0.1)
    #expect(isotonic.probability(ofScore: .infinity) == 0.5)
    #expect(isotonic.probability(ofScore: 1.5) == 0.5)
    let wide = try IsotonicCalibration(
      scores: [-1e308, 1e308], probabilities: [0, 1])
    #expect(wide.probability(ofScore: 0) == 0.5)
  }

  @Test func `what recalibration changed is told line by line`() throws {
    // Too sure of itself: logits three times what they should be.
    let (labels, right) = thresholdRows(2_000)
    let sure = right.map { Sigmoid.value(3 * Sigmoid.logit($0)) }
    let half = labels.count / 2
    let platt = try PlattScaling(
      labels: Array(labels[..<half]), scores: sure[..<half].map { Sigmoid.logit($0) })
    let after = platt.probabilities(ofScores: sure[half...].map { Sigmoid.logit($0) })
    let gain = try recalibrationGain(
      labels: Array(labels[half...]), before: Array(sure[half...]), after: after)
    #expect(gain.improvement.logLoss > 0)
    #expect(gain.improvement.calibrationError > 0)
    #expect(
      gain.before.logLoss
        == (try logLoss(labels: Array(labels[half...]), probabilities: Array(sure[half...]))))
    #expect(
      gain.description
        == """
        log loss: 0.5132 before, 0.4379 after, better by 0.0753
        Brier score: 0.1573 before, 0.1425 after, better by 0.0148
        calibration error (positive class, 15 uniform bins): 0.1058 before, 0.0360 after, better \
        by 0.0699
        """)
    let rows = sure[half...].map { [1 - $0, $0] }
    let many = try recalibrationGain(
      labels: Array(labels[half...]), before: rows, after: after.map { [1 - $0, $0] })
    #expect(isClose(many.after.logLoss, gain.after.logLoss))
    #expect(many.description.contains("calibration error (top label, 15 uniform bins): "))
    let same = try recalibrationGain(labels: [0, 1], before: [0.2, 0.8], after: [0.2, 0.8])
    #expect(same.description.hasPrefix("log loss: 0.2231 before, 0.2231 after, no change\n"))
  }
}
