import AssayDatasets
import Testing

@Suite("Handwritten digits") struct DigitsTests {
  /// Sums over scikit-learn's `load_digits()`: of all points, of each row's points times its label, and
  /// of each point times its place.
  @Test func `are scikit-learn's`() {
    let digits = Dataset.digits()
    #expect(digits.inputs.shape == [1_797, 8, 8, 1])
    #expect(digits.classes == Array(0...9))
    let points = digits.inputs.scalars.map { Int($0 * 16) }
    #expect(points.reduce(0, +) == 561_718)
    let labelled = points.indices.reduce(0) { $0 + points[$1] * digits.targets[$1 / 64] }
    #expect(labelled == 2_525_954)
    let placed = points.indices.reduce(0) { $0 + points[$1] * ($1 % 64) }
    #expect(placed == 17_660_653)
    let counts = (0...9).map { digit in digits.targets.count { $0 == digit } }
    #expect(counts == [178, 182, 177, 183, 181, 182, 181, 179, 174, 180])
    #expect(points.allSatisfy { (0...16).contains($0) })
  }
}
