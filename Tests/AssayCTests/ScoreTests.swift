import AssayCInterface
import AssayEvaluation
import Testing

@Suite("scores, from C") struct ScoreTests {
  private let flags: [UInt8] = [0, 1, 0, 255, 1, 0, 1, 0]
  private var truth: [Bool] { flags.map { $0 != 0 } }
  private let scores = [0.1, 0.4, 0.35, 0.8, 0.8, 0.2, 0.3, 0.7]
  private let weights = [1, 2, 0.5, 1, 1, 3, 1, 0.25]

  @Test func `finds areas in either precision`() throws {
    let expected = try rocAUC(labels: truth, scores: scores)
    #expect(
      try number { assay_roc_auc(flags, scores, Type.double, 8, nil, 1, $0, $1) } == expected)
    #expect(
      try number { assay_roc_auc(flags, scores.map(Float.init), Type.float, 8, nil, 1, $0, $1) }
        == expected)
    #expect(
      try number { assay_roc_auc(flags, scores, Type.double, 8, weights, 0.5, $0, $1) }
        == rocAUC(
          labels: truth, scores: scores, maximumFalsePositiveRate: 0.5, weights: weights))
    #expect(
      try number { assay_average_precision(flags, scores, Type.double, 8, weights, $0, $1) }
        == averagePrecision(labels: truth, scores: scores, weights: weights))
    #expect(try number { assay_auc([0, 1, 3], [0, 1, 2], 3, $0, $1) } == 3.5)
    // One class alone.
    #expect(
      try number { assay_roc_auc([1, 1], [0.1, 0.2], Type.double, 2, nil, 1, $0, $1) }.isNaN)
  }

  private func curve(_ kind: assay_curve_kind_t, drops: Bool = false) throws -> [[Double]] {
    var made: OpaquePointer?
    try succeed {
      assay_curve_create(
        Int32(kind.rawValue), flags, scores, Type.double, 8, weights, drops, &made, $0)
    }
    let curve = try #require(made)
    defer { assay_curve_free(curve) }
    #expect(assay_curve_length(curve, -1) == 0 && assay_curve_length(curve, 9) == 0)
    return try (0..<5).compactMap { column -> [Double]? in
      let length = Int(assay_curve_length(curve, Int32(column)))
      guard length > 0 else { return nil }
      return try numbers(length) { assay_curve_column(curve, Int32(column), $0, $1) }
    }
  }

  @Test func `walks every curve`() throws {
    let roc = try rocCurve(labels: truth, scores: scores, weights: weights, dropIntermediate: true)
    #expect(
      try curve(ASSAY_ROC, drops: true)
        == [roc.falsePositiveRates, roc.truePositiveRates, roc.thresholds])
    let recall = try precisionRecallCurve(labels: truth, scores: scores, weights: weights)
    #expect(
      try curve(ASSAY_PRECISION_RECALL) == [recall.precisions, recall.recalls, recall.thresholds])
    #expect(recall.precisions.count == recall.thresholds.count + 1)
    let det = try detCurve(
      labels: truth, scores: scores, weights: weights, dropIntermediate: false)
    #expect(
      try curve(ASSAY_DET) == [det.falsePositiveRates, det.falseNegativeRates, det.thresholds])
    let counts = try countsAtThresholds(labels: truth, scores: scores, weights: weights)
    #expect(
      try curve(ASSAY_COUNTS)
        == [
          counts.trueNegatives, counts.falsePositives, counts.falseNegatives, counts.truePositives,
          counts.thresholds,
        ])
    #expect(assay_curve_length(nil, 0) == 0)
  }

  @Test func `finds areas of several classes`() throws {
    let positions: [Int32] = [0, 1, 2, 2, 1, 0]
    let table = [
      [0.6, 0.3, 0.1], [0.2, 0.5, 0.3], [0.3, 0.3, 0.4], [0.1, 0.2, 0.7], [0.4, 0.35, 0.25],
      [0.3, 0.4, 0.3],
    ]
    let flat = table.flatMap { $0 }
    func area(_ kind: assay_multi_class_t, _ average: assay_average_t) throws -> [Double] {
      try numbers(average == ASSAY_PER_LABEL ? 3 : 1) {
        assay_class_roc_auc(
          positions, flat, Type.double, 6, 3, nil, Int32(kind.rawValue), Int32(average.rawValue),
          $0, $1)
      }
    }
    #expect(
      try area(ASSAY_ONE_VS_REST, ASSAY_PER_LABEL)
        == rocAUCPerClass(labels: positions, scores: table, classes: [0, 1, 2]))
    for (kind, swift) in [(ASSAY_ONE_VS_REST, MultiClass.oneVsRest), (ASSAY_ONE_VS_ONE, .oneVsOne)]
    {
      for (average, theirs) in [(ASSAY_MACRO, Average.macro), (ASSAY_WEIGHTED, .weighted)] {
        #expect(
          try area(kind, average) == [
            rocAUC(labels: positions, scores: table, multiClass: swift, average: theirs)
          ])
      }
    }
  }

  @Test func `finds areas of labels`() throws {
    let truth: [[Bool]] = [[true, false], [false, true], [true, true], [false, false]]
    let flags = truth.flatMap { $0 }.map { UInt8($0 ? 1 : 0) }
    let scores = [[0.9, 0.2], [0.4, 0.3], [0.35, 0.8], [0.1, 0.6]]
    let flat = scores.flatMap { $0 }
    func all(
      _ call: (Int32, UnsafeMutablePointer<Double>, UnsafeMutablePointer<assay_error_t>) ->
        assay_status_t
    ) throws -> [[Double]] {
      try [ASSAY_PER_LABEL, ASSAY_MICRO, ASSAY_MACRO, ASSAY_WEIGHTED].map { average in
        try numbers(average == ASSAY_PER_LABEL ? 2 : 1) { call(Int32(average.rawValue), $0, $1) }
      }
    }
    #expect(
      try all { assay_label_roc_auc(flags, flat, Type.double, 4, 2, nil, 1, $0, $1, $2) }
        == [rocAUCPerLabel(labels: truth, scores: scores)]
        + [Average.micro, .macro, .weighted].map {
          [try rocAUC(labels: truth, scores: scores, average: $0)]
        })
    #expect(
      try all { assay_label_average_precision(flags, flat, Type.double, 4, 2, nil, $0, $1, $2) }
        == [averagePrecisionPerLabel(labels: truth, scores: scores)]
        + [Average.micro, .macro, .weighted].map {
          [try averagePrecision(labels: truth, scores: scores, average: $0)]
        })
  }
}
