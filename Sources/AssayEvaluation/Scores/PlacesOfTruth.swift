internal import AssayCore

/// At which place the true class of each row stands when the classes are ordered by score.
struct PlacesOfTruth: Sendable {
  /// The place of each row's truth, from 0.
  private(set) var places: [Int32]
  /// For single scores, the place with 0 as the threshold instead of ½; empty for others.
  private(set) var placesAtZero: [Int32] = []
  /// Whether no single score was below 0 or above 1.
  private(set) var isWithinUnit = true

  /// Finds the places; nil where a score is not finite.
  init?<Score: BinaryFloatingPoint & Sendable>(_ truth: [Int32], _ scores: [Score], width: Int) {
    if width == 1 {
      var strange = false
      for score in scores where !score.isFinite { strange = true }
      guard !strange else { return nil }
      places = zip(truth, scores).map { ($1 > 0.5) == ($0 == 1) ? 0 : 1 }
      placesAtZero = zip(truth, scores).map { ($1 > 0) == ($0 == 1) ? 0 : 1 }
      isWithinUnit = scores.allSatisfy { $0 >= 0 && $0 <= 1 }
      return
    }
    let found = truth.withUnsafeBufferPointer { truth in
      if let floats = KnownLabels.cast(scores, to: Float.self) {
        return floats.withUnsafeBufferPointer {
          TruthPlaces.of(truth: truth, scores: $0, width: width)
        }
      }
      return scores.doubles.withUnsafeBufferPointer {
        TruthPlaces.of(truth: truth, scores: $0, width: width)
      }
    }
    guard let found else { return nil }
    places = found
  }
}
