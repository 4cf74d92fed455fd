import Findings
import Synchronization

/// Distributes a stream of work items among threads, with results in the order of the items.
///
/// The threads take turns at the source, so that one waits for the next item while the others work. The calling thread takes
/// each result as soon as it and all earlier ones are available, without waiting for the end of the source. Only slightly
/// more results than threads are in memory at any time.
enum Pipeline {
  /// Passes the items of `next` to `work`, and each result to `take` on this thread. With one job no thread is started.
  static func run<Item: Sendable, Result: Sendable, Failure: Error>(
    jobs: Int, next: @escaping @Sendable () -> Item?, work: @escaping @Sendable (Item) -> Result,
    take: (Result) throws(Failure) -> Void
  ) throws(Failure) {
    if jobs > 1 {
      let shared = Shared<Item, Result>(window: jobs * 4, next: next, work: work)
      // The threads are not joined, because one may still be waiting for input.
      if Platform.startThreads(jobs, { shared.run() }) > 0 {
        defer { shared.stop() }
        while let result = shared.result() { try take(result) }
        return
      }
    }
    while let item = next() { try take(work(item)) }
  }

  private final class Shared<Item: Sendable, Result: Sendable>: Sendable {
    private struct State: Sendable {
      /// The number of items handed out, and of results taken.
      var given = 0
      var taken = 0
      var results: [Int: Result] = [:]
      /// Whether no more items are handed out.
      var hasEnded = false
    }

    private let state = Monitor(State())
    /// Locked by the thread that reads the source.
    private let turn = Guarded(())
    private let window: Int
    private let next: @Sendable () -> Item?
    private let work: @Sendable (Item) -> Result

    init(window: Int, next: @escaping @Sendable () -> Item?, work: @escaping @Sendable (Item) -> Result) {
      self.window = window
      self.next = next
      self.work = work
    }

    /// The work of each thread.
    func run() {
      while let (number, item) = nextItem() {
        let result = work(item)
        let isDue = state.change { state in
          state.results[number] = result
          return state.taken == number
        }
        // The calling thread waits only for the next result.
        if isDue { state.wake() }
      }
    }

    private func nextItem() -> (number: Int, item: Item)? {
      let mayContinue = state.wait { state -> Bool? in
        if state.hasEnded { return false }
        return state.given - state.taken < window ? true : nil
      }
      guard mayContinue else { return nil }
      return turn.withLock { _ in
        if state.change({ $0.hasEnded }) { return nil }
        guard let item = next() else {
          stop()
          return nil
        }
        let number = state.change { state in
          state.given += 1
          return state.given - 1
        }
        return (number, item)
      }
    }

    /// The next result; nil after the last.
    func result() -> Result? {
      let (result, hasRoom) = state.wait { state -> (Result?, Bool)? in
        if let result = state.results.removeValue(forKey: state.taken) {
          state.taken += 1
          return (result, state.given - state.taken == window - 1)
        }
        return state.hasEnded && state.taken == state.given ? (nil, false) : nil
      }
      // The threads wait only while the window is full.
      if hasRoom { state.wake() }
      return result
    }

    func stop() {
      state.change { $0.hasEnded = true }
      state.wake()
    }
  }
}
