import ApptLint
package import ApptLintCommand
import FHIRSyntax
import Findings
import Reporting
import Synchronization

/// Responds to requests, independently of connections.
package final class Service: Sendable {
  private let linters: LinterCache
  private let limits: Limits
  private let outcomes: OutcomeWriter
  package let metrics = Metrics()
  /// The number of open connections and of requests being answered.
  private let load: @Sendable () -> (connections: Int, active: Int)
  private let draining = Atomic(false)

  /// Creates a service with the given settings. Throws if they are invalid.
  package init(
    _ settings: Settings, showsValues: Bool, load: @escaping @Sendable () -> (connections: Int, active: Int) = { (0, 0) }
  ) throws(CommandError) {
    linters = try LinterCache(settings)
    limits = settings.limits
    outcomes = OutcomeWriter(showingValues: showsValues)
    self.load = load
  }

  /// The maximum size of a request body in bytes.
  package var maxBody: Int { limits.size }

  /// The maximum number of findings for each payload.
  package var maxFindings: Int { limits.findings }

  /// Makes the readiness probe fail: requests are still answered, but no new connections should be made.
  package func drain() { draining.store(true, ordering: .relaxed) }

  package var isDraining: Bool { draining.load(ordering: .relaxed) }

  /// Responds to a request; also returns the template of its path, for logs.
  package func respond(to request: ServiceRequest) -> (response: ServiceResponse, route: String) {
    do throws(RequestError) {
      let route = try Route(request.method, request.path)
      return (try response(to: request, route), route.template)
    } catch {
      return (ServiceResponse.error(error, to: request), Route.template(ofPath: request.path))
    }
  }

  private func response(to request: ServiceRequest, _ route: Route) throws(RequestError) -> ServiceResponse {
    if request.method == "POST" { try MediaTypes.checkEncoding(of: request) }
    switch route {
    case .page: return WebPage.form(linters: linters)
    case .submittedPage: return try WebPage.result(of: request, linters)
    case .validate(let release, let type, _):
      return try ValidateOperation(linters: linters, outcomes: outcomes).respond(to: request, release, type: type)
    case .metadata(let release):
      let format = try MediaTypes.accepted(by: request)
      return ServiceResponse(200, format.mediaType, Capabilities.statement(release).text(as: format))
    case .exchange: return try recording(request)
    case .wrapper: return try WrapperRequest(request, limits: limits).response(linters, showsValues: outcomes.showsValues)
    case .openAPI: return ServiceResponse(200, ServiceResponse.json, OpenAPI.document)
    case .liveness: return ServiceResponse(200, ServiceResponse.plainText, "ok\n")
    case .readiness:
      return isDraining
        ? ServiceResponse(503, ServiceResponse.plainText, "stopping\n")
        : ServiceResponse(200, ServiceResponse.plainText, "ready\n")
    case .metrics:
      let (connections, active) = load()
      return ServiceResponse(
        200, "text/plain; version=0.0.4; charset=utf-8", metrics.text(connections: connections, active: active))
    }
  }

  /// The response to a HAR file, or to HTTP messages as text.
  private func recording(_ request: ServiceRequest) throws(RequestError) -> ServiceResponse {
    let format = try MediaTypes.accepted(by: request)
    let type = MediaTypes.essence(request.contentType ?? "")
    let name: String
    switch type {
    case "message/http", "application/http", "text/plain": name = "request body.http"
    case "application/json", "application/har+json", "text/json": name = "request body.har"
    default:
      throw RequestError(415, .notSupported, "the body must be a HAR file (application/json) or HTTP messages (message/http)")
    }
    let linter = try linters.linter(for: ValidateOperation.key(request, nil))
    let report = linter.lint(SourceText(name: name, unpadded: request.body))
    return outcomes.response(report, as: format)
  }
}
