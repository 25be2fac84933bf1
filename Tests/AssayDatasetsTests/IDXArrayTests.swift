import AssayCore
import AssayTensors
import TestSupport
import Testing

@testable import AssayDatasets

@Suite("IDX array")
struct IDXArrayTests {
  /// A file of a type, a shape and the bytes of its elements.
  func file(_ type: UInt8, _ shape: [UInt32], _ elements: [UInt8]) -> [UInt8] {
    [0, 0, type, UInt8(shape.count)] + bigEndian(shape) + elements
  }

  func bigEndian(_ words: [some FixedWidthInteger]) -> [UInt8] {
    words.map(\.bigEndian).withUnsafeBytes { Array($0) }
  }

  func reason(_ bytes: [UInt8]) -> IDXError.Reason? {
    do throws(IDXError) {
      _ = try IDXArray(bytes: bytes)
      return nil
    } catch {
      return error.reason
    }
  }

  var images: [UInt8] { file(0x08, [2, 2, 3], [0, 51, 102, 153, 204, 255] + [1, 2, 3, 4, 5, 6]) }
  var labels: [UInt8] { file(0x08, [2], [7, 3]) }

  @Test func `reads every type of elements`() throws {
    let whole: [(UInt8, [UInt8], [Double])] = [
      (0x08, [0, 200], [0, 200]), (0x09, [0, 200], [0, -56]),
      (0x0b, bigEndian([Int16(-2), 300]), [-2, 300]),
      (0x0c, bigEndian([Int32(-70_000), 5]), [-70_000, 5]),
      (0x0d, bigEndian([Float(4), -9].map(\.bitPattern)), [4, -9]),
      (0x0e, bigEndian([1e15, -1].map(\.bitPattern)), [1e15, -1]),
    ]
    for (type, bytes, values) in whole {
      let array = try IDXArray(bytes: file(type, [1, 2], bytes))
      #expect(array.shape == [1, 2])
      #expect(array.count == 2)
      #expect(array.doubles == values)
      #expect(try array.integers() == values.map { Int($0) })
    }
    #expect(try IDXArray(bytes: file(0x08, [], [9])).doubles == [9])
    #expect(try IDXArray(bytes: file(0x08, [0, 28, 28], [])).doubles == [])
  }

  @Test func `makes a data set of images and labels`() throws {
    let folder = try TemporaryFolder()
    let (first, second) = (folder.path + "/images", folder.path + "/labels")
    try AtomicFile.write(images, to: first)
    try AtomicFile.write(labels, to: second)
    let data = try Dataset(idxImages: first, labels: second)
    #expect(data.inputs.shape == [2, 2, 3, 1])
    let scaled = data.inputs.scalars
    #expect(scaled.prefix(6).elementsEqual([0, 51, 102, 153, 204, 255].map { Float($0) / 255 }))
    #expect(scaled[5] == 1)
    #expect(data.targets == [7, 3])
    #expect(data.classes == [3, 7])
    #expect(
      try Dataset(idxImages: first, labels: second, classes: Array(0...9)).classes.count == 10)
    #expect(throws: DatasetError.self) {
      try Dataset(idxImages: first, labels: second, classes: [3])
    }
    #expect(throws: IDXError.self) { try IDXArray(contentsOf: folder.path + "/none") }
  }

  @Test func `refuses files that do not go together`() throws {
    let (images, labels) = (try IDXArray(bytes: images), try IDXArray(bytes: labels))
    let needed = "images of rows × height × width"
    #expect(
      throws: IDXError(file: "array", offset: 3, reason: .wrongShape([2], needed: needed))
    ) { try Dataset(images: labels, labels: labels) }
    #expect(
      throws: IDXError(
        file: "array", offset: 3, reason: .wrongShape([2, 2, 3], needed: "a label a row"))
    ) { try Dataset(images: images, labels: images) }
    let three = try IDXArray(bytes: file(0x08, [3], [1, 2, 3]))
    #expect(throws: DatasetError.targetCount(targets: 3, rows: 2)) {
      try Dataset(images: images, labels: three)
    }
    let signed = try IDXArray(bytes: file(0x09, [1, 1, 1], [1]))
    #expect(throws: IDXError(file: "array", offset: 2, reason: .notPixels)) {
      try Dataset(images: signed, labels: labels)
    }
    let halves = try IDXArray(bytes: file(0x0d, [2], bigEndian([Float(1), 0.5].map(\.bitPattern))))
    #expect(
      throws: IDXError(file: "array", offset: 12, reason: .notWhole(index: 1, value: 0.5))
    ) { try Dataset(images: images, labels: halves) }
    let wide = try IDXArray(bytes: file(0x08, [0, .max, 1], []))
    #expect(throws: IDXError.self) { try Dataset(images: wide, labels: labels) }
    let empty = try IDXArray(bytes: file(0x08, [2, 0, 3], []))
    #expect(throws: DatasetError.noInputs) { try Dataset(images: empty, labels: labels) }
  }

  @Test func `refuses what it does not read, and says why`() {
    #expect(reason([]) == .truncated(expected: 4, found: 0))
    #expect(reason([0, 1, 8, 1, 0, 0, 0, 0]) == .notIDX)
    #expect(reason(file(0x0a, [1], [1])) == .unknownType(10))
    #expect(reason(file(0x08, [.max, .max, .max], [])) == .shapeTooLarge([4_294_967_295].thrice))
    #expect(reason(file(0x0e, [.max], [1])) == .truncated(expected: 34_359_738_360, found: 1))
    #expect(reason([0, 0, 8, 255]) == .truncated(expected: 1024, found: 4))
    #expect(reason(images + [0]) == .trailingBytes(1))
  }

  @Test func `names the byte at which a file ends early`() {
    for count in 0..<images.count {
      guard case .truncated(_, let found) = reason(Array(images.prefix(count))) else {
        Issue.record("\(count) bytes passed")
        continue
      }
      #expect(found == (count < 16 ? count : count - 16))
    }
  }

  @Test func `survives every flipped bit`() throws {
    let labels = try IDXArray(bytes: labels)
    for whole in [images, file(0x0d, [3], [UInt8](repeating: 0x41, count: 12))] {
      for index in whole.indices {
        for bit in 0..<8 {
          var bytes = whole
          bytes[index] ^= 1 << UInt8(bit)
          guard let array = try? IDXArray(bytes: bytes) else { continue }
          #expect(array.doubles.count == array.count)
          _ = try? array.integers()
          _ = try? Dataset(images: array, labels: labels)
          _ = try? Dataset(images: array, labels: array)
        }
      }
    }
  }
}

extension [Int] {
  fileprivate var thrice: [Int] { self + self + self }
}
