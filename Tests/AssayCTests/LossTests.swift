import AssayCInterface
import AssayEvaluation
import Testing

@Suite("losses, from C") struct LossTests {
  private typealias Value = UnsafeMutablePointer<Double>
  private typealias Fault = UnsafeMutablePointer<assay_error_t>

  private let binary: [Int32] = [0, 1, 1, 0]
  private let chances = [0.2, 0.7, 0.9, 0.4]
  private let weights = [1, 2, 0.5, 1]
  private let positions: [Int32] = [0, 1, 2, 1]
  private let table = [[0.5, 0.25, 0.25], [0.2, 0.7, 0.1], [0.25, 0.25, 0.5], [0.4, 0.3, 0.3]]
  private var flat: [Double] { table.flatMap { $0 } }
  private var flags: [Bool] { binary.map { $0 == 1 } }

  @Test func `takes the log loss, mean and sum`() throws {
    #expect(
      try number { assay_log_loss(binary, chances, Type.double, 4, 1, weights, true, $0, $1) }
        == logLoss(labels: flags, probabilities: chances, weights: weights))
    #expect(
      try number { assay_log_loss(binary, chances, Type.double, 4, 1, nil, false, $0, $1) }
        == totalLogLoss(labels: flags, probabilities: chances))
    let mean = try number {
      assay_log_loss(positions, flat, Type.double, 4, 3, nil, true, $0, $1)
    }
    #expect(abs(mean - (try logLoss(labels: positions, probabilities: table))) < 1e-15)
    let floats = try number {
      assay_log_loss(positions, flat.map(Float.init), Type.float, 4, 3, weights, false, $0, $1)
    }
    #expect(
      try floats
        == totalLogLoss(
          labels: positions, probabilities: table.map { $0.map(Float.init) }, weights: weights))
  }

  @Test func `takes the Brier score, whole and halved`() throws {
    for halved in [true, false] {
      #expect(
        try number {
          assay_brier_score(binary, chances, Type.double, 4, 1, weights, halved, $0, $1)
        }
          == brierScore(
            labels: flags, probabilities: chances, scaledByHalf: halved, weights: weights))
      #expect(
        try number { assay_brier_score(positions, flat, Type.double, 4, 3, nil, halved, $0, $1) }
          == brierScore(labels: positions, probabilities: table, scaledByHalf: halved))
    }
  }

  @Test func `says what is saved of the losses of the frequencies`() throws {
    #expect(
      try number { assay_d2_log_loss(binary, chances, Type.double, 4, 1, nil, $0, $1) }
        == d2LogLoss(labels: flags, probabilities: chances))
    #expect(
      try number { assay_d2_log_loss(positions, flat, Type.double, 4, 3, weights, $0, $1) }
        == d2LogLoss(labels: positions, probabilities: table, weights: weights))
    #expect(
      try number { assay_d2_brier_score(binary, chances, Type.double, 4, 1, nil, $0, $1) }
        == d2BrierScore(labels: flags, probabilities: chances))
    #expect(
      try number { assay_d2_brier_score(positions, flat, Type.double, 4, 3, weights, $0, $1) }
        == d2BrierScore(labels: positions, probabilities: table, weights: weights))
  }

  @Test func `finds the row that does not add up to 1`() throws {
    var (row, sum): (Int64, Double) = (-9, -9)
    try succeed { assay_unnormalized_row(flat, Type.double, 4, 3, &row, &sum, $0) }
    #expect(row == -1)
    try succeed {
      assay_unnormalized_row([0.5, 0.5, 0.25, 0.5], Type.double, 2, 2, &row, &sum, $0)
    }
    #expect(row == 1 && sum == 0.75)
  }

  @Test func `takes the hinge loss and the top of the scores`() throws {
    let decisions = [-1.5, 0.3, 2, 0.25]
    #expect(
      try number { assay_hinge_loss(binary, decisions, Type.double, 4, 1, weights, $0, $1) }
        == hingeLoss(labels: flags, decisions: decisions, positive: true, weights: weights))
    #expect(
      try number { assay_hinge_loss(positions, flat, Type.double, 4, 3, nil, $0, $1) }
        == hingeLoss(labels: positions, decisions: table))
    for k in 1...3 {
      #expect(
        try number {
          assay_top_k_accuracy(positions, flat, Type.double, 4, 3, Int64(k), nil, true, $0, $1)
        } == topKAccuracy(labels: positions, scores: table, k: k))
    }
    #expect(
      try number {
        assay_top_k_accuracy(positions, flat, Type.double, 4, 3, 2, weights, false, $0, $1)
      } == topKAccuracy(labels: positions, scores: table, k: 2, normalize: false, weights: weights))
  }
}
