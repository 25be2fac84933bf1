import AssayEvaluation
import TestSupport
import Testing

/// Decisions, and what scikit-learn reads from them.
struct DecisionCase: TwoTypesCase {
  let name: String
  let width: Int
  let labels: [String]
  let classes: [String]
  let decisions: [Double]
  let weights: [Double]?
  let expected: [String: GoldenValue]
  let float: [String: GoldenValue]?
  let refused: [String]
  let warned: [String]
}

@Suite("decisions as scikit-learn") struct DecisionGoldenTests {
  @Test(arguments: try ScoreCases<DecisionCase>.load("decisions"))
  func `hinge loss`(golden: DecisionCase) throws {
    let (y, c, w, k) = (golden.labels, golden.classes, golden.weights, golden.width)
    let (d, f) = (golden.decisions, golden.decisions.floats)
    guard k > 1 else {
      // scikit-learn takes a single label for the negative one.
      let positive = Set(y).count == 2 ? c[1] : nil
      try golden.expect(
        "hinge", [[hingeLoss(labels: y, decisions: d, positive: positive, weights: w)]],
        float: [[hingeLoss(labels: y, decisions: f, positive: positive, weights: w)]])
      return
    }
    let rows = try hingeLoss(labels: y, decisions: d.rows(k), classes: c, weights: w)
    try golden.expect(
      "hinge", [[rows]],
      float: [[hingeLoss(labels: y, decisions: f.rows(k), classes: c, weights: w)]])
    #expect(try hingeLoss(labels: y, decisions: d, width: k, classes: c, weights: w) == rows)
  }

  @Test(arguments: try ScoreCases<DecisionCase>.load("decisions"))
  func `top-k accuracy`(golden: DecisionCase) throws {
    let (y, c, w, width) = (golden.labels, golden.classes, golden.weights, golden.width)
    let (d, f) = (golden.decisions, golden.decisions.floats)
    for k in 1...(c.count + 1) {
      for normalize in [true, false] {
        let key = normalize ? "top_\(k)" : "hits_\(k)"
        let flat = try topKAccuracy(
          labels: y, scores: d, width: width, k: k, normalize: normalize, classes: c, weights: w)
        try golden.expect(
          key, [[flat]],
          float: [
            [
              topKAccuracy(
                labels: y, scores: f, width: width, k: k, normalize: normalize, classes: c,
                weights: w)
            ]
          ])
        guard width > 1 else { continue }
        let rows = try topKAccuracy(
          labels: y, scores: d.rows(width), k: k, normalize: normalize, classes: c, weights: w)
        #expect(rows == flat)
      }
      let ranks = try TruthRanks(classCount: c.count)
      #expect(golden.warned.contains("top_\(k)") == !ranks.warnings(k).isEmpty)
    }
  }

  @Test(arguments: try ScoreCases<DecisionCase>.load("decisions"), [1, 4])
  func `streams and shards are equal`(golden: DecisionCase, size: Int) throws {
    let rows = golden.labels.count
    let truth = golden.labels.map { Int32(golden.classes.firstIndex(of: $0) ?? -1) }
    func part(_ range: Range<Int>) throws -> (TruthRanks, HingeLosses) {
      var ranks = try TruthRanks(classCount: golden.classes.count)
      var losses = try HingeLosses(classCount: golden.classes.count)
      let cells = (range.lowerBound * golden.width)..<(range.upperBound * golden.width)
      let weights = golden.weights.map { Array($0[range]) }
      try ranks.update(
        truth: Array(truth[range]), scores: Array(golden.decisions[cells]), width: golden.width,
        weights: weights)
      try losses.update(
        truth: Array(truth[range]), decisions: Array(golden.decisions[cells]),
        width: golden.width, weights: weights)
      return (ranks, losses)
    }
    let whole = try part(0..<rows)
    var merged = try part(0..<0)
    for start in stride(from: 0, to: rows, by: size).reversed() {
      let next = try part(start..<min(rows, start + size))
      try merged.0.merge(next.0)
      try merged.1.merge(next.1)
    }
    #expect(merged.0 == whole.0)
    #expect(merged.1 == whole.1)
    #expect(merged.0.counts == whole.0.counts)
    if Set(golden.labels).count > 1, let hinge = golden.expected["hinge"]?.rows[0][0] {
      #expect(isSameReading(merged.1.hingeLoss, hinge))
    }
  }
}
