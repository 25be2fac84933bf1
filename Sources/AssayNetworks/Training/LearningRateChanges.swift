extension TrainingBench {
  /// Asks callbacks for the learning rate of an epoch.
  func beginEpoch(_ number: Int, _ callbacks: inout [any Callback]) throws {
    rememberLearningRate()
    for index in callbacks.indices {
      var rate = learningRate
      try callbacks[index].epochBegins(number, learningRate: &rate)
      try takeLearningRate(rate)
    }
  }

  /// Goes on with another learning rate, which a callback chose.
  ///
  /// - Throws: ``NetworkError/invalidArgument(_:_:expected:)`` for a rate below zero or without
  ///   measure, and where the optimizer has a schedule of its own, as in Keras.
  func takeLearningRate(_ rate: Float) throws {
    guard rate != learningRate else { return }
    guard rate >= 0, rate.isFinite else {
      throw NetworkError.invalidArgument(
        "the learning rate of a callback", "\(rate)", expected: "a finite number, not negative")
    }
    guard !optimizer.optimizer.isScheduled else {
      throw NetworkError.invalidArgument(
        "the learning rate", "changed by a callback",
        expected: "left to the optimizer's schedule: leave out either the callback or .scheduled(…)"
      )
    }
    learningRate = rate
  }
}
