import AssayCore
import TestSupport
import Testing

@testable import AssayEvaluation

@Suite("Errors of recalibrators") struct RecalibratorErrorTests {
  @Test func `numbers that make no sense are refused, and the words say why`() {
    #expect(
      throws: CalibrationTextError.invalid(
        .outOfRange(field: "probabilities", index: 1, value: 0.1, range: 0.5...1))
    ) {
      try IsotonicCalibration(
        text:
          #"{"method":"isotonic","version":1,"scores":[0,1],"probabilities":[0.5,0.1]}"#)
    }
    #expect(throws: EvaluationError.self) {
      try IsotonicCalibration(scores: [1, 1], probabilities: [0, 1])
    }
    #expect(throws: EvaluationError.empty(field: "scores")) {
      try IsotonicCalibration(
        scores: [], probabilities: [])
    }
    #expect(throws: EvaluationError.notFinite(field: "slope", index: 0, value: .infinity)) {
      try PlattScaling(slope: .infinity, intercept: 0)
    }
    #expect(throws: EvaluationError.self) { try TemperatureScaling(inverseTemperature: 0) }
    #expect(
      throws: CalibrationTextError.invalid(
        .invalidParameter(
          name: "inverseTemperature", value: "-1.0", expected: "a finite number above 0"))
    ) {
      try TemperatureScaling(
        text: #"{"method":"temperature","version":1,"inverse_temperature":-1}"#)
    }
    let words: [(CalibrationTextError, String)] = [
      (.notJSON(offset: 3, expected: "}"), "byte 3: expected }"),
      (.missing(key: "slope"), "\"slope\" is missing"),
      (
        .unexpected(key: "x"),
        "\"x\" does not belong here, is there twice or is of another kind"
      ),
      (
        .otherMethod(found: "a", expected: "b"),
        "the parameters are of the method a, not of b"
      ),
      (.laterVersion(found: 2, known: 1), "version 2 is not known here: this reads version 1"),
      (.invalid(.empty(field: "scores")), "scores is empty: at least one row is needed"),
    ]
    for (error, text) in words { #expect(error.description == text) }
  }

  @Test func `one class, no rows, NaN and weights below zero are named`() throws {
    func check<Method: Recalibrator>(
      _ fit: ([Bool], [Double], [Double]?) throws -> Method
    ) {
      #expect(throws: EvaluationError.tooFewClasses(count: 1, needed: 2)) {
        try fit([true, true], [0.2, 0.3], nil)
      }
      #expect(throws: EvaluationError.tooFewClasses(count: 1, needed: 2)) {
        try fit([true, false], [0.2, 0.3], [1, 0])
      }
      #expect(throws: EvaluationError.empty(field: "labels")) { try fit([], [], nil) }
      #expect(
        throws: EvaluationError.notFinite(field: "scores", index: 1, value: .infinity)
      ) { try fit([true, false], [0.2, .infinity], nil) }
      #expect(throws: EvaluationError.self) { try fit([true, false], [.nan, 0.2], nil) }
      #expect(
        throws: EvaluationError.outOfRange(
          field: "weights", index: 1, value: -1, range: 0...Double.greatestFiniteMagnitude)
      ) { try fit([true, false], [0.2, 0.3], [1, -1]) }
      #expect(throws: EvaluationError.weightsAllZero) {
        try fit([true, false], [0.2, 0.3], [0, 0])
      }
      #expect(
        throws: EvaluationError.lengthsDiffer(
          field: "scores", count: 1, expected: 2, of: "labels")
      ) { try fit([true, false], [0.2], nil) }
    }
    check { try PlattScaling(labels: $0, scores: $1, weights: $2) }
    check { try IsotonicCalibration(labels: $0, scores: $1, weights: $2) }
    check { try TemperatureScaling(labels: $0, scores: $1, weights: $2) }
    #expect(throws: EvaluationError.empty(field: "labels")) {
      try PlattScaling(fittedTo: ScoreCurve())
    }
    #expect(throws: EvaluationError.tooFewClasses(count: 1, needed: 2)) {
      try TemperatureScaling(
        labels: ["a", "a"], logits: [[1, 2], [3, 4]], classes: ["a", "b"])
    }
    #expect(
      throws: EvaluationError.wrongWidth(field: "logits", width: 3, expected: [2])
    ) { try TemperatureScaling(labels: ["a", "b"], logits: [[1, 2], [3, 4, 5]]) }
    #expect(throws: EvaluationError.notFinite(field: "logits", index: 3, value: .infinity)) {
      try TemperatureScaling(labels: ["a", "b"], logits: [[1, 2], [3, .infinity]])
    }
    #expect(
      throws: EvaluationError.outOfRange(
        field: "probabilities", index: 0, value: 2, range: 0...1)
    ) { try TemperatureScaling(labels: ["a", "b"], probabilities: [[2, -1], [0.5, 0.5]]) }
  }

  @Test func `hostile scores neither trap nor hang`() throws {
    let scores: [Double] = [1e308, -1e308, .leastNonzeroMagnitude, 0, -0.0, 1e-300, 3, 1e15]
    let labels = [true, false, true, false, true, false, true, false]
    #expect(try PlattScaling(labels: labels, scores: scores).slope.isFinite)
    #expect(try IsotonicCalibration(labels: labels, scores: scores).probabilities.count > 1)
    #expect(
      try TemperatureScaling(labels: labels, scores: scores).inverseTemperature.isFinite)
    // Half their distance is 0: as if they were equal.
    let tiny = try PlattScaling(
      labels: [true, false], scores: [Double.leastNonzeroMagnitude, 0])
    #expect(tiny.slope == 0)
  }
}
