import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks bundles: their links, each fullUrl, the first resource of a document or message, the presence of the resources that it
/// refers to, and the requests and responses of entries (FHIR, Bundle; Documents; Messaging; RESTful API).
struct BundleCheck {
  private let typed: TypedDocument
  private let document: Document
  private let references: ReferenceIndex
  private let bundles: BundleResolution

  init(_ typed: TypedDocument, _ references: ReferenceIndex, _ validation: Validation) {
    self.typed = typed
    document = typed.document
    self.references = references
    bundles = BundleResolution(typed.document, references, validation)
  }

  func run(into validation: inout Validation) {
    for mark in document.resources where mark.type == .bundle { check(mark.node, into: &validation) }
  }

  private func check(_ bundle: Node, into validation: inout Validation) {
    let type = document.symbols.symbol("type").flatMap { document.value($0, of: bundle) }
    guard let kind = bundles.kind(of: bundle) else { return }
    let isHistory = type == "history" || kind.isInvalid
    checkLinks(of: bundle, into: &validation)
    var seen: [String: Node] = [:]
    var isFirst = true
    for entry in document.elements(of: bundle, named: .entry) {
      guard document.record(entry).form == .object else { continue }
      let resource = document.element(.resource, of: entry)
      let isInvalid = validation.hasGap(.fullUrl, of: entry)
      if !isInvalid, let urlNode = document.element(.fullUrl, of: entry), let url = document.value(of: urlNode), !url.isEmpty {
        checkFullUrl(url, urlNode, resource, &seen, isHistory: isHistory, into: &validation)
      } else if kind.needsFullUrls, !isInvalid, document.element(.fullUrl, of: entry) == nil, !document.isCutOff(entry) {
        validation.report(
          ReferenceRules.noFullUrl.finding(
            document.headRange(of: entry), "fullUrl is missing", node: entry, missing: "fullUrl"))
      }
      if isFirst, let resource { checkFirstResource(resource, entry, of: type, into: &validation) }
      if type == "transaction" || type == "batch" {
        RequestCheck(typed).check(entry, resource, into: &validation)
      }
      if let response = element("response", of: entry) { checkStatus(of: response, into: &validation) }
      isFirst = false
    }
    if isFirst { checkHasEntries(bundle, of: type, into: &validation) }
  }

  /// Reports a document or message without entries. R4's constraints about the first resource do not apply to it.
  private func checkHasEntries(_ bundle: Node, of type: String?, into validation: inout Validation) {
    guard let type, let wanted = ["document": "Composition", "message": "MessageHeader"][type],
      document.element(.entry, of: bundle) == nil, !validation.hasGap(.entry, of: bundle), !document.isCutOff(bundle)
    else { return }
    validation.report(
      ReferenceRules.firstResource.finding(
        document.headRange(of: bundle), "entry is missing: expected \(text: wanted), the first resource of a \(text: type)",
        node: bundle, missing: "entry"))
  }

  /// Checks that the status of a response starts with an HTTP status code.
  private func checkStatus(of response: Node, into validation: inout Validation) {
    guard let node = element("status", of: response), !validation.isInvalid(node), let status = document.value(of: node),
      !status.isEmpty, !Self.isStatus(status.utf8)
    else { return }
    validation.report(
      ReferenceRules.responseStatus.finding(
        document.valueRange(of: node), "expected a status code of three digits, found \(payload: status)", node: node))
  }

  /// Whether a text starts with an HTTP status code, from 100 to 599.
  private static func isStatus(_ text: String.UTF8View) -> Bool {
    let digits = text.prefix(while: \.isDigit)
    guard digits.count == 3, let first = digits.first else { return false }
    return UInt8(ascii: "1")...UInt8(ascii: "5") ~= first
  }

  private func element(_ name: String, of node: Node) -> Node? {
    document.symbols.symbol(name).flatMap { document.element($0, of: node) }
  }

  /// Checks that a bundle, which is one page, has at most one link for each relation such as self, previous and next.
  private func checkLinks(of bundle: Node, into validation: inout Validation) {
    guard let link = document.symbols.symbol("link"), let relation = document.symbols.symbol("relation") else { return }
    let single = ["self", "first", "previous", "prev", "next", "last"]
    var seen: [String: Node] = [:]
    for node in document.elements(of: bundle, named: link) {
      guard let child = document.element(relation, of: node), let text = document.value(of: child), single.contains(text) else {
        continue
      }
      guard let first = seen[text] else {
        seen[text] = child
        continue
      }
      validation.report(
        ReferenceRules.linkTwice.finding(
          document.valueRange(of: child), "another link of this bundle has the same relation, \(code: text)", node: child
        ).relating(to: document.valueRange(of: first), "the other link"))
    }
  }

  // MARK: fullUrl

