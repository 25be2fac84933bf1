import Testing

@testable import AssayEvaluation

@Suite("Learning remarks") struct LearningRemarksTests {
  /// A curve that falls towards a floor, with a ripple of a given size.
  private func falling(
    from: Double, to: Double, epochs: Int, ripple: Double = 0, pace: Double = 0.9
  ) -> [Double] {
    var part = 1.0
    return (0..<epochs).map { epoch in
      part *= pace
      let sign = [1.0, -0.5, 0.2, -1, 0.7, -0.4][epoch % 6]
      return to + (from - to) * part + ripple * sign
    }
  }

  @Test func `a healthy run gets no remark`() {
    let curves = LearningCurves(
      trainingLoss: falling(from: 0.7, to: 0.3, epochs: 100, ripple: 0.002),
      validationLoss: falling(from: 0.7, to: 0.33, epochs: 100, ripple: 0.01),
      trainingAccuracy: falling(from: 0.5, to: 0.9, epochs: 100, ripple: 0.005),
      validationAccuracy: falling(from: 0.5, to: 0.88, epochs: 100, ripple: 0.01))
    #expect(curves.diagnosis == [])
    #expect(LearningCurves(trainingLoss: []).diagnosis == [])
    #expect(LearningCurves(trainingLoss: [0.7], validationLoss: [0.1]).diagnosis == [])
  }

  @Test func `the reference gets the line about validation above training`() {
    let curves = LearningCurves(
      trainingLoss: falling(from: 0.7, to: 0.36, epochs: 300, ripple: 0.002, pace: 0.98),
      validationLoss: falling(from: 0.69, to: 0.367, epochs: 300, ripple: 0.002, pace: 0.98),
      trainingAccuracy: falling(from: 0.5, to: 0.8348, epochs: 300, ripple: 0.003, pace: 0.95),
      validationAccuracy: falling(from: 0.5, to: 0.8505, epochs: 300, ripple: 0.003, pace: 0.95),
      rows: (500, 500))
    #expect(
      curves.diagnosis.map(\.description) == [
        "Validation accuracy (85.0 %) is above training accuracy (83.4 %). Training figures are "
          + "means over an epoch in which the weights still move, with dropout at work where there "
          + "is any; validation comes after it, without. Between rows as few as these, luck "
          + "alone makes up to 4.5 "
          + "points."
      ])
  }

  @Test func `more than luck is said to be more than luck`() {
    let remark = LearningRemark.validationAccuracyAbove(training: 0.7, validation: 0.8, luck: 0.02)
    #expect(
      remark.description
        == "Validation accuracy (80.0 %) is above training accuracy (70.0 %). Training figures are "
        + "means over an epoch in which the weights still move, with dropout at work where "
        + "there is "
        + "any; validation comes after it, without. It is more than luck between rows makes. "
        + "See whether the two "
        + "are of one kind, and share no rows.")
  }

  @Test func `loss alone can be below training too`() {
    let curves = LearningCurves(
      trainingLoss: falling(from: 0.7, to: 0.4, epochs: 30),
      validationLoss: falling(from: 0.6, to: 0.3, epochs: 30))
    #expect(curves.diagnosis.count == 1)
    #expect(
      curves.diagnosis[0].description
        == "Validation loss (0.314) is below training loss (0.414). Training figures are means "
        + "over "
        + "an epoch in which the weights still move, with dropout and penalties at work where "
        + "there are any; "
        + "validation comes after it, without.")
  }

  @Test func `over-fitting is told with its epoch`() {
    let training = falling(from: 0.7, to: 0.05, epochs: 100)
    let validation = (0..<100).map { (epoch: Int) -> Double in
      epoch < 30 ? 0.7 - 0.01 * Double(epoch) : 0.4 + 0.004 * Double(epoch - 30)
    }
    let remarks = LearningCurves(trainingLoss: training, validationLoss: validation).diagnosis
    #expect(
      remarks.map(\.description) == [
        "The validation loss rises since epoch 31, from 0.400 to 0.658, while the training loss "
          + "still falls: over-fitting. Stop there (early stopping), or use a smaller network, "
          + "dropout or more data."
      ])
    // A level validation loss with ripples as large as the rise is no over-fitting.
    let level = falling(from: 0.7, to: 0.4, epochs: 100, ripple: 0.03)
    #expect(LearningCurves(trainingLoss: training, validationLoss: level).diagnosis == [])
  }

  @Test func `a run that learns nothing, diverges or breaks is told so`() {
    let flat = falling(from: 0.6935, to: 0.693, epochs: 20, ripple: 0.0005)
    #expect(
      LearningCurves(trainingLoss: flat).diagnosis.map(\.description) == [
        "The training loss went from 0.694 to 0.693: nothing was learnt. Check that labels belong "
          + "to their rows and inputs are scaled, or change the learning rate."
      ])
    // Already learnt: no alarm.
    #expect(
      LearningCurves(
        trainingLoss: flat, trainingAccuracy: [Double](repeating: 0.97, count: 20)
      ).diagnosis == [])
    let rising = (0..<20).map { 0.7 + 0.1 * Double($0) }
    #expect(
      LearningCurves(trainingLoss: rising).diagnosis.map(\.description) == [
        "The training loss rose from 0.700 to 2.550, its best was 0.700: training diverges. Lower "
          + "the learning rate."
      ])
    let broken = LearningCurves(
      trainingLoss: [0.7, 0.6, .nan, .nan], validationLoss: [0.7, .infinity, 1, 1])
    #expect(
      broken.diagnosis.map(\.description) == [
        "The loss is not a number from epoch 2 on. Lower the learning rate, and look for extreme "
          + "inputs."
      ])
  }
}
