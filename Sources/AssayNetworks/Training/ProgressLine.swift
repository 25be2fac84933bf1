import AssayEvaluation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// Shows how training goes, on standard error: one line that is written over on a terminal, else a
/// line an epoch.
///
/// ```
/// Epoch 3/300 - loss: 0.6912 - accuracy: 0.5340 - val_loss: 0.6903 - val_accuracy: 0.5280
/// ```
///
/// The names are those of Keras, the loss first.
public struct ProgressLine: Callback {
  private var lastEpoch = 0
  private let isTerminal: Bool
  private let show: @Sendable (String) -> Void

  /// Describes the line; whether standard error is a terminal is found out.
  public init() {
    self.init(isTerminal: isatty(STDERR_FILENO) != 0) { text in
      // What cannot be shown is not worth an error.
      _ = Array(text.utf8).withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }
  }

  /// The same line, shown elsewhere.
  init(isTerminal: Bool, show: @escaping @Sendable (String) -> Void) {
    self.isTerminal = isTerminal
    self.show = show
  }

  /// Remembers how many epochs there will be.
  public mutating func trainingBegins(_ plan: TrainingPlan) { lastEpoch = plan.lastEpoch }

  /// Writes the line of an epoch.
  public mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) {
    let text = Self.line(
      epoch.number, of: lastEpoch, metrics: epoch.metrics, epoch.training, epoch.validation)
    show(isTerminal ? "\r\u{1B}[K\(text)" : "\(text)\n")
  }

  /// Ends the line that was written over.
  public mutating func trainingEnds() -> (model: Sequential, epoch: Int)? {
    if isTerminal { show("\n") }
    return nil
  }

  /// The line of an epoch.
  static func line<Statistics>(
    _ number: Int, of count: Int, metrics: [Metric<Statistics>],
    _ training: EpochValues<Statistics>, _ validation: EpochValues<Statistics>?
  ) -> String {
    var parts = ["Epoch \(number)/\(count)", "loss: \(fourDecimals(training.loss))"]
    parts += metrics.map { "\($0.name): \(fourDecimals(training[$0]))" }
    if let validation {
      parts.append("val_loss: \(fourDecimals(validation.loss))")
      parts += metrics.map { "val_\($0.name): \(fourDecimals(validation[$0]))" }
    }
    return parts.joined(separator: " - ")
  }

  private static func fourDecimals(_ value: Double) -> String {
    guard abs(value) < 1e12 else { return "\(value)" }
    let units = Int((abs(value) * 10_000).rounded())
    let fraction = String("\(10_000 + units % 10_000)".dropFirst())
    return (value < 0 && units > 0 ? "-" : "") + "\(units / 10_000).\(fraction)"
  }
}

extension Callback where Self == ProgressLine {
  /// Shows how training goes, on standard error.
  public static var progress: ProgressLine { ProgressLine() }
}
