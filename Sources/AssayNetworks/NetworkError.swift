public import AssayTensors

/// What is wrong with a network, or with what it was given.
public enum NetworkError: Error, Hashable, Sendable {
  /// A network without layers.
  case noLayers
  /// A setting of a layer outside its range.
  case invalidSetting(layer: String, _ name: String, _ value: String)
  /// A price or a bound for a parameter that a layer has not.
  case noSuchParameter(layer: String, _ name: String, known: [String])
  /// Inputs of a shape that a layer cannot work on.
  case inputShape(layer: String, shape: Shape, needed: String)
  /// Inputs that are no sequences, given to a layer that goes through steps.
  case notSequences(layer: String, shape: Shape, fix: String)
  /// Branches whose values cannot come together.
  case branchesDiffer(layer: String, _ one: Shape, _ other: Shape, fix: String)
  /// An index that no row of an embedding has, or that is not whole.
  case noSuchIndex(layer: String, row: Int, position: Int, value: Float, count: Int)
  /// Data whose rows have another shape than the network was built for.
  case dataShape(rows: Shape, network: Shape)
  /// Softmax over a single unit, which is always 1.
  case softmaxOfOne(layer: String)
  /// A loss of probabilities behind a layer that gives logits, or a loss of logits behind one that
  /// gives probabilities.
  case lossMismatch(loss: String, activation: String, fix: String)
  /// Outputs that are no probabilities, given to a loss of probabilities.
  case notProbabilities(loss: String, row: Int, value: Float)
  /// Another number of outputs than the data need.
  case outputs(count: Int, needed: String, fix: String)
  /// An argument of `fit` outside its range.
  case invalidArgument(_ name: String, _ value: String, expected: String)
  /// No rows to learn from, or to judge.
  case noRows(_ what: String)
  /// NaN or infinite inputs.
  case inputNotFinite(row: Int, column: Int, value: Float)
  /// A loss that became NaN or infinite.
  case lossNotFinite(epoch: Int, batch: Int, value: Double)
  /// A training that a signal ended between two batches, with all that it had reached in a file.
  case interrupted(signal: String, epoch: Int, batch: Int, checkpoint: String)
  /// Labels of a data set that are not among the classes of the one trained on.
  case classesDiffer(_ one: String, _ other: String)
}

extension NetworkError: CustomStringConvertible {
  /// What was expected, what came, and what to do.
  public var description: String {
    switch self {
    case .noLayers:
      "a network needs at least one layer"
    case .invalidSetting(let layer, let name, let value):
      "\(layer): \(name) cannot be \(value)"
    case .noSuchParameter(let layer, let name, let known):
      "\(layer) has no \(name) that could have a regularizer or a constraint: "
        + (known.isEmpty ? "it has no parameters" : "it has \(known.joined(separator: ", "))")
    case .inputShape(let layer, let shape, let needed):
      "\(layer) needs \(needed), and its inputs have shape \(shape)"
    case .notSequences(let layer, let shape, let fix):
      "\(layer) needs sequences of shape [steps, features], and its inputs have shape \(shape): \(fix)"
    case .branchesDiffer(let layer, let one, let other, let fix):
      "\(layer) cannot merge values of shapes \(one) and \(other): \(fix)"
    case .noSuchIndex(let layer, let row, let position, let value, let count):
      "\(layer) takes whole numbers from 0 to \(count - 1), and in row \(row), position \(position) "
        + "stands \(value): "
        + (value == value.rounded() && value >= 0 && value < 1e7
          ? "write Embedding(\(Int(value) + 1), …) or more, or give such items an index of their own"
          : "give every item the number of its place in a list")
    case .dataShape(let rows, let network):
      "the network was built for rows of shape \(network), and the data have rows of shape \(rows): "
        + "write Sequential(input: \(rows))"
    case .softmaxOfOne(let layer):
      "\(layer): softmax over a single unit is always 1; "
        + "use a sigmoid for two classes, or as many units as there are classes"
    case .lossMismatch(let loss, let activation, let fix):
      "the loss \(loss) does not fit a network that ends in \(activation): \(fix)"
    case .notProbabilities(let loss, let row, let value):
      "the loss \(loss) needs probabilities, and the output of row \(row) is \(value): "
        + "end the network in a sigmoid or a softmax, or use the loss of logits"
    case .outputs(let count, let needed, let fix):
      "the network has \(count) output\(count == 1 ? "" : "s") where \(needed): \(fix)"
    case .invalidArgument(let name, let value, let expected):
      "\(name) is \(value), and must be \(expected)"
    case .noRows(let what):
      "\(what) has no rows"
    case .inputNotFinite(let row, let column, let value):
      "the input in row \(row), column \(column) is \(value): remove the row, or fill in a number"
    case .lossNotFinite(let epoch, let batch, let value):
      "the loss became \(value) in epoch \(epoch), batch \(batch); "
        + "the model keeps its weights from the end of epoch \(epoch - 1): "
        + "try a smaller learning rate, or standardise the inputs"
    case .interrupted(let signal, let epoch, let batch, let checkpoint):
      "\(signal) ended the training in epoch \(epoch), after \(batch) batch\(batch == 1 ? "" : "es"); "
        + "all is in \(checkpoint): start it again to go on from there"
    case .classesDiffer(let one, let other):
      "the classes \(other) are not the classes \(one) that the data to learn from have"
    }
  }
}