  private func checkFullUrl(
    _ url: String, _ node: Node, _ resource: Node?, _ seen: inout [String: Node], isHistory: Bool,
    into validation: inout Validation
  ) {
    let range = document.valueRange(of: node)
    guard ReferenceText.hasScheme(url) else {
      return validation.report(
        ReferenceRules.relativeFullUrl.finding(
          range, "expected an absolute URL, found \(typed.release.found(reference: url, document.symbols))", node: node))
    }
    if url.containsBytes(of: "/_history/") {
      return validation.report(
        ReferenceRules.versionedFullUrl.finding(range, "a fullUrl must not have a version", node: node))
    }
    let version = resource.flatMap { ReferenceIndex.version(of: $0, in: document) }
    // A URL does not contain a space, so the separator is unambiguous.
    let key = url + " " + (version ?? "")
    if let first = seen[key], !isHistory {
      validation.report(
        ReferenceRules.duplicateFullUrl.finding(range, "another entry has the same fullUrl", node: node)
          .relating(to: document.valueRange(of: first), "the other entry with this fullUrl"))
    }
    if seen[key] == nil { seen[key] = node }
    // An unknown resource type was reported already.
    guard let resource, let type = document.resourceType(of: resource), typed.release.isConcreteResource(type),
      !validation.hasGap(.id, of: resource), let idNode = document.element(.id, of: resource),
      let id = document.value(of: idNode), !id.isEmpty,
      case .absolute(let named?) = ReferenceText(url, in: typed.release, document.symbols)
    else { return }
    let wanted = document.name(type) + "/" + id
    if named == type && url.hasSuffix("/" + id) { return }
    validation.report(
      ReferenceRules.otherFullUrl.finding(
        range,
        "expected a fullUrl ending with the type and id of the resource, \(typed.release.found(reference: wanted, document.symbols))",
        node: node
      ).relating(to: document.valueRange(of: idNode), "the id"))
  }

  // MARK: Documents and messages

  /// Checks that the bundle contains the resources that the first resource of a document or message refers to.
  private func checkFirstResource(_ resource: Node, _ entry: Node, of type: String?, into validation: inout Validation) {
    let name = document.resourceType(of: resource).map { document.name($0) }
    let required: [Node]
    switch (type, name) {
    case ("message", "MessageHeader"): required = elements("focus", of: [resource])
    case ("document", "Composition"): required = included(of: resource)
    case ("message", _): return checkType(of: resource, is: "MessageHeader", "message", into: &validation)
    case ("document", _): return checkType(of: resource, is: "Composition", "document", into: &validation)
    default: return
    }
    for node in required {
      guard !validation.hasGap(.reference, of: node), let valueNode = document.element(.reference, of: node),
        let text = document.value(of: valueNode), !text.isEmpty, text.utf8.first != UInt8(ascii: "#"),
        bundles.target(of: text, from: entry) == nil
      else { continue }
      // An invalid reference, or a relative reference without a base, is reported elsewhere.
      if !ReferenceText.hasScheme(text) && references.fullUrl(of: entry) == nil { continue }
      if ReferenceText(text, in: typed.release, document.symbols).isInvalid { continue }
      if validation.hasUnidentifiedEntries || validation.hasGap(.fullUrl, of: entry) {
        validation.markTargetRuleUnchecked(ReferenceRules.notInBundle)
        continue
      }
      validation.report(
        ReferenceRules.notInBundle.finding(
          document.valueRange(of: valueNode), "expected a reference to an entry of this \(text: type ?? "bundle")", node: node))
    }
  }

  /// Reports a first resource of the wrong type in STU3. R4 has constraints for this.
  private func checkType(of resource: Node, is wanted: String, _ bundle: String, into validation: inout Validation) {
    // An unknown resource type was reported already.
    guard typed.release.release == .stu3, let type = document.resourceType(of: resource), typed.release.isConcreteResource(type),
      !document.isCutShort
    else { return }
    validation.report(
      ReferenceRules.firstResource.finding(
        document.headRange(of: resource),
        "expected \(text: wanted), the first resource of a \(text: bundle), found \(code: document.name(type))", node: resource))
  }

  /// The references of a Composition to resources that its document must contain (FHIR, Documents).
  private func included(of composition: Node) -> [Node] {
    var included: [Node] = []
    for path in [["subject"], ["encounter"], ["author"], ["attester", "party"], ["custodian"], ["event", "detail"]] {
      included += path.reduce([composition]) { elements($1, of: $0) }
    }
    // Sections are nested. Only in R4 do they have an author and a focus.
    let names = typed.release.release == .stu3 ? ["entry"] : ["author", "focus", "entry"]
    var sections = elements("section", of: [composition])
    while !sections.isEmpty {
      for name in names { included += elements(name, of: sections) }
      sections = elements("section", of: sections)
    }
    return included
  }

  private func elements(_ name: String, of nodes: [Node]) -> [Node] {
    guard let symbol = document.symbols.symbol(name) else { return [] }
    return nodes.flatMap { document.elements(of: $0, named: symbol) }
  }
}
