import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks references, contained resources and the entries of bundles.
///
/// All lookups use one index of the payload, so the cost is linear in its size.
struct ReferenceCheck {
  let typed: TypedDocument
  let document: Document
  let release: ReleaseDefinitions
  let references: ReferenceIndex
  private let otherReleases: [ReleaseDefinitions]
  private let bundles: BundleResolution

  static func run(
    _ typed: TypedDocument, _ references: ReferenceIndex, _ definitions: Definitions, _ suspects: Suspects,
    into validation: inout Validation
  ) {
    if suspects.contained { ContainedCheck(typed, references).run(into: &validation) }
    if suspects.bundles { BundleCheck(typed, references, validation).run(into: &validation) }
    if suspects.references?.isEmpty ?? false { return }
    ReferenceCheck(typed, references, others: definitions.others(than: typed.release.release), validation).run(
      at: suspects.references, into: &validation)
  }

  private init(
    _ typed: TypedDocument, _ references: ReferenceIndex, others: [ReleaseDefinitions], _ validation: Validation
  ) {
    otherReleases = others
    self.typed = typed
    document = typed.document
    release = typed.release
    self.references = references
    bundles = BundleResolution(typed.document, references, validation)
  }

  private func run(at nodes: Suspects.Nodes, into validation: inout Validation) {
    let referenceType = document.symbols.symbol("Reference").flatMap { release.type($0) }?.index
    let canonicalType = document.symbols.symbol("canonical").flatMap { release.type($0) }?.index
    document.visit(nodes) { node in
      guard let row = typed.typeRow(of: node), row == referenceType || row == canonicalType else { return }
      if row == referenceType {
        if document.record(node).form == .object { check(node, into: &validation) }
      } else if let text = document.value(of: node), text.utf8.first == UInt8(ascii: "#") {
        checkFragment(String(text.dropFirst()), node, node, into: &validation)
      }
    }
  }

  /// Checks one Reference.
  private func check(_ node: Node, into validation: inout Validation) {
    if validation.hasGap(.reference, of: node) { return }
    let typeElement = typeElement(of: node, validation)
    guard let valueNode = document.element(.reference, of: node), let text = document.value(of: valueNode), !text.isEmpty else {
      if let typeElement { checkTarget(known(typeElement.type), node, at: typeElement.node, nil, into: &validation) }
      return checkContent(of: node, into: &validation)
    }
    let named: Symbol?
    var target: Node?
    switch ReferenceText(text, in: release, document.symbols) {
    case .invalid(let message):
      return reportInvalid(text, message, node, valueNode, into: &validation)
    case .unknownType(let name):
      return reportInvalid(text, unknownType(name), node, valueNode, into: &validation)
    case .conditional(let type):
      named = type
      checkConditional(node, valueNode, into: &validation)
    case .fragment(let id):
      named = nil
      target = checkFragment(id, node, valueNode, into: &validation)
    case .relative(let type):
      named = type
      target = checkRelative(text, node, valueNode, into: &validation)
    case .absolute(let type):
      named = type
      target = references.entry(at: text)
      if target == nil { checkURN(text, node, valueNode, into: &validation) }
    }
    // Nothing is known about a type that the release does not define; it was reported.
    let found = target.flatMap { document.resourceType(of: $0) }.flatMap { release.isConcreteResource($0) ? $0 : nil }
    if let found, let named, found != named {
      validation.report(
        ReferenceRules.mismatch.finding(
          document.valueRange(of: valueNode),
          "expected type \(text: document.name(found)) in this reference, found \(text: document.name(named))",
          node: node, relatedTo: target, in: document))
    } else if let typeElement, let actual = found ?? named, typeElement.type != actual {
      validation.report(
        ReferenceRules.mismatch.finding(
          document.valueRange(of: typeElement.node),
          "expected type \(text: document.name(actual)), the type of the reference",
          node: node
        ).relating(to: document.valueRange(of: valueNode), "the reference"))
    }
    if let type = found ?? named ?? typeElement.map({ known($0.type) }) {
      checkTarget(type, node, at: valueNode, target, into: &validation)
    }
  }

