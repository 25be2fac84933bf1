import AssayCore
import AssayDatasets
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Layers for sequences") struct SequenceLayerTests {
  /// A network of all layers for sequences.
  static func network(_ seed: UInt64 = 1) throws -> Sequential {
    try Sequential(input: 6, seed: seed) {
      Embedding(9, 4, masksZero: true)
      Bidirectional(GRU(3, returnsSequences: true), merge: .average)
      MultiHeadAttention(heads: 2, size: 3, isCausal: true)
      LayerNormalization(epsilon: 0.01)
      TimeDistributed(Dense(5, activation: .tanh))
      SimpleRNN(4, activation: .sigmoid, returnsSequences: true)
      LSTM(5)
      RepeatVector(3)
      Masking(-7)
      GRU(4, resetsAfter: false, returnsSequences: true, goesBackwards: true)
      Bidirectional(LSTM(2))
      Dense(1, activation: .sigmoid)
    }
  }

  /// Sentences of up to six of eight words; whether word 3 occurs.
  static let words: Dataset<Int> = {
    var random = RandomSource(seed: 5)
    var inputs: [[Double]] = []
    for _ in 0..<120 {
      let length = 2 + random.below(5)
      inputs.append((0..<6).map { $0 < length ? Double(1 + random.below(8)) : 0 })
    }
    let targets = inputs.map { $0.contains(3) ? 1 : 0 }
    do { return try Dataset(inputs: inputs, targets: targets) } catch { fatalError("\(error)") }
  }()

  @Test func `a network of them agrees with differences`() throws {
    let network = try Self.network()
    let inputs = Self.words.inputs.rows(0..<3)
    let error = GradientCheck.error(at: network) { $0(inputs) }
    #expect(error < 3e-3)
  }

  @Test func `a saved network answers the same, and training goes on`() throws {
    var model = try Self.network()
    try model.fit(Self.words, epochs: 2, loss: .binaryCrossEntropy)
    let bytes = try model.archiveBytes()
    var loaded = try Sequential(try SafeTensors(bytes, file: "m"), file: "m")
    #expect(loaded.description == model.description)
    #expect(try loaded.predict(Self.words) == model.predict(Self.words))
    try model.fit(Self.words, epochs: 2, loss: .binaryCrossEntropy)
    try loaded.fit(Self.words, epochs: 2, loss: .binaryCrossEntropy)
    #expect(loaded.weights == model.weights)
  }

  @Test func `a file that promises more units than it has is refused before memory is taken`()
    throws
  {
    let model = try Self.network()
    var archive = try model.archive(file: "m")
    let place = try #require(archive.texts.firstIndex { $0.0 == Archive.architectureKey })
    let texts = archive.texts
    for (from, to) in [
      ("\"units\":5", "\"units\":16000000"), ("\"count\":9", "\"count\":16000000"),
      ("\"units\":2", "\"units\":9223372036854775807"), ("\"units\":2", "\"units\":-1"),
      ("\"count\":3", "\"count\":9223372036854775807"),
    ] {
      let altered = texts[place].1.split(separator: from, maxSplits: 1).joined(separator: to)
      #expect(altered != texts[place].1)
      archive.texts[place].1 = altered
      #expect(throws: ArchiveError.self) { _ = try Sequential(archive, file: "m") }
    }
  }

  @Test func `padding behind a sequence changes nothing`() throws {
    for merge in Bidirectional.Merge.allCases {
      func network(_ steps: Int) throws -> Sequential {
        try Sequential(input: [steps], seed: 2) {
          Embedding(9, 3, masksZero: true)
          Bidirectional(LSTM(4, returnsSequences: true), merge: merge)
          Bidirectional(GRU(3), merge: merge)
          Dense(2)
        }
      }
      let short = try network(3)(Tensor([[4, 8, 2]]))
      let long = try network(7)(Tensor([[4, 8, 2, 0, 0, 0, 0]]))
      #expect(short == long, "\(merge)")
    }
  }

  @Test func `a mask ends where the steps end`() {
    var pass = Pass.inference
    pass.mask = Tensor([[1, 0], [1, 1]])
    #expect(pass.mask(of: numbers([2, 2, 5], seed: 1)) != nil)
    #expect(pass.mask(of: numbers([2, 10], seed: 1)) == nil)
    #expect(pass.mask(of: numbers([2, 5, 2], seed: 1)) == nil)
    let layer = LSTM(1, returnsSequences: true)
    #expect(layer.description == "LSTM(1, returnsSequences: true)")
  }

  @Test func `embeddings learn in the rows that occur`() throws {
    let network = try Sequential(input: 2, seed: 1) {
      Embedding(5, 3)
      Flatten()
    }
    let slopes = gradient(at: network) { $0(Tensor([[1, 3], [3, 3]])).sum() }
    #expect(
      slopes.tensors()[0]
        == Tensor([[0, 0, 0], [1, 1, 1], [0, 0, 0], [3, 3, 3], [0, 0, 0]]))
  }

  @Test func `indices that no embedding has are errors of every way in`() throws {
    var model = try Self.network()
    for (value, said) in [(9.0, "9.0"), (-1, "-1.0"), (2.5, "2.5"), (1e30, "1e+30")] {
      var rows = (0..<4).map { _ in [1.0, 2, 3, 0, 0, 0] }
      rows[2][1] = value
      let data = try Dataset(inputs: rows, targets: [0, 1, 0, 1])
      let error = NetworkError.noSuchIndex(
        layer: "Embedding(9, 4, masksZero: true)", row: 2, position: 1, value: Float(value),
        count: 9)
      #expect(throws: error) { try model.fit(data, loss: .binaryCrossEntropy) }
      #expect(throws: error) { _ = try model.predict(data) }
      #expect(throws: error) { _ = try model.evaluate(data) }
      #expect("\(error)".contains(said))
    }
    // Behind other layers there is no such check: the answer is no number, and nothing stops.
    let table = numbers([3, 2], seed: 1)
    let found = table.lookup(Tensor([0, 7, .infinity, .nan, 0.5])).scalars
    #expect(found.prefix(2) == table.scalars.prefix(2) && found.dropFirst(2).allSatisfy(\.isNaN))
    #expect(
      "\(NetworkError.noSuchIndex(layer: "Embedding(9, 4)", row: 2, position: 1, value: 9, count: 9))"
        == "Embedding(9, 4) takes whole numbers from 0 to 8, and in row 2, position 1 stands 9.0: "
        + "write Embedding(10, …) or more, or give such items an index of their own")
  }

  @Test func `shapes that do not fit name the layer, both shapes and the line that helps`() {
    func text(_ input: Shape, _ layers: any Layer...) -> String {
      NetworkErrorTests.text { _ = try Sequential(input: input, layers: layers) }
    }
    #expect(
      text([50, 16], LSTM(64), GRU(8))
        == "GRU(8) needs sequences of shape [steps, features], and its inputs have shape [64]: "
        + "write returnsSequences: true in LSTM(64) before it")
    #expect(
      text([50, 16], Bidirectional(LSTM(4)), LSTM(8)).hasSuffix(
        "write returnsSequences: true in Bidirectional(LSTM(4)) before it"))
    #expect(
      text(16, LSTM(64))
        == "LSTM(64) needs sequences of shape [steps, features], and its inputs have shape [16]: "
        + "write Sequential(input: [16, 1]) for sequences of 16 numbers, or Embedding(count, units) "
        + "before it for indices")
    #expect(
      text([5, 8, 8], SimpleRNN(3))
        == "SimpleRNN(3) needs sequences of shape [steps, features], and its inputs have shape "
        + "[5, 8, 8]: write TimeDistributed(Flatten()) before it")
    #expect(text([5, 2], LSTM(0)) == "LSTM: units cannot be 0")
    #expect(text([5, 2], LSTM(.max)) == "LSTM: units cannot be \(Int.max)")
    #expect(text([5, 2], SimpleRNN(2, activation: .softmax)).hasSuffix("cannot be .softmax"))
    #expect(text([5, 2], SimpleRNN(2, activation: .silu)).hasSuffix("cannot be .silu"))
    #expect(text(5, Embedding(0, 3)) == "Embedding: count cannot be 0")
    #expect(text(5, Embedding(3, -1)) == "Embedding: units cannot be -1")
    #expect(text(5, Masking()).hasPrefix("Masking() needs sequences"))
    #expect(text([5, 2], RepeatVector(3)).contains("write Flatten() before it"))
    #expect(text(2, RepeatVector(0)) == "RepeatVector: count cannot be 0")
    #expect(text(2, TimeDistributed(Dense(2))).hasPrefix("TimeDistributed(Dense(2)) needs"))
  }

  @Test func `summary counts their parameters as Keras does`() throws {
    let model = try Sequential(input: 6) {
      Embedding(9, 4)
      LSTM(5, returnsSequences: true)
      Bidirectional(GRU(3, returnsSequences: true))
      GRU(3, resetsAfter: false, returnsSequences: true)
      SimpleRNN(2)
    }
    #expect(model.layers.map(\.parameterCount) == [36, 200, 180, 90, 12])
    let attention = try Sequential(input: [6, 5]) {
      MultiHeadAttention(heads: 2, size: 3)
      LayerNormalization()
    }
    #expect(attention.layers.map(\.parameterCount) == [3 * 36 + 35, 10])
    #expect(model.summary.contains("lstm (LSTM)"))
    #expect(model.summary.contains("simple_rnn (SimpleRNN)"))
    #expect(model.summary.contains("(None, 6, 5)"))
  }
}
