/// The bars of the metrics, at every number of samples that was measured.
extension Bar {
  static func ofMetrics(_ results: Results) -> [Bar] {
    let sizes = results.comparisons.compactMap { size(of: $0.ours.name) }
    return Set(sizes).sorted().flatMap { size in
      size == 1_000 ? ofFewSamples(results) : size >= 100_000 ? ofMany(results, size) : []
    } + ofMemory(results) + sameAreas(results)
  }

  /// The number of samples, which every metric's name ends with.
  private static func size(of name: String) -> Int? {
    name.split(separator: " ").last.flatMap { Int($0) }
  }

  /// A call for few samples costs next to nothing.
  private static func ofFewSamples(_ results: Results) -> [Bar] {
    let kinds = ["Float", "Double"].flatMap { kind in
      Metrics.ofScores.map { "\($0) of \(kind)" }
    }
    let asked = (Metrics.ofCounts + kinds).map { ($0, 15e-6) }
    return (asked + Metrics.ofTenClasses.map { ($0, 150e-6) }).compactMap { name, asked in
      guard let ours = results.timing("\(name), 1000") else { return nil }
      return Bar(
        name: "\(name) of 1,000: at most \(Text.time(asked))", found: Text.time(ours.median),
        score: asked / ours.median, leeway: 20)
    }
  }

  private static func ofMany(_ results: Results, _ size: Int) -> [Bar] {
    let peer = "scikit-learn"
    var bars: [Bar] = []
    func atLeast(_ asked: Double, times name: String) {
      guard let ratio = results.comparison("\(name), \(size)", with: peer)?.ratio else { return }
      bars.append(
        Bar(
          name: "\(name) of \(Text.grouped(size)): at least \(Text.figures(asked)) times \(peer)",
          found: Text.figures(ratio) + " times", score: ratio / asked))
    }
    for name in Metrics.ofCounts { atLeast(name == "accuracy" ? 25 : 75, times: name) }
    for kind in ["Float", "Double"] {
      for name in Metrics.ofScores {
        let asked =
          switch name {
          case "ROC AUC": size < 10_000_000 ? 20.0 : 40
          case "log loss", "Brier score": 30.0
          default: 15.0
          }
        atLeast(asked, times: "\(name) of \(kind)")
      }
    }
    for name in Metrics.ofTenClasses { atLeast(20, times: name) }
    if let reading = results.timing("reading both columns, \(size)"),
      let ours = results.timing("confusion matrix, \(size)")
    {
      let ratio = ours.median / reading.median
      bars.append(
        Bar(
          name: "counting \(Text.grouped(size)) pairs: at most 1.5 times reading them",
          found: Text.figures(ratio) + " times", score: 1.5 / ratio, leeway: 10))
    }
    let sort = "ROC AUC on one thread beside a sort, \(size)"
    if size >= 10_000_000, let ratio = results.comparison(sort, with: peer)?.ratio {
      bars.append(
        Bar(
          name: "ROC AUC of \(Text.grouped(size)) Floats, one thread: at most 2.5 numpy sorts",
          found: Text.figures(1 / ratio) + " sorts", score: 2.5 * ratio))
    }
    return bars
  }

  /// Sorting and reading are no metrics.
  private static func ofMemory(_ results: Results) -> [Bar] {
    results.comparisons.compactMap { pair in
      let name = pair.ours.name
      let isMetric = !["reading", "training", "predicting"].contains { name.hasPrefix($0) }
      guard isMetric, !name.contains("a sort"), let ours = pair.ours.extraMebibytes,
        let theirs = pair.theirs?.extraMebibytes
      else { return nil }
      return Bar(
        name: "\(name): at most a fifth of scikit-learn's memory",
        found: Text.percent(ours / theirs), score: theirs / 5 / max(ours, 1e-3), leeway: 10)
    }
  }

  private static func sameAreas(_ results: Results) -> [Bar] {
    results.comparisons.compactMap { pair in
      guard pair.ours.name.hasPrefix("ROC AUC of Float"), pair.theirs?.peer == "scikit-learn",
        let ours = pair.ours.value, let theirs = pair.theirs?.value
      else { return nil }
      let difference = abs(ours - theirs)
      return Bar(
        name: "\(pair.ours.name): equal to scikit-learn's to 1e-15",
        found: "differs by \(Text.figures(difference))", score: difference <= 1e-15 ? 2 : 0)
    }
  }
}
