import AssayCore
import AssayEvaluation
import TestSupport
import Testing

private let samples: [ClassifierRows] = {
  var random = RandomSource(seed: 11)
  return ClassifierRows.samples(&random)
}()

private func statistics(
  of rows: ClassifierRows, positive: Int? = nil
) throws -> ClassifierStatistics {
  var seen = try ClassifierStatistics(classCount: rows.classCount, positive: positive)
  try seen.update(
    truth: rows.truth, outputs: rows.outputs, width: rows.width, weights: rows.weights)
  return seen
}

/// The metrics that count confusions by how far apart the classes are: they keep their value where
/// the order of classes is turned round, not where it is broken up.
private let ofOrderedClasses: Set<Metric<ClassifierStatistics>> = [
  .linearCohenKappa, .quadraticCohenKappa,
]

/// Readings that must be the same for all metrics, of a kind of rows.
private func expectSame(
  _ one: ClassifierStatistics, _ other: ClassifierStatistics,
  except: Set<Metric<ClassifierStatistics>> = [],
  sourceLocation: SourceLocation = #_sourceLocation
) {
  for metric in Metric<ClassifierStatistics>.all where !except.contains(metric) {
    #expect(
      isSameReading(one[metric], other[metric]),
      "\(metric.name): \(one[metric]) and \(other[metric])", sourceLocation: sourceLocation)
  }
}

@Suite("laws of all metrics") struct MetricLawTests {
  @Test(arguments: samples)
  func `the order of rows does not show`(rows: ClassifierRows) throws {
    var random = RandomSource(seed: 1)
    let one = try statistics(of: rows)
    let other = try statistics(of: rows.shuffled(&random))
    if rows.weights == nil {
      #expect(one == other)
      for metric in Metric<ClassifierStatistics>.all {
        #expect(one[metric] == other[metric] || one[metric].isNaN)
      }
    }
    #expect(one.confusion == other.confusion)
    #expect(one.losses == other.losses)
    expectSame(one, other)
  }

  @Test(arguments: samples, [1, 7, 32, 500])
  func `batches and shards end in the same statistics`(rows: ClassifierRows, size: Int) throws {
    let whole = try statistics(of: rows)
    var streamed = try ClassifierStatistics(classCount: rows.classCount)
    var merged = streamed
    for batch in rows.batches(of: size) {
      try streamed.update(
        truth: batch.truth, outputs: batch.outputs, width: batch.width, weights: batch.weights)
    }
    for batch in rows.batches(of: size).reversed() { try merged.merge(statistics(of: batch)) }
    if rows.weights == nil {
      #expect(streamed == whole)
      #expect(merged == whole)
    }
    #expect(merged.confusion == whole.confusion)
    #expect(merged.losses == whole.losses)
    expectSame(streamed, whole)
    expectSame(merged, whole)
    try merged.merge(ClassifierStatistics(classCount: rows.classCount))
    expectSame(merged, whole)
  }

  @Test(arguments: samples)
  func `all weights may be multiplied`(rows: ClassifierRows) throws {
    let one = try statistics(of: rows.scaled(by: 1))
    expectSame(one, try statistics(of: rows.scaled(by: 4)))
    expectSame(one, try statistics(of: rows.scaled(by: 0.37)))
    expectSame(one, try statistics(of: rows))
  }

  @Test(arguments: samples.filter { $0.name.contains("whole") })
  func `a whole weight is that many rows, and none is no row`(rows: ClassifierRows) throws {
    let weighted = try statistics(of: rows)
    let repeated = try statistics(of: rows.repeated)
    expectSame(weighted, repeated)
    #expect(weighted.confusion.cells == repeated.confusion.cells)
    #expect(weighted.losses.logLoss == repeated.losses.logLoss)
    #expect(weighted.losses.brierScore == repeated.losses.brierScore)
    #expect(weighted.curve.points == repeated.curve.points)
  }

