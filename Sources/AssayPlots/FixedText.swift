/// A number with a fixed count of decimals, as C's `%.*f` writes it, without a locale.
///
/// The exact value is rounded, ties to even: `fixedText(0.125, 2)` is `0.12`. NaN reads `nan`,
/// infinities `inf` and `-inf`, and magnitudes from 10¹⁵ on the shortest form Swift knows. Decimals
/// are limited to 0 ... 12. Minus zero is written as zero.
package func fixedText(_ value: Double, _ decimals: Int) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
  let places = min(max(decimals, 0), 12)
  let scale = powerOfTen(places)
  guard abs(value) < 1e15 / scale else {
    return abs(value) < 1e15 && places > 0 ? fixedText(value, places - 1) : "\(value)"
  }
  let product = abs(value) * scale
  var rounded = product.rounded(.toNearestOrEven)
  let whole = product.rounded(.down)
  // At a tie of the rounded product the rest, exact by a fused multiply-add, decides.
  if product - whole == 0.5 {
    let rest = (-product).addingProduct(abs(value), scale)
    if rest > 0 { rounded = whole + 1 } else if rest < 0 { rounded = whole }
  }
  return pointText(digits: Int(rounded), decimals: places, isNegative: value < 0)
}

/// Digits with a point before the last `decimals` of them: `pointText(digits: 25, decimals: 1)` is
/// `2.5`.
func pointText(digits: Int, decimals: Int, isNegative: Bool) -> String {
  var text = String(digits)
  if decimals > 0 {
    if text.count <= decimals {
      text = String(repeating: "0", count: decimals + 1 - text.count) + text
    }
    text.insert(".", at: text.index(text.endIndex, offsetBy: -decimals))
  }
  return isNegative && digits != 0 ? "-" + text : text
}

/// A coordinate of a figure: at most two decimals, no trailing zeros, always finite.
func coordinateText(_ value: Double) -> String {
  guard value.isFinite else { return "0" }
  let hundredths = Int((min(max(value, -1e7), 1e7) * 100).rounded())
  var text = pointText(
    digits: abs(hundredths), decimals: 2, isNegative: hundredths < 0)
  while text.last == "0" { text.removeLast() }
  if text.last == "." { text.removeLast() }
  return text
}

/// A power of ten, exact from 0 to 22 and rightly rounded over the rest of Double's range.
func powerOfTen(_ exponent: Int) -> Double {
  Double("1e\(min(max(exponent, -307), 308))") ?? 1
}
