/// Ends the training when the validation loss has not become smaller for a number of epochs.
///
/// As Keras's `EarlyStopping` on `val_loss` (on the training loss where there are no validation
/// data): an epoch is better when its loss is smaller than the best by more than `minimumDelta`.
/// The best weights come back unless that is switched off; Keras's default is the other way.
public struct EarlyStopping: Callback {
  /// Epochs without improvement that are waited for.
  public let patience: Int
  /// The least improvement that counts.
  public let minimumDelta: Double
  /// Whether the model gets the weights of its best epoch.
  public let restoresBest: Bool
  /// Epochs at the beginning that are not looked at.
  public let startEpoch: Int
  /// A loss that the first epochs must beat, if any.
  public let baseline: Double?

  private(set) var best = Double.infinity
  private(set) var bestEpoch = 0
  private var bestModel: Sequential?
  private var waited = 0

  /// Describes when to stop.
  public init(
    patience: Int = 0, minimumDelta: Double = 0, restoresBest: Bool = true, startEpoch: Int = 0,
    baseline: Double? = nil
  ) {
    self.patience = patience
    self.minimumDelta = abs(minimumDelta)
    self.restoresBest = restoresBest
    self.startEpoch = startEpoch
    self.baseline = baseline
  }

  /// Forgets an earlier training.
  public mutating func trainingBegins(_ plan: TrainingPlan) {
    self = EarlyStopping(
      patience: patience, minimumDelta: minimumDelta, restoresBest: restoresBest,
      startEpoch: startEpoch, baseline: baseline)
  }

  /// Compares the epoch with the best one so far.
  public mutating func epochEnds<Statistics>(_ epoch: inout Epoch<Statistics>) {
    let loss = epoch.validation?.loss ?? epoch.training.loss
    let (keeps, stops) = judge(loss, epoch: epoch.number)
    if keeps, restoresBest {
      bestModel = epoch.model
      // Weights alone come back.
      bestModel?.training = nil
    }
    if stops {
      epoch.stop(
        because: "no better loss than \(best) for \(waited) epoch\(waited == 1 ? "" : "s")")
    }
  }

  /// Whether an epoch's weights are the best so far, and whether the training is to stop.
  mutating func judge(_ loss: Double, epoch: Int) -> (keeps: Bool, stops: Bool) {
    guard epoch > startEpoch else { return (false, false) }
    // The first weights looked at are the best there are, whatever their loss.
    var keeps = bestEpoch == 0
    if keeps { bestEpoch = epoch }
    waited += 1
    if loss + minimumDelta < best {
      best = loss
      bestEpoch = epoch
      keeps = true
      // Only a loss below the baseline ends the waiting.
      if baseline.map({ loss + minimumDelta < $0 }) ?? true { waited = 0 }
      return (keeps, false)
    }
    return (keeps, waited >= patience && epoch > 1)
  }

  /// The best loss and its epoch, how long it was waited for a better one, and the best model.
  public var state: CallbackState {
    CallbackState(
      numbers: ["best": best, "bestEpoch": Double(bestEpoch), "waited": Double(waited)],
      model: bestModel)
  }

  /// Goes on comparing.
  public mutating func resume(from state: CallbackState) {
    best = state.numbers["best"] ?? .infinity
    bestEpoch = Int(exactly: state.numbers["bestEpoch"] ?? 0) ?? 0
    waited = Int(exactly: state.numbers["waited"] ?? 0) ?? 0
    bestModel = state.model
  }

  /// Gives the best weights back.
  public mutating func trainingEnds() -> (model: Sequential, epoch: Int)? {
    bestModel.map { ($0, bestEpoch) }
  }
}

extension Callback where Self == EarlyStopping {
  /// Ends the training when the validation loss does not become smaller.
  public static func earlyStopping(
    patience: Int = 0, minimumDelta: Double = 0, restoresBest: Bool = true
  ) -> EarlyStopping {
    EarlyStopping(patience: patience, minimumDelta: minimumDelta, restoresBest: restoresBest)
  }
}
