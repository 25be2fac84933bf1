extension Verdict: CustomStringConvertible {
  /// The verdict in a sentence or two that need no statistics to read.
  public var description: String {
    let (right, constantRight) = percentages(accuracy, constantAccuracy)
    let constant = "always saying \(constantClass)"
    let against = "\(right) right against \(constantRight) for \(constant)"
    if isBetterThanGuessing {
      return "\(against): better than guessing (\(pText(max(constantPValue, chancePValue))))."
    }
    if beatsConstant {
      return "\(against), but \(chanceSentence)"
    }
    if againstConstant.pValue(.less) < Self.level {
      return "\(against): worse than that one answer (\(pText(againstConstant.pValue(.less))))."
        + knowsSomething
    }
    if accuracy > constantAccuracy {
      return "\(against): that may be luck (\(pText(constantPValue)))." + needed + knowsSomething
    }
    let comparison =
      accuracy == constantAccuracy ? "is right just as often" : "is right for \(constantRight)"
    return "\(right) is no better than guessing: \(constant) \(comparison) "
      + "(\(pText(constantPValue)))." + knowsSomething
  }

  /// Said where the constant answer is beaten and chance is not.
  private var chanceSentence: String {
    "no better than the same answers dealt at random, of which \(percent(of: chanceAccuracy)) "
      + "would be right (\(pText(chancePValue)))."
  }

  /// Said where the constant answer is not beaten but chance is.
  private var knowsSomething: String {
    guard beatsChance else { return "" }
    return " Its predictions do go with the truth (\(pText(chancePValue))): "
      + "balanced accuracy shows how much."
  }

  /// Said where there is a lead that may be luck.
  private var needed: String {
    guard let rowsNeeded, rowsNeeded > rows else { return "" }
    return
      " If the lead is as large as it looks, about \(grouped(roundedUp(rowsNeeded))) rows would "
      + "show it."
  }

  /// Two percentages with as few decimals as tell them apart, two at most.
  private func percentages(_ one: Double, _ other: Double) -> (String, String) {
    for digits in 0..<2 {
      let texts = [one, other].map { DecimalText.fixed(100 * $0, digits: digits) + " %" }
      if texts[0] != texts[1] || one == other { return (texts[0], texts[1]) }
    }
    return (
      DecimalText.fixed(100 * one, digits: 2) + " %",
      DecimalText.fixed(100 * other, digits: 2) + " %"
    )
  }

  private func percent(of part: Double) -> String {
    DecimalText.fixed(100 * part, digits: 0) + " %"
  }
}

/// A p-value with two significant digits: `p = 0.0034`, `p < 0.0001`; three where two would round
/// it to 0.05.
func pText(_ p: Double) -> String {
  if p < 0.0001 { return "p < 0.0001" }
  if p > 0.995 { return "p = 1" }
  var digits = 2
  var scaled = p
  while scaled < 0.1, digits < 6 {
    scaled *= 10
    digits += 1
  }
  var text = DecimalText.fixed(p, digits: digits)
  if text == "0.050", p != 0.05 { text = DecimalText.fixed(p, digits: digits + 1) }
  while text.hasSuffix("0"), text.count > 4 { text.removeLast() }
  return "p = \(text)"
}
