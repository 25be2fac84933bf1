import AssayCore

/// Draws from the hypergeometric distribution, exactly: rows chosen without replacement.
enum HypergeometricSampler {
  /// How many of `drawn` rows, chosen from `marked` and `unmarked`, are marked.
  ///
  /// By inversion from the mode outwards: the time grows with the standard deviation.
  static func draw(
    marked: Int, unmarked: Int, drawn: Int, from random: inout RandomSource
  ) -> Int {
    let lowest = max(0, drawn - unmarked)
    let highest = min(marked, drawn)
    guard lowest < highest else { return lowest }
    let distribution = HypergeometricDistribution(
      marked: marked, unmarked: unmarked, drawn: drawn)
    let mode = min(
      highest,
      max(
        lowest, Int(Double(marked + 1) * (Double(drawn + 1) / Double(marked + unmarked + 2)))))
    let peak = distribution.density(mode)
    /// f(k + 1) / f(k)
    func ratio(_ k: Int) -> Double {
      Double(marked - k) * Double(drawn - k) / (Double(k + 1) * Double(unmarked - drawn + k + 1))
    }
    while true {
      var rest = random.uniform() - peak
      if rest < 0 { return mode }
      var (below, above) = (mode, mode)
      var (densityBelow, densityAbove) = (peak, peak)
      // What rounding leaves of all outcomes: draw again.
      while densityBelow > 1e-18 || densityAbove > 1e-18 {
        if above < highest {
          densityAbove *= ratio(above)
          above += 1
          rest -= densityAbove
          if rest < 0 { return above }
        } else {
          densityAbove = 0
        }
        if below > lowest {
          below -= 1
          densityBelow /= ratio(below)
          rest -= densityBelow
          if rest < 0 { return below }
        } else {
          densityBelow = 0
        }
      }
    }
  }

  /// How many of `drawn` rows, chosen from all, are in each cell.
  static func draw(_ drawn: Int, ofCells cells: [Int], from random: inout RandomSource) -> [Int] {
    var left = drawn
    var others = cells.reduce(0, +)
    return cells.map { cell in
      others -= cell
      let chosen = draw(marked: cell, unmarked: others, drawn: left, from: &random)
      left -= chosen
      return chosen
    }
  }
}
