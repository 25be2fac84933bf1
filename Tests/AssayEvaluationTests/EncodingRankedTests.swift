import Testing

@testable import AssayEvaluation

@Suite("Encoding of ranks, rankings, images, numbers and calibration")
struct EncodingRankedTests {
  @Test(arguments: [false, true])
  func `rows at once, in batches, merged and decoded end in the same bytes`(isWeighted: Bool) throws
  {
    var whole = try RankedAndBinned(isWeighted: isWeighted)
    try whole.update(0..<6)
    var streamed = try RankedAndBinned(isWeighted: isWeighted)
    for rows in [0..<1, 1..<4, 4..<6] { try streamed.update(rows) }
    var merged = try RankedAndBinned(isWeighted: isWeighted)
    for rows in [4..<6, 0..<1, 1..<4] {
      var shard = try RankedAndBinned(isWeighted: isWeighted)
      try shard.update(rows)
      try merged.merge(shard)
    }
    func check<Statistic: EncodableSummary>(
      _ path: KeyPath<RankedAndBinned, Statistic>, _ location: SourceLocation = #_sourceLocation
    ) throws {
      let (one, others) = (whole[keyPath: path], [streamed[keyPath: path], merged[keyPath: path]])
      let decoded = try Statistic(decoding: one.encoded)
      #expect(decoded == one, sourceLocation: location)
      #expect(decoded.encoded == one.encoded, sourceLocation: location)
      for other in others {
        #expect(other == one, sourceLocation: location)
        #expect(other.encoded == one.encoded, sourceLocation: location)
      }
      // What was decoded goes on as if it had not been away.
      var (on, away) = (one, decoded)
      try on.merge(others[0])
      try away.merge(others[0])
      #expect(on == away, sourceLocation: location)
    }
    try check(\.ranks)
    try check(\.hinges)
    try check(\.sets)
    try check(\.gains)
    try check(\.rankings)
    try check(\.images)
    for index in whole.losses.indices { try check(\.losses[index]) }
    try check(\.values)
    try check(\.outputs)
    try check(\.bins)
    try check(\.calibration)
  }

  @Test func `parameters out of their range are refused`() throws {
    var seen = try RankedAndBinned(isWeighted: false)
    try seen.update(0..<6)
    func refuses(_ sample: EncodedSample, _ payload: [UInt8]) -> Bool {
      do {
        try sample.use(sample.sealed(payload))
        return false
      } catch EvaluationError.undecodable {
        return true
      } catch {
        return false
      }
    }
    let pinball = EncodedSample("pinball", seen.losses[1]) { _ in }
    #expect(!refuses(pinball, pinball.payload))
    // Alpha is the Double after the first byte: 64 is 0x4050 0000 0000 0000.
    #expect(
      refuses(pinball, [1, 0, 0, 0, 0, 0, 0, 0x50, 0x40] + pinball.payload.dropFirst(9)))
    #expect(refuses(pinball, [9] + pinball.payload.dropFirst()))
    let values = EncodedSample("values", seen.values) { _ in }
    // Two rows that change places are out of order.
    let rows = values.payload
    #expect(refuses(values, Array(rows[..<2] + rows[18..<34] + rows[2..<18] + rows[34...])))
    let bins = EncodedSample("bins", seen.bins) { _ in }
    #expect(refuses(bins, [7] + bins.payload.dropFirst()))
    #expect(refuses(bins, [bins.payload[0], 0, 0]))
  }
}
