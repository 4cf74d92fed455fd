import CMicroHTTPD
import Findings
import Reporting
import Synchronization

/// The open connections and the phase of each, so that a slow client cannot occupy a connection for longer than permitted.
final class ConnectionList: Sendable {
  /// What a connection is doing, and since when, in seconds on the clock of `Clock.seconds`.
  enum Phase: Sendable {
    /// It waits for a request, or receives the first line of one; `isFirst` if it has had no request before.
    case waiting(since: Double, isFirst: Bool)
    /// It receives a request whose first line has been read.
    case receiving(since: Double)
    /// Its request is complete.
    case answering(since: Double)
    /// A response was sent before the request was complete. The rest of the request is read and discarded, so that the client
    /// receives the response.
    case refused(since: Double)
    /// It was ended, and must not be written to.
    case ended
  }

  struct Connection: Sendable {
    let socket: Int32
    var phase: Phase
    /// Whether the client had closed its side before its request was complete, when this was last examined.
    var isAbandoned = false
  }

  private struct State {
    var connections: [UInt: Connection] = [:]
    var next: UInt = 1
    /// When the connections were last examined for clients that have closed their side.
    var lastExamined = 0.0
  }

  private let state = Guarded(State())
  private let requestSeconds: Double
  private let timeoutResponse: [UInt8]
  /// Seconds that a client may take to read a response.
  private static let answerSeconds = 300.0
  /// Seconds that a new connection gets to send the first line of a request when the server stops.
  private static let firstSeconds = 1.0
  /// Seconds that a refused client gets to read its response.
  private static let refusedSeconds = 2.0
  /// Seconds between two examinations for clients that have closed their side.
  private static let examinationSeconds = 0.5

  init(requestSeconds: Int) {
    self.requestSeconds = Double(requestSeconds)
    let error = RequestError(
      408, .timeout, "the request was not complete within \(requestSeconds) seconds", headers: [("Connection", "close")])
    timeoutResponse = ServiceResponse.error(error, to: ServiceRequest("", "")).message()
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

  func socket(_ number: UInt) -> Int32? { state.withLock { $0.connections[number]?.socket } }

  /// Changes the phase of a connection; false if it was refused or ended.
  func enter(_ phase: Phase, _ number: UInt) -> Bool {
    state.withLock { state in
      guard let index = state.connections.index(forKey: number) else { return true }
      switch state.connections.values[index].phase {
      case .refused, .ended: return false
      default: break
      }
      state.connections.values[index].phase = phase
      state.connections.values[index].isAbandoned = false
      return true
    }
  }

  /// Sends a complete response on a connection whose request is incomplete, and nothing after it.
  func refuse(_ number: UInt, _ response: [UInt8]) {
    state.withLock { state in
      guard let connection = state.connections[number] else { return }
      state.connections[number]?.phase = .refused(since: Clock.seconds)
      // Safe: the connection is removed from the list before its socket is closed, which waits for the lock.
      unsafe response.withUnsafeBytes { unsafe apptlint_send_last(connection.socket, $0.baseAddress, $0.count) }
    }
  }

  /// Ends the connections that take too long and those whose client has closed its side before the request was complete; with
  /// `idle`, also those that wait for a request, new connections only after `firstSeconds`. Returns the reasons.
  func endSlow(idle: Bool) -> [String] {
    state.withLock { state in
      let now = Clock.seconds
      let examines = now - state.lastExamined > Self.examinationSeconds
      if examines { state.lastExamined = now }
      var reasons: [String] = []
      for (number, connection) in state.connections {
        var reason: String?
        // libmicrohttpd is not notified of a close that arrives together with a part of a request. Data from the client may not
        // have been processed yet, so a connection is ended only if two examinations in a row find it closed.
        if examines, connection.isIncomplete, apptlint_is_closed(connection.socket) {
          if connection.isAbandoned { reason = connection.mayHaveRequest ? "aborted" : "idle" }
          state.connections[number]?.isAbandoned = true
        }
        var response: [UInt8] = []
        var isCounted = true
        switch connection.phase {
        case _ where reason != nil: break
        case .waiting(let since, let isFirst):
          let isStopping = idle && (!isFirst || now - since > Self.firstSeconds)
          guard isStopping || now - since > requestSeconds else { break }
          if isStopping || !isFirst, let input = connection.partialLine(now, since: since) {
            state.connections[number]?.phase = .receiving(since: input)
          } else if isStopping {
            reason = "stopping"
          } else {
            reason = isFirst ? "timeout" : "idle"
            // A client that has had a response may simply have no further requests.
            if isFirst { response = timeoutResponse }
          }
        case .receiving(let since):
          if now - since > requestSeconds { (reason, response) = ("timeout", timeoutResponse) }
        case .answering(let since): if now - since > Self.answerSeconds { reason = "unread" }
        case .refused(let since):
          // Its request has been counted.
          if now - since > Self.refusedSeconds { (reason, isCounted) = ("refused", false) }
        case .ended: break
        }
        guard let reason else { continue }
        if isCounted { reasons.append(reason) }
        state.connections[number]?.phase = .ended
        // Safe: the connection is removed from the list before its socket is closed, which waits for the lock.
        unsafe response.withUnsafeBytes { unsafe apptlint_send_last(connection.socket, $0.baseAddress, $0.count) }
        apptlint_end(connection.socket)
      }
      return reasons
    }
  }
}

extension ConnectionList.Connection {
  /// Whether only a part of a request may have arrived.
  fileprivate var isIncomplete: Bool {
    switch phase {
    case .waiting, .receiving: true
    case .answering, .refused, .ended: false
    }
  }

  /// When a part of the first line of a request arrived; nil if none has arrived since the connection began to wait.
  /// libmicrohttpd reports only complete first lines.
  fileprivate func partialLine(_ now: Double, since: Double) -> Double? {
    let seconds = apptlint_seconds_since_input(socket)
    // The system counts in steps of up to 10 milliseconds.
    return seconds >= 0 && now - seconds > since + 0.02 ? now - seconds : nil
  }

  /// Whether the connection may be in the middle of a request: false only while it waits for a further request.
  fileprivate var mayHaveRequest: Bool {
    if case .waiting(_, isFirst: false) = phase { return false }
    return true
  }
}
