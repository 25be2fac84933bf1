import AssayTensors
import Testing

@testable import AssayNetworks

@Suite("Layers written one below the other") struct LayerBuilderTests {
  static func text(@LayerBuilder _ layers: () throws -> [any Layer]) rethrows -> [String] {
    try layers().map(\.description)
  }

  @Test(arguments: [false, true]) func `if`(condition: Bool) {
    let text = Self.text {
      Flatten()
      if condition { Dense(1) }
      Dense(2)
    }
    #expect(text == ["Flatten()"] + (condition ? ["Dense(1)"] : []) + ["Dense(2)"])
  }

  @Test(arguments: [0, 1, 2]) func `if and else`(number: Int) {
    let text = Self.text {
      if number == 0 {
        Dense(10)
        Dense(11)
      } else if number == 1 {
        Dense(20)
      } else {
        Dense(30)
      }
    }
    #expect(text == [["Dense(10)", "Dense(11)"], ["Dense(20)"], ["Dense(30)"]][number])
  }

  @Test(arguments: [0, 1, 3]) func `for`(count: Int) {
    let text = Self.text {
      for units in 0..<count {
        Dense(units + 1, activation: .relu)
        Dropout(0.5)
      }
    }
    let lines = (0..<count).flatMap { ["Dense(\($0 + 1), activation: .relu)", "Dropout(0.5)"] }
    #expect(text == lines)
  }

  @Test(arguments: [nil, 7]) func `if let`(units: Int?) {
    let text = Self.text { if let units { Dense(units) } }
    #expect(text == (units == nil ? [] : ["Dense(7)"]))
  }

  enum Size: CaseIterable { case small, middle, large }

  @Test(arguments: Size.allCases) func `switch`(size: Size) {
    let text = Self.text {
      switch size {
      case .small: Dense(1)
      case .middle: Dense(2)
      case .large:
        Dense(3)
        Dense(4)
      }
    }
    let expected: [Size: [String]] = [
      .small: ["Dense(1)"], .middle: ["Dense(2)"], .large: ["Dense(3)", "Dense(4)"],
    ]
    #expect(text == expected[size])
  }

  @Test func `availability, arrays, and layers of any type`() {
    let tail: [any Layer] = [Dense(3), ActivationLayer(.tanh)]
    let one: any Layer = Dropout(0.25)
    let text = Self.text {
      if #available(macOS 15, iOS 18, *) { Dense(1) }
      if #available(macOS 15, iOS 18, *) { Dense(2) } else { Flatten() }
      tail
      one
    }
    #expect(
      text == [
        "Dense(1)", "Dense(2)", "Dense(3)", "ActivationLayer(.tanh)", "Dropout(0.25)",
      ])
  }

  @Test func `errors thrown while layers are written come out`() {
    struct Stop: Error {}
    func units() throws -> Int { throw Stop() }
    #expect(throws: Stop.self) { try Sequential(input: 2) { Dense(try units()) } }
  }

  @Test func `a network prints as it is written, and may be a layer of another`() throws {
    let inner = try Sequential(input: 4, seed: 2) {
      Dense(4, activation: .relu)
      Dense(3)
    }
    let model = try Sequential(input: [2, 2], seed: 1) {
      Flatten()
      inner
      Dense(1, activation: .sigmoid)
    }
    #expect(model.outputShape == 1)
    #expect(model.parameterCount == 4 * 4 + 4 + 4 * 3 + 3 + 3 + 1)
    var names: [String] = []
    var copy = model
    copy.forEachTensor { _, name, _ in names.append(name) }
    #expect(
      names == [
        "sequential.dense.kernel", "sequential.dense.bias", "sequential.dense_1.kernel",
        "sequential.dense_1.bias", "dense.kernel", "dense.bias",
      ])
    #expect(
      inner.description == """
        Sequential(input: [4]) {
          Dense(4, activation: .relu)
          Dense(3)
        }
        """)
  }
}
