import AssayCore
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Layers that rearrange rows") struct RearrangingLayerTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let layer: String
    let options: Options
    let inputs: GoldenArray
    let outputs: GoldenArray
    let cotangent: GoldenArray
    let gradient: GoldenArray

    var instance: (any Layer)? {
      switch layer {
      case "Flatten": Flatten()
      case "Reshape": Reshape(options.shape ?? [])
      case "Permute":
        switch options.dims?.count {
        case 2: options.dims.map { Permute($0[0], $0[1]) }
        default: options.dims.map { Permute($0[0], $0[1], $0[2]) }
        }
      case "ZeroPadding2D":
        switch options.padding {
        case .pair(let sides): ZeroPadding2D(rows: sides[0], columns: sides[1])
        case .pairs(let sides):
          ZeroPadding2D(
            top: sides[0][0], bottom: sides[0][1], left: sides[1][0], right: sides[1][1])
        default: ZeroPadding2D()
        }
      case "ZeroPadding1D":
        if case .pair(let ends) = options.padding {
          ZeroPadding1D(before: ends[0], behind: ends[1])
        } else {
          ZeroPadding1D()
        }
      case "Cropping1D":
        if case .pair(let ends) = options.cropping {
          Cropping1D(before: ends[0], behind: ends[1])
        } else {
          Cropping1D()
        }
      case "Cropping2D":
        switch options.cropping {
        case .one(let count): Cropping2D(count)
        case .pair(let sides): Cropping2D(rows: sides[0], columns: sides[1])
        case .pairs(let sides):
          Cropping2D(
            top: sides[0][0], bottom: sides[0][1], left: sides[1][0], right: sides[1][1])
        case nil: nil
        }
      case "UpSampling2D":
        if case .pair(let size) = options.size {
          UpSampling2D(WindowSize(size[0], size[1]))
        } else {
          UpSampling2D()
        }
      case "UpSampling1D":
        if case .one(let size) = options.size { UpSampling1D(size) } else { UpSampling1D() }
      default: nil
      }
    }
  }

  struct Options: Decodable {
    let shape: [Int]?
    let dims: [Int]?
    let size: Numbers?
    let padding: Numbers?
    let cropping: Numbers?

    enum CodingKeys: String, CodingKey {
      case dims, size, padding, cropping
      case shape = "target_shape"
    }

    enum Numbers: Decodable {
      case one(Int)
      case pair([Int])
      case pairs([[Int]])

      init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if let one = try? container.decode(Int.self) {
          self = .one(one)
        } else if let pair = try? container.decode([Int].self) {
          self = .pair(pair)
        } else {
          self = .pairs(try container.decode([[Int]].self))
        }
      }
    }
  }

  @Test func `have Keras's outputs and gradients, to the bit`() throws {
    let cases = try Golden.load("keras_rearranging.json", as: File.self).cases
    #expect(cases.count == 22)
    for (index, golden) in cases.enumerated() {
      let layer = try #require(golden.instance)
      let (inputs, expected) = (golden.inputs.tensor, golden.outputs.tensor)
      let network = try Sequential(input: inputs.shape.withoutFirst, seed: 1, layers: [layer])
      #expect(network.outputShape == expected.shape.withoutFirst)
      #expect(network(inputs) == expected, "case \(index), \(layer.description)")
      let slope = gradient(at: inputs) { (network($0) * golden.cotangent.tensor).sum() }
      #expect(slope == golden.gradient.tensor, "case \(index), \(layer.description)")
    }
  }

  static func network() throws -> Sequential {
    try Sequential(input: 12, seed: 3) {
      Dense(12, activation: .tanh)
      Reshape([2, -1, 3])
      UpSampling2D(WindowSize(2, 1))
      ZeroPadding2D(rows: 0, columns: 1)
      Cropping2D(top: 1, bottom: 0, left: 0, right: 1)
      Permute(3, 1, 2)
      Reshape([3, -1])
      ZeroPadding1D(before: 2, behind: 0)
      UpSampling1D(3)
      Cropping1D(before: 7, behind: 2)
      Flatten()
      Dense(2, activation: .softmax)
    }
  }

  @Test func `a network of them agrees with differences`() throws {
    let inputs = numbers([3, 12], seed: 5)
    let network = try Self.network()
    #expect(GradientCheck.error(at: network) { $0(inputs) } < 3e-3)
    #expect(GradientCheck.error(at: inputs) { network($0) } < 3e-3)
  }

  @Test func `files keep them`() throws {
    let network = try Self.network()
    let inputs = numbers([3, 12], seed: 7)
    let loaded = try Sequential(SafeTensors(network.archiveBytes(), file: "m"), file: "m")
    #expect(loaded(inputs) == network(inputs))
    #expect(loaded.layers.map(\.description) == network.layers.map(\.description))
  }

  @Test func `files with settings that no layer has are refused`() throws {
    var archive = try Self.network().archive(file: "m")
    let place = try #require(archive.texts.firstIndex { $0.0 == Archive.architectureKey })
    let texts = archive.texts
    for (from, to) in [
      ("[2,-1,3]", "[]"), ("[2,-1,3]", "[2,-1,0]"), ("[2,-1,3]", "[-1,-1,3]"),
      ("[2,-1,3]", "[2,-1,9223372036854775807]"), ("[2,-1,3]", "[1,1,1,1,1,1,1,1]"),
      ("[3,1,2]", "[]"), ("[3,1,2]", "[3,1,1]"), ("[3,1,2]", "[9223372036854775807,1,2]"),
      ("\"right\":1", "\"right\":9223372036854775807"), ("\"right\":1", "\"right\":-1"),
      ("\"height\":2", "\"height\":9223372036854775807"), ("\"height\":2", "\"height\":0"),
      ("\"height\":2", "\"height\":2147483647"),
      ("\"before\":2", "\"before\":-1"), ("\"before\":7", "\"before\":9223372036854775807"),
      ("\"before\":7", "\"before\":13"), ("\"size\":3", "\"size\":9223372036854775807"),
      ("\"top\":1", "\"top\":9223372036854775807"), ("\"top\":1", "\"top\":4"),
    ] {
      let altered = texts[place].1.split(separator: from, maxSplits: 1).joined(separator: to)
      #expect(altered != texts[place].1, "\(from)")
      archive.texts[place].1 = altered
      #expect(throws: ArchiveError.self, "\(to)") { _ = try Sequential(archive, file: "m") }
    }
  }

  @Test func `the summary has Keras's names and shapes`() throws {
    let summary = try Self.network().summary
    for part in [
      "reshape (Reshape)", "(None, 2, 2, 3)", "up_sampling2d (UpSampling2D)", "(None, 4, 2, 3)",
      "zero_padding2d (ZeroPadding2D)", "(None, 4, 4, 3)", "cropping2d (Cropping2D)",
      "(None, 3, 3, 3)", "permute (Permute)", "zero_padding1d (ZeroPadding1D)", "(None, 5, 9)",
      "up_sampling1d (UpSampling1D)", "(None, 15, 9)", "cropping1d (Cropping1D)", "(None, 6, 9)",
    ] {
      #expect(summary.contains(part), "\(part) in\n\(summary)")
    }
  }

  @Test func `they are written as they were made`() {
    let layers: [(any Layer, String)] = [
      (Reshape([-1, 4]), "Reshape([-1, 4])"), (Permute(2, 1), "Permute(2, 1)"),
      (ZeroPadding2D(), "ZeroPadding2D()"), (ZeroPadding2D(2), "ZeroPadding2D(2)"),
      (ZeroPadding2D(rows: 2, columns: 1), "ZeroPadding2D(rows: 2, columns: 1)"),
      (
        ZeroPadding2D(top: 0, bottom: 1, left: 2, right: 3),
        "ZeroPadding2D(top: 0, bottom: 1, left: 2, right: 3)"
      ),
      (UpSampling2D(), "UpSampling2D()"), (UpSampling2D(3), "UpSampling2D(3)"),
      (UpSampling2D(WindowSize(1, 3)), "UpSampling2D(WindowSize(1, 3))"),
      (UpSampling1D(), "UpSampling1D()"), (UpSampling1D(3), "UpSampling1D(3)"),
      (ZeroPadding1D(), "ZeroPadding1D()"), (ZeroPadding1D(2), "ZeroPadding1D(2)"),
      (ZeroPadding1D(before: 1, behind: 0), "ZeroPadding1D(before: 1, behind: 0)"),
      (Cropping1D(), "Cropping1D()"), (Cropping1D(0), "Cropping1D(0)"),
      (Cropping1D(before: 0, behind: 1), "Cropping1D(before: 0, behind: 1)"),
      (Cropping2D(1), "Cropping2D(1)"),
      (Cropping2D(rows: 2, columns: 0), "Cropping2D(rows: 2, columns: 0)"),
      (
        Cropping2D(top: 0, bottom: 1, left: 2, right: 3),
        "Cropping2D(top: 0, bottom: 1, left: 2, right: 3)"
      ),
    ]
    for (layer, text) in layers { #expect(layer.description == text) }
  }

  @Test func `a mask of steps ends at them`() throws {
    let layers: [any Layer] = [
      Reshape([3, 2]), Permute(1, 2), ZeroPadding1D(0), Cropping1D(0), UpSampling1D(1),
    ]
    for layer in layers {
      var (layer, random) = (layer, RandomSource(seed: 1))
      _ = try layer.build(input: [3, 2], random: &random)
      var pass = Pass.inference
      pass.mask = Tensor([[1, 1, 0]])
      _ = layer.forward(numbers([1, 3, 2], seed: 1), &pass)
      #expect(pass.mask == nil)
    }
  }

  @Test func `shapes that do not fit are refused with what would`() {
    let cases: [(Shape, any Layer, String)] = [
      ([12], Reshape([5, 2]), "Reshape([5, 2]) needs 10 numbers in a row (there are 12)"),
      ([12], Reshape([5, -1]), "needs a multiple of 5 numbers in a row (there are 12)"),
      ([12], Reshape([-1, -1]), "extents cannot be [-1, -1]"),
      ([12], Reshape([0, 12]), "extents cannot be [0, 12]"),
      ([12], Reshape([]), "extents cannot be []"),
      (
        [3, 4], Permute(1, 2, 3), "needs 3 axes besides the batch, and its inputs have shape [3, 4]"
      ),
      ([3, 4], Permute(1), "Permute(1) needs 1 axis besides the batch"),
      ([3, 4], Permute(0, 1), "axes cannot be [0, 1]"),
      ([3, 4], Permute(), "axes cannot be []"),
      (
        [28, 28], ZeroPadding2D(), "ZeroPadding2D() needs images of shape [height, width, channels]"
      ),
      ([28, 28, 1], ZeroPadding2D(-1), "top cannot be -1"),
      ([28], UpSampling2D(), "UpSampling2D() needs images of shape [height, width, channels]"),
      ([28, 28, 1], UpSampling2D(WindowSize(2, 0)), "size cannot be WindowSize(2, 0)"),
      ([28, 28, 1], UpSampling2D(1_048_576), "makes them [29360128, 29360128, 1]"),
      ([28], UpSampling1D(), "UpSampling1D() needs sequences of shape [steps, features]"),
      ([28, 1], UpSampling1D(0), "size cannot be 0"),
      ([28, 4], UpSampling1D(1_000_000_000), "makes them [28000000000, 4]"),
      ([28, 28, 1], ZeroPadding1D(), "ZeroPadding1D() needs sequences"),
      ([28, 1], ZeroPadding1D(before: 0, behind: -1), "behind cannot be -1"),
      ([28, 1], Cropping1D(-1), "before cannot be -1"),
      ([28, 1], Cropping1D(14), "Cropping1D(14) needs sequences of more than 28 steps"),
      ([28, 1], Cropping2D(1), "needs images of shape [height, width, channels]"),
      ([4, 5, 1], Cropping2D(2), "Cropping2D(2) needs images larger than [4, 4]"),
      ([4, 5, 1], Cropping2D(top: 0, bottom: 0, left: 0, right: -2), "right cannot be -2"),
    ]
    for (shape, layer, text) in cases {
      do {
        _ = try Sequential(input: shape, seed: 1, layers: [layer])
        Issue.record("\(layer.description) took \(shape)")
      } catch {
        #expect("\(error)".contains(text), "\(error)")
      }
    }
  }
}