  @Test(arguments: samples)
  func `readings stay in their range`(rows: ClassifierRows) throws {
    for parts in [rows, rows.rows([0]), rows.rows([3, 3]), rows.rows([])] {
      let seen = try statistics(of: parts)
      for metric in Metric<ClassifierStatistics>.all {
        let value = seen[metric]
        #expect(
          value.isNaN || metric.range.contains(value) || (value - 1).magnitude < 1e-12,
          "\(metric.name): \(value)")
      }
    }
  }

  @Test(arguments: samples.filter { $0.name.contains("untied") && $0.width > 1 })
  func `classes may change places`(rows: ClassifierRows) throws {
    var random = RandomSource(seed: 2)
    for positive in 0..<rows.classCount {
      let moved = Array(0..<rows.classCount).shuffled(using: &random)
      // A tie for the greatest goes to the first, so rows with one do not obey.
      let clear = (0..<rows.count).filter { row in
        let outputs = rows.outputs[(row * rows.width)..<((row + 1) * rows.width)]
        return outputs.filter { $0 == outputs.max() }.count == 1
      }
      let rows = rows.rows(clear)
      let seen = try statistics(of: rows, positive: positive)
      expectSame(
        seen, try statistics(of: rows.relabelled(moved), positive: moved[positive]),
        except: rows.classCount > 2 ? ofOrderedClasses : [])
      let turned = Array((0..<rows.classCount).reversed())
      expectSame(seen, try statistics(of: rows.relabelled(turned), positive: turned[positive]))
    }
  }

  @Test(arguments: samples.filter { $0.width == 1 })
  func `exchanged classes mirror the curve`(rows: ClassifierRows) throws {
    let seen = try statistics(of: rows)
    var exchanged = rows
    exchanged.truth = rows.truth.map { 1 - $0 }
    let other = try statistics(of: exchanged)
    #expect(isSameReading(seen.curve.rocAUC, 1 - other.curve.rocAUC))
    #expect(isSameReading(seen[.accuracy], 1 - other[.accuracy]))
    #expect(isSameReading(seen[.matthewsCorrelation], -other[.matthewsCorrelation]))
    let both = try statistics(of: rows.relabelled([1, 0]))
    #expect(isSameReading(seen.curve.rocAUC, both.curve.rocAUC))
    #expect(isSameReading(seen[.logLoss], both[.logLoss]))
    #expect(isSameReading(seen[.brierScore], both[.brierScore]))
    if rows.weights == nil { #expect(seen.curve(for: 0) == both.curve(for: 1)) }
  }

  @Test(arguments: samples)
  func `Float outputs are the Doubles they are`(rows: ClassifierRows) throws {
    var float = try ClassifierStatistics(classCount: rows.classCount)
    try float.update(
      truth: rows.truth, outputs: rows.outputs.map { Float($0) }, width: rows.width,
      weights: rows.weights)
    #expect(try float == statistics(of: rows))
  }

  @Test(arguments: samples)
  func `streams and one-shot functions read the same number`(rows: ClassifierRows) throws {
    let seen = try statistics(of: rows)
    let (truth, weights) = (rows.truth.map(Int.init), rows.weights)
    let predictions = (0..<rows.count).map { row in
      if rows.width == 1 { return rows.outputs[row] >= 0.5 ? 1 : 0 }
      let outputs = rows.outputs[(row * rows.width)..<((row + 1) * rows.width)]
      return outputs.firstIndex(of: outputs.max() ?? 0).map { $0 - row * rows.width } ?? 0
    }
    #expect(
      try seen[.accuracy]
        == accuracy(labels: truth, predictions: predictions, weights: weights))
    #expect(
      try seen[.cohenKappa]
        == cohenKappa(labels: truth, predictions: predictions, weights: weights))
    #expect(
      try seen[.macroF1]
        == f1Score(labels: truth, predictions: predictions, average: .macro, weights: weights))
    let positive = rows.classCount - 1
    #expect(
      try seen[.f1]
        == f1Score(
          labels: truth, predictions: predictions, positive: positive, weights: weights))
    let scores = stride(from: rows.width - 1, to: rows.outputs.count, by: rows.width).map {
      rows.outputs[$0]
    }
    #expect(
      try seen[.rocAUC]
        == rocAUC(labels: truth, scores: scores, positive: positive, weights: weights))
    #expect(
      try seen[.averagePrecision]
        == averagePrecision(
          labels: truth, scores: scores, positive: positive, weights: weights))
    if rows.width == 1 {
      #expect(
        try seen[.logLoss] == logLoss(labels: truth, probabilities: scores, weights: weights))
      #expect(
        try seen[.brierScore]
          == brierScore(labels: truth, probabilities: scores, weights: weights))
    }
  }

  @Test func `perfect answers reach the best end of every range`() throws {
    for classCount in [2, 4] {
      var seen = try ClassifierStatistics(classCount: classCount)
      for position in 0..<classCount {
        let row = (0..<classCount).map { $0 == position ? 1.0 : 0.0 }
        try seen.update(truth: [Int32(position)], outputs: row, width: classCount)
      }
      for metric in Metric<ClassifierStatistics>.all {
        let best =
          metric.goal == .maximize ? metric.range.upperBound : metric.range.lowerBound
        // Without a false positive this ratio has nothing to divide by, and says so.
        guard metric != .positiveLikelihoodRatio else {
          #expect(seen[metric].isNaN)
          continue
        }
        #expect(abs(seen[metric] - best) < 1e-15, "\(metric.name): \(seen[metric])")
      }
      #expect(seen.undefined.map(\.metric) == ["positive_likelihood_ratio"])
      #expect(seen.undefined.map(\.reason) == [.noFalsePositives])
    }
  }

  @Test func `every metric has a name of its own`() {
    let names = Metric<ClassifierStatistics>.all.map(\.name)
    #expect(Set(names).count == names.count)
    #expect(
      Set(names).isSuperset(of: [
        "accuracy", "balanced_accuracy", "precision", "recall", "specificity", "f1", "jaccard",
        "cohen_kappa", "matthews_corrcoef", "roc_auc", "average_precision", "log_loss",
        "brier_score",
      ]))
  }

  @Test func `no rows read as undefined, and say so`() throws {
    let seen = try ClassifierStatistics(classCount: 2)
    for metric in Metric<ClassifierStatistics>.all where metric.requires != .counts {
      #expect(seen[metric].isNaN)
    }
    let names = Set(seen.undefined.map(\.metric))
    #expect(names.isSuperset(of: ["accuracy", "cohen_kappa", "roc_auc", "log_loss"]))
    #expect(seen.undefined.allSatisfy { $0.reason == .noRows })
  }
}
