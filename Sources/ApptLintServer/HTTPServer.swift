import ApptLintCommand
import CMicroHTTPD
import Findings
import Reporting
import Synchronization

/// The connections of the server: libmicrohttpd reads requests and calls this, on as many threads as there are.
///
/// A small body is checked on the thread that received it. Checking a large one would delay the other connections of that thread,
/// so it is passed to workers, and the connection is suspended until its response is ready.
final class HTTPServer: Sendable {
  let service: Service
  private let settings: ServerSettings
  private let connections: ConnectionList
  private let admission: Admission
  private let workers: WorkerQueue

  /// The largest body that is checked on the thread that received it, in bytes.
  private static let smallBody = 128 << 10

  init(_ settings: ServerSettings) throws(CommandError) {
    self.settings = settings
    let connections = ConnectionList(requestSeconds: settings.requestSeconds)
    let admission = Admission(maxBytes: settings.maxBuffered)
    self.connections = connections
    self.admission = admission
    workers = WorkerQueue(threads: settings.threads, maxWaiting: settings.threads * 4)
    service = try Service(settings.checks, showsValues: settings.showsValues) { (connections.count, admission.active) }
  }

  /// Serves until the process is asked to end by SIGTERM or SIGINT. Throws if it cannot listen.
  func run(_ started: (_ port: Int) -> Void) throws(CommandError) {
    var reason: UnsafePointer<CChar>?
    // Safe: the texts are zero-terminated, and `reason` is set to a static text or to nil.
    let socket = unsafe apptlint_listen(settings.host, "\(settings.port)", &reason)
    guard socket >= 0 else {
      let text = unsafe reason.map { unsafe String(cString: $0) } ?? SystemError.last.text
      throw CommandError.sentence("cannot listen on \(settings.host) port \(settings.port): \(text)")
    }
    apptlint_raise_file_limit()
    apptlint_block_signals()
    let limits = apptlint_limits(
      threads: UInt32(settings.threads), connections: UInt32(settings.maxConnections), idle_seconds: 60, header_bytes: 64 << 10)
    // Safe: the daemon is stopped before `self` is released, at the end of this function.
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    guard let daemon = unsafe apptlint_start(socket, limits, handleRequest, requestCompleted, connectionChanged, context) else {
      throw CommandError.sentence("cannot start the server: too few threads or too little memory")
    }
    _ = Platform.startThreads(1) { [self] in
      while isRunning.load(ordering: .relaxed) {
        Platform.sleep(milliseconds: 100)
        for reason in connections.endSlow(idle: service.isDraining) { service.metrics.countEnded(reason) }
      }
    }
    started(Int(apptlint_port(socket)))
    _ = apptlint_wait_for_signal()
    service.drain()
    // No new connections; those that are open get the responses that they wait for.
    let listening = unsafe MHD_quiesce_daemon(daemon)
    let end = Clock.seconds + Double(settings.drainSeconds)
    while connections.count > 0, Clock.seconds < end { Platform.sleep(milliseconds: 20) }
    isRunning.store(false, ordering: .relaxed)
    workers.stop()
    if listening >= 0 { Platform.closeDescriptor(listening) }
    // A daemon with suspended connections cannot be stopped; they end with the process.
    if connections.count == 0 { unsafe MHD_stop_daemon(daemon) }
  }

  private let isRunning = Atomic(true)

  // MARK: Connections

  fileprivate func opened(_ socket: Int32) -> UInt { connections.add(socket) }
  fileprivate func closed(_ number: UInt) { connections.remove(number) }

  // MARK: Requests

  /// A request being received or answered.
  fileprivate final class Pending: Sendable {
    struct State {
      var request: ServiceRequest
      var received = 0
      var reserved = 0
      var start = Clock.seconds
      var response: ServiceResponse?
      var route = "other"
      /// Why the body is not kept.
      var error: RequestError?
    }

    let connection: UInt
    let state: Guarded<State>

    init(_ request: ServiceRequest, connection: UInt) {
      self.connection = connection
      state = Guarded(State(request: request))
    }
  }

  /// The head of a request has arrived.
  fileprivate func begin(_ request: ServiceRequest, contentLength: Int?, connection: UInt) -> Pending {
    let pending = Pending(request, connection: connection)
    _ = connections.enter(.receiving(since: Clock.seconds), connection)
    if let contentLength {
      if contentLength > service.maxBody {
        pending.state.withLock { $0.error = tooLong }
      } else {
        reserve(contentLength, pending)
        pending.state.withLock { if $0.error == nil { $0.request.body.reserveCapacity(contentLength + SourceText.padding) } }
      }
    }
    return pending
  }

