import AssayTensors
import TestSupport
import Testing

@Suite("Matrix product") struct MatrixProductTests {
  @Test func `multiplies matrices, and rows of more dimensions`() {
    let a = Tensor([[1, 2], [3, 4]])
    let b = Tensor([[5, 6, 7], [8, 9, 10]])
    #expect(matmul(a, b).scalars == [21, 24, 27, 47, 54, 61])
    #expect(matmul(a.reshaped(to: [2, 1, 2]), b).shape == [2, 1, 3])
  }

  @Test func `has gradients that agree with differences`() {
    for (left, right) in [([4, 3], [3, 5]), ([2, 3, 4], [4, 1]), ([1, 20], [20, 1])] {
      let pair = [sample(Shape(left), seed: 1), sample(Shape(right), seed: 2)]
      #expect(GradientCheck.error(at: pair) { matmul($0[0], $0[1]) } < 2e-3)
    }
  }

  @Test func `gives a row the same bits in every batch`() {
    for columns in [1, 2, 10, 40] {
      let x = sample([64, 100], seed: 3)
      let w = sample([100, columns], seed: 4)
      let all = matmul(x, w)
      for row in [0, 31, 63] {
        #expect(matmul(x.rows(row..<(row + 1)), w) == all.rows(row..<(row + 1)))
      }
    }
  }

  @Test func `stops on shapes that do not fit`() async {
    await #expect(processExitsWith: .failure) {
      _ = matmul(Tensor([[1, 2]]), Tensor([[1, 2]]))
    }
  }
}
