import FHIRSyntax

/// Names of parts of a recording known to contain no credentials. Anything not listed here is masked.
enum HarmlessNames {
  /// The kinds of header field values that may be shown.
  enum FieldKind {
    /// Words, numbers and dates.
    case plain
    /// One id of letters, digits and hyphens.
    case id
    case url
    case host
    case mediaType
  }

  static func field(_ name: String) -> FieldKind? { fields[name.lowercased()] }

  private static let fields: [String: FieldKind] = [
    "accept": .mediaType, "content-type": .mediaType,
    "content-location": .url, "location": .url,
    "host": .host, ":authority": .host,
    "x-correlation-id": .id, "x-request-id": .id, "ssp-from": .id, "ssp-to": .id, "ssp-traceid": .id,
    "accept-charset": .plain, "accept-encoding": .plain, "accept-language": .plain, "allow": .plain, "cache-control": .plain,
    "connection": .plain, "content-encoding": .plain, "content-language": .plain, "content-length": .plain, "date": .plain,
    "etag": .plain, "expires": .plain, "if-match": .plain, "if-modified-since": .plain, "if-none-match": .plain,
    "if-unmodified-since": .plain, "last-modified": .plain, "prefer": .plain, "pragma": .plain, "retry-after": .plain,
    "ssp-interactionid": .plain, "transfer-encoding": .plain, "vary": .plain, ":method": .plain, ":scheme": .plain,
    ":status": .plain,
  ]

  /// Whether the value of a parameter of a URL, a form or a media type may be shown: FHIR search parameters, with their
  /// modifiers and chains.
  static func isParameter(_ name: String) -> Bool {
    guard let base = name.split(whereSeparator: { $0 == ":" || $0 == "." }).first else { return false }
    return parameters.contains(base.lowercased())
  }

  private static let parameters: Set<String> = [
    "_count", "_elements", "_format", "_id", "_include", "_lastupdated", "_pretty", "_profile", "_revinclude", "_since", "_sort",
    "_summary", "_total", "_type", "active", "actor", "address", "appointment-type", "based-on", "birthdate", "boundary",
    "charset",
    "created", "date", "end", "family", "fhirversion", "gender", "given", "healthcareservice", "identifier", "location",
    "name", "organization", "part-status", "patient", "practitioner", "q", "reason-code", "relatesto", "schedule", "service",
    "service-category", "service-type", "slot", "slot-type", "specialty", "start", "status", "subject", "supporting-info", "v",
    "version",
  ]

  /// Whether a path segment may be shown at any position.
  static func isSegment(_ segment: String) -> Bool {
    let name = segment.lowercased()
    if segments.contains(name) || RequestTarget.isType(segment) && segment.utf8.count <= 40 { return true }
    let rest = name.utf8.dropFirst()
    // `v1`, `$process-message`.
    if name.hasPrefix("v") { return 1...3 ~= rest.count && rest.allSatisfy(\.isDigit) }
    return name.hasPrefix("$") && 1...40 ~= rest.count
      && rest.allSatisfy { UInt8(ascii: "a")...UInt8(ascii: "z") ~= $0 || $0 == UInt8(ascii: "-") }
  }

  private static let segments: Set<String> = [
    "", "http:", "https:", "_history", "_search", "metadata", "api", "base", "booking", "booking-and-referral", "bars",
    "appointments",
    "dstu2", "fhir", "nhs-booking", "r4", "registry", "rest", "scheduling", "stu3", "4.0", "3.0", "4.0.1", "3.0.2",
  ]

  /// The names of HAR members, in the order of the specification.
  static let members: Set<String> = [
    "log", "version", "creator", "browser", "pages", "entries", "comment", "name", "startedDateTime", "id", "title",
    "pageTimings",
    "onContentLoad", "onLoad", "pageref", "time", "request", "response", "cache", "timings", "serverIPAddress", "connection",
    "method", "url", "httpVersion", "cookies", "headers", "queryString", "postData", "headersSize", "bodySize", "status",
    "statusText", "content", "redirectURL", "value", "path", "domain", "expires", "httpOnly", "secure", "mimeType", "params",
    "text", "fileName", "contentType", "size", "compression", "encoding", "beforeRequest", "afterRequest", "lastAccess", "eTag",
    "hitCount", "blocked", "dns", "connect", "send", "wait", "receive", "ssl",
  ]

  /// The HAR members whose strings may be shown.
  static let shownMembers: Set<String> = ["version", "startedDateTime", "method", "httpVersion", "mimeType", "encoding"]
}
