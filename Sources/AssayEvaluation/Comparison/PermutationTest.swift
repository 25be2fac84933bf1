import AssayCore

/// Whether a classifier of several classes is right more often than its predictions would be by
/// chance.
///
/// Under chance, the predictions are dealt to the rows in any order, every order equally likely.
/// The number right then has the mean Σ rₖcₖ/n, with rₖ rows and cₖ predictions of class k, and a
/// variance that is known exactly; the p-value is the part of orders with at least as many right.
///
/// Far above the mean (six standard deviations) or with a variance of at least 25, the normal
/// distribution with that mean and variance gives it, half a step taken off for continuity (with
/// two classes a row wrong makes another one wrong, so steps are of two rows); otherwise 1,999
/// seeded orders are tried. For two classes Fisher's exact test is the same question, answered
/// exactly.
///
/// scikit-learn: `permutation_test_score` with fixed predictions.
/// Source: W. Hoeffding, *A combinatorial central limit theorem*, 1951.
struct PermutationTest {
  static let orders = 1_999

  /// Trying the orders of more rows would take long: the normal tail then too, though predictions
  /// that hardly vary make it less exact.
  static let mostRows = 20_000

  /// Rows right.
  let correct: Int
  /// Rows right by chance, on average.
  let mean: Double
  /// The variance of the rows right by chance.
  let variance: Double
  private let truth: [Int]
  private let predictions: [Int]

  /// A test of a confusion matrix, its cells row after row.
  init(cells: [Int], classCount: Int) {
    var truth = [Int](repeating: 0, count: classCount)
    var predictions = truth
    var correct = 0
    for row in 0..<classCount {
      for column in 0..<classCount {
        let count = cells[row * classCount + column]
        truth[row] += count
        predictions[column] += count
        if row == column { correct += count }
      }
    }
    let n = Double(truth.reduce(0, +))
    // Hoeffding: with a = 1 for a match, d = a − row mean − column mean + mean of all,
    // the variance is Σ d² / (n − 1).
    let both = zip(truth, predictions).reduce(0.0) { $0 + Double($1.0) * Double($1.1) }
    var squares = 0.0
    for (row, rows) in truth.enumerated() {
      for (column, columns) in predictions.enumerated() {
        let d =
          (row == column ? 1 : 0) - Double(predictions[row]) / n - Double(truth[column]) / n
          + both / (n * n)
        squares += Double(rows) * Double(columns) * d * d
      }
    }
    self.correct = correct
    self.truth = truth
    self.predictions = predictions
    mean = n > 0 ? both / n : 0
    variance = n > 1 ? squares / (n - 1) : 0
  }

  /// The p-value, one-sided.
  func pValue(seed: UInt64 = 1) -> Double {
    guard variance > 1e-9 else { return Double(correct) > mean + 1e-9 ? 0 : 1 }
    let present = zip(truth, predictions).filter { $0.0 > 0 || $0.1 > 0 }.count
    let halfStep = present == 2 ? 1.0 : 0.5
    let z = (Double(correct) - halfStep - mean) / variance.squareRoot()
    let rows = truth.reduce(0, +)
    if variance >= 25 || (z > 6 && variance > 4) || rows > Self.mostRows {
      return NormalDistribution.upperTail(z)
    }
    let labels = truth.enumerated().flatMap { [Int32](repeating: Int32($0), count: $1) }
    let guesses = predictions.enumerated().flatMap { [Int32](repeating: Int32($0), count: $1) }
    let reached = ReachedCounts(labels: labels, guesses: guesses, goal: correct, seed: seed)
    return Double(1 + reached.count(of: Self.orders)) / Double(1 + Self.orders)
  }
}

/// How many seeded orders of the labels match the guesses often enough.
private struct ReachedCounts: Sendable {
  let labels: [Int32]
  let guesses: [Int32]
  let goal: Int
  let seed: UInt64

  func count(of orders: Int) -> Int {
    let perTask = 100
    let tasks = (orders + perTask - 1) / perTask
    var counts = [Int](repeating: 0, count: tasks)
    counts.withUnsafeMutableBufferPointer { counts in
      nonisolated(unsafe) let counts = counts
      Workers.run(tasks) { task in
        for order in task * perTask..<min(orders, (task + 1) * perTask) where reaches(order) {
          counts[task] += 1
        }
      }
    }
    return counts.reduce(0, +)
  }

  private func reaches(_ order: Int) -> Bool {
    var random = RandomSource(seed: seed, stream: UInt64(order))
    let dealt = random.permutation(labels.count)
    var matches = 0
    for row in dealt.indices where labels[Int(dealt[row])] == guesses[row] { matches += 1 }
    return matches >= goal
  }
}
