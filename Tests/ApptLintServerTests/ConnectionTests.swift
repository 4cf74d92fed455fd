import ApptLintCommand
import Findings
import Foundation
import Synchronization
import Testing

@testable import ApptLintServer

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The server with real connections.
@Suite(.serialized) struct ConnectionTests {
  private static let slot = #"{"resourceType": "Slot", "schedule": {"reference": "Schedule/1"}, "status": "free"}"#

  private static func post(_ body: String, _ path: String = "/stu3/$validate", headers: String = "") -> String {
    "POST \(path) HTTP/1.1\r\nHost: a\r\nContent-Type: application/fhir+json\r\n\(headers)"
      + "Content-Length: \(body.utf8.count)\r\n\r\n\(body)"
  }

  /// A running server.
  private struct Running {
    let server: HTTPServer
    let port: Int

    init(_ options: String...) throws {
      server = try HTTPServer(ServerSettings(["--port", "0", "--no-access-log"] + options))
      port = try server.start()
    }

    /// The text that the server sends after receiving `text`, until it closes the connection or the response is complete.
    func exchange(_ text: String, until isResponse: (String) -> Bool = { _ in false }) throws -> String {
      let connection = try Connection(port: port)
      connection.send(text)
      return connection.receive(until: isResponse)
    }

    /// The metrics, once they are as expected: a response is counted shortly after the client has received it.
    func metrics(once isExpected: (String) -> Bool) throws -> String {
      var text = ""
      for _ in 0..<300 where !isExpected(text) {
        usleep(20_000)
        text = try exchange("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n", until: ConnectionTests.isResponse)
      }
      return text
    }
  }

  fileprivate static func isResponse(_ text: String) -> Bool {
    guard let head = text.range(of: "\r\n\r\n") else { return false }
    let length = text.components(separatedBy: "Content-Length: ").dropFirst().first?.prefix { $0.isNumber }
    return length.flatMap { Int($0) }.map { text[head.upperBound...].utf8.count >= $0 } ?? false
  }

  @Test func requestsOnOneConnection() throws {
    let running = try Running()
    let connection = try Connection(port: running.port)
    for _ in 0..<3 {
      connection.send(Self.post(Self.slot))
      let response = connection.receive(until: Self.isResponse)
      #expect(response.hasPrefix("HTTP/1.1 200 OK\r\n"))
      #expect(response.contains("STR005"))
    }
    running.server.stop()
  }

