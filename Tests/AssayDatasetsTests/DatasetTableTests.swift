import AssayTensors
import Testing

@testable import AssayDatasets

@Suite("Data set of a table")
struct DatasetTableTests {
  let table: Table

  init() throws {
    table = try Table(text: "x,y,label,w\n1,2,10,1\n3,4,9,2\n5,6,10,0.5\n", file: "t.csv")
  }

  @Test func `takes label and weights by name, and the rest as inputs`() throws {
    let labels: Dataset<String> = try Dataset(table, label: "label", weights: "w")
    #expect(labels.inputs == Tensor([[1, 2], [3, 4], [5, 6]]))
    #expect(labels.columns == ["x", "y"])
    #expect(labels.targets == ["10", "9", "10"])
    #expect(labels.classes == ["9", "10"])
    #expect(labels.weights == [1, 2, 0.5])
    let chosen: Dataset<String> = try Dataset(
      table, label: "label", features: ["y"], classes: ["10", "9", "8"])
    #expect(chosen.inputs == Tensor([[2], [4], [6]]))
    #expect(chosen.labelPositions == [0, 1, 0])
    let whole: Dataset<Int> = try Dataset(table, label: "label")
    #expect(whole.classes == [9, 10])
    #expect(whole.columns == ["x", "y", "w"])
    let numbers: Dataset<Double> = try Dataset(table, target: "w")
    #expect(numbers.targets == [1, 2, 0.5])
  }

  @Test func `orders labels by value only if all are numbers`() {
    #expect(labelsInOrder(["10", "9", "-1", "1e1"]) == ["-1", "9", "10", "1e1"])
    #expect(labelsInOrder(["10", "9", "x"]) == ["10", "9", "x"])
  }

  @Test func `names line and column of what no network takes`() throws {
    let odd = try Table(text: "x,y,z\n1,a,0.5\ninf,b,1e39\n2,c,1\n", file: "o.csv")
    #expect(throws: CSVError(file: "o.csv", line: 3, column: "x", reason: .notFinite("inf"))) {
      _ = try Dataset<String>(odd, label: "y", features: ["x"])
    }
    #expect(throws: CSVError(file: "o.csv", line: 2, column: "y", reason: .notANumber("a"))) {
      _ = try Dataset<String>(odd, label: "z", features: ["y"])
    }
    #expect(throws: CSVError(file: "o.csv", line: 2, column: "z", reason: .notWhole("0.5"))) {
      _ = try Dataset<Int>(odd, label: "z", features: ["z"])
    }
    #expect(throws: DatasetError.noInputs) {
      _ = try Dataset<String>(odd, label: "y", features: [])
    }
    #expect(throws: CSVError.self) { _ = try Dataset<String>(odd, label: "Y") }
  }
}
