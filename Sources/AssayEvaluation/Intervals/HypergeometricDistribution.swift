import AssayCore

/// The hypergeometric distribution: how many of `drawn` rows, drawn without replacement, are
/// marked.
struct HypergeometricDistribution {
  /// Rows that are marked.
  let marked: Int
  /// Rows that are not.
  let unmarked: Int
  /// Rows drawn from both.
  let drawn: Int

  /// P(X = k), by Loader's product of three binomial densities.
  func density(_ k: Int) -> Double {
    let total = marked + unmarked
    guard k >= max(0, drawn - unmarked), k <= min(marked, drawn) else { return 0 }
    guard drawn > 0, drawn < total else { return 1 }
    let p = Double(drawn) / Double(total)
    let q = Double(total - drawn) / Double(total)
    func binomial(_ x: Int, _ n: Int) -> Double {
      BinomialDistribution.density(Double(x), of: Double(n), p: p, q: q)
    }
    return binomial(k, marked) * binomial(drawn - k, unmarked) / binomial(drawn, total)
  }

  /// P(X ≥ k): the terms above k, or one minus the terms below where those are fewer in weight.
  func upperTail(_ k: Int) -> Double {
    let mean = Double(marked) * Double(drawn) / Double(max(1, marked + unmarked))
    return Double(k) > mean ? sum(from: k, step: 1) : 1 - sum(from: k - 1, step: -1)
  }

  /// P(X ≤ k).
  func lowerTail(_ k: Int) -> Double {
    let mean = Double(marked) * Double(drawn) / Double(max(1, marked + unmarked))
    return Double(k) < mean ? sum(from: k, step: -1) : 1 - sum(from: k + 1, step: 1)
  }

  /// The probability of every outcome no more probable than k.
  func bothTails(_ k: Int) -> Double {
    let lowest = max(0, drawn - unmarked)
    let highest = min(marked, drawn)
    // Equal probabilities that differ by rounding count as equal.
    let limit = density(k) * (1 + 1e-7)
    let mode = min(
      highest,
      Int(Double(marked + 1) * (Double(drawn + 1) / Double(marked + unmarked + 2))))
    if density(mode) <= limit { return 1 }
    // On each side of the mode the density falls: the first outcome out there that is as
    // improbable.
    func outwards(_ reach: Int, _ step: Int) -> Int {
      var near = 0
      var far = reach + 1
      while near < far {
        let middle = near + (far - near) / 2
        if density(mode + step * middle) <= limit { far = middle } else { near = middle + 1 }
      }
      return mode + step * near
    }
    let above = k > mode ? k : outwards(highest - mode, 1)
    let below = k < mode ? k : outwards(mode - lowest, -1)
    return min(1, sum(from: above, step: 1) + sum(from: below, step: -1))
  }

  /// The terms from `start` outwards, by the ratio of neighbours, until they no longer count.
  private func sum(from start: Int, step: Int) -> Double {
    let lowest = max(0, drawn - unmarked)
    let highest = min(marked, drawn)
    // Outside the support on the far side nothing is left; on the near side everything is.
    if step > 0 ? start > highest : start < lowest { return 0 }
    if step > 0 ? start <= lowest : start >= highest { return 1 }
    var k = start
    var term = density(k)
    var sum = term
    while true {
      let above = step > 0 ? k : k - 1
      // f(above + 1) / f(above)
      let ratio =
        Double(marked - above) * Double(drawn - above)
        / (Double(above + 1) * Double(unmarked - drawn + above + 1))
      term *= step > 0 ? ratio : 1 / ratio
      k += step
      if k < lowest || k > highest || term <= sum * 1e-18 { break }
      sum += term
    }
    return min(1, sum)
  }
}
