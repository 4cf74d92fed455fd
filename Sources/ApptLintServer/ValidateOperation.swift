import ApptLint
import FHIRSyntax
import Findings
import Reporting

/// The FHIR operation `$validate` (FHIR R4 and STU3, Resource-validate).
struct ValidateOperation {
  let linters: LinterCache
  let outcomes: OutcomeWriter

  /// The response to a request: 200 with an OperationOutcome, whatever is wrong with the resource.
  func respond(to request: ServiceRequest, _ release: FHIRRelease, type: String?) throws(RequestError) -> ServiceResponse {
    let format = try MediaTypes.accepted(by: request)
    var key = try Self.key(request, release)
    var linter = try linters.linter(for: key)
    var document = linter.read(
      SourceText(name: "request body", unpadded: request.body), as: try Self.format(of: request))
    var mode = request.parameter("mode")
    if let parameters = try ValidateParameters(document) {
      guard let resource = parameters.resource else {
        throw RequestError(422, .notSupported, "not checked: only the server that has a resource knows whether it may be deleted")
      }
      if !parameters.profiles.isEmpty {
        key.profiles += parameters.profiles
        linter = try linters.linter(for: key)
      }
      mode = parameters.mode ?? mode
      document = linter.read(resource, as: document.format)
    }
    if mode == "profile", key.profiles.isEmpty { throw RequestError(400, .invalid, "the mode profile requires a profile") }
    if let type, let root = document.root, let found = document.resourceType(of: root), document.name(found) != type {
      throw RequestError(400, .invalid, "the type in the path is not that of the resource")
    }
    let report = linter.report(on: document)
    return outcomes.response(report, as: format)
  }

  /// The linter that the query asks for.
  static func key(_ request: ServiceRequest, _ release: FHIRRelease?) throws(RequestError) -> LinterCache.Key {
    var key = LinterCache.Key(release: release)
    let packs = request.parameters("pack").flatMap { $0.split(separator: ",").map(String.init) }
    if !packs.isEmpty { key.packs = packs }
    key.interaction = request.parameter("interaction")
    key.profiles = request.parameters("profile")
    return key
  }

  /// The format of the body by its header; nil if there is none, and the content decides. Throws 415 for other media types.
  static func format(of request: ServiceRequest) throws(RequestError) -> PayloadFormat? {
    guard let type = request.contentType, !type.isEmpty else { return nil }
    guard let format = MediaTypes.format(of: type) else {
      throw RequestError(415, .notSupported, "the body must be application/fhir+json or application/fhir+xml")
    }
    return format
  }
}
