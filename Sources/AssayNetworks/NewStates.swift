public import AssayTensors

/// The new value of a tensor that a layer keeps, such as a running mean.
///
/// Layers never change in `forward`; what they would keep travels in the ``Pass``, and takes its
/// place after the step. A tensor is known by its memory.
struct NewState: Sendable {
  let address: UInt
  let value: Tensor
}

extension Pass {
  /// Hands over the new value of a tensor whose role is `.state`.
  ///
  /// It takes the place of the old one after the step: `fit` sees to it, and in a loop of your own
  /// `takeStates(from:)`.
  public mutating func replace(_ state: Tensor, with value: Tensor) {
    newStates.append(NewState(address: UInt(bitPattern: state.start), value: value.detached()))
  }
}

extension Parametric {
  /// Puts the new states that a pass collected in the place of the model's own.
  public mutating func takeStates(from pass: Pass) {
    guard !pass.newStates.isEmpty else { return }
    forEachTensor { role, _, tensor in
      guard role == .state else { return }
      let address = UInt(bitPattern: tensor.start)
      if let new = pass.newStates.last(where: { $0.address == address }) { tensor = new.value }
    }
  }
}
