import FHIRSyntax
import Findings
import Reporting

/// What a method and path ask for.
enum Route: Sendable, Hashable {
  /// The page for people.
  case page
  /// The form of the page, submitted.
  case submittedPage
  /// The FHIR operation `$validate`, on the system, a type or an instance.
  case validate(FHIRRelease, type: String?, hasId: Bool)
  /// The CapabilityStatement of a base.
  case metadata(FHIRRelease)
  /// A recording of HTTP exchanges.
  case exchange
  /// A request of the clients of HL7's validator wrapper.
  case wrapper
  case openAPI
  case liveness
  case readiness
  case metrics

  /// The route of a request. Throws 404 for an unknown path, and 405 for a method that the path does not support.
  init(_ method: String, _ path: String) throws(RequestError) {
    let routes = Self.methods(path)
    if routes.isEmpty { throw RequestError(404, .notFound, "unknown path; /openapi.json lists the known paths") }
    for (known, route) in routes where known == method || known == "GET" && method == "HEAD" {
      self = route
      return
    }
    let allowed = routes.map(\.method).joined(separator: ", ")
    throw RequestError(405, .notSupported, "the path supports only \(allowed)", headers: [("Allow", allowed)])
  }

  /// The template of a path, for any method.
  static func template(ofPath path: String) -> String { methods(path).first?.route.template ?? "other" }

  /// The routes of a path, by method.
  private static func methods(_ path: String) -> [(method: String, route: Route)] {
    switch path {
    case "/": return [("GET", .page), ("POST", .submittedPage)]
    case "/exchange": return [("POST", .exchange)]
    case "/validate": return [("POST", .wrapper)]
    case "/openapi.json": return [("GET", .openAPI)]
    case "/healthz": return [("GET", .liveness)]
    case "/readyz": return [("GET", .readiness)]
    case "/metrics": return [("GET", .metrics)]
    default: break
    }
    let bytes = path.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let parts = bytes.dropFirst().map { Substring($0) }
    guard let base = parts.first, let release = FHIRRelease.allCases.first(where: { $0.base == base }) else { return [] }
    let rest = parts.dropFirst()
    if rest.elementsEqual(["metadata"]) { return [("GET", .metadata(release))] }
    guard rest.last == "$validate", rest.count <= 3 else { return [] }
    let place = rest.dropLast()
    if place.isEmpty { return [("POST", .validate(release, type: nil, hasId: false))] }
    guard let type = place.first, isType(type) else { return [] }
    return [("POST", .validate(release, type: String(type), hasId: place.count == 2))]
  }

  /// Whether a part of a path has the form of a resource type.
  private static func isType(_ text: Substring) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 64 else { return false }
    return 0x41...0x5A ~= first && text.utf8.allSatisfy { 0x41...0x5A ~= $0 & 0xDF }
  }

  /// The path in logs and metrics: without ids, and without anything that only the client knows.
  var template: String {
    switch self {
    case .page, .submittedPage: "/"
    case .validate(let release, let type, let hasId):
      "/\(release.base)" + (type == nil ? "" : "/{type}") + (hasId ? "/{id}" : "") + "/$validate"
    case .metadata(let release): "/\(release.base)/metadata"
    case .exchange: "/exchange"
    case .wrapper: "/validate"
    case .openAPI: "/openapi.json"
    case .liveness: "/healthz"
    case .readiness: "/readyz"
    case .metrics: "/metrics"
    }
  }
}

extension FHIRRelease {
  /// The first part of the path of the release's resources.
  var base: String {
    switch self {
    case .stu3: "stu3"
    case .r4: "r4"
    }
  }
}
