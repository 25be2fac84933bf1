import AssayDatasets
import AssayTensors
import Testing

@Suite("The adding problem") struct AddingProblemTests {
  @Test func `labels follow from the two marked numbers, one in each half`() {
    for steps in [2, 3, 50] {
      let data = Dataset.addingProblem(count: 400, steps: steps, seed: 7)
      #expect(data.inputShape == [steps, 2])
      for row in 0..<data.count {
        let numbers = data.inputs.rows(row..<(row + 1)).scalars
        let marked = (0..<steps).filter { numbers[2 * $0 + 1] == 1 }
        #expect(marked.count == 2)
        #expect(marked[0] < steps / 2 && marked[1] >= steps / 2)
        #expect(numbers.allSatisfy { (0...1).contains($0) })
        let sum = marked.reduce(0) { $0 + numbers[2 * $1] }
        #expect(data.targets[row] == (sum > 1 ? 1 : 0))
      }
      #expect((140...260).contains(data.classCounts[1]))
    }
  }

  @Test func `the same seed gives the same sequences, and another one others`() {
    let one = Dataset.addingProblem(count: 10, steps: 9, seed: 1)
    #expect(one == Dataset.addingProblem(count: 10, steps: 9, seed: 1))
    #expect(one != Dataset.addingProblem(count: 10, steps: 9, seed: 2))
  }
}
