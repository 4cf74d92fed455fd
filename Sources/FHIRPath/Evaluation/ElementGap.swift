package import FHIRSyntax

/// A place of a payload where a required element is missing, or malformed: nothing can be judged by it.
package struct ElementGap: Sendable, Hashable {
  /// The element that it is missing from.
  package var holder: Node
  package var name: Symbol

  package init(holder: Node, name: Symbol) {
    self.holder = holder
    self.name = name
  }
}
