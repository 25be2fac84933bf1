import AssayDatasets
import TestSupport
import Testing

@Suite("Made classes")
struct ClassificationTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    enum Setting: Decodable {
      case number(Double)
      case drawn

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        self = (try? .number(container.decode(Double.self))) ?? .drawn
      }

      var number: Double? { if case .number(let number) = self { number } else { nil } }
    }

    let count: Int
    let seed: UInt32
    let n_features, n_informative, n_redundant, n_repeated, n_classes, n_clusters_per_class: Int?
    let weights: [Double]?
    let flip_y, class_sep: Double?
    let hypercube, shuffle: Bool?
    let shift, scale: Setting?
    let inputs, last, sums: [Double]
    let labels: [Int]
    var testDescription: String { "\(count) points, seed \(seed)" }

    var points: Points {
      .classification(
        count: count, columns: n_features ?? 20, informative: n_informative ?? 2,
        redundant: n_redundant ?? 2, repeated: n_repeated ?? 0, classes: n_classes ?? 2,
        clusters: n_clusters_per_class ?? 2, weights: weights, flipped: flip_y ?? 0.01,
        separation: class_sep ?? 1, isCube: hypercube ?? true,
        shift: shift.map(\.number) ?? 0, scale: scale.map(\.number) ?? 1,
        isShuffled: shuffle ?? true, seed: seed)
    }
  }

  struct File: Decodable {
    let cases: [Case]
  }

  static let cases: [Case] = (try? Golden.load("made_classes.json", as: File.self).cases) ?? []

  @Test func `finds its goldens`() {
    #expect(ClassificationTests.cases.count == 8)
  }

  @Test(arguments: cases)
  func `has scikit-learn's labels, and its points but for the last bits`(golden: Case) {
    let points = golden.points
    #expect(points.labels == golden.labels)
    #expect(points.columns == golden.last.count)
    let magnitude = golden.inputs.map { abs($0) }.max() ?? 0
    for (ours, theirs) in zip(points.inputs, golden.inputs) {
      #expect(abs(ours - theirs) <= 1e-14 * magnitude)
    }
    for (ours, theirs) in zip(points[points.count - 1], golden.last) {
      #expect(abs(ours - theirs) <= 1e-14 * magnitude)
    }
    for (column, sum) in golden.sums.enumerated() {
      let ours = (0..<points.count).reduce(0) { $0 + points.inputs[$1 * points.columns + column] }
      #expect(abs(ours - sum) <= 1e-13 * magnitude * Double(points.count))
    }
  }

  @Test func `makes a data set that knows its classes`() {
    let data = Dataset.classification(count: 50, columns: 6, classes: 2, flipped: 0, seed: 1)
    let points = Points.classification(count: 50, columns: 6, flipped: 0, seed: 1)
    #expect(data.inputShape == [6])
    #expect(data.targets == points.labels)
    #expect(data.inputs.scalars == points.inputs.map { Float($0) })
    #expect(data.classCounts == [25, 25])
  }

  @Test func `stops on arguments without meaning`() async {
    await #expect(processExitsWith: .failure) { _ = Points.classification(count: 0, seed: 1) }
    await #expect(processExitsWith: .failure) { _ = Points.classification(columns: 3, seed: 1) }
    await #expect(processExitsWith: .failure) { _ = Points.classification(classes: 3, seed: 1) }
    await #expect(processExitsWith: .failure) {
      _ = Points.classification(weights: [0.5, 0.6], seed: 1)
    }
    await #expect(processExitsWith: .failure) { _ = Points.classification(weights: [], seed: 1) }
    await #expect(processExitsWith: .failure) { _ = Points.classification(scale: 0, seed: 1) }
  }
}
