/// Whether elements say anything: presence, as the rules of specifications mean it.
extension Document {
  /// Whether an element has a value, or elements inside that have one.
  ///
  /// `id` and extensions do not count, as data-absent-reason says that there is no value; of an extension its `value` counts
  /// and the parts of which it is made. A resource has content whatever is in it: that it is there says something.
  package func hasContent(_ node: Node) -> Bool { hasContent(node) { _ in true } }

  /// Whether an element has content, not all of which is blank text.
  package func hasVisibleContent(_ node: Node) -> Bool { hasContent(node) { !(value(of: $0)?.isBlank ?? true) } }

  private func hasContent(_ node: Node, where counts: (Node) -> Bool) -> Bool {
    if hasValue(node) { return counts(node) }
    if record(node).flags.contains(.resource) { return true }
    let end = record(node).next
    var index = node.index + 1
    while index < end {
      let inner = Node(index: index)
      let record = record(inner)
      if isBesideContent(inner, record.name) {
        index = record.next
      } else if record.flags.contains(.resource) || hasValue(inner) && counts(inner) {
        return true
      } else {
        index += 1
      }
    }
    return false
  }

  /// Whether a node inside an element is no content of it, nor is what it holds.
  private func isBesideContent(_ node: Node, _ name: Symbol) -> Bool {
    switch name {
    case .id: return true
    case .url: return parent(of: node).map(isExtension) ?? false
    case .extension, .modifierExtension:
      // The parts of an extension are extensions, and so is a reason why it has no value.
      guard let parent = parent(of: node), isExtension(parent) else { return true }
      return value(.url, of: node).map { Self.absenceReasons.contains($0) } ?? false
    default: return false
    }
  }

  private func isExtension(_ node: Node) -> Bool {
    record(node).name == .extension || record(node).name == .modifierExtension
  }

  /// The extensions that say why an element has no value.
  private static let absenceReasons: Set<String> = [
    "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "http://hl7.org/fhir/StructureDefinition/iso21090-nullFlavor",
  ]
}
