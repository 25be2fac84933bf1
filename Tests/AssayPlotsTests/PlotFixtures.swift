@testable import AssayPlots

/// One figure of every kind, small enough to read.
enum PlotFixtures {
  static let scatter = Plot.scatter(
    x: [0, 1, 2, 3, 1.5, .nan], y: [0, 2, 1, 3, 2.5, 1], classes: [0, 1, 0, 1, 1, 0],
    names: ["outer", "inner"], subtitle: "six points, one of them without a place")

  static let learningCurves = Plot.learningCurves(
    [
      LearningCurve(
        "Loss", training: [0.7, 0.5, 0.4, 0.35, 0.3], validation: [0.7, 0.55, 0.45, 0.5, 0.55]),
      LearningCurve(
        "Accuracy", training: [0.5, 0.7, 0.8, 0.85, 0.9], validation: [0.5, 0.68, 0.78, 0.76, 0.75]),
    ], bestEpoch: 3)

  static let regions = Plot.decisionRegions(
    Regions(
      x: [-1, 0, 1], y: [-1, 0, 1], scores: [0.1, 0.2, 0.1, 0.2, 0.9, 0.2, 0.1, 0.2, 0.1]),
    x: [0, 0.9], y: [0.1, -0.9], classes: [1, 0], names: ["no", "yes"])

  static let roc = Plot.roc(
    [
      RateCurve(
        name: "Network", x: [0, 0, 0.25, 0.25, 1], y: [0, 0.5, 0.5, 1, 1], area: 0.875,
        operatingPoint: .init(x: 0.25, y: 0.5, name: "threshold 0.50"))
    ], positive: "1")

  static let precisionRecall = Plot.precisionRecall(
    [RateCurve(name: "Network", x: [1, 1, 0.5, 0.5, 0], y: [0.5, 0.67, 0.5, 1, 1], area: 0.83)],
    prevalence: 0.5, positive: "1")

  static let confusionMatrix = Plot.confusionMatrix(
    [[206, 42], [37, 215]], names: ["outer", "inner"])

  static let all: [(name: String, plot: Plot)] = [
    ("scatter", scatter), ("learning curves", learningCurves), ("regions", regions), ("ROC", roc),
    ("precision-recall", precisionRecall), ("confusion matrix", confusionMatrix),
  ]

  /// Figures of data nobody expects.
  static let odd: [Plot] = [
    .scatter(x: [], y: []), .scatter(x: [.nan], y: [.infinity]), .scatter(x: [1], y: [1, 2, 3]),
    .scatter(x: [1e300, -1e299, 1e299], y: [1e-300, 5, 5], classes: [-7, 99], names: ["a"]),
    .learningCurves([]), .learningCurves([LearningCurve("", training: [])]),
    .learningCurves([LearningCurve("Loss", training: [.nan, .nan], scale: .logarithmic)]),
    .learningCurves([LearningCurve("Loss", training: [0.5])], bestEpoch: -4),
    .learningCurves(
      [LearningCurve("Loss", training: (0..<999).map { $0 % 3 == 0 ? .nan : Double($0) })]),
    .decisionRegions(Regions(x: [], y: [], scores: [Double]())),
    .decisionRegions(Regions(x: [0, 1], y: [0, 1], scores: [.nan, .infinity, -.infinity, 0])),
    .decisionRegions(Regions(x: [0, 1], y: [0, 1], scores: [[Double]]())),
    .decisionRegions(Regions(x: [0, 1], y: [0, 1], scores: [[1, 2, 3, 4]]), names: ["only"]),
    .decisionRegions(Regions(x: [0, 1], y: [0, 1], scores: [[1, 2, 3], [1]])),
    .roc([]), .roc([RateCurve(x: [], y: [], area: .nan)]),
    .roc((0..<20).map { RateCurve(name: "class \($0)", x: [0, 1], y: [0, 1], area: 0.5) }),
    .precisionRecall([RateCurve(x: [.nan], y: [.nan])], prevalence: .nan),
    .confusionMatrix([], names: []), .confusionMatrix([[0]], names: ["only"]),
    .confusionMatrix([[1, 2, 3], [4]], names: []),
    .confusionMatrix([[.infinity, .nan], [-1, 1e300]], names: ["a", "b", "c"]),
    .confusionMatrix(
      (0..<40).map { row in (0..<40).map { Double(row * $0) } }, names: (0..<40).map { "c\($0)" }),
    Plot(title: "", panels: []), Plot(title: "t", panels: [], width: .nan),
    Plot(
      title: "t",
      panels: [
        Panel(
          x: Axis(limits: 3...3), y: Axis(scale: .logarithmic, limits: -1...0, margin: .nan),
          marks: [
            Rule(.x(.infinity)), Rule(.y(-1e300)), TextMark("t", x: .nan, y: 0),
            Bars(heights: [1, .nan]), Band(x: [0, 1], lower: [0], upper: []),
            Heatmap([[], [.nan]]),
            Line(x: [-1e299, 1e299], y: [1e-280, 1e280]),
          ], aspect: .ratio(.nan))
      ], width: 1),
  ]
}
