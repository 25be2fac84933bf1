import AssayDatasets
import TestSupport
import Testing

@Suite("Generators")
struct GeneratorTests {
  struct Case: Decodable, Sendable, CustomTestStringConvertible {
    let kind: String
    let count: Int
    let seed: UInt32
    let noise, factor, deviation: Double?
    let centers, columns: Int?
    let inputs_sha256, labels_sha256: String
    let rows: Int
    let first, last: [Double]
    let labels: [Int]
    var testDescription: String { "\(count) \(kind), seed \(seed)" }

    var points: Points {
      switch kind {
      case "circles": .circles(count: count, noise: noise, factor: factor ?? 0.8, seed: seed)
      case "moons": .moons(count: count, noise: noise, seed: seed)
      default:
        .blobs(
          count: count, centers: centers ?? 0, columns: columns ?? 0, deviation: deviation ?? 0,
          seed: seed)
      }
    }
  }

  struct File: Decodable {
    let generated: [Case]
  }

  static let cases: [Case] = (try? Golden.load("datasets.json", as: File.self).generated) ?? []

  @Test func `finds its goldens`() {
    #expect(GeneratorTests.cases.count == 20)
  }

  @Test(arguments: cases)
  func `equals scikit-learn`(golden: Case) {
    let points = golden.points
    #expect(points.count == golden.rows)
    #expect(points.labels.prefix(50).elementsEqual(golden.labels))
    #expect(SHA256.hex(littleEndian: points.labels.map(Int64.init)) == golden.labels_sha256)
    #if os(Linux)
      #expect(points.inputs.prefix(golden.first.count).elementsEqual(golden.first))
      #expect(points[points.count - 1] == golden.last)
      #expect(SHA256.hex(littleEndian: points.inputs) == golden.inputs_sha256)
    #else
      for (ours, theirs) in zip(points.inputs, golden.first) {
        #expect(abs(ours - theirs) <= 1e-15 * max(1, abs(theirs)))
      }
    #endif
  }

  @Test func `gives the circles of the reference`() {
    let points = Points.circles(count: 1_000, noise: 0.1, seed: 1)
    let labels = points.labels.map(Int64.init)
    #expect(
      SHA256.hex(littleEndian: labels)
        == "a8b64c8c39cfaf1e94f0e6fcc2f8cb2735133971c8a2cc50d7988f070b315440")
    #expect(points.labels.prefix(500).count { $0 == 0 } == 252)
    #if os(Linux)
      #expect(
        SHA256.hex(littleEndian: points.inputs)
          == "e9c7207f69c43ad483a69f172ab7e4db540abe72fc880c58666316d22b455040")
    #endif
  }

  @Test func `knows the digests of the standard`() {
    #expect(
      SHA256.hex(Array("abc".utf8))
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(
      SHA256.hex([]) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func `stops on arguments without meaning`() async {
    await #expect(processExitsWith: .failure) { _ = Points.circles(count: 0, seed: 1) }
    await #expect(processExitsWith: .failure) { _ = Points.circles(count: 9, noise: -1, seed: 1) }
    await #expect(processExitsWith: .failure) { _ = Points.circles(factor: 1, seed: 1) }
    await #expect(processExitsWith: .failure) { _ = Points.moons(noise: .nan, seed: 1) }
    await #expect(processExitsWith: .failure) { _ = Points.blobs(centers: 0, seed: 1) }
  }
}
