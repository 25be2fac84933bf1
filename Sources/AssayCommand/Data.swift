import ArgumentParser
import Assay

/// `assay data`: points to try things with.
struct Data: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make points of two or more classes, as scikit-learn does.",
    discussion: """
      The same seed gives scikit-learn's points of make_circles, make_moons and \
      make_blobs. The ending of the file says the format: .csv, .tsv, or .npy (an array \
      of rows x0, x1, …, label).
      """)

  enum Shape: String, CaseIterable, ExpressibleByArgument {
    case circles, moons, blobs
  }

  @Argument(help: "circles, moons or blobs.")
  var shape: Shape

  @Option(help: ArgumentHelp("How many points.", valueName: "points"))
  var count = 1_000

  @Option(
    help: ArgumentHelp(
      "The standard deviation of the noise; of blobs, of each cloud.", valueName: "deviation"))
  var noise: Double?

  @Option(
    help: ArgumentHelp("The inner radius of circles, as a part of the outer.", valueName: "part"))
  var factor = 0.8

  @Option(help: ArgumentHelp("The number of clouds of blobs.", valueName: "clouds"))
  var centers = 3

  @Option(help: "The seed.")
  var seed: UInt32 = 1

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("Where the points go; - is standard output, as CSV.", valueName: "file"))
  var output = "-"

  @OptionGroup var common: CommonOptions

  func validate() throws {
    guard (1...100_000_000).contains(count) else {
      throw ValidationError("--count must be from 1 to 100,000,000, not \(count).")
    }
    if let noise, !(noise >= 0 && noise <= 1e6) {
      throw ValidationError("--noise must be from 0 to 1,000,000, not \(noise).")
    }
    guard factor >= 0, factor < 1 else {
      throw ValidationError("--factor must be from 0 to below 1, not \(factor).")
    }
    guard (1...100_000).contains(centers) else {
      throw ValidationError("--centers must be from 1 to 100,000, not \(centers).")
    }
    let ending = output.split(separator: ".").last.map { $0.lowercased() } ?? ""
    guard output == "-" || output.hasPrefix("/dev/") || ["csv", "tsv", "npy"].contains(ending)
    else { throw ValidationError("\(output): the file must end in .csv, .tsv or .npy.") }
  }

  func run() throws {
    let points =
      switch shape {
      case .circles: Points.circles(count: count, noise: noise ?? 0.1, factor: factor, seed: seed)
      case .moons: Points.moons(count: count, noise: noise ?? 0.1, seed: seed)
      case .blobs: Points.blobs(count: count, centers: centers, deviation: noise ?? 1, seed: seed)
      }
    if output.lowercased().hasSuffix(".npy") {
      var values: [Double] = []
      for row in 0..<points.count { values += points[row] + [Double(points.labels[row])] }
      try NPYArray(values, shape: [points.count, points.columns + 1]).write(to: output)
    } else if !common.json || output != "-" {
      let names = (0..<points.columns).map { "x\($0)" } + ["label"]
      var writer = try CSVWriter(output, columns: names)
      for row in 0..<points.count {
        try writer.write(
          points[row].map { .number($0) } + [.integer(points.labels[row])])
      }
      try writer.finish()
    }
    if common.json { try Terminal.print(json(points).text) }
    if output != "-" { Terminal.note("\(points.count) points written to \(output)") }
  }

  private func json(_ points: Points) -> JSON {
    var members: [(String, JSON)] = [
      ("schema_version", .integer(1)), ("command", .string("data")),
      ("shape", .string(shape.rawValue)), ("rows", .integer(points.count)),
      ("seed", .integer(Int(seed))),
    ]
    if output == "-" {
      let rows = (0..<points.count).map { row in JSON.array(points[row].map { .number($0) }) }
      members.append(("inputs", .array(rows)))
      members.append(("labels", .array(points.labels.map { .integer($0) })))
    } else {
      members.append(("output", .string(output)))
    }
    return .object(members)
  }
}
