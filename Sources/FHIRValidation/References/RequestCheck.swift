import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks the entries of batches and transactions that create or update a resource: the resource, its type and its id (FHIR,
/// RESTful API). Only URLs of the form `Type` and `Type/id` are understood; conditional ones are not checked.
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
    let parts = url.split(separator: "/", omittingEmptySubsequences: false)
    let isUpdate = method == "PUT"
    guard isUpdate ? parts.count == 2 : method == "POST" && parts.count == 1,
      let type = document.symbols.symbol(String(parts[0])), typed.release.isConcreteResource(type)
    else { return }
    if isUpdate && !ReferenceText.isId(String(parts[1])) { return }
    guard let resource else {
      if validation.hasGap(.resource, of: entry) || document.isCutOff(entry) { return }
      return validation.report(
        ReferenceRules.missingResource.finding(
          document.headRange(of: entry), "resource is missing: it is the body of the \(text: isUpdate ? "PUT" : "POST")",
          node: entry,
          missing: "resource"))
    }
    // An unknown resource type was reported already.
    guard let found = document.resourceType(of: resource), typed.release.isConcreteResource(found) else { return }
    if found != type {
      return validation.report(
        ReferenceRules.otherType.finding(
          document.valueRange(of: urlNode),
          "expected \(text: document.name(found)), the type of the resource, found \(text: document.name(type))", node: urlNode,
          relatedTo: resource, in: document))
    }
    if isUpdate { checkId(String(parts[1]), urlNode, resource, into: &validation) }
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
