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
    let parameters = try ValidateParameters(document)
    key.profiles += parameters?.profiles ?? []
    try Self.check(request.parameters("mode") + (parameters?.modes ?? []), hasProfile: !key.profiles.isEmpty)
    if let parameters {
      guard let resource = parameters.resource else {
        throw RequestError(400, .invalid, "the Parameters must contain the parameter resource")
      }
      if !parameters.profiles.isEmpty { linter = try linters.linter(for: key, showingValues: outcomes.showsValues) }
      document = linter.read(resource, as: document.format)
    }
    if let type, let root = document.root, let found = document.resourceType(of: root), document.name(found) != type {
      throw RequestError(400, .invalid, "the type in the path is not the type of the resource")
    }
    let report = linter.report(on: document)
    return outcomes.response(report, as: format)
  }

  /// The modes of the operation; `delete` is refused.
  static let modes = ["create", "update", "delete", "profile"]

  /// Checks the modes of a request: it may have only one mode, possibly repeated. Throws 400 for unknown or different modes, and
  /// 422 for `delete`.
  private static func check(_ modes: [String], hasProfile: Bool) throws(RequestError) {
    guard let mode = modes.first else { return }
    guard modes.allSatisfy(Self.modes.contains) else {
      throw RequestError(400, .invalid, "mode must be one of " + Self.modes.joined(separator: ", "))
    }
    if modes.contains(where: { $0 != mode }) { throw RequestError(400, .invalid, "the request has more than one mode") }
    if mode == "delete" {
      throw RequestError(422, .notSupported, "not checked: only the server that has a resource knows whether it may be deleted")
    }
    if mode == "profile", !hasProfile { throw RequestError(400, .invalid, "the mode profile requires a profile") }
  }

  /// The key of the linter that the query asks for.
  static func key(_ request: ServiceRequest, _ release: FHIRRelease?) throws(RequestError) -> LinterCache.Key {
    var key = LinterCache.Key(release: release)
    for (name, value) in request.query where !value.isEmpty {
      switch name {
      case "pack":
        let ids = value.utf8.contains(UInt8(ascii: ",")) ? value.split(separator: ",").map(String.init) : [value]
        if !ids.isEmpty { key.packs = (key.packs ?? []) + ids }
      case "interaction":
        if let other = key.interaction, other != value {
          throw RequestError(400, .invalid, "the request has more than one interaction")
        }
        key.interaction = value
      case "profile": key.profiles.append(value)
      default: break
      }
    }
    return key
  }

  /// The format of the body according to `Content-Type`; nil without this header: the content then determines the format. Throws
  /// 415 for other media types.
  static func format(of request: ServiceRequest) throws(RequestError) -> PayloadFormat? {
    guard let type = request.contentType, !type.isEmpty else { return nil }
    guard let format = MediaTypes.format(of: type) else {
      throw RequestError(415, .notSupported, "the body must be application/fhir+json or application/fhir+xml")
    }
    return format
  }
}
