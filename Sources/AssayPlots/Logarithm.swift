/// The decimal logarithm of a positive number, in plain arithmetic, so that a figure has the same
/// bytes on every machine.
///
/// The significand is brought to √½ ... √2, and `ln m = 2 artanh((m - 1) / (m + 1))` summed as a
/// series: the error is a few units in the last place. Zero, negative and non-finite values give
/// NaN.
func decimalLogarithm(_ value: Double) -> Double {
  guard value > 0, value.isFinite else { return .nan }
  var significand = value.significand
  var exponent = Double(value.exponent)
  if significand > 1.4142135623730951 {
    significand /= 2
    exponent += 1
  }
  let s = (significand - 1) / (significand + 1)
  let square = s * s
  var sum = 0.0
  for odd in stride(from: 25.0, through: 1, by: -2) { sum = sum * square + 1 / odd }
  return exponent * 0.30102999566398120 + 2 * s * sum * 0.43429448190325183
}
