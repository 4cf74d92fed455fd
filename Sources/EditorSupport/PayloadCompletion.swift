import ApptLint
import FHIRDefinitions
import FHIRSyntax
import Findings

/// Proposes elements, codes, fixed values, profiles and references in a payload.
package struct PayloadCompletion {
  private let tree: EditorTree
  private let knowledge: EditorKnowledge
  private let packs: [String]
  private let cursor: Cursor
  private var release: ReleaseDefinitions { tree.release }
  private var document: Document { tree.document }
  private var symbols: SymbolTable { tree.document.symbols }
  private var isJSON: Bool { document.format == .json }
  /// The types and elements of the objects around the cursor, the innermost last; a resource has no element.
  private var owners: [(type: TypeShape, element: ElementShape?)] = []
  /// The type of the resource around the cursor, and the names from it to the innermost object.
  private var resource: (type: TypeShape, names: [String])?

  private static let maxCodes = 300

  /// The proposals at an offset of the open text; nil if nothing can be written there, or text would have to be encoded.
  package static func completions(
    at offset: Int, in tree: EditorTree, _ knowledge: EditorKnowledge, packs: [String]
  ) -> CompletionList? {
    guard tree.isVerbatim else { return nil }
    let bytes = tree.document.source.bytes
    let cursor =
      tree.document.format == .json
      ? JSONCursor.find(tree.inner(offset), in: bytes) : XMLCursor.find(tree.inner(offset), in: bytes)
    guard let cursor else { return nil }
    let completion = PayloadCompletion(tree, knowledge, packs, cursor)
    let items = cursor.separating(completion.items)
    return CompletionList(
      items: items, replaced: tree.placed(cursor.replaced), isIncomplete: items.count >= maxCodes)
  }

  private init(_ tree: EditorTree, _ knowledge: EditorKnowledge, _ packs: [String], _ cursor: Cursor) {
    (self.tree, self.knowledge, self.packs, self.cursor) = (tree, knowledge, packs, cursor)
    resolve()
  }

  private mutating func resolve() {
    for frame in cursor.frames {
      if let name = isJSON ? frame.text("resourceType") : frame.name, let type = concreteType(name) {
        owners.append((type, nil))
        resource = (type, [])
        continue
      }
      let name = frame.name.hasPrefix("_") ? String(frame.name.dropFirst()) : frame.name
      guard let owner = owners.last, let element = child(name, of: owner.type) else {
        // An unknown object: nothing is known inside it until the next resource.
        if !owners.isEmpty { (owners, resource) = ([], nil) }
        continue
      }
      owners.append((element.type, element))
      resource?.names.append(name)
    }
  }

  private func concreteType(_ name: String) -> TypeShape? {
    symbols.symbol(name).flatMap { release.type($0) }.flatMap { $0.kind == .resource && !$0.isAbstract ? $0 : nil }
  }

  private func child(_ name: String, of type: TypeShape) -> ElementShape? {
    symbols.symbol(name).flatMap { release.child($0, of: type) }
  }

  private var items: [CompletionItem] {
    switch cursor.place {
    case .name: names
    case .value("resourceType") where isJSON: resourceTypes.map { item($0, .type) }
    case .value(let name): values(name)
    }
  }

  // MARK: Names

  private var resourceTypes: [String] { release.resourceTypeNames(symbols).sorted() }

  private var names: [CompletionItem] {
    let frame = cursor.frames.last
    var items: [CompletionItem] = []
    if let owner = owners.last, cursor.frames.count > 0, isKnown(frame) {
      let present = Set(frame?.members.map(\.name) ?? [])
      let profiles = profileElements
      for element in release.children(of: owner.type) {
        let name = symbols.name(element.name)
        if isJSON ? present.contains(name) : present.contains(name) && !element.repeats { continue }
        if element.isXMLAttribute && !isJSON { continue }
        let required = element.isRequired || profiles.contains { $0.name == element.name && $0.min > 0 }
        var item = CompletionItem(
          label: name, kind: .element,
          detail: "\(symbols.name(element.typeName)) \(required ? 1 : 0)..\(element.repeats ? "*" : "1")", text: "")
        item.rank = required ? 1 : ["id", "extension", "modifierExtension", "implicitRules", "language"].contains(name) ? 8 : 3
        item.text = isJSON ? jsonMember(name, element) : xmlElement(name, element)
        items.append(item)
      }
    }
    let mayBeResource = owners.last.map { $0.type.kind == .resource && $0.element != nil } ?? (cursor.frames.count == 1)
    if isJSON, mayBeResource, frame?.text("resourceType") == nil {
      items.append(
        CompletionItem(
          label: "resourceType", kind: .element, detail: "the type of the resource",
          text: cursor.isContinued ? "\"resourceType\"" : "\"resourceType\": \"$0\"", rank: 0))
    } else if !isJSON, mayBeResource {
      items += resourceTypes.map { name in
        let attribute = owners.isEmpty ? " xmlns=\"http://hl7.org/fhir\"" : ""
        if cursor.isContinued { return CompletionItem(label: name, kind: .type, text: name) }
        let bracket = cursor.isInside ? "" : "<"
        return CompletionItem(label: name, kind: .type, text: "\(bracket)\(name)\(attribute)>$0</\(name)>")
      }
    }
    return items
  }

  /// Whether the type of the innermost object is known.
  private func isKnown(_ frame: Cursor.Frame?) -> Bool {
    guard let frame else { return false }
    if let resource, resource.names.isEmpty {
      return isJSON ? frame.text("resourceType") != nil : concreteType(frame.name) != nil
    }
    return resource != nil
  }

  private func jsonMember(_ name: String, _ element: ElementShape) -> String {
    if cursor.isContinued { return "\"\(name)\"" }
    var value: String
    switch element.type.kind {
    case .primitive:
      let isBare = ["boolean", "integer", "decimal", "positiveInt", "unsignedInt"].contains(symbols.name(element.typeName))
      value = isBare ? "$0" : "\"$0\""
    default: value = "{ $0 }"
    }
    if element.repeats { value = "[\(value)]" }
    return "\"\(name)\": \(value)"
  }

  private func xmlElement(_ name: String, _ element: ElementShape) -> String {
    if cursor.isContinued { return name }
    let bracket = cursor.isInside ? "" : "<"
    return element.type.kind == .primitive ? "\(bracket)\(name) value=\"$0\"/>" : "\(bracket)\(name)>$0</\(name)>"
  }

  /// The requirements of the claimed profiles for the elements of the innermost object.
  private var profileElements: [ProfileElement] {
    elements(resource?.names ?? []).flatMap(\.children)
  }

  private func elements(_ names: [String]) -> [ProfileElement] {
    guard let node = resourceNode else { return [] }
    return knowledge.profiles(of: node, in: tree).flatMap { knowledge.elements(of: $0, at: names, in: tree) }
  }

  /// The node of the resource around the cursor in the tree, which may lack the text being typed.
  private var resourceNode: Node? {
    guard let resource else { return document.root }
    let offset = cursor.replaced.lowerBound
    let name = symbols.name(resource.type.name)
    return document.resources.last { candidate in
      document.name(candidate.type) == name && tree.start(of: candidate.node) <= offset && offset <= tree.end(of: candidate.node)
    }?.node ?? document.resources.first { document.name($0.type) == name }?.node
  }

  // MARK: Values

  private func values(_ name: String) -> [CompletionItem] {
    guard let owner = owners.last, let element = child(name, of: owner.type) else { return [] }
    var items: [CompletionItem] = []
    var seen: Set<String> = []
    func add(_ text: String, _ kind: CompletionItem.Kind, _ detail: String?, _ rank: Int = 5) {
      guard seen.insert(text).inserted else { return }
      var item = item(text, kind)
      (item.detail, item.rank) = (detail, rank)
      items.append(item)
    }
    for fixed in fixedValues(name) { add(fixed, .value, "required by a profile", 0) }
    for value in knowledge.values(of: packs, at: "\(rulePath).\(name)") { add(value.text, .value, "allowed by \(value.rule)", 1) }
    switch symbols.name(element.typeName) {
    case "boolean":
      for text in ["true", "false"] {
        items.append(CompletionItem(label: text, kind: .value, text: text))
      }
      return items
    default: break
    }
    let ownerName = symbols.name(owner.type.name)
    switch (ownerName, name) {
    case ("Coding", "system"), ("Coding", "code"), ("Coding", "display"): addCoding(name, add)
    case ("Identifier", "system"):
      for system in knowledge.systems(of: packs, at: rulePath) { add(system, .value, "named by a rule", 1) }
    case ("Quantity", "system"): add("http://unitsofmeasure.org", .value, "UCUM", 1)
    case ("Reference", "reference"):
      for (text, type) in referenceTargets { add(text, .reference, type, 1) }
    case ("Extension", "url"):
      for profile in knowledge.profiles where profile.type == "Extension" && profile.release == release.release {
        add(profile.url, .value, profile.package)
      }
    case ("Meta", "profile"):
      let type = resource.map { symbols.name($0.type.name) }
      for profile in knowledge.profiles where profile.type == type && profile.release == release.release {
        add(profile.url, .value, profile.package)
      }
    default:
      if let binding = release.valueSet(of: element), let set = binding.set, binding.strength != .example {
        for choice in release.choices(set, upTo: Self.maxCodes) { add(choice.code, .code, choice.display) }
      }
    }
    return items
  }

  /// Adds proposals for a member of a Coding. The binding is that of the Coding's own element, or of the element around it.
  private func addCoding(_ name: String, _ add: (String, CompletionItem.Kind, String?, Int) -> Void) {
    let ownerElements = owners.suffix(2).compactMap(\.element).reversed()
    let frame = cursor.frames.last
    let system = frame?.text("system")
    let names = resource?.names ?? []
    var sets = ownerElements.compactMap { release.valueSet(of: $0) }.filter { $0.strength != .example }.compactMap(\.set)
    for element in elements(names) + elements(names.dropLast()) {
      if let binding = element.binding, let set = release.terminology.valueSet(binding.valueSet) { sets.append(set) }
    }
    switch name {
    case "system":
      for url in sets.flatMap({ release.terminology.systems(of: $0) }) { add(url, .value, "of the bound value set", 1) }
      for url in knowledge.systems(of: packs, at: rulePath) { add(url, .value, "named by a rule", 1) }
    case "code":
      for choice in sets.flatMap({ release.choices($0, system: system, upTo: Self.maxCodes) }) {
        add(choice.code, .code, choice.display, 5)
      }
      if sets.isEmpty, let system {
        for code in release.terminology.codes(ofSystem: system, upTo: Self.maxCodes) {
          add(code, .code, release.display(code, systems: [system]), 5)
        }
      }
    default:
      if let code = frame?.text("code"), let system, let display = release.display(code, systems: [system]) {
        add(display, .value, "of \(code)", 0)
      }
    }
  }

  /// The path of the innermost object, as rules write it.
  private var rulePath: String {
    guard let resource else { return "" }
    return ([symbols.name(resource.type.name)] + resource.names).joined(separator: ".")
  }

  /// The values that claimed profiles fix for a member of the innermost object.
  private func fixedValues(_ name: String) -> [String] {
    guard let resource else { return [] }
    var texts: [String] = []
    func add(_ value: ValueSchema?) { if case .text(let text)? = value, !text.isEmpty { texts.append(text) } }
    for element in elements(resource.names + [name]) {
      add(element.fixed)
      add(element.pattern)
    }
    for element in elements(resource.names) {
      for value in [element.fixed, element.pattern] { value?.member(name).forEach(add) }
    }
    if resource.names.last == "coding" {
      for element in elements(resource.names.dropLast()) {
        for value in [element.fixed, element.pattern] { value?.member("coding").flatMap { $0.member(name) }.forEach(add) }
      }
    }
    return texts
  }

  /// The possible targets of references in the payload, and the type of each.
  private var referenceTargets: [(text: String, type: String)] {
    let container = resourceNode.flatMap { tree.references.container(of: $0) }
    let element = owners.last?.element
    let targets = element.map { release.targets(of: $0) } ?? []
    var found: [(String, String)] = []
    for candidate in document.resources.dropFirst() {
      let isAllowed =
        targets.isEmpty || targets.contains { if case .type(let type) = $0 { type == candidate.type } else { true } }
      guard
        isAllowed || targets.contains(where: { if case .type(let type) = $0 { symbols.name(type) == "Resource" } else { false } })
      else { continue }
      let type = document.name(candidate.type)
      if document.record(candidate.node).name == .contained {
        if tree.references.container(of: candidate.node) == container, let id = target(.id, of: candidate.node) {
          found.append(("#" + id, type))
        }
      } else if let entry = document.parent(of: candidate.node), let url = target(.fullUrl, of: entry) {
        found.append((url, type))
      }
    }
    return found
  }

  /// An id or fullUrl, unless it may be a credential.
  private func target(_ name: Symbol, of parent: Node) -> String? {
    guard let node = document.element(name, of: parent), !tree.isHidden(document.textRange(of: node)) else { return nil }
    return document.value(of: node)
  }

  private func item(_ text: String, _ kind: CompletionItem.Kind) -> CompletionItem {
    let isPlain = text.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7F && !"\"\\<&".utf8.contains($0) }
    let written = isPlain ? text : String(text.filter { !"\"\\<&".contains($0) && !$0.isNewline })
    return CompletionItem(label: text, kind: kind, text: isJSON ? "\"\(written)\"" : written)
  }
}
