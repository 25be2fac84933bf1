import AssayCore

/// What Stirling's formula leaves out of log Γ, and the deviance: the two parts of an exact
/// binomial density.
///
/// Catherine Loader, "Fast and accurate computation of binomial probabilities" (2000): written with
/// these, the density keeps nearly all digits for counts of ten million, where differences of log Γ
/// lose eight of them.
enum StirlingError {
  /// δ(x) = log Γ(x+1) − [(x + ½) log x − x + ½ log 2π], for x > 0.
  static func at(_ x: Double) -> Double {
    // δ(x) = δ(x+1) + (x + ½) log(1 + 1/x) − 1 leads from small x to where the series is exact.
    var x = x
    var sum = 0.0
    while x < 12 {
      sum += (x + 0.5) * ElementaryFunctions.log1p(1 / x) - 1
      x += 1
    }
    return sum + series(x)
  }

  /// δ of a whole number: the first ones from a table.
  static func at(count: Int) -> Double {
    count < table.count ? table[count] : series(Double(count))
  }

  /// δ(1), δ(2) … ; no density asks for δ(0).
  private static let table: [Double] = (0..<16).map { $0 == 0 ? .nan : at(Double($0)) }

  /// The asymptotic series 1/12x − 1/360x³ + … : exact to the last bit from 12 on.
  private static func series(_ x: Double) -> Double {
    let r = 1 / (x * x)
    let tail = 1.0 / 1188 + r * (-691.0 / 360_360 + r * (1.0 / 156))
    return (1.0 / 12 + r * (-1.0 / 360 + r * (1.0 / 1260 + r * (-1.0 / 1680 + r * tail)))) / x
  }

  /// x log(x/m) + m − x, without cancellation where x is close to m.
  static func deviance(_ x: Double, mean m: Double) -> Double {
    if x == 0 { return m }
    let difference = x - m
    guard difference.magnitude < 0.1 * (x + m) else {
      return x * ElementaryFunctions.log(x / m) + m - x
    }
    // With v = (x−m)/(x+m), log(x/m) = 2 (v + v³/3 + v⁵/5 + …).
    let v = difference / (x + m)
    var sum = difference * v
    var power = 2 * x * v
    var odd = 1.0
    while true {
      power *= v * v
      odd += 2
      let next = sum + power / odd
      if next == sum { return sum }
      sum = next
    }
  }
}
