import Testing

@testable import AssayEvaluation

@Suite("Learning diagnosis") struct LearningDiagnosisTests {
  /// A curve that falls from 0.7 towards a floor, with a ripple.
  private func falling(
    to floor: Double = 0.2, from start: Double = 0.7, epochs: Int = 40, pace: Double = 0.85,
    ripple: Double = 0
  ) -> [Double] {
    var part = 1.0
    return (0..<epochs).map { epoch in
      defer { part *= pace }
      return floor + (start - floor) * part + ripple * [1, -1, 0.5, -0.5][epoch % 4]
    }
  }

  private func line(from start: Double, to end: Double, epochs: Int = 40) -> [Double] {
    (0..<epochs).map { start + (end - start) * Double($0) / Double(epochs - 1) }
  }

  @Test func `a healthy run gets no finding`() {
    for epochs in [0, 1, 5, 40, 300] {
      let curves = LearningCurves(
        trainingLoss: falling(epochs: epochs, pace: 0.7, ripple: 0.002),
        validationLoss: falling(to: 0.25, epochs: epochs, pace: 0.7, ripple: 0.004),
        trainingAccuracy: falling(to: 0.9, from: 0.5, epochs: epochs, pace: 0.7),
        validationAccuracy: falling(to: 0.88, from: 0.5, epochs: epochs, pace: 0.7),
        lossOfShares: 0.69)
      #expect(curves.diagnosis == [], "\(epochs)")
    }
    // A loss that is all but zero may ripple as it likes.
    #expect(LearningCurves(trainingLoss: falling(to: 0.001, ripple: 0.001)).diagnosis == [])
  }

  @Test func `what breaks or diverges gets no other finding`() {
    let broken = [0.7, 0.69, .nan] + line(from: 0.68, to: 0.6)
    #expect(
      LearningCurves(trainingLoss: broken, lossOfShares: 0.69).diagnosis
        == [.lossNotFinite(epoch: 3)])
    let diverging = LearningCurves(trainingLoss: line(from: 0.7, to: 3), lossOfShares: 0.69)
    guard case .diverging = diverging.diagnosis.first else {
      Issue.record("\(diverging.diagnosis)")
      return
    }
    #expect(diverging.diagnosis.count == 1)
  }

  @Test func `over-fitting comes with its epoch`() {
    let validation = line(from: 0.7, to: 0.4, epochs: 20) + line(from: 0.41, to: 0.6, epochs: 20)
    let findings = LearningCurves(
      trainingLoss: line(from: 0.7, to: 0.1), validationLoss: validation
    ).diagnosis
    let end = 0.5 * (validation[37] + validation[38])
    #expect(findings == [.overfitting(since: 20, best: 0.4, last: end)])
    #expect(findings.first?.remedy?.hasPrefix("Stop there (early stopping)") == true)
  }

  @Test func `nothing learnt is measured by the shares of the classes`() {
    let flat = falling(to: 0.3251, from: 0.9, pace: 0.5)
    let curves = LearningCurves(
      trainingLoss: flat, trainingAccuracy: falling(to: 0.9, from: 0.9), lossOfShares: 0.325)
    #expect(curves.diagnosis.count == 1)
    #expect(
      curves.diagnosis.first?.text
        == "The training loss ends at 0.325, and the shares of the classes alone give 0.325: nothing "
        + "was learnt from the inputs.")
    // Without the shares it looks like a good run.
    #expect(LearningCurves(trainingLoss: flat).diagnosis == [])
    // In the place of the other finding that nothing was learnt.
    let level = LearningCurves(trainingLoss: line(from: 0.7, to: 0.7), lossOfShares: 0.69)
    #expect(level.diagnosis == [.noBetterThanShares(last: 0.7, ofShares: 0.69)])
    let alone = LearningCurves(trainingLoss: level.trainingLoss)
    #expect(alone.diagnosis == [.noLearning(first: 0.7, last: 0.7)])
    // Accuracy that rises speaks against it.
    #expect(
      LearningCurves(
        trainingLoss: flat, trainingAccuracy: falling(to: 0.9, from: 0.5), lossOfShares: 0.325
      ).diagnosis != curves.diagnosis)
  }

  @Test func `a level that stays high is under-fitting`() {
    let curves = LearningCurves(
      trainingLoss: falling(to: 0.6), validationLoss: falling(to: 0.6), lossOfShares: 0.693)
    #expect(curves.diagnosis.map(\.description).count == 1)
    guard case .levelHigh(let last, 0.693) = curves.diagnosis.first else {
      Issue.record("\(curves.diagnosis)")
      return
    }
    #expect(abs(last - 0.6) < 0.001)
    #expect(
      LearningCurves(trainingLoss: falling(to: 0.5), lossOfShares: 0.693).diagnosis == [])
  }

  @Test func `a loss that jumps wants a lower rate`() {
    let curves = LearningCurves(trainingLoss: falling(to: 0.4, ripple: 0.05))
    guard case .jumping(let size, let fell) = curves.diagnosis.first else {
      Issue.record("\(curves.diagnosis)")
      return
    }
    #expect(size > 0.04 && fell > 0.3 && curves.diagnosis.count == 1)
    #expect(curves.diagnosis.first?.remedy == "Lower the learning rate, or take larger batches.")
    #expect(LearningCurves(trainingLoss: falling(to: 0.4, ripple: 0.003)).diagnosis == [])
  }

  @Test func `a slow and even fall wants a higher rate`() {
    let slow = line(from: 0.7, to: 0.6)
    let curves = LearningCurves(trainingLoss: slow, validationLoss: slow)
    #expect(curves.diagnosis == [.slow(first: 0.7, last: slow[36...].reduce(0, +) / 4)])
    #expect(curves.diagnosis.first?.remedy == "Raise the learning rate, and scale the inputs.")
    // Much of the loss gone is not slow, but not at its end either.
    let steep = LearningCurves(trainingLoss: line(from: 0.7, to: 0.1))
    guard case .stillFalling(let by, _) = steep.diagnosis.first else {
      Issue.record("\(steep.diagnosis)")
      return
    }
    #expect(abs(by - 0.6 * 5.5 / 39) < 1e-9 && steep.diagnosis.count == 1)
  }

  @Test func `losses that fall at the end want more epochs`() {
    let training = falling(to: 0.1, pace: 0.95)
    let findings = LearningCurves(trainingLoss: training, validationLoss: training).diagnosis
    #expect(findings.count == 1)
    #expect(
      findings.first?.description
        == "The loss still falls at the end, by 0.029 to 0.188 over the last fifth of the epochs: "
        + "training ended too early. Train for more epochs.")
    // Not where validation has come to rest.
    #expect(
      LearningCurves(trainingLoss: training, validationLoss: falling(to: 0.3, pace: 0.8)).diagnosis
        == [])
    #expect(LearningCurves(trainingLoss: falling(to: 0.1, pace: 0.8)).diagnosis == [])
    #expect(LearningCurves(trainingLoss: Array(training.prefix(9))).diagnosis == [])
  }

  @Test func `validation above training is explained, after what is a fault`() {
    let (training, validation) = (falling(to: 0.4), falling(to: 0.3))
    #expect(
      LearningCurves(trainingLoss: training, validationLoss: validation).diagnosis.map(\.remedy)
        == [nil])
    let jumping = LearningCurves(
      trainingLoss: falling(to: 0.4, ripple: 0.05), validationLoss: validation)
    #expect(jumping.diagnosis.count == 2)
    #expect(jumping.diagnosis.last?.remedy == nil && jumping.diagnosis.first?.remedy != nil)
  }
}
