import FHIRSyntax
import Findings

extension ReportBuilder {
  /// If a finding reports that an element has the wrong form or is empty, moves the other findings about that element to its
  /// position, so that they can be merged; and moves findings about a Reference to the position of a finding that rejects its
  /// `reference`. A row may also report such an element as missing. All findings must be about `document`; `isReference` says
  /// whether an element has the type Reference, or might have it.
  mutating func moveToUnusableElements(in document: Document, isReference: (Node) -> Bool) {
    if !findings.contains(where: { $0.unusablePart != nil }) { return }
    var locations: [Node: (range: Range<Int>, node: Node)] = [:]
    var children: [Child: Node] = [:]
    for finding in findings {
      guard let unusablePart = finding.unusablePart, let node = finding.node else { continue }
      if unusablePart == .content, locations[node] == nil {
        locations[node] = (finding.range, node)
        if let parent = document.parent(of: node) { children[Child(parent: parent, name: document.name(of: node))] = node }
      }
      if document.record(node).name == .reference, let parent = document.parent(of: node), locations[parent] == nil,
        isReference(parent)
      {
        locations[parent] = (finding.range, node)
      }
    }
    for index in findings.indices {
      let finding = findings[index]
      guard finding.unusablePart == .content || !finding.isAboutForm else { continue }
      guard let node = finding.node, !finding.forbidsElement else { continue }
      let child = finding.missing.flatMap { children[Child(parent: node, name: $0)] }
      guard let location = locations[child ?? node] else { continue }
      (findings[index].range, findings[index].node) = (location.range, location.node)
      // A finding of FHIR about a Reference without a usable `reference` is not a separate error.
      if finding.unusablePart == .value, location.node != node { findings[index].unusablePart = .content }
    }
  }

  /// A child element by its name, which a row may report as missing.
  private struct Child: Hashable {
    let parent: Node
    let name: String
  }
}

extension Finding {
  /// Whether it is about syntax or structure: other findings at the same position are about other errors.
  var isAboutForm: Bool { family.map { [.json, .xml, .structure].contains($0) } ?? false }
}
