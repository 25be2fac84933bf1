/// What labels are made of, as far as it matters for comparing them.
enum LabelKind {
  /// Numbers, and texts that all read as numbers; nil where a label is neither.
  static func numbers<Label>(_ labels: [Label]) -> [Double]? {
    var numbers: [Double] = []
    numbers.reserveCapacity(labels.count)
    for label in labels {
      if let number = label as? Double {
        numbers.append(number)
      } else if let number = label as? any BinaryInteger {
        numbers.append(Double(number))
      } else if let number = label as? Float {
        numbers.append(Double(number))
      } else if let text = label as? String, let number = Double(text) {
        numbers.append(number)
      } else {
        return nil
      }
    }
    return numbers
  }

  /// Texts on one side and numbers on the other, or two numbers and flags.
  static func difference<Label, Prediction>(
    _ labels: DistinctValues<Label>, _ predictions: DistinctValues<Prediction>
  ) -> Finding? {
    guard !labels.values.isEmpty, !predictions.values.isEmpty else { return nil }
    let (one, other) = (name(labels.values), name(predictions.values))
    return one == other ? nil : .kindsDiffer(labels: one, predictions: other)
  }

  private static func name<Label>(_ labels: [Label]) -> String {
    if labels is [Bool] { return "true or false" }
    if labels is [String] { return "texts" }
    return numbers(labels) == nil ? "of type \(Label.self)" : "numbers"
  }

  /// Predictions with fractions, where the truth has none.
  static func scores<Label, Prediction>(
    among predictions: DistinctValues<Prediction>, _ labels: DistinctValues<Label>
  ) -> Finding? {
    guard let values = numbers(predictions.values),
      let place = values.firstIndex(where: { $0.isFinite && $0 != $0.rounded() }),
      let truth = numbers(labels.values), truth.allSatisfy({ $0 == $0.rounded() })
    else { return nil }
    return .scoresAsPredictions(index: predictions.firstRows[place], value: values[place])
  }

  /// A truth that looks like scores beside scores that look like labels.
  static func swapped<Label>(
    _ labels: DistinctValues<Label>, _ scores: DistinctValues<Double>
  ) -> Finding? {
    guard scores.values.count <= 2, scores.values.allSatisfy({ $0 == $0.rounded() }),
      labels.values.count > 2, let truth = numbers(labels.values),
      truth.contains(where: { $0.isFinite && $0 != $0.rounded() })
    else { return nil }
    return .swappedArguments(labelValues: truth.count, scoreValues: scores.values.count)
  }
}
