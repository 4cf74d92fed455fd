package import Findings

/// The nodes that findings are about. `Findings` knows no tree, so that a finding holds the index alone.
extension Finding {
  /// The node it is about, in its document.
  package var node: Node? {
    get { nodeIndex.map { Node(index: $0) } }
    set { nodeIndex = newValue?.index }
  }
}

extension RuleDescriptor {
  /// A finding of this rule about a node. `help` replaces the rule's own where the place calls for other advice.
  package func finding(
    _ range: Range<Int>, _ message: Message, help: String? = nil, node: Node?, edits: [Edit] = [], missing: String? = nil
  ) -> Finding {
    var finding = finding(range, message, help: help, edits: edits, missing: missing)
    finding.node = node
    return finding
  }
}
