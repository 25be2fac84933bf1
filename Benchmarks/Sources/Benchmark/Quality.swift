internal import Assay
import Foundation

/// What networks know after a fit, beside what Keras's with the same layers know after the same rows.
struct Quality: Codable {
  var name: String
  /// The mean accuracy that the project asks for.
  var asked: Double
  var ours = Learned()
  var theirs: Learned?
  /// Of the peer.
  var versions: [String: String] = [:]

  /// Whether the peer failed with any seed.
  var lacksPeer: Bool { theirs?.accuracies.count != ours.accuracies.count }

  /// Accuracies on rows not seen, and the seconds of each fit: one a seed.
  struct Learned: Codable {
    var accuracies: [Double] = []
    var seconds: [Double] = []

    var mean: Double { accuracies.reduce(0, +) / Double(accuracies.count) }

    /// The deviation of a seed; nil of a single one.
    var deviation: Double? {
      guard accuracies.count > 1 else { return nil }
      let squares = accuracies.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (squares / Double(accuracies.count - 1)).squareRoot()
    }

    var meanSeconds: Double { seconds.reduce(0, +) / Double(seconds.count) }

    /// The mean, and how far seeds lie from it.
    var text: String {
      func decimals(_ value: Double) -> String { String(format: "%.4f", value) }
      return decimals(mean) + (deviation.map { " ± " + decimals($0) } ?? "")
    }
  }

  /// A line of `quality_keras.py`.
  private struct Line: Decodable {
    let accuracy: Double
    let seconds: Double
    let versions: [String: String]
  }

  /// Trains with every seed from 1 on, ours and theirs in turn.
  ///
  /// - Parameter peer: the Python interpreter and the folder of the script; nil for ours alone.
  init(
    of task: LearningTask, seeds: Int, peer: (python: String, folder: String)?
  ) throws {
    name = task.name
    asked = task.asked
    let clock = ContinuousClock()
    for seed in 1...seeds {
      let rows = try task.rows(seed)
      let start = clock.now
      let model = try task.fit(rows, seed)
      ours.seconds.append((clock.now - start) / .seconds(1))
      ours.accuracies.append(try model.evaluate(rows.test)[.accuracy])
      guard let peer, let line = try Self.ask(peer, task.name, rows, seed) else { continue }
      theirs = theirs ?? Learned()
      theirs?.accuracies.append(line.accuracy)
      theirs?.seconds.append(line.seconds)
      versions = line.versions
    }
  }

  /// What the peer makes of the same rows; nil if it is not there.
  private static func ask(
    _ peer: (python: String, folder: String), _ name: String, _ rows: LearningTask.Rows,
    _ seed: Int
  ) throws -> Line? {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-rows-\(ProcessInfo.processInfo.processIdentifier).npz").path
    defer { try? FileManager.default.removeItem(atPath: file) }
    var arrays: [(name: String, array: NPYArray)] = []
    for (part, data) in [
      ("train", rows.train), ("validation", rows.validation), ("test", rows.test),
    ] {
      guard let data else { continue }
      let inputs = NPYArray(data.inputs.scalars, shape: data.inputs.shape.extents)
      arrays.append(("\(part)_inputs", inputs))
      arrays.append(("\(part)_labels", NPYArray(data.targets, shape: [data.count])))
    }
    try NPZArchive(arrays).write(to: file)
    guard
      let child = Child(
        peer.python, [peer.folder + "/quality_keras.py", name, file, String(seed)])
    else { return nil }
    let text = child.line() ?? ""
    guard child.wait().status == 0 else { return nil }
    return try JSONDecoder().decode(Line.self, from: Data(text.utf8))
  }
}
