import Synchronization

/// Computes a number and its derivatives with respect to every parameter of a model.
///
/// ```swift
/// let (loss, gradient) = valueAndGradient(at: model) { model in
///   meanSquaredError(model(x), y)
/// }
/// ```
///
/// The gradient has the model's type: each parameter is replaced by the derivative of the value with
/// respect to it, zero where the value does not depend on it; tensors of role `state` stay. First
/// derivatives only. Operations on other threads started by the closure are not followed.
public func valueAndGradient<Model: Parametric, Failure: Error>(
  at model: Model, of function: (Model) throws(Failure) -> Tensor
) throws(Failure) -> (value: Float, gradient: Model) {
  let tape = TapePool.take()
  defer { TapePool.giveBack(tape) }
  var followed = model
  var gradient = model
  gradient.forEachTensor { role, _, tensor in
    if role == .parameter {
      tensor = Tensor(storage: Storage(capacity: tensor.count), shape: tensor.shape)
    }
  }
  let destinations = gradient.tensors(.parameter)
  var index = 0
  followed.forEachTensor { role, _, tensor in
    guard role == .parameter else { return }
    tensor.node = tape.leaf(gradient: destinations[index].start, count: tensor.count)
    index += 1
  }
  let result = try tape.recording { () throws(Failure) in try function(followed) }
  tape.backpropagate(from: result)
  return (result.scalar, gradient)
}

/// Computes the derivatives of a number with respect to every parameter of a model.
public func gradient<Model: Parametric, Failure: Error>(
  at model: Model, of function: (Model) throws(Failure) -> Tensor
) throws(Failure) -> Model {
  try valueAndGradient(at: model, of: function).gradient
}

/// Tapes waiting to serve again, so that a loop of one's own does not allocate at every step.
private enum TapePool {
  private static let waiting = Mutex<[Resting]>([])

  private struct Resting: @unchecked Sendable {
    let tape: Tape
  }

  static func take() -> Tape {
    let rested = waiting.withLock { $0.popLast() }
    guard let tape = rested?.tape else { return Tape() }
    tape.begin()
    return tape
  }

  static func giveBack(_ tape: Tape) {
    tape.begin()
    guard tape.reservedCount <= 1 << 24 else { return }
    let resting = Resting(tape: tape)
    waiting.withLock { if $0.count < 4 { $0.append(resting) } }
  }
}
