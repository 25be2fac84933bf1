/// A whole number with a comma between thousands: `12,345`.
func grouped(_ value: Int) -> String {
  let digits = String(value.magnitude)
  var result = ""
  for (place, digit) in digits.enumerated() {
    if place > 0, (digits.count - place) % 3 == 0 { result.append(",") }
    result.append(digit)
  }
  return (value < 0 ? "-" : "") + result
}

/// A part of one in per cent, with as few decimals as it needs, at most two: `95 %`, `99.9 %`.
func percent(_ value: Double) -> String {
  var text = DecimalText.fixed(100 * value, digits: 2)
  while text.hasSuffix("0") { text.removeLast() }
  if text.hasSuffix(".") { text.removeLast() }
  return text + " %"
}
