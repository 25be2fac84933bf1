import AssayCore
import AssayTensors
import TestSupport
import Testing

/// A tensor of numbers between −2 and 2, none of them near a kink at zero.
func sample(_ shape: Shape, seed: UInt64, positive: Bool = false) -> Tensor {
  var random = RandomSource(seed: seed)
  return Tensor(
    (0..<shape.count).map { _ in
      let size = Float(0.1 + 1.9 * random.uniform())
      return positive || random.uniform() < 0.5 ? size : -size
    }, shape: shape)
}

@Suite("Gradients of operations") struct OperationGradientTests {
  struct Unary: CustomTestStringConvertible, Sendable {
    let testDescription: String
    var positive = false
    let apply: @Sendable (Tensor) -> Tensor
  }

  static let unary: [Unary] = [
    Unary(testDescription: "negate") { -$0 },
    Unary(testDescription: "absolute") { $0.absolute() },
    Unary(testDescription: "squared") { $0.squared() },
    Unary(testDescription: "squareRoot", positive: true) { $0.squareRoot() },
    Unary(testDescription: "reciprocal", positive: true) { $0.reciprocal() },
    Unary(testDescription: "exp") { $0.exp() },
    Unary(testDescription: "log", positive: true) { $0.log() },
    Unary(testDescription: "tanh") { $0.tanh() },
    Unary(testDescription: "sigmoid") { $0.sigmoid() },
    Unary(testDescription: "relu") { $0.relu() },
    Unary(testDescription: "leakyReLU") { $0.leakyReLU(slope: 0.3) },
    Unary(testDescription: "elu") { $0.elu(alpha: 0.7) },
    Unary(testDescription: "selu") { $0.selu() },
    Unary(testDescription: "softplus") { $0.softplus() },
    Unary(testDescription: "softsign") { $0.softsign() },
    Unary(testDescription: "silu") { $0.silu() },
    Unary(testDescription: "plus a constant") { 2 + ($0 + 3) },
    Unary(testDescription: "a constant minus") { 5 - ($0 - 2) },
    Unary(testDescription: "times a constant") { 3 * ($0 * 0.5) },
    Unary(testDescription: "divided by a constant") { $0 / 4 },
    Unary(testDescription: "a constant divided", positive: true) { 3 / $0 },
    Unary(testDescription: "softmax") { $0.softmax() },
    Unary(testDescription: "logSoftmax") { $0.logSoftmax() },
    Unary(testDescription: "sum") { $0.sum() },
    Unary(testDescription: "mean") { $0.mean() },
    Unary(testDescription: "sum of axis 0") { $0.sum(axis: 0) },
    Unary(testDescription: "sum of axis 1, kept") { $0.sum(axis: 1, keepsAxis: true) },
    Unary(testDescription: "mean of the last axis") { $0.mean(axis: -1) },
    Unary(testDescription: "max of axis 1") { $0.max(axis: 1) },
    Unary(testDescription: "min of the last axis") { $0.min(axis: -1) },
    Unary(testDescription: "reshaped") { $0.reshaped(to: [4, 15]).squared() },
    Unary(testDescription: "transposed") { $0.transposed(permutation: [2, 0, 1]).squared() },
    Unary(testDescription: "rows of a range") { $0.rows(1..<3).squared() },
    Unary(testDescription: "slice of the last axis") { $0.slice(1..<4, axis: -1).squared() },
    Unary(testDescription: "rows at indices") { $0.rows(at: [2, 0, 2]).squared() },
    Unary(testDescription: "used twice") { $0 * $0 + $0 },
  ]

  @Test(arguments: unary) func `agrees with differences`(_ operation: Unary) {
    let x = sample([3, 4, 5], seed: 3, positive: operation.positive)
    #expect(GradientCheck.error(at: x, of: operation.apply) < 2e-3)
  }

  struct Binary: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let apply: @Sendable (Tensor, Tensor) -> Tensor
  }

  static let binary: [Binary] = [
    Binary(testDescription: "+", apply: +), Binary(testDescription: "-", apply: -),
    Binary(testDescription: "*", apply: *), Binary(testDescription: "/", apply: /),
    Binary(testDescription: "maximum", apply: maximum),
    Binary(testDescription: "minimum", apply: minimum),
  ]
  static let shapes: [(Shape, Shape)] = [
    ([3, 4, 5], [3, 4, 5]), ([3, 4, 5], [5]), ([5], [3, 4, 5]), ([3, 4, 5], [4, 1]),
    ([3, 1, 5], [1, 4, 1]), ([3, 4, 5], .scalar), ([1], [7]), ([2, 1], [2, 3]),
  ]

  @Test(arguments: binary, shapes)
  func `agrees with differences under broadcasting`(_ operation: Binary, _ shapes: (Shape, Shape)) {
    // Eighths and odd sixteenths are never equal, so no difference crosses a kink; and none of the
    // latter is near zero, where a quotient bends.
    let a = sample(shapes.0, seed: 5).scalars.map { ($0 * 8).rounded() / 8 }
    let b = sample(shapes.1, seed: 6).scalars.map { ($0 * 8).rounded(.down) / 8 + 1 / 16 }
      .map { abs($0) < 0.3 ? 0.3125 : $0 }
    let pair = [Tensor(a, shape: shapes.0), Tensor(b, shape: shapes.1)]
    #expect(GradientCheck.error(at: pair) { operation.apply($0[0], $0[1]) } < 2e-3)
  }

  @Test func `goes through several tensors joined`() {
    let parts = [sample([2, 3], seed: 1), sample([2, 3], seed: 2), sample([2, 3], seed: 3)]
    for axis in [0, 1, -1] {
      #expect(GradientCheck.error(at: parts) { .concatenating($0, axis: axis).squared() } < 2e-3)
    }
  }

  @Test func `is zero where the value does not depend on it`() {
    let pair = [Tensor([1, 2]), Tensor([3, 4])]
    let (value, slope) = valueAndGradient(at: pair) { $0[0].sum() }
    #expect(value == 3)
    #expect(slope[0].scalars == [1, 1])
    #expect(slope[1].scalars == [0, 0])
  }

  @Test func `takes detached tensors for constants`() {
    let slope = gradient(at: Tensor([1, 2, 3])) { ($0 * $0.detached()).sum() }
    #expect(slope.scalars == [1, 2, 3])
  }

  @Test func `takes tensors of another recording for constants`() {
    var kept = Tensor(0)
    _ = gradient(at: Tensor([2, 3])) { x in
      kept = x.squared()
      return kept.sum()
    }
    #expect(kept.scalars == [4, 9])
    let slope = gradient(at: Tensor([5, 7])) { ($0 * kept).sum() }
    #expect(slope.scalars == [4, 9])
    #expect(kept.scalars == [4, 9])
  }

  @Test func `survives a computation of 100,000 steps`() {
    let slope = gradient(at: Tensor(1)) { x in
      var sum = x
      for _ in 0..<100_000 { sum = sum + x }
      return sum
    }
    #expect(slope.scalar == 100_001)
  }

  @Test func `works inside another gradient's closure`() {
    let slope = gradient(at: Tensor([3])) { x in
      let inner = gradient(at: Tensor([2])) { ($0 * $0 * 5).sum() }
      return (x * inner).sum()
    }
    #expect(slope.scalars == [20])
  }
}
