import AssayKernels
import AssayTensors

/// What the pullback of a loss needs to know of its batch.
struct LossBatch {
  let rows: Int
  let width: Int
  /// The derivative of the loss by the sum over rows: the incoming gradient over the rows.
  let scale: Float
  let weights: UnsafePointer<Float>?

  init(_ step: Step, _ tape: Tape) {
    rows = step.a.shape.rows
    width = step.a.shape.columns
    scale = tape.gradient(of: step).pointee / Float(max(rows, 1))
    weights = step.axis == 1 ? UnsafePointer(step.c.start) : nil
  }
}

/// A kernel that sums the losses of rows.
typealias LossSum = (
  UnsafePointer<Float>, UnsafePointer<Float>, UnsafePointer<Float>?, Int, Int
) -> Double

/// The mean of the losses of the rows of a batch, as one operation.
func lossOfRows(
  _ predictions: Tensor, _ targets: Tensor, _ weights: Tensor?, sum: LossSum,
  pullback: @escaping (Step, Tape) -> Void
) -> Tensor {
  guard predictions.shape == targets.shape else {
    fatalError("predictions of shape \(predictions.shape) and targets of shape \(targets.shape)")
  }
  let (rows, width) = (predictions.shape.rows, predictions.shape.columns)
  if let weights, weights.count != rows {
    fatalError("\(weights.count) weights for \(rows) rows")
  }
  let tape = Tape.current
  var output = Tensor(result: .scalar, on: tape)
  let total = sum(
    predictions.start, targets.start, weights.map { UnsafePointer($0.start) }, rows, width)
  output.start.pointee = Float(total / Double(max(rows, 1)))
  if let tape, tape.follows(predictions) {
    tape.record(
      &output, tape.view(predictions), tape.view(targets), weights.map { tape.view($0) } ?? .none,
      axis: weights == nil ? 0 : 1, pullback: pullback)
  }
  return output
}
