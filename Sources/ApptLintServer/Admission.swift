import Findings
import Synchronization

/// Limits the memory of requests and responses in progress, and counts the requests being answered.
final class Admission: Sendable {
  private struct State {
    var bytes = 0
    var active = 0
  }

  private let state = Guarded(State())
  let maxBytes: Int

  init(maxBytes: Int) {
    self.maxBytes = maxBytes
  }

  /// The number of requests being answered.
  var active: Int { state.withLock { $0.active } }

  /// Reserves memory for a part of a body, for a check or for a response, which replaces the `released` bytes of its request.
  /// False if the limit would be exceeded.
  func reserve(_ bytes: Int, releasing released: Int = 0) -> Bool {
    state.withLock { state in
      state.bytes -= released
      guard bytes <= maxBytes - state.bytes else { return false }
      state.bytes += bytes
      return true
    }
  }

  func release(_ bytes: Int) { state.withLock { $0.bytes -= bytes } }
  func begin() { state.withLock { $0.active += 1 } }
  func end() { state.withLock { $0.active -= 1 } }
}
