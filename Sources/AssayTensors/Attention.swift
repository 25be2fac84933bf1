import AssayCore
import AssayKernels

/// Scaled dot-product attention of several heads: softmax(q·kᵀ / √d)·v, head by head.
///
/// - Parameters:
///   - queries, keys: [rows, steps, heads · d].
///   - values: [rows, steps, heads · e].
///   - heads: how many heads share the last axis.
///   - mask: [rows, steps]; nobody looks at a step where it is 0, and such a step looks everywhere.
///   - isCausal: whether a step looks at itself and what is before it alone.
/// - Returns: [rows, steps, heads · e].
///
/// Rows of the batch are shared out over threads; a row's bits depend on nothing but the row.
package func attention(
  _ queries: Tensor, _ keys: Tensor, _ values: Tensor, heads: Int, mask: Tensor? = nil,
  isCausal: Bool = false
) -> Tensor {
  let layout = AttentionLayout(
    queries.shape, keys.shape, values.shape, heads: heads, isCausal: isCausal)
  guard mask.map({ $0.shape == [layout.rows, layout.steps] }) ?? true else {
    fatalError("a mask of shape \(mask?.shape ?? []) does not fit sequences \(queries.shape)")
  }
  let tape = Tape.current
  var output = Tensor(result: values.shape, on: tape)
  let follows = tape.map { $0.follows(queries) || $0.follows(keys) || $0.follows(values) } ?? false
  let square = layout.steps * layout.steps
  // The weights of all heads are kept for the way back; otherwise one square a row will do.
  let kept = follows ? tape?.storage(capacity: layout.rows * heads * square) : nil
  let parts = AttentionParts(
    queries: queries.start, keys: keys.start, values: values.start, output: output.start,
    mask: mask?.start, weights: kept?.start)
  Workers.run(layout.isLarge ? layout.rows : 1) { task in
    let scratch = UnsafeMutablePointer<Float>.allocate(capacity: max(square, 1))
    defer { scratch.deallocate() }
    for row in layout.isLarge ? task..<(task + 1) : 0..<layout.rows {
      for head in 0..<heads {
        let weights = parts.weights.map { $0 + (row * heads + head) * square } ?? scratch
        layout.attend(parts, row: row, head: head, weights: weights)
      }
    }
  }
  guard let tape, let kept else {
    withExtendedLifetime((queries, keys, values, mask)) {}
    return output
  }
  let maskView = mask.map { tape.view($0.detached()) }
  tape.record(&output, tape.view(queries), tape.view(keys), tape.view(values)) { step, tape in
    attentionBack(step, tape, layout, mask: maskView, weights: kept)
  }
  return output
}

/// With p the weights: dv = pᵀ·dy, dp = dy·vᵀ, ds = p·(dp − Σ dp·p) / √d, dq = ds·k, dk = dsᵀ·q.
private func attentionBack(
  _ step: Step, _ tape: Tape, _ layout: AttentionLayout, mask: View?, weights: Storage
) {
  let square = layout.steps * layout.steps
  // In the order in which they are written, should two of them be one tensor.
  let v = tape.destination(step.c)
  let (q, k) = (tape.destination(step.a), tape.destination(step.b))
  let parts = AttentionParts(
    queries: step.a.start, keys: step.b.start, values: step.c.start,
    output: tape.gradient(of: step), mask: mask.map { UnsafePointer($0.start) },
    weights: weights.start)
  let to = AttentionGradients(q: q, k: k, v: v)
  Workers.run(layout.isLarge ? layout.rows : 1) { task in
    let scratch = UnsafeMutablePointer<Float>.allocate(capacity: max(square, 1))
    defer { scratch.deallocate() }
    for row in layout.isLarge ? task..<(task + 1) : 0..<layout.rows {
      for head in 0..<layout.heads {
        layout.pullBack(parts, row: row, head: head, scratch: scratch, to: to)
      }
    }
  }
  withExtendedLifetime(weights) {}
}

/// Where everything lies in memory.
private struct AttentionParts: @unchecked Sendable {
  let queries, keys, values: UnsafePointer<Float>
  /// The output, or its gradient.
  let output: UnsafeMutablePointer<Float>
  let mask: UnsafePointer<Float>?
  let weights: UnsafeMutablePointer<Float>?
}

