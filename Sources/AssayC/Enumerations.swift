import AssayCInterface
import AssayEvaluation

/// The header's enumerations, which arrive as any integer.
enum Enumerations {
  static func average(_ raw: Int32, of allowed: [Average?]) throws -> Average? {
    let all: [Average?] = [nil, .micro, .macro, .weighted, .samples]
    let index = Int(raw)
    guard all.indices.contains(index), allowed.contains(all[index]) else {
      throw CallFault.invalid("average", "\(raw)", expected: "an assay_average_t that fits")
    }
    return all[index]
  }

  static func undefined(_ raw: Int32) throws -> ZeroDivision {
    let all: [ZeroDivision] = [.standard, .zero, .one, .nan]
    guard all.indices.contains(Int(raw)) else {
      throw CallFault.invalid("undefined", "\(raw)", expected: "an assay_undefined_t")
    }
    return all[Int(raw)]
  }

  static func normalization(_ raw: Int32) throws -> Normalization {
    switch UInt32(bitPattern: raw) {
    case ASSAY_BY_TRUTH.rawValue: return .truth
    case ASSAY_BY_PREDICTION.rawValue: return .prediction
    case ASSAY_BY_TOTAL.rawValue: return .all
    default:
      throw CallFault.invalid("normalization", "\(raw)", expected: "an assay_normalization_t")
    }
  }

  static func bins(_ binning: Int32, _ count: Int64) throws -> ProbabilityBins {
    guard let exact = Int(exactly: count), (1...ProbabilityBins.mostBins).contains(exact) else {
      throw CallFault.invalid(
        "bin_count", "\(count)", expected: "1 ... \(ProbabilityBins.mostBins)")
    }
    switch binning {
    case 0: return .uniform(exact)
    case 1: return .quantile(exact)
    default: throw CallFault.invalid("binning", "\(binning)", expected: "an assay_binning_t")
    }
  }

  static func multiClass(_ raw: Int32) throws -> MultiClass {
    switch raw {
    case 0: return .oneVsRest
    case 1: return .oneVsOne
    default:
      throw CallFault.invalid("multi_class", "\(raw)", expected: "an assay_multi_class_t")
    }
  }

  static func digits(_ digits: Int32) throws -> Int {
    guard (0...100).contains(digits) else {
      throw CallFault.invalid("digits", "\(digits)", expected: "0 ... 100")
    }
    return Int(digits)
  }

  static func check(beta: Double) throws {
    guard beta >= 0 else {
      throw CallFault.invalid("beta", "\(beta)", expected: "a number from 0 to infinity")
    }
  }

  static func check(level: Double) throws {
    guard level > 0, level < 1 else {
      throw CallFault.invalid("level", "\(level)", expected: "a number between 0 and 1")
    }
  }
}
