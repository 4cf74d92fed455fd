import FHIRSyntax
import Findings

/// Links within a resource: `<a href="#id">` refers to an id or a named anchor in the narratives of the resource, or to an
/// element or contained resource with that id.
enum NarrativeLinks {
  /// An anchor in a narrative, or a link to an anchor.
  struct Link {
    /// The `div` that contains the anchor or link.
    var div: Node
    var id: String
    /// The range of a link; nil for an anchor.
    var range: Range<Int>?
  }

  private struct Anchor: Hashable {
    var container: Node
    var id: String
  }

  /// Reports links without a target.
  static func check(_ links: [Link], _ document: Document, _ references: ReferenceIndex, into validation: inout Validation) {
    guard links.contains(where: { $0.range != nil }) else { return }
    func anchor(_ id: String, at node: Node) -> Anchor {
      Anchor(container: references.container(of: node) ?? Node(index: 0), id: id)
    }
    var anchors = Set(links.lazy.filter { $0.range == nil }.map { anchor($0.id, at: $0.div) })
    for index in document.nodes.indices where document.nodes[index].name == .id {
      let node = Node(index: UInt32(truncatingIfNeeded: index))
      if let id = document.value(of: node) { anchors.insert(anchor(id, at: node)) }
    }
    for link in links {
      guard let range = link.range, !anchors.contains(anchor(link.id, at: link.div)) else { continue }
      validation.report(
        NarrativeRules.unresolvedLink.finding(
          range, "expected a link to an id or anchor in this resource, found \(payload: "#" + link.id)", node: link.div))
    }
  }
}
