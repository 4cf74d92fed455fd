import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks contained resources: their ids, what refers to them, and what they may not have (FHIR, DomainResource: dom-1 to
/// dom-5).
struct ContainedCheck {
  private let typed: TypedDocument
  private let document: Document
  private let references: ReferenceIndex
  /// Whether all of the payload was read: only then can it be told that nothing refers to a resource.
  private let isWhole: Bool

  init(_ typed: TypedDocument, _ references: ReferenceIndex) {
    self.typed = typed
    document = typed.document
    self.references = references
    isWhole = !document.isTruncated && !document.isCutShort
  }

  func run(into validation: inout Validation) {
    var container: Node?
    var ids: Set<String> = []
    var uses = Uses()
    for mark in document.resources where mark.node.index != 0 && document.record(mark.node).name == .contained {
      if validation.isFull { return }
      guard let holder = document.parent(of: mark.node).flatMap({ document.resource(holding: $0) }) else { continue }
      if isContained(holder) {
        // What is nested more deeply is the same mistake.
        if let outer = references.container(holding: mark.node),
          document.parent(of: holder).flatMap(document.resource(holding:)) == outer
        {
          report(ReferenceRules.nested, mark.node, "no contained resource contains another", into: &validation)
        }
        continue
      }
      if container != holder {
        container = holder
        ids = []
        uses = self.uses(in: holder, validation)
      }
      checkIdentity(of: mark.node, &ids, uses, into: &validation)
      checkParts(of: mark.node, into: &validation)
    }
  }

  private func isContained(_ node: Node) -> Bool { node.index != 0 && document.record(node).name == .contained }

  private func report(_ rule: RuleDescriptor, _ node: Node, _ message: Message, into validation: inout Validation) {
    validation.report(rule.finding(document.headRange(of: node), message, node: node))
  }

  private func checkIdentity(of node: Node, _ ids: inout Set<String>, _ uses: Uses, into validation: inout Validation) {
    if validation.hasGap(.id, of: node) { return }
    guard let idNode = document.element(.id, of: node), let id = document.value(of: idNode), !id.isEmpty else {
      if isWhole, !uses.refersBack(node, document) {
        report(ReferenceRules.noId, node, "a contained resource has an id, for others to refer to", into: &validation)
      }
      return
    }
    if !ids.insert(id).inserted {
      validation.report(
        ReferenceRules.duplicateId.finding(
          document.valueRange(of: idNode), "another contained resource has the id \(payload: id) too", node: idNode))
    } else if isWhole, !uses.isUncertain, !uses.fragments.contains(id), !uses.refersBack(node, document) {
      report(
        ReferenceRules.unreferenced, node, "nothing refers to the contained resource \(payload: "#" + id)", into: &validation)
    }
  }

  /// What refers to what inside of a resource, by `#`.
  private struct Uses {
    var fragments: Set<String> = []
    /// The places of references to the container itself, by rising node.
    var back: [Node] = []
    /// Whether a reference is malformed, which was reported: it may be one to any contained resource.
    var isUncertain = false

    /// Whether a contained resource refers to the one that contains it.
    func refersBack(_ node: Node, _ document: Document) -> Bool {
      let index = back.firstIndex(pastThose: { $0 < node })
      return index < back.count && back[index].index < document.record(node).next
    }
  }

  /// One look along all that stands in a resource.
  private func uses(in container: Node, _ validation: Validation) -> Uses {
    var uses = Uses()
    for index in container.index + 1..<max(document.record(container).next, container.index + 1) {
      let node = Node(index: index)
      let record = document.nodes[Int(index)]
      if validation.isMalformed(node),
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

  /// What the attributes of narrative in a JSON string refer to: `src="#picture"`.
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
      report(ReferenceRules.narrative, text, "a contained resource has no narrative of its own", into: &validation)
    }
    guard let meta = document.element(.meta, of: node) else { return }
    for name in ["versionId", "lastUpdated", "security"] {
      guard let child = document.symbols.symbol(name).flatMap({ document.element($0, of: meta) }),
        name != "security" || typed.release.release.forbidsSecurityInContained
      else { continue }
      report(ReferenceRules.meta, child, "a contained resource has no meta.\(words: name)", into: &validation)
    }
  }
}

extension FHIRRelease {
  /// STU3's dom-1, which R4 does without.
  fileprivate var forbidsNarrativeInContained: Bool { self == .stu3 }
  /// R4's dom-5, which STU3 does not have.
  fileprivate var forbidsSecurityInContained: Bool { self == .r4 }
}
