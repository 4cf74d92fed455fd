import ApptLintCommand
import CMicroHTTPD
import Findings
import Reporting
import Synchronization

/// The server: libmicrohttpd reads requests and calls this class on each of its threads.
///
/// A small body is checked on the thread that received it. Checking a large one would delay the other connections of that thread,
/// so it is passed to workers, and the connection is suspended until its response is ready.
final class HTTPServer: Sendable {
  let service: Service
  private let settings: ServerSettings
  private let connections: ConnectionList
  private let closing = ClosingSockets()
  private let admission: Admission
  private let workers: WorkerQueue

  /// The largest body that is checked on the thread that received it, in bytes. Requests to /validate and forms of the web page
  /// take longer.
  private static func smallBody(_ path: String) -> Int { path == "/validate" || path == "/" ? 8 << 10 : 128 << 10 }

  /// The largest response, in bytes, that is not charged against the memory limit, so that readiness probes succeed even if no
  /// memory is left.
  private static let smallResponse = 16 << 10

  /// The memory for a request, in bytes, above which unused memory is returned to the system afterwards.
  private static let largeWork = 16 << 20

  init(_ settings: ServerSettings) throws(CommandError) {
    self.settings = settings
    let connections = ConnectionList(requestSeconds: settings.requestSeconds)
    let admission = Admission(maxBytes: settings.maxBuffered)
    self.connections = connections
    self.admission = admission
    service = try Service(settings.checks, showsValues: settings.showsValues) { (connections.count, admission.active) }
    // Created last: its threads would not end if the initializer threw.
    workers = WorkerQueue(threads: settings.threads, maxWaiting: settings.threads * 4)
  }

  /// The size of the buffer of a connection for the request line, the headers and a part of the body. libmicrohttpd fills it with
  /// zeros after each request, so a larger one costs time and cache.
  private static let maxHead = 16 << 10

  /// Starts the server; returns the port. Throws if it cannot listen or start.
  func start() throws(CommandError) -> Int {
    var reason: UnsafePointer<CChar>?
    // Safe: the texts are zero-terminated, and `reason` is set to a static text or to nil.
    let socket = unsafe apptlint_listen(settings.host, "\(settings.port)", &reason)
    guard socket >= 0 else {
      let text = unsafe reason.map { unsafe String(cString: $0) } ?? SystemError.last.text
      throw CommandError("cannot listen on \(settings.host) port \(settings.port): \(text)")
    }
    let limits = apptlint_limits(
      threads: UInt32(settings.threads), connections: UInt32(settings.maxConnections), idle_seconds: 60,
      header_bytes: Self.maxHead)
    // Safe: the reference is never released, since connections that cannot be ended may call the server until the process ends.
    let context = unsafe Unmanaged.passRetained(self).toOpaque()
    guard
      let daemon = unsafe apptlint_start(
        socket, limits, targetRead, handleRequest, requestCompleted, connectionChanged, context)
    else {
      Platform.closeDescriptor(socket)
      throw CommandError("cannot start the server: too few threads or too little memory")
    }
    running.withLock { $0 = UInt(bitPattern: daemon) }
    _ = Platform.startThreads(1) { [self] in
      while running.withLock({ $0 != 0 }) {
        Platform.sleep(milliseconds: 100)
        for reason in connections.endSlow(idle: service.isDraining) { service.metrics.countEnded(reason) }
        closing.drop()
      }
    }
    return Int(apptlint_port(socket))
  }

  /// Stops accepting connections, completes the requests that have arrived, and stops the server.
  func stop() {
    // Safe: the daemon was created by `start`, and is stopped once.
    guard let daemon = unsafe OpaquePointer(bitPattern: running.withLock({ $0 })) else { return }
    service.drain()
    let listening = unsafe MHD_quiesce_daemon(daemon)
    if listening >= 0 { apptlint_stop_listening(listening) }
    let end = Clock.seconds + Self.drainSeconds
    while connections.count > 0 || closing.count > 0, Clock.seconds < end { Platform.sleep(milliseconds: 20) }
    running.withLock { $0 = 0 }
    workers.stop()
    if listening >= 0 { Platform.closeDescriptor(listening) }
    // A daemon with suspended connections cannot be stopped; they end with the process.
    if connections.count == 0 { unsafe MHD_stop_daemon(daemon) }
  }

