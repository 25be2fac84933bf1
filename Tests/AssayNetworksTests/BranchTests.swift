import AssayCore
import AssayDatasets
import AssayEvaluation
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Branches") struct BranchTests {
  /// A network with every kind of branch, with states, prices and chance inside.
  static func network() throws -> Sequential {
    try Sequential(input: [8, 8, 1], seed: 2) {
      Conv2D(2, kernelSize: 3, padding: .same, activation: .relu)
      Residual(activation: .relu) {
        Dense(3).regularized(.kernel, by: .l2(0.01)).constrained(.kernel, to: .maxNorm(0.5))
        BatchNormalization()
        Dropout(0.25)
      } shortcut: {
        Conv2D(3, kernelSize: 1)
      }
      Skip {
        MaxPool2D(2)
        Concatenate {
          Branch { Conv2D(2, kernelSize: 1, activation: .tanh) }
          Branch {
            Residual { BatchNormalization() }
            Dropout(0.25)
          }
          Branch()
        }
        UpSampling2D()
      }
      Add {
        Branch { Conv2D(1, kernelSize: 1) }
        Branch { Conv2D(1, kernelSize: 3, padding: .same) }
      }
      ActivationLayer(.sigmoid)
    }
  }

  /// A layer of one's own whose branches are multiplied.
  struct Gate: MergingLayer, Codable {
    var branches: [Branch]
    init(@LayerBuilder _ layers: () -> [any Layer]) { branches = [Branch(), Branch(layers)] }
    func merge(_ values: [Tensor]) -> Tensor { values[0] * values[1] }
    func merge(shapes: [Shape]) throws -> Shape { shapes[0] }
  }

  static let images = Dataset<Mask>.shapes(count: 12, size: 8, noise: 0.1, seed: 3)

  static func load(_ bytes: [UInt8]) throws -> Sequential {
    try Sequential(try SafeTensors(bytes, file: "m"), file: "m")
  }

  @Test func `gradients agree with differences`() throws {
    let model = try Sequential(input: [4, 4, 2], seed: 2) {
      Residual(activation: .tanh) {
        Dense(3, activation: .sigmoid)
        BatchNormalization()
      } shortcut: {
        Conv2D(3, kernelSize: 1)
      }
      Skip {
        AveragePool2D(2)
        Concatenate {
          Branch { Conv2D(2, kernelSize: 1, activation: .tanh) }
          Branch { Residual { BatchNormalization() } }
          Branch()
        }
        UpSampling2D()
      }
      Add {
        Branch { Conv2D(1, kernelSize: 1) }
        Branch { Conv2D(1, kernelSize: 3, padding: .same) }
      }
    }
    let inputs = Tensor((0..<64).map { Float($0 * 29 % 31) / 16 - 1 }, shape: [2, 4, 4, 2])
    let error = GradientCheck.error(at: model) { $0(inputs) }
    #expect(error < 2e-3)
  }

  @Test func `names say where a tensor is`() throws {
    #expect(
      try Self.network().namedTensors.map(\.name) == [
        "conv2d.kernel", "conv2d.bias", "residual.shortcut.conv2d.kernel",
        "residual.shortcut.conv2d.bias", "residual.dense.kernel", "residual.dense.bias",
        "residual.batch_normalization.gamma", "residual.batch_normalization.beta",
        "residual.batch_normalization.moving_mean", "residual.batch_normalization.moving_variance",
        "skip.concatenate.branch.conv2d.kernel", "skip.concatenate.branch.conv2d.bias",
        "skip.concatenate.branch_1.residual.batch_normalization.gamma",
        "skip.concatenate.branch_1.residual.batch_normalization.beta",
        "skip.concatenate.branch_1.residual.batch_normalization.moving_mean",
        "skip.concatenate.branch_1.residual.batch_normalization.moving_variance",
        "add.branch.conv2d.kernel", "add.branch.conv2d.bias", "add.branch_1.conv2d.kernel",
        "add.branch_1.conv2d.bias",
      ])
  }

  @Test func `the summary shows the layers inside`() throws {
    let model = try Sequential(input: [4, 4, 1]) {
      Residual {
        Conv2D(2, kernelSize: 3, padding: .same)
        BatchNormalization()
      } shortcut: {
        Conv2D(2, kernelSize: 1)
      }
      Concatenate {
        Branch { Dense(1) }
        Branch()
      }
    }
    let cells = model.summary.split(separator: "\n").filter { $0.hasPrefix("│") }.map {
      $0.split(separator: "│").map { $0.trimmingPrefix(while: \.isWhitespace) }
        .map { String($0).split(separator: "  ").first ?? "" }.map { $0.description }
    }
    #expect(
      cells.map { $0[0] } == [
        "residual (Residual)", "└ shortcut (Branch)", "└ conv2d (Conv2D)", "└ conv2d (Conv2D)",
        "└ batch_normalization (Batc… ", "concatenate (Concatenate)", "└ branch (Branch)",
        "└ dense (Dense)", "└ branch_1 (Branch)",
      ])
    #expect(
      cells.map { $0[2].filter(\.isNumber) } == ["28", "4", "4", "20", "4", "3", "3", "3", "0"])
    #expect(model.summary.contains("│       └ conv2d (Conv2D)         │ (None, 4, 4, 2) "))
    #expect(model.summary.contains("Trainable params: 31 "))
  }

  @Test func `it is written as it was made`() throws {
    let layer = Residual(activation: .relu) {
      Skip { Dense(2) }
      Concatenate {
        Branch { Dense(3) }
        Branch()
      }
    } shortcut: {
      Dense(7)
    }
    #expect(
      layer.description == """
        Residual(activation: .relu) {
          Skip {
            Dense(2)
          }
          Concatenate {
            Branch {
              Dense(3)
            }
            Branch()
          }
        } shortcut: {
          Dense(7)
        }
        """)
    #expect(Add { Branch() }.description == "Add {\n  Branch()\n}")
  }

  @Test func `fit moves states inside, files keep them, and training goes on from them`() throws {
    var whole = try Self.network()
    let start = whole.tensors(.state)
    var first = whole
    try whole.fit(Self.images, epochs: 4, batchSize: 5, loss: .dice())
    try first.fit(Self.images, epochs: 2, batchSize: 5, loss: .dice())
    var second = try Self.load(try first.archiveBytes())
    #expect(second.description == first.description)
    #expect(second.summary == first.summary)
    #expect(try second.predict(Self.images) == first.predict(Self.images))
    for (old, new) in zip(start, second.tensors(.state)) { #expect(old != new) }
    try second.fit(Self.images, epochs: 2, batchSize: 5, loss: .dice())
    #expect(second.weights == whole.weights)
    #expect(try second.archiveBytes() == whole.archiveBytes())
  }

  @Test func `prices and bounds inside count, in loops by hand as in fit`() throws {
    var fitted = try Self.network()
    var looped = fitted
    let penalty = try #require(looped.penalty)
    let kernel = try #require(looped.namedTensors.first { $0.name == "residual.dense.kernel" })
    #expect(penalty.scalar == Regularizer.l2(0.01)(kernel.tensor).scalar)
    try fitted.fit(Self.images, epochs: 1, batchSize: 12, shuffles: false, loss: .dice())
    looped.constrain()
    for model in [fitted, looped] {
      let kernel = try #require(model.namedTensors.first { $0.name == "residual.dense.kernel" })
      let tensor = kernel.tensor
      for column in 0..<3 {
        let norm = (0..<2).reduce(Float(0)) { $0 + tensor[$1, column] * tensor[$1, column] }
        #expect(norm <= 0.250001)
      }
    }
  }

  @Test func `masks judged in every way have the same numbers`() throws {
    var model = try Self.network()
    let (train, test) = (Self.images[0..<8], Self.images[8...])
    let history = try model.fit(
      train, validating: test, epochs: 2, batchSize: 3, loss: .dice(),
      metrics: [.dice, .intersectionOverUnion, .accuracy])
    let judged = try model.statistics(on: test)
    var scored = MaskStatistics()
    try scored.update(
      truth: test.targets.flatMap { $0.pixels.map { $0 == 1 } },
      scores: model.predict(test).values)
    #expect(judged == scored)
    for metric in [Metric<MaskStatistics>.dice, .intersectionOverUnion, .accuracy] {
      #expect(history.validation?[metric].last == metric(scored))
    }
    let loss = DiceLoss()(model(test.inputs), test.encodedTargets, weights: nil)
    let penalty = try #require(model.penalty)
    #expect(history.validation?.loss.last == Double(loss.scalar) + Double(penalty.scalar))
  }

  @Test func `branches of one's own are built, named, shown and saved`() throws {
    let model = try Sequential(input: 3, seed: 1) {
      Gate { Dense(3).regularized(.kernel, by: .l2(1)) }
    }
    let kernel = try #require(model.namedTensors.first)
    #expect(kernel.name == "gate.branch_1.dense.kernel")
    #expect(model.penalty == Regularizer.l2(1)(kernel.tensor))
    #expect(model.summary.contains("      └ dense (Dense)"))
    let archive = try SafeTensors(try model.archiveBytes(), file: "m")
    let loaded = try Sequential(archive, file: "m", layers: [Gate.self])
    let inputs = Tensor([[1, 2, 3]])
    #expect(loaded(inputs) == model(inputs))
    #expect(loaded(inputs) == inputs * matmul(inputs, kernel.tensor))
  }

  @Test func `chance is another one in every branch, and the layers outside draw as before`() {
    let layer = Concatenate {
      Branch { Dropout(0.5) }
      Branch { Dropout(0.5) }
    }
    let ones = Tensor(repeating: 1, shape: [4, 16])
    var pass = Pass.training(RandomSource(seed: 1))
    let output = layer.forward(ones, &pass)
    let (one, other) = (output.slice(0..<16, axis: 1), output.slice(16..<32, axis: 1))
    #expect(one != other)
    var alone = Pass.training(RandomSource(seed: 1))
    #expect(Dropout(0.5).forward(ones, &alone) == one)
    #expect(Dropout(0.5).forward(ones, &alone) == other)
    var answer = Pass.inference
    #expect(layer.forward(ones, &answer) == .joined([ones, ones]))
  }

  @Test func `every branch has the mask, and what comes behind has that of any`() {
    let inputs = Tensor([1, 0, 0, 2, 5, 5], shape: [1, 3, 2])
    func mask(_ layer: some Layer) -> [Float]? {
      var pass = Pass.inference
      pass.mask = Tensor([1, 0, 1], shape: [1, 3])
      _ = layer.forward(inputs, &pass)
      return pass.mask?.scalars
    }
    #expect(mask(Skip { ActivationLayer(.relu) }) == [1, 0, 1])
    #expect(mask(Add { Branch { Masking(5) } }) == [1, 1, 0])
    #expect(
      mask(
        Add {
          Branch { Masking(5) }
          Branch()
        }) == [1, 1, 1])
    // A branch that has no steps behind it speaks of none.
    #expect(
      mask(
        Residual {
          Flatten()
        } shortcut: {
          Flatten()
        }) == nil)
  }

  @Test func `an activation is known where all branches end in it`() {
    func ends(_ one: Branch, _ other: Branch) -> Activation? {
      Concatenate {
        one
        other
      }.activation
    }
    let (sigmoid, linear) = (Branch { Dense(1, activation: .sigmoid) }, Branch { Dense(1) })
    #expect(ends(sigmoid, sigmoid) == .sigmoid)
    #expect(ends(sigmoid, linear) == .linear)
    #expect(ends(sigmoid, Branch()) == .linear)
    #expect(ends(Branch(), Branch()) == nil)
    #expect(Residual { Dense(1, activation: .sigmoid) }.activation == .linear)
    #expect(Residual(activation: .sigmoid) { Dense(1) }.activation == .sigmoid)
  }
}
