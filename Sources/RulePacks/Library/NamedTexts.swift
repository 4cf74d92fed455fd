import FHIRSyntax

extension RuleFile {
  /// The codes and URLs in the file: values of checks, and quoted strings in paths and conditions.
  package var namedTexts: Set<String> {
    var texts: Set<String> = []
    let document = Document.read(read(), symbols: .wellKnown, limits: Limits())
    if let root = document.root { NamedTexts.collect(in: root, of: document, isValue: false, into: &texts) }
    return texts
  }
}

private enum NamedTexts {
  /// The members of a rule file that contain values.
  private static let members: Set<String> = [
    "at", "per", "some", "check", "when", "unless", "requests", "ownProfiles", "otherProfiles",
  ]

  static func collect(in node: Node, of document: Document, isValue: Bool, into texts: inout Set<String>) {
    switch document.record(node).form {
    case .string:
      guard isValue, let text = document.value(of: node) else { return }
      texts.formUnion(([text[...]] + quoted(text)).lazy.filter { !$0.isEmpty && !$0.contains(" ") }.map(String.init))
    case .object, .array:
      for child in document.children(of: node) {
        let name = document.name(of: child)
        if RuleFile.exampleMembers.contains(name) { continue }
        collect(in: child, of: document, isValue: isValue || members.contains(name), into: &texts)
      }
    default: return
    }
  }

  /// The quoted parts of a text.
  private static func quoted(_ text: String) -> [Substring] {
    let parts = text.split(separator: "'", omittingEmptySubsequences: false)
    return parts.indices.filter { !$0.isMultiple(of: 2) }.map { parts[$0] }
  }
}
