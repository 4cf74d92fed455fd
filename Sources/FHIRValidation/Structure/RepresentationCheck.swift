import FHIRDefinitions
import FHIRSyntax
import Findings

/// Checks that a payload is a FHIR resource, and that no member occurs more than once.
enum RepresentationCheck {
  static func run(_ document: Document, _ definitions: Definitions, into validation: inout Validation) {
    guard let root = document.root else { return }
    if !isResource(root, in: document), let finding = notAResource(root, in: document, definitions) { validation.report(finding) }
    for index in document.nodes.indices where document.nodes[index].flags.contains(.duplicate) {
      if validation.isFull(for: StructureRules.duplicate) { return }
      let node = Node(index: UInt32(index))
      var finding = StructureRules.duplicate.finding(
        document.headRange(of: node),
        "\(document.shownName(of: node)) occurs more than once", node: node)
      let record = document.record(node)
      // A hostile payload may have any number of siblings.
      let siblings = document.children(of: Node(index: record.parent)).prefix(1000)
      if let first = siblings.first(where: { document.record($0).name == record.name }), first < node {
        finding = finding.relating(to: document.headRange(of: first), "the first occurrence")
      }
      validation.report(finding)
    }
  }

  /// Whether the root has a type and is in the FHIR namespace; the type may be unknown.
  static func isResource(_ root: Node, in document: Document) -> Bool {
    guard let type = document.resourceType(of: root) else { return false }
    return document.record(root).flags.isDisjoint(with: [.foreignNamespace, .xhtml]) && !document.name(type).isEmpty
  }

  /// The finding that a root is not a resource; nil if its type may be in the missing end of the payload.
  private static func notAResource(_ root: Node, in document: Document, _ definitions: Definitions) -> Finding? {
    let range = document.headRange(of: root)
    switch document.format {
    case .xml:
      if document.isTruncated, document.nodes.count == 1 { return nil }
      if !document.record(root).flags.contains(.foreignNamespace) {
        return StructureRules.notAResource.finding(range, "expected a FHIR resource", node: root)
      }
      return StructureRules.notAResource.finding(
        range, "expected the namespace \(code: "http://hl7.org/fhir")", help: "Write xmlns=\"http://hl7.org/fhir\" in this tag.",
        node: root)
    case .json:
      guard document.record(root).form == .object else {
        return StructureRules.notAResource.finding(range, "expected an object with a resourceType", node: root)
      }
      guard let type = document.children(of: root).first(where: { document.record($0).name == .resourceType }) else {
        guard let member = misspelledType(in: root, of: document, definitions) else {
          return document.isTruncated ? nil : StructureRules.notAResource.finding(range, "resourceType is missing", node: root)
        }
        return StructureRules.notAResource.finding(
          document.headRange(of: member), "resourceType is missing, and this member looks like a misspelling of it",
          help: "Rename the member to resourceType.")
      }
      if document.isTruncated(type) { return nil }
      let isEmpty = document.value(of: type)?.utf8.allSatisfy(\.isBlank) ?? false
      return StructureRules.notAResource.finding(
        document.valueRange(of: type),
        isEmpty && document.record(type).form == .string
          ? "expected a resource type, found an empty string"
          : "expected a resource type in double quotes")
    }
  }

  /// The member of an object whose name is that of `resourceType` but for a typo, letter case or separators, and whose value is
  /// the name of a resource type: other JSON may well have a member with a similar name.
  private static func misspelledType(in root: Node, of document: Document, _ definitions: Definitions) -> Node? {
    let name = "resourceType"
    lazy var types = Set(
      FHIRRelease.allCases.flatMap { definitions.release($0).resourceTypeNames(document.symbols).map { $0.lowercased() } })
    return document.children(of: root).first { child in
      guard document.record(child).form == .string else { return false }
      let found = document.name(of: child)
      guard found.utf8.count <= name.utf8.count + 2,
        Nearest.isMisspelling(found.lowercased().filter { !"_- ".contains($0) }, of: name.lowercased())
      else { return false }
      return document.value(of: child).map { types.contains($0.lowercased()) } ?? false
    }
  }
}
