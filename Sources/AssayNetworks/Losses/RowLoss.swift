import AssayTensors

/// A row of a batch, as the formula of a loss sees it.
struct LossRow {
  let predictions: UnsafeBufferPointer<Float>
  let targets: UnsafeBufferPointer<Float>
  /// Where the derivatives by the predictions go; nil when nobody asks for them.
  let slopes: UnsafeMutableBufferPointer<Float>?
}

/// The numbers that make up a row of a loss.
enum LossRows {
  /// The last axis.
  case outputs
  /// All that belongs to one row of the data set.
  case samples
  /// The whole batch.
  case batch

  func width(of shape: Shape) -> Int {
    switch self {
    case .outputs: shape.columns
    case .samples: shape.count / max(shape.rank == 0 ? 1 : shape[0], 1)
    case .batch: shape.count
    }
  }
}

/// The mean over a batch of a loss that is a formula of a row, value and derivatives in one.
///
/// Weights are those of the rows of the data set: one of several rows of a loss that belong to the
/// same row of the data counts for each of them.
func meanOfRows(
  _ predictions: Tensor, _ targets: Tensor, _ weights: Tensor?, of kind: LossRows = .outputs,
  _ formula: @escaping (LossRow) -> Double
) -> Tensor {
  guard predictions.shape == targets.shape else {
    fatalError("predictions of shape \(predictions.shape) and targets of shape \(targets.shape)")
  }
  let width = kind.width(of: predictions.shape)
  let rows = width == 0 ? 0 : predictions.count / width
  if let weights, rows > 1, weights.count == 0 || rows % weights.count != 0 {
    fatalError("\(weights.count) weights for \(rows) rows")
  }
  let weightOfRow = rowWeights(weights, rows: rows)
  var total = 0.0
  for index in 0..<rows {
    let start = index * width
    total +=
      weightOfRow(index)
      * formula(
        LossRow(
          predictions: UnsafeBufferPointer(start: predictions.start + start, count: width),
          targets: UnsafeBufferPointer(start: targets.start + start, count: width), slopes: nil))
  }
  let tape = Tape.current
  var output = Tensor(result: .scalar, on: tape)
  output.start.pointee = Float(total / Double(max(rows, 1)))
  guard let tape, tape.follows(predictions) else { return output }
  tape.record(&output, tape.view(predictions), tape.view(targets)) { step, tape in
    guard let p = tape.destination(step.a) else { return }
    let scale = Double(tape.gradient(of: step).pointee) / Double(max(rows, 1))
    withUnsafeTemporaryAllocation(of: Float.self, capacity: max(width, 1)) { slopes in
      slopes.initialize(repeating: 0)
      for index in 0..<rows {
        let (start, share) = (index * width, scale * weightOfRow(index))
        _ = formula(
          LossRow(
            predictions: UnsafeBufferPointer(start: step.a.start + start, count: width),
            targets: UnsafeBufferPointer(start: step.b.start + start, count: width),
            slopes: slopes))
        for i in 0..<width {
          p.start[start + i] =
            (p.accumulates ? p.start[start + i] : 0) + Float(share * Double(slopes[i]))
        }
      }
    }
  }
  return output
}

/// The mean over a batch of a loss that is the mean, or the sum, of a formula of each output.
func meanOfOutputs(
  _ predictions: Tensor, _ targets: Tensor, _ weights: Tensor?, sums: Bool = false,
  _ formula: @escaping (_ prediction: Double, _ target: Double) -> (loss: Double, slope: Double)
) -> Tensor {
  meanOfRows(predictions, targets, weights) { row in
    let share = sums ? 1 : 1 / Double(max(row.predictions.count, 1))
    var total = 0.0
    for index in row.predictions.indices {
      let (loss, slope) = formula(Double(row.predictions[index]), Double(row.targets[index]))
      total += loss
      row.slopes?[index] = Float(slope * share)
    }
    return total * share
  }
}

/// The weight of each row of a loss.
private func rowWeights(_ weights: Tensor?, rows: Int) -> (Int) -> Double {
  guard let values = weights?.scalars, !values.isEmpty else { return { _ in 1 } }
  if rows <= 1 {
    let mean = values.reduce(0) { $0 + Double($1) } / Double(values.count)
    return { _ in mean }
  }
  let repeats = rows / values.count
  return { Double(values[$0 / repeats]) }
}

/// Keras's `epsilon()`, which keeps probabilities from 0 and 1.
let kerasEpsilon = 1e-7
