package import AssayKernels

/// A function of one number that a tensor applies to each element, with its derivative.
///
/// The functions are the kernels' own, so that they give the same bits on every processor.
package struct ElementFunction: Sendable {
  package let kernel: assay_function_t
  package let parameter: Float

  package init(_ kernel: assay_function_t, _ parameter: Float = 0) {
    self.kernel = kernel
    self.parameter = parameter
  }
}

extension Tensor {
  /// Applies a function to each element.
  package func map(_ function: ElementFunction) -> Tensor {
    let tape = Tape.current
    var output = Tensor(result: shape, on: tape)
    assay_map(function.kernel, function.parameter, start, output.start, count)
    if let tape, tape.follows(self) {
      tape.record(
        &output, tape.view(self), kind: Int32(function.kernel.rawValue),
        parameter: function.parameter
      ) { step, tape in
        guard let x = tape.destination(step.a) else { return }
        assay_map_pullback(
          assay_function_t(UInt32(step.kind)), step.parameter, step.a.start, step.output.start,
          tape.gradient(of: step), x.start, step.a.count, x.accumulates)
      }
    }
    return output
  }

  /// |x|, with derivative 0 at 0.
  public func absolute() -> Tensor { map(.init(ASSAY_ABSOLUTE)) }

  /// x².
  public func squared() -> Tensor { map(.init(ASSAY_SQUARE)) }

  /// √x; NaN below zero.
  public func squareRoot() -> Tensor { map(.init(ASSAY_SQUARE_ROOT)) }

  /// 1 / x.
  public func reciprocal() -> Tensor { map(.init(ASSAY_RECIPROCAL)) }

  /// eˣ.
  public func exp() -> Tensor { map(.init(ASSAY_EXP)) }

  /// The natural logarithm: −∞ at 0, NaN below.
  public func log() -> Tensor { map(.init(ASSAY_LOG)) }

  /// The hyperbolic tangent.
  public func tanh() -> Tensor { map(.init(ASSAY_TANH)) }

  /// 1 / (1 + e⁻ˣ).
  public func sigmoid() -> Tensor { map(.init(ASSAY_SIGMOID)) }

  /// max(x, 0), with derivative 0 at 0.
  public func relu() -> Tensor { map(.init(ASSAY_RELU)) }

  /// x above zero, `slope`·x below.
  public func leakyReLU(slope: Float = 0.2) -> Tensor { map(.init(ASSAY_LEAKY_RELU, slope)) }

  /// x above zero, `alpha`·(eˣ − 1) below.
  public func elu(alpha: Float = 1) -> Tensor { map(.init(ASSAY_ELU, alpha)) }

  /// 1.0507·elu(x, alpha: 1.6733): self-normalising.
  public func selu() -> Tensor { map(.init(ASSAY_SELU)) }

  /// log(1 + eˣ).
  public func softplus() -> Tensor { map(.init(ASSAY_SOFTPLUS)) }

  /// x / (1 + |x|).
  public func softsign() -> Tensor { map(.init(ASSAY_SOFTSIGN)) }

  /// x·sigmoid(x), also called swish.
  public func silu() -> Tensor { map(.init(ASSAY_SILU)) }

  /// −x.
  public static prefix func - (x: Tensor) -> Tensor { x.map(.init(ASSAY_NEGATE)) }
}
