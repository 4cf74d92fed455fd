import Findings
import Synchronization

/// Holds what lives as long as the process. Memory goes back as a whole when a process ends: to take linters apart before
/// that would be a twentieth of the time of a short run.
final class ProcessLifetime: Sendable {
  private let held = Guarded<[[Checker]]>([])

  func retain(_ checkers: [Checker]) { held.withLock { $0.append(checkers) } }
}
