import Assay

/// Ends a training after the epoch in which control-C was pressed; a second one ends the process.
struct Interruption: Callback {
  mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) throws {
    guard StopSignals.name != nil else { return }
    throw Failure(.interrupted, "stopped in epoch \(epoch.number); nothing was written")
  }
}

/// One line on a terminal that is drawn again, at most ten times a second.
struct ProgressLine: Callback {
  private let epochs: Int
  private let shows: Bool
  private var last: ContinuousClock.Instant?

  init(epochs: Int) {
    self.epochs = epochs
    shows = Terminal.showsProgress
  }

  mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) {
    guard shows else { return }
    let now = ContinuousClock.now
    if let last, now - last < .milliseconds(100), epoch.number < epochs { return }
    last = now
    var line = "epoch \(epoch.number)/\(epochs) - loss: \(fixed(epoch.training.loss, 4))"
    if let validation = epoch.validation { line += " - val_loss: \(fixed(validation.loss, 4))" }
    Terminal.say("\r\u{1B}[K\(line)")
  }

  mutating func trainingEnds() -> (model: Sequential, epoch: Int)? {
    if shows, last != nil { Terminal.say("\r\u{1B}[K") }
    return nil
  }
}
