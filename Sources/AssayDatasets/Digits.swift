internal import AssayTensors

extension Dataset where Target == Int {
  /// Handwritten digits: 1,797 grey images of 8 × 8 points, labelled 0 to 9.
  ///
  /// The inputs have the shape [1797, 8, 8, 1], as layers of images take them, from 0 (paper) to 1
  /// (ink): scikit-learn's numbers, which are whole, over 16.
  ///
  /// ```swift
  /// let (train, test) = try Dataset.digits().split(testFraction: 0.25, stratified: true, seed: 1)
  /// ```
  ///
  /// scikit-learn: `load_digits`. Source: E. Alpaydin and C. Kaynak, *Optical Recognition of
  /// Handwritten Digits*, UCI Machine Learning Repository, 1998, CC BY 4.0.
  public static func digits() -> Dataset {
    let side = 8
    let points = side * side
    let (letterA, zero, newline) = (UInt8(ascii: "A"), UInt8(ascii: "0"), UInt8(ascii: "\n"))
    var labels: [Int] = []
    let inputs = HandwrittenDigits.lines.withUTF8Buffer { text in
      let lines = text.split(separator: newline)
      labels = lines.map { Int($0[$0.startIndex + points] - zero) }
      return Tensor(shape: [lines.count, side, side, 1]) { memory in
        for (row, line) in lines.enumerated() {
          for (point, letter) in line.prefix(points).enumerated() {
            memory[row * points + point] = Float(letter - letterA) / 16
          }
        }
      }
    }
    do throws(DatasetError) {
      return try Dataset(inputs: inputs, targets: labels, classes: Array(0...9))
    } catch {
      fatalError("the digits that come with the library: \(error)")
    }
  }
}
