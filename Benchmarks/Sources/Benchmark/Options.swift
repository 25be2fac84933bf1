/// What the command line asks for.
struct Options {
  var runs = 5
  var isQuick = false
  var isAlone = false
  var isJSON = false
  var isCheck = false
  private var chosenSizes: [Int]?
  private var chosenSection: Section?
  /// What the name of a measurement must have in it to be made; empty for all.
  private var part = ""

  /// Programs come first: Linux counts the memory of the program that starts another as its peak,
  /// so this one must still be small.
  enum Section: String, CaseIterable {
    case process, stream, fit, training, products, metrics, quality
  }

  static let help = """
    usage: benchmark [--quick] [--alone] [--runs N] [--sizes N,N] [--only SECTION] [--named TEXT]
                     [--check] [--json]

      --quick          small sizes, and no Keras but for quality: two minutes or so
      --alone          ours only, no peers
      --runs N         timed runs of each measurement (5; the slowest peers make 3)
      --only SECTION   process, stream, fit, training, products, metrics or quality (what networks
                       learn: as many seeds as runs, one with --quick)
      --named TEXT     training, products, metrics and quality with this in their names, as "cnn"
      --sizes N,N      numbers of samples for the metrics
      --check          fail when a bar is missed by more than a factor of two, or something is missing
      --json           the figures as JSON instead of tables

    The peers are Python programs. They run with the interpreter that ASSAY_PEERS_PYTHON names,
    else with Benchmarks/.venv/bin/python, which `make peers` makes.
    """

  /// Reads the arguments; throws a sentence when they make no sense.
  init(_ arguments: [String]) throws(Mistake) {
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--quick": isQuick = true
      case "--alone": isAlone = true
      case "--json": isJSON = true
      case "--check": isCheck = true
      case "--runs":
        guard let runs = rest.popFirst().flatMap({ Int($0) }), runs > 0 else {
          throw Mistake(description: "--runs takes a number above 0")
        }
        self.runs = runs
      case "--only":
        guard let section = rest.popFirst().flatMap({ Section(rawValue: $0) }) else {
          throw Mistake(
            description: "--only takes process, stream, fit, training, products, metrics or quality"
          )
        }
        chosenSection = section
      case "--named":
        guard let text = rest.popFirst(), !text.isEmpty else {
          throw Mistake(description: "--named takes a part of a name")
        }
        part = text
      case "--sizes":
        let words = (rest.popFirst() ?? "").split(separator: ",")
        let numbers = words.compactMap { Int($0) }.filter { $0 > 1 }
        guard !numbers.isEmpty, numbers.count == words.count else {
          throw Mistake(description: "--sizes takes numbers above 1, with commas")
        }
        chosenSizes = numbers
      default: throw Mistake(description: "unknown argument \(argument)\n\n\(Self.help)")
      }
    }
  }

  struct Mistake: Error, CustomStringConvertible { let description: String }

  /// Whether measurements are chosen by name.
  var isPart: Bool { !part.isEmpty }

  /// Whether a measurement of this name is wanted.
  func wants(_ name: String) -> Bool { part.isEmpty || name.contains(part) }

  /// What is measured.
  ///
  /// Everything, if nothing was asked for; but trainings beside Keras are not quick, and alone they
  /// have nothing beside them.
  var sections: [Section] {
    if let chosenSection { return [chosenSection] }
    return Section.allCases.filter { $0 != .quality || !isQuick && !isAlone }
  }

  /// How many seeds networks are trained with.
  var seeds: Int { isQuick ? 1 : runs }

  /// Numbers of samples for the metrics.
  var sizes: [Int] {
    if let chosenSizes { return chosenSizes }
    return isQuick ? [1_000, 100_000] : [1_000, 10_000, 100_000, 1_000_000, 10_000_000]
  }

  /// Numbers of rows for the streams.
  var rowsOfStream: Int { isQuick ? 10_000_000 : 1_000_000_000 }
}
