// Which pixels of noisy images belong to a shape? A small U-Net answers, judged on images it has
// not seen.
import Assay

let (train, test) = Dataset<Mask>.shapes(count: 600, size: 32, noise: 0.2, seed: 1).split(at: 500)

func convolutions(_ filters: Int) -> [any Layer] {
  (0..<2).map { _ in Conv2D(filters, kernelSize: 3, padding: .same, activation: .relu) }
}

var model = try Sequential(input: [32, 32, 1], seed: 1) {
  convolutions(8)
  Skip {
    MaxPool2D(2)
    convolutions(16)
    Skip {
      MaxPool2D(2)
      convolutions(16)
      UpSampling2D()
    }
    convolutions(16)
    UpSampling2D()
  }
  convolutions(8)
  Conv2D(1, kernelSize: 1, activation: .sigmoid)
}
print(model.summary)

try model.fit(
  train, validating: test, epochs: 20, batchSize: 16, loss: .dice(),
  optimizer: .adam(learningRate: 0.003), metrics: [.dice], callbacks: [.progress])

// All pixels of the images held back, taken together.
let judged = try model.statistics(on: test)
for metric in [Metric<MaskStatistics>.dice, .intersectionOverUnion, .accuracy] {
  print("\(metric.title): \(metric(judged))")
}
