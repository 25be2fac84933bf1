import AssayCore
import Dispatch
import Testing

/// Counts how often each task ran; a task touches its own place only, so no lock is needed.
private func timesRun(_ tasks: Int, nested: Int = 1) -> [Int] {
  var times = [Int](repeating: 0, count: tasks * nested)
  times.withUnsafeMutableBufferPointer { times in
    nonisolated(unsafe) let times = times
    Workers.run(tasks) { task in
      if nested == 1 {
        times[task] += 1
      } else {
        Workers.run(nested) { inner in times[task * nested + inner] += 1 }
      }
    }
  }
  return times
}

@Suite("Workers") struct WorkersTests {
  @Test(arguments: [1, 2, 3, 8])
  func `run every task once`(threads: Int) {
    Workers.limited(to: threads) {
      for tasks in [0, 1, 2, 7, 64, 1_000] {
        #expect(timesRun(tasks) == [Int](repeating: 1, count: tasks))
      }
    }
  }

  @Test func `do nothing for fewer than no tasks`() {
    Workers.run(-3) { _ in Issue.record("ran a task") }
  }

  @Test func `run the tasks of a task`() {
    Workers.limited(to: 4) {
      #expect(timesRun(30, nested: 20) == [Int](repeating: 1, count: 600))
    }
  }

  @Test func `serve callers on several threads at once`() async {
    await withTaskGroup(of: Bool.self) { group in
      for caller in 1...8 {
        group.addTask {
          (1...200).allSatisfy { round in
            Workers.limited(to: 1 + round % 5) {
              timesRun(caller * round) == [Int](repeating: 1, count: caller * round)
            }
          }
        }
      }
      for await complete in group { #expect(complete) }
    }
  }

  @Test func `use several threads for one run`() {
    // Each task waits until the other has begun: with one thread this would never end.
    let begun = [DispatchSemaphore(value: 0), DispatchSemaphore(value: 0)]
    Workers.limited(to: 2) {
      // Another test's run may hold the pool; then the caller works alone and a wait runs out.
      for _ in 1...1_000 {
        nonisolated(unsafe) var met = [false, false]
        met.withUnsafeMutableBufferPointer { met in
          nonisolated(unsafe) let met = met
          Workers.run(2) { task in
            begun[task].signal()
            met[task] = begun[1 - task].wait(timeout: .now() + .milliseconds(200)) == .success
          }
        }
        if met == [true, true] { return }
        for semaphore in begun { while semaphore.wait(timeout: .now()) == .success {} }
      }
      Issue.record("two tasks never ran at the same time")
    }
  }

  @Test func `keep a limit to its scope`() {
    let usual = Workers.count
    Workers.limited(to: 3) {
      #expect(Workers.count == 3)
      Workers.limited(to: 5) { #expect(Workers.count == 5) }
      #expect(Workers.count == 3)
    }
    #expect(Workers.count == usual)
    Workers.limited(to: 0) { #expect(Workers.count == 1) }
    Workers.limited(to: 1_000) { #expect(Workers.count == 256) }
  }

  @Test func `count one inside a task`() {
    var counts = [0, 0, 0]
    Workers.limited(to: 4) {
      counts.withUnsafeMutableBufferPointer { counts in
        nonisolated(unsafe) let counts = counts
        Workers.run(3) { task in counts[task] = Workers.count }
      }
      #expect(Workers.count == 4)
    }
    #expect(counts == [1, 1, 1])
  }
}
