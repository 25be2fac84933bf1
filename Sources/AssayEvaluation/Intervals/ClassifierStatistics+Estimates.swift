extension ClassifierStatistics {
  /// A metric's value with its interval.
  ///
  /// How the interval is found is the metric's own: Wilson for a proportion, DeLong for the area
  /// under the ROC curve, a seeded bootstrap of the matrix's cells or of the rows otherwise.
  /// Reading several? ``estimates(_:level:resamples:seed:)`` shares one bootstrap among them.
  ///
  /// - Parameters:
  ///   - metric: What to read.
  ///   - level: The level of confidence, between 0 and 1.
  ///   - resamples: How many resamples a bootstrap draws.
  ///   - seed: The seed of the resamples: the same seed, the same bits, for any number of threads.
  public func estimate(
    _ metric: Metric<ClassifierStatistics>, level: Double = 0.95, resamples: Int = 2_000,
    seed: UInt64 = 1
  ) -> Estimate {
    estimates([metric], level: level, resamples: resamples, seed: seed)[0]
  }

  /// The values of metrics with their intervals, from the same resamples.
  public func estimates(
    _ metrics: [Metric<ClassifierStatistics>], level: Double = 0.95, resamples: Int = 2_000,
    seed: UInt64 = 1
  ) -> [Estimate] {
    estimates(
      metrics,
      options: IntervalOptions(
        level: level, resampling: Resampling(resamples: resamples, seed: seed)))
  }

  /// A metric's value with its interval, found in the way asked for.
  ///
  /// ```swift
  /// seen.estimate(.f1, options: IntervalOptions(resampling: Resampling(ends: .bca)))
  /// ```
  public func estimate(
    _ metric: Metric<ClassifierStatistics>, options: IntervalOptions
  ) -> Estimate {
    estimates([metric], options: options)[0]
  }

  /// The values of metrics with their intervals, found in the way asked for, from the same
  /// resamples.
  public func estimates(
    _ metrics: [Metric<ClassifierStatistics>], options: IntervalOptions
  ) -> [Estimate] {
    estimates(
      metrics, undefined: undefined, positiveName: String(positivePosition), options: options)
  }

  func estimates(
    _ metrics: [Metric<ClassifierStatistics>], undefined: [UndefinedReading],
    positiveName: String, options: IntervalOptions
  ) -> [Estimate] {
    var sorted = self
    sorted.compact()
    let intervals = IntervalsOfStatistics(statistics: sorted, options: options)
    return sorted.estimates(
      metrics, undefined: undefined, positiveName: positiveName, intervals.of(metrics))
  }

  /// The values of metrics with the intervals found for them.
  func estimates(
    _ metrics: [Metric<ClassifierStatistics>], undefined: [UndefinedReading],
    positiveName: String, _ intervals: [Result<Interval, Estimate.MissingInterval>]
  ) -> [Estimate] {
    zip(metrics, intervals).map { metric, found in
      let reason = undefined.first {
        $0.metric == metric.name && ($0.label == nil || $0.label == positiveName)
      }
      if let reason {
        return Estimate(
          name: metric.name, title: metric.title, value: self[metric], undefined: reason,
          missing: .valueUndefined)
      }
      switch found {
      case .success(let interval):
        return Estimate(
          name: metric.name, title: metric.title, value: self[metric], interval: interval)
      case .failure(let missing):
        return Estimate(
          name: metric.name, title: metric.title, value: self[metric], missing: missing)
      }
    }
  }
}

extension ClassifierEvaluation {
  /// A metric's value with its interval.
  ///
  /// ```swift
  /// print(evaluation.estimate(.accuracy))   // Accuracy 0.84 (0.81 to 0.87, 95 %, Wilson)
  /// ```
  ///
  /// See ``ClassifierStatistics/estimate(_:level:resamples:seed:)``.
  public func estimate(
    _ metric: Metric<ClassifierStatistics>, level: Double = 0.95, resamples: Int = 2_000,
    seed: UInt64 = 1
  ) -> Estimate {
    estimates([metric], level: level, resamples: resamples, seed: seed)[0]
  }

  /// The values of metrics with their intervals, from the same resamples.
  public func estimates(
    _ metrics: [Metric<ClassifierStatistics>], level: Double = 0.95, resamples: Int = 2_000,
    seed: UInt64 = 1
  ) -> [Estimate] {
    estimates(
      metrics,
      options: IntervalOptions(
        level: level, resampling: Resampling(resamples: resamples, seed: seed)))
  }

  /// A metric's value with its interval, found in the way asked for.
  public func estimate(
    _ metric: Metric<ClassifierStatistics>, options: IntervalOptions
  ) -> Estimate {
    estimates([metric], options: options)[0]
  }

  /// The values of metrics with their intervals, found in the way asked for, from the same
  /// resamples.
  public func estimates(
    _ metrics: [Metric<ClassifierStatistics>], options: IntervalOptions
  ) -> [Estimate] {
    statistics.estimates(
      metrics, undefined: undefined, positiveName: String(describing: positiveClass),
      options: options)
  }
}
