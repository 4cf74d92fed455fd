import ApptLintCommand

/// Threads for long-running work.
final class WorkerQueue: Sendable {
  private struct State: Sendable {
    var waiting: [@Sendable () -> Void] = []
    var isStopped = false
  }

  private let state = Monitor(State())
  private let maxWaiting: Int

  init(threads: Int, maxWaiting: Int) {
    self.maxWaiting = maxWaiting
    let state = state
    _ = Platform.startThreads(threads) {
      while true {
        let work = state.wait { state -> (@Sendable () -> Void)?? in
          if !state.waiting.isEmpty { return .some(state.waiting.removeFirst()) }
          return state.isStopped ? .some(nil) : nil
        }
        guard let work else { return }
        work()
      }
    }
  }

  /// Adds work; false if the queue is full or stopped.
  func add(_ work: @escaping @Sendable () -> Void) -> Bool {
    let isAdded = state.change { state -> Bool in
      guard state.waiting.count < maxWaiting, !state.isStopped else { return false }
      state.waiting.append(work)
      return true
    }
    if isAdded { state.wake() }
    return isAdded
  }

  /// Ends the threads once the queue is empty.
  func stop() {
    state.change { $0.isStopped = true }
    state.wake()
  }
}
