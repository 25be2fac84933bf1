import Foundation

/// One run of the benchmarks: what to measure, with whom, in which order.
struct Session {
  let options: Options
  let folder: String
  let python: String?
  var results: Results

  init(options: Options, instructions: String) {
    self.options = options
    // Sources/Benchmark/Session.swift is in the package's folder.
    let package = URL(fileURLWithPath: #filePath)
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    folder = package.path
    let named = ProcessInfo.processInfo.environment["ASSAY_PEERS_PYTHON"]
    let interpreter = named ?? folder + "/.venv/bin/python"
    python =
      !options.isAlone && FileManager.default.isExecutableFile(atPath: interpreter)
      ? interpreter : nil
    results = Results(machine: .this(instructions: instructions), runs: options.runs)
    if python == nil, !options.isAlone {
      results.missing.append("all peers (\(named ?? "`make peers` installs them"))")
    }
  }

  mutating func run() throws {
    for section in options.sections {
      let figures = results.count
      defer {
        if results.count == figures, !options.isPart {
          results.missing.append("any figure of \(section)")
        }
      }
      switch section {
      case .fit: try fit()
      case .training: try training()
      case .products: try products()
      case .metrics: try metrics()
      case .process: processes()
      case .stream: try stream()
      case .quality: try quality()
      }
    }
  }

  private var fitPeers: [Peer] {
    let quick = [
      Peer(script: "fit_numpy.py", title: "numpy", runsFactor: 3),
      Peer(script: "fit_scikit_learn.py", title: "scikit-learn"),
      Peer(script: "fit_torch.py", title: "torch"),
      Peer(script: "fit_jax.py", title: "jax", runsFactor: 5),
    ]
    return options.isQuick ? quick : quick + [Peer(script: "fit_keras.py", title: "keras-jax")]
  }

  private mutating func fit() throws {
    try duel(TutorialFit.measurements(), fitPeers)
  }

  /// Who else trains the networks.
  private var trainingPeers: [String: [Peer]] {
    let tensorflow = Peer(script: "train_cnn_tensorflow.py", title: "tensorflow")
    return [
      "training mlp": [
        Peer(script: "train_mlp_jax.py", title: "jax"),
        Peer(script: "train_mlp_torch.py", title: "torch"),
      ],
      "training cnn": [Peer(script: "train_cnn_torch.py", title: "torch")]
        + (options.isQuick ? [] : [tensorflow]),
      "training lstm": [Peer(script: "train_lstm_torch.py", title: "torch")],
    ]
  }

  /// Each network alone, and then in turn with its peers.
  private mutating func training() throws {
    let loads: [(name: String, load: () throws -> (TrainingLoad, [Measurement]))] = [
      ("training mlp", { (try DenseTraining.load(), try DenseTraining.predictions()) }),
      ("training cnn", { (try ImageTraining.load(), [try ImageTraining.prediction()]) }),
      ("training lstm", { (try SequenceTraining.load(), []) }),
    ]
    for (name, load) in loads where options.wants(name) {
      let (load, answers) = try load()
      progress(load.measurement.name)
      var peak = MatrixProducts.peak()
      let timing = try load.measurement.alone(runs: options.runs)
      peak = max(peak, MatrixProducts.peak())
      results.trainings.append(
        TrainedLoad(
          timing: timing, samples: load.samples, threads: MatrixProducts.threads, peak: peak))
      if python != nil { try duel([load.measurement] + answers, trainingPeers[name] ?? []) }
    }
  }

  private mutating func products() throws {
    let measurements = MatrixProducts.measurements().filter { options.wants($0.name) }
    for measurement in measurements {
      var peak = MatrixProducts.peak()
      let timing = try measurement.alone(runs: options.runs)
      peak = max(peak, MatrixProducts.peak())
      let threads = measurement.name.hasSuffix("1 thread") ? 1 : MatrixProducts.threads
      results.products.append(Results.Product(timing: timing, threads: threads, peak: peak))
    }
    if python != nil {
      try duel(measurements, [Peer(script: "arrays_numpy.py", title: "numpy")])
    }
  }

  private mutating func metrics() throws {
    let sizes = options.sizes.map(String.init).joined(separator: ",")
    try duel(
      options.sizes.flatMap { Metrics.measurements(of: $0) }.filter { options.wants($0.name) },
      [
        Peer(
          script: "metrics_scikit_learn.py", arguments: ["--sizes", sizes], title: "scikit-learn")
      ])
  }

  /// What networks learn, beside Keras's with the same layers and rows.
  private mutating func quality() throws {
    guard python != nil || options.isAlone else { return }
    let peer = python.map { (python: $0, folder: folder + "/Peers") }
    for task in LearningTask.all where options.wants(task.name) {
      progress(task.name)
      results.qualities.append(try Quality(of: task, seeds: options.seeds, peer: peer))
    }
    if peer != nil, results.qualities.contains(where: { $0.lacksPeer }) {
      results.missing.append("keras-jax (quality_keras.py did not run)")
    }
  }

  private mutating func stream() throws {
    progress("streams")
    results.streams += try Stream.all(rows: options.rowsOfStream)
  }

  /// Each measurement with each peer in turn; alone where there is none.
  private mutating func duel(_ measurements: [Measurement], _ peers: [Peer]) throws {
    guard !measurements.isEmpty else { return }
    var met = false
    for peer in peers {
      guard let python else { break }
      progress("\(peer.title) …")
      if let pairs = try peer.duel(
        with: measurements, python: python, folder: folder + "/Peers", runs: options.runs)
      {
        results.comparisons += pairs
        met = met || !pairs.isEmpty
      } else {
        results.missing.append("\(peer.title) (\(peer.script) did not run)")
      }
    }
    guard !met else { return }
    for measurement in measurements {
      progress(measurement.name)
      results.comparisons.append(
        Comparison(ours: try measurement.alone(runs: options.runs), theirs: nil))
    }
  }

  private mutating func processes() {
    // `make bench` builds the command; the tests have built it too where they ran.
    let command =
      [".build", ".build-test"].map { "\(folder)/../\($0)/release/assay" }
      .first(where: FileManager.default.isExecutableFile) ?? "assay"
    let output = FileManager.default.temporaryDirectory
      .appendingPathComponent("assay-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    defer { try? FileManager.default.removeItem(at: output) }
    if let demo = Timing.process(
      "whole process", peer: "assay demo", command, ["demo", "--json", "--output", output.path],
      runs: options.runs)
    {
      results.processes.append(demo)
    } else {
      results.missing.append("assay demo (`swift build -c release --product assay` makes it)")
    }
    guard let python else { return }
    let scripts = folder + "/Peers"
    for peer in fitPeers where peer.title != "scikit-learn" {
      progress("\(peer.title), the whole program …")
      if let process = peer.process(
        "whole process", of: "fit with validation", python: python, folder: scripts)
      {
        results.processes.append(process)
      }
    }
    // Each network by this very program, and by its peers.
    for (name, peers) in trainingPeers.sorted(by: { $0.key < $1.key }) {
      progress("\(name), the whole program …")
      let ours = ["--only", "training", "--named", name, "--alone", "--runs", "1"]
      let programs =
        [
          (
            "this program",
            Timing.process(name, peer: "assay", CommandLine.arguments[0], ours, runs: 1)
          )
        ]
        + peers.map { ($0.script, $0.process(name, of: name, python: python, folder: scripts)) }
      for (title, timing) in programs {
        if let timing {
          results.processes.append(timing)
        } else {
          results.missing.append("\(name) by \(title), which did not run")
        }
      }
    }
  }

  /// What is being done, for somebody who waits at a terminal.
  private func progress(_ text: String) {
    guard isatty(2) == 1 else { return }
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
