/// The results as tables.
struct Report {
  let results: Results

  func print() {
    let machine = results.machine
    show("\(machine.processor), \(machine.cores) cores, \(machine.system)")
    show(
      "\(machine.compiler), kernels \(machine.instructions); medians, ours and theirs alternating")
    show(pairs("The tutorial's fit: 4,800 steps") { $0.hasPrefix("fit") })
    show(trainings)
    show(pairs("Training: an epoch") { $0.hasPrefix("training") })
    show(pairs("Predicting") { $0.hasPrefix("predicting") })
    show(products)
    show(pairs("Matrix products, beside NumPy's") { $0.hasPrefix("product") })
    show(
      pairs("Metrics") { name in
        !["fit", "product", "training", "predicting"].contains { name.hasPrefix($0) }
      })
    show(memory)
    show(processes)
    show(streams)
    show(qualities)
    show(bars)
    for name in results.missing { show("missing: \(name)") }
    let versions =
      (results.comparisons.compactMap(\.theirs?.versions) + results.qualities.map(\.versions))
      .reduce(into: [String: String]()) { $0.merge($1) { first, _ in first } }
    if !versions.isEmpty {
      let names = versions.sorted { $0.key < $1.key }.map { "\($0) \($1)" }
      show("peers: " + names.joined(separator: ", "))
    }
  }

  private func show(_ text: String) { if !text.isEmpty { Swift.print(text) } }

  private func pairs(_ title: String, where isWanted: (String) -> Bool) -> String {
    let rows = results.comparisons.filter { isWanted($0.ours.name) }.map { pair -> [String] in
      let difference = pair.theirs.flatMap { theirs in
        zip(pair.ours.value, theirs.value).map { abs($0 - $1) }
      }
      return [
        pair.ours.name, "\(pair.ours.seconds.count)", Text.time(pair.ours.median),
        pair.theirs?.peer ?? "",
        pair.theirs.map { Text.time($0.median) } ?? "",
        pair.ratio.map { Text.figures($0) + " ×" } ?? "",
        pair.theirs?.compileSeconds.map { "and \(Text.time($0)) to compile" }
          ?? difference.map { $0 == 0 ? "same" : Text.figures($0) } ?? "",
      ]
    }
    return Text.table(
      title, ["", "runs", "ours", "peer", "theirs", "theirs/ours", "difference"], rows)
  }

  private func zip(_ one: Double?, _ other: Double?) -> (Double, Double)? {
    one.flatMap { one in other.map { (one, $0) } }
  }

  private var products: String {
    let rows = results.products.map { product in
      [
        product.timing.name, Text.figures(product.timing.rate ?? .nan), Text.figures(product.peak),
        Text.percent(product.part),
      ]
    }
    return Text.table(
      "Matrix products, beside the peak of this machine",
      ["", "Gflop/s", "peak of a thread", "of the peak"], rows)
  }

  private var trainings: String {
    let rows = results.trainings.map { load in
      [
        load.timing.name, Text.grouped(Int(load.rate.rounded())),
        Text.figures(load.timing.rate ?? .nan), Text.figures(load.peak), "\(load.threads)",
        Text.percent(load.part),
      ]
    }
    return Text.table(
      "Training, everything counted, beside the peak of this machine",
      ["", "samples a second", "Gflop/s", "peak of a thread", "threads", "of the peak"], rows)
  }

  private var processes: String {
    let rows = results.processes.map { process in
      [
        process.peer, process.name.hasPrefix("training") ? process.name : "the tutorial's fit",
        Text.time(process.median),
        process.peakMebibytes.map { Text.figures($0) + " MiB" } ?? "",
      ]
    }
    return Text.table(
      "Whole programs: the tutorial (ours judges and plots as well), and an epoch or two of networks",
      ["", "", "start to end", "memory"], rows)
  }

  private var memory: String {
    let rows = results.comparisons.compactMap { pair -> [String]? in
      guard let ours = pair.ours.extraMebibytes, let theirs = pair.theirs?.extraMebibytes else {
        return nil
      }
      return [
        pair.ours.name, Text.figures(ours) + " MiB", Text.figures(theirs) + " MiB",
        Text.percent(ours / theirs),
      ]
    }
    return Text.table(
      "Memory beside the arguments, what is returned counted",
      ["", "ours", "theirs", "ours/theirs"],
      rows)
  }

  private var streams: String {
    let rows = results.streams.map { stream in
      [
        stream.name, Text.grouped(stream.rows), Text.time(stream.seconds),
        Text.figures(Double(stream.rows) / stream.seconds * 1e-6) + " million",
        Text.figures(stream.earlyMebibytes) + " MiB", Text.figures(stream.peakMebibytes) + " MiB",
      ]
    }
    return Text.table(
      "Streams, in batches of 1,048,576 rows: memory after a hundredth and after all",
      ["", "rows", "time", "rows a second", "early", "peak"], rows)
  }

  private var qualities: String {
    let rows = results.qualities.map { quality in
      [
        quality.name, "\(quality.ours.accuracies.count)", quality.ours.text,
        quality.theirs?.text ?? "", Text.figures(quality.asked),
        Text.time(quality.ours.meanSeconds),
        quality.theirs.map { Text.time($0.meanSeconds) } ?? "",
      ]
    }
    return Text.table(
      "Accuracy on rows not seen, mean ± deviation of seeds, and the time of a fit",
      ["", "seeds", "ours", "keras-jax", "asked", "our fit", "theirs"], rows)
  }

  private var bars: String {
    let rows = Bar.all(of: results).map { [$0.name, $0.found, $0.isMet ? "met" : "MISSED"] }
    return Text.table("Bars", ["", "found", ""], rows)
  }
}
