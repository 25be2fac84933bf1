public import ArgumentParser
public import Assay

/// The settings of a classifier, as options.
struct TrainingOptions: ParsableArguments {
  /// The functions of hidden layers.
  enum HiddenActivation: String, CaseIterable, ExpressibleByArgument {
    case relu, tanh, sigmoid, elu, selu, silu, linear

    var function: Activation {
      switch self {
      case .relu: .relu
      case .tanh: .tanh
      case .sigmoid: .sigmoid
      case .elu: .elu()
      case .selu: .selu
      case .silu: .silu
      case .linear: .linear
      }
    }
  }

  @Option(
    help: ArgumentHelp(
      "Units of the hidden layers: 100, or 64,32, or 0 for none.", valueName: "units"))
  var hidden = "100"

  @Option(help: ArgumentHelp("The function of the hidden layers.", valueName: "function"))
  var activation = HiddenActivation.relu

  @Option(help: ArgumentHelp("The price on the squares of weights.", valueName: "price"))
  var alpha: Float = 0.0001

  @Option(help: "How often every row is seen, at most.")
  var epochs = 100

  @Option(help: ArgumentHelp("Rows a step.", valueName: "rows"))
  var batchSize = 32

  @Option(help: ArgumentHelp("The size of a step.", valueName: "rate"))
  var learningRate: Float = 0.001

  @Option(
    help: ArgumentHelp(
      "Stop when the validation loss has not fallen for so many epochs; the best weights stay.",
      valueName: "patience"))
  var earlyStopping: Int?

  @Option(
    help: ArgumentHelp(
      "Count all rows the same, or all classes, however rare.", valueName: "weight"))
  var classWeight = MLPClassifier.ClassWeights.uniform

  @Option(
    help: ArgumentHelp(
      "Recalibrate the probabilities on the validation part.", valueName: "method"))
  var calibrate: Calibration?

  @Option(
    help: ArgumentHelp(
      """
      The part of the rows not tested with that early stopping and calibration have \
      (default: 0.1).
      """, valueName: "part"))
  var validation: Double?

  @Option(help: "The seed of all that is random.")
  var seed: UInt64 = 1

  func validate() throws {
    func check(_ name: String, _ value: some Any, _ isGood: Bool, _ expected: String) throws {
      guard isGood else { throw ValidationError("--\(name) must be \(expected), not \(value).") }
    }
    _ = try hiddenUnits()
    try check("alpha", alpha, alpha >= 0 && alpha.isFinite, "0 or more")
    try check("epochs", epochs, epochs >= 1, "1 or more")
    try check("batch-size", batchSize, batchSize >= 1, "1 or more")
    try check("learning-rate", learningRate, learningRate > 0 && learningRate.isFinite, "above 0")
    if let earlyStopping {
      try check("early-stopping", earlyStopping, earlyStopping >= 1, "1 epoch or more")
    }
    if let validation {
      guard earlyStopping != nil || calibrate != nil else {
        throw ValidationError(
          "--validation is for --early-stopping or --calibrate; the part to judge by is --test.")
      }
      try check(
        "validation", validation, validation > 0 && validation < 1,
        "between 0 and 1, without either")
    }
  }

  /// The settings, without a test part.
  func settings() throws -> MLPClassifier {
    var settings = MLPClassifier(
      hiddenLayerSizes: try hiddenUnits(), activation: activation.function, alpha: alpha,
      learningRate: learningRate, batchSize: batchSize, epochs: epochs,
      earlyStopping: earlyStopping.map { EarlyStopping(patience: $0, minimumDelta: 1e-4) },
      classWeights: classWeight, calibration: calibrate, seed: seed)
    if let validation { settings.validationFraction = validation }
    return settings
  }

  private func hiddenUnits() throws -> [Int] {
    let parts = hidden.split(separator: ",", omittingEmptySubsequences: false)
    if parts == ["0"] || parts == ["none"] { return [] }
    return try parts.map { part in
      guard let units = Int(part), (1...1_000_000).contains(units) else {
        throw ValidationError(
          "--hidden must be counts of units such as 100 or 64,32, not \(hidden).")
      }
      return units
    }
  }
}

extension MLPClassifier.ClassWeights: ExpressibleByArgument {}

extension Calibration: ExpressibleByArgument {}

extension MLPClassifier {
  /// The settings under the options' names.
  var json: JSON {
    .object([
      ("hidden", .array(hiddenLayerSizes.map { .integer($0) })),
      ("activation", .string(activation.name)),
      ("alpha", JSON(alpha)),
      ("epochs", .integer(epochs)),
      ("batch_size", batchSize.map { .integer($0) } ?? .null),
      ("learning_rate", JSON(learningRate)),
      ("early_stopping", earlyStopping.map { .integer($0.patience) } ?? .null),
      ("class_weight", .string(classWeights.rawValue)),
      ("calibrate", calibration.map { .string($0.rawValue) } ?? .null),
    ])
  }
}

extension JSON {
  /// A Float with the digits that it is written with.
  fileprivate init(_ number: Float) { self = .number(Double("\(number)") ?? Double(number)) }
}