  /// The message for an unknown resource type. The name of a data type or of a type of another release, or a mistyped name of a
  /// type, is not patient data, and is shown.
  private func unknownType(_ name: String) -> Message {
    let symbol = document.symbols.symbol(name)
    if let symbol, let message = self.release.notAResourceTypeMessage(symbol, document.symbols) { return message }
    let release = release.release.title
    if let symbol, let other = otherReleases.first(where: { $0.isConcreteResource(symbol) }) {
      return "unknown resource type \(code: name) in \(text: release), defined only in \(text: other.release.title)"
    }
    guard let nearest = Nearest.text(to: name, among: self.release.resourceTypeNames(document.symbols)) else {
      return "unknown resource type in \(text: release), found \(payload: name)"
    }
    let shown: Message = Nearest.isMistyped(name, for: nearest) ? "\(code: name)" : .mentioned(name)
    return "unknown resource type \(shown) in \(text: release), did you mean \(code: nearest)?"
  }

  /// Reports a Reference that has only a type.
  private func checkContent(of node: Node, into validation: inout Validation) {
    let names = ["reference", "identifier", "display", "extension"]
    guard let type = document.symbols.symbol("type").flatMap({ document.element($0, of: node) }), typed.element(of: type) != nil,
      !document.elements(of: node).contains(where: { names.contains(document.name(of: $0)) }),
      !names.contains(where: { document.symbols.symbol($0).map { validation.hasGap($0, of: node) } ?? false }),
      !document.isCutOff(node)
    else { return }
    validation.report(
      ReferenceRules.typeAlone.finding(
        document.valueRange(of: type), "expected reference, identifier or display, found only type", node: node))
  }

  /// Reports an invalid reference. Outside bundles a server may be able to resolve what could be a relative URL; in bundles the
  /// rules for resolving apply.
  private func reportInvalid(
    _ text: String, _ message: Message, _ node: Node, _ valueNode: Node, into validation: inout Validation
  ) {
    var finding = ReferenceRules.invalid.finding(document.valueRange(of: valueNode), message, node: node)
    if bundles.entry(containing: node) == nil, !text.utf8.contains(where: { $0 <= 0x20 }) { finding.severity = .warning }
    validation.report(finding)
  }

  /// Reports a search in place of a reference, except in a transaction, in which the server replaces it. Elsewhere FHIR does not
  /// provide for it, but does not prohibit servers from accepting it.
  private func checkConditional(_ node: Node, _ valueNode: Node, into validation: inout Validation) {
    if let entry = bundles.entry(containing: node), entry.bundle.isTransaction || entry.bundle.isInvalid { return }
    var finding = ReferenceRules.invalid.finding(
      document.valueRange(of: valueNode), "a reference must not be a search, except in a transaction", node: node)
    finding.severity = .warning
    validation.report(finding)
  }

  /// The type in R4's `Reference.type`; nil if it is a URL.
  private func typeElement(of node: Node, _ validation: Validation) -> (type: Symbol, node: Node)? {
    guard let symbol = document.symbols.symbol("type"), !validation.hasGap(symbol, of: node),
      let child = document.element(symbol, of: node),
      typed.element(of: child) != nil, let text = document.value(of: child), !text.utf8.contains(UInt8(ascii: ":"))
    else { return nil }
    // An unknown type is `.none`, which is not a permitted type.
    return (document.symbol(text) ?? .none, child)
  }

  /// A type that resources can have; `.none` if it is unknown, which is not one of the permitted types.
  private func known(_ type: Symbol) -> Symbol { release.isConcreteResource(type) ? type : .none }

  // MARK: Targets

  private func checkTarget(
    _ type: Symbol, _ node: Node, at location: Node, _ target: Node?, into validation: inout Validation
  ) {
    guard let element = typed.element(of: node) else { return }
    let targets = release.targets(of: element)
    // Nothing is known about an unknown or abstract type; it was reported.
    guard !targets.isEmpty, type == .none || release.isConcreteResource(type) else { return }
    var names: [String] = []
    for allowed in targets {
      // The type of a resource does not determine whether it conforms to a profile.
      guard case .type(let name) = allowed else { return }
      if name == type || release.type(type).map({ release.isType($0, name) }) ?? false { return }
      names.append(document.symbols.name(name))
    }
    let found = document.name(type)
    let message: Message =
      found.isEmpty
      ? "expected a reference to \(text: Alternatives.shortText(names))"
      : "expected a reference to \(text: Alternatives.shortText(names)), found one to \(text: Message.printable(found, limit: 64))"
    validation.report(
      ReferenceRules.wrongTarget.finding(
        document.valueRange(of: location), message, node: node, relatedTo: target, in: document))
  }