  /// Seconds that requests being received or answered get to complete when the server stops.
  private static let drainSeconds = 30.0
  /// The address of the daemon; 0 if it is not running.
  private let running = Guarded<UInt>(0)

  // MARK: Connections

  func opened(_ socket: Int32) -> UInt { connections.add(socket) }

  func closed(_ number: UInt) {
    if let socket = connections.socket(number) { closing.add(socket) }
    connections.remove(number)
  }

  /// The first line of a request has been read.
  func started(_ number: UInt) { _ = connections.enter(.receiving(since: Clock.seconds), number) }

  // MARK: Requests

  /// A request being received or answered.
  final class Pending: Sendable {
    struct State {
      var request: ServiceRequest
      var received = 0
      var reserved = 0
      var start = Clock.seconds
      /// The response until it is sent.
      var response: ServiceResponse?
      var route = "other"
      /// The status of the response, and the size of its body.
      var answer: (status: Int, bytes: Int)?
      /// Whether `answer` has been called for the complete request.
      var isComplete = false
      /// Why the request is refused and its body discarded.
      var error: RequestError?

      /// Removes and returns the response, which from now on only libmicrohttpd stores.
      mutating func takeResponse() -> ServiceResponse? {
        defer { response = nil }
        return response
      }
    }

    let connection: UInt
    let state: Guarded<State>

    init(_ request: ServiceRequest, connection: UInt) {
      self.connection = connection
      state = Guarded(State(request: request))
    }
  }

  /// The head of a request has arrived.
  func begin(_ head: RequestHead, connection: UInt) -> Pending {
    let pending = Pending(head.request, connection: connection)
    pending.state.withLock { state in
      state.error = head.fault
      guard state.error == nil, let length = head.length else { return }
      if length > service.maxBody {
        state.error = tooLong
      } else {
        state.request.body.reserveCapacity(min(length, 64 << 10) + SourceText.padding)
      }
    }
    return pending
  }

  private var tooLong: RequestError {
    // The body is not read, so no other request can follow on the connection.
    RequestError(
      413, .tooLong, "the body exceeds the limit of \(service.maxBody) bytes", headers: [("Connection", "close")])
  }

  private static let busy = RequestError(
    503, .throttled, "the server is overloaded: try again later", headers: [("Retry-After", "1")])

  /// The response to a request that is refused before its body is read; nil if the body is to be read.
  func refusal(of pending: Pending) -> ServiceResponse? {
    refuse(pending, pending.state.withLock { $0.error })
  }

  /// A part of the body has arrived.
  func receive(_ bytes: UnsafeRawBufferPointer, _ pending: Pending) {
    let (isRefused, isToHEAD) = pending.state.withLock { state -> (Bool, Bool) in
      let wasWithinLimit = state.received <= service.maxBody
      state.received &+= bytes.count
      let isRefused = wasWithinLimit && state.received > service.maxBody
      if isRefused {
        state.error = tooLong
      } else if state.error == nil, !admission.reserve(bytes.count) {
        state.error = Self.busy
      }
      if state.error == nil {
        state.reserved += bytes.count
        // Safe: the buffer is valid during this call.
        unsafe state.request.body.append(contentsOf: bytes)
      } else {
        state.request.body = []
        admission.release(state.reserved)
        state.reserved = 0
      }
      return (isRefused, state.request.method == "HEAD")
    }
    // The body may have any length, but libmicrohttpd accepts no response before the end of the body.
    if isRefused, let response = refusal(of: pending) {
      connections.refuse(pending.connection, response.message(toHEAD: isToHEAD))
    }
  }

  /// Called when the request is complete: returns the response, or nil if libmicrohttpd is to call this again: immediately, or,
  /// if `suspend` was called, after `resume`, which is called when the response is ready.
  func answer(
    _ pending: Pending, suspend: () -> Void, resume: @escaping @Sendable () -> Void
  ) -> ServiceResponse? {
    _ = connections.enter(.answering(since: Clock.seconds), pending.connection)
    let (known, error, isSmall): (ServiceResponse?, RequestError?, Bool) = pending.state.withLock { state in
      if state.answer == nil { state.start = Clock.seconds }
      return (state.takeResponse(), state.error, state.request.body.count <= Self.smallBody(state.request.path))
    }
    if let known { return known }
    if let refused = refuse(pending, error) { return refused }
    // The first call does nothing. libmicrohttpd then reads from the other connections that have data before it calls again, and
    // sends the responses in a third round. Doing the same work for many connections in turn is much faster. The extra call is
    // also necessary before a connection is suspended, because a resumed connection continues with its previous state: if it was
    // reading, it would read again, and mistake a client that has closed its side, as it may after a complete request, for a lost
    // connection.
    let wasComplete = pending.state.withLock { state in
      defer { state.isComplete = true }
      return state.isComplete
    }
    guard wasComplete else { return nil }
    if isSmall {
      work(pending)
      return pending.state.withLock { $0.takeResponse() }
    }
    suspend()
    let isAccepted = workers.add { [self] in
      work(pending)
      resume()
    }
    if !isAccepted {
      pending.state.withLock { $0.error = Self.busy }
      resume()
    }
    return nil
  }

