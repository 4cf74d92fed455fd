import FHIRSyntax

/// The meaning of a URL to a FHIR server (FHIR STU3 and R4, RESTful API): `[base]/Appointment/a1/_history/2`.
package struct RequestTarget: Sendable, Hashable {
  /// The level of an interaction.
  package enum Level: String, Sendable {
    case system
    case type
    case instance
    case version
    /// The versions of a resource, or of all resources of a type or of the server: a URL ending in `/_history`.
    case history
    case operation
    /// The capabilities of the server, `[base]/metadata`.
    case metadata
  }

  package var level: Level
  /// The resource type, or the operation with its `$`; nil if the URL has neither, or if the level is `history`.
  package var type: String?
  package var id: String?
  package var version: String?
  /// The scheme and host, if the URL is absolute.
  package var origin: String?
  /// The host in lower case, without a port; nil if the URL is relative.
  package var host: String? {
    guard let origin, let start = origin.firstIndex(of: "/") else { return nil }
    let host = origin[start...].drop { $0 == "/" }.prefix { $0 != ":" }
    return host.isEmpty ? nil : String(host)
  }
  /// The part before the type; empty if the URL has none.
  package var base: String
  /// Whether the URL is an absolute http or https URL.
  package var isAbsolute: Bool { origin != nil }

  package init(_ url: String) {
    var rest = Substring(url)
    if let end = rest.firstIndex(where: { $0 == "?" || $0 == "#" }) { rest = rest[..<end] }
    origin = nil
    var prefix = ""
    for scheme in ["https://", "http://"] where rest.lowercased().hasPrefix(scheme) {
      let afterScheme = rest.dropFirst(scheme.count)
      let host = afterScheme.prefix { $0 != "/" }
      if !host.isEmpty && host.first != ":" { origin = scheme + host.lowercased() }
      prefix = String(rest.prefix(scheme.count)) + host
      rest = afterScheme.dropFirst(host.count)
    }
    var segments = rest.split(separator: "/", omittingEmptySubsequences: true).map(String.init)
    (level, type, id, version) = (.system, nil, nil, nil)
    if let last = segments.last, last.hasPrefix("$") {
      (level, type) = (.operation, last)
      segments.removeLast()
    } else if segments.last == "metadata" {
      level = .metadata
      segments.removeLast()
    } else if segments.last == "_history" {
      level = .history
      segments.removeLast()
      if let last = segments.last, Self.isType(last) {
        segments.removeLast()
      } else if segments.count >= 2, Self.isType(segments[segments.count - 2]) {
        segments.removeLast(2)
      }
    } else if segments.count >= 4, segments[segments.count - 2] == "_history", Self.isType(segments[segments.count - 4]) {
      (level, type, id, version) = (.version, segments[segments.count - 4], segments[segments.count - 3], segments.last)
      segments.removeLast(4)
    } else if let last = segments.last, Self.isType(last) {
      (level, type) = (.type, last)
      segments.removeLast()
    } else if segments.count >= 2, Self.isType(segments[segments.count - 2]) {
      (level, type, id) = (.instance, segments[segments.count - 2], segments.last)
      segments.removeLast(2)
    }
    base = prefix + segments.map { "/" + $0 }.joined()
  }

  /// The base without its scheme, and its suffixes after each slash, up to a limit: the bases to which a proxy may have prepended
  /// its own URL.
  package var endsOfBase: [String] {
    var rest = Self.withoutScheme(base)[...]
    var ends = [String(rest)]
    while ends.count < 16, let slash = rest.firstIndex(of: "/") {
      rest = rest[rest.index(after: slash)...]
      ends.append(String(rest))
    }
    return ends
  }

  private static func withoutScheme(_ base: String) -> String {
    for scheme in ["https://", "http://"] where base.lowercased().hasPrefix(scheme) {
      return base.dropFirst(scheme.count).lowercased()
    }
    return base.lowercased()
  }

  /// Whether a path segment looks like a resource type: a capital letter followed by letters.
  static func isType(_ segment: String) -> Bool {
    guard let first = segment.utf8.first, UInt8(ascii: "A")...UInt8(ascii: "Z") ~= first, segment.utf8.count > 3 else {
      return false
    }
    return segment.utf8.dropFirst().allSatisfy(\.isLetter)
      && segment.utf8.contains { $0 >= UInt8(ascii: "a") } && segment != "FHIR"
  }
}
