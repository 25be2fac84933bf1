import AssayCore
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("What branches refuse") struct BranchErrorTests {
  private func text(_ input: Shape, @LayerBuilder _ layers: () -> [any Layer]) -> String {
    do {
      _ = try Sequential(input: input, layers: layers())
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test func `sums of different shapes are refused with the way around that fits`() {
    #expect(
      text(4) { Residual { Dense(3) } }
        == "Residual cannot merge values of shapes [4] and [3]: add shortcut: { Dense(3) }")
    #expect(
      text([6, 6, 2]) { Residual { Conv2D(5, kernelSize: 3, strides: 2, padding: .same) } }
        == "Residual cannot merge values of shapes [6, 6, 2] and [3, 3, 5]: "
        + "add shortcut: { Conv2D(5, kernelSize: 1, strides: 2) }")
    #expect(
      text([6, 6, 2]) { Residual { Conv2D(5, kernelSize: 1) } }
        .hasSuffix("add shortcut: { Conv2D(5, kernelSize: 1) }"))
    #expect(
      text([6, 6, 2]) { Residual { Conv2D(2, kernelSize: 3) } }
        .hasSuffix("write padding: .same in the layers"))
    #expect(
      text([3, 2]) { Residual { Flatten() } }.hasSuffix("let both ways give the same shape"))
    #expect(text([3, 2]) { Residual { Permute(2, 1) } }.hasSuffix("let the layers keep the shape"))
    #expect(
      text(4) {
        Residual {
          Dense(3)
        } shortcut: {
          Dense(2)
        }
      }
      .hasSuffix("[2] and [3]: let both ways give the same shape"))
    #expect(
      text(4) {
        Add {
          Branch { Dense(2) }
          Branch { Dense(3) }
        }
      } == "Add cannot merge values of shapes [2] and [3]: let all branches give the same shape")
  }

  @Test func `shortcuts that are proposed do fit`() throws {
    for (side, stride) in [(5, 2), (6, 2), (7, 3), (8, 4), (4, 1)] {
      _ = try Sequential(input: [side, side, 2]) {
        Residual {
          Conv2D(3, kernelSize: 3, strides: WindowSize(stride, stride), padding: .same)
        } shortcut: {
          Conv2D(3, kernelSize: 1, strides: WindowSize(stride, stride))
        }
      }
    }
  }

  @Test func `values that do not stand side by side are refused`() {
    let text = text([5, 4, 2]) {
      Skip {
        MaxPool2D(2)
        UpSampling2D()
      }
    }
    #expect(
      text
        == "Skip cannot merge values of shapes [5, 4, 2] and [4, 4, 2]: let the layers give back "
        + "the size they get: padding: .same in convolutions, as much UpSampling2D as there is "
        + "pooling, and sides that the pooling divides")
    #expect(
      self.text([5, 4, 2]) {
        Concatenate {
          Branch { Conv2D(1, kernelSize: 3) }
          Branch()
        }
      }.hasPrefix("Concatenate cannot merge values of shapes [3, 2, 1] and [5, 4, 2]: let all"))
    #expect(
      self.text([1 << 14, 1 << 14, 7]) {
        Concatenate {
          Branch()
          Branch()
        }
      }.hasSuffix("keep a row below 2147483647 numbers"))
  }

  @Test func `branches without layers are refused where there must be some`() {
    #expect(text(2) { Residual {} } == "Residual: body cannot be empty")
    #expect(text(2) { Skip {} } == "Skip: body cannot be empty")
    #expect(text(2) { Add {} } == "Add: branches cannot be empty")
    #expect(text(2) { Concatenate {} } == "Concatenate: branches cannot be empty")
    #expect(
      text(1) { Residual(activation: .softmax) { Dense(1) } }.hasPrefix("Residual: softmax over"))
  }

  @Test func `a layer that ends sequences is named across the edges of branches`() {
    let fix = "write returnsSequences: true in GRU(3) before it"
    #expect(
      text([4, 3]) {
        Residual {
          GRU(3)
        } shortcut: {
          GRU(3)
        }
        LSTM(2)
      }.hasSuffix(fix))
    #expect(
      text([4, 3]) {
        GRU(3)
        Residual { LSTM(3) }
      }.hasSuffix(fix))
    #expect(
      text([4, 2]) {
        LSTM(3)
        Branch {
          RepeatVector(2)
          GRU(3)
          GRU(3)
        }
      }.hasSuffix(fix))
  }

  @Test func `the first layers of all branches look at the inputs`() throws {
    let model = try Sequential(input: 3) {
      Concatenate {
        Branch { Embedding(9, 2) }
        Branch { Embedding(5, 2) }
      }
    }
    #expect(throws: NetworkError.self) { try model.predict(Tensor([[1, 2, 7]])) }
    _ = try model.predict(Tensor([[1, 2, 4]]))
  }

  @Test func `a loss of probabilities does not take sums`() throws {
    var model = try Sequential(input: 2) { Residual { Dense(2, activation: .sigmoid) } }
    let data = BranchTests.images
    #expect(throws: NetworkError.self) { try model.fit(data, loss: .dice()) }
  }

  // MARK: Files

  private func load(_ architecture: String, _ tensors: [(String, Tensor)] = []) throws {
    var archive = SafeTensors()
    archive.texts = [("assay.version", Archive.version), ("assay.architecture", architecture)]
    archive.tensors = tensors
    _ = try Sequential(try SafeTensors(archive.bytes, file: "m"), file: "m")
  }

  private func network(_ layer: String, input: String = "[1]") -> String {
    #"{"input":\#(input),"seed":0,"layers":[\#(layer)]}"#
  }

  private func branch(_ layers: String) -> String { #"{"layers":[\#(layers)]}"# }

  @Test func `a file that promises more than it has takes no memory`() throws {
    let units = { (count: Int) in
      #"{"kind":"Dense","settings":{"units":\#(count),"activation":{"name":"relu"},"#
        + #""kernelInitializer":{"zeros":{}},"biasInitializer":{"zeros":{}}}}"#
    }
    func skip(_ layers: String) -> String {
      #"{"kind":"Skip","settings":{"body":\#(branch(layers))}}"#
    }
    let one = branch("")
    let twice = #"{"kind":"Concatenate","settings":{"branches":[\#(one),\#(one)]}}"#
    let normal =
      #"{"kind":"BatchNormalization","settings":{"momentum":0.9,"epsilon":0.001,"center":true,"#
      + #""scale":true}}"#
    let deep = String(repeating: #"{"kind":"Skip","settings":{"body":{"layers":["#, count: 10_000)
    let hostile = [
      skip(units(1_000_000_000)), skip(skip(units(1_000_000_000))),
      [String](repeating: twice, count: 40).joined(separator: ","),
      ([String](repeating: twice, count: 28) + [normal]).joined(separator: ","),
      #"{"kind":"Concatenate","settings":{"branches":[]}}"#, skip(""), deep,
      #"{"kind":"Skip","settings":{}}"#, skip(#"{"kind":"Flat","settings":{}}"#),
      skip(#"{"kind":"Sequential","settings":\#(network(units(1)))}"#),
    ]
    for text in hostile {
      let seconds = threadSeconds {
        #expect(throws: ArchiveError.self) { try load(network(text)) }
      }
      #expect(seconds < 1)
    }
  }

  @Test func `tensors inside branches are named when they are missing or of another shape`() throws
  {
    let model = try Sequential(input: 2) { Residual { Dense(2) } }
    var archive = try model.archive(file: "m")
    archive.tensors[0].tensor = Tensor([1])
    #expect(
      throws: ArchiveError(
        "m", .shape(tensor: "residual.dense.kernel", expected: [2, 2], found: [1]))
    ) { try Sequential(archive, file: "m") }
    archive.tensors.removeFirst()
    #expect(throws: ArchiveError("m", .missing(tensor: "residual.dense.kernel"))) {
      try Sequential(archive, file: "m")
    }
  }

  @Test func `networks within branches cannot be saved`() throws {
    let inner = try Sequential(input: 2) { Dense(2) }
    let model = try Sequential(input: 2) { Residual { inner } }
    #expect(throws: ArchiveError("the model", .cannotSave(kind: "Branch(Sequential)"))) {
      try model.archiveBytes()
    }
  }
}
