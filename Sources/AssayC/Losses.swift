// Losses of probabilities and decisions. C's names are those of the header.
// swift-format-ignore-file: AlwaysUseLowerCamelCase

public import AssayCInterface
import AssayEvaluation

/// Rows with a class by position, and a number for the class at 1 or one for each.
private struct JudgedRows {
  let positions: [Int32]
  let table: ScoredTable
  let classes: [Int32]

  init(
    _ positions: UnsafePointer<Int32>?, _ values: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
    _ width: Int64, _ weights: UnsafePointer<Double>?, _ name: String
  ) throws {
    table = try ScoredTable(values, type, rows, width, weights, name)
    self.positions = try Memory.array(positions, table.rows, "positions")
    classes = try table.classes(max(2, table.width))
    if let bad = self.positions.firstIndex(where: { !(0..<classes.count).contains(Int($0)) }) {
      throw EvaluationError.unknownPosition(
        field: "positions", index: bad, position: Int(self.positions[bad]),
        classCount: classes.count)
    }
  }

  /// One value a row: whether the class is that at position 1.
  var flags: [Bool] { positions.map { $0 == 1 } }

  /// What a metric makes of the rows, in either form.
  func read(
    binary: ([Bool], ScoreColumn) throws -> Double, several: (ScoreColumn) throws -> Double
  ) throws -> Double {
    table.width == 1 ? try binary(flags, table.scores) : try several(table.scores)
  }

  /// What the probabilities of several classes cost, read where they lie.
  func losses() throws -> ProbabilityLosses {
    if let weights = table.weights, weights.allSatisfy({ $0 == 0 }) {
      throw EvaluationError.weightsAllZero
    }
    var losses = try ProbabilityLosses(classCount: table.width)
    try positions.withUnsafeBufferPointer { truth in
      func add(_ weights: UnsafeBufferPointer<Double>?) throws {
        switch table.scores {
        case .floats(let values):
          try losses.update(
            truth: truth, probabilities: values, width: table.width, weights: weights)
        case .doubles(let values):
          try losses.update(
            truth: truth, probabilities: values, width: table.width, weights: weights)
        }
      }
      if let weights = table.weights {
        try weights.withUnsafeBufferPointer(add)
      } else {
        try add(nil)
      }
    }
    return losses
  }

  /// The rows of each class, or their weight.
  var classTotals: [Double] {
    var totals = [Double](repeating: 0, count: classes.count)
    for (row, position) in positions.enumerated() {
      totals[Int(position)] += table.weights?[row] ?? 1
    }
    return totals
  }
}

/// The mean surprise at the truth, or its sum.
@c @implementation
public func assay_log_loss(
  _ positions: UnsafePointer<Int32>?, _ probabilities: UnsafeRawPointer?, _ type: Int32,
  _ rows: Int64, _ width: Int64, _ weights: UnsafePointer<Double>?, _ normalized: Bool,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let judged = try JudgedRows(
      positions, probabilities, type, rows, width, weights, "probabilities")
    let weights = judged.table.weights
    value.pointee = try judged.read { flags, probabilities in
      guard normalized else {
        func total(_ values: [some Number]) throws -> Double {
          try totalLogLoss(labels: flags, probabilities: values, weights: weights)
        }
        return try probabilities.read(total, total)
      }
      return try probabilities.read(
        { try logLoss(labels: flags, probabilities: $0, weights: weights) },
        { try logLoss(labels: flags, probabilities: $0, weights: weights) })
    } several: { _ in
      let losses = try judged.losses()
      return normalized ? losses.logLoss : losses.totalLogLoss
    }
  }
}

/// The mean squared distance from the truth.
@c @implementation
public func assay_brier_score(
  _ positions: UnsafePointer<Int32>?, _ probabilities: UnsafeRawPointer?, _ type: Int32,
  _ rows: Int64, _ width: Int64, _ weights: UnsafePointer<Double>?, _ halved: Bool,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let judged = try JudgedRows(
      positions, probabilities, type, rows, width, weights, "probabilities")
    let weights = judged.table.weights
    value.pointee = try judged.read { flags, probabilities in
      guard !halved else {
        return try probabilities.read(
          { try brierScore(labels: flags, probabilities: $0, weights: weights) },
          { try brierScore(labels: flags, probabilities: $0, weights: weights) })
      }
      func score(_ values: [some Number]) throws -> Double {
        try brierScore(
          labels: flags, probabilities: values, scaledByHalf: halved, weights: weights)
      }
      return try probabilities.read(score, score)
    } several: { _ in
      try judged.losses().brierScore(scaledByHalf: halved)
    }
  }
}