  private var tooLong: RequestError {
    RequestError(413, .tooLong, "the body exceeds the limit of \(service.maxBody) bytes")
  }

  private static let busy = RequestError(
    503, .throttled, "the server has too much work: try again later", headers: [("Retry-After", "1")])

  private func reserve(_ bytes: Int, _ pending: Pending) {
    let isReserved = admission.reserve(bytes)
    pending.state.withLock { state in
      if isReserved { state.reserved += bytes } else { state.error = Self.busy }
    }
  }

  /// The response to a request whose body is not wanted; nil if it is.
  fileprivate func refusal(of pending: Pending) -> ServiceResponse? {
    refuse(pending, pending.state.withLock { $0.error })
  }

  /// A part of the body has arrived.
  fileprivate func receive(_ bytes: UnsafeRawBufferPointer, _ pending: Pending) {
    let missing = pending.state.withLock { state -> Int in
      state.received &+= bytes.count
      if state.error == nil, state.received > service.maxBody { state.error = tooLong }
      return state.error == nil ? max(0, state.received - state.reserved) : 0
    }
    // Without a length in the head, memory is reserved as the body grows, at least 64 kB at a time.
    if missing > 0 { reserve(max(missing, 64 << 10), pending) }
    pending.state.withLock { state in
      // Safe: the buffer is valid during this call.
      if state.error == nil { unsafe state.request.body.append(contentsOf: bytes) } else { state.request.body = [] }
    }
  }

  /// The request is complete: returns the response, or nil after `suspend` was called; then `resume` is called when it is ready.
  fileprivate func answer(
    _ pending: Pending, suspend: () -> Void, resume: @escaping @Sendable () -> Void
  ) -> ServiceResponse? {
    _ = connections.enter(.answering(since: Clock.seconds), pending.connection)
    let (known, error, size): (ServiceResponse?, RequestError?, Int) = pending.state.withLock { state in
      if state.response == nil { state.start = Clock.seconds }
      return (state.response, state.error, state.request.body.count)
    }
    if let known { return known }
    if let refused = refuse(pending, error) { return refused }
    if size <= Self.smallBody { return work(pending) }
    suspend()
    let isAccepted = workers.add { [self] in
      _ = work(pending)
      resume()
    }
    if !isAccepted {
      _ = refuse(pending, Self.busy)
      resume()
    }
    return nil
  }

  private func work(_ pending: Pending) -> ServiceResponse {
    admission.begin()
    defer { admission.end() }
    let request = pending.state.withLock { state -> ServiceRequest in
      defer { state.request.body = [] }
      return state.request
    }
    let (response, route) = service.respond(to: request)
    return set(response, route, pending)
  }

  /// Sets the response for an error, if there is one.
  private func refuse(_ pending: Pending, _ error: RequestError?) -> ServiceResponse? {
    guard let error else { return nil }
    return set(ServiceResponse.error(error, to: pending.state.withLock { $0.request }), "other", pending)
  }

  private func set(_ response: ServiceResponse, _ route: String, _ pending: Pending) -> ServiceResponse {
    pending.state.withLock { state in
      state.response = response
      state.route = route
    }
    return response
  }

  /// The response has been sent, or the connection was lost.
  fileprivate func finish(_ pending: Pending) {
    let state = pending.state.withLock { $0 }
    admission.release(state.reserved)
    _ = connections.enter(.waiting(since: Clock.seconds, isFirst: false), pending.connection)
    guard let response = state.response else { return }
    let seconds = Clock.seconds - state.start
    service.metrics.count(state.route, response.status, seconds: seconds, bytes: state.received)
    if settings.logsRequests {
      AccessLog.write(
        method: state.request.method, route: state.route, status: response.status, received: state.received,
        sent: response.body.count, seconds: seconds)
    }
  }
}

// MARK: - Called by libmicrohttpd

// Safe in all of these: the context is the server, which lives longer than the daemon; pointers to texts and parts of bodies are
// valid during the call and copied; the object of a request is retained from its first call to `requestCompleted`.

private func server(_ context: UnsafeMutableRawPointer?) -> HTTPServer? {
  unsafe context.map { unsafe Unmanaged<HTTPServer>.fromOpaque($0).takeUnretainedValue() }
}

