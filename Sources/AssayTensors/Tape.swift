import AssayKernels
import Synchronization

/// Where a tensor stands on a tape.
///
/// The epoch says which recording it belongs to, so that a tensor kept beyond its recording is a
/// constant of the next one.
package struct Node: BitwiseCopyable {
  package var index: Int32
  package var epoch: UInt32

  package static let none = Node(index: -1, epoch: 0)
}

/// A tensor as a pullback sees it: numbers, shape, and the node that wants its gradient.
package struct View: BitwiseCopyable, @unchecked Sendable {
  package let start: UnsafeMutablePointer<Float>
  package let shape: Shape
  /// The node's index; −1 for a constant.
  package let node: Int32

  package static let none = View(
    start: UnsafeMutablePointer(bitPattern: 64).unsafelyUnwrapped, shape: .scalar, node: -1)

  package var count: Int { shape.count }
}

/// One operation of a recording, as its pullback sees it.
package struct Step {
  /// What a tape keeps of an operation.
  struct Record {
    /// Adds the operation's share to the gradients of its inputs.
    let pullback: (Step, Tape) -> Void
    let output: View
    let a: View
    let b: View
    let c: View
    let axis: Int
    let kind: Int32
    let parameter: Float
    let activation: FusedEnd
    var beforeActivation = false
  }

  /// A record is larger than what a call should copy.
  let record: UnsafeMutablePointer<Record>

  package var output: View { record.pointee.output }
  package var a: View { record.pointee.a }
  package var b: View { record.pointee.b }
  package var c: View { record.pointee.c }
  /// What else the operation remembered: an axis, a kind of function, a number.
  package var axis: Int { record.pointee.axis }
  package var kind: Int32 { record.pointee.kind }
  package var parameter: Float { record.pointee.parameter }
  /// The activation whose gradient the operation can be handed already taken.
  package var activation: FusedEnd { record.pointee.activation }
  /// Whether the gradient of the output is already that of the value before the activation.
  package var beforeActivation: Bool { record.pointee.beforeActivation }
}

/// The activation at the end of a fused operation, as far as losses know a shorter way through it.
package enum FusedEnd: BitwiseCopyable {
  case none
  case sigmoid
  case softmax
}

/// Where a pullback writes a gradient, and whether something is there to add to.
package struct Destination {
  package let start: UnsafeMutablePointer<Float>
  package let accumulates: Bool
}

