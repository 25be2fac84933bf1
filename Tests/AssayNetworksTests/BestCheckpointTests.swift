import AssayDatasets
import AssayEvaluation
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Best checkpoint") struct BestCheckpointTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/best.safetensors" }

  init() throws { folder = try TemporaryFolder() }

  /// A training whose validation loss has its least value early.
  private func fit(
    epochs: Int = 30, logits: Bool = false, _ callbacks: [any Callback]
  ) throws -> (model: Sequential, history: History<ClassifierStatistics>) {
    let (train, test) = Dataset.circles(count: 120, noise: 0.3, seed: 1).split(at: 40)
    var model = try Sequential(input: 2, seed: 3) {
      Dense(16, activation: .relu)
      Dense(1, activation: logits ? .linear : .sigmoid)
    }
    let history = try model.fit(
      train, validating: test, epochs: epochs, loss: .binaryCrossEntropy(fromLogits: logits),
      optimizer: .adam(learningRate: 0.05), metrics: [.accuracy], callbacks: callbacks)
    return (model, history)
  }

  /// The epochs, from 1, whose value is better than all before.
  private func records(_ values: [Double], from start: Double = .infinity) -> [Int] {
    var best = start
    return values.indices.compactMap { index in
      guard values[index] < best else { return nil }
      best = values[index]
      return index + 1
    }
  }

  @Test func `the file is the best epoch's`() throws {
    let (_, history) = try fit([.bestCheckpoint(path)])
    let losses = try #require(history.validation?.loss)
    let best = try #require(records(losses).last)
    #expect(best < 30)
    let saved = try Sequential(contentsOf: path)
    let short = try fit(epochs: best, []).model
    #expect(saved.weights == short.weights)
    // With optimizer, epochs and all: as if the model had been saved after that fit.
    #expect(try saved.archiveBytes() == short.archiveBytes())
    #expect(folder.names == ["best.safetensors"])
  }

  @Test func `a path with the epoch keeps every record`() throws {
    let (_, history) = try fit(
      epochs: 12, [.bestCheckpoint(folder.path + "/{epoch}.m", monitor: .metric("accuracy"))])
    let values = try #require(history.validation?[.accuracy])
    let expected = records(values.map { -$0 })
    #expect(folder.names == expected.map { "\($0).m" }.sorted())
    #expect(expected.count > 1)
  }

  @Test func `only what is better than the threshold is saved`() throws {
    let losses = try #require(try fit([]).history.validation?.loss)
    let first = records(losses).prefix(2)
    let middle = losses[first[1] - 1]
    _ = try fit([.bestCheckpoint(folder.path + "/{epoch}.m", threshold: middle)])
    #expect(folder.names == records(losses, from: middle).map { "\($0).m" }.sorted())
    #expect(first.allSatisfy { !folder.names.contains("\($0).m") })
    let one = [BestCheckpoint(folder.path + "/a", monitor: .metric("accuracy"), threshold: 1)]
    _ = try fit(one)
    #expect(!folder.names.contains("a"))
  }

  @Test func `a model of logits answers with probabilities`() throws {
    let (model, _) = try fit(epochs: 1, logits: true, [.bestCheckpoint(path)])
    let data = Dataset.circles(count: 20, noise: 0.3, seed: 2)
    #expect(try Sequential(contentsOf: path).predict(data) == model.predict(data))
  }

  @Test func `callbacks get models that answer as the network will`() throws {
    struct Scores: Callback {
      let log = Log<[Double]>()
      let data: Dataset<Int>
      mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) throws {
        log.add(try epoch.model.predict(data).values)
      }
    }
    let callback = Scores(data: Dataset.circles(count: 20, noise: 0.3, seed: 2))
    let (model, _) = try fit(epochs: 2, logits: true, [callback])
    #expect(try callback.log.all.last == model.predict(callback.data).values)
  }

  @Test func `a metric without measure is better than nothing, and worse than any`() throws {
    let values = Values([.nan, .nan, 0.5, .nan, 0.75])
    let odd = Metric<ClassifierStatistics>("odd") { _ in values.next() }
    let (train, _) = Dataset.circles(count: 40, noise: 0.3, seed: 1).split(at: 40)
    var model = try TrainingLawTests.network()
    try model.fit(
      train, epochs: 5, loss: .binaryCrossEntropy, metrics: [odd],
      callbacks: [.bestCheckpoint(folder.path + "/{epoch}", monitor: .metric("odd"))])
    #expect(folder.names == ["1", "3", "5"])
  }

  @Test func `ends the training where it cannot be saved`() throws {
    #expect(throws: ArchiveError.self) {
      try fit([.bestCheckpoint(folder.path + "/none/best")])
    }
    #expect(throws: NetworkError.self) { try fit([.bestCheckpoint(path, monitor: .metric("f1"))]) }
  }
}

/// Numbers given out one after the other.
private final class Values: @unchecked Sendable {
  private var rest: [Double]
  init(_ values: [Double]) { rest = values.reversed() }
  func next() -> Double { rest.popLast() ?? 0 }
}
