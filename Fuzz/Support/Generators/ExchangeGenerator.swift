import FHIRDefinitions
import Findings

/// Recorded exchanges, as HAR files and as HTTP messages, around generated payloads.
struct ExchangeGenerator {
  /// A secret that no output for a recording may contain: it is sent in tokens, cookies and URLs.
  static let secret = "c4n4ryXs3cr3tX0000"

  private let payloads: [PayloadGenerator]

  init(_ definitions: Definitions) {
    payloads = FHIRRelease.allCases.map { PayloadGenerator(definitions, $0) }
  }

  /// A file and its name. `isIntact` if it was not modified after generation.
  func recording(_ feed: inout ByteFeed) -> (name: String, bytes: [UInt8], isIntact: Bool) {
    let isHAR = feed.number(below: 2) == 0
    var bytes = isHAR ? Array(har(&feed).json.utf8) : http(&feed)
    let isIntact = !feed.chance(oneIn: 3)
    if !isIntact { feed.corrupt(&bytes) }
    return (isHAR ? "x.har" : "x.http", bytes, isIntact)
  }

  // MARK: Parts

  private func body(_ feed: inout ByteFeed) -> String {
    switch feed.number(below: 6) {
    case 0: ""
    case 1: "{\"resourceType\":\"OperationOutcome\",\"issue\":[{\"severity\":\"error\",\"code\":\"invalid\"}]}"
    case 2: HostileValues.anything(&feed)
    default:
      feed.number(below: 4) == 0
        ? payloads[feed.number(below: payloads.count)].resource(&feed).xml
        : payloads[feed.number(below: payloads.count)].resource(&feed).json
    }
  }

  private func url(_ feed: inout ByteFeed) -> String {
    let id = feed.text(["a1", "1", "a2", "", "%41", "a/b"])
    return feed.text(["https://p.example/fhir", "http://p.example:99999999999", "", "https://[::1]/x", "https://u:p@h"])
      + feed.text([
        "/Appointment", "/Appointment/\(id)", "/Appointment/\(id)/_history/9223372036854775808", "/$process-message", "/", "//",
      ])
      + feed.text([
        "", "?access_token=\(Self.secret)", "?a=1&a=2&&=", "#access_token=\(Self.secret)",
        "?" + HostileValues.long("a=b&", &feed),
      ])
  }

  private func token(_ feed: inout ByteFeed) -> String {
    let head = feed.text(["{\"alg\":\"none\"}", "{}", "[]", "{\"alg\":1}"])
    let claims =
      "{\"exp\":\(feed.text(HostileValues.decimals)),\"iat\":\(feed.text(HostileValues.decimals)),\"sub\":\"\(Self.secret)\"}"
    return feed.text(["Bearer ", "bearer ", "Basic ", ""]) + Self.base64url(head) + "." + Self.base64url(claims) + "."
      + feed.text(["", Self.secret, "*", "."])
  }

  private func headers(_ feed: inout ByteFeed) -> [(String, String)] {
    var headers: [(String, String)] = []
    for _ in 0..<feed.number(below: 7) {
      switch feed.number(below: 9) {
      case 0: headers.append(("Authorization", token(&feed)))
      case 1: headers.append(("Cookie", "session=\(Self.secret); " + HostileValues.long("a=b; ", &feed)))
      case 2:
        headers.append(("Set-Cookie", "session=\(Self.secret); Path=/; Expires=Mon, 99 Foo 99999999999999999999 00:00:00 GMT"))
      case 3: headers.append(("Location", url(&feed)))
      case 4: headers.append(("ETag", feed.text(["W/\"1\"", "W/\"9223372036854775808\"", "\"", "W/", "1"])))
      case 5:
        headers.append(
          (
            feed.text(["Date", "Last-Modified", "Retry-After"]),
            feed.text(
              ["Mon, 02 Mar 2026 09:14:30 GMT", "Monday, 02-Mar-26 09:14:30 GMT", "Mon Mar  2 09:14:30 2026", "x"]
                + HostileValues.integers)
          ))
      case 6:
        headers.append(
          (
            "Content-Type",
            feed.text([
              "application/fhir+json", "application/fhir+xml; charset=\"utf-8\"", "multipart/mixed; boundary=", "a/b;;=", "*/*",
            ])
          ))
      case 7: headers.append((feed.text(["X-Request-Id", "X-Correlation-Id", "NHSD-Session-URN"]), feed.text(["1", "2", ""])))
      default:
        headers.append((feed.text(["Host", "X-" + HostileValues.long("a", &feed), "a b", ""]), HostileValues.anything(&feed)))
      }
    }
    return headers
  }