  private func work(_ pending: Pending) {
    var isLarge = false
    // Runs last, once the memory is unused.
    defer { if isLarge { apptlint_release_memory() } }
    respond(to: pending, &isLarge)
  }

  /// Responds to a request; sets `isLarge` if that takes much memory.
  private func respond(to pending: Pending, _ isLarge: inout Bool) {
    admission.begin()
    defer { admission.end() }
    let request = pending.state.withLock { state -> ServiceRequest in
      defer { state.request.body = [] }
      return state.request
    }
    let bytes = RequestMemory.estimate(request, maxFindings: service.maxFindings)
    let (response, route) =
      reserve(bytes, pending)
      .map { (ServiceResponse.error($0, to: request), Route.template(ofPath: request.path)) } ?? service.respond(to: request)
    set(response, route, pending)
    isLarge = bytes > Self.largeWork
  }

  /// Reserves the memory for checking a body, which includes the body; returns the error if there is too little.
  private func reserve(_ bytes: Int, _ pending: Pending) -> RequestError? {
    if bytes > max(admission.maxBytes, RequestMemory.smallBody) {
      return RequestError(
        413, .tooLong, "checking the body may take \(bytes >> 20) MB of memory; the limit is \(admission.maxBytes >> 20) MB")
    }
    return pending.state.withLock { state in
      let more = max(bytes - state.reserved, 0)
      guard admission.reserve(more) else { return Self.busy }
      state.reserved += more
      return nil
    }
  }

  /// The response for an error; nil without an error.
  private func refuse(_ pending: Pending, _ error: RequestError?) -> ServiceResponse? {
    guard let error else { return nil }
    let request = pending.state.withLock { $0.request }
    set(ServiceResponse.error(error, to: request), Route.template(ofPath: request.path), pending)
    return pending.state.withLock { $0.takeResponse() }
  }

  /// Sets the response. A large response is charged against the memory limit in place of the body, until the client has read it.
  private func set(_ response: ServiceResponse, _ route: String, _ pending: Pending) {
    pending.state.withLock { state in
      var response = response
      let bytes = response.body.count > Self.smallResponse ? response.body.count : 0
      let isReserved = admission.reserve(bytes, releasing: state.reserved)
      if !isReserved { response = ServiceResponse.error(Self.busy, to: state.request) }
      state.reserved = isReserved ? bytes : 0
      state.answer = (response.status, response.body.count)
      state.response = response
      state.route = route
      state.request.body = []
    }
  }

  /// The request will not be completed. Counts the reason, unless the server has ended the connection and already counted its own
  /// reason.
  func abandon(_ reason: String, connection: UInt) {
    if connections.enter(.waiting(since: Clock.seconds, isFirst: false), connection) { service.metrics.countEnded(reason) }
  }

  /// The response has been sent, or the connection was lost for the given reason.
  func finish(_ pending: Pending, _ reason: String) {
    let now = Clock.seconds
    let (reserved, isAnswered) = pending.state.withLock { ($0.reserved, $0.answer != nil) }
    admission.release(reserved)
    guard isAnswered else { return abandon(reason, connection: pending.connection) }
    _ = connections.enter(.waiting(since: now, isFirst: false), pending.connection)
    pending.state.withLock { state in
      guard let (status, bytes) = state.answer else { return }
      let seconds = now - state.start
      service.metrics.count(state.route, status, seconds: seconds, bytes: state.received)
      guard settings.logsRequests else { return }
      AccessLog.write(
        method: state.request.method, route: state.route, status: status, received: state.received, sent: bytes,
        seconds: seconds)
    }
  }
}
