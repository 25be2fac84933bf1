import AssayKernels

/// The elementary functions of doubles, with the same bits on every machine.
///
/// The C library's functions differ in their last digit from one system to the next; these are our
/// own, and use nothing but correctly rounded arithmetic. Each is within 1 ulp of the true value.
///
/// | function | largest error seen, ulp | special values |
/// |---|---|---|
/// | ``exp(_:)-(Double)`` | 0.78 | infinite from 709.79 on, denormal below -708.4, zero below -745.14 |
/// | ``expm1(_:)-(Double)`` | 0.92 | infinite from 709.79 on, -1 below -37.5 |
/// | ``log(_:)-(Double)`` | 0.85 | -infinity at 0 and -0, NaN below |
/// | ``log1p(_:)-(Double)`` | 0.83 | -infinity at -1, NaN below |
///
/// NaN gives NaN. The zeros of ``expm1(_:)-(Double)`` and ``log1p(_:)-(Double)`` keep their sign.
///
/// ```swift
/// let surprise = -ElementaryFunctions.log(0.25)  // 1.3862943611198906
/// ```
public enum ElementaryFunctions {
  /// The exponential function, e to the power of `x`.
  public static func exp(_ x: Double) -> Double { assay_exp_of(x) }

  /// exp(x) - 1, without the loss of digits near 0.
  public static func expm1(_ x: Double) -> Double { assay_expm1_of(x) }

  /// The natural logarithm.
  public static func log(_ x: Double) -> Double { assay_log_of(x) }

  /// log(1 + x), without the loss of digits near 0.
  public static func log1p(_ x: Double) -> Double { assay_log1p_of(x) }

  /// The exponential function of each value, the same bits as one at a time, and faster.
  public static func exp(_ values: [Double]) -> [Double] { map(values, assay_exp_doubles) }

  /// exp(x) - 1 of each value, the same bits as one at a time, and faster.
  public static func expm1(_ values: [Double]) -> [Double] { map(values, assay_expm1_doubles) }

  /// The natural logarithm of each value, the same bits as one at a time, and faster.
  public static func log(_ values: [Double]) -> [Double] { map(values, assay_log_doubles) }

  /// log(1 + x) of each value, the same bits as one at a time, and faster.
  public static func log1p(_ values: [Double]) -> [Double] { map(values, assay_log1p_doubles) }

  private static func map(
    _ values: [Double],
    _ function: (UnsafePointer<Double>?, UnsafeMutablePointer<Double>?, Int) -> Void
  ) -> [Double] {
    [Double](unsafeUninitializedCapacity: values.count) { results, count in
      values.withUnsafeBufferPointer { function($0.baseAddress, results.baseAddress, $0.count) }
      count = values.count
    }
  }
}
