import Findings

/// Whether elements have content: presence, as the rules of specifications mean it.
extension Document {
  /// Whether an element has a value, or elements inside that have one.
  ///
  /// `id` and extensions do not count, as data-absent-reason says that there is no value. An extension has content if it has a
  /// `url`, regardless of its value. A resource always has content: its presence is information.
  package func hasContent(_ node: Node) -> Bool { hasContent(node) { _ in true } }

  /// Whether an element has content that is not only blank text.
  package func hasVisibleContent(_ node: Node) -> Bool { hasContent(node) { isVisible($0) } }

  private func isVisible(_ node: Node) -> Bool {
    // Nearly all text starts with a visible ASCII character, and is not decoded.
    let text = textRange(of: node)
    if !record(node).flags.contains(.escaped), !text.isEmpty, 0x21...0x7E ~= source.storage[text.lowerBound] { return true }
    return !(value(of: node)?.isBlank ?? true)
  }

  private func hasContent(_ node: Node, where counts: (Node) -> Bool) -> Bool {
    if hasValue(node) { return counts(node) }
    if record(node).flags.contains(.resource) { return true }
    let end = record(node).next
    var index = node.index + 1
    while index < end {
      let inner = Node(index: index)
      let record = record(inner)
      if record.name == .id || record.name == .extension || record.name == .modifierExtension {
        index = record.next
      } else if record.flags.contains(.resource) || hasValue(inner) && counts(inner) {
        return true
      } else {
        index += 1
      }
    }
    return false
  }
}