private func connectionChanged(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ stored: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ change: MHD_ConnectionNotificationCode
) {
  guard let server = unsafe server(context), let stored = unsafe stored else { return }
  if change == apptlint_started {
    let number = server.opened(unsafe apptlint_socket(connection))
    unsafe stored.pointee = UnsafeMutableRawPointer(bitPattern: number)
  } else {
    server.closed(unsafe UInt(bitPattern: stored.pointee))
  }
}

private func requestCompleted(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ stored: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ reason: MHD_RequestTerminationCode
) {
  guard let server = unsafe server(context), let pending = unsafe stored?.pointee else { return }
  unsafe stored?.pointee = nil
  server.finish(unsafe Unmanaged<HTTPServer.Pending>.fromOpaque(pending).takeRetainedValue())
}

private func handleRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ path: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ bytes: UnsafePointer<CChar>?,
  _ count: UnsafeMutablePointer<Int>?, _ stored: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let server = unsafe server(context), let connection = unsafe connection, let stored = unsafe stored else {
    return apptlint_no
  }
  guard let known = unsafe stored.pointee else {
    let request = unsafe ServiceRequest(
      text(method), text(path), query: query(of: connection), contentType: header("Content-Type", of: connection),
      accept: header("Accept", of: connection))
    let length = unsafe header("Content-Length", of: connection).flatMap { Int($0) }
    let number = unsafe UInt(bitPattern: apptlint_connection_context(connection))
    let pending = server.begin(request, contentLength: length, connection: number)
    unsafe stored.pointee = Unmanaged.passRetained(pending).toOpaque()
    // A client that asks before it sends the body gets the refusal now.
    if let refused = unsafe header("Expect", of: connection) == nil ? nil : server.refusal(of: pending) {
      return unsafe send(refused, server, connection)
    }
    return apptlint_yes
  }
  let pending = unsafe Unmanaged<HTTPServer.Pending>.fromOpaque(known).takeUnretainedValue()
  if let count = unsafe count, unsafe count.pointee > 0 {
    unsafe server.receive(UnsafeRawBufferPointer(start: bytes, count: count.pointee), pending)
    unsafe count.pointee = 0
    return apptlint_yes
  }
  let address = UInt(bitPattern: connection)
  let response = server.answer(
    pending, suspend: { unsafe MHD_suspend_connection(connection) },
    resume: { unsafe MHD_resume_connection(OpaquePointer(bitPattern: address)) })
  return response.map { unsafe send($0, server, connection) } ?? apptlint_yes
}

private func send(_ response: ServiceResponse, _ server: HTTPServer, _ connection: OpaquePointer) -> MHD_Result {
  // Safe: the body is copied; the function does not change it.
  let built = unsafe response.body.withUnsafeBytes { body in
    unsafe MHD_create_response_from_buffer(
      body.count, UnsafeMutableRawPointer(mutating: body.baseAddress), apptlint_copied)
  }
  guard let built = unsafe built else { return apptlint_no }
  defer { unsafe MHD_destroy_response(built) }
  unsafe MHD_add_response_header(built, "Content-Type", response.contentType)
  for (name, value) in response.headers { unsafe MHD_add_response_header(built, name, value) }
  if server.service.isDraining { unsafe MHD_add_response_header(built, "Connection", "close") }
  return unsafe MHD_queue_response(connection, UInt32(response.status), built)
}

private func text(_ text: UnsafePointer<CChar>?) -> String { unsafe text.map { unsafe String(cString: $0) } ?? "" }

private func header(_ name: StaticString, of connection: OpaquePointer) -> String? {
  // Safe: the name is a zero-terminated literal.
  let name = unsafe UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
  return unsafe MHD_lookup_connection_value(connection, apptlint_header, name).map { unsafe String(cString: $0) }
}

private func query(of connection: OpaquePointer) -> [(name: String, value: String)] {
  var found: [(name: String, value: String)] = []
  unsafe withUnsafeMutablePointer(to: &found) { found in
    _ = unsafe MHD_get_connection_values(
      connection, apptlint_query,
      { context, _, name, value in
        // Safe: the context is the list above.
        let found = unsafe context?.assumingMemoryBound(to: [(name: String, value: String)].self)
        unsafe found?.pointee.append((text(name), text(value)))
        return apptlint_yes
      }, found)
  }
  return found
}
