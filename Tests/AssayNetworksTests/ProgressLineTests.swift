import AssayDatasets
import AssayEvaluation
import Foundation
import Testing

@testable import AssayNetworks

@Suite("Progress line") struct ProgressLineTests {
  /// What two epochs show, beside the lines that their history asks for.
  private func run(
    isTerminal: Bool, isValidated: Bool
  ) throws -> (shown: [String], expected: [String]) {
    let (train, test) = Dataset.circles(count: 40, noise: 0.1, seed: 1).split(at: 20)
    var model = try Sequential(input: 2, seed: 1) { Dense(1, activation: .sigmoid) }
    let log = Log<String>()
    let history = try model.fit(
      train, validating: isValidated ? test : nil, epochs: 2, loss: .binaryCrossEntropy,
      metrics: [.accuracy], callbacks: [ProgressLine(isTerminal: isTerminal) { log.add($0) }])
    let expected = (0..<2).map { epoch in
      var line = "Epoch \(epoch + 1)/2"
      for (prefix, series) in [("", history.training), ("val_", history.validation)] {
        guard let series else { continue }
        line += String(format: " - \(prefix)loss: %.4f", series.loss[epoch])
        line += String(format: " - \(prefix)accuracy: %.4f", series[.accuracy][epoch])
      }
      return line
    }
    return (log.all, expected)
  }

  @Test(arguments: [false, true])
  func `is a line an epoch where it is no terminal`(isValidated: Bool) throws {
    let (shown, expected) = try run(isTerminal: false, isValidated: isValidated)
    #expect(shown == expected.map { $0 + "\n" })
    #expect(expected[0].contains("val_loss") == isValidated)
  }

  @Test func `is written over on a terminal, and ended once`() throws {
    let (shown, expected) = try run(isTerminal: true, isValidated: true)
    #expect(shown == expected.map { "\r\u{1B}[K" + $0 } + ["\n"])
  }

  @Test(arguments: [
    (0.99995, "1.0000"), (-0.00004, "0.0000"), (-1.5, "-1.5000"), (1e12, "1000000000000.0"),
    (.infinity, "inf"), (.nan, "nan"), (12.03451, "12.0345"),
  ])
  func `has four decimals`(value: Double, text: String) {
    let epoch = EpochValues<Void>(loss: value, statistics: (), metrics: [])
    #expect(
      ProgressLine.line(3, of: 30, metrics: [], epoch, nil) == "Epoch 3/30 - loss: \(text)")
  }
}
