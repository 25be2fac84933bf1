/// Holm's correction of p-values, for those who look at several differences at once.
///
/// Of twenty differences that are nothing, one has p < 0.05 on average. After the correction the
/// chance that any of them has is at most 5 %, whatever the differences have to do with each other.
///
/// The p-values are put in order, p₁ ≤ … ≤ pₘ; adjusted they are the running maximum of
/// (m − i + 1) pᵢ, at most 1.
///
/// ```swift
/// print(HolmCorrection.adjusted([0.01, 0.04, 0.03]))  // [0.03, 0.06, 0.06]
/// ```
///
/// statsmodels: `multipletests(method="holm")`. Source: S. Holm, *A simple sequentially rejective
/// multiple test procedure*, 1979.
public enum HolmCorrection {
  /// The adjusted p-values, in the order given.
  ///
  /// - Parameter pValues: The p-values of all tests that were made. One that is NaN stays NaN and
  ///   counts as no test.
  public static func adjusted(_ pValues: [Double]) -> [Double] {
    let order = pValues.indices.filter { !pValues[$0].isNaN }
      .sorted { (pValues[$0], $0) < (pValues[$1], $1) }
    var result = pValues
    var greatest = 0.0
    for (place, index) in order.enumerated() {
      greatest = max(greatest, Double(order.count - place) * pValues[index])
      result[index] = min(1, greatest)
    }
    return result
  }

  /// The adjusted p-values where some tests could not be made.
  public static func adjusted(_ pValues: [Double?]) -> [Double?] {
    adjusted(pValues.map { $0 ?? .nan }).map { $0.isNaN ? nil : $0 }
  }
}
