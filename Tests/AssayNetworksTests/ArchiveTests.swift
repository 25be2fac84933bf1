import AssayCore
import AssayDatasets
import AssayEvaluation
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Archive") struct ArchiveTests {
  /// A layer as a user may write it.
  struct Scale: Layer, Codable {
    var start: Float
    var factor = Tensor([Float]())
    init(_ start: Float) { self.start = start }
    mutating func build(input: Shape, random: inout RandomSource) throws -> Shape {
      factor = Tensor(repeating: start, shape: [input[-1]])
      return input
    }
    func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor { input * factor }
    mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {
      body(.parameter, "factor", &factor)
    }
    private enum CodingKeys: String, CodingKey { case start }
  }

  private let data = Dataset.circles(count: 200, noise: 0.1, seed: 1)

  private func network() throws -> Sequential {
    try Sequential(input: 2, seed: 3) {
      Dense(8, activation: .relu)
      Dropout(0.25)
      Dense(1, activation: .sigmoid)
    }
  }

  private func train(
    _ model: inout Sequential, _ epochs: Int, _ optimizer: some Optimizer = .adam()
  ) throws {
    try model.fit(
      data, epochs: epochs, loss: .binaryCrossEntropy, optimizer: optimizer)
  }

  private func weights(_ model: Sequential) -> [UInt32] {
    model.tensors(.parameter).flatMap { $0.scalars.map(\.bitPattern) }
  }

  private func reason(_ body: () throws -> Void) -> ArchiveError.Reason? {
    do { try body() } catch let error as ArchiveError { return error.reason } catch {}
    return nil
  }

  private func load(_ bytes: [UInt8]) throws -> Sequential {
    try Sequential(try SafeTensors(bytes, file: "m"), file: "m")
  }

  private func file(_ header: String, _ numbers: [UInt8] = []) -> [UInt8] {
    let text = Array(header.utf8)
    return (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text + numbers
  }

  @Test(arguments: 0..<9)
  func `training goes on as if there had been no file between`(kind: Int) throws {
    let optimizers: [any Optimizer] = [
      Adam(), AdamW(weightDecay: 0.01), RMSProp(momentum: 0.5, centered: true),
      SGD(momentum: 0.9, nesterov: true),
      AMSGrad(), Nadam(learningRate: 0.01), Adagrad(), Lion(beta2: 0.95),
      Adam().scheduled(.warmUp(start: 0, steps: 5, then: .cosine(from: 0.01, over: 40)))
        .clipped(.globalNorm(0.5)).decaying(0.01).accumulating(2),
    ]
    func check(_ optimizer: some Optimizer) throws {
      var whole = try network()
      try train(&whole, 7, optimizer)
      var first = try network()
      try train(&first, 3, optimizer)
      var second = try load(try first.archiveBytes())
      #expect(weights(second) == weights(first))
      try train(&second, 4, optimizer)
      #expect(weights(second) == weights(whole))
      #expect(second.training?.epochCount == 7)
    }
    try check(optimizers[kind])
  }

  @Test func `a saved file loads again and answers the same`() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/model.safetensors"
    var model = try network()
    try train(&model, 2)
    try model.save(to: path)
    let loaded = try Sequential(contentsOf: path)
    #expect(try loaded.predict(data) == model.predict(data))
    #expect(try loaded.archiveBytes() == model.archiveBytes())
    #expect(try loaded.evaluate(data) == model.evaluate(data))
    #expect(loaded.description == model.description)
  }

  @Test func `layers of your own and networks within networks come back`() throws {
    let inner = try Sequential(input: 4, seed: 5) {
      Dense(3, activation: .elu(alpha: 0.5))
      ActivationLayer(.tanh)
    }
    let model = try Sequential(input: [2, 2], seed: .max) {
      Flatten()
      Scale(0.5)
      inner
      Dense(2, activation: .softmax, kernelInitializer: .heNormal)
    }
    let bytes = try model.archiveBytes()
    #expect(
      reason { _ = try load(bytes) }
        == .unknownKind(
          "Scale", what: "layer",
          known: Architecture.builtIn.map { $0.kind }.sorted() + ["Sequential"]))
    let archive = try SafeTensors(bytes, file: "m")
    let loaded = try Sequential(archive, file: "m", layers: [Scale.self])
    #expect(loaded.seed == .max)
    #expect(weights(loaded) == weights(model))
    #expect(try loaded.archiveBytes() == bytes)
  }

  @Test func `a layer that is not Codable cannot be saved`() throws {
    struct Plain: Layer {
      func forward(_ input: Tensor, _ pass: inout Pass) -> Tensor { input }
      mutating func forEachTensor(_ body: (Role, String, inout Tensor) -> Void) {}
    }
    let model = try Sequential(input: 2) { Plain() }
    #expect(reason { _ = try model.archiveBytes() } == .cannotSave(kind: "Plain"))
  }

  @Test func `a file cut anywhere is refused`() throws {
    var model = try network()
    try train(&model, 1)
    let bytes = try model.archiveBytes()
    for count in 0..<bytes.count {
      #expect(throws: ArchiveError.self) { _ = try load(Array(bytes[..<count])) }
    }
    #expect(throws: ArchiveError.self) { _ = try load(bytes + [0]) }
  }

  @Test func `no flipped bit of the header stops the program`() throws {
    var model = try Sequential(input: 2) { Dense(1, activation: .sigmoid) }
    try train(&model, 1)
    let bytes = try model.archiveBytes()
    let header = 8 + (0..<8).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    var refused = 0
    for bit in 0..<8 * header {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      do { _ = try load(damaged) } catch is ArchiveError { refused += 1 }
    }
    #expect(refused > 7 * header)
  }

  @Test func `every flipped bit of the numbers is noticed, and a file without a checksum is read`()
    throws
  {
    var model = try Sequential(input: 2) { Dense(1, activation: .sigmoid) }
    try train(&model, 1)
    let bytes = try model.archiveBytes()
    let header = 8 + (0..<8).reduce(0) { $0 | Int(bytes[$1]) << (8 * $1) }
    for bit in 8 * header..<8 * bytes.count {
      var damaged = bytes
      damaged[bit / 8] ^= 1 << UInt8(bit % 8)
      do {
        _ = try load(damaged)
        Issue.record("bit \(bit) was not noticed")
      } catch let error as ArchiveError {
        guard case .altered = error.reason else {
          Issue.record("\(error)")
          return
        }
      }
    }
    // Another program keeps the texts it knows: here under another name.
    let text = String(decoding: bytes[8..<header], as: UTF8.self)
    let other = text.replacing("assay.checksum", with: "other.checksum")
    let again = try load(Array(bytes[..<8]) + Array(other.utf8) + bytes[header...])
    #expect(weights(again) == weights(model))
  }

  @Test func `hostile headers are refused at once`() throws {
    let deep = String(repeating: "[", count: 100_000)
    let many = (0..<1_000_000).map { #""\#($0)":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}"# }
    let big = 4_611_686_018_427_387_904
    let hostile: [[UInt8]] = [
      [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], [0, 0, 0, 0, 0, 0, 0, 0x80, 1],
      file(deep), file(#"{"a":\#(deep)}"#), file("{\(many.joined(separator: ","))}"),
      file("{\(many[..<40_000].joined(separator: ","))}"),
      file(#"{"a":{"dtype":"F32","shape":[\#(big),\#(big)],"data_offsets":[0,0]}}"#),
      file(#"{"a":{"dtype":"F32","shape":[65536,65536,65536,65536],"data_offsets":[0,0]}}"#),
      file(#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
      file(#"{"a":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1],"data_offsets":[0,4]}}"#, [0, 0, 0, 0]),
      file(#"{"a":{"dtype":"F32","shape":[99999999999999999999],"data_offsets":[0,4]}}"#),
      file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, [0, 0, 0, 0]),
    ]
    for bytes in hostile {
      let seconds = threadSeconds {
        #expect(throws: ArchiveError.self) { _ = try SafeTensors(bytes, file: "m") }
      }
      #expect(seconds < 0.05)
    }
  }

  @Test func `a description that promises more than the file has takes no memory`() throws {
    func described(_ architecture: String) -> [UInt8] {
      var archive = SafeTensors()
      archive.texts = [("assay.version", Archive.version), ("assay.architecture", architecture)]
      return archive.bytes
    }
    let dense =
      #"{"kind":"Dense","settings":{"units":2147483647,"activation":{"name":"relu"},"#
      + #""kernelInitializer":{"zeros":{}},"biasInitializer":{"zeros":{}}}}"#
    let hostile = [
      #"{"input":[2147483647],"seed":0,"layers":[\#(dense)]}"#,
      #"{"input":[9223372036854775807,9223372036854775807],"seed":0,"layers":[]}"#,
      #"{"input":[70000,70000],"seed":0,"layers":[{"kind":"Flatten","settings":{}}]}"#,
      #"{"input":[],"seed":0,"layers":[{"kind":"Flatten","settings":{}}]}"#,
      #"{"input":[1],"seed":0,"layers":[]}"#, #"{"input":[1],"seed":-1,"layers":[]}"#, "", "{}",
      #"{"input":[1],"seed":0,"layers":[{"kind":"Dropout","settings":{"rate":7}}]}"#,
      String(
        repeating: #"{"input":[1],"seed":0,"layers":[{"kind":"Sequential","settings":"#,
        count: 10_000),
    ]
    for text in hostile {
      #expect(throws: ArchiveError.self) { _ = try load(described(text)) }
    }
  }

  @Test func `what is wrong is said with its name`() throws {
    let one: [UInt8] = [0, 0, 0, 0]
    let entry = #"{"dtype":"F32","shape":[1],"data_offsets":[0,4]}"#
    func parse(_ header: String, _ numbers: [UInt8]) -> ArchiveError.Reason? {
      reason { _ = try SafeTensors(file(header, numbers), file: "m") }
    }
    #expect(parse("{\"a\":\(entry)}", one) == nil)
    #expect(parse("{\"a\":\(entry),\"a\":\(entry)}", one) == .repeated(name: "a"))
    #expect(
      parse("{\"a\":\(entry),\"b\":\(entry)}", one) == .offsets(tensor: "b", start: 0, expected: 4))
    #expect(
      parse(#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#, one + one)
        == .type(tensor: "a", type: "F64"))
    #expect(
      parse(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, one)
        == .size(tensor: "a", shape: [2], bytes: 4))
    #expect(parse("{\"a\":\(entry)}", one + one) == .tooShort(bytes: 8, needed: 4))
    #expect(
      reason { _ = try load(file("{\"a\":\(entry)}", one)) } == .noModel(key: "assay.version"))
    #expect(
      reason { _ = try Sequential(contentsOf: "/no/such/file") }
        == .file(FileError(path: "/no/such/file", step: .open, code: 2)))
  }

  @Test func `a missing, a superfluous and a misshapen tensor are named`() throws {
    let model = try Sequential(input: 2) { Dense(1) }
    let archive = try model.archive(file: "m")
    var other = archive
    other.tensors.removeLast()
    #expect(
      reason { _ = try Sequential(other, file: "m") } == .missing(tensor: "dense.bias"))
    other = archive
    other.tensors.append(("more", Tensor([1])))
    #expect(reason { _ = try Sequential(other, file: "m") } == .unexpected(tensor: "more"))
    other = archive
    other.tensors[0].tensor = Tensor([1, 2, 3])
    #expect(
      reason { _ = try Sequential(other, file: "m") }
        == .shape(tensor: "dense.kernel", expected: [2, 1], found: [3]))
  }
}
