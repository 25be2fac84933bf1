import AssayCInterface
import AssayEvaluation
import Testing

@Suite("rankings, bins and thresholds, from C") struct RankingAndBinsTests {
  private let relevances = [[3.0, 0, 2], [0, 1, 1]]
  private let scores = [[0.5, 0.5, 0.9], [0.1, 0.7, 0.3]]
  private let truth: [[Bool]] = [[true, false, true], [false, true, false]]
  private var flat: [Double] { scores.flatMap { $0 } }

  @Test func `takes gains`() throws {
    let gains = relevances.flatMap { $0 }
    #expect(
      try number {
        assay_dcg(gains, flat, Type.double, 2, 3, 2, 3, true, [1, 2], $0, $1)
      }
        == dcgScore(
          relevances: relevances, scores: scores, k: 2, logBase: 3, ignoresTies: true,
          weights: [1, 2]))
    #expect(
      try number { assay_ndcg(gains, flat, Type.double, 2, 3, 0, false, nil, $0, $1) }
        == ndcgScore(relevances: relevances, scores: scores))
    // As many places as there are, and any more.
    #expect(
      try number { assay_ndcg(gains, flat, Type.double, 2, 3, .max, false, nil, $0, $1) }
        == ndcgScore(relevances: relevances, scores: scores))
  }

  @Test func `reads how labels are ranked`() throws {
    let flags = truth.flatMap { $0 }.map { UInt8($0 ? 1 : 0) }
    func read(_ reading: assay_label_ranking_t) throws -> Double {
      try number {
        assay_label_ranking(
          Int32(reading.rawValue), flags, flat, Type.double, 2, 3, [1, 3], $0, $1)
      }
    }
    let weights = [1.0, 3]
    #expect(
      try read(ASSAY_COVERAGE_ERROR)
        == coverageError(labels: truth, scores: scores, weights: weights))
    #expect(
      try read(ASSAY_LABEL_RANKING_AVERAGE_PRECISION)
        == labelRankingAveragePrecision(labels: truth, scores: scores, weights: weights))
    #expect(
      try read(ASSAY_LABEL_RANKING_LOSS)
        == labelRankingLoss(labels: truth, scores: scores, weights: weights))
  }

  private let outcomes: [UInt8] = [0, 0, 0, 0, 1, 1, 1, 1, 1]
  private let chances = [0.1, 0.2, 0.3, 0.4, 0.65, 0.7, 0.8, 0.9, 1]

  @Test(arguments: [
    (ASSAY_UNIFORM, ProbabilityBins.uniform(3)), (ASSAY_QUANTILE, .quantile(3)),
  ])
  func `puts probabilities into bins`(ours: assay_binning_t, bins: ProbabilityBins) throws {
    let binning = Int32(ours.rawValue)
    let labels = outcomes.map { $0 == 1 }
    let expected = try calibrationCurve(labels: labels, probabilities: chances, bins: bins)
    var made: OpaquePointer?
    try succeed {
      assay_calibration_curve(
        outcomes, chances, Type.double, 9, 3, binning, 0.9, nil, &made, $0)
    }
    let curve = try #require(made)
    defer { assay_curve_free(curve) }
    let columns = try (0..<5).map { column in
      try numbers(Int(assay_curve_length(curve, Int32(column)))) {
        assay_curve_column(curve, Int32(column), $0, $1)
      }
    }
    #expect(columns[0] == expected.frequencies)
    #expect(columns[1] == expected.meanProbabilities)
    #expect(columns[2] == expected.rows)
    #expect(columns[3] == expected.intervals(level: 0.9).map { $0?.low })
    #expect(columns[4] == expected.intervals(level: 0.9).map { $0?.high })

    var errors = (0.0, 0.0)
    try succeed {
      assay_calibration_errors(
        outcomes, chances, Type.double, 9, 3, binning, nil, &errors.0, &errors.1, $0)
    }
    #expect(errors == (expected.expectedCalibrationError, expected.maximumCalibrationError))
  }

  @Test(arguments: [
    (ASSAY_BEST_YOUDEN, 0.0, 0.0, 0.65), (ASSAY_BEST_F1, 0, 0, 0.65),
    (ASSAY_BEST_ACCURACY, 0, 0, 0.65), (ASSAY_BEST_BALANCED_ACCURACY, 0, 0, 0.65),
    (ASSAY_BEST_MATTHEWS_CORRELATION, 0, 0, 0.65), (ASSAY_LEAST_COST, 1, 5, 0.65),
    (ASSAY_RECALL_AT_LEAST, 0.9, 0, 0.65), (ASSAY_PRECISION_AT_LEAST, 0.9, 0, 0.65),
    (ASSAY_ALERTS_AT_MOST, 3, 0, 0.8),
  ])
  func `chooses a threshold`(
    rule: assay_threshold_rule_t, first: Double, second: Double, expected: Double
  ) throws {
    var chosen = assay_threshold_t()
    try succeed {
      assay_best_threshold(
        outcomes, chances, Type.double, 9, nil, Int32(rule.rawValue), first, second, &chosen, $0)
    }
    #expect(chosen.threshold == expected)
    #expect(chosen.true_positives == (expected == 0.65 ? 5 : 3))
    #expect(chosen.false_positives == 0 && chosen.true_negatives == 4)
  }
}
