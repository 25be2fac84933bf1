internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The signal that came while somebody listened; a plain integer, which a handler may write.
nonisolated(unsafe) private var received: sig_atomic_t = 0

/// SIGINT and SIGTERM, noted instead of ending the process, for work that is to end in order.
///
/// A second signal ends the process at once. A signal that the process ignores, as one behind
/// `nohup` may, stays ignored.
package enum StopSignals {
  /// The handlers that were in force before the first listener came, and how many listen.
  private static let listeners = Mutex<(count: Int, earlier: [Int32: Handler])>((0, [:]))
  private typealias Handler = @convention(c) (Int32) -> Void

  /// The name of the signal that came, if one did.
  package static var name: String? {
    switch Int32(received) {
    case 0: nil
    case SIGTERM: "SIGTERM"
    default: "SIGINT"
    }
  }

  /// Listens while a body runs.
  package static func whileListening<Value>(_ body: () throws -> Value) rethrows -> Value {
    begin()
    defer { end() }
    return try body()
  }

  private static func begin() {
    listeners.withLock { listeners in
      listeners.count += 1
      guard listeners.count == 1 else { return }
      received = 0
      for number in [SIGINT, SIGTERM] {
        let earlier = signal(number) { number in
          if received != 0 { _exit(128 + number) }
          received = number
        }
        if let earlier, isIgnoring(earlier) {
          _ = signal(number, SIG_IGN)
        } else {
          listeners.earlier[number] = earlier
        }
      }
    }
  }

  private static func end() {
    listeners.withLock { listeners in
      listeners.count -= 1
      guard listeners.count == 0 else { return }
      for (number, earlier) in listeners.earlier { _ = signal(number, earlier) }
      listeners.earlier = [:]
    }
  }

  private static func isIgnoring(_ handler: Handler) -> Bool {
    unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }
}
