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
let (train, test) = try Dataset(inputs: digits.inputs, targets: sets)
  .split(testFraction: 0.25, seed: 1)

// One sigmoid a label: each is a question of its own.
var model = try Sequential(input: [8, 8, 1], seed: 1) {
  Flatten()
  Dense(100, activation: .relu)
  Dense(train.classes.count, activation: .sigmoid)
}
try model.fit(train, epochs: 40, loss: .binaryCrossEntropy)

let seen = try model.statistics(on: test)
for (position, label) in train.classes.enumerated() {
  print("\(label): \(seen[position].explain(.f1))")
}
print("every label right: \(seen.subsetAccuracy)")
print("micro F1: \(seen.micro.f1), labels wrong: \(seen.hammingLoss)")
