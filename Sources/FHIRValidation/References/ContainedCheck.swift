import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks contained resources: their ids, the references to them, and elements that they must not have (FHIR, DomainResource:
/// dom-1 to dom-5).
struct ContainedCheck {
  private let typed: TypedDocument
  private let document: Document
  private let references: ReferenceIndex
  /// Whether the payload was read completely: only then can a resource be reported as unreferenced.
  private let isComplete: Bool

  init(_ typed: TypedDocument, _ references: ReferenceIndex) {
    self.typed = typed
    document = typed.document
    self.references = references
    isComplete = !document.isTruncated && !document.isCutShort
  }

  func run(into validation: inout Validation) {
    var container: Node?
    var ids: [String: Node] = [:]
    var uses = Uses()
    for mark in document.resources where mark.node.index != 0 && document.record(mark.node).name == .contained {
      guard let parent = document.parent(of: mark.node).flatMap({ document.resource(containing: $0) }) else { continue }
      if isContained(parent) {
        // Deeper nesting is the same mistake.
        if let outer = references.container(of: mark.node),
          document.parent(of: parent).flatMap(document.resource(containing:)) == outer
        {
          report(ReferenceRules.nested, mark.node, "a contained resource must not contain another", into: &validation)
        }
        continue
      }
      if container != parent {
        container = parent
        ids = [:]
        uses = self.uses(in: parent, validation)
      }
      checkIdentity(of: mark.node, &ids, uses, into: &validation)
      checkParts(of: mark.node, into: &validation)
    }
  }

  private func isContained(_ node: Node) -> Bool { node.index != 0 && document.record(node).name == .contained }

  private func report(_ rule: RuleDescriptor, _ node: Node, _ message: Message, into validation: inout Validation) {
    validation.report(rule.finding(document.headRange(of: node), message, node: node))
  }

  private func checkIdentity(of node: Node, _ ids: inout [String: Node], _ uses: Uses, into validation: inout Validation) {
    if validation.hasGap(.id, of: node) { return }
    guard let idNode = document.element(.id, of: node), let id = document.value(of: idNode), !id.isEmpty else {
      if isComplete, !uses.refersBack(node, document) {
        report(ReferenceRules.noId, node, "a contained resource must have an id", into: &validation)
      }
      return
    }
    if let first = ids[id] {
      return validation.report(
        ReferenceRules.duplicateId.finding(
          document.valueRange(of: idNode), "another contained resource has the same id, \(payload: id)", node: idNode
        ).relating(to: document.valueRange(of: first), "the other resource with this id"))
    }
    ids[id] = idNode
    if isComplete, !uses.isUncertain, !uses.fragments.contains(id), !uses.refersBack(node, document) {
      report(
        ReferenceRules.unreferenced, node,
        "this contained resource is not referenced; expected a reference to \(payload: "#" + id)", into: &validation)
    }
  }

  /// The references within a resource that start with `#`.
  private struct Uses {
    var fragments: Set<String> = []
    /// The positions of references to the container itself, in ascending node order.
    var back: [Node] = []
    /// Whether an invalid reference was reported: it may refer to any contained resource.
    var isUncertain = false

    /// Whether a contained resource refers to its container.
    func refersBack(_ node: Node, _ document: Document) -> Bool {
      let index = back.firstIndex(pastThose: { $0 < node })
      return index < back.count && back[index].index < document.record(node).next
    }
  }

  /// Collects the references in one pass over a resource.
  private func uses(in container: Node, _ validation: Validation) -> Uses {
    var uses = Uses()
    for index in container.index + 1..<max(document.record(container).next, container.index + 1) {
      let node = Node(index: index)
      let record = document.nodes[Int(index)]
      if validation.isInvalid(node),
        record.name == .reference || record.form != .object && typed.slot(of: node)?.role == .reference
      {
        uses.isUncertain = true
      }
      guard record.form == .string || record.form == .attribute else { continue }
      if record.name == .div, document.format == .json {
        uses.fragments.formUnion(Self.fragments(in: document.value(of: node) ?? ""))
        continue
      }
      let range = document.textRange(of: node)
      guard !range.isEmpty, document.source.storage[range.lowerBound] == UInt8(ascii: "#") || record.flags.contains(.escaped),
        let text = document.value(of: node), text.utf8.first == UInt8(ascii: "#")
      else { continue }
      if text.utf8.count == 1 { uses.back.append(node) } else { uses.fragments.insert(String(text.dropFirst())) }
    }
    return uses
  }

  /// The ids that attributes of narrative in a JSON string refer to, as in `src="#picture"`.
  private static func fragments(in text: String) -> [String] {
    text.utf8.split(separator: UInt8(ascii: "=")).dropFirst().compactMap { part in
      guard let quote = part.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'"),
        part.dropFirst().first == UInt8(ascii: "#")
      else { return nil }
      return String(part.dropFirst(2).prefix { $0 != quote })
    }
  }

  private func checkParts(of node: Node, into validation: inout Validation) {
    if let text = document.element(.text, of: node), typed.release.release.forbidsNarrativeInContained,
      typed.element(of: text) != nil
    {
      report(ReferenceRules.narrative, text, "a contained resource must not have narrative", into: &validation)
    }
    guard let meta = document.element(.meta, of: node) else { return }
    for name in ["versionId", "lastUpdated", "security"] {
      guard let child = document.symbols.symbol(name).flatMap({ document.element($0, of: meta) }),
        name != "security" || typed.release.release.forbidsSecurityInContained
      else { continue }
      report(ReferenceRules.meta, child, "a contained resource must not have meta.\(text: name)", into: &validation)
    }
  }
}

extension FHIRRelease {
  /// STU3 has dom-1, R4 does not.
  fileprivate var forbidsNarrativeInContained: Bool { self == .stu3 }
  /// R4 has dom-5, STU3 does not.
  fileprivate var forbidsSecurityInContained: Bool { self == .r4 }
}
