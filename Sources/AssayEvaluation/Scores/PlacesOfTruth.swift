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
  ///
  /// Rows are shared out among threads; the places are the same for any number of them.
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
    var isSound = true
    places = [Int32](unsafeUninitializedCapacity: truth.count) { places, filled in
      let start = places.baseAddress
      filled = truth.count
      truth.withUnsafeBufferPointer { truth in
        scores.withUnsafeBufferPointer { scores in
          guard let start, let truth = truth.baseAddress, let scores = scores.baseAddress else {
            return
          }
          isSound = Self.find(start, truth, scores, width: width, rows: filled)
        }
      }
    }
    guard isSound else { return nil }
  }

  private static var rowsOfTask: Int { 32_768 }

  /// Finds the places of all rows; false where a score is not finite.
  private static func find<Score: BinaryFloatingPoint & Sendable>(
    _ places: UnsafeMutablePointer<Int32>, _ truth: UnsafePointer<Int32>,
    _ scores: UnsafePointer<Score>, width: Int, rows: Int
  ) -> Bool {
    let tasks = (rows + rowsOfTask - 1) / rowsOfTask
    var sound = [Bool](repeating: false, count: tasks)
    sound.withUnsafeMutableBufferPointer { sound in
      nonisolated(unsafe) let (places, truth, scores, sound) = (places, truth, scores, sound)
      Workers.run(tasks) { task in
        let first = task * rowsOfTask
        sound[task] = rank(
          places + first, truth + first, scores + first * width, width: width,
          rows: min(rowsOfTask, rows - first))
      }
    }
    return sound.allSatisfy { $0 }
  }

  @specialized(where Score == Double)
  @specialized(where Score == Float)
  private static func rank<Score: BinaryFloatingPoint & Sendable>(
    _ places: UnsafeMutablePointer<Int32>, _ truth: UnsafePointer<Int32>,
    _ scores: UnsafePointer<Score>, width: Int, rows: Int
  ) -> Bool {
    let largest = Score.greatestFiniteMagnitude
    var strange: Int32 = 0
    for row in 0..<rows {
      let row0 = scores + row &* width
      let position = Int(truth[row])
      let score = row0[position]
      // Ahead of the truth: greater scores, and equal ones of later classes.
      var place: Int32 = -1
      for column in 0..<width {
        let other = row0[column]
        place &+= other >= score ? 1 : 0
        strange |= other.magnitude <= largest ? 0 : 1
      }
      for column in 0..<position { place &-= row0[column] == score ? 1 : 0 }
      places[row] = place
    }
    return strange == 0
  }
}
