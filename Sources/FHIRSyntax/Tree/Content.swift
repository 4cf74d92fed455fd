import Findings

/// Whether elements have content: what the rules of specifications mean by presence.
extension Document {
  /// Whether an element, or any element inside it, has a value.
  ///
  /// `id` and extensions are ignored, as the extension data-absent-reason says that there is no value. An extension itself has
  /// content if it has a `url`, regardless of its value. A resource always has content: its presence is information.
  package func hasContent(_ node: Node) -> Bool { hasContent(node) { _ in true } }

  /// Whether an element has content other than blank text.
  package func hasVisibleContent(_ node: Node) -> Bool { hasContent(node) { isVisible($0) } }

  private func isVisible(_ node: Node) -> Bool {
    // Nearly all text starts with a visible ASCII character, and is not decoded.
    let text = textRange(of: node)
    if !record(node).flags.contains(.escaped), !text.isEmpty, 0x21...0x7E ~= source.storage[text.lowerBound] { return true }
    return !(value(of: node)?.isBlank ?? true)
  }

  private func hasContent(_ node: Node, where isContent: (Node) -> Bool) -> Bool {
    if hasValue(node) { return isContent(node) }
    if record(node).flags.contains(.resource) { return true }
    let end = record(node).next
    var index = node.index + 1
    while index < end {
      let inner = Node(index: index)
      let record = record(inner)
      if record.name == .id || record.name == .extension || record.name == .modifierExtension {
        index = record.next
      } else if record.flags.contains(.resource) || hasValue(inner) && isContent(inner) {
        return true
      } else {
        index += 1
      }
    }
    return false
  }
}
