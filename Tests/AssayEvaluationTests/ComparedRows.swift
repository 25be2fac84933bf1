import AssayCore

@testable import AssayEvaluation

/// Rows of two classes and what three models make of them: the second sees a little more than the
/// first, the third hardly anything.
struct ComparedRows {
  var labels: [Int] = []
  var scores: [[Double]] = [[], [], []]

  init(rows: Int = 400, seed: UInt64 = 21) {
    var random = RandomSource(seed: seed)
    for _ in 0..<rows {
      let label = random.below(2)
      labels.append(label)
      let common = random.normal()
      for (model, sharpness) in [1.0, 1.2, 0.1].enumerated() {
        let z = sharpness * (label == 1 ? 1 : -1) + 0.8 * common + 0.6 * random.normal()
        scores[model].append(1 / (1 + ElementaryFunctions.exp(-2 * z)))
      }
    }
  }

  func answers(_ model: Int) -> ModelAnswers<Int> {
    ModelAnswers(["old", "new", "poor"][model], outputs: scores[model])
  }

  func predictions(_ model: Int) -> ModelAnswers<Int> {
    ModelAnswers(
      ["old", "new", "poor"][model], predictions: scores[model].map { $0 >= 0.5 ? 1 : 0 })
  }

  func reordered(_ order: [Int]) -> ComparedRows {
    var result = self
    result.labels = order.map { labels[$0] }
    result.scores = scores.map { column in order.map { column[$0] } }
    return result
  }
}
