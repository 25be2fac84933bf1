import TestSupport
import Testing

/// The cases of a golden file of scores.
struct ScoreCases<Case: Decodable & Sendable>: Decodable {
  let cases: [Case]

  /// The cases of `score_NAME.json`.
  static func load(_ name: String) throws -> [Case] {
    try Golden.load("score_\(name).json", as: Self.self).cases
  }
}

/// What a golden file has for one key: a number, a row of numbers or several rows.
struct GoldenValue: Decodable, Sendable {
  let rows: [[Double]]

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let rows = try? container.decode([[GoldenNumber]].self) {
      self.rows = rows.map { $0.map(\.value) }
    } else if let row = try? container.decode([GoldenNumber].self) {
      rows = [row.map(\.value)]
    } else {
      rows = [[try container.decode(GoldenNumber.self).value]]
    }
  }
}

/// A golden case: what scikit-learn gives for 64 bits, and for 32 where that differs.
protocol TwoTypesCase: Decodable, Sendable, CustomTestStringConvertible {
  var name: String { get }
  var expected: [String: GoldenValue] { get }
  var float: [String: GoldenValue]? { get }
  var refused: [String] { get }
  var warned: [String] { get }
}

extension TwoTypesCase {
  var testDescription: String { name }

  /// Compares what was read from Doubles, and from Floats, with scikit-learn's; keys that it
  /// refuses are passed over.
  func expect(
    _ key: String, _ double: @autoclosure () throws -> [[Double]],
    float: @autoclosure () throws -> [[Double]], sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    guard let golden = expected[key] else {
      #expect(refused.contains(key), "\(key) is not in the golden file")
      return
    }
    compare(key, try double(), golden.rows, 1e-12, sourceLocation)
    compare(key + ", Float", try float(), (self.float?[key] ?? golden).rows, 1e-6, sourceLocation)
  }

  private func compare(
    _ key: String, _ rows: [[Double]], _ golden: [[Double]], _ tolerance: Double,
    _ sourceLocation: SourceLocation
  ) {
    #expect(
      rows.map(\.count) == golden.map(\.count), "\(key): \(rows), golden \(golden)",
      sourceLocation: sourceLocation)
    for (row, reference) in zip(rows, golden) {
      for (value, reference) in zip(row, reference) {
        #expect(
          isSameReading(value, reference, within: tolerance),
          "\(key): \(value), golden \(reference)", sourceLocation: sourceLocation)
      }
    }
  }
}

extension Array where Element == Double {
  /// The same numbers in 32 bits.
  var floats: [Float] { map { Float($0) } }

  /// Rows of a width.
  func rows(_ width: Int) -> [[Double]] {
    stride(from: 0, to: count, by: width).map { Array(self[$0..<($0 + width)]) }
  }
}

extension Array where Element == Float {
  /// Rows of a width.
  func rows(_ width: Int) -> [[Float]] {
    stride(from: 0, to: count, by: width).map { Array(self[$0..<($0 + width)]) }
  }
}
