import AssayDatasets
import Testing

@testable import AssayNetworks

@Suite("Settings of optimizers") struct OptimizerSettingsTests {
  static let data = Dataset.circles(count: 40, noise: 0.1, seed: 1)

  static func network() throws -> Sequential {
    try Sequential(input: 2, seed: 1) { Dense(1, activation: .sigmoid) }
  }

  static let wrong: [(any Optimizer, String)] = [
    (
      SGD(learningRate: -0.1),
      "learningRate of SGD is -0.1, and must be a finite number, not negative"
    ),
    (SGD(learningRate: .nan), "learningRate of SGD is nan"),
    (Adam(learningRate: .infinity), "learningRate of Adam is inf"),
    (SGD(momentum: 1), "momentum of SGD is 1.0, and must be at least 0, and below 1"),
    (SGD(momentum: -0.5), "momentum of SGD is -0.5"),
    (Adam(beta1: 1), "beta1 of Adam is 1.0"), (Adam(beta2: -0.1), "beta2 of Adam is -0.1"),
    (Adam(epsilon: 0), "epsilon of Adam is 0.0, and must be a finite number above zero"),
    (AdamW(weightDecay: -0.1), "weightDecay of AdamW is -0.1"),
    (AdamW(beta1: .nan), "beta1 of Adam is nan"),
    (AMSGrad(beta2: 1.5), "beta2 of Adam is 1.5"), (Nadam(beta1: 2), "beta1 of Nadam is 2.0"),
    (Nadam(epsilon: -1), "epsilon of Nadam is -1.0"),
    (RMSProp(rho: 1), "rho of RMSprop is 1.0"), (RMSProp(momentum: -1), "momentum of RMSprop is"),
    (RMSProp(epsilon: 0), "epsilon of RMSprop is 0.0"),
    (Adagrad(initialAccumulator: -1), "initialAccumulator of Adagrad is -1.0"),
    (Adagrad(epsilon: .nan), "epsilon of Adagrad is nan"),
    (Lion(beta1: 1), "beta1 of Lion is 1.0"), (Lion(beta2: .nan), "beta2 of Lion is nan"),
    (Adam(learningRate: -1).clipped(.norm(1)), "learningRate of Adam is -1.0"),
    (Adam(beta1: 3).averaged(), "beta1 of Adam is 3.0"),
    (SGD().decaying(-0.01), "weight decay of SGD is -0.01"),
    (SGD().clipped(.value(0)), "gradient bound of SGD is 0.0"),
    (SGD().clipped(.norm(-1)), "gradient bound of SGD is -1.0"),
    (SGD().clipped(.globalNorm(.nan)), "gradient bound of SGD is nan"),
    (SGD().averaged(1), "averaging momentum of SGD is 1.0"),
    (SGD().scheduled(.cosine(from: -1, over: 5)), "of finite numbers, none of them negative"),
    (SGD().scheduled(.cosine(from: 1, over: 0)), "over one step or more"),
    (
      SGD().scheduled(.warmUp(start: 0, steps: 3, then: .cosine(from: .nan, over: 5))),
      "of finite numbers"
    ),
    (
      SGD().scheduled(.piecewise(boundaries: [3], values: [0.1])),
      "one value more than there are boundaries"
    ),
    (
      SGD().scheduled(.piecewise(boundaries: [3, 3], values: [1, 2, 3])), "of growing boundaries"
    ),
    (
      SGD().scheduled(
        .polynomialDecay(initial: 1, steps: 5, end: 0, power: .infinity, inCycles: false)),
      "of finite numbers"
    ),
  ]

  @Test(arguments: wrong.indices)
  func `are refused outside their range before the first step`(index: Int) throws {
    let (optimizer, text) = Self.wrong[index]
    func check(_ train: (inout Sequential, any Optimizer) throws -> Void) throws {
      var model = try Self.network()
      let before = model.weights
      let error = #expect(throws: NetworkError.self) { try train(&model, optimizer) }
      #expect(error.map { "\($0)".contains(text) } == true, "\(String(describing: error))")
      #expect(model.weights == before)
    }
    try check { try $0.fit(Self.data, loss: .binaryCrossEntropy, optimizer: $1) }
    try check { _ = try $0.learningRateRange(Self.data, loss: .binaryCrossEntropy, optimizer: $1) }
  }

  @Test func `at the ends of their ranges are taken`() throws {
    let right: [any Optimizer] = [
      SGD(learningRate: 0), SGD(momentum: 0), Adam(beta1: 0, beta2: 0), AdamW(weightDecay: 0),
      RMSProp(rho: 0), Adagrad(initialAccumulator: 0), SGD().averaged(0),
      SGD().scheduled(.warmUp(start: 0, steps: 0, then: .cosine(from: 0, over: 1))),
      SGD().scheduled(.piecewise(boundaries: [], values: [0.1])),
    ]
    for optimizer in right {
      var model = try Self.network()
      try model.fit(Self.data, loss: .binaryCrossEntropy, optimizer: optimizer)
    }
  }
}
