extension Metric where Statistics == ImageMaskStatistics {
  /// Dice of each image, averaged.
  public static var meanDice: Metric {
    Metric(
      "mean_dice", title: "Dice, mean over images",
      uncertainty: .mean { ($0.meanDice, $0.meanDiceStandardError) }
    ) { $0.meanDice }
  }

  /// Intersection over union of each image, averaged.
  public static var meanIntersectionOverUnion: Metric {
    Metric(
      "mean_jaccard", title: "Intersection over union, mean over images",
      uncertainty: .mean {
        ($0.meanIntersectionOverUnion, $0.meanIntersectionOverUnionStandardError)
      }
    ) { $0.meanIntersectionOverUnion }
  }

  /// Dice of the scores themselves, averaged over images.
  public static var meanSoftDice: Metric {
    Metric(
      "mean_soft_dice", title: "Soft Dice, mean over images",
      uncertainty: .mean { ($0.meanSoftDice, $0.meanSoftDiceStandardError) }
    ) { $0.meanSoftDice }
  }

  /// Intersection over union of the scores themselves, averaged over images.
  public static var meanSoftIntersectionOverUnion: Metric {
    Metric(
      "mean_soft_jaccard", title: "Soft intersection over union, mean over images",
      uncertainty: .mean {
        ($0.meanSoftIntersectionOverUnion, $0.meanSoftIntersectionOverUnionStandardError)
      }
    ) { $0.meanSoftIntersectionOverUnion }
  }

  /// Dice of the scores themselves with squares below, averaged over images.
  public static var meanSquaredDice: Metric {
    Metric(
      "mean_squared_dice", title: "Soft Dice with squares, mean over images",
      uncertainty: .mean { ($0.meanSquaredDice, $0.meanSquaredDiceStandardError) }
    ) { $0.meanSquaredDice }
  }

  /// Every metric of masks read image by image.
  public static var all: [Metric] {
    [
      .meanDice, .meanIntersectionOverUnion, .meanSoftDice, .meanSoftIntersectionOverUnion,
      .meanSquaredDice,
    ]
  }
}
