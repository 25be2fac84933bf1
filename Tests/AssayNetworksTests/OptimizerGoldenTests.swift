import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Optimizers beside Keras's") struct OptimizerGoldenTests {
  struct File: Decodable {
    let start: [Float]
    let gradients: [[Float]]
    let cases: [Case]
  }

  struct Case: Decodable {
    let optimizer: String
    let options: Options
    let variables: [[Float]]
    let final: [Float]
  }

  struct Options: Decodable {
    let learningRate: Float?
    let momentum: Float?
    let nesterov: Bool?
    let beta1: Float?
    let beta2: Float?
    let epsilon: Float?
    let rho: Float?
    let centered: Bool?
    let weightDecay: Float?
    let amsgrad: Bool?
    let clipnorm: Float?
    let clipvalue: Float?
    let globalClipnorm: Float?
    let initialAccumulator: Float?
    let accumulation: Int?
    let averages: Bool?
    let averageMomentum: Float?
    let others: [String]

    enum CodingKeys: String, CodingKey, CaseIterable {
      case learningRate = "learning_rate"
      case momentum, nesterov
      case beta1 = "beta_1"
      case beta2 = "beta_2"
      case epsilon, rho, centered
      case weightDecay = "weight_decay"
      case amsgrad, clipnorm, clipvalue
      case globalClipnorm = "global_clipnorm"
      case initialAccumulator = "initial_accumulator_value"
      case accumulation = "gradient_accumulation_steps"
      case averages = "use_ema"
      case averageMomentum = "ema_momentum"
    }

    struct AnyKey: CodingKey {
      let stringValue: String
      var intValue: Int? { nil }
      init(stringValue: String) { self.stringValue = stringValue }
      init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
      let container = try decoder.container(keyedBy: CodingKeys.self)
      learningRate = try container.decodeIfPresent(Float.self, forKey: .learningRate)
      momentum = try container.decodeIfPresent(Float.self, forKey: .momentum)
      nesterov = try container.decodeIfPresent(Bool.self, forKey: .nesterov)
      beta1 = try container.decodeIfPresent(Float.self, forKey: .beta1)
      beta2 = try container.decodeIfPresent(Float.self, forKey: .beta2)
      epsilon = try container.decodeIfPresent(Float.self, forKey: .epsilon)
      rho = try container.decodeIfPresent(Float.self, forKey: .rho)
      centered = try container.decodeIfPresent(Bool.self, forKey: .centered)
      weightDecay = try container.decodeIfPresent(Float.self, forKey: .weightDecay)
      amsgrad = try container.decodeIfPresent(Bool.self, forKey: .amsgrad)
      clipnorm = try container.decodeIfPresent(Float.self, forKey: .clipnorm)
      clipvalue = try container.decodeIfPresent(Float.self, forKey: .clipvalue)
      globalClipnorm = try container.decodeIfPresent(Float.self, forKey: .globalClipnorm)
      initialAccumulator = try container.decodeIfPresent(
        Float.self, forKey: .initialAccumulator)
      accumulation = try container.decodeIfPresent(Int.self, forKey: .accumulation)
      averages = try container.decodeIfPresent(Bool.self, forKey: .averages)
      averageMomentum = try container.decodeIfPresent(Float.self, forKey: .averageMomentum)
      let known = Set(CodingKeys.allCases.map(\.rawValue))
      others = try decoder.container(keyedBy: AnyKey.self).allKeys.map(\.stringValue)
        .filter { !known.contains($0) }
    }
  }

  /// The optimizer of a case, tuned as it says; nil for settings that there are none of here.
  static func optimizer(_ name: String, _ options: Options) -> (any Optimizer)? {
    guard options.others.isEmpty, var optimizer = plain(name, options) else { return nil }
    if let decay = options.weightDecay, name != "AdamW" { optimizer = optimizer.decaying(decay) }
    if let bound = options.clipnorm { optimizer = optimizer.clipped(.norm(bound)) }
    if let bound = options.clipvalue { optimizer = optimizer.clipped(.value(bound)) }
    if let bound = options.globalClipnorm { optimizer = optimizer.clipped(.globalNorm(bound)) }
    if let batches = options.accumulation { optimizer = optimizer.accumulating(batches) }
    if options.averages == true {
      optimizer = optimizer.averaged(options.averageMomentum ?? 0.99)
    }
    return optimizer
  }

  static func plain(_ name: String, _ options: Options) -> (any Optimizer)? {
    switch name {
    case "Adam" where options.amsgrad == true:
      return AMSGrad()
    case "Nadam":
      let adam = adam(options)
      return Nadam(learningRate: adam.learningRate, beta1: adam.beta1, beta2: adam.beta2)
    case "Adagrad":
      return Adagrad(
        learningRate: options.learningRate ?? 0.001,
        initialAccumulator: options.initialAccumulator ?? 0.1)
    case "Lion":
      return Lion(
        learningRate: options.learningRate ?? 0.001, beta1: options.beta1 ?? 0.9,
        beta2: options.beta2 ?? 0.99)
    case "SGD":
      var sgd = SGD()
      sgd.learningRate = options.learningRate ?? sgd.learningRate
      sgd.momentum = options.momentum ?? sgd.momentum
      sgd.nesterov = options.nesterov ?? sgd.nesterov
      return sgd
    case "Adam":
      return adam(options)
    case "AdamW":
      var adamW = AdamW()
      adamW.adam = adam(options)
      adamW.weightDecay = options.weightDecay ?? adamW.weightDecay
      return adamW
    case "RMSprop":
      var rmsProp = RMSProp()
      rmsProp.learningRate = options.learningRate ?? rmsProp.learningRate
      rmsProp.momentum = options.momentum ?? rmsProp.momentum
      rmsProp.rho = options.rho ?? rmsProp.rho
      rmsProp.centered = options.centered ?? rmsProp.centered
      return rmsProp
    default:
      return nil
    }
  }

  static func adam(_ options: Options) -> Adam {
    var adam = Adam()
    adam.learningRate = options.learningRate ?? adam.learningRate
    adam.beta1 = options.beta1 ?? adam.beta1
    adam.beta2 = options.beta2 ?? adam.beta2
    adam.epsilon = options.epsilon ?? adam.epsilon
    return adam
  }

  @Test func `takes the ten steps that Keras takes`() throws {
    let file = try Golden.load("keras_optimizers.json", as: File.self)
    var tried: [String: Int] = [:]
    for golden in file.cases {
      guard let optimizer = Self.optimizer(golden.optimizer, golden.options) else { continue }
      tried[golden.optimizer, default: 0] += 1
      // A number that passes zero is as exact as it was large.
      let room = file.start.indices.map { column in
        golden.variables.map { abs($0[column]) }.max() ?? 0
      }
      var variable = Tensor(file.start)
      var state = OptimizerState(optimizer, for: variable)
      var largest = 0.0
      for (gradient, expected) in zip(file.gradients, golden.variables) {
        state.update(&variable, along: Tensor(gradient))
        for (index, found) in variable.scalars.enumerated() where found != expected[index] {
          largest = max(largest, Double(abs(found - expected[index]) / room[index]))
        }
      }
      state.finish(&variable)
      for (index, found) in variable.scalars.enumerated() where found != golden.final[index] {
        largest = max(largest, Double(abs(found - golden.final[index]) / room[index]))
      }
      #expect(largest < 1e-6, "\(golden.optimizer) \(golden.options)")
      #expect(state.stepCount == 10)
    }
    #expect(
      tried == [
        "SGD": 11, "Adam": 6, "AdamW": 2, "RMSprop": 5, "Nadam": 2, "Adagrad": 3, "Lion": 3,
      ])
  }

  @Test func `steps of several tensors are those of each alone`() {
    let parts = [Tensor([1, -2, 3]), Tensor([[0.5], [4]])]
    let slopes = [Tensor([0.3, 0.1, -2]), Tensor([[1], [-0.25]])]
    let optimizers: [any Optimizer] = [
      SGD(momentum: 0.9, nesterov: true), Adam(), AdamW(), RMSProp(momentum: 0.5, centered: true),
      AMSGrad(), Nadam(), Adagrad(), Lion(), Adam().clipped(.norm(0.5)).decaying(0.01),
      SGD().accumulating(2).averaged(0.5),
    ]
    for optimizer in optimizers {
      var together = parts
      var state = OptimizerState(optimizer, for: together)
      for _ in 0..<5 { state.update(&together, along: slopes) }
      for index in parts.indices {
        var alone = parts[index]
        var state = OptimizerState(optimizer, for: alone)
        for _ in 0..<5 { state.update(&alone, along: slopes[index]) }
        #expect(together[index] == alone, "\(optimizer)")
      }
    }
  }

  @Test func `refuses the gradient of another model`() async {
    await #expect(processExitsWith: .failure) {
      var model = Tensor([1, 2])
      var state = OptimizerState(.sgd(), for: model)
      state.update(&model, along: Tensor([1, 2, 3]))
    }
  }
}
