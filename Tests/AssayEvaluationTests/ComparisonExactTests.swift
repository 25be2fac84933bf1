import Testing

@testable import AssayEvaluation

@Suite("Exact tests") struct ComparisonExactTests {
  @Test func `the binomial test agrees with SciPy`() throws {
    for row in try IntervalsGolden.load().tests.binomial {
      for (place, alternative) in [Alternative.greater, .less, .twoSided].enumerated() {
        let found = try #require(
          BinomialTest.pValue(
            successes: Int(row[0]), trials: Int(row[1]), probability: row[2],
            alternative: alternative))
        #expect(relativeError(found, row[3 + place]) < 1e-12, "\(row) \(alternative)")
      }
    }
    #expect(BinomialTest.pValue(successes: 4, trials: 3) == nil)
    #expect(BinomialTest.pValue(successes: 1, trials: 3, probability: .nan) == nil)
  }

  @Test func `McNemar's test agrees with statsmodels`() throws {
    for row in try IntervalsGolden.load().tests.mcnemar {
      let test = McNemarTest(onlyFirstRight: Int(row[0]), onlySecondRight: Int(row[1]))
      #expect(relativeError(test.pValue(.greater), row[2]) < 1e-12, "\(row)")
      #expect(relativeError(test.pValue(), row[3]) < 1e-12, "\(row)")
    }
  }

  @Test func `Fisher's test agrees with SciPy`() throws {
    for row in try IntervalsGolden.load().tests.fisher {
      let test = FisherExactTest(Int(row[0]), Int(row[1]), Int(row[2]), Int(row[3]))
      for (place, alternative) in [Alternative.greater, .less, .twoSided].enumerated() {
        #expect(
          relativeError(test.pValue(alternative), row[4 + place]) < 2e-11, "\(row) \(alternative)")
      }
    }
    #expect(FisherExactTest(0, 0, 0, 0).pValue() == 1)
  }

  @Test func `the rows needed show the difference four times in five`() throws {
    // 60 against 40 disagreements in 500 rows.
    let test = McNemarTest(onlyFirstRight: 60, onlySecondRight: 40)
    let rows = try #require(test.rowsNeeded(outOf: 500))
    #expect(rows == 771)
    #expect(McNemarTest(onlyFirstRight: 3, onlySecondRight: 3).rowsNeeded(outOf: 9) == nil)
    #expect(McNemarTest(onlyFirstRight: 3, onlySecondRight: 1).rowsNeeded(outOf: 2) == nil)
  }
}
