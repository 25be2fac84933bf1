import AssayCore
import AssayDatasets
import AssayEvaluation
import TestSupport
import Testing

@testable import AssayNetworks

@Suite("Callbacks behind a checkpoint") struct CallbackResumeTests {
  /// What a training leaves behind: its model, and the files of its callbacks.
  struct Outcome: Equatable {
    var model: [UInt8]
    var table: [UInt8]
    var best: [UInt8]
  }

  /// Trains in a task that the loss cancels at the call of that number; rates change every epoch.
  private func train(
    _ folder: TemporaryFolder, checkpoint: Checkpoint?, cancelledAt call: Int = .max
  ) async throws -> Outcome {
    let (table, best) = (folder.path + "/log.csv", folder.path + "/best")
    return try await Task {
      var model = try CheckpointTests.network()
      try model.fit(
        CheckpointTests.data, validating: CheckpointTests.test, epochs: 4, batchSize: 15,
        loss: CheckpointTests.CancellingLoss(calls: .init(call)), metrics: [.accuracy],
        callbacks: [
          ReduceOnPlateau(factor: 0.5, patience: 2, minimumDelta: 100, cooldown: 1),
          .learningRate { _, rate in rate * 0.9 }, .csvLog(table), .bestCheckpoint(best),
        ], checkpoint: checkpoint)
      return Outcome(
        model: try model.archiveBytes(), table: try FileBytes.read(table),
        best: try FileBytes.read(best))
    }.value
  }

  @Test(
    arguments: [1, 4, 7, 8, 12, 15, 20, 22, 27, 28], [Checkpoint.Interval.epochs(1), .batches(4)])
  func `a training stopped anywhere leaves what one leaves that was not`(
    call: Int, interval: Checkpoint.Interval
  ) async throws {
    let (whole, parts) = (try TemporaryFolder(), try TemporaryFolder())
    let expected = try await train(whole, checkpoint: nil)
    let checkpoint = Checkpoint(parts.path + "/run", every: interval, listensToSignals: false)
    _ = try? await train(parts, checkpoint: checkpoint, cancelledAt: call)
    let found = try await train(parts, checkpoint: checkpoint)
    #expect(found == expected)
  }

  @Test func `lines that a checkpoint does not know of come again`() async throws {
    let folder = try TemporaryFolder()
    let checkpoint = Checkpoint(folder.path + "/run", listensToSignals: false)
    // Stopped in the third epoch, with a line more in the table than there were epochs.
    _ = try? await train(folder, checkpoint: checkpoint, cancelledAt: 17)
    let table = try FileBytes.read(folder.path + "/log.csv")
    try AppendedFile(folder.path + "/log.csv").append(Array("3,0.5,0.5,0.5,0.5,0.1\n".utf8))
    let found = try await train(folder, checkpoint: checkpoint).table
    #expect(found.starts(with: table) && found.split(separator: 10).count == 5)
    #expect(try await train(try TemporaryFolder(), checkpoint: nil).table == found)
  }
}
