import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks the entries of batches and transactions that create, update or patch a resource: the resource, its type and its id
/// (FHIR, RESTful API). Only URLs of the form `Type` and `Type/id` are understood, relative or absolute; conditional ones are not
/// checked.
struct RequestCheck {
  private let typed: TypedDocument
  private let document: Document

  init(_ typed: TypedDocument) {
    self.typed = typed
    document = typed.document
  }

  func check(_ entry: Node, _ resource: Node?, into validation: inout Validation) {
    guard let request = element("request", of: entry), let method = element("method", of: request).flatMap(document.value),
      let urlNode = element("url", of: request), let url = document.value(of: urlNode)
    else { return }
    // STU3 has no PATCH in bundles.
    guard ["POST", "PUT"].contains(method) || method == "PATCH" && typed.release.release != .stu3,
      let target = Self.target(of: url, hasId: method != "POST"), let type = document.symbols.symbol(target.type),
      typed.release.isConcreteResource(type)
    else { return }
    guard let resource else {
      if validation.hasGap(.resource, of: entry) || document.isCutOff(entry) { return }
      return validation.report(
        ReferenceRules.missingResource.finding(
          document.headRange(of: entry), "resource is missing: it is the body of the \(text: method)", node: entry,
          missing: "resource"))
    }
    // The resource is the patch, in a resource of another type.
    if method == "PATCH" { return }
    // An unknown resource type was reported already.
    guard let found = document.resourceType(of: resource), typed.release.isConcreteResource(found) else { return }
    if found != type {
      return validation.report(
        ReferenceRules.otherType.finding(
          document.valueRange(of: urlNode),
          "expected \(text: document.name(found)), the type of the resource, found \(text: document.name(type))", node: urlNode,
          relatedTo: resource, in: document))
    }
    if let id = target.id { checkId(id, urlNode, resource, into: &validation) }
  }

  /// The type in a URL and, with `hasId`, the id after it; nil for URLs of other forms. Parameters, such as `_format`, may follow.
  private static func target(of url: String, hasId: Bool) -> (type: String, id: String?)? {
    var parts = url.prefix { $0 != "?" }.split(separator: "/", omittingEmptySubsequences: false)
    let count = hasId ? 2 : 1
    if url.hasPrefix("http://") || url.hasPrefix("https://") {
      // The first three parts are the scheme, an empty part and the host.
      guard parts.count >= 3 + count else { return nil }
      parts = parts.suffix(count)
    } else if parts.first?.isEmpty ?? false {
      parts.removeFirst()
    }
    guard parts.count == count, let type = parts.first else { return nil }
    if !hasId { return (String(type), nil) }
    return ReferenceText.isId(String(parts[1])) ? (String(type), String(parts[1])) : nil
  }

  private func checkId(_ wanted: String, _ urlNode: Node, _ resource: Node, into validation: inout Validation) {
    if validation.hasGap(.id, of: resource) || document.isCutOff(resource) { return }
    guard let node = document.element(.id, of: resource), let id = document.value(of: node) else {
      return validation.report(
        ReferenceRules.otherId.finding(
          document.headRange(of: resource), "id is missing: expected the id in the URL of the request", node: resource,
          missing: "id"
        ).relating(to: document.valueRange(of: urlNode), "the URL"))
    }
    if id == wanted { return }
    validation.report(
      ReferenceRules.otherId.finding(
        document.valueRange(of: node), "expected the id in the URL of the request, found \(payload: id)", node: node
      ).relating(to: document.valueRange(of: urlNode), "the URL"))
  }

  private func element(_ name: String, of node: Node) -> Node? {
    document.symbols.symbol(name).flatMap { document.element($0, of: node) }
  }
}
