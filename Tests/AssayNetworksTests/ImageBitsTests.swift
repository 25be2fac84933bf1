import AssayCore
import AssayDatasets
import AssayKernels
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Convolutions, normalised columns and pools, each large enough to be shared out over threads.
@Suite("Same seed, same bits, of images") struct ImageBitsTests {
  /// The digest of the weights and running means after an epoch, and of the scores then.
  static func digest() throws -> String {
    let noise = numbers([40, 20, 20, 3], seed: 2)
    let labels = (0..<40).map { $0 % 2 }
    let data = try Dataset(inputs: noise, targets: labels, classes: [0, 1])
    var model = try Sequential(input: [20, 20, 3], seed: 5) {
      Conv2D(20, kernelSize: 3, padding: .same)
      BatchNormalization()
      ActivationLayer(.relu)
      MaxPool2D(3, strides: 2)
      Conv2D(17, kernelSize: 3, strides: 2, padding: .same, activation: .tanh)
      AveragePool2D()
      Flatten()
      Dense(1, activation: .sigmoid)
    }
    try model.fit(data, epochs: 1, batchSize: 20, loss: .binaryCrossEntropy, optimizer: .adam())
    let tensors = model.tensors(.parameter) + model.tensors(.state)
    return SHA256.hex(littleEndian: tensors.flatMap(\.scalars))
      + SHA256.hex(littleEndian: try model.predict(noise).values)
  }

  @Test func `on any number of threads`() throws {
    let one = try Workers.limited(to: 1) { try Self.digest() }
    for threads in [2, 3, 8] {
      #expect(try Workers.limited(to: threads) { try Self.digest() } == one)
    }
    #expect(one == Self.golden)
  }

  static let golden =
    "4f1465953ca4db8cc5892f20ee75654a9aaf5d89c82d207357461bf4d37a2fc4"
    + "dccf9e509e5602a3004fe72c519ec9cfd8178d09e634f9f39f327633688c16ce"

  static func check(kernels: String) throws {
    setenv("ASSAY_KERNELS", kernels, 1)
    let digest = try digest()
    precondition(digest == golden, "\(kernels): \(digest)")
  }

  #if arch(x86_64)
    @Test func `with each instruction set`() async {
      await #expect(processExitsWith: .success) { try ImageBitsTests.check(kernels: "avx512") }
      await #expect(processExitsWith: .success) { try ImageBitsTests.check(kernels: "avx2") }
      await #expect(processExitsWith: .success) { try ImageBitsTests.check(kernels: "portable") }
    }
  #endif
}
