/// Reads a sum as it is written: + − · / √ ½, parentheses, numbers.
struct Arithmetic {
  private var rest: Substring

  static func value(_ text: String) -> Double? {
    var reader = Arithmetic(rest: Substring(text.filter { $0 != " " }))
    let value = reader.sum()
    return reader.rest.isEmpty ? value : nil
  }

  private mutating func take(_ character: Character) -> Bool {
    guard rest.first == character else { return false }
    rest.removeFirst()
    return true
  }

  private mutating func sum() -> Double {
    var value = product()
    while true {
      if take("+") {
        value += product()
      } else if take("−") {
        value -= product()
      } else {
        return value
      }
    }
  }

  private mutating func product() -> Double {
    var value = atom()
    while true {
      if take("·") {
        value *= atom()
      } else if take("/") {
        value /= atom()
      } else {
        return value
      }
    }
  }

  private mutating func atom() -> Double {
    if take("√") { return atom().squareRoot() }
    if take("½") { return 0.5 }
    if take("(") {
      let value = sum()
      return take(")") ? value : .nan
    }
    let number = rest.prefix { $0.isNumber || $0 == "." || $0 == "-" }
    rest.removeFirst(number.count)
    return Double(number) ?? .nan
  }
}
