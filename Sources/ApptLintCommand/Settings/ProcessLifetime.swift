import Findings
import Synchronization

/// Retains objects until the process ends. Memory is released as a whole at that point; freeing linters earlier would take 5% of
/// the time of a short run.
final class ProcessLifetime: Sendable {
  private let retained = Guarded<[[Checker]]>([])

  func retain(_ checkers: [Checker]) { retained.withLock { $0.append(checkers) } }
}
