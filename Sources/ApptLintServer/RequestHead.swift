import CMicroHTTPD
import Reporting

/// The head of a request, as libmicrohttpd has read it. libmicrohttpd accepts headers that do not determine where the body ends;
/// a proxy in front of the server may have interpreted them differently, so these requests are refused.
struct RequestHead {
  var request: ServiceRequest
  /// The value of `Content-Length`; nil if it is missing or not a number.
  var length: Int?
  /// Why the rest of the request must not be read.
  var fault: RequestError?

  init(_ request: ServiceRequest, version: String, _ fields: apptlint_head, target: UInt) {
    self.request = request
    self.request.path = Self.path(ofTarget: request.path)
    self.request.contentType = unsafe Self.text(fields.content_type)
    if request.contentEncoding == nil { self.request.contentEncoding = unsafe Self.text(fields.content_encoding) }
    if request.accept == nil { self.request.accept = unsafe Self.text(fields.accept) }
    let number = unsafe Self.text(fields.content_length)
    // A number that does not fit is a length above any limit.
    length = number.map { Int($0) ?? Int.max }
    let host = unsafe Self.text(fields.host)
    let coding = unsafe Self.text(fields.transfer_coding)
    let (hosts, lengths, codings) = unsafe (fields.hosts, fields.lengths, fields.transfer_codings)
    if target == apptlint_bad_target {
      refuse(400, "the path and the query must not contain a space or a null character")
    } else if target == apptlint_long_target {
      refuse(414, "the query has too many parameters")
    } else if unsafe fields.has_bad_name {
      refuse(400, "the name of a header has a character that is not allowed")
    } else if unsafe fields.has_bad_value {
      refuse(400, "the value of a header has a control character, or is continued on another line")
    } else if hosts > 1 || hosts == 0 && version != "HTTP/1.0" {
      refuse(400, "the request must have one Host header")
    } else if let host, !Self.isHost(host) {
      refuse(400, "the Host header must be a host and a port")
    } else if unsafe fields.types > 1 {
      refuse(400, "the request must have at most one Content-Type header")
    } else if lengths > 1 || lengths == 1 && codings > 0 {
      refuse(400, "the request must have at most one Content-Length header, and none with Transfer-Encoding")
    } else if let number, number.isEmpty || !number.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) {
      refuse(400, "Content-Length must be a number")
    } else if codings > 1 || codings == 1 && version == "HTTP/1.0" {
      refuse(400, "the request must have at most one Transfer-Encoding header, and none in HTTP/1.0")
    } else if let coding, coding.lowercased() != "chunked" {
      refuse(501, "Transfer-Encoding must be chunked")
    }
  }

  private mutating func refuse(_ status: Int, _ text: String) {
    let code: ServiceOutcome.Code = status == 400 ? .invalid : status == 414 ? .tooLong : .notSupported
    fault = RequestError(status, code, text, headers: [("Connection", "close")])
  }

  /// Whether a value of `Host` has only characters of a host and a port (RFC 3986, 3.2.2).
  private static func isHost(_ text: String) -> Bool {
    text.trimmingSpaces.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"):
        true
      default: hostPunctuation.contains(byte)
      }
    }
  }

  private static let hostPunctuation = Array("-._~!$&'()*+,;=%:[]".utf8)

  /// The path of a request target, which may also be a complete URL (RFC 9112, 3.2.2).
  private static func path(ofTarget target: String) -> String {
    if target.hasPrefix("/") { return target }
    let scheme = target.prefix { $0 != ":" }.lowercased()
    let rest = target.dropFirst(scheme.count)
    guard scheme == "http" || scheme == "https", rest.hasPrefix("://") else { return target }
    let path = rest.dropFirst(3).drop { $0 != "/" }
    return path.isEmpty ? "/" : String(path)
  }

  private static func text(_ text: UnsafePointer<CChar>?) -> String? { unsafe text.map { unsafe String(cString: $0) } }
}
