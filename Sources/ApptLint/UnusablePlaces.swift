import FHIRSyntax
import Findings

extension ReportBuilder {
  /// Moves findings about an element that has the wrong form, or is empty, to the place of that finding, so that they can be
  /// merged, and findings about a Reference to the place of a finding that rejects its `reference`. A row may also report such an
  /// element as missing. All findings must be about `document`.
  mutating func gatherAtUnusable(in document: Document) {
    if !findings.contains(where: { $0.refusal != nil }) { return }
    var places: [Node: (range: Range<Int>, node: Node)] = [:]
    var children: [Child: Node] = [:]
    for finding in findings {
      guard let refusal = finding.refusal, let node = finding.node else { continue }
      if refusal == .content, places[node] == nil {
        places[node] = (finding.range, node)
        if let parent = document.parent(of: node) { children[Child(parent: parent, name: document.name(of: node))] = node }
      }
      if document.record(node).name == .reference, let parent = document.parent(of: node), places[parent] == nil {
        places[parent] = (finding.range, node)
      }
    }
    for index in findings.indices {
      let finding = findings[index]
      guard finding.refusal == .content || !finding.isAboutForm else { continue }
      guard let node = finding.node, !finding.forbidsElement else { continue }
      let child = finding.missing.flatMap { children[Child(parent: node, name: $0)] }
      guard let place = places[child ?? node] else { continue }
      (findings[index].range, findings[index].node) = (place.range, place.node)
      // What FHIR reports about a Reference without a usable `reference` is no error of its own.
      if finding.refusal == .value, place.node != node { findings[index].refusal = .content }
    }
  }

  /// A child element by its name, which a row may report as missing.
  private struct Child: Hashable {
    let parent: Node
    let name: String
  }
}

extension Finding {
  /// Whether it is about formatting: other findings there are about other errors.
  var isAboutForm: Bool { family.map { [.json, .xml, .structure].contains($0) } ?? false }
}
