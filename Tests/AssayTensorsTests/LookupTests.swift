import TestSupport
import Testing

@testable import AssayTensors

@Suite("Lookup") struct LookupTests {
  @Test func `gives the rows that indices name, and adds up their gradients`() {
    let table = sample([4, 3], seed: 1)
    let indices = Tensor([[3, 0], [3, 3]])
    let found = table.lookup(indices)
    #expect(found.shape == [2, 2, 3])
    let rows: [Float] = [3, 0, 3, 3].flatMap { table.rows($0..<($0 + 1)).scalars }
    #expect(found.scalars == rows)
    #expect(GradientCheck.error(at: table) { $0.lookup(indices) } < 3e-3)
    let slopes = gradient(at: table) { $0.lookup(indices).sum() }
    #expect(slopes == Tensor([[1, 1, 1], [0, 0, 0], [0, 0, 0], [3, 3, 3]]))
  }

  @Test func `a table used twice gets both gradients`() {
    let error = GradientCheck.error(at: sample([3, 2], seed: 2)) {
      $0.lookup(Tensor([0, 2])) * $0.lookup(Tensor([2, 2]))
    }
    #expect(error < 3e-3)
  }

  @Test func `an index that is no row gives no number, and no gradient`() {
    let table = sample([2, 2], seed: 3)
    let wrong: [Float] = [2, -1, 0.5, .nan, .infinity, -.infinity, 1e30]
    #expect(table.lookup(Tensor(wrong)).scalars.allSatisfy { $0.isNaN })
    let slopes = gradient(at: table) { $0.lookup(Tensor(wrong)).sum() }
    #expect(slopes == Tensor([[0, 0], [0, 0]]))
  }

  @Test func `puts tensors side by side, and parts their gradients`() {
    let parts = [sample([2, 2, 3], seed: 4), sample([2, 2, 1], seed: 5)]
    let joined = parts[0].joined(parts[1])
    #expect(joined.slice(0..<3, axis: -1) == parts[0])
    #expect(joined.slice(3..<4, axis: -1) == parts[1])
    #expect(GradientCheck.error(at: parts) { $0[0].joined($0[1]).squared() } < 3e-3)
    #expect(GradientCheck.error(at: parts[0]) { $0.joined($0 * 2) } < 3e-3)
  }

  #if os(Linux) || os(macOS)
    @Test func `stops on shapes that do not fit, naming both`() async {
      let output = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Tensor([[1, 2]]).joined(Tensor([[1], [2]]))
      }
      let text = String(decoding: output?.standardErrorContent ?? [], as: UTF8.self)
      #expect(text.contains("shapes [1, 2] and [2, 1] do not fit side by side"))
    }
  #endif
}
