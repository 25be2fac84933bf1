/// What the project set itself, as far as this run measured it.
struct Bar {
  let name: String
  /// What was found, in words.
  let found: String
  /// How good it is beside what was asked: 1 is just enough, 2 twice as good.
  let score: Double

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
    let area = "ROC AUC of Float, 10000000"
    atLeast(40, times: area, "scikit-learn", "ROC AUC of 10,000,000 Floats")
    if let pair = results.comparison(area, with: "scikit-learn"),
      let ours = pair.ours.value, let theirs = pair.theirs?.value
    {
      let difference = abs(ours - theirs)
      bars.append(
        Bar(
          name: "ROC AUC of 10,000,000 Floats: equal to scikit-learn's to 1e-15",
          found: "differs by \(Text.figures(difference))", score: difference <= 1e-15 ? 2 : 0))
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
