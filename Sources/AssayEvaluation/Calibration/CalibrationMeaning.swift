/// What a calibration error compares: the words «calibration error» are used for three things.
///
/// | meaning | probability | outcome |
/// |---|---|---|
/// | ``positiveClass`` | of the positive class | the row is positive |
/// | ``topLabel`` | the greatest of the row, the confidence | the answer is right |
/// | ``classwise`` | of each class in turn | the row is of that class; the mean over classes |
///
/// For two classes the first two differ: a row with probability 0.2 is in the bin of 0.2 for the
/// one and in that of 0.8 for the other.
public enum CalibrationMeaning: String, Sendable, Hashable, CaseIterable {
  /// The probability of the positive class against how often it is true.
  ///
  /// TorchMetrics: `BinaryCalibrationError`; scikit-learn's `calibration_curve` shows it.
  case positiveClass
  /// The confidence of the answer against how often it is right.
  ///
  /// TorchMetrics: `MulticlassCalibrationError`. Source: C. Guo et al., *On calibration of modern
  /// neural networks*, ICML 2017.
  case topLabel
  /// The mean over the classes, each against the rest.
  ///
  /// Source: M. Kull et al., *Beyond temperature scaling*, NeurIPS 2019.
  case classwise
}

extension CalibrationMeaning: CustomStringConvertible {
  /// The meaning in words.
  public var description: String {
    switch self {
    case .positiveClass: "positive class"
    case .topLabel: "top label"
    case .classwise: "mean over classes"
    }
  }
}
