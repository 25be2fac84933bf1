import AssayTensors
import TestSupport
import Testing

@Suite("Tensors side by side") struct JoiningTests {
  @Test func `rows stand one behind the other`() {
    let (one, two) = (Tensor([[1, 2], [3, 4]]), Tensor([[5], [6]]))
    #expect(Tensor.joined([one, two, one]) == Tensor([[1, 2, 5, 1, 2], [3, 4, 6, 3, 4]]))
    #expect(Tensor.joined([two]) == two)
    let none = Tensor([Float](), shape: [2, 0])
    #expect(Tensor.joined([none, two, none]) == two)
    let x = sample([2, 3, 2, 3], seed: 1)
    let y = sample([2, 3, 2, 5], seed: 2)
    #expect(Tensor.joined([x, y, x]) == .concatenating([x, y, x], axis: -1))
  }

  @Test func `gradients agree with differences, of parts used once and twice`() {
    let parts = [
      sample([2, 3, 1], seed: 1), sample([2, 3, 4], seed: 2), sample([2, 3, 2], seed: 3),
    ]
    let once = GradientCheck.error(at: parts) { Tensor.joined($0).squared() }
    #expect(once < 2e-3)
    for order in [true, false] {
      let twice = GradientCheck.error(at: parts) { parts in
        let whole = { Tensor.joined([parts[0], parts[1], parts[2], parts[0]]).squared().sum() }
        let other = { parts[0].exp().sum() + parts[1].exp().sum() }
        if order { return whole() + other() }
        return other() + whole()
      }
      #expect(twice < 2e-3)
    }
  }

  @Test func `constants among the parts have none`() {
    let constant = sample([2, 3], seed: 4)
    let error = GradientCheck.error(at: sample([2, 2], seed: 5)) {
      Tensor.joined([constant, $0, constant]).squared()
    }
    #expect(error < 2e-3)
  }
}
