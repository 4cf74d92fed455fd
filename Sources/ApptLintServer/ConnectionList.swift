import CMicroHTTPD
import Findings
import Synchronization

/// The open connections, and how far each is with its request, so that a slow client cannot hold one for longer than permitted.
final class ConnectionList: Sendable {
  /// What a connection is doing, since a moment in seconds.
  enum Phase: Sendable {
    /// It waits for a request, or receives its head; whether it has had one before.
    case waiting(since: Double, isFirst: Bool)
    /// It receives a body.
    case receiving(since: Double)
    /// Its request is complete.
    case answering(since: Double)
    /// It was ended, and must not be written to.
    case ended
  }

  struct Connection: Sendable {
    let socket: Int32
    var phase: Phase
  }

  private struct State {
    var connections: [UInt: Connection] = [:]
    var next: UInt = 1
  }

  private let state = Guarded(State())
  private let requestSeconds: Double
  /// Seconds that a client may take to read a response.
  private static let answerSeconds = 300.0

  init(requestSeconds: Int) {
    self.requestSeconds = Double(requestSeconds)
  }

  /// The number of connections.
  var count: Int { state.withLock { $0.connections.count } }

  /// Adds a connection; returns its number.
  func add(_ socket: Int32) -> UInt {
    state.withLock { state in
      let number = state.next
      state.next &+= 1
      state.connections[number] = Connection(socket: socket, phase: .waiting(since: Clock.seconds, isFirst: true))
      return number
    }
  }

  func remove(_ number: UInt) { state.withLock { _ = $0.connections.removeValue(forKey: number) } }

  /// Changes the phase of a connection; false if it was ended.
  func enter(_ phase: Phase, _ number: UInt) -> Bool {
    state.withLock { state in
      guard let known = state.connections[number] else { return true }
      if case .ended = known.phase { return false }
      state.connections[number]?.phase = phase
      return true
    }
  }

  /// Ends the connections that take too long, and with `idle` those that wait for a request; returns the reasons.
  func endSlow(idle: Bool) -> [String] {
    state.withLock { state in
      let now = Clock.seconds
      var reasons: [String] = []
      for (number, connection) in state.connections {
        var reason: String?
        var response = ""
        switch connection.phase {
        case .waiting(let since, let isFirst):
          if idle && !isFirst {
            reason = "stopping"
          } else if now - since > requestSeconds {
            reason = isFirst ? "timeout" : "idle"
            // A client that has had a response may just have nothing more to ask.
            if isFirst { response = Self.timeoutResponse }
          }
        case .receiving(let since):
          if now - since > requestSeconds { (reason, response) = ("timeout", Self.timeoutResponse) }
        case .answering(let since): if now - since > Self.answerSeconds { reason = "unread" }
        case .ended: break
        }
        guard let reason else { continue }
        reasons.append(reason)
        state.connections[number]?.phase = .ended
        // Safe: the connection is removed from the list before its socket is closed, which waits for the lock.
        unsafe apptlint_refuse(connection.socket, response)
      }
      return reasons
    }
  }

  private static let timeoutResponse = """
    HTTP/1.1 408 Request Timeout\r
    Content-Length: 0\r
    Connection: close\r
    \r

    """
}
