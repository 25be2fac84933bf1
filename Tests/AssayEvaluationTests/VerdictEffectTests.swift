import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Effect of a verdict") struct VerdictEffectTests {
  private func words(_ cells: [Int], _ classes: [String] = ["0", "1"], constant: Int? = 1) -> String
  {
    Verdict(cells: cells, classes: classes, constant: constant)?.effectDescription ?? "nil"
  }

  @Test func `says how large the lead is and how many rows would show it`() {
    #expect(
      words([206, 42, 37, 215])
        == """
        It is ahead of always saying 1 by 34 points (28 to 39, 95 %). Of the 243 rows on \
        which just one of the two is right, it has 206. Of what chance leaves to get it \
        gets 68 % (kappa 0.68: 0 is guessing, 1 is no error). A lead as large shows in \
        about 25 rows four times in five, and that it beats chance in about 11 rows.
        """)
    #expect(
      words([33, 67, 22, 78])
        == """
        It is ahead of always saying 1 by 6 points (-2 to 13, 95 %). Of the 55 rows on \
        which just one of the two is right, it has 33. Of what chance leaves to get it \
        gets 11 % (kappa 0.11: 0 is guessing, 1 is no error). A lead as large shows in \
        about 560 rows four times in five, and that it beats chance in about 410 rows.
        """)
  }

  @Test func `says how far behind it is`() {
    #expect(
      words([800, 100, 60, 40], constant: 0)
        == """
        It is behind always saying 0 by 6.0 points (3.7 to 8.3, 95 %). Of the 140 rows \
        on which just one of the two is right, it has 40. Of what chance leaves to get \
        it gets 25 % (kappa 0.25: 0 is guessing, 1 is no error). That it beats chance \
        shows in about 140 rows four times in five.
        """)
    #expect(
      words([120, 128, 127, 125])
        == """
        It is behind always saying 1 by 1 point (-5 to 8, 95 %). Of the 247 rows on \
        which just one of the two is right, it has 120. It gets no more than chance does \
        (kappa -0.02: 0 is guessing, 1 is no error).
        """)
  }

  @Test func `says what there is to say where little is defined`() {
    #expect(
      words([50, 50, 50, 50])
        == """
        It is right just as often as always saying 1. It gets no more than chance does \
        (kappa 0.00: 0 is guessing, 1 is no error).
        """)
    #expect(
      words([0, 0, 0, 9])
        == """
        It is right just as often as always saying 1.
        """)
    #expect(
      words([0, 10, 0, 90], constant: 0)
        == """
        It is ahead of always saying 0 by 80 points (66 to 90, 95 %). Of the 100 rows on \
        which just one of the two is right, it has 90. It gets no more than chance does \
        (kappa 0.00: 0 is guessing, 1 is no error). A lead as large shows in about 8 \
        rows four times in five.
        """)
  }

  @Test func `the values are those of its parts`() throws {
    let verdict = try #require(
      Verdict(cells: [206, 42, 37, 215], classes: ["0", "1"], constant: 1))
    #expect(verdict.lead == 169.0 / 500)
    #expect((verdict.lead - (verdict.accuracy - verdict.constantAccuracy)).magnitude < 1e-15)
    #expect(verdict.leadInterval?.contains(verdict.lead) == true)
    let matrix = try ConfusionMatrix(classes: [0, 1], cells: [206, 42, 37, 215])
    #expect(verdict.kappa == matrix.cohenKappa)
    #expect(verdict.againstConstant.cohensG == 206.0 / 243 - 0.5)
  }

  @Test(arguments: [[33, 67, 22, 78], [60, 20, 15, 25], [30, 10, 12, 5]])
  func `the rows needed show that chance is beaten four times in five`(cells: [Int]) throws {
    let agreement = ChanceAgreement(cells: cells, classCount: 2)
    guard let rows = agreement.rowsNeeded() else {
      #expect(agreement.agreement <= agreement.chance)
      return
    }
    let sampler = MultinomialSampler(shares: cells.map(Double.init), draws: rows)
    var counts = [Double](repeating: 0, count: 4)
    var shown = 0
    let trials = 1_000
    for trial in 0..<trials {
      var random = RandomSource(seed: 7, stream: UInt64(trial))
      sampler.draw(into: &counts, from: &random)
      let cells = counts.map { Int($0) }
      if FisherExactTest(cells[0], cells[1], cells[2], cells[3]).pValue() < 0.05 { shown += 1 }
    }
    // Fisher's exact test errs in less than 5 % and so finds a little less than asked.
    #expect(shown > 660 && shown < 860, "\(shown) of \(trials) with \(rows) rows")
  }

  @Test func `the rows needed show a lead four times in five`() throws {
    let test = McNemarTest(onlyFirstRight: 60, onlySecondRight: 40)
    let rows = try #require(test.rowsNeeded(outOf: 500, alternative: .twoSided))
    let sampler = MultinomialSampler(shares: [60, 40, 400], draws: rows)
    var counts = [Double](repeating: 0, count: 3)
    var shown = 0
    for trial in 0..<1_000 {
      var random = RandomSource(seed: 8, stream: UInt64(trial))
      sampler.draw(into: &counts, from: &random)
      let drawn = McNemarTest(onlyFirstRight: Int(counts[0]), onlySecondRight: Int(counts[1]))
      if drawn.midPValue() < 0.05 { shown += 1 }
    }
    #expect(shown > 750 && shown < 850, "\(shown) of 1000 with \(rows) rows")
  }
}
