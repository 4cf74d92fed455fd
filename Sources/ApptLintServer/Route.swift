import FHIRSyntax
import Findings
import Reporting

/// The operation that a method and path request.
enum Route: Sendable, Hashable {
  /// The web page.
  case page
  /// The form of the page, submitted.
  case submittedPage
  /// The FHIR operation `$validate`, on the system, a type or an instance.
  case validate(FHIRRelease, type: String?, hasId: Bool)
  /// The CapabilityStatement of a base.
  case metadata(FHIRRelease)
  /// A recording of HTTP exchanges.
  case exchange
  /// A request from a client of HL7's validator wrapper.
  case wrapper
  case openAPI
  case liveness
  case readiness
  case metrics

  /// The route of a request. Throws 404 for an unknown path, and 405 for a method that the path does not support.
  init(_ method: String, _ path: String) throws(RequestError) {
    let routes = Methods(path)
    if routes.any == nil { throw RequestError(404, .notFound, "unknown path; /openapi.json lists the known paths") }
    guard let route = routes.route(for: method) else {
      let allowed = routes.allowed
      throw RequestError(405, .notSupported, "the path supports only \(allowed)", headers: [("Allow", allowed)])
    }
    self = route
  }

  /// The template of a path, for any method.
  static func template(ofPath path: String) -> String { Methods(path).any?.template ?? "other" }

  /// The path in logs and metrics: without ids or other text that the client chooses.
  var template: String {
    switch self {
    case .page, .submittedPage: "/"
    case .validate(let release, let type, let hasId): release.template(hasType: type != nil, hasId: hasId)
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

/// The routes of a path, by method.
private struct Methods {
  var get: Route?
  var post: Route?

  init(_ path: String) {
    switch path {
    case "/": (get, post) = (.page, .submittedPage)
    case "/exchange": post = .exchange
    case "/validate": post = .wrapper
    case "/openapi.json": get = .openAPI
    case "/healthz": get = .liveness
    case "/readyz": get = .readiness
    case "/metrics": get = .metrics
    default: find(Array(path.utf8)[...])
    }
  }

  /// Finds the routes below a base: `/base/metadata`, and `/base/$validate`, optionally with a type and an id before the
  /// operation.
  private mutating func find(_ path: ArraySlice<UInt8>) {
    let slash = UInt8(ascii: "/")
    let path = path.dropFirst()
    guard let baseEnd = path.firstIndex(of: slash),
      let release = FHIRRelease.allCases.first(where: { path[..<baseEnd].elementsEqual($0.base.utf8) })
    else { return }
    let rest = path[(baseEnd + 1)...]
    if rest.elementsEqual("metadata".utf8) { get = .metadata(release) }
    if rest.elementsEqual("$validate".utf8) { post = .validate(release, type: nil, hasId: false) }
    guard let targetEnd = rest.lastIndex(of: slash), rest[targetEnd...].elementsEqual("/$validate".utf8) else { return }
    let target = rest[..<targetEnd]
    let typeEnd = target.firstIndex(of: slash)
    let type = target[..<(typeEnd ?? targetEnd)]
    if let typeEnd, target[(typeEnd + 1)...].contains(slash) { return }
    if Self.isType(type) { post = .validate(release, type: String(decoding: type, as: UTF8.self), hasId: typeEnd != nil) }
  }

  /// Whether a path segment has the form of a resource type.
  private static func isType(_ text: ArraySlice<UInt8>) -> Bool {
    guard let first = text.first, text.count <= 64 else { return false }
    return 0x41...0x5A ~= first && text.allSatisfy { 0x41...0x5A ~= $0 & 0xDF }
  }

  func route(for method: String) -> Route? {
    switch method {
    case "GET", "HEAD": get
    case "POST": post
    default: nil
    }
  }

  /// One of the routes; nil if the path is unknown.
  var any: Route? { self.get ?? post }

  /// The methods, as in the header `Allow`.
  var allowed: String { [get.map { _ in "GET, HEAD" }, post.map { _ in "POST" }].compactMap { $0 }.joined(separator: ", ") }
}

extension FHIRRelease {
  /// The first path segment of the release's resources.
  var base: String {
    switch self {
    case .stu3: "stu3"
    case .r4: "r4"
    }
  }

  /// The template of the paths of `$validate`.
  fileprivate func template(hasType: Bool, hasId: Bool) -> String {
    let (system, ofType, ofInstance) =
      switch self {
      case .stu3: ("/stu3/$validate", "/stu3/{type}/$validate", "/stu3/{type}/{id}/$validate")
      case .r4: ("/r4/$validate", "/r4/{type}/$validate", "/r4/{type}/{id}/$validate")
      }
    return !hasType ? system : hasId ? ofInstance : ofType
  }
}