  // MARK: Resolution

  /// The contained resource with the given id, or the container for an empty id; reports an id that no contained resource has.
  @discardableResult
  private func checkFragment(_ id: String, _ node: Node, _ valueNode: Node, into validation: inout Validation) -> Node? {
    if id.isEmpty { return references.container(of: node) }
    if let target = references.contained(withId: id, inContainerOf: node) { return target }
    if let container = references.container(of: node), validation.uncertainContainers(in: document).contains(container) {
      validation.markTargetRuleUnchecked(ReferenceRules.unresolved)
      return nil
    }
    if validation.isFull(for: ReferenceRules.unresolved) { return nil }
    let ids = references.containedResources(node).prefix(200).compactMap { document.value(.id, of: $0) }
    let message: Message
    if let nearest = Nearest.text(to: id, among: ids) {
      message = "no contained resource has this id: expected \(payload: nearest), found \(payload: id)"
    } else {
      message = "expected the id of a contained resource, found \(payload: id)"
    }
    validation.report(ReferenceRules.unresolved.finding(document.valueRange(of: valueNode), message, node: node))
    return nil
  }

  /// The entry that a relative reference within a bundle resolves to.
  private func checkRelative(_ text: String, _ node: Node, _ valueNode: Node, into validation: inout Validation) -> Node? {
    guard let entry = bundles.entry(containing: node) else { return nil }
    if validation.hasGap(.fullUrl, of: entry.node) { return nil }
    let range = document.valueRange(of: valueNode)
    guard let own = references.fullUrl(of: entry.node) else {
      if entry.bundle.needsFullUrls {
        validation.report(
          ReferenceRules.noBase.finding(
            range, "a relative reference cannot be resolved without a fullUrl on its own entry", node: node))
        return nil
      }
      return references.entry(withTypeAndId: text)
    }
    if let target = references.entry(at: text, relativeTo: own) { return target }
    // Senders that identify entries by UUID mean the entry with this UUID, although no rule says so; a wrong type is a mistake.
    if let id = text.split(separator: "/").dropFirst().first, ReferenceIndex.base(of: own) == nil,
      let other = references.entry(at: "urn:uuid:" + id), let type = document.resourceType(of: other),
      !text.hasPrefix(document.name(type) + "/")
    {
      return other
    }
    if entry.bundle.isDocumentOrMessage, let other = references.entry(withTypeAndId: text) {
      if validation.hasUnidentifiedEntries {
        validation.markTargetRuleUnchecked(ReferenceRules.otherBase)
        return nil
      }
      var finding = ReferenceRules.otherBase.finding(
        range, "this reference does not resolve to the fullUrl of the entry with its type and id", node: node,
        relatedTo: other, in: document)
      if !release.release.requiresReferencesToFullUrls { finding.severity = .warning }
      validation.report(finding)
    }
    return nil
  }

  private func checkURN(_ text: String, _ node: Node, _ valueNode: Node, into validation: inout Validation) {
    guard text.hasPrefix("urn:uuid:") || text.hasPrefix("urn:oid:"), bundles.entry(containing: node) != nil else {
      return
    }
    if validation.hasUnidentifiedEntries { return validation.markTargetRuleUnchecked(ReferenceRules.unknownURN) }
    validation.report(
      ReferenceRules.unknownURN.finding(
        document.valueRange(of: valueNode), "expected the fullUrl of an entry in this bundle, found \(payload: text)", node: node)
    )
  }
}

extension RuleDescriptor {
  /// A finding about a reference, related to the referenced resource if it is in the payload.
  func finding(
    _ range: Range<Int>, _ message: Message, node: Node, relatedTo target: Node?, in document: Document
  ) -> Finding {
    let finding = finding(range, message, node: node)
    return target.map { finding.relating(to: document.headRange(of: $0), "the referenced resource") } ?? finding
  }
}

extension FHIRRelease {
  /// Whether documents and messages must contain referenced resources under the URL of the reference. STU3 has the same rules for
  /// resolving references, but its own examples violate them.
  fileprivate var requiresReferencesToFullUrls: Bool { self == .r4 }
}
