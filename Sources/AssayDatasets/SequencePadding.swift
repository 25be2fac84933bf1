public import AssayTensors

/// How sequences of different lengths come to one length.
///
/// Shorter sequences are filled up with a value, longer ones lose steps. Both happen in front
/// unless said otherwise, so that a sequence's last steps end its row:
///
/// ```swift
/// let padding = SequencePadding()
/// try padding.tensor([[1], [2, 3], [4, 5, 6]])      // [[0, 0, 1], [0, 2, 3], [4, 5, 6]]
/// let behind = SequencePadding(length: 2, padding: .behind, truncation: .behind)
/// try behind.tensor([[1], [2, 3], [4, 5, 6]])       // [[1, 0], [2, 3], [4, 5]]
/// ```
///
/// A `Masking` of the same value, or an `Embedding` that masks zeros, passes over what was filled.
///
/// Keras: `keras.utils.pad_sequences`, whose `pre` (the default of padding and truncating) is
/// ``Side/before`` and `post` is ``Side/behind``.
public struct SequencePadding: Hashable, Sendable {
  /// An end of a sequence.
  public enum Side: String, Hashable, Sendable, CaseIterable {
    /// In front of the first step (Keras: `pre`).
    case before
    /// Behind the last step (Keras: `post`).
    case behind
  }

  /// The length of all sequences; nil is that of the longest (Keras: `maxlen`).
  public var length: Int?
  /// What sequences are filled up with.
  public var value: Float
  /// Where shorter sequences are filled up.
  public var padding: Side
  /// Where longer sequences lose steps (Keras: `truncating`).
  public var truncation: Side

  /// Describes a way to one length.
  public init(
    length: Int? = nil, value: Float = 0, padding: Side = .before, truncation: Side = .before
  ) {
    self.length = length
    self.value = value
    self.padding = padding
    self.truncation = truncation
  }

  /// Brings sequences of tokens to one length: [n, length].
  ///
  /// - Throws: `DatasetError` for a token that no Float holds exactly (beyond 2²⁴), a length that
  ///   is not positive, or no steps at all.
  public func tensor(_ sequences: [[Int]]) throws(DatasetError) -> Tensor {
    var numbers: [[Float]] = []
    numbers.reserveCapacity(sequences.count)
    for (row, sequence) in sequences.enumerated() {
      let floats = sequence.map { Float($0) }
      if let step = sequence.indices.first(where: { Int(exactly: floats[$0]) != sequence[$0] }) {
        throw .tokenTooLarge(row: row, step: step, token: sequence[step])
      }
      numbers.append(floats)
    }
    let steps = try commonLength(sequences.map(\.count))
    return try filled(rows: sequences.count, steps: steps, width: nil) { numbers[$0][...] }
  }

  /// Brings sequences of steps with some features each to one length: [n, length, features].
  ///
  /// - Throws: `DatasetError` for steps of different widths, a length that is not positive, or no
  ///   steps at all.
  public func tensor(_ sequences: [[[Float]]]) throws(DatasetError) -> Tensor {
    guard let width = sequences.lazy.compactMap(\.first).first?.count, width > 0 else {
      throw .noSteps
    }
    for (row, sequence) in sequences.enumerated() {
      if let step = sequence.firstIndex(where: { $0.count != width }) {
        throw .stepWidth(row: row, step: step, expected: width, found: sequence[step].count)
      }
    }
    let steps = try commonLength(sequences.map(\.count))
    return try filled(rows: sequences.count, steps: steps, width: width) {
      sequences[$0].flatMap { $0 }[...]
    }
  }

  /// The length asked for, else that of the longest.
  private func commonLength(_ lengths: [Int]) throws(DatasetError) -> Int {
    guard let length = length ?? lengths.max(), length != 0 || self.length != nil else {
      throw .noSteps
    }
    guard length > 0, length <= Int(Int32.max) else { throw .sequenceLength(length) }
    return length
  }

  /// Fills a tensor row by row with what is kept of each sequence.
  private func filled(
    rows: Int, steps: Int, width: Int?, _ sequence: (Int) -> ArraySlice<Float>
  ) throws(DatasetError) -> Tensor {
    let size = steps.multipliedReportingOverflow(by: width ?? 1)
    guard !size.overflow, !size.partialValue.multipliedReportingOverflow(by: rows * 4).overflow
    else { throw .sequenceLength(steps) }
    return Tensor(shape: Shape([rows, steps] + (width.map { [$0] } ?? []))) { memory in
      memory.initialize(repeating: value)
      for row in 0..<rows {
        let all = sequence(row)
        let kept =
          truncation == .before ? all.suffix(size.partialValue) : all.prefix(size.partialValue)
        let gap = padding == .before ? size.partialValue - kept.count : 0
        for (index, number) in kept.enumerated() {
          memory[row * size.partialValue + gap + index] = number
        }
      }
    }
  }
}
