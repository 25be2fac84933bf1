import AssayCore
import AssayDatasets
import AssayEvaluation
import AssayKernels
import TestSupport
import Testing

@testable import AssayNetworks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite("Training on sequences") struct SequenceTrainingTests {
  static func trained(_ layer: some RecurrentLayer, rows: Int, epochs: Int) throws -> Sequential {
    let data = Dataset.addingProblem(count: rows, steps: 12, seed: 1)
    var model = try Sequential(input: [12, 2], seed: 1) {
      layer
      Dense(1, activation: .sigmoid)
    }
    try model.fit(
      data, epochs: epochs, loss: .binaryCrossEntropy, optimizer: .adam(learningRate: 0.02))
    return model
  }

  @Test func `an LSTM and a GRU remember two numbers among twelve`() throws {
    let unseen = Dataset.addingProblem(count: 500, steps: 12, seed: 2)
    for layer in [LSTM(16), GRU(16)] as [any RecurrentLayer] {
      let model = try Self.trained(layer, rows: 1_000, epochs: 30)
      let accuracy = try model.evaluate(unseen)[.accuracy]
      #expect(accuracy > 0.93, "\(layer.description): \(accuracy)")
    }
  }

  static func digest() throws -> String {
    let layers: [any RecurrentLayer] = [LSTM(33), GRU(20), GRU(7, resetsAfter: false)]
    return SHA256.hex(
      littleEndian: try layers.flatMap { try trained($0, rows: 150, epochs: 2).weights })
  }

  /// The weights of the three after two epochs, on every machine.
  static let golden = "9b921c27e45f539a380a1abd2ea7ab58b6f311f54e6ab77c986edafe151a19bf"

  @Test(arguments: [1, 2, 3, 8])
  func `the same seed gives the same bits on any number of threads`(threads: Int) throws {
    let digest = try Workers.limited(to: threads) { try Self.digest() }
    #expect(digest == Self.golden)
  }

  #if arch(x86_64)
    static func check(kernels: String) throws {
      setenv("ASSAY_KERNELS", kernels, 1)
      let digest = try digest()
      precondition(digest == golden, "\(kernels): \(digest)")
    }

    @Test func `instruction sets change no bit of a trained network`() async {
      await #expect(processExitsWith: .success) { try Self.check(kernels: "avx512") }
      await #expect(processExitsWith: .success) { try Self.check(kernels: "avx2") }
      await #expect(processExitsWith: .success) { try Self.check(kernels: "portable") }
    }
  #endif
}
