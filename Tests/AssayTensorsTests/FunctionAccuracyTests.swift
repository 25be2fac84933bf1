import AssayCore
import AssayTensors
import Testing

@Suite("Accuracy of functions") struct FunctionAccuracyTests {
  /// From the smallest to the largest magnitude that matters, both signs, and zero.
  private static let arguments: [Float] = {
    let magnitudes = stride(from: -40.0, through: 6.5, by: 0.01).map {
      Float(ElementaryFunctions.exp($0 * 0.6931471805599453))
    }
    return magnitudes.map { -$0 } + [0] + magnitudes
  }()

  /// The largest error in units in the last place of the exact value.
  private func error(
    _ function: (Tensor) -> Tensor, _ exact: (Double) -> Double
  ) -> Double {
    let values = function(Tensor(Self.arguments)).scalars
    return zip(Self.arguments, values).map { argument, value in
      let expected = exact(Double(argument))
      let unit = Double(max(Float(expected.magnitude).ulp, Float.leastNormalMagnitude.ulp))
      return abs(Double(value) - expected) / unit
    }.max() ?? .infinity
  }

  @Test func `elu, selu and softplus keep their digits near their limits`() {
    #expect(
      error({ $0.elu(alpha: 0.5) }) { $0 < 0 ? 0.5 * ElementaryFunctions.expm1($0) : $0 } <= 4)
    let (scale, alpha) = (1.0507009873554804934, 1.6732632423543772848)
    #expect(
      error({ $0.selu() }) { scale * ($0 < 0 ? alpha * ElementaryFunctions.expm1($0) : $0) } <= 5)
    #expect(
      error({ $0.softplus() }) {
        max($0, 0) + ElementaryFunctions.log1p(ElementaryFunctions.exp(-abs($0)))
      } <= 4)
  }

  @Test func `the slope of softplus, read from its value, keeps its digits too`() {
    let slope = { (x: Tensor) in valueAndGradient(at: x) { $0.softplus().sum() }.1 }
    #expect(error(slope) { 1 / (1 + ElementaryFunctions.exp(-$0)) } <= 8)
  }

  @Test func `infinities and NaN go where the limits are`() {
    let ends = Tensor([-.infinity, .infinity, .nan])
    let elu = ends.elu().scalars
    #expect(elu[0] == -1 && elu[1] == .infinity && elu[2].isNaN)
    let softplus = ends.softplus().scalars
    #expect(softplus[0] == 0 && softplus[1] == .infinity && softplus[2].isNaN)
  }
}
