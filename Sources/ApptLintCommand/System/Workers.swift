import Findings
import Synchronization

/// Distributes work among threads.
enum Workers {
  /// The results of `body` for the numbers below `count`, in order. With one job no thread is started.
  static func map<Result: Sendable>(_ count: Int, jobs: Int, _ body: @escaping @Sendable (Int) -> Result) -> [Result] {
    guard jobs > 1 && count > 1 else { return (0..<count).map(body) }
    let shared = Shared<Result>(count: count)
    Platform.onThreads(min(jobs, count)) {
      while true {
        let index = shared.next.wrappingAdd(1, ordering: .relaxed).oldValue
        guard index < count else { return }
        let result = body(index)
        shared.results.withLock { $0[index] = result }
      }
    }
    return shared.results.withLock { $0.compactMap { $0 } }
  }

  private final class Shared<Result: Sendable>: Sendable {
    let next = Atomic<Int>(0)
    let results: Guarded<[Result?]>

    init(count: Int) {
      results = Guarded(Array(repeating: nil, count: count))
    }
  }
}
