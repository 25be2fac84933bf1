import AssayCore
import Testing

@testable import AssayEvaluation

/// Some bytes, and what is made of them.
struct EncodedSample: Sendable, CustomStringConvertible {
  var name: String
  var bytes: [UInt8]
  /// Decodes, takes every reading and goes on: whatever the bytes, nothing may stop the program.
  var use: @Sendable ([UInt8]) throws -> Void
  /// Decodes and encodes again.
  var again: @Sendable ([UInt8]) throws -> [UInt8]

  var description: String { name }

  init<Statistic: EncodableSummary>(
    _ name: String, _ statistic: Statistic, _ read: @escaping @Sendable (Statistic) -> Void
  ) {
    self.name = name
    bytes = statistic.encoded
    again = { try Statistic(decoding: $0).encoded }
    use = { bytes in
      var decoded = try Statistic(decoding: bytes)
      read(decoded)
      do { try decoded.merge(statistic) } catch is EvaluationError {}
      do { try decoded.merge(decoded) } catch is EvaluationError {}
      read(decoded)
      _ = decoded.encoded
      // What was taken is in the one form there is: decoded anew, it is the same.
      let bytes = decoded.encoded
      if let twice = try? Statistic(decoding: bytes) { #expect(twice.encoded == bytes) }
    }
  }

  static func read(_ counts: BinaryCounts) {
    _ = (counts.precision, counts.recall, counts.f1, counts.jaccard, counts.undefined.description)
  }

  static func read(_ curve: ScoreCurve) {
    _ = (curve.rocAUC, curve.averagePrecision, curve.roc(), curve.precisionRecall())
    _ = (curve.complement.rocAUC, curve.counts(atThreshold: 0.5), curve.undefined.description)
  }

  static func read<Label>(_ matrix: ConfusionMatrix<Label>) {
    _ = (matrix.accuracy, matrix.cohenKappa, matrix.matthewsCorrelation, matrix.macro.f1)
    _ = (matrix.description, matrix.perClass, matrix.undefined.description, matrix.counts)
    read(matrix.positive)
  }

  static func read(_ statistics: ClassifierStatistics) {
    for metric in Metric<ClassifierStatistics>.all { _ = statistics[metric] }
    for position in 0..<statistics.classCount { read(statistics.curve(for: position)) }
    _ = statistics.undefined.description
  }

  static let all: [EncodedSample] = {
    do { return try made() } catch { return [] }
  }()

  private static func made() throws -> [EncodedSample] {
    let labels = [true, false, true, false, true, false]
    let scores = [0.9, 0.8, 0.4, 0.3, 0.3, 0.1]
    let weights = [1, 0.3, 2, -0.5, 0, 1e-9]
    var samples: [EncodedSample] = []
    for weights in [nil, weights] {
      let kind = weights == nil ? "" : ", weighted"
      var matrix = ConfusionMatrix<String>()
      try matrix.update(
        labels: ["a", "b", "c", "a", "b", "c"], predictions: ["a", "c", "c", "b", "b", "c"],
        weights: weights)
      try matrix.setPositive("b")
      samples.append(.init("matrix" + kind, matrix, read))
      var flags = try ConfusionMatrix(classes: [true, false])
      try flags.update(
        labels: labels, predictions: scores.map { $0 > 0.35 }, weights: weights)
      samples.append(.init("matrix of flags" + kind, flags, read))
      samples.append(.init("counts" + kind, flags.positive, read))
      var curve = ScoreCurve()
      try curve.update(labels: labels, scores: scores, weights: weights)
      samples.append(.init("curve" + kind, curve, read))
      var losses = try ProbabilityLosses(classCount: 2)
      try losses.update(
        truth: labels.map { $0 ? 1 : 0 }, probabilities: scores, width: 1, weights: weights)
      samples.append(
        .init("losses" + kind, losses) { _ = ($0.logLoss, $0.brierScore, $0.logLossStandardError) })
      var evaluation = try ClassifierEvaluation(classes: [4, -4], trainingMajority: 4)
      try evaluation.update(
        labels: labels.map { $0 ? 4 : -4 }, outputs: scores, width: 1, weights: weights)
      samples.append(.init("statistics" + kind, evaluation.statistics, read))
      samples.append(
        .init("evaluation" + kind, evaluation) {
          read($0.statistics)
          read($0.confusion)
          _ = $0.verdict
        })
      var sets = MultilabelStatistics(labelCount: 2)
      try sets.update(
        truth: labels, predictions: scores.map { $0 > 0.35 },
        weights: weights.map { Array($0.prefix(3)) })
      samples.append(
        .init("sets" + kind, sets) { _ = ($0.micro.f1, $0.macro.f1, $0.hammingLoss, $0.total) })
      var numbers = RegressionStatistics()
      try numbers.update(
        truth: scores, predictions: scores.map { 1e200 * $0 }, weights: weights)
      samples.append(
        .init("numbers" + kind, numbers) {
          _ = ($0.meanSquaredError, $0.meanAbsoluteErrorStandardError, $0.determination)
        })
    }
    var masks = MaskStatistics()
    try masks.update(truth: labels, scores: scores)
    samples.append(.init("masks", masks) { _ = ($0.dice, $0.intersectionOverUnion, $0.accuracy) })
    samples.append(
      .init("effective count", EffectiveCount(weights: weights)) { _ = ($0.value, $0.total) })
    for scale in [ScoreScale.probabilities, .uniform(0...2)] {
      var histogram = try ScoreHistogram(scale: scale, binCount: 64)
      try histogram.update(labels: labels, scores: scores)
      samples.append(
        .init("histogram, \(scale)", histogram) {
          _ = ($0.rocAUC, $0.averagePrecision, $0.undefined.description)
          read($0.curve)
        })
    }
    return try samples + rankedAndBinned() + grouped()
  }

  /// A payload with the head and the checksum it should have.
  func sealed(_ payload: [UInt8], version: UInt8 = 1, length: UInt64? = nil) -> [UInt8] {
    var writer = EncodedWriter()
    for byte in EncodedForm.name { writer.byte(byte) }
    writer.byte(version)
    writer.byte(bytes[5])
    writer.fixed(length ?? UInt64(payload.count))
    for byte in payload { writer.byte(byte) }
    writer.fixed(Checksum.of(writer.bytes[...]))
    return writer.bytes
  }

  var payload: [UInt8] { Array(bytes[EncodedForm.headLength..<(bytes.count - 8)]) }
}

/// The fault that decoding ends in; nil where it ends well.
func decodingFault(_ body: () throws -> Void) throws -> DecodingFault? {
  do {
    try body()
    return nil
  } catch EvaluationError.undecodable(let fault) {
    #expect(!"\(fault)".isEmpty)
    return fault
  }
}
