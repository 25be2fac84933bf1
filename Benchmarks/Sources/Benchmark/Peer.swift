import Foundation

/// A peer's script, run by the Python interpreter of the peers' virtual environment.
struct Peer {
  /// The file in `Benchmarks/Peers`, and its arguments.
  let script: String
  var arguments: [String] = []

  /// How the peer is called when it is missing.
  let title: String

  /// How many times as many runs as asked for: short ones are many, or chance decides.
  var runsFactor = 1

  /// Lines of the script, in its duel with us.
  private struct Line: Decodable {
    var ready: String?
    var run: String?
    var name: String?
    var seconds: Double?
    var peer: String?
    var operations: Double?
    var compile_seconds: Double?
    var extra_mebibytes: Double?
    var versions: [String: String]?
    var value: Number?

    /// A value that may be a number; other kinds are of no interest here.
    struct Number: Decodable {
      let double: Double?
      init(from decoder: any Decoder) throws {
        double = try? decoder.singleValueContainer().decode(Double.self)
      }
    }
  }

  /// Measures alternately: one run of ours, one of the peer's, for every measurement the script has.
  ///
  /// - Returns: The pairs; nil when the script did not run to its end: the peer is missing.
  func duel(
    with ours: [Measurement], python: String, folder: String, runs: Int
  ) throws -> [Comparison]? {
    guard
      let child = Child(
        python, [folder + "/" + script, "--paced", "--runs", String(runs * runsFactor)] + arguments)
    else { return nil }
    let decoder = JSONDecoder()
    var comparisons: [Comparison] = []
    var own = Timing(name: "", peer: "assay")
    var other = Timing(name: "", peer: title)
    var repeats = 1
    while let text = child.line() {
      guard let line = try? decoder.decode(Line.self, from: Data(text.utf8)) else { continue }
      if let name = line.ready {
        if let measurement = ours.first(where: { $0.name == name }) {
          if own.name != name {
            own = Timing(name: name, peer: "assay", operations: measurement.operations)
            repeats = try measurement.warmUp()
          }
          let (seconds, value) = try measurement.time(repeats: repeats)
          own.seconds.append(seconds)
          own.value = value
        }
        child.proceed()
      } else if line.run != nil, let seconds = line.seconds {
        other.seconds.append(seconds)
      } else if let name = line.name {
        other.name = name
        other.peer = line.peer ?? title
        other.value = line.value?.double
        other.versions = line.versions ?? [:]
        other.operations = line.operations
        other.compileSeconds = line.compile_seconds
        other.extraMebibytes = line.extra_mebibytes
        if line.extra_mebibytes != nil, let measurement = ours.first(where: { $0.name == name }) {
          own.extraMebibytes = try Footprint.growth(measurement.run)
        }
        if own.name == name { comparisons.append(Comparison(ours: own, theirs: other)) }
        own = Timing(name: "", peer: "assay")
        other = Timing(name: "", peer: title)
      }
    }
    return child.wait().status == 0 ? comparisons : nil
  }

  /// Starts, makes one measurement of and ends the script: the seconds from start to end, and its memory.
  func process(_ name: String, of measurement: String, python: String, folder: String) -> Timing? {
    Timing.process(
      name, peer: title, python,
      [folder + "/" + script, "--cold", "--runs", "1", "--only", measurement] + arguments,
      runs: 1)
  }
}

extension Timing {
  /// A program from its start to its end, several times; nil when it does not exist or fails.
  static func process(
    _ name: String, peer: String, _ program: String, _ arguments: [String], runs: Int
  ) -> Timing? {
    var timing = Timing(name: name, peer: peer)
    let clock = ContinuousClock()
    for _ in 0..<runs {
      let start = clock.now
      guard let child = Child(program, arguments) else { return nil }
      let end = child.wait()
      guard end.status == 0 else { return nil }
      timing.seconds.append((clock.now - start) / .seconds(1))
      timing.peakMebibytes = max(timing.peakMebibytes ?? 0, end.peakMebibytes)
    }
    return timing
  }
}
