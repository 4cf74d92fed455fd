import CMicroHTTPD

// The functions that libmicrohttpd calls.
//
// Safe in all of these: the context is the server, which is never released; texts and parts of bodies are valid during the call,
// and are copied; the `Pending` of a request is retained from the first call of `handleRequest` to `requestCompleted`.

private func server(_ context: UnsafeMutableRawPointer?) -> HTTPServer? {
  unsafe context.map { unsafe Unmanaged<HTTPServer>.fromOpaque($0).takeUnretainedValue() }
}

func connectionChanged(
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

/// The first line of a request has been read.
func targetRead(
  _ context: UnsafeMutableRawPointer?, _ target: UnsafePointer<CChar>?, _ connection: OpaquePointer?
) -> UnsafeMutableRawPointer? {
  unsafe server(context)?.started(UInt(bitPattern: apptlint_connection_context(connection)))
  return unsafe UnsafeMutableRawPointer(bitPattern: target.map { unsafe apptlint_examine_target($0) } ?? apptlint_bad_target)
}

func requestCompleted(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ stored: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ reason: MHD_RequestTerminationCode
) {
  guard let server = unsafe server(context), let pending = unsafe stored?.pointee else { return }
  unsafe stored?.pointee = nil
  let reason = unsafe text(apptlint_end_reason(reason))
  if UInt(bitPattern: pending) <= apptlint_long_target {
    // The headers were not complete, or libmicrohttpd has refused them.
    let number = unsafe UInt(bitPattern: apptlint_connection_context(connection))
    server.abandon(reason, connection: number)
  } else {
    server.finish(unsafe Unmanaged<HTTPServer.Pending>.fromOpaque(pending).takeRetainedValue(), reason)
  }
}

func handleRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ path: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?, _ bytes: UnsafePointer<CChar>?,
  _ count: UnsafeMutablePointer<Int>?, _ stored: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let server = unsafe server(context), let connection = unsafe connection, let stored = unsafe stored else {
    return apptlint_no
  }
  guard let known = unsafe stored.pointee, UInt(bitPattern: known) > apptlint_long_target else {
    let fields = unsafe apptlint_read_head(connection, method, version)
    var request = unsafe ServiceRequest(text(method), text(path), query: values(apptlint_query, of: connection))
    // Several header lines are one list (RFC 9110, 5.3).
    func list(_ name: String) -> String {
      unsafe values(apptlint_header, of: connection).filter { $0.name.lowercased() == name }.map(\.value).joined(separator: ",")
    }
    if unsafe fields.accepts > 1 { request.accept = list("accept") }
    if unsafe fields.encodings > 1 { request.contentEncoding = list("content-encoding") }
    let head = unsafe RequestHead(request, version: text(version), fields, target: UInt(bitPattern: stored.pointee))
    let number = unsafe UInt(bitPattern: apptlint_connection_context(connection))
    let pending = server.begin(head, connection: number)
    unsafe stored.pointee = Unmanaged.passRetained(pending).toOpaque()
    return server.refusal(of: pending).map { unsafe send($0, server, connection) } ?? apptlint_yes
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
  if server.service.isDraining, !response.headers.contains(where: { $0.name == "Connection" }) {
    unsafe MHD_add_response_header(built, "Connection", "close")
  }
  return unsafe MHD_queue_response(connection, UInt32(response.status), built)
}

private func text(_ text: UnsafePointer<CChar>?) -> String { unsafe text.map { unsafe String(cString: $0) } ?? "" }

private func values(_ kind: MHD_ValueKind, of connection: OpaquePointer) -> [(name: String, value: String)] {
  var found: [(name: String, value: String)] = []
  unsafe withUnsafeMutablePointer(to: &found) { found in
    _ = unsafe MHD_get_connection_values(
      connection, kind,
      { context, _, name, value in
        // Safe: the context is the list above.
        let found = unsafe context?.assumingMemoryBound(to: [(name: String, value: String)].self)
        unsafe found?.pointee.append((text(name), text(value)))
        return apptlint_yes
      }, found)
  }
  return found
}

extension ServiceResponse {
  /// The response as sent; a response to HEAD has no body.
  func message(toHEAD isToHEAD: Bool = false) -> [UInt8] {
    // Safe: a static text.
    let phrase = unsafe text(MHD_get_reason_phrase_for(UInt32(status)))
    let fields = [("Content-Type", contentType), ("Content-Length", "\(body.count)")] + headers.map { ($0.name, $0.value) }
    let head = "HTTP/1.1 \(status) \(phrase)\r\n" + fields.map { "\($0): \($1)\r\n" }.joined() + "\r\n"
    return Array(head.utf8) + (isToHEAD ? [] : body)
  }
}