private struct AttentionGradients: @unchecked Sendable {
  let q, k, v: Destination?
}

/// The extents of an attention.
private struct AttentionLayout: Sendable {
  let rows, steps, heads: Int
  /// Numbers of a query or key, and of a value, of one head.
  let depth, width: Int
  let isCausal: Bool

  init(_ queries: Shape, _ keys: Shape, _ values: Shape, heads: Int, isCausal: Bool) {
    guard queries.rank == 3, keys == queries, values.rank == 3, values[0] == queries[0],
      values[1] == queries[1], heads > 0, queries[2].isMultiple(of: heads),
      values[2].isMultiple(of: heads)
    else {
      fatalError("attention of \(heads) heads over \(queries), \(keys) and \(values)")
    }
    (rows, steps, self.heads) = (queries[0], queries[1], heads)
    (depth, width) = (queries[2] / heads, values[2] / heads)
    self.isCausal = isCausal
  }

  /// Whether threads are worth waking.
  var isLarge: Bool { rows * heads * steps * steps * (depth + width) > 1 << 20 }

  private var scale: Float { 1 / Float(depth).squareRoot() }

  private func isSeen(_ key: Int, from query: Int, _ mask: UnsafePointer<Float>?) -> Bool {
    if isCausal, key > query { return false }
    guard let mask else { return true }
    return mask[key] != 0 && mask[query] != 0
  }

  /// One head of one row: scores, weights, and their mean of the values.
  func attend(
    _ parts: AttentionParts, row: Int, head: Int, weights: UnsafeMutablePointer<Float>
  ) {
    let (a, b) = (heads * depth, heads * width)
    let query = parts.queries + row * steps * a + head * depth
    let key = parts.keys + row * steps * a + head * depth
    assay_matmul(
      false, true, steps, steps, depth, query, a, key, a, weights, steps, false, 1)
    let mask = parts.mask.map { $0 + row * steps }
    for from in 0..<steps {
      for at in 0..<steps {
        let index = from * steps + at
        // Not minus infinity: a step that sees none sees all alike.
        weights[index] = isSeen(at, from: from, mask) ? weights[index] * scale : -1e30
      }
    }
    assay_softmax(weights, weights, steps, steps)
    assay_matmul(
      false, false, steps, width, steps, weights, steps,
      parts.values + row * steps * b + head * width, b,
      parts.output + row * steps * b + head * width, b, false, 1)
  }

  /// The gradients of one head of one row.
  func pullBack(
    _ parts: AttentionParts, row: Int, head: Int, scratch: UnsafeMutablePointer<Float>,
    to: AttentionGradients
  ) {
    guard let all = parts.weights else { return }
    let weights = all + (row * heads + head) * steps * steps
    let (a, b) = (heads * depth, heads * width)
    let (narrow, wide) = (row * steps * a + head * depth, row * steps * b + head * width)
    let gradient = parts.output + wide
    if let v = to.v {
      assay_matmul(
        true, false, steps, width, steps, weights, steps, gradient, b, v.start + wide, b,
        v.accumulates, 1)
    }
    guard to.q != nil || to.k != nil else { return }
    assay_matmul(
      false, true, steps, steps, width, gradient, b, parts.values + wide, b, scratch, steps,
      false, 1)
    assay_softmax_pullback(weights, scratch, scratch, steps, steps, false)
    for from in 0..<steps {
      // A step that looks everywhere does so whatever its scores.
      let scale = parts.mask.map { $0[row * steps + from] == 0 } ?? false ? 0 : scale
      for at in 0..<steps { scratch[from * steps + at] *= scale }
    }
    if let q = to.q {
      assay_matmul(
        false, false, steps, depth, steps, scratch, steps, parts.keys + narrow, a,
        q.start + narrow, a, q.accumulates, 1)
    }
    if let k = to.k {
      assay_matmul(
        true, false, steps, depth, steps, scratch, steps, parts.queries + narrow, a,
        k.start + narrow, a, k.accumulates, 1)
    }
  }
}
