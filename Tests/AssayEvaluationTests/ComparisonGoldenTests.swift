import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Comparisons against the reference libraries") struct ComparisonGoldenTests {
  private func close(_ value: Double?, _ expected: Double, _ tolerance: Double = 1e-12) -> Bool {
    guard let value else { return false }
    return value == expected
      || (value - expected).magnitude <= tolerance * max(1, expected.magnitude)
  }

  @Test func `McNemar's exact and mid-p tests agree with statsmodels and the formula`() throws {
    for row in try ComparisonGolden.load().disagreements {
      let test = McNemarTest(onlyFirstRight: Int(row[0]), onlySecondRight: Int(row[1]))
      #expect(relativeError(test.pValue(), row[2]) < 1e-11, "\(row)")
      #expect(relativeError(test.midPValue(), row[3]) < 1e-10, "\(row)")
      #expect(relativeError(test.midPValue(.greater), row[4]) < 1e-10, "\(row)")
      #expect(relativeError(test.midPValue(.less), row[5]) < 1e-10, "\(row)")
      #expect(test.midPValue() <= test.pValue())
      #expect(close(test.midPValue(.greater) + test.midPValue(.less), 1))
    }
    #expect(McNemarTest(onlyFirstRight: 0, onlySecondRight: 0).midPValue() == 1)
  }

  @Test func `effect sizes and rows needed agree with their formulas`() throws {
    for row in try ComparisonGolden.load().effects {
      let test = McNemarTest(onlyFirstRight: row.b, onlySecondRight: row.c)
      #expect(test.cohensG == row.g.value || (test.cohensG.isNaN && row.g.value.isNaN))
      let odds = test.oddsRatioInterval(level: row.level)
      if let low = row.odds[0]?.value, let high = row.odds[1]?.value {
        #expect(relativeError(odds?.low ?? .nan, low) < 1e-9, "\(row)")
        #expect(relativeError(odds?.high ?? .nan, high) < 1e-9, "\(row)")
      } else {
        #expect(odds == nil)
      }
      let interval = test.differenceInterval(outOf: row.n, level: row.level)
      #expect(close(interval?.low, row.difference[0]), "\(row)")
      #expect(close(interval?.high, row.difference[1]), "\(row)")
      var needed: [Int] = []
      for power in [0.8, 0.95] {
        for alternative in [Alternative.greater, .twoSided] {
          needed.append(
            test.rowsNeeded(
              outOf: row.n, alternative: alternative, level: 1 - row.level, power: power) ?? 0)
        }
      }
      #expect(needed == row.needed, "\(row)")
    }
  }

  @Test func `kappa and its interval agree with statsmodels`() throws {
    for row in try ComparisonGolden.load().kappas {
      let width = row.cells.count == 4 ? 2 : row.cells.count == 9 ? 3 : 4
      let found = ChanceAgreement(cells: row.cells, classCount: width)
      #expect(close(found.kappa, row.kappa))
      #expect(close(found.kappaStandardError, row.error), "\(row)")
      #expect(close(found.kappaInterval()?.low, row.interval[0]))
      #expect(close(found.kappaInterval()?.high, row.interval[1]))
      // The reference's derivatives are numerical.
      let needed = Double(found.rowsNeeded() ?? 0)
      #expect(
        needed >= row.needed * (1 - 1e-6) && needed <= row.needed * (1 + 1e-6) + 1, "\(row)")
    }
  }

  @Test func `Holm's correction agrees with statsmodels`() throws {
    for row in try ComparisonGolden.load().holm {
      let adjusted = HolmCorrection.adjusted(row.p)
      #expect(zip(adjusted, row.adjusted).allSatisfy { close($0, $1, 1e-15) }, "\(row)")
      // The order given does not show, and what could not be tested counts for nothing.
      let reversed = HolmCorrection.adjusted(Array(row.p.reversed()) + [.nan])
      #expect(Array(reversed.dropLast().reversed()) == adjusted)
      #expect(reversed.last?.isNaN == true)
    }
    #expect(HolmCorrection.adjusted([nil, 0.02, nil, 0.01]) == [nil, 0.02, nil, 0.02])
    #expect(HolmCorrection.adjusted([Double]()) == [])
  }

  @Test func `Student's distribution agrees with mpmath`() throws {
    let golden = try ComparisonGolden.load().student
    for row in golden.tails {
      let name = "t \(row[0]), \(row[1]) degrees"
      let upper = StudentDistribution.upperTail(row[0], degreesOfFreedom: row[1])
      #expect(relativeError(upper, row[2]) < 1e-12, "\(name)")
      let both = StudentDistribution.bothTails(-row[0], degreesOfFreedom: row[1])
      #expect(relativeError(both, row[3]) < 1e-12, "\(name)")
    }
    for row in golden.quantiles {
      let found = StudentDistribution.upperQuantile(row[0], degreesOfFreedom: row[1])
      #expect(relativeError(found, row[2]) < 1e-12, "tail \(row[0]), \(row[1]) degrees")
    }
    #expect(StudentDistribution.upperTail(.infinity, degreesOfFreedom: 3) == 0)
    #expect(StudentDistribution.upperTail(-.infinity, degreesOfFreedom: 3) == 1)
    #expect(StudentDistribution.upperTail(1, degreesOfFreedom: 0).isNaN)
    let normal = StudentDistribution.upperQuantile(0.025, degreesOfFreedom: .infinity)
    #expect(normal == NormalDistribution.upperQuantile(0.025))
  }

  @Test func `t tests of rows and of folds agree with SciPy`() throws {
    for row in try ComparisonGolden.load().tTests {
      let plain = TTest(of: row.differences)
      #expect(close(plain.statistic, row.statistic))
      for (place, alternative) in [Alternative.twoSided, .greater, .less].enumerated() {
        #expect(relativeError(plain.pValue(alternative), row.plain[place]) < 1e-11)
      }
      #expect(close(plain.interval(level: 0.9)?.low, row.interval[0]))
      #expect(close(plain.interval(level: 0.9)?.high, row.interval[1]))
      #expect(TTest(of: row.differences.reversed()) == plain)
      for fold in row.folds {
        let test = TTest(
          ofFolds: row.differences, trainRows: Int(fold[0]), testRows: Int(fold[1]))
        #expect(close(test.statistic, fold[2]), "\(fold)")
        #expect(relativeError(test.pValue, fold[3]) < 1e-11, "\(fold)")
        #expect(close(test.interval()?.low, fold[4]), "\(fold)")
        #expect(close(test.interval()?.high, fold[5]), "\(fold)")
        #expect(test.pValue >= plain.pValue)
      }
    }
  }

  @Test func `a t test of too little says so`() {
    #expect(TTest(of: []).pValue.isNaN)
    #expect(TTest(of: [0.3]).pValue.isNaN)
    #expect(TTest(of: [0.3]).interval() == nil)
    #expect(TTest(of: [0, 0, 0]).pValue == 1)
    #expect(TTest(of: [1, 1, 1]).pValue == 0)
    #expect(TTest(ofFolds: [0.1, 0.2], trainRows: 0, testRows: 5).interval() == nil)
    #expect(TTest(of: [.infinity, 1]).interval() == nil)
  }

  @Test func `DeLong's paired test agrees with its definition over all pairs`() throws {
    for row in try ComparisonGolden.load().delong {
      let test = try PairedDeLong(labels: row.labels, first: row.first, second: row.second)
      try check(test, row)
      // Float scores hold the same numbers.
      let floats = try PairedDeLong(
        labels: row.labels, first: row.first.map { Float($0) }, second: row.second.map { Float($0) }
      )
      if row.first.allSatisfy({ Double(Float($0)) == $0 }),
        row.second.allSatisfy({ Double(Float($0)) == $0 })
      {
        #expect(floats == test)
      }
      let turned = try PairedDeLong(
        labels: row.labels.reversed(), first: row.second.reversed(), second: row.first.reversed())
      #expect(turned.difference == -test.difference)
      #expect(turned.pValue == test.pValue)
    }
  }

  private func check(_ test: PairedDeLong, _ row: ComparisonGolden.Areas) throws {
    #expect(close(test.firstArea, row.areas[0]))
    #expect(close(test.secondArea, row.areas[1]))
    #expect(close(test.firstVariance, row.covariance[0]))
    #expect(close(test.secondVariance, row.covariance[1]))
    #expect(close(test.covariance, row.covariance[2]))
    #expect(relativeError(test.standardError, row.error) < 1e-10)
    for (place, alternative) in [Alternative.twoSided, .greater, .less].enumerated() {
      #expect(relativeError(test.pValue(alternative) ?? .nan, row.p[place]) < 1e-9)
    }
    #expect(close(test.interval()?.low, row.interval[0]))
    #expect(close(test.interval()?.high, row.interval[1]))
    // One model's variance is that of its own interval.
    let positives = zip(row.labels, row.first).filter { $0.0 == 1 }.map(\.1)
    let negatives = zip(row.labels, row.first).filter { $0.0 == 0 }.map(\.1)
    let blocks = ScoreBlocks(positives: positives, negatives: negatives)
    let alone = DeLong(positives: blocks.positives, negatives: blocks.negatives)
    #expect(close(alone.area, test.firstArea))
    #expect(close(alone.standardError, test.firstVariance.squareRoot()))
  }

  @Test func `DeLong's paired test says nothing where nothing varies`() throws {
    let labels = [0, 0, 1, 1]
    let perfect = [0.1, 0.2, 0.8, 0.9]
    let alike = try PairedDeLong(labels: labels, first: perfect, second: perfect.map { $0 * 2 })
    #expect(alike.pValue == 1)
    #expect(alike.interval() == nil)
    #expect(alike.description == "1.0000 − 1.0000 = 0.0000, p = 1")
    let constant = try PairedDeLong(labels: labels, first: perfect, second: [1, 1, 1, 1])
    #expect(constant.difference == 0.5)
    #expect(constant.pValue == nil)
    let oneRow = try PairedDeLong(labels: [0, 1], first: [0.1, 0.2], second: [0.2, 0.1])
    #expect(oneRow.difference == 1)
    #expect(oneRow.pValue == nil)
    let oneClass = try PairedDeLong(labels: [1, 1], first: [0.1, 0.2], second: [0.2, 0.1])
    #expect(oneClass.firstArea.isNaN)
    #expect(oneClass.pValue == nil)
    #expect(throws: EvaluationError.notFinite(field: "second", index: 1, value: .infinity)) {
      try PairedDeLong(labels: [0, 1], first: [0.1, 0.2], second: [0.2, .infinity])
    }
    #expect(
      throws: EvaluationError.lengthsDiffer(
        field: "second", count: 1, expected: 2, of: "labels")
    ) {
      try PairedDeLong(labels: [0, 1], first: [0.1, 0.2], second: [0.2])
    }
  }

  @Test func `equal models differ by luck in one comparison of twenty`() throws {
    var random = RandomSource(seed: 31)
    var (areas, means, held) = (0, 0, 0)
    let trials = 600
    for _ in 0..<trials {
      let labels = (0..<80).map { _ in random.below(2) }
      let scores = (0..<2).map { _ in
        labels.map { Double($0) + random.normal() }
      }
      let test = try PairedDeLong(labels: labels, first: scores[0], second: scores[1])
      if (test.pValue ?? 1) < 0.05 { areas += 1 }
      if test.interval()?.contains(0) == true { held += 1 }
      if TTest(of: zip(scores[0], scores[1]).map { $0 - $1 }).pValue < 0.05 { means += 1 }
    }
    // 30 expected; within four standard deviations.
    #expect(areas > 8 && areas < 52, "\(areas)")
    #expect(means > 8 && means < 52, "\(means)")
    #expect(held == trials - areas)
  }
}
