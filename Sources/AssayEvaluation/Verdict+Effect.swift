// How large the lead over guessing is, and how many rows would settle it.

extension Verdict {
  /// The classifier's accuracy minus the constant answer's; negative where it is behind.
  public var lead: Double { againstConstant.difference(outOf: rows) }

  /// The interval of the lead at 95 %, Bonett and Price's.
  public var leadInterval: Interval? { againstConstant.differenceInterval(outOf: rows) }

  /// Cohen's kappa: the part of what chance leaves to get that the classifier gets.
  public var kappa: Double { beyondChance.kappa }

  /// How many rows would show the lead over the constant answer, four times in five, if the lead is
  /// as large as it looks; nil where there is no lead.
  public var rowsNeeded: Int? { againstConstant.rowsNeeded(outOf: rows) }

  /// How many rows would show that the predictions go with the truth more than chance would have
  /// it, four times in five, if they do as much as it looks; nil where they do not.
  public var rowsNeededAgainstChance: Int? { beyondChance.rowsNeeded() }

  /// How large the effect is, in a few sentences that need no statistics to read.
  ///
  /// ```
  /// It is ahead of always saying 1 by 34 points (28 to 39, 95 %). Of the 243 rows on which just one
  /// of the two is right, it has 206. Of what chance leaves to get it gets 68 % (kappa 0.68: 0 is
  /// guessing, 1 is no error). A lead as large shows in about 25 rows four times in five, and that it
  /// beats chance in about 11 rows.
  /// ```
  public var effectDescription: String {
    (leadSentence + kappaSentence + rowsSentence).joined(separator: " ")
  }

  private var leadSentence: [String] {
    let constant = "always saying \(constantClass)"
    guard lead != 0, let leadInterval else {
      return ["It is right just as often as \(constant)."]
    }
    // What is behind has its interval turned, so that the ends are of the number that is said.
    let ends =
      lead > 0 ? (leadInterval.low, leadInterval.high) : (-leadInterval.high, -leadInterval.low)
    let digits = points(leadInterval.width / 6)
    let side = lead > 0 ? "ahead of" : "behind"
    let right = againstConstant.onlyFirstRight
    let text = DecimalText.fixed(100 * lead.magnitude, digits: digits)
    return [
      "It is \(side) \(constant) by \(text) \(text == "1" ? "point" : "points") "
        + "(\(DecimalText.fixed(100 * ends.0, digits: digits)) to "
        + "\(DecimalText.fixed(100 * ends.1, digits: digits)), \(percent(leadInterval.level))).",
      "Of the \(grouped(againstConstant.disagreements)) rows on which just one of the two is right, "
        + "it has \(grouped(right)).",
    ]
  }

  private var kappaSentence: [String] {
    guard kappa.isFinite else { return [] }
    let text = DecimalText.fixed(kappa, digits: 2)
    guard kappa > 0 else {
      return ["It gets no more than chance does (kappa \(text): 0 is guessing, 1 is no error)."]
    }
    return [
      "Of what chance leaves to get it gets \(DecimalText.fixed(100 * kappa, digits: 0)) % "
        + "(kappa \(text): 0 is guessing, 1 is no error)."
    ]
  }

  private var rowsSentence: [String] {
    func about(_ rows: Int) -> String { "about \(grouped(roundedUp(rows))) rows" }
    switch (rowsNeeded, rowsNeededAgainstChance) {
    case (let lead?, let chance?):
      return [
        "A lead as large shows in \(about(lead)) four times in five, and that it beats chance in "
          + "\(about(chance))."
      ]
    case (let lead?, nil): return ["A lead as large shows in \(about(lead)) four times in five."]
    case (nil, let chance?):
      return ["That it beats chance shows in \(about(chance)) four times in five."]
    case (nil, nil): return []
    }
  }

  /// The decimals of a number of points that an interval supports, two at most.
  private func points(_ unit: Double) -> Int {
    unit >= 0.01 ? 0 : unit >= 0.001 ? 1 : 2
  }
}

/// Two significant digits are all that a number of rows needed is worth.
func roundedUp(_ count: Int) -> Int {
  var unit = 1
  while count / unit >= 100 { unit *= 10 }
  return (count + unit - 1) / unit * unit
}
