import AssayCore
import AssayDatasets
import AssayKernels
import AssayTensors

/// A data set as `fit` reads it: inputs, targets in the form of the loss, weights; and batches of
/// any order, gathered into memory that serves again.
struct TrainingData {
  let count: Int
  let inputs: Tensor
  /// The targets in the form that the loss takes.
  let targets: Tensor
  /// The targets as statistics take them.
  let truth: Tensor
  /// The weights of the rows in the loss: those of the data, times those of the classes.
  let lossWeights: Tensor?
  /// The weights of the rows in metrics: those of the data.
  let weights: [Double]?

  init<Target: LearnableTarget>(
    _ data: Dataset<Target>, for model: Sequential, loss: any Loss,
    classWeights: [Target.Class: Double]
  ) throws {
    guard data.inputShape == model.inputShape else {
      throw NetworkError.dataShape(rows: data.inputShape, network: model.inputShape)
    }
    try model.check(data.inputs)
    count = data.count
    inputs = data.inputs
    let encoded = data.encodedTargets
    truth = encoded
    let width = count == 0 ? 0 : encoded.count / count
    let outputs = model.outputShape
    let isLabel = width == 1 && !data.classes.isEmpty
    if loss.target == .positions {
      guard isLabel, outputs.count == data.classes.count else {
        throw NetworkError.outputs(
          count: outputs.count, needed: "the loss \(loss.name) takes the positions of classes",
          fix: "give labels as targets, and one output a class")
      }
      targets = encoded.reshaped(to: [count])
    } else if isLabel, outputs.count > 1 {
      targets = Tensor(shape: outputs.prepending(data.count)) { memory in
        memory.initialize(repeating: 0)
        encoded.withScalars { positions in
          for row in positions.indices { memory[row * outputs.count + Int(positions[row])] = 1 }
        }
      }
    } else {
      guard width == outputs.count || count == 0 else {
        throw NetworkError.outputs(
          count: outputs.count, needed: "a target has \(width)",
          fix: "give the last layer \(width) output\(width == 1 ? "" : "s")")
      }
      targets = encoded.reshaped(to: outputs.prepending(count))
    }
    weights = data.weights
    lossWeights = try TrainingData.weights(of: data, truth: encoded, classWeights, isLabel: isLabel)
  }

  /// Checksums of all numbers, which differ when the data do.
  var fingerprint: String {
    func checksum(_ numbers: Tensor) -> String {
      String(
        Checksum.of(UnsafeRawBufferPointer(start: numbers.start, count: 4 * numbers.count)),
        radix: 16)
    }
    let tensors = [inputs, targets] + [lossWeights].compactMap(\.self)
    return "\(count) rows " + tensors.map(checksum).joined(separator: " ")
  }

  private static func weights<Target: LearnableTarget>(
    of data: Dataset<Target>, truth: Tensor, _ classWeights: [Target.Class: Double], isLabel: Bool
  ) throws -> Tensor? {
    guard data.weights != nil || !classWeights.isEmpty else { return nil }
    var rows = data.weights ?? [Double](repeating: 1, count: data.count)
    if !classWeights.isEmpty {
      guard isLabel else {
        throw NetworkError.invalidArgument(
          "classWeights", "given", expected: "empty for targets that are not single labels")
      }
      for (label, weight) in classWeights {
        guard data.classes.contains(label), weight >= 0, weight.isFinite else {
          throw NetworkError.invalidArgument(
            "classWeights", "\(label): \(weight)",
            expected: "a finite number, not negative, for classes among \(data.classes)")
        }
      }
      let factors = data.classes.map { classWeights[$0] ?? 1 }
      truth.withScalars { truth in
        for row in rows.indices { rows[row] *= factors[Int(truth[row])] }
      }
    }
    return Tensor(rows.map(Float.init))
  }
}

/// Memory for batches of one size, filled again for each.
final class BatchMemory {
  let inputs: Tensor
  let targets: Tensor
  let truth: Tensor
  let lossWeights: Tensor?
  private let weights: UnsafeMutableBufferPointer<Double>?

  init(rows: Int, of data: TrainingData) {
    func memory(_ whole: Tensor) -> Tensor {
      var shape = whole.shape
      shape[0] = rows
      return Tensor(repeating: 0, shape: shape)
    }
    inputs = memory(data.inputs)
    targets = memory(data.targets)
    // Most losses take the targets as they are: then one copy serves both.
    truth = data.truth.start == data.targets.start ? targets : memory(data.truth)
    lossWeights = data.lossWeights.map(memory)
    weights = data.weights.map { _ in .allocate(capacity: rows) }
  }

  deinit { weights?.deallocate() }

  /// The weights of the batch in metrics.
  var metricWeights: UnsafeBufferPointer<Double>? { weights.map { UnsafeBufferPointer($0) } }

  /// Puts the rows of an order into the memory.
  func gather(_ order: UnsafePointer<Int32>, from data: TrainingData) {
    let rows = inputs.shape[0]
    func gather(_ from: Tensor, _ to: Tensor) {
      assay_gather_rows(from.start, to.count / max(rows, 1), order, rows, to.start)
    }
    gather(data.inputs, inputs)
    gather(data.targets, targets)
    if truth.start != targets.start { gather(data.truth, truth) }
    if let from = data.lossWeights, let to = lossWeights { gather(from, to) }
    if let from = data.weights, let to = weights {
      for row in 0..<rows { to[row] = from[Int(order[row])] }
    }
  }
}
