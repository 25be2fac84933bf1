import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Slices") struct SlicesTests {
  /// 600 rows of four countries; the model is poor on one of them.
  private struct Rows {
    var labels: [Int] = []
    var scores: [Double] = []
    var countries: [String] = []
    var ages: [Double] = []

    init(count: Int = 600) {
      var random = RandomSource(seed: 4)
      for row in 0..<count {
        let country = row % 50 == 0 ? "MT" : ["DE", "FR", "IT"][random.below(3)]
        let label = random.below(2)
        let z = (label == 1 ? 1.0 : -1) + (country == "FR" ? 1.8 : 0.8) * random.normal()
        labels.append(label)
        scores.append(1 / (1 + ElementaryFunctions.exp(-2 * z)))
        countries.append(country)
        ages.append(Double(18 + random.below(60)))
      }
    }

    var answers: ModelAnswers<Int> { ModelAnswers("model", outputs: scores) }

    func slices(
      _ metric: Metric<ClassifierStatistics> = .accuracy, smallest: Int = 30,
      resamples: Int = 500, order: [Int]? = nil
    ) throws -> Slices {
      let order = order ?? Array(labels.indices)
      return try Slices(
        labels: order.map { labels[$0] },
        ModelAnswers("model", outputs: order.map { scores[$0] }),
        by: [
          SliceColumn("country", order.map { countries[$0] }),
          SliceColumn("age", numbers: order.map { ages[$0] }, bins: 3),
        ], metric: metric, smallest: smallest, resamples: resamples)
    }
  }

  @Test func `prints the worst first and says whether it is luck`() throws {
    let slices = try Rows().slices()
    #expect(
      slices.description
        == """
        600 rows · Accuracy 0.82 (0.79 to 0.85, 95 %) by country, age

                           rows   Accuracy   95 % interval   the rest   difference   95 % interval    p         p, Holm
          country = FR      206       0.74   0.67 to 0.79        0.87        -0.13   -0.20 to -0.06   0.00011   0.00068
          age = 58 to 77    205       0.79   0.72 to 0.84        0.84        -0.06   -0.13 to  0.01   0.09      0.36
          age = 38 to 57    207       0.83   0.77 to 0.88        0.82         0.01   -0.06 to  0.07   0.82      1
          country = IT      184       0.84   0.78 to 0.88        0.82         0.02   -0.05 to  0.08   0.64      1
          age = 18 to 37    188       0.86   0.80 to 0.90        0.81         0.05   -0.02 to  0.11   0.17      0.50
          country = DE      198       0.89   0.84 to 0.93        0.79         0.11    0.04 to  0.16   0.0014    0.0068

          left out, fewer than 30 rows: country = MT (12)
          p by Fisher

        By Accuracy the rest is better than country = FR, 0.87 against 0.74 (p = 0.00068 \
        after Holm's correction for 6 slices).
        """)
  }

  @Test func `says so when no slice is worse by more than luck`() throws {
    let rows = Rows()
    let slices = try Slices(
      labels: rows.labels, rows.answers, by: [SliceColumn("age", numbers: rows.ages, bins: 5)],
      metric: .f1, resamples: 500)
    #expect(
      slices.description
        == """
        600 rows · F1 0.82 (0.79 to 0.85, 95 %) by age

                           rows     F1   95 % interval   the rest   difference   95 % interval   p      p, Holm
          age = 65 to 77    126   0.79   0.71 to 0.86        0.83        -0.05   -0.13 to 0.03   0.29   1
          age = 42 to 53    115   0.79   0.70 to 0.87        0.83        -0.04   -0.14 to 0.05   0.42   1
          age = 32 to 41    121   0.83   0.74 to 0.90        0.82         0.01   -0.09 to 0.09   0.90   1
          age = 18 to 31    118   0.84   0.75 to 0.90        0.82         0.02   -0.07 to 0.10   0.65   1
          age = 54 to 64    120   0.86   0.79 to 0.92        0.81         0.05   -0.03 to 0.12   0.19   0.97

          p by choices: 500 times as many rows chosen at random, seed 1

        No slice is worse than the rest by more than luck: the worst, age = 65 to 77, has p \
        = 1 after Holm's correction for 5 slices.
        """)
  }

  @Test func `values and tests agree with scikit-learn, SciPy and statsmodels`() throws {
    for row in try ComparisonGolden.load().slices {
      let metrics: [Metric<ClassifierStatistics>] = [
        .accuracy, .precision, .recall, .rocAUC, .logLoss, .brierScore,
      ]
      for metric in metrics {
        let found = try Slices(
          labels: row.labels, ModelAnswers("model", outputs: row.scores),
          by: [SliceColumn("group", row.groups.map(String.init))], metric: metric, smallest: 1)
        #expect(found.slices.count == row.slices.count)
        for slice in found.slices {
          let group = String(slice.name.suffix(1))
          let expected = try #require(row.slices[group]?[metric.name])
          #expect(isSame(slice.estimate.value, expected[0]), "\(metric) \(slice.name)")
          #expect(isSame(slice.rest.value, expected[1]), "\(metric) \(slice.name)")
          let p = try #require(slice.difference.pValue)
          let adjusted = try #require(slice.adjustedPValue)
          if case .choices(let count, _) = slice.difference.test {
            // Both are drawn: theirs 40,000 times.
            let error = (expected[2] * (1 - expected[2]) / Double(count)).squareRoot()
            #expect((p - expected[2]).magnitude < 4 * error + 0.001, "\(metric) \(slice.name)")
          } else {
            #expect(relativeError(p, expected[2]) < 1e-9, "\(metric) \(slice.name)")
            #expect(relativeError(adjusted, expected[3]) < 1e-9, "\(metric) \(slice.name)")
          }
          if expected.count > 4 {
            let interval = try #require(slice.difference.interval)
            #expect(isSame(interval.low, expected[4]), "\(metric) \(slice.name)")
            #expect(isSame(interval.high, expected[5]), "\(metric) \(slice.name)")
          }
        }
      }
    }
  }

  private func isSame(_ value: Double, _ expected: Double) -> Bool {
    (value - expected).magnitude <= 1e-12 * max(1, expected.magnitude)
  }

  @Test func `slices add up to the whole, whatever their order`() throws {
    let rows = Rows()
    let slices = try rows.slices(smallest: 1)
    for column in slices.columns {
      let parts = slices.slices.filter { $0.column == column }
      #expect(parts.reduce(0) { $0 + $1.rows } == 600)
      let right = parts.reduce(0.0) { $0 + $1.estimate.value * Double($1.rows) }
      #expect((right / 600 - slices.whole.value).magnitude < 1e-12)
      for part in parts {
        let (here, there) = (Double(part.rows), Double(600 - part.rows))
        let both = (part.estimate.value * here + part.rest.value * there) / 600
        #expect((both - slices.whole.value).magnitude < 1e-12)
      }
    }
    var random = RandomSource(seed: 8)
    let few = Rows(count: 240)
    let order = random.permutation(240).map { Int($0) }
    let own = Metric("own", reading: { $0.positive.f1 + $0.curve.averagePrecision })
    for metric in [.accuracy, .f1, .rocAUC, .averagePrecision, .logLoss, own] {
      let one = try few.slices(metric, resamples: 60)
      #expect(try few.slices(metric, resamples: 60, order: order) == one, "\(metric)")
      for threads in [1, 8] {
        let again = try Workers.limited(to: threads) { try few.slices(metric, resamples: 60) }
        #expect(again == one, "\(metric), \(threads) threads")
      }
    }
  }

  @Test func `a metric of one's own has the choices' p-value, and it is honest`() throws {
    let rows = Rows(count: 240)
    // The same number twice, of cells and of rows, against all choices there are.
    let own = Metric<ClassifierStatistics>("own", requires: .counts) { $0.confusion.accuracy }
    let fromRows = Metric("own, from rows", reading: { $0.confusion.accuracy })
    for metric in [own, fromRows] {
      let found = try rows.slices(metric, resamples: 1_000)
      let right = Int((found.whole.value * 240).rounded())
      for slice in found.slices {
        let (here, there) = (Double(slice.rows), Double(240 - slice.rows))
        let distribution = HypergeometricDistribution(
          marked: right, unmarked: 240 - right, drawn: slice.rows)
        let exact = (0...slice.rows).reduce(0.0) { sum, hits in
          let gap = Double(hits) / here - Double(right - hits) / there
          return gap.magnitude < slice.difference.difference.magnitude - 1e-12
            ? sum : sum + distribution.density(hits)
        }
        let p = try #require(slice.difference.pValue)
        let error = (exact * (1 - exact) / 1_000).squareRoot()
        #expect((p - exact).magnitude < 4 * error + 0.002, "\(slice.name): \(p), \(exact)")
      }
    }
  }

  @Test func `what is undefined comes last and is compared with nothing`() throws {
    let labels = [1, 1, 0, 0, 0, 0, 1, 0]
    let slices = try Slices(
      labels: labels, ModelAnswers("model", predictions: [1, 0, 0, 0, 0, 1, 1, 0]),
      by: [
        SliceColumn("half", [0, 0, 0, 0, 1, 1, 1, 1]), SliceColumn("all", labels.map { _ in "x" }),
        SliceColumn("truth", labels),
      ],
      metric: .recall, smallest: 2, resamples: 100)
    #expect(slices.slices.last?.name == "truth = 0")
    #expect(slices.slices.last?.adjustedPValue == nil)
    let all = try #require(slices.slices.first { $0.name == "all = x" })
    #expect(all.difference.pValue == nil)
    #expect(all.difference.second.isNaN)
    #expect(slices.leftOut.isEmpty)
    #expect(slices.looks == 2)
  }

  @Test func `columns have values, missing ones, bins and crossings`() throws {
    let country = try SliceColumn("country", ["FR", nil, "DE", "FR"])
    #expect(country.slices == ["country = DE", "country = FR", "country missing"])
    #expect(country.rows == [[2], [0, 3], [1]])
    let numbers = try SliceColumn("n", [10, 9, 2, 9])
    #expect(numbers.slices == ["n = 2", "n = 9", "n = 10"])
    let ages = try SliceColumn("age", numbers: [30, 18, 25.5, 60, 41, 25.5], bins: 3)
    #expect(ages.slices == ["age = 18", "age = 25.5 to 30", "age = 41 to 60"])
    let even = try SliceColumn("age", numbers: [1, 2, 3, 4, 5, 6, 7, 8] as [Float], bins: 4)
    #expect(even.rows == [[0, 1], [2, 3], [4, 5], [6, 7]])
    let many = try SliceColumn("n", numbers: [3, 1, 2], bins: 1_000)
    #expect(many.rows == [[1], [2], [0]])
    #expect(try SliceColumn("c", numbers: [7, 7, 7], bins: 4).slices == ["c = 7"])
    #expect(try SliceColumn("c", numbers: [Double](), bins: 4).slices == [])
    let flags = try SliceColumn("new", [true, false, true, true])
    let both = try country.crossed(with: flags)
    #expect(
      both.slices == [
        "country = DE, new = true", "country = FR, new = true", "country missing, new = false",
      ])
    #expect(both.rows == [[2], [0, 3], [1]])
    #expect(both.name == "country and new")
  }

  @Test func `stops on what does not fit`() throws {
    #expect(throws: EvaluationError.self) { try SliceColumn("n", [1.0, .nan]) }
    #expect(throws: EvaluationError.notFinite(field: "n", index: 1, value: .infinity)) {
      try SliceColumn("n", numbers: [1, .infinity])
    }
    #expect(throws: EvaluationError.self) { try SliceColumn("n", numbers: [1.0], bins: 0) }
    let three = try SliceColumn("n", [1, 2, 3])
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "m", count: 1, expected: 3, of: "n")
    ) { try three.crossed(with: SliceColumn("m", [1])) }
    let answers = ModelAnswers<Int>("model", outputs: [0.1, 0.9])
    #expect(
      throws: EvaluationError.lengthsDiffer(field: "n", count: 3, expected: 2, of: "labels")
    ) { try Slices(labels: [0, 1], answers, by: [three]) }
    #expect(throws: EvaluationError.empty(field: "columns")) {
      try Slices(labels: [0, 1], answers, by: [])
    }
    let two = try SliceColumn("n", [1, 2])
    #expect(throws: EvaluationError.self) {
      try Slices(labels: [0, 1], answers, by: [two], smallest: 0)
    }
    let one = try Slices(labels: [0, 1], answers, by: [two], smallest: 1)
    #expect(one.slices.count == 2)
    let none = try Slices(labels: [0, 1], answers, by: [two], smallest: 2)
    #expect(none.slices.isEmpty)
    #expect(none.leftOut.map(\.rows) == [1, 1])
    #expect(
      none.description
        == """
        2 rows · Accuracy 1.0 (0.3 to 1.0, 95 %) by n

          left out, fewer than 2 rows: n = 1 (1), n = 2 (1)

        No slice can be told from the rest.
        """)
  }

  @Test(arguments: [(5, 7, 4), (300, 10, 200), (2_000, 3_000, 1_000), (4, 0, 3), (0, 4, 3)])
  func `choices without replacement have the hypergeometric distribution`(
    marked: Int, unmarked: Int, drawn: Int
  ) {
    let distribution = HypergeometricDistribution(marked: marked, unmarked: unmarked, drawn: drawn)
    var random = RandomSource(seed: 6)
    var seen: [Int: Int] = [:]
    let draws = 20_000
    for _ in 0..<draws {
      let one = HypergeometricSampler.draw(
        marked: marked, unmarked: unmarked, drawn: drawn, from: &random)
      seen[one, default: 0] += 1
    }
    // Chi-square over the outcomes expected at least ten times, the others together.
    var square = 0.0
    var degrees = -1
    var (restSeen, rest) = (draws, Double(draws))
    for outcome in 0...drawn {
      let expected = Double(draws) * distribution.density(outcome)
      guard expected >= 10 else { continue }
      let count = seen[outcome] ?? 0
      square += (Double(count) - expected) * (Double(count) - expected) / expected
      degrees += 1
      restSeen -= count
      rest -= expected
    }
    #expect(Double(restSeen) < rest + 6 * max(1, rest).squareRoot())
    let limit = Double(degrees) + 4 * (2 * Double(max(1, degrees))).squareRoot() + 4
    #expect(square < limit, "chi-square \(square), \(degrees) degrees")
    let cells = HypergeometricSampler.draw(drawn, ofCells: [marked, 0, unmarked], from: &random)
    #expect(cells.reduce(0, +) == drawn)
    #expect(cells[0] <= marked && cells[1] == 0 && cells[2] <= unmarked)
  }
}
