/// What the project set itself, as far as this run measured it.
struct Bar {
  let name: String
  /// What was found, in words.
  let found: String
  /// How good it is beside what was asked: 1 is just enough, 2 twice as good.
  let score: Double
  /// By which factor `--check` lets it be missed: clocks of other machines differ.
  var leeway = 2.0

  var isMet: Bool { score >= 1 }

  /// The bars of a run, without those it has no figures for.
  static func all(of results: Results) -> [Bar] {
    var bars: [Bar] = []
    func atLeast(_ asked: Double, times name: String, _ peer: String, _ title: String) {
      guard let ratio = results.comparison(name, with: peer)?.ratio else { return }
      bars.append(
        Bar(
          name: "\(title): at least \(Text.figures(asked)) times \(peer)",
          found: Text.figures(ratio) + " times", score: ratio / asked))
    }
    atLeast(12, times: "fit", "numpy", "fit")
    atLeast(2, times: "fit with validation", "jax", "fit with validation")
    atLeast(1.15, times: "training mlp", "jax", "training mlp")
    atLeast(1.6, times: "training cnn", "torch", "training cnn")
    atLeast(1.6, times: "training cnn", "tensorflow", "training cnn")
    atLeast(1.5, times: "training lstm", "torch", "training lstm")
    atLeast(1 / 0.7, times: "predicting mlp, 200 × 1", "jax", "predicting mlp, a row at a time")
    atLeast(0.9, times: "predicting mlp, 5 × 1,024", "jax", "predicting mlp, 1,024 rows at a time")
    for load in results.trainings where !load.timing.name.contains("lstm") {
      bars.append(
        Bar(
          name: "\(load.timing.name): at least 60 % of the peak", found: Text.percent(load.part),
          score: load.part / 0.6))
    }
    for ours in results.processes where ours.name.hasPrefix("training") && ours.peer == "assay" {
      guard let memory = ours.peakMebibytes,
        let other = results.processes.first(where: { $0.name == ours.name && $0.peer == "torch" })?
          .peakMebibytes
      else { continue }
      bars.append(
        Bar(
          name: "\(ours.name), the whole program: at most half of torch's memory",
          found: Text.percent(memory / other), score: other / 2 / memory))
    }
    bars += ofMetrics(results)
    for stream in results.streams {
      let growth = stream.peakMebibytes - stream.earlyMebibytes
      bars.append(
        Bar(
          name: "\(stream.name): at most 8 MiB more after all rows than after a hundredth",
          found: "\(Text.figures(growth)) MiB", score: growth <= 8 ? 2 : 8 / growth))
    }
    for quality in results.qualities {
      bars.append(
        Bar(
          name: "\(quality.name): accuracy of at least \(Text.figures(quality.asked))",
          found: quality.ours.text, score: (1 - quality.asked) / (1 - quality.ours.mean)))
    }
    for product in results.products where !product.timing.name.contains("1024") {
      let asked = product.threads == 1 ? 0.8 : 0.7
      guard product.threads <= 2 else { continue }
      bars.append(
        Bar(
          name: "\(product.timing.name): at least \(Text.percent(asked)) of the peak",
          found: Text.percent(product.part), score: product.part / asked))
    }
    if let demo = results.processes.first(where: { $0.peer == "assay demo" }) {
      bars.append(
        Bar(
          name: "assay demo --json: at most 0.25 s", found: Text.time(demo.median),
          score: 0.25 / demo.median))
      let memory = demo.peakMebibytes ?? .nan
      bars.append(
        Bar(
          name: "assay demo --json: at most 60 MiB", found: "\(Text.figures(memory)) MiB",
          score: 60 / memory))
    }
    return bars
  }
}
