import AssayTensors
import TestSupport
import Testing

@Suite("Enlarging images") struct EnlargingTests {
  static let images = Tensor([1, 2, 3, 4], shape: [1, 2, 2, 1])

  @Test func `zeros stand around images`() {
    let padded = Self.images.zeroPadded(top: 1, bottom: 0, left: 0, right: 2)
    #expect(padded.shape == [1, 3, 4, 1])
    #expect(padded.scalars == [0, 0, 0, 0, 1, 2, 0, 0, 3, 4, 0, 0])
  }

  @Test func `rows and columns are taken away`() {
    let padded = Self.images.zeroPadded(top: 1, bottom: 0, left: 0, right: 2)
    #expect(padded.cropped(top: 1, bottom: 0, left: 0, right: 2) == Self.images)
    #expect(Self.images.cropped(top: 1, bottom: 0, left: 0, right: 1).scalars == [3])
    #expect(Self.images.cropped(top: 1, bottom: 1, left: 0, right: 0).shape == [1, 0, 2, 1])
  }

  @Test func `pixels become blocks`() {
    let larger = Self.images.upsampled(rows: 1, columns: 3)
    #expect(larger.shape == [1, 2, 6, 1])
    #expect(larger.scalars == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4])
    #expect(Self.images.upsampled(rows: 2, columns: 1).scalars == [1, 2, 1, 2, 3, 4, 3, 4])
  }

  @Test func `gradients agree with differences, of images used once and twice`() {
    let x = sample([2, 3, 2, 3], seed: 4)
    let operations: [(String, @Sendable (Tensor) -> Tensor)] = [
      ("padded", { $0.zeroPadded(top: 1, bottom: 2, left: 3, right: 0).squared() }),
      ("cropped", { $0.cropped(top: 1, bottom: 0, left: 0, right: 1).squared() }),
      ("upsampled", { $0.upsampled(rows: 2, columns: 3).squared() }),
    ]
    for (name, operation) in operations {
      #expect(GradientCheck.error(at: x, of: operation) < 2e-3, "\(name)")
      for order in [true, false] {
        let twice = GradientCheck.error(at: x) { x in
          let (one, other) = order ? (operation(x), x.exp()) : (x.exp(), operation(x))
          return one.sum() + other.sum()
        }
        #expect(twice < 2e-3, "\(name), \(order)")
      }
    }
  }

  @Test func `images without pixels stay empty`() {
    let none = Tensor([Float](), shape: [0, 2, 2, 1])
    #expect(none.zeroPadded(top: 1, bottom: 1, left: 1, right: 1).shape == [0, 4, 4, 1])
    #expect(none.upsampled(rows: 2, columns: 2).shape == [0, 4, 4, 1])
  }
}