/// How much of the log loss of the classes' frequencies is saved.
@c @implementation
public func assay_d2_log_loss(
  _ positions: UnsafePointer<Int32>?, _ probabilities: UnsafeRawPointer?, _ type: Int32,
  _ rows: Int64, _ width: Int64, _ weights: UnsafePointer<Double>?,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let judged = try JudgedRows(
      positions, probabilities, type, rows, width, weights, "probabilities")
    let weights = judged.table.weights
    value.pointee = try judged.read { flags, probabilities in
      func saved(_ values: [some Number]) throws -> Double {
        try d2LogLoss(labels: flags, probabilities: values, weights: weights)
      }
      return try probabilities.read(saved, saved)
    } several: { _ in
      try judged.losses().d2LogLoss(classTotals: judged.classTotals)
    }
  }
}

/// How much of the Brier score of the classes' frequencies is saved.
@c @implementation
public func assay_d2_brier_score(
  _ positions: UnsafePointer<Int32>?, _ probabilities: UnsafeRawPointer?, _ type: Int32,
  _ rows: Int64, _ width: Int64, _ weights: UnsafePointer<Double>?,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let judged = try JudgedRows(
      positions, probabilities, type, rows, width, weights, "probabilities")
    let weights = judged.table.weights
    value.pointee = try judged.read { flags, probabilities in
      func saved(_ values: [some Number]) throws -> Double {
        try d2BrierScore(labels: flags, probabilities: values, weights: weights)
      }
      return try probabilities.read(saved, saved)
    } several: { _ in
      try judged.losses().d2BrierScore(classTotals: judged.classTotals)
    }
  }
}

/// The first row whose probabilities do not add up to 1.
@c @implementation
public func assay_unnormalized_row(
  _ probabilities: UnsafeRawPointer?, _ type: Int32, _ rows: Int64, _ width: Int64,
  _ row: UnsafeMutablePointer<Int64>?, _ sum: UnsafeMutablePointer<Double>?,
  _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let row = try Memory.required(row, "row")
    let sum = try Memory.required(sum, "sum")
    let table = try ScoredTable(probabilities, type, rows, width, nil, "probabilities")
    let warnings =
      switch table.scores {
      case .floats(let values):
        rowSumWarnings(probabilities: values, width: table.width, limit: 1)
      case .doubles(let values):
        rowSumWarnings(probabilities: values, width: table.width, limit: 1)
      }
    (row.pointee, sum.pointee) = (-1, 1)
    if case .probabilitiesNotNormalized(let index, let found)? = warnings.first {
      (row.pointee, sum.pointee) = (Int64(index), found)
    }
  }
}

/// The mean hinge loss.
@c @implementation
public func assay_hinge_loss(
  _ positions: UnsafePointer<Int32>?, _ decisions: UnsafeRawPointer?, _ type: Int32,
  _ rows: Int64, _ width: Int64, _ weights: UnsafePointer<Double>?,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let judged = try JudgedRows(positions, decisions, type, rows, width, weights, "decisions")
    let weights = judged.table.weights
    value.pointee = try judged.read { flags, decisions in
      func loss(_ values: [some Number]) throws -> Double {
        try hingeLoss(labels: flags, decisions: values, positive: true, weights: weights)
      }
      return try decisions.read(loss, loss)
    } several: { decisions in
      func loss(_ values: [some Number]) throws -> Double {
        try hingeLoss(
          labels: judged.positions, decisions: values, width: judged.table.width,
          classes: judged.classes, weights: weights)
      }
      return try decisions.read(loss, loss)
    }
  }
}

/// The part of rows whose class is among the k of greatest score.
@c @implementation
public func assay_top_k_accuracy(
  _ positions: UnsafePointer<Int32>?, _ scores: UnsafeRawPointer?, _ type: Int32, _ rows: Int64,
  _ width: Int64, _ k: Int64, _ weights: UnsafePointer<Double>?, _ normalized: Bool,
  _ value: UnsafeMutablePointer<Double>?, _ error: UnsafeMutablePointer<assay_error_t>?
) -> assay_status_t {
  call(error) {
    let value = try Memory.required(value, "value")
    let judged = try JudgedRows(positions, scores, type, rows, width, weights, "scores")
    func accuracy(_ values: [some Number]) throws -> Double {
      try topKAccuracy(
        labels: judged.positions, scores: values, width: judged.table.width, k: Int(clamping: k),
        normalize: normalized, classes: judged.classes, weights: judged.table.weights)
    }
    value.pointee = try judged.table.scores.read(accuracy, accuracy)
  }
}