  @Test func bodiesInParts() throws {
    let running = try Running()
    let chunks =
      "5\r\n\(Self.slot.prefix(5))\r\n" + String(Self.slot.utf8.count - 5, radix: 16)
      + "\r\n\(Self.slot.dropFirst(5))\r\n0\r\n\r\n"
    let response = try running.exchange(
      "POST /stu3/$validate HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks, until: Self.isResponse)
    #expect(response.contains("STR005"))
    running.server.stop()
  }

  @Test func largeBodiesAreCheckedByWorkers() throws {
    let running = try Running()
    let padding = String(repeating: " ", count: 1 << 20)
    let response = try running.exchange(Self.post(padding + Self.slot), until: Self.isResponse)
    #expect(response.hasPrefix("HTTP/1.1 200"))
    #expect(response.contains("STR005"))
    running.server.stop()
  }

  /// Clients that close their side after a complete request, at different times while others are served, get their responses.
  @Test(arguments: [0, 20_000]) func largeBodiesOfClientsThatCloseTheirSide(microseconds: useconds_t) throws {
    let running = try Running()
    let request = Self.post(String(repeating: " ", count: 300_000) + Self.slot)
    let answers = Answers()
    let count = Platform.startThreads(24) {
      guard let connection = try? Connection(port: running.port) else { return answers.add("no connection") }
      connection.send(request)
      if microseconds > 0 { usleep(.random(in: 0..<microseconds)) }
      connection.sendLast("")
      answers.add(String(connection.receive { _ in false }.prefix(12)))
    }
    while answers.all.count < count { usleep(10_000) }
    // The workers' queue may be full.
    #expect(answers.all.allSatisfy { ["HTTP/1.1 200", "HTTP/1.1 503"].contains($0) }, "\(answers.all)")
    running.server.stop()
  }

  @Test func bodiesAboveTheLimit() throws {
    let running = try Running("--max-size", "1K")
    let body = String(repeating: " ", count: 2000)
    #expect(try running.exchange(Self.post(body), until: Self.isResponse).hasPrefix("HTTP/1.1 413"))
    let expecting = try running.exchange(Self.post(body, headers: "Expect: 100-continue\r\n"), until: Self.isResponse)
    #expect(expecting.hasPrefix("HTTP/1.1 413"))
    let chunked = "POST /r4/$validate HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n\(body)\r\n0\r\n\r\n"
    #expect(try running.exchange(chunked, until: Self.isResponse).hasPrefix("HTTP/1.1 413"))
    let head = try running.exchange(chunked.replacing("POST", with: "HEAD"))
    #expect(head.hasPrefix("HTTP/1.1 413") && head.hasSuffix("\r\n\r\n"), "\(head)")
    let metrics = try running.metrics { $0.contains(#"route="/r4/$validate",status="413"} 1"#) }
    #expect(metrics.contains(#"apptlint_requests_total{route="/stu3/$validate",status="413"} 2"#), "\(metrics)")
    running.server.stop()
  }

  /// The server stops reading a body that never ends, although libmicrohttpd accepts no response before its end.
  @Test func endlessBodies() throws {
    let running = try Running("--max-size", "1K")
    let connection = try Connection(port: running.port)
    connection.send(
      "POST /r4/$validate HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7d0\r\n" + String(repeating: " ", count: 2000))
    let received = connection.receive { _ in false }
    #expect(received.hasPrefix("HTTP/1.1 413 ") && received.contains("Connection: close\r\n"), "\(received)")
    #expect(Self.isResponse(received) && received.contains("too-long"), "\(received)")
    #expect(received.components(separatedBy: "HTTP/1.1").count == 2)
    // The client does not close the connection, so the server does.
    let count = #"apptlint_requests_total{route="/r4/$validate",status="413"} 1"#
    #expect(try running.metrics { $0.contains(count) }.contains(count))
    withExtendedLifetime(connection) {}
    running.server.stop()
  }

  @Test func bodiesAboveTheMemoryOfAllRequests() throws {
    let running = try Running("--max-memory", "1K")
    let response = try running.exchange(Self.post(String(repeating: " ", count: 2000)), until: Self.isResponse)
    #expect(response.hasPrefix("HTTP/1.1 503"))
    #expect(response.contains("Retry-After: 1\r\n"))
    let count = #"apptlint_requests_total{route="/stu3/$validate",status="503"} 1"#
    #expect(try running.metrics { $0.contains(count) }.contains(count))
    // The memory of the request has been released.
    #expect(try running.exchange(Self.post(Self.slot), until: Self.isResponse).hasPrefix("HTTP/1.1 200"))
    running.server.stop()
  }

  /// A resource with a thousand findings, and a response of about 600 kB.
  private static let faulty =
    #"{"resourceType": "Appointment""# + (0..<1000).map { ", \"x\($0)\": 1" }.joined() + "}"

  /// The memory of responses is limited too.
  @Test func responsesAboveTheMemoryOfAllRequests() throws {
    let running = try Running("--max-memory", "500K")
    #expect(try running.exchange(Self.post(Self.faulty), until: Self.isResponse).hasPrefix("HTTP/1.1 503"))
    // The memory of the request has been released.
    let padding = String(repeating: " ", count: 50_000)
    #expect(try running.exchange(Self.post(padding + Self.slot), until: Self.isResponse).hasPrefix("HTTP/1.1 200"))
    running.server.stop()
  }

  /// Bodies are charged with the memory for checking them, which depends on what they contain.
  @Test(arguments: [
    (String(repeating: " ", count: 200_000), "/stu3/$validate", 200),
    (String(repeating: "{},", count: 60_000), "/stu3/$validate", 413),
    (String(repeating: "1 ", count: 100_000), "/stu3/$validate", 413), (String(repeating: "{},", count: 1_500), "/exchange", 200),
    (String(repeating: "{},", count: 10_000), "/exchange", 413),
  ])
  func memoryOfChecks(_ start: String, _ path: String, _ status: Int) throws {
    let running = try Running("--max-memory", "5M")
    let request = Self.post("[" + start + "{}]", path).replacing("application/fhir+json", with: "application/json")
    for _ in 0..<2 {
      let received = try running.exchange(request, until: Self.isResponse)
      #expect(received.hasPrefix("HTTP/1.1 \(status) "))
      #expect(received.contains("may take") == (status == 413))
    }
    running.server.stop()
  }

  /// Files in a body of 100 kB take a long time to check, and are checked by workers.
  @Test func filesDoNotDelayOthers() throws {
    let running = try Running("--threads", "1")
    let file = "{\"fileContent\": \"" + Self.faulty.replacing("\"", with: "\\\"") + "\"}"
    let files = Array(repeating: file, count: 7).joined(separator: ",")
    let connection = try Connection(port: running.port)
    let other = try Connection(port: running.port)
    connection.send(Self.post("{\"filesToValidate\": [\(files)]}", "/validate"))
    var isConcurrent = false
    for _ in 0..<500 where !isConcurrent {
      other.send("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n")
      isConcurrent = other.receive(until: Self.isResponse).contains("apptlint_requests_active 2\n")
    }
    #expect(isConcurrent)
    #expect(connection.receive(until: Self.isResponse).hasPrefix("HTTP/1.1 200"))
    running.server.stop()
  }

  @Test(arguments: ["POST /stu3/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{", "GET /healthz HTT"])
  func requestsThatAreNeverCompleted(_ start: String) throws {
    let running = try Running("--request-timeout", "1")
    let received = try running.exchange(start)
    #expect(received.hasPrefix("HTTP/1.1 408 Request Timeout\r\n"))
    #expect(Self.isResponse(received) && received.contains("not complete within 1 seconds"), "\(received)")
    running.server.stop()
  }

  /// The head and the body of a request share one time limit.
  @Test func requestsInSlowParts() throws {
    let running = try Running("--request-timeout", "2")
    let connection = try Connection(port: running.port)
    let start = Date()
    connection.send("POST /stu3/$validate HTTP/1.1\r\n")
    usleep(1_500_000)
    connection.send("Host: a\r\nContent-Length: 100\r\n\r\n")
    #expect(connection.receive { _ in false }.hasPrefix("HTTP/1.1 408 "))
    #expect(Date().timeIntervalSince(start) < 3)
    running.server.stop()
  }

  /// The time limit of a further request on a connection starts with that request.
  @Test(arguments: ["GET /healthz HTTP/1.1\r\n", "GET /healthz HT"], [true, false])
  func furtherRequestsAfterAPause(_ start: String, isComplete: Bool) throws {
    let request = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n"
    let running = try Running("--request-timeout", "2")
    let connection = try Connection(port: running.port)
    connection.send(request)
    #expect(connection.receive(until: Self.isResponse).hasSuffix("ok\n"))
    usleep(1_500_000)
    connection.send(start)
    usleep(1_000_000)
    if isComplete { connection.send(String(request.dropFirst(start.count))) }
    #expect(connection.receive(until: Self.isResponse).hasPrefix(isComplete ? "HTTP/1.1 200 " : "HTTP/1.1 408 "))
    running.server.stop()
  }

  /// Heads that make the end of the body or the host ambiguous: the connection is closed, so that the body is never read as
  /// another request.
  @Test(arguments: [
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length: 2\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n", 501),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n", 501),
    ("POST /r4/$validate HTTP/1.0\r\nTransfer-Encoding: chunked\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length : 2\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: +2\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nHost: b\r\nContent-Length: 2\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nContent-Length: 2\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 300000000\r\n", 413),
    ("GET /healthz%00x HTTP/1.1\r\nHost: a\r\n", 400),
    ("GET /healthz?a=b%00c HTTP/1.1\r\nHost: a\r\n", 400), ("GET /healthz a HTTP/1.1\r\nHost: a\r\n", 400),
    ("GET /healthz\0x HTTP/1.1\r\nHost: a\r\n", 400),
    // Fields that continue on another line.
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n 36\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length:\r\n\t36\r\nAccept: */*\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n 6\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\nHost: a\nContent-Length:\n 36\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: a\r\nAccept: */*\r\n \r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: a\r\n \r\nAccept: */*\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost:\r\n b\r\nHost: a\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip,\r\n chunked\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nTransfer-Encoding:\r\n chunked\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Length:\r\n 36\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nContent-Encoding:\r\n gzip\r\n", 400),
    // Control characters in values.
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 2\u{0}3\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 2\0\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 2\0\r\nAccept: */*\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\0, gzip\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: a\0b\r\n", 400), ("GET /healthz HTTP/1.1\r\nHost: a\r\nAccept: a\rb\r\n", 400),
    ("GET /healthz HTTP/1.1\r\nHost: a b/c@d\r\n", 400), ("GET /healthz HTTP/1.1\r\nHost: a/b\r\n", 400),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 9223372036854775808\r\n", 413),
    ("POST /r4/$validate HTTP/1.1\r\nHost: a\r\nContent-Type: text/xml\r\nContent-Type: text/json\r\n", 400),
    ("GET /healthz?\(String(repeating: "a&", count: 250)) HTTP/1.1\r\nHost: a\r\n", 414),
  ])
  func ambiguousHeads(_ head: String, _ status: Int) throws {
    let running = try Running()
    let received = try running.exchange(head + "\r\nGET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")
    #expect(received.hasPrefix("HTTP/1.1 \(status) "))
    #expect(!received.contains("ok\n"), "\(received)")
    running.server.stop()
  }

  @Test(arguments: [
    ("Content-Encoding: gzip\r\nContent-Encoding:\r\n", 415), ("Content-Encoding: gzip\r\nContent-Encoding: identity \r\n", 415),
    ("Content-Encoding:\r\ncontent-encoding: br\r\n", 415), ("Content-Encoding: identity\r\nContent-Encoding:\r\n", 200),
  ])
  func severalLinesOfContentEncoding(_ lines: String, _ status: Int) throws {
    let running = try Running()
    let received = try running.exchange(Self.post(Self.slot, headers: lines), until: Self.isResponse)
    #expect(received.hasPrefix("HTTP/1.1 \(status) "))
    running.server.stop()
  }

  /// Heads that are unusual, but unambiguous.
  @Test(arguments: [
    "GET /healthz HTTP/1.1\nHost: a\n\n", "GET /healthz HTTP/1.1\r\nHost: a\nAccept:\r\nX:\t b \r\n\r\n",
    "GET /healthz HTTP/1.0\r\n\r\n", "\r\nGET /healthz HTTP/1.1\r\nHost:\r\n\r\n",
    "GET /healthz HTTP/1.1\r\nHost: [::1]:8080 \r\nCookie: a=b; c=\u{e9}\r\n\r\n",
    "GET /healthz?\(String(repeating: "a&", count: 60)) HTTP/1.1\r\nHost: a\r\n\r\n",
    "POST /stu3/$validate?_format=json HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n\0\0\0",
  ])
  func unusualHeads(_ text: String) throws {
    let running = try Running()
    let received = try running.exchange(text, until: Self.isResponse)
    #expect(received.hasPrefix("HTTP/1.1 200 OK\r\n") || received.hasPrefix("HTTP/1.0 200 OK\r\n"), "\(received)")
    running.server.stop()
  }

  @Test func severalLinesOfAccept() throws {
    let running = try Running()
    let lines = "Accept: application/fhir+xml\r\nX: y\r\naccept: text/html;q=0.1\r\n"
    #expect(try running.exchange(Self.post(Self.slot, headers: lines), until: Self.isResponse).contains("<OperationOutcome"))
    running.server.stop()
  }

  @Test(arguments: ["http://a/healthz", "HTTPS://a:1/healthz?x=y", "/healthz?a=%2500"])
  func targets(_ target: String) throws {
    let running = try Running()
    let text = "GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n"
    #expect(try running.exchange(text, until: Self.isResponse).hasPrefix("HTTP/1.1 200 OK\r\n"))
    running.server.stop()
  }

  @Test(arguments: [
    ("POST /stu3/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{", "aborted"),
    ("GET /healthz HTTP/1.1\r\nHost: a", "aborted"), ("GET /healthz HTTP/1.1\r\nHost\r\n\r\n", "malformed"),
  ])
  func requestsThatEndEarlyAreCounted(_ text: String, _ reason: String) throws {
    let running = try Running()
    do {
      let connection = try Connection(port: running.port)
      connection.send(text)
      usleep(100_000)
    }
    let metrics = try running.metrics { $0.contains("connections_ended_total{") }
    #expect(metrics.contains("apptlint_connections_ended_total{reason=\"\(reason)\"} 1\n"), "\(metrics)")
    running.server.stop()
  }

  /// If the client's close arrives with a part of a request, the request ends long before the timeout. If it arrives with a
  /// complete request, the request is served.
  @Test(arguments: [
    ("POST /stu3/$validate HTTP/1.1\r\nHost: a\r\nContent-Length: 100\r\n\r\n{", ""), ("GET /healthz HTTP/1.1\r\nHost: a", ""),
    ("GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n", "HTTP/1.1 200 OK\r\n"),
  ])
  func closesTogetherWithARequest(_ text: String, _ start: String) throws {
    let running = try Running()
    let began = Date()
    let connection = try Connection(port: running.port)
    connection.sendLast(text)
    let received = connection.receive { _ in false }
    #expect(start.isEmpty ? received.isEmpty : received.hasPrefix(start), "\(received)")
    #expect(Date().timeIntervalSince(began) < 20)
    let count = #"apptlint_connections_ended_total{reason="aborted"} 1"#
    if start.isEmpty { #expect(try running.metrics { $0.contains(count) }.contains(count)) }
    running.server.stop()
  }

  @Test func malformedRequestsDoNotDisturbOthers() throws {
    let running = try Running()
    for text in [
      "GET\r\n\r\n", "\0\0\0\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: x\r\n\r\n",
      "A: \(String(repeating: "a", count: 100_000))",
    ] {
      let connection = try Connection(port: running.port)
      connection.send(text)
    }
    #expect(try running.exchange(Self.post(Self.slot), until: Self.isResponse).hasPrefix("HTTP/1.1 200"))
    running.server.stop()
  }

  @Test func stoppingCompletesStartedRequests() throws {
    let running = try Running()
    let request = Self.post(Self.slot)
    let connection = try Connection(port: running.port)
    connection.send(String(request.prefix(120)))
    usleep(100_000)
    _ = Platform.startThreads(1) { running.server.stop() }
    usleep(200_000)
    connection.send(String(request.dropFirst(120)))
    let response = connection.receive { _ in false }
    #expect(response.hasPrefix("HTTP/1.1 200"))
    #expect(response.contains("Connection: close\r\n"))
  }

  /// A client that has sent further requests still receives the response that it has not read yet.
  @Test func stoppingWithFurtherRequests() throws {
    let running = try Running()
    let connection = try Connection(port: running.port)
    connection.send(Self.post(String(repeating: " ", count: 300_000) + Self.faulty))
    for _ in 0..<300 { connection.send(Self.post(Self.slot)) }
    usleep(20_000)
    _ = Platform.startThreads(1) { running.server.stop() }
    usleep(600_000)
    let response = connection.receive(until: Self.isResponse)
    #expect(Self.isResponse(response), "\(response.utf8.count) bytes")
  }

  @Test func stoppingRefusesNewConnections() throws {
    let running = try Running()
    let connection = try Connection(port: running.port)
    let request = Self.post(Self.slot)
    connection.send(String(request.prefix(120)))
    usleep(100_000)
    _ = Platform.startThreads(1) { running.server.stop() }
    usleep(300_000)
    #expect(throws: Connection.Refused.self) { try Connection(port: running.port) }
    connection.send(String(request.dropFirst(120)))
    #expect(connection.receive { _ in false }.hasPrefix("HTTP/1.1 200"))
  }

  @Test func stoppingWithAnIdleConnection() throws {
    let running = try Running()
    let connection = try Connection(port: running.port)
    let start = Date()
    running.server.stop()
    #expect(Date().timeIntervalSince(start) < 10)
    withExtendedLifetime(connection) {}
  }

  @Test func helpListsAllOptions() {
    let lines = ServerSettings.help.split(separator: "\n")
    for option in ["  --port N ", "  --threads N ", "  -h, --help ", "  --version "] {
      #expect(lines.contains { $0.hasPrefix(option) }, "\(option)")
    }
  }

  @Test(arguments: [
    (["--port", "70000"], "invalid value '70000' for --port; expected at most 65535"),
    (["--port", "x"], "invalid value 'x' for --port; expected a whole number of at least 0"),
    (["file.json"], "unexpected argument 'file.json'"),
    (["--nonsense"], "unknown option --nonsense"),
  ])
  func invalidOptionsAreErrors(_ words: [String], _ sentence: String) {
    #expect(throws: CommandError(sentence)) { try ServerSettings(words) }
  }

  @Test func anAddressInUse() throws {
    let running = try Running()
    let second = try HTTPServer(ServerSettings(["--port", "\(running.port)"]))
    #expect(throws: CommandError("cannot listen on 127.0.0.1 port \(running.port): Address already in use")) {
      try second.start()
    }
    running.server.stop()
  }

  @Test func anUnknownPack() {
    #expect(throws: CommandError.self) { try HTTPServer(ServerSettings(["--pack", "nonsense"])) }
  }
}

/// The starts of the responses that several clients have received.
private final class Answers: Sendable {
  private let answers = Guarded<[String]>([])
  var all: [String] { answers.withLock { $0 } }
  func add(_ answer: String) { answers.withLock { $0.append(answer) } }
}

/// A client's connection to the server on this machine.
private final class Connection {
  struct Refused: Error {}

  private let socket: Int32

  init(port: Int) throws {
    #if canImport(Glibc)
      let stream = Int32(SOCK_STREAM.rawValue)
    #else
      let stream = SOCK_STREAM
    #endif
    let socket = Glibc.socket(AF_INET, stream, 0)
    self.socket = socket
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    unsafe setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    // Safe: the pointer refers to a sockaddr_in, whose length is passed along.
    let result = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    if result != 0 { throw Refused() }
  }

  deinit { close(socket) }

  func send(_ text: String, flags: Int32 = Int32(MSG_NOSIGNAL)) {
    let bytes = Array(text.utf8)
    // Safe: exactly the bytes of the array are sent.
    _ = unsafe bytes.withUnsafeBytes { unsafe Glibc.send(socket, $0.baseAddress, $0.count, flags) }
  }

  /// Sends a text and closes the sending side, in one packet.
  func sendLast(_ text: String) {
    send(text, flags: Int32(MSG_NOSIGNAL) | Int32(MSG_MORE))
    shutdown(socket, Int32(SHUT_WR))
  }

  /// The text that arrives until the connection is closed or the text is a complete response.
  func receive(until isResponse: (String) -> Bool) -> String {
    var bytes: [UInt8] = []
    var part = [UInt8](repeating: 0, count: 65536)
    while !isResponse(String(decoding: bytes, as: UTF8.self)) {
      // Safe: at most as many bytes are received as there is room for.
      let count = unsafe part.withUnsafeMutableBytes { unsafe recv(socket, $0.baseAddress, $0.count, 0) }
      if count <= 0 { break }
      bytes += part[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
