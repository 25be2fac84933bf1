import AssayCore
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Initializers") struct InitializerTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let initializer: String
    let shape: [Int]
    let fanIn: Double
    let fanOut: Double
    let distribution: String
    let low: Double?
    let high: Double?
    let standardDeviation: Double?

    enum CodingKeys: String, CodingKey {
      case initializer, shape, distribution, low, high
      case fanIn = "fan_in"
      case fanOut = "fan_out"
      case standardDeviation = "standard_deviation"
    }
  }

  static let byName: [String: Initializer] = [
    "GlorotUniform": .glorotUniform, "GlorotNormal": .glorotNormal, "HeUniform": .heUniform,
    "HeNormal": .heNormal, "LecunUniform": .lecunUniform, "LecunNormal": .lecunNormal,
    "RandomUniform": .uniform(low: -0.05, high: 0.05),
    "RandomNormal": .normal(standardDeviation: 0.05),
    "TruncatedNormal": .truncatedNormal(standardDeviation: 0.05),
  ]

  @Test func `draw from what Keras draws from`() throws {
    let cases = try Golden.load("keras_initializers.json", as: File.self).cases
    #expect(cases.count == 90)
    func isNear(_ one: Double, _ other: Double?) -> Bool {
      abs(one - (other ?? .nan)) <= 1e-7 * abs(one)
    }
    for golden in cases {
      let initializer = try #require(Self.byName[golden.initializer])
      let shape = Shape(golden.shape)
      let fans = Initializer.fans(of: shape)
      #expect(fans == (golden.fanIn, golden.fanOut), "\(golden)")
      switch initializer.drawing(for: shape) {
      case .uniform(let low, let high):
        #expect(golden.distribution == "uniform", "\(golden)")
        #expect(isNear(low, golden.low) && isNear(high, golden.high), "\(golden)")
      case .normal(let deviation):
        #expect(golden.distribution == "normal", "\(golden)")
        #expect(isNear(deviation, golden.standardDeviation), "\(golden)")
      case .truncatedNormal(let deviation):
        #expect(golden.distribution == "truncated_normal", "\(golden)")
        #expect(isNear(deviation, golden.standardDeviation), "\(golden)")
      case .constant, .orthogonal:
        Issue.record("\(golden)")
      }
    }
  }

  @Test(arguments: byName.keys.sorted())
  func `draws have the moments of their distribution`(name: String) throws {
    let initializer = try #require(Self.byName[name])
    let shape: Shape = [300, 200]
    var random = RandomSource(seed: 7)
    let values = initializer(shape, random: &random).scalars.map(Double.init)
    let count = Double(values.count)
    let mean = values.reduce(0, +) / count
    let deviation = (values.reduce(0) { $0 + $1 * $1 } / count - mean * mean).squareRoot()
    let largest = values.map(abs).max() ?? 0
    let expected: Double
    switch initializer.drawing(for: shape) {
    case .uniform(_, let high):
      expected = high / 3.0.squareRoot()
      #expect(largest <= high && largest > 0.999 * high)
    case .normal(let own):
      expected = own
      #expect(largest > 3.5 * own)
    case .truncatedNormal(let own):
      expected = own * Initializer.truncatedDeviation
      #expect(largest <= 2 * own && largest > 1.99 * own)
    case .constant(let value):
      expected = value
    case .orthogonal:
      expected = 1 / Double(shape[0]).squareRoot()
    }
    // Five standard errors.
    #expect(abs(mean) < 5 * expected / count.squareRoot())
    #expect(abs(deviation / expected - 1) < 5 / (2 * count).squareRoot())
  }

  @Test func `orthogonal rows, or columns, have length 1 and no product`() {
    for shape: Shape in [[5, 20], [20, 5], [7, 7], [1, 4], [3, 2, 5], [4]] {
      var random = RandomSource(seed: 3)
      let tensor = Initializer.orthogonal(shape, random: &random)
      let matrix = tensor.reshaped(to: [shape.count / shape[-1], shape[-1]])
      let short = matrix.shape[0] <= matrix.shape[1] ? matrix : matrix.transposed()
      let products = matmul(short, short.transposed())
      for row in 0..<products.shape[0] {
        for column in 0..<products.shape[1] {
          #expect(abs(products[row, column] - (row == column ? 1 : 0)) < 1e-6, "\(shape)")
        }
      }
    }
  }

  @Test func `orthogonal matrices have the moments of their distribution`() {
    var random = RandomSource(seed: 3)
    let values = Initializer.orthogonal([64, 256], random: &random).scalars.map(Double.init)
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + $1 * $1 } / Double(values.count)
    #expect(abs(mean) < 5.0 / 16 / Double(values.count).squareRoot())
    #expect(abs(square * 256 - 1) < 1e-5)
  }

  @Test func `constants are what they say`() {
    var random = RandomSource(seed: 1)
    let before = random
    #expect(Initializer.zeros([2, 2], random: &random) == Tensor([[0, 0], [0, 0]]))
    #expect(Initializer.ones([3], random: &random) == Tensor([1, 1, 1]))
    #expect(Initializer.constant(-0.5)([2], random: &random) == Tensor([-0.5, -0.5]))
    #expect(random == before)
  }

  @Test func `the same seed draws the same numbers, another one others`() throws {
    func weights(_ seed: UInt64) throws -> [Float] {
      try Sequential(input: 3, seed: seed) {
        Dense(4)
        Dense(4)
      }.weights
    }
    #expect(try weights(1) == weights(1))
    #expect(try weights(1) != weights(2))
    let two = try Sequential(input: 4, seed: 1) {
      Dense(4)
      Dense(4)
    }.tensors()
    #expect(two[0] != two[2])
  }
}
