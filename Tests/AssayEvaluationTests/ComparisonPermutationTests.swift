import AssayCore
import Testing

@testable import AssayEvaluation

@Suite("Permutation test of accuracy") struct ComparisonPermutationTests {
  /// Every order of the labels, dealt to the guesses: how many match in each.
  private func matches(_ labels: [Int], _ guesses: [Int]) -> [Int] {
    var result: [Int] = []
    func deal(_ left: [Int], _ row: Int, _ matched: Int) {
      if left.isEmpty { return result.append(matched) }
      for place in left.indices {
        var rest = left
        let label = rest.remove(at: place)
        deal(rest, row + 1, matched + (label == guesses[row] ? 1 : 0))
      }
    }
    deal(labels, 0, 0)
    return result
  }

  @Test(arguments: [
    [2, 0, 0, 1, 2, 0, 0, 0, 2], [1, 1, 1, 0, 2, 0, 1, 0, 1], [3, 1, 0, 0, 0, 1, 0, 1, 1],
  ])
  func `agrees with every order, tried one by one`(cells: [Int]) {
    var labels: [Int] = []
    var guesses: [Int] = []
    for (cell, count) in cells.enumerated() {
      for _ in 0..<count {
        labels.append(cell / 3)
        guesses.append(cell % 3)
      }
    }
    let all = matches(labels, guesses).map(Double.init)
    let mean = all.reduce(0, +) / Double(all.count)
    let variance = all.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(all.count)
    let test = PermutationTest(cells: cells, classCount: 3)
    #expect((test.mean - mean).magnitude < 1e-12)
    #expect((test.variance - variance).magnitude < 1e-12)
    let exact = Double(all.filter { $0 >= Double(test.correct) }.count) / Double(all.count)
    let error = (exact * (1 - exact) / 1_999).squareRoot()
    #expect((test.pValue() - exact).magnitude < 4 * error + 0.001)
  }

  @Test func `the normal tail is close to the orders tried`() {
    // Variance 62: the normal tail; 30 rows: orders. Both against Fisher's exact test.
    let cells = [72, 58, 52, 68]
    let test = PermutationTest(cells: cells, classCount: 2)
    let exact = FisherExactTest(72, 58, 52, 68).pValue()
    #expect(relativeError(test.pValue(), exact) < 0.05)
    let small = PermutationTest(cells: [10, 6, 5, 9], classCount: 2)
    #expect((small.pValue() - FisherExactTest(10, 6, 5, 9).pValue()).magnitude < 0.03)
  }

  @Test func `repeats for any number of threads`() {
    let test = PermutationTest(cells: [9, 6, 5, 6, 8, 5, 4, 6, 8], classCount: 3)
    let values = [1, 2, 3, 8].map { threads in Workers.limited(to: threads) { test.pValue() } }
    #expect(Set(values).count == 1)
    #expect(test.pValue(seed: 5) != values[0])
  }

  @Test func `says nothing where predictions are constant`() {
    #expect(PermutationTest(cells: [0, 5, 0, 0, 7, 0, 0, 2, 0], classCount: 3).pValue() == 1)
    #expect(PermutationTest(cells: [0, 0, 0, 0], classCount: 2).pValue() == 1)
  }
}
