package import Findings

/// The nodes of findings. The module `Findings` does not know the tree, so a finding stores only the index of its node.
extension Finding {
  /// The node of the finding, in its document.
  package var node: Node? {
    get { nodeIndex.map { Node(index: $0) } }
    set { nodeIndex = newValue?.index }
  }
}

extension RuleDescriptor {
  /// A finding of this rule for a node. `help`, if given, replaces the help of the rule.
  package func finding(
    _ range: Range<Int>, _ message: Message, help: String? = nil, node: Node?, edits: [Edit] = [], missing: String? = nil
  ) -> Finding {
    var finding = finding(range, message, help: help, edits: edits, missing: missing)
    finding.node = node
    return finding
  }
}
