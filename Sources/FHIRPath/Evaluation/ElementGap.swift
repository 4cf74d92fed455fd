package import FHIRSyntax

/// A position in a payload where a required element is missing or malformed: expressions that read it cannot be evaluated.
package struct ElementGap: Sendable, Hashable {
  /// The element that should contain the required element.
  package var parent: Node
  package var name: Symbol

  package init(parent: Node, name: Symbol) {
    self.parent = parent
    self.name = name
  }
}
