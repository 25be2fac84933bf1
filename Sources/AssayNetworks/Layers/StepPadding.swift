/// What the windows of a ``Conv1D`` do at the ends of a sequence.
public enum StepPadding: String, Hashable, Sendable, Codable {
  /// Only windows that lie in the sequence whole: ⌊(n − reach) / stride⌋ + 1 of n steps, where
  /// reach = (size − 1)·dilation + 1.
  case valid
  /// A window at every stride, ⌈n / stride⌉ of them, with zeros on both sides; of an odd number of
  /// zeros the smaller half lies before the sequence.
  case same
  /// A window at every stride that ends there, with reach − 1 zeros before the sequence: no output
  /// depends on later steps.
  case causal
}
