internal import AssayTensors

extension Dataset where Target == Int {
  /// Takes images and their labels from two IDX files, as MNIST has them.
  ///
  /// ```swift
  /// let train = try Dataset(
  ///   idxImages: "train-images-idx3-ubyte", labels: "train-labels-idx1-ubyte")
  /// ```
  ///
  /// The inputs have the shape [rows, height, width, 1], as layers of images take them, from 0 to
  /// 1: the bytes over 255.
  ///
  /// - Parameter classes: the classes in order; nil sorts those that occur.
  /// - Throws: as from two arrays, and `IDXError` for all that is wrong with the files.
  public init(idxImages images: String, labels: String, classes: [Int]? = nil) throws {
    try self.init(
      images: try IDXArray(contentsOf: images), labels: try IDXArray(contentsOf: labels),
      classes: classes)
  }

  /// Takes images [rows, height, width] of unsigned bytes and labels [rows] of whole numbers.
  ///
  /// - Throws: `IDXError` for another shape or type of elements; `DatasetError` for other
  ///   numbers of rows, and a label that is no class.
  public init(images: IDXArray, labels: IDXArray, classes: [Int]? = nil) throws {
    guard images.shape.count == 3, images.shape.allSatisfy({ $0 <= Int(Int32.max) }) else {
      throw IDXError(
        file: images.file, offset: 3,
        reason: .wrongShape(images.shape, needed: "images of rows × height × width"))
    }
    guard labels.shape.count == 1 else {
      throw IDXError(
        file: labels.file, offset: 3, reason: .wrongShape(labels.shape, needed: "a label a row"))
    }
    guard let pixels = images.pixels else {
      throw IDXError(file: images.file, offset: 2, reason: .notPixels)
    }
    let inputs = Tensor(shape: Shape(images.shape + [1])) { memory in
      for (index, pixel) in pixels.enumerated() { memory[index] = Float(pixel) / 255 }
    }
    try self.init(inputs: inputs, targets: try labels.integers(), classes: classes)
  }
}
