extension ConfusionMatrix {
  /// The fraction a rate of all classes came from.
  ///
  /// ```swift
  /// print(confusion.explain(.accuracy))              // accuracy = (206 + 215) / 500 = 0.8420
  /// print(confusion.explain(.f1, average: .macro).details)   // each class's own fraction
  /// ```
  ///
  /// Accuracy, balanced accuracy, kappa and Matthews' correlation are of all classes at once, and the
  /// average does not matter to them; other rates are averaged.
  public func explain(_ rate: ExplainedRate, average: Average = .macro) -> Explanation {
    switch rate {
    case .accuracy: return explainAccuracy()
    case .balancedAccuracy: return explainBalancedAccuracy()
    case .cohenKappa: return explainKappa()
    case .matthewsCorrelation: return explainMatthews()
    default: return explainAverage(rate, average)
    }
  }

  /// The fraction of one label against the rest.
  public func explain(_ rate: ExplainedRate, of label: Label) -> Explanation {
    self[label].explain(rate).named("\(rate.name) of \(label)")
  }

  /// The first few terms of a sum, for classes may be many.
  private func sum(_ terms: [String]) -> String {
    terms.count <= 10
      ? terms.joined(separator: " + ")
      : terms.prefix(3).joined(separator: " + ") + " + … + " + (terms.last ?? "")
  }

  private func reading(_ metric: String) -> UndefinedReading? {
    undefined.first { $0.metric == metric && $0.label == nil }
  }

  private func explainAccuracy() -> Explanation {
    let width = classes.count
    let hits = cells.indices.filter { $0 / width == $0 % width }.map { Explanation.text(cells[$0]) }
    return Explanation(
      metric: "accuracy", words: "the part of the rows predicted rightly",
      formula: "right / all", numbers: "(\(sum(hits))) / \(Explanation.text(total))",
      value: accuracy, undefined: reading("accuracy"))
  }

  private func explainBalancedAccuracy() -> Explanation {
    let present = classes.filter { self[$0].support != 0 }
    let parts = present.map { explain(.recall, of: $0) }
    return Explanation(
      metric: "balanced_accuracy", words: "the mean recall of the classes that occur in the truth",
      formula: "(sum of the classes' recalls) / classes",
      numbers: "(\(sum(parts.map { Explanation.rounded($0.value) }))) / \(present.count)",
      value: balancedAccuracy, undefined: reading("balanced_accuracy"), parts: parts)
  }

  private func explainKappa() -> Explanation {
    let sums = sums
    let agreeing = zip(sums.rows, sums.columns).reduce(0.0) { $0 + $1.0 * $1.1 }
    let all = Explanation.text(total)
    return Explanation(
      metric: "cohen_kappa",
      words: "one minus the errors over those that guessing with the same frequencies would make",
      formula: "1 − wrong / (all − (sum of truth · predicted of each class) / all)",
      numbers: "1 − \(Explanation.text(total - correct)) / (\(all) − "
        + "\(Explanation.text(agreeing)) / \(all))",
      value: cohenKappa, undefined: reading("cohen_kappa"))
  }

  private func explainMatthews() -> Explanation {
    let sums = sums
    func product(_ one: [Double], _ other: [Double]) -> String {
      Explanation.text(zip(one, other).reduce(0.0) { $0 + $1.0 * $1.1 })
    }
    let all = Explanation.text(total)
    return Explanation(
      metric: "matthews_corrcoef", words: "the correlation of truth and prediction",
      formula: "(right · all − Σ truth · predicted) / √((all² − Σ predicted²) · (all² − Σ truth²))",
      numbers: "(\(Explanation.text(correct)) · \(all) − \(product(sums.rows, sums.columns))) / "
        + "√((\(all) · \(all) − \(product(sums.columns, sums.columns))) · "
        + "(\(all) · \(all) − \(product(sums.rows, sums.rows))))",
      value: matthewsCorrelation, undefined: reading("matthews_corrcoef"))
  }

  private func explainAverage(_ rate: ExplainedRate, _ average: Average) -> Explanation {
    let averaged = averaged(average)
    let value = averaged.mean { $0.value(rate) }
    if average == .binary {
      let name = positiveClass.map { " of \($0)" } ?? ""
      return positive.explain(rate).named(rate.name + name)
    }
    let metric = "\(rate.name)_\(average.rawValue)"
    if average == .micro {
      var pooled = BinaryCounts()
      pooled.zeroDivision = zeroDivision
      for counts in perClass { pooled.merge(counts) }
      let found = pooled.explain(rate)
      return Explanation(
        metric: metric, words: found.words + ", counts of all classes added up",
        formula: found.formula, numbers: found.numbers, value: value, undefined: found.undefined)
    }
    // As in the value: classes whose rate is NaN are left out.
    let kept = classes.filter { !self[$0].value(rate).isNaN }
    let parts = classes.map { explain(rate, of: $0) }
    let values = kept.map { self[$0].value(rate) }
    if average == .weighted, kept.contains(where: { self[$0].support != 0 }) {
      let supports = kept.map { self[$0].support }
      let terms = zip(supports, values).map {
        "\(Explanation.text($0)) · \(Explanation.rounded($1))"
      }
      return Explanation(
        metric: metric, words: "the mean of the classes' own, each as often as it occurs",
        formula: "(sum of rows · \(rate.name) of each class) / rows",
        numbers: "(\(sum(terms))) / \(Explanation.text(supports.reduce(0, +)))", value: value,
        parts: parts)
    }
    return Explanation(
      metric: metric, words: "the mean of the classes' own, every class alike",
      formula: "(sum of \(rate.name) of each class) / classes",
      numbers: "(\(sum(values.map(Explanation.rounded)))) / \(kept.count)", value: value,
      parts: parts)
  }
}