/// The record of a computation: a flat list of operations, walked backwards for the gradients.
///
/// A list needs no recursion, however long the computation was. Memory is handed out in the order of
/// the operations and serves again in the next recording, unless a tensor that uses it has been kept.
/// A tape belongs to one thread at a time. Its properties are not guarded against overlapping
/// access, which would cost more than a small operation does.
package final class Tape {
  private struct Record {
    var gradient: UnsafeMutablePointer<Float>?
    var count: Int
    var isWritten: Bool
  }

  private static let epochs = Atomic<UInt32>(1)

  @exclusivity(unchecked) private var steps: UnsafeMutablePointer<Step.Record>
  @exclusivity(unchecked) private var stepCount = 0
  @exclusivity(unchecked) private var stepCapacity = 64
  @exclusivity(unchecked) private var records: UnsafeMutablePointer<Record>
  @exclusivity(unchecked) private var recordCount = 0
  @exclusivity(unchecked) private var recordCapacity = 64
  @exclusivity(unchecked) private var leafCount = 0
  @exclusivity(unchecked) private var slots: [Storage] = []
  @exclusivity(unchecked) private var slotCount = 0
  @exclusivity(unchecked) private var kept: [Storage] = []
  @exclusivity(unchecked) private var epoch: UInt32 = 0
  @exclusivity(unchecked) private var leafEpoch: UInt32 = 0

  package init() {
    steps = .allocate(capacity: stepCapacity)
    records = .allocate(capacity: recordCapacity)
    begin()
  }

  deinit {
    steps.deinitialize(count: stepCount)
    steps.deallocate()
    records.deallocate()
  }

  // MARK: Recording

  /// The tape of this thread, while it records.
  @inline(__always)
  package static var current: Tape? {
    assay_current_tape().map { Unmanaged<Tape>.fromOpaque($0).takeUnretainedValue() }
  }

  /// Records the operations of a closure on this tape.
  package func recording<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let outer = assay_current_tape()
    assay_set_current_tape(Unmanaged.passUnretained(self).toOpaque())
    defer { assay_set_current_tape(outer) }
    return try body()
  }

  /// Starts an empty recording without leaves.
  package func begin() {
    leafCount = 0
    leafEpoch = Tape.epochs.wrappingAdd(1, ordering: .relaxed).newValue
    restart()
  }

  /// Starts the next recording with the same leaves.
  package func restart() {
    steps.deinitialize(count: stepCount)
    stepCount = 0
    recordCount = leafCount
    for index in 0..<leafCount { records[index].isWritten = false }
    slotCount = 0
    kept.removeAll(keepingCapacity: true)
    epoch = Tape.epochs.wrappingAdd(1, ordering: .relaxed).newValue
  }

  /// Lends its memory to operations that are not recorded; it holds until the next recording.
  package func lending<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    restart()
    let leaves = leafEpoch
    // An epoch that no leaf has: nothing is followed.
    leafEpoch = Tape.epochs.wrappingAdd(1, ordering: .relaxed).newValue
    defer { leafEpoch = leaves }
    return try recording(body)
  }

  /// Adds a leaf, whose gradient will be written to the memory given.
  package func leaf(gradient: UnsafeMutablePointer<Float>, count: Int) -> Node {
    precondition(leafCount == recordCount, "leaves come before operations")
    leafCount += 1
    return Node(index: addRecord(gradient: gradient, count: count), epoch: leafEpoch)
  }

  /// Whether the gradient of a tensor is wanted by this recording.
  @inline(__always)
  package func follows(_ tensor: borrowing Tensor) -> Bool {
    let node = tensor.node
    return node.index >= 0 && (node.epoch == epoch || node.epoch == leafEpoch)
  }

  /// Memory for the next result or gradient.
  package func storage(capacity: Int) -> Storage {
    let slot = slotCount
    slotCount += 1
    if slot == slots.count {
      slots.append(Storage(capacity: capacity))
    } else if slots[slot].capacity < capacity || !isKnownUniquelyReferenced(&slots[slot]) {
      slots[slot] = Storage(capacity: capacity)
    }
    return slots[slot]
  }

  /// How many numbers the memory kept for the next recording holds.
  package var reservedCount: Int { slots.reduce(0) { $0 + $1.capacity } }

  /// Records an operation, and marks its output.
  @inline(__always)
  package func record(
    _ output: inout Tensor, _ a: View, _ b: View = .none, _ c: View = .none, axis: Int = 0,
    kind: Int32 = 0, parameter: Float = 0, activation: FusedEnd = .none,
    pullback: @escaping (Step, Tape) -> Void
  ) {
    let index = addRecord(gradient: nil, count: output.shape.count)
    output.node = Node(index: index, epoch: epoch)
    if stepCount == stepCapacity { growSteps() }
    (steps + stepCount).initialize(
      to: Step.Record(
        pullback: pullback,
        output: View(start: output.start, shape: output.shape, node: index), a: a, b: b, c: c,
        axis: axis, kind: kind, parameter: parameter, activation: activation))
    stepCount += 1
  }

  /// What a pullback needs to know of an input; a constant is kept alive until it has run.
  @inline(__always)
  package func view(_ tensor: borrowing Tensor) -> View {
    let isFollowed = follows(tensor)
    if !isFollowed { kept.append(tensor.storage) }
    return View(
      start: tensor.start, shape: tensor.shape, node: isFollowed ? tensor.node.index : -1)
  }

  private func addRecord(gradient: UnsafeMutablePointer<Float>?, count: Int) -> Int32 {
    if recordCount == recordCapacity { growRecords() }
    records[recordCount] = Record(gradient: gradient, count: count, isWritten: false)
    recordCount += 1
    return Int32(recordCount - 1)
  }

  private func growSteps() {
    let larger = UnsafeMutablePointer<Step.Record>.allocate(capacity: stepCapacity * 2)
    larger.moveInitialize(from: steps, count: stepCount)
    steps.deallocate()
    steps = larger
    stepCapacity *= 2
  }

  private func growRecords() {
    let larger = UnsafeMutablePointer<Record>.allocate(capacity: recordCapacity * 2)
    larger.update(from: records, count: recordCount)
    records.deallocate()
    records = larger
    recordCapacity *= 2
  }

  // MARK: Walking back

  /// Fills the gradients of all leaves with the derivatives of a single number.
  package func backpropagate(from result: Tensor) {
    guard result.shape.count == 1 else {
      fatalError("a gradient is taken of a single number, not of a tensor of shape \(result.shape)")
    }
    if follows(result) {
      destination(result.node.index).start.pointee = 1
      for index in stride(from: stepCount - 1, through: 0, by: -1) {
        if records[Int(steps[index].output.node)].isWritten {
          steps[index].pullback(Step(record: steps + index), self)
        }
      }
    }
    for index in 0..<leafCount where !records[index].isWritten {
      records[index].gradient?.update(repeating: 0, count: records[index].count)
    }
  }

  /// The gradient of a step's output.
  @inline(__always)
  package func gradient(of step: Step) -> UnsafeMutablePointer<Float> {
    records[Int(step.output.node)].gradient.unsafelyUnwrapped
  }

  /// Where the gradient of an input goes; nil when nobody asks for it.
  @inline(__always)
  package func destination(_ view: View) -> Destination? {
    view.node < 0 ? nil : destination(view.node)
  }

  private func destination(_ node: Int32) -> Destination {
    let index = Int(node)
    let accumulates = records[index].isWritten
    records[index].isWritten = true
    if let start = records[index].gradient {
      return Destination(start: start, accumulates: accumulates)
    }
    let start = storage(capacity: records[index].count).start
    records[index].gradient = start
    return Destination(start: start, accumulates: false)
  }

  /// Hands the step that made a tensor the gradient before its activation, if that step ends in the
  /// activation given and comes just before a loss, and nobody else has asked for the tensor's
  /// gradient: then the two derivatives are one, and simple.
  ///
  /// Returns whether the pullback of the loss is to write the gradient before the activation.
  package func skipActivation(_ activation: FusedEnd, of view: View, before loss: Step) -> Bool {
    guard Int(view.node) >= leafCount, view.node == loss.output.node - 1,
      !records[Int(view.node)].isWritten
    else { return false }
    let producer = steps + (Int(view.node) - leafCount)
    guard producer.pointee.activation == activation else { return false }
    producer.pointee.beforeActivation = true
    return true
  }
}
