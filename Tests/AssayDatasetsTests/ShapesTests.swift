import AssayDatasets
import AssayTensors
import TestSupport
import Testing

@Suite("Images of shapes") struct ShapesTests {
  @Test func `masks are where images are bright`() {
    let data = Dataset<Mask>.shapes(count: 30, size: 16, noise: 0, seed: 1)
    #expect(data.count == 30 && data.inputs.shape == [30, 16, 16, 1])
    #expect(data.encodedTargets.shape == [30, 16, 16, 1])
    for (grey, mask) in zip(data.inputs.scalars, data.encodedTargets.scalars) {
      #expect(mask == 1 ? (0.5...1).contains(grey) : (0..<0.3).contains(grey))
    }
    let areas = data.targets.map { $0.pixels.reduce(0) { $0 + Int($1) } }
    #expect(Set(areas).count > 15)
    #expect(areas.allSatisfy { $0 < 256 })
  }

  @Test func `images follow from the seed and their place alone`() {
    let few = Dataset<Mask>.shapes(count: 3, size: 8, seed: 7)
    let more = Dataset<Mask>.shapes(count: 5, size: 8, seed: 7)
    #expect(more.inputs.rows(0..<3) == few.inputs)
    #expect(Array(more.targets[0..<3]) == few.targets)
    #expect(Dataset<Mask>.shapes(count: 3, size: 8, seed: 8).inputs != few.inputs)
  }

  @Test func `noise lies on every pixel`() {
    let plain = Dataset<Mask>.shapes(count: 8, size: 32, noise: 0, seed: 2)
    let noisy = Dataset<Mask>.shapes(count: 8, size: 32, noise: 0.2, seed: 2)
    let squares = zip(plain.inputs.scalars, noisy.inputs.scalars).reduce(0) {
      $0 + Double(($1.1 - $1.0) * ($1.1 - $1.0))
    }
    #expect(plain.targets == noisy.targets)
    #expect(abs((squares / 8_192).squareRoot() - 0.2) < 0.01)
  }

  @Test func `is the same on every machine`() {
    let data = Dataset<Mask>.shapes(count: 4, size: 12, noise: 0.25, seed: 1)
    let bits = data.inputs.scalars.map { Int64($0.bitPattern) }
    #expect(
      SHA256.hex(littleEndian: bits)
        == "2839caf30476f2fc33883003d8267ab6df2b265f8d1ebffe524a916ab0233947")
    #expect(
      SHA256.hex(data.targets.flatMap(\.pixels))
        == "70edb9bba273493c20cef7da3d5c305df5a8a22c3917570f9b9eb0c676244692")
  }

  @Test func `stops on arguments without meaning`() async {
    await #expect(processExitsWith: .failure) { _ = Dataset<Mask>.shapes(count: 0, seed: 1) }
    await #expect(processExitsWith: .failure) {
      _ = Dataset<Mask>.shapes(count: 1, size: 7, seed: 1)
    }
    await #expect(processExitsWith: .failure) {
      _ = Dataset<Mask>.shapes(count: 1, noise: .nan, seed: 1)
    }
  }
}
