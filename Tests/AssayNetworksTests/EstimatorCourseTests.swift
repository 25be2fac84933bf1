import AssayDatasets
import AssayTensors
import TestSupport
import Testing

@testable import AssayNetworks

/// From the same weights, with rows in order, training is scikit-learn's `MLPClassifier` step by step.
@Suite("MLPClassifier's course") struct EstimatorCourseTests {
  @Test(arguments: 0..<4) func `of labels is scikit-learn's`(index: Int) throws {
    let course = try EstimatorGolden.golden.get().courses.labels[index]
    try check(course, loss: Set(course.labels).count == 2 ? .binaryCrossEntropy : nil, share: 1)
  }

  @Test(arguments: 0..<2) func `of sets of labels is scikit-learn's`(index: Int) throws {
    let course = try EstimatorGolden.golden.get().courses.sets[index]
    // Its loss is a sum over the labels, ours their mean.
    try check(course, loss: .binaryCrossEntropy, share: Float(course.probabilities[0].count))
  }

  private func check<Target: ClassifierTarget>(
    _ course: EstimatorGolden.Course<Target>, loss: BinaryCrossEntropy?, share: Float
  ) throws {
    let data = try Dataset(inputs: course.inputs, targets: course.labels)
    let settings = MLPClassifier(
      hiddenLayerSizes: [20, 10], activation: .tanh, alpha: course.alpha)
    var network = try settings.network(
      inputs: data.inputShape.count, Target.outputs(classCount: data.classes.count),
      course.batchSize)
    var tensors = zip(course.kernels, course.biases).flatMap { [$0, $1] }[...]
    network.forEachTensor { _, _, tensor in
      if let numbers = tensors.popFirst() { tensor = Tensor(numbers, shape: tensor.shape) }
    }
    #expect(tensors.isEmpty)
    func fit(_ loss: some Loss) throws -> [Double] {
      let (epochs, rate) = (course.losses.count, course.learningRate)
      return try course.optimizer == "adam"
        ? network.fit(
          data, epochs: epochs, batchSize: course.batchSize, shuffles: false, loss: loss,
          optimizer: .adam(learningRate: rate, epsilon: 1e-8)
        ).training.loss
        : network.fit(
          data, epochs: epochs, batchSize: course.batchSize, shuffles: false, loss: loss,
          optimizer: .sgd(learningRate: share * rate, momentum: 0.9, nesterov: true)
        ).training.loss
    }
    let losses = try loss.map { try fit($0) } ?? fit(.sparseCategoricalCrossEntropy)
    // Ten steps and a hundred: three an epoch.
    for (epoch, (ours, theirs)) in zip(losses, course.losses).enumerated() {
      let error = abs(Double(share) * ours - theirs)
      #expect(error < (epoch < 4 ? 1e-5 : 1e-3), "\(course.name), epoch \(epoch + 1): \(error)")
    }
    let scores = try network.predict(data[..<10])
    #expect(Target.targets(of: scores, classes: data.classes) == course.predictions)
    for (row, theirs) in course.probabilities.enumerated() {
      let ours =
        scores.width == theirs.count ? Array(scores[row]) : scores.probabilities(ofRow: row)
      #expect(zip(ours, theirs).allSatisfy { abs($0 - $1) < 1e-3 })
    }
  }
}
