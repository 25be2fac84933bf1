import AssayCore
import AssayDatasets
import AssayEvaluation
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("CSV log") struct CSVLogTests {
  private let folder: TemporaryFolder
  private var path: String { folder.path + "/log.csv" }

  init() throws { folder = try TemporaryFolder() }

  private func text(_ path: String) throws -> String {
    String(decoding: try FileBytes.read(path), as: UTF8.self)
  }

  @discardableResult
  private func fit(
    _ log: CSVLog, epochs: Int = 2, validating: Bool = true, from model: Sequential? = nil,
    metrics: [Metric<ClassifierStatistics>] = [.accuracy]
  ) throws -> (model: Sequential, history: History<ClassifierStatistics>) {
    let (train, test) = Dataset.circles(count: 60, noise: 0.1, seed: 1).split(at: 30)
    var model = try model ?? TrainingLawTests.network()
    let history = try model.fit(
      train, validating: validating ? test : nil, epochs: epochs, loss: .binaryCrossEntropy,
      metrics: metrics, callbacks: [log])
    return (model, history)
  }

  /// The lines of a training, as its history has them.
  private func lines(_ history: History<ClassifierStatistics>) -> String {
    (0..<history.epochCount).map { epoch in
      let values = [history.training, history.validation].compactMap { $0 }.flatMap { series in
        ["\(series.loss[epoch])"] + history.metrics.map { "\(series[$0][epoch])" }
      }
      let number = "\(history.firstEpoch + epoch)"
      return ([number] + values + ["0.001"]).joined(separator: ",") + "\n"
    }.joined()
  }

  private let header = "epoch,loss,accuracy,val_loss,val_accuracy,learning_rate\n"

  @Test func `has a line for every epoch`() throws {
    let history = try fit(.csvLog(path), epochs: 3).history
    #expect(try text(path) == header + lines(history))
    let plain = try fit(.csvLog(path), validating: false, metrics: []).history
    #expect(try text(path) == "epoch,loss,learning_rate\n" + lines(plain))
  }

  @Test func `can be read while training goes on`() throws {
    let (path, seen) = (path, Log<Int>())
    var model = try TrainingLawTests.network()
    try model.fit(
      TrainingLawTests.data, epochs: 3, loss: .binaryCrossEntropy,
      callbacks: [
        .csvLog(path), .onEpochEnd { _, _, _ in seen.add(try Table(contentsOf: path).count) },
      ])
    #expect(seen.all == [1, 2, 3])
  }

  @Test func `goes on where asked to, after the last complete line`() throws {
    let (model, first) = try fit(.csvLog(path))
    try AppendedFile(path).append(Array("3,0.6".utf8))
    let second = try fit(.csvLog(path, appends: true), from: model).history
    #expect(second.firstEpoch == 3)
    #expect(try text(path) == header + lines(first) + lines(second))
    try fit(.csvLog(path))
    #expect(try text(path) == header + lines(first))
  }

  @Test(arguments: ["", "epoch,lo"])
  func `begins where no header is complete`(old: String) throws {
    try AtomicFile.write(old, to: path)
    let history = try fit(.csvLog(path, appends: true)).history
    #expect(try text(path) == header + lines(history))
  }

  @Test func `refuses to go on with other columns`() throws {
    try fit(.csvLog(path), metrics: [])
    let before = try text(path)
    let message = NetworkErrorTests.text { try fit(.csvLog(path, appends: true)) }
    #expect(
      message == "the header of \(path) is epoch,loss,val_loss,learning_rate, and must be "
        + header.dropLast() + " to go on with; name another file, or leave appends out")
    #expect(try text(path) == before)
  }

  @Test func `quotes names, and parts columns by tabulators in a file of such`() throws {
    let odd = Metric<ClassifierStatistics>("a \"b\", c") { _ in 0.5 }
    try fit(.csvLog(path), epochs: 1, validating: false, metrics: [odd])
    #expect(try text(path).hasPrefix("epoch,loss,\"a \"\"b\"\", c\",learning_rate\n1,"))
    try fit(.csvLog(folder.path + "/log.tsv"), epochs: 1, validating: false)
    #expect(try text(folder.path + "/log.tsv").hasPrefix("epoch\tloss\taccuracy\tlearning_rate\n"))
  }

  @Test func `ends the training where it cannot be written`() throws {
    var model = try TrainingLawTests.network()
    let error = #expect(throws: FileError.self) {
      try model.fit(
        TrainingLawTests.data, epochs: 2, loss: .binaryCrossEntropy,
        callbacks: [.csvLog("\(folder.path)/none/log.csv")])
    }
    #expect(error?.step == .create)
    #expect(try model.weights == TrainingLawTests.trained(epochs: 1).weights)
  }
}
