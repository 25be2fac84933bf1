internal import AssayKernels

/// A pool of threads that share out numbered tasks.
///
/// Which thread runs a task is left to chance, so a task writes only what is its own; what comes out
/// is then the same for any number of threads:
///
/// ```swift
/// var sums = [Double](repeating: 0, count: rows)
/// sums.withUnsafeMutableBufferPointer { sums in
///   nonisolated(unsafe) let sums = sums
///   Workers.run(rows) { row in sums[row] = sum(ofRow: row) }
/// }
/// ```
///
/// Threads are created when they are first needed, and sleep when there is nothing to do. Waking them
/// costs some 20 microseconds: share out a millisecond of work, not less.
public enum Workers {
  /// How many threads a run started here may use.
  ///
  /// The limit of an enclosing ``limited(to:_:)``; else the environment's `ASSAY_THREADS` if it is
  /// 1...256; else the number of processors this process may run on. Inside a task it is 1.
  public static var count: Int { Int(assay_workers_count()) }

  /// Calls `body` once for each task in `0..<tasks`, and returns when all are done.
  ///
  /// The calling thread works too. A run inside a task, or beside another thread's run, is done by
  /// the calling thread alone, in ascending order; so runs may be nested and concurrent.
  ///
  /// - Parameters:
  ///   - tasks: How many tasks there are; none or fewer do nothing.
  ///   - body: Does the task of the given number. It is called from several threads at once.
  public static func run(_ tasks: Int, _ body: @Sendable (Int) -> Void) {
    precondition(tasks <= Int32.max, "A run has at most 2,147,483,647 tasks, not \(tasks).")
    withoutActuallyEscaping(body) { body in
      withUnsafePointer(to: body) { body in
        assay_workers_run(
          Int32(max(tasks, 0)),
          { context, task in
            context?.assumingMemoryBound(to: (@Sendable (Int) -> Void).self).pointee(Int(task))
          },
          UnsafeMutableRawPointer(mutating: body))
      }
    }
  }

  /// Calls `body` with runs of this thread limited to `threads` threads.
  ///
  /// More threads than processors are allowed, 256 at most. Only runs that `body` starts on the
  /// calling thread are affected.
  ///
  /// - Parameters:
  ///   - threads: The most threads a run may use; values below 1 mean 1.
  ///   - body: What to do under the limit.
  /// - Returns: What `body` returns.
  public static func limited<Result, Failure: Error>(
    to threads: Int, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let before = assay_workers_set_limit(Int32(min(max(threads, 1), 256)))
    defer { assay_workers_set_limit(before) }
    return try body()
  }
}
