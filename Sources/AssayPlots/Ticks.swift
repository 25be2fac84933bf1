/// A mark on an axis with what it says.
struct Tick: Hashable {
  var value: Double
  var label: String
}

extension Axis {
  /// At most `count` ticks within the range, at round values in rising order.
  func ticks(in range: Extent.Range, atMost count: Int) -> [Tick] {
    switch ticks {
    case .none: return []
    case .names(let names):
      return names.indices.map { Tick(value: Double($0), label: names[$0]) }
        .filter { range.least <= $0.value && $0.value <= range.greatest }
    case .automatic, .integers:
      if scale == .logarithmic, let decades = decadeTicks(in: range, atMost: count) {
        return decades
      }
      return roundTicks(in: range, atMost: count)
    }
  }

  /// Multiples of 1, 2 or 5 times a power of ten: the finest that are at most `count`.
  private func roundTicks(in range: Extent.Range, atMost count: Int) -> [Tick] {
    let limit = max(count, 2)
    let rough = decimalLogarithm((range.greatest / 2 - range.least / 2) / Double(limit) * 2)
    guard rough.isFinite else { return [] }
    let least = ticks == .integers ? 0 : -307
    for exponent in max(Int(rough.rounded(.down)) - 1, least)...max(Int(rough) + 2, least) {
      for multiple in [1, 2, 5] {
        let power = powerOfTen(abs(exponent))
        let step = exponent < 0 ? Double(multiple) / power : Double(multiple) * power
        let first = (range.least / step - 1e-9).rounded(.up)
        let last = (range.greatest / step + 1e-9).rounded(.down)
        guard last - first < Double(limit), abs(first) < 1e15, abs(last) < 1e15 else { continue }
        guard first <= last else { continue }
        let digits = (Int(first)...Int(last)).map { $0 * multiple }
        return zip(digits, tickLabels(digits, exponent: exponent)).map { digits, label in
          Tick(
            value: exponent < 0 ? Double(digits) / power : Double(digits) * power, label: label)
        }
      }
    }
    return []
  }

  /// Powers of ten, with 2 and 5 times them while there is room; nil if fewer than two fit.
  private func decadeTicks(in range: Extent.Range, atMost count: Int) -> [Tick]? {
    let ends = (decimalLogarithm(range.least), decimalLogarithm(range.greatest))
    guard ends.0.isFinite, ends.1.isFinite else { return nil }
    let first = Int((ends.0 - 1e-9).rounded(.up))
    let last = Int((ends.1 + 1e-9).rounded(.down))
    guard first <= last + 1 else { return nil }
    let decades = max(last - first + 1, 1)
    let multiples = decades * 3 <= count ? [1, 2, 5] : [1]
    let isPlain = first >= -3 && last <= 5
    let stride = max(1, (decades + max(count, 2) - 1) / max(count, 2))
    var result: [Tick] = []
    for exponent in (first - 1)...(last + 1) where wrapped(exponent - first, stride) == 0 {
      for multiple in multiples {
        let power = powerOfTen(abs(exponent))
        let value = exponent < 0 ? Double(multiple) / power : Double(multiple) * power
        guard value >= range.least * (1 - 1e-9), value <= range.greatest * (1 + 1e-9) else {
          continue
        }
        result.append(Tick(value: value, label: decadeLabel(multiple, exponent, isPlain: isPlain)))
      }
    }
    return result.count < 2 ? nil : result
  }
}

/// What a tick at `multiple × 10^exponent` of a logarithmic axis says.
private func decadeLabel(_ multiple: Int, _ exponent: Int, isPlain: Bool) -> String {
  if isPlain {
    return exponent < 0
      ? pointText(digits: multiple, decimals: -exponent, isNegative: false)
      : String(multiple) + String(repeating: "0", count: exponent)
  }
  return (multiple == 1 ? "" : "\(multiple)\u{00D7}") + "10" + superscript(exponent)
}

/// What ticks at `digits × 10^exponent` say, all in one form: plain with equal decimals, or, for
/// the very large and the very small, with one shared power of ten, that of the largest, so that
/// neighbours compare at a glance.
func tickLabels(_ digits: [Int], exponent: Int) -> [String] {
  let largest = digits.map { abs($0) }.max() ?? 0
  guard largest > 0 else { return digits.map { _ in "0" } }
  let power = String(largest).count + exponent - 1
  // The decimals that are needed once the point is behind the largest's first digit.
  var (reduced, decimals) = (digits, power - exponent)
  while decimals > 0, reduced.allSatisfy({ $0 % 10 == 0 }) {
    reduced = reduced.map { $0 / 10 }
    decimals -= 1
  }
  let isLarge = power > 5 && (decimals < 4 || power > 12)
  let isSmall = power < -4 || (exponent < -6 && decimals < 4)
  guard isLarge || isSmall else { return plainLabels(digits, exponent: exponent) }
  return reduced.map { value in
    let text = pointText(digits: abs(value), decimals: decimals, isNegative: false)
    let factor = text == "1" ? "" : text + "\u{00D7}"
    return value == 0 ? "0" : (value < 0 ? "\u{2212}" : "") + factor + "10" + superscript(power)
  }
}

/// What ticks at `digits × 10^exponent` say without powers of ten, all with the same decimals.
private func plainLabels(_ digits: [Int], exponent: Int) -> [String] {
  digits.map { value in
    let sign = value < 0 ? "\u{2212}" : ""
    if exponent >= 0 {
      return sign + String(abs(value)) + String(repeating: "0", count: value == 0 ? 0 : exponent)
    }
    return sign + pointText(digits: abs(value), decimals: -exponent, isNegative: false)
  }
}

/// A whole number in raised digits.
private func superscript(_ value: Int) -> String {
  let raised: [Character: Character] = [
    "-": "\u{207B}", "0": "\u{2070}", "1": "\u{00B9}", "2": "\u{00B2}", "3": "\u{00B3}",
    "4": "\u{2074}", "5": "\u{2075}", "6": "\u{2076}", "7": "\u{2077}", "8": "\u{2078}",
    "9": "\u{2079}",
  ]
  return String(String(value).map { raised[$0] ?? $0 })
}
