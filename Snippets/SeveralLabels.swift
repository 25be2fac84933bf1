// What can be said of a handwritten digit? Several things at once: each row has a set of labels.
import Assay

let digits = Dataset.digits()
let sets = digits.targets.map { digit in
  Set(
    [
      digit % 2 == 0 ? "even" : nil, [2, 3, 5, 7].contains(digit) ? "prime" : nil,
      [0, 4, 6, 8, 9].contains(digit) ? "closed loop" : nil, digit > 4 ? "above four" : nil,
    ].compactMap(\.self))
}

// One sigmoid a label: each is a question of its own.
let trained = try MLPClassifier(epochs: 40, testFraction: 0.25).fit(digits, sets)
print(trained)

let evaluation = trained.evaluation
print("prime:", evaluation["prime"].explain(.f1))
print("the first digits:", try trained.classifier.predict(digits[..<3]).map { $0.sorted() })
