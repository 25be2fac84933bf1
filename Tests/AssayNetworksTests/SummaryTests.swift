import AssayCore
import AssayDatasets
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

/// A dense layer whose parameters are reserved but never touched, to be counted only.
private struct Untouched: Layer {
  static var kind: String { "Dense" }
  let units: Int
  var parameters: [Tensor] = []

  init(_ units: Int) { self.units = units }

  mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
    parameters = [Tensor(shape: [input[-1], units]) { _ in }, Tensor(shape: [units]) { _ in }]
    return [units]
  }

  func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor { input }

  mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
    parameters.forEachTensor(body)
  }
}

@Suite("Summary") struct SummaryTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let name: String
    let columns: Int
    let text: String
  }

  static func keras(_ name: String) throws -> String {
    let cases = try Golden.load("keras_summary.json", as: File.self).cases
    return try #require(cases.first { $0.name == name && $0.columns == 80 }).text
  }

  @Test func `is Keras's table, byte for byte`() throws {
    var model = try Sequential(input: 2) {
      Dense(100, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    #expect(try model.summary == Self.keras("tutorial"))
    let data = Dataset.circles(count: 2, seed: 1)
    try model.fit(data, loss: .binaryCrossEntropy)
    #expect(try model.summary == Self.keras("tutorial, trained"))
  }

  @Test func `counts in gigabytes`() throws {
    let model = try Sequential(input: 4_096) {
      Untouched(65_536)
      Untouched(1)
    }
    #expect(try model.summary == Self.keras("large"))
  }

  @Test func `shortens names that are too long, and numbers layers of a kind`() throws {
    struct ALayerWhoseNameIsLongerThanItsColumnIsWide: Layer {
      func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor { input }
    }
    let model = try Sequential(input: [2, 3]) {
      Flatten()
      Dropout(0.5)
      Dense(4)
      ALayerWhoseNameIsLongerThanItsColumnIsWide()
      Dense(4)
      ActivationLayer(.relu)
      Dense(1)
    }
    #expect(
      model.layerNames == [
        "flatten", "dropout", "dense", "a_layer_whose_name_is_longer_than_its_column_is_wide",
        "dense_1", "activation", "dense_2",
      ])
    let lines = model.summary.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("│ a_layer_whose_name_is_longer_t… │ (None, 4) ") })
    #expect(Set(lines.dropFirst().dropLast(3).map(\.count)) == [76])
  }
}
