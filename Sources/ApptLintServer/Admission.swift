import Findings
import Synchronization

/// What may be in progress at a time: bytes of bodies and of responses, and requests waiting for a thread.
final class Admission: Sendable {
  private struct State {
    var bytes = 0
    var active = 0
  }

  private let state = Guarded(State())
  private let maxBytes: Int

  init(maxBytes: Int) {
    self.maxBytes = maxBytes
  }

  /// The number of requests being answered.
  var active: Int { state.withLock { $0.active } }

  /// Reserves memory for a part of a body, or for a response in place of the body; false if there is none.
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
