import AssayDatasets
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Early stopping") struct EarlyStoppingTests {
  struct File: Decodable { let cases: [Case] }

  struct Case: Decodable {
    let series: [GoldenNumber]
    let options: Options
    let epochsRun: Int
    let stopped: Bool
    let bestEpoch: Int
    let best: GoldenNumber?
    let weightsOfEpoch: Int

    enum CodingKeys: String, CodingKey {
      case series, options, stopped, best
      case epochsRun = "epochs_run"
      case bestEpoch = "best_epoch"
      case weightsOfEpoch = "weights_of_epoch"
    }
  }

  struct Options: Decodable {
    let mode: String
    let patience: Int?
    let restores: Bool?
    let minimumDelta: Double?
    let start: Int?
    let baseline: Double?

    enum CodingKeys: String, CodingKey {
      case mode, patience, baseline
      case restores = "restore_best_weights"
      case minimumDelta = "min_delta"
      case start = "start_from_epoch"
    }
  }

  @Test func `stops when Keras stops, and keeps the weights that it keeps`() throws {
    var tried = 0
    for golden in try Golden.load("keras_early_stopping.json", as: File.self).cases {
      let options = golden.options
      guard options.mode != "max", golden.series.first?.value.isNaN != true else { continue }
      tried += 1
      var stopping = EarlyStopping(
        patience: options.patience ?? 0, minimumDelta: options.minimumDelta ?? 0,
        restoresBest: options.restores ?? false, startEpoch: options.start ?? 0,
        baseline: options.baseline)
      var (run, kept, stops) = (0, 0, false)
      for loss in golden.series {
        run += 1
        let judged = stopping.judge(loss.value, epoch: run)
        if judged.keeps { kept = run }
        stops = judged.stops
        if stops { break }
      }
      #expect(run == golden.epochsRun, "\(golden)")
      #expect(stops == golden.stopped, "\(golden)")
      if options.restores == true {
        #expect(max(stopping.bestEpoch - 1, 0) == golden.bestEpoch, "\(golden)")
        #expect((kept == 0 ? run : kept) - 1 == golden.weightsOfEpoch, "\(golden)")
      }
      if let best = golden.best, best.value.isFinite {
        #expect(stopping.best == best.value, "\(golden)")
      }
    }
    #expect(tried > 50)
  }

  /// A network that learns so fast that its validation loss has its least value early.
  static func trained(_ epochs: Int, _ callbacks: [any Callback]) throws -> (
    Sequential, loss: [Double], restored: Int?, reason: String?
  ) {
    let (train, test) = Dataset.circles(count: 200, noise: 0.3, seed: 1).split(at: 60)
    var model = try Sequential(input: 2, seed: 3) {
      Dense(32, activation: .relu)
      Dense(1, activation: .sigmoid)
    }
    let history = try model.fit(
      train, validating: test, epochs: epochs, loss: .binaryCrossEntropy,
      optimizer: .adam(learningRate: 0.05), callbacks: callbacks)
    return (model, history.validation?.loss ?? [], history.restoredEpoch, history.stopReason)
  }

  @Test func `gives the best weights back when it stops`() throws {
    let (model, loss, restored, reason) = try Self.trained(200, [.earlyStopping(patience: 5)])
    let best = (loss.firstIndex(of: loss.min() ?? 0) ?? -1) + 1
    #expect(loss.count == best + 5)
    #expect(restored == best)
    #expect(reason == "no better loss than \(loss[best - 1]) for 5 epochs")
    #expect(try model.weights == Self.trained(best, []).0.weights)
  }

  @Test func `gives the best weights back when training ends by itself`() throws {
    let (model, loss, restored, reason) = try Self.trained(60, [.earlyStopping(patience: 1_000)])
    let best = (loss.firstIndex(of: loss.min() ?? 0) ?? -1) + 1
    #expect(loss.count == 60 && best < 60)
    #expect(restored == best && reason == nil)
    #expect(try model.weights == Self.trained(best, []).0.weights)
  }

  @Test func `leaves the last weights when asked to, and says nothing when the last is best`()
    throws
  {
    let last = try Self.trained(200, [.earlyStopping(patience: 5, restoresBest: false)])
    #expect(last.restored == nil && last.reason != nil)
    #expect(try last.0.weights == Self.trained(last.loss.count, []).0.weights)
    let least = (last.loss.firstIndex(of: last.loss.min() ?? 0) ?? -1) + 1
    let best = try Self.trained(least, [.earlyStopping(patience: 1_000)])
    #expect(best.loss.count == least && best.restored == nil && best.reason == nil)
    #expect(try best.0.weights == Self.trained(least, []).0.weights)
  }

  @Test func `a loss that is no number is never the best`() {
    // Keras takes a first NaN for the best, and stops whatever follows.
    var stopping = EarlyStopping(patience: 2)
    let first = stopping.judge(.nan, epoch: 1)
    #expect(first.keeps && !first.stops)
    let second = stopping.judge(0.5, epoch: 2)
    #expect(second.keeps && !second.stops && stopping.best == 0.5 && stopping.bestEpoch == 2)
    #expect(stopping.judge(.nan, epoch: 3) == (false, false))
    #expect(stopping.judge(.nan, epoch: 4) == (false, true))
  }
}
