import AssayTensors
import Testing

@Suite("Tensor") struct TensorTests {
  @Test func `holds its elements with the last dimension fastest`() {
    let x = Tensor([[1, 2, 3], [4, 5, 6]])
    #expect(x.shape == [2, 3])
    #expect(x.scalars == [1, 2, 3, 4, 5, 6])
    #expect(x[1, 0] == 4)
    #expect(x.transposed().scalars == [1, 4, 2, 5, 3, 6])
  }

  @Test func `broadcasts as NumPy does`() {
    let column = Tensor([10, 20], shape: [2, 1])
    let row = Tensor([1, 2, 3])
    #expect((column + row).scalars == [11, 12, 13, 21, 22, 23])
    #expect((column - row).shape == [2, 3])
    #expect(
      (Tensor([1, 2, 3, 4], shape: [2, 1, 2]) * Tensor([[1, 10]])).scalars == [1, 20, 3, 40])
  }

  @Test func `reduces along each axis`() {
    let x = Tensor((1...24).map(Float.init), shape: [2, 3, 4])
    #expect(x.sum().scalar == 300)
    #expect(x.mean().scalar == 12.5)
    #expect(x.sum(axis: 1).scalars == [15, 18, 21, 24, 51, 54, 57, 60])
    #expect(x.max(axis: -1).scalars == [4, 8, 12, 16, 20, 24])
    #expect(x.min(axis: 0, keepsAxis: true).shape == [1, 3, 4])
    #expect(Tensor([[1, 3, 3], [2, 0, 1]]).argMax() == [1, 0])
  }

  @Test func `sums many numbers without losing small ones`() {
    let x = Tensor(repeating: 0.1, shape: [10_000_000])
    #expect(abs(x.sum().scalar - 1_000_000.0149) < 0.1)
  }

  @Test func `lets NaN through`() {
    let x = Tensor([1, .nan, -1])
    #expect(x.relu().scalars[1].isNaN)
    #expect(x.sum().scalar.isNaN)
    #expect(x.max(axis: 0).scalar.isNaN)
    #expect(maximum(x, Tensor(0)).scalars[1].isNaN)
    #expect(minimum(Tensor(0), x).scalars[1].isNaN)
  }

  @Test func `turns rows into probabilities without overflow`() {
    let p = Tensor([[1_000, 1_000, 0], [-1_000, 0, 0]]).softmax()
    #expect(p.scalars == [0.5, 0.5, 0, 0, 0.5, 0.5])
    let logs = Tensor([[1_000, 0]]).logSoftmax()
    #expect(logs.scalars == [0, -1_000])
  }

  @Test func `cuts and joins`() {
    let x = Tensor((0..<12).map(Float.init), shape: [3, 4])
    #expect(x.rows(1..<2).scalars == [4, 5, 6, 7])
    #expect(x.slice(1..<3, axis: 1).scalars == [1, 2, 5, 6, 9, 10])
    #expect(x.rows(at: [2, 0]).scalars == [8, 9, 10, 11, 0, 1, 2, 3])
    #expect(Tensor.concatenating([x, x], axis: 1).shape == [3, 8])
    #expect(Tensor.concatenating([x.rows(0..<1), x.rows(1..<3)]) == x)
  }

  @Test func `works with no elements at all`() {
    let empty = Tensor([Float](), shape: [0, 4])
    #expect((empty + 1).count == 0)
    #expect((empty + Tensor([1, 2, 3, 4])).shape == [0, 4])
    #expect(empty.sum().scalar == 0)
    #expect(empty.sum(axis: 0).scalars == [0, 0, 0, 0])
    #expect(empty.softmax().shape == [0, 4])
    #expect(empty.transposed().shape == [4, 0])
  }

  @Test func `stops on shapes that do not meet, with both of them`() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Tensor([1, 2, 3]) + Tensor([1, 2])
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("sum of shapes [3] and [2]"))
  }

  @Test func `stops on elements that do not fill the shape`() async {
    await #expect(processExitsWith: .failure) { _ = Tensor([1, 2, 3], shape: [2, 2]) }
  }
}
