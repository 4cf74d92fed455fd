import FHIRSyntax

/// The nodes that a walk over a payload could not prove to be clean, for each check, in document order, and the checks that must
/// run on the whole payload. Empty for nearly every payload without findings.
struct Suspects {
  /// The nodes of one check; nil for every node.
  typealias Nodes = [Node]?

  var structure: Nodes = []
  var primitives: Nodes = []
  var attachments: Nodes = []
  var bindings: Nodes = []
  var references: Nodes = []
  var narrative: Nodes = []
  var extensions: Nodes = []
  var invariants: Nodes = []
  /// Checks of the whole payload.
  var representation = false
  var resourceTypes = false
  /// The markup before and after the root of an XML document.
  var outsideRoot = false
  var elementIds = false
  var contained = false
  var bundles = false

  init() {}

  /// Every check at every node.
  static var everything: Suspects {
    var all = Suspects()
    (all.structure, all.primitives, all.attachments, all.bindings) = (nil, nil, nil, nil)
    (all.references, all.narrative, all.extensions, all.invariants) = (nil, nil, nil, nil)
    (all.representation, all.resourceTypes, all.elementIds, all.contained, all.bundles) = (true, true, true, true, true)
    all.outsideRoot = true
    return all
  }

  /// Sorts the nodes in document order. A walk visits the values of an element before the content of its child elements.
  mutating func sort() {
    primitives?.sort()
    bindings?.sort()
    references?.sort()
    narrative?.sort()
    invariants?.sort()
  }
}

extension Document {
  /// Calls a closure for the given nodes; nil for all nodes.
  func visit(_ nodes: [Node]?, _ body: (Node) -> Void) {
    if let nodes {
      for node in nodes { body(node) }
    } else {
      for index in self.nodes.indices { body(Node(index: UInt32(truncatingIfNeeded: index))) }
    }
  }
}
