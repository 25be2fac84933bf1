import AssayDatasets
import AssayTensors
import TestSupport
import Testing

@Suite("Padded sequences")
struct SequencePaddingTests {
  struct Case: Decodable {
    let length: Int?
    let padding, truncating: String
    let value: Float
    let shape: [Int]
    let values: [Float]

    var settings: SequencePadding {
      SequencePadding(
        length: length, value: value, padding: padding == "pre" ? .before : .behind,
        truncation: truncating == "pre" ? .before : .behind)
    }
  }

  struct Group<Sequence: Decodable>: Decodable {
    let sequences: [Sequence]
    let cases: [Case]
  }

  struct File: Decodable {
    let defaults: [[Float]]
    let tokens: Group<[Int]>
    let steps: Group<[[Float]]>
  }

  let file: File

  init() throws { file = try Golden.load("sequences.json", as: File.self) }

  @Test func `has Keras's defaults`() throws {
    #expect(try SequencePadding().tensor(file.tokens.sequences) == Tensor(file.defaults))
  }

  @Test func `pads and truncates tokens as Keras does`() throws {
    #expect(file.tokens.cases.count == 40)
    for golden in file.tokens.cases {
      let padded = try golden.settings.tensor(file.tokens.sequences)
      #expect(padded == Tensor(golden.values, shape: Shape(golden.shape)))
    }
  }

  @Test func `pads and truncates steps of features as Keras does`() throws {
    #expect(file.steps.cases.count == 40)
    for golden in file.steps.cases {
      let padded = try golden.settings.tensor(file.steps.sequences)
      #expect(padded == Tensor(golden.values, shape: Shape(golden.shape)))
    }
  }

  @Test func `makes data sets`() throws {
    let tokens = try Dataset(sequences: [[1], [2, 3]], targets: ["a", "b"])
    #expect(tokens.inputs == Tensor([[0, 1], [2, 3]]))
    #expect(tokens.classes == ["a", "b"])
    let steps = try Dataset(
      sequences: [[[1, 2]], []], padding: SequencePadding(length: 2, value: -1, padding: .behind),
      targets: [0.5, 1.5], columns: ["x", "y"])
    #expect(steps.inputs == Tensor([1, 2, -1, -1, -1, -1, -1, -1], shape: [2, 2, 2]))
    #expect(steps.columns == ["x", "y"])
    #expect(try SequencePadding(length: 3).tensor([[], []] as [[Int]]).shape == [2, 3])
  }

  @Test func `says what is wrong with sequences`() {
    let padding = SequencePadding()
    #expect(throws: DatasetError.noSteps) { try padding.tensor([] as [[Int]]) }
    #expect(throws: DatasetError.noSteps) { try padding.tensor([[], []] as [[Int]]) }
    #expect(throws: DatasetError.noSteps) { try padding.tensor([[], []] as [[[Float]]]) }
    #expect(throws: DatasetError.noSteps) { try padding.tensor([[[]]] as [[[Float]]]) }
    for length in [0, -1, .min, .max] {
      #expect(throws: DatasetError.sequenceLength(length)) {
        try SequencePadding(length: length).tensor([[1]])
      }
    }
    for token in [16_777_217, .max, .min + 1] {
      #expect(throws: DatasetError.tokenTooLarge(row: 1, step: 2, token: token)) {
        try padding.tensor([[1], [2, 3, token]])
      }
    }
    #expect(throws: DatasetError.stepWidth(row: 1, step: 1, expected: 2, found: 1)) {
      try padding.tensor([[[1, 2]], [[3, 4], [5]]])
    }
    #expect(throws: DatasetError.inputNotFinite(row: 0, column: "1, 0", value: .infinity)) {
      try Dataset(sequences: [[[1], [.infinity]]], targets: [1])
    }
    #expect(throws: DatasetError.targetCount(targets: 2, rows: 1)) {
      try Dataset(sequences: [[1]], targets: [1, 2])
    }
    #expect(
      "\(DatasetError.stepWidth(row: 1, step: 1, expected: 2, found: 1))"
        == "row 1, step 1: expected 2 features, found 1")
  }
}