  // MARK: Files

  private func har(_ feed: inout ByteFeed) -> Sample {
    var entries: [Sample] = []
    for _ in 0..<1 + feed.number(below: 4) {
      var request = message(&feed, content: "postData")
      request += [.init("method", .string(feed.text(["POST", "PUT", "GET", "post", ""]))), .init("url", .string(url(&feed)))]
      var response = message(&feed, content: "content")
      response.append(
        .init("status", .bare(feed.text(["201", "400", "422", "403", "500", "0", "1e3"] + HostileValues.integers))))
      entries.append(
        .object([
          .init("startedDateTime", .string(HostileValues.moment(&feed))),
          .init("time", .bare(feed.text(["1"] + HostileValues.decimals))), .init("request", .object(request)),
          .init("response", .object(response)),
        ]))
    }
    return .object([.init("log", .object([.init("version", .string("1.2")), .init("entries", .list(entries))]))])
  }

  private func message(_ feed: inout ByteFeed, content: String) -> [Sample.Member] {
    let text = body(&feed)
    var parts: [Sample.Member] = [.init("mimeType", .string("application/fhir+json"))]
    parts.append(.init("size", .bare(feed.text(["1"] + HostileValues.integers))))
    if feed.chance(oneIn: 4) {
      parts += [
        .init("encoding", .string(feed.text(["base64", "BASE64", "gzip"]))), .init("text", .string(Self.base64url(text))),
      ]
    } else {
      parts.append(.init("text", .string(text)))
    }
    let fields = headers(&feed).map { Sample.object([.init("name", .string($0.0)), .init("value", .string($0.1))]) }
    return [
      .init(content, .object(parts)), .init("headers", .list(fields)),
      .init("cookies", .list([.object([.init("name", .string("s")), .init("value", .string(Self.secret))])])),
    ]
  }

  private func http(_ feed: inout ByteFeed) -> [UInt8] {
    var text = ""
    for _ in 0..<1 + feed.number(below: 4) {
      text +=
        feed.text(["POST", "PUT", "GET", "p", ""]) + " " + url(&feed)
        + feed.text([" HTTP/1.1", "", " HTTP/9999999999999999999.1"])
      text += message(&feed)
      text += feed.text(["HTTP/1.1 201 Created", "HTTP/1.1 " + feed.text(HostileValues.integers), "HTTP/2", "###"])
      text += message(&feed) + feed.text(["", "\n###\n", "\r\n\r\n"])
    }
    return Array(text.utf8)
  }

  private func message(_ feed: inout ByteFeed) -> String {
    let end = feed.text(["\n", "\r\n", "\r"])
    var text = end
    for (name, value) in headers(&feed) {
      text += "\(name): \(value.filter { !$0.isNewline })\(feed.chance(oneIn: 16) ? end + " folded" : "")\(end)"
    }
    let body = body(&feed)
    switch feed.number(below: 4) {
    case 0:
      return text + "Content-Length: \(feed.text([String(body.utf8.count)] + HostileValues.integers))\(end)\(end)\(body)\(end)"
    case 1:
      let size = feed.text([
        String(body.utf8.count, radix: 16), "0", "-1", "7FFFFFFFFFFFFFFF", "FFFFFFFFFFFFFFFFF", "8000000000000000", "g",
      ])
      return text + "Transfer-Encoding: chunked\(end)\(end)\(size);a=b\(end)\(body)\(end)0\(end)\(end)"
    default: return text + end + body + end
    }
  }

  private static func base64url(_ text: String) -> String {
    let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var result = ""
    var bits = 0
    var count = 0
    for byte in text.utf8 {
      bits = (bits << 8 | Int(byte)) & 0xFFFF
      count += 8
      while count >= 6 {
        count -= 6
        result.append(alphabet[bits >> count & 0x3F])
      }
    }
    if count > 0 { result.append(alphabet[bits << (6 - count) & 0x3F]) }
    return result
  }
}
