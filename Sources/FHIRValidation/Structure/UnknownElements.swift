import FHIRDefinitions
import FHIRSyntax
import Findings

/// Elements and attributes that a type does not define, with suggestions.
extension StructureCheck {
  /// Reports a child that the type of its parent does not define.
  func reportUnknown(_ node: Node, in type: TypeShape, into validation: inout Validation) {
    let record = document.record(node)
    let spelling = document.shownName(of: node)
    let range = document.headRange(of: node)
    let isAttribute = record.flags.contains(.xmlAttribute)
    if isAttribute && Self.isSchemaLocation(document.name(of: node)) {
      return validation.report(
        StructureRules.schemaLocation.finding(range, "a resource should not have \(spelling)", node: node))
    }
    if record.flags.contains(.foreignNamespace) {
      return validation.report(
        StructureRules.foreignNamespace.finding(range, "\(spelling) must be in the FHIR namespace", node: node))
    }
    if isAttribute {
      let meant = meantAttribute(node, in: type)
      return validation.report(
        StructureRules.attribute.finding(
          range, "unknown attribute \(spelling)", help: meant.map { "Write \($0), without a prefix." }, node: node))
    }
    let parent = displayName(of: type)
    if record.name == .resourceType {
      return validation.report(
        StructureRules.unknownElement.finding(
          range, "resourceType is allowed only in a resource, found it in \(text: parent)", help: "Remove resourceType.",
          node: node)
      )
    }
    if validation.isFull(for: StructureRules.unknownElement) { return }
    let siblings = release.children(of: type)
    let written = document.name(of: node)
    if let choice = choice(for: written, among: siblings) {
      let names = Alternatives.shortText(choice.map { document.symbols.name($0.name) })
      let base: Message = choice.first.map { "\(text: name($0.baseName))" } ?? spelling
      return validation.report(
        StructureRules.unknownElement.finding(
          range, "unknown element \(spelling) in \(text: parent): the name of \(base)[x] includes its type",
          help: "Write \(names).", node: node))
    }
    let names = siblings.map { document.symbols.name($0.name) }
    if let nearest = Nearest.text(to: written, among: names) {
      return validation.report(
        StructureRules.unknownElement.finding(
          range, "unknown element \(spelling) in \(text: parent)",
          help: "Did you mean \(nearest)?",
          node: node))
    }
    let others = type.kind == .nested ? [] : definitions.others(than: release.release)
    if let other = others.first(where: { other in other.type(type.name).flatMap { other.child(record.name, of: $0) } != nil }) {
      return validation.report(
        StructureRules.unknownElement.finding(
          range,
          "unknown element \(spelling) in \(text: parent) of \(text: release.release.title), defined only in \(text: other.release.title)",
          node: node))
    }
    validation.report(
      StructureRules.unknownElement.finding(
        range, "unknown element \(spelling) in \(text: parent)", node: node))
  }

  /// The FHIR attribute that an attribute with a prefix was meant to be: the one with the same local name.
  private func meantAttribute(_ node: Node, in type: TypeShape) -> String? {
    guard let local = localName(of: node) else { return nil }
    if local == "value" { return type.kind == .primitive ? local : nil }
    return document.symbols.symbol(local).flatMap { release.child($0, of: type) }.flatMap { $0.isXMLAttribute ? local : nil }
  }

  /// The name of a node after its prefix; nil if it has none.
  func localName(of node: Node) -> String? {
    let name = document.name(of: node)
    return name.utf8.lastIndex(of: UInt8(ascii: ":")).map { String(name[name.utf8.index(after: $0)...]) }
  }

  /// The display name of a type: its name, or a phrase for elements without a named type.
  private func displayName(of type: TypeShape) -> String {
    type.kind == .nested ? "this element" : name(type.name)
  }

  /// The elements of the choice whose base name is a prefix of the name: for `value` or `valueFoo`, all elements of `value[x]`.
  private func choice(for name: String, among siblings: [ElementShape]) -> [ElementShape]? {
    let bases = Set(siblings.lazy.filter(\.isChoice).map(\.baseName))
    for base in bases.sorted() {
      let text = document.symbols.name(base)
      guard name.hasPrefix(text) else { continue }
      let rest = name.utf8.dropFirst(text.utf8.count).first
      if rest.map({ UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }) ?? true { return siblings.filter { $0.baseName == base } }
    }
    return nil
  }

  /// Whether an attribute is a schema location, regardless of its prefix.
  private static func isSchemaLocation(_ name: String) -> Bool {
    name.hasSuffix(":schemaLocation") || name.hasSuffix(":noNamespaceSchemaLocation")
  }
}
