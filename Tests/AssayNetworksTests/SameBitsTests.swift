import AssayCore
import AssayDatasets
import AssayEvaluation
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

/// The demo's network, trained as the demo does.
enum Demo {
  static func data() -> (Dataset<Int>, Dataset<Int>) {
    Dataset.circles(count: 1_000, noise: 0.1, seed: 1).split(at: 500)
  }

  static func trained(seed: UInt64, epochs: Int = 300) throws -> Sequential {
    var model = try Sequential(input: 2, seed: seed) {
      Dense(100, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    try model.fit(data().0, epochs: epochs, loss: .binaryCrossEntropy, optimizer: .adam())
    return model
  }

  static func digest(epochs: Int = 300) throws -> String {
    SHA256.hex(littleEndian: try trained(seed: 1, epochs: epochs).weights)
  }

  /// The weights after 300 epochs, on every machine.
  static let golden = "1ee2a11fb463c52188455a7a31be9d8ae3486a7ac4f01f659f1be0e5f1450557"
  /// The weights after 10 epochs.
  static let goldenOfTen = "cc6a9f997ddcbf5a1eaf51aee571265fd8fd3194203563158bb2ab021b2cc7c4"

  /// Trains with the kernels of an instruction set; ends the process unsuccessfully when the weights
  /// are not the golden ones.
  static func check(kernels: String, epochs: Int = 300) throws {
    setenv("ASSAY_KERNELS", kernels, 1)
    let digest = try digest(epochs: epochs)
    let expected = epochs == 300 ? golden : goldenOfTen
    precondition(digest == expected, "\(kernels): \(digest)")
  }
}

/// Short trainings of networks of other kinds.
enum GoldenTraining: String, CaseIterable {
  case images, sequences

  /// The weights after two epochs, on every machine.
  var golden: String {
    switch self {
    case .images: "ffc3731e3ce6e443c5d471bf78fbf8adbf0d783198b371be782785356c7c586c"
    case .sequences: "0144ca2e8033eab1231936389b6494b3edf2fe5cd76dec2380869cf9ac078f60"
    }
  }

  func digest() throws -> String {
    var model: Sequential
    switch self {
    case .images:
      // Convolutions, normalised columns and pools, each large enough to be shared out over threads.
      model = try Sequential(input: [20, 20, 3], seed: 5) {
        Conv2D(20, kernelSize: 3, padding: .same)
        BatchNormalization()
        ActivationLayer(.relu)
        MaxPool2D(3, strides: 2)
        Conv2D(17, kernelSize: 3, strides: 2, padding: .same, activation: .tanh)
        AveragePool2D()
        Flatten()
        Dense(1, activation: .sigmoid)
      }
      let data = try Dataset(
        inputs: numbers([40, 20, 20, 3], seed: 2), targets: (0..<40).map { $0 % 2 },
        classes: [0, 1])
      try model.fit(data, epochs: 2, batchSize: 20, loss: .binaryCrossEntropy)
    case .sequences:
      model = try Sequential(input: [20, 2], seed: 1) {
        LSTM(12, returnsSequences: true)
        GRU(8)
        Dense(1)
      }
      try model.fit(
        .addingProblem(count: 200, steps: 20, seed: 1), epochs: 2, loss: .meanSquaredError)
    }
    return SHA256.hex(littleEndian: model.tensors().flatMap(\.scalars))
  }

  /// Trains all with the kernels of an instruction set, as ``Demo/check(kernels:epochs:)`` does.
  static func check(kernels: String) throws {
    setenv("ASSAY_KERNELS", kernels, 1)
    for training in allCases {
      let digest = try training.digest()
      precondition(digest == training.golden, "\(kernels), \(training): \(digest)")
    }
  }
}

@Suite("Same seed, same bits") struct SameBitsTests {
  @Test(arguments: [1, 2, 3, 8]) func `on any number of threads`(threads: Int) throws {
    let digest = try Workers.limited(to: threads) { try Demo.digest() }
    #expect(digest == Demo.golden)
  }

  @Test(arguments: GoldenTraining.allCases, [1, 2, 3, 8])
  func `of images and of sequences, on any number of threads`(
    training: GoldenTraining, threads: Int
  ) throws {
    let digest = try Workers.limited(to: threads) { try training.digest() }
    #expect(digest == training.golden)
  }

  @Test func `after ten epochs`() throws {
    let digest = try Demo.digest(epochs: 10)
    #expect(digest == Demo.goldenOfTen)
  }

  @Test func `with metrics, validation and callbacks`() throws {
    let (train, test) = Demo.data()
    var model = try Sequential(input: 2, seed: 1) {
      Dense(100, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    try model.fit(
      train, validating: test, epochs: 300, loss: .binaryCrossEntropy, metrics: [.accuracy],
      callbacks: [.onEpochEnd { _, _, _ in }])
    #expect(SHA256.hex(littleEndian: model.weights) == Demo.golden)
  }

  #if arch(x86_64)
    @Test func `with AVX-512`() async {
      await #expect(processExitsWith: .success) {
        try Demo.check(kernels: "avx512")
        try GoldenTraining.check(kernels: "avx512")
      }
    }

    @Test func `with AVX2`() async {
      await #expect(processExitsWith: .success) {
        try Demo.check(kernels: "avx2")
        try GoldenTraining.check(kernels: "avx2")
        precondition(assay_instruction_set() != ASSAY_AVX512, "the wish was not heard")
      }
    }

    @Test func `without vectors of the machine`() async {
      await #expect(processExitsWith: .success) {
        try Demo.check(kernels: "portable", epochs: 10)
        try GoldenTraining.check(kernels: "portable")
        precondition(assay_instruction_set() == ASSAY_PORTABLE, "the wish was not heard")
      }
    }
  #endif
}

@Suite("Quality") struct QualityTests {
  @Test func `ten seeds of the demo have the reference's quality`() throws {
    let (_, test) = Demo.data()
    let evaluations = try (0..<10).map { try Demo.trained(seed: $0).evaluate(test) }
    func mean(_ metric: Metric<ClassifierStatistics>) -> Double {
      evaluations.reduce(0) { $0 + $1[metric] } / 10
    }
    #expect(abs(mean(.accuracy) - 0.8505) <= 0.004, "\(mean(.accuracy))")
    #expect(abs(mean(.rocAUC) - 0.9243) <= 0.0012, "\(mean(.rocAUC))")
    #expect(abs(mean(.logLoss) - 0.3670) <= 0.0025, "\(mean(.logLoss))")
  }
}
