import AssayCore
import TestSupport
import Testing

@testable import AssayTensors

@Suite("Attention") struct AttentionTests {
  /// Queries, keys and values of two heads.
  static func parts(rows: Int, steps: Int, depth: Int = 3, width: Int = 2) -> [Tensor] {
    [2 * depth, 2 * depth, 2 * width].enumerated().map { index, columns in
      sample([rows, steps, columns], seed: UInt64(index + 1)) * 0.5
    }
  }

  static func attend(_ parts: [Tensor], mask: Tensor? = nil, isCausal: Bool = false) -> Tensor {
    attention(parts[0], parts[1], parts[2], heads: 2, mask: mask, isCausal: isCausal)
  }

  static let mask = Tensor([[1, 1, 1, 0], [0, 1, 0, 1]])

  @Test(arguments: [false, true])
  func `gradients agree with differences, with masks and without`(isCausal: Bool) {
    let parts = Self.parts(rows: 2, steps: 4)
    for mask in [nil, Self.mask] {
      let error = GradientCheck.error(at: parts) {
        Self.attend($0, mask: mask, isCausal: isCausal)
      }
      #expect(error < 3e-3, "mask: \(mask != nil)")
    }
  }

  @Test func `one tensor in all three places gets the sum of its gradients`() {
    let error = GradientCheck.error(at: sample([2, 3, 4], seed: 4) * 0.5) {
      attention($0, $0, $0, heads: 2)
    }
    #expect(error < 3e-3)
  }

  @Test func `a masked step and one that comes later change no other one's answer`() {
    let parts = Self.parts(rows: 1, steps: 4)
    func changed(at step: Int) -> [Tensor] {
      parts.map { part in
        let (width, start) = (part.shape[2], part.shape[2] * step)
        let numbers = part.scalars.enumerated().map {
          (start..<(start + width)).contains($0.offset) ? 9 : $0.element
        }
        return Tensor(numbers, shape: part.shape)
      }
    }
    func steps(_ parts: [Tensor], _ range: Range<Int>, mask: Tensor?, isCausal: Bool) -> Tensor {
      Self.attend(parts, mask: mask, isCausal: isCausal).slice(range, axis: 1)
    }
    let mask = Tensor([[1, 1, 1, 0]])
    #expect(
      steps(parts, 0..<3, mask: mask, isCausal: false)
        == steps(changed(at: 3), 0..<3, mask: mask, isCausal: false))
    #expect(
      steps(parts, 0..<2, mask: nil, isCausal: true)
        == steps(changed(at: 2), 0..<2, mask: nil, isCausal: true))
    #expect(
      steps(parts, 0..<2, mask: nil, isCausal: false)
        != steps(changed(at: 2), 0..<2, mask: nil, isCausal: false))
  }

  @Test func `neither the batch nor threads change a row's bits`() {
    let parts = Self.parts(rows: 40, steps: 50, depth: 8, width: 8)
    func both(_ parts: [Tensor]) -> [Tensor] {
      var output = Tensor(0)
      let slopes = gradient(at: parts) { parts in
        output = Self.attend(parts)
        return output.squared().sum()
      }
      return [output.detached()] + slopes
    }
    let one = Workers.limited(to: 1) { both(parts) }
    for threads in [2, 3, 8] {
      #expect(Workers.limited(to: threads) { both(parts) } == one, "\(threads) threads")
    }
    #expect(both(parts.map { $0.rows(7..<9) }) == one.map { $0.rows(7..<9) })
  }
}
