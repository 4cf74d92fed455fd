import FHIRDefinitions
import FHIRSyntax
package import Findings

extension EditorTree {
  /// The Markdown that an editor shows about the element at an offset, and the bytes of the name or value there; nil in the
  /// blanks between elements. There is no range if the offset is elsewhere, such as at `resourceType`.
  package func hover(at offset: Int, _ knowledge: EditorKnowledge, _ report: Report) -> (text: String, range: Range<Int>?)? {
    let packs = report.packs
    let offset = inner(offset)
    guard let node = node(at: offset), let (resource, names) = path(of: node), let type = typeName(ofResource: resource) else {
      return nil
    }
    let range = token(of: node, at: offset)
    if range == nil, offset < document.source.count, document.source.bytes[offset].isBlank { return nil }
    let path = ([type] + names).joined(separator: ".")
    var text = ""
    if let element = typed.element(of: node), !names.isEmpty {
      text += "**\(path)** \(heading(element))\n"
      text += facts(about: element)
    } else {
      text += "**\(type)** \(release.release.title)\n"
      if resource.index == 0 { text += summary(report) }
    }
    if let concept = concept(node), let code = document.value(of: node) {
      text += "\n`\(Self.code(code))`: \(Self.plain(concept.display)) (`\(Self.code(concept.system))`)\n"
    }
    for profile in knowledge.profiles(of: resource, in: self) {
      let facts = knowledge.elements(of: profile, at: names, in: self).flatMap { profileFacts($0) }
      if facts.isEmpty { continue }
      text += "\nProfile `\(Self.code(profile.canonical))`\n\n" + facts.map { "- \($0)\n" }.joined()
    }
    for rule in knowledge.rules(of: packs, at: path).prefix(Self.maxRules) {
      // A rule that applies only to some interactions names them.
      let scopes = rule.scopes.filter { EditorKnowledge.plainPath($0.path) == path }
      let interactions = scopes.contains { $0.interactions.isEmpty } ? [] : scopes.flatMap(\.interactions)
      let level =
        (rule.keyword ?? rule.severity.rawValue) + (interactions.isEmpty ? "" : " (\(interactions.joined(separator: ", ")))")
      text += "\n**\(rule.code)** \(level): \(Self.plain(rule.requirement)) *\(Self.plain(rule.clause))*\n"
    }
    return (text, range.map(placed))
  }

  /// The name or value of a node at an offset; the value of an object or array is its opening bracket. For an offset between the
  /// name and the value of an element with a value, the range of both.
  private func token(of node: Node, at offset: Int) -> Range<Int>? {
    let value = document.valueRange(of: node)
    let start = start(of: node)
    let candidates: [Range<Int>?] =
      switch document.record(node).form {
      case .object, .array: [document.nameRange(of: node), value.prefix(1)]
      default: [document.nameRange(of: node), value, start..<max(start, value.upperBound)]
      }
    return candidates.compactMap { $0 }.first { $0.contains(offset) || $0.upperBound == offset }
  }

  private static let maxRules = 12
  private static let maxCodes = 24

  /// What a payload was checked as, and what could not be checked.
  private func summary(_ report: Report) -> String {
    let packs = report.packs.isEmpty ? "FHIR only" : report.packs.map { "`\($0)`" }.joined(separator: ", ")
    var text = "\nChecked as \(report.otherRelease ?? report.release.title), \(packs) (\(Self.plain(report.basis)))\n"
    if !report.notChecked.isEmpty { text += "\nNot checked:\n\n" }
    for entry in report.notChecked.prefix(Self.maxRules) {
      text += "- \(entry.code): \(Self.plain(entry.requirement)) \(Self.plain(entry.reason(showingValues: true)))\n"
    }
    if report.notChecked.count > Self.maxRules { text += "- and \(report.notChecked.count - Self.maxRules) more\n" }
    return text
  }

  private func heading(_ element: ElementShape) -> String {
    let symbols = document.symbols
    var text = "`\(symbols.name(element.typeName))` \(element.isRequired ? 1 : 0)..\(element.repeats ? "*" : "1")"
    if element.isChoice { text += ", a type of `\(symbols.name(element.baseName))[x]`" }
    return text
  }

  private func facts(about element: ElementShape) -> String {
    var text = ""
    let targets = release.targets(of: element).map { target in
      switch target {
      case .type(let type): document.symbols.name(type)
      case .profile(let url): url
      }
    }
    if !targets.isEmpty { text += "\nRefers to: \(targets.map { "`\($0)`" }.joined(separator: ", "))\n" }
    guard let binding = release.valueSet(of: element) else { return text }
    text += "\n" + codes(binding.strength, binding.url, binding.set)
    return text
  }

  private func codes(_ strength: BindingStrength, _ url: String, _ set: Terminology.ValueSet?) -> String {
    var text = "Binding: \(strength.rawValue), `\(Self.code(url))`\n"
    guard let set, !set.isUnknown else { return text }
    let choices = release.choices(set, upTo: Self.maxCodes + 1)
    if choices.isEmpty { return text }
    text += "\n"
    for choice in choices.prefix(Self.maxCodes) {
      text += "- `\(Self.code(choice.code))`" + (choice.display.map { ": \(Self.plain($0))" } ?? "") + "\n"
    }
    if choices.count > Self.maxCodes { text += "- and others\n" }
    return text
  }

  private func profileFacts(_ element: ProfileElement) -> [String] {
    var facts: [String] = []
    if element.min > 0 || element.max != nil { facts.append("\(element.min)..\(element.max.map(String.init) ?? "*")") }
    for type in element.types {
      let parts = [type.name] + type.profiles + type.targets
      facts.append("type " + parts.map { "`\(Self.code($0))`" }.joined(separator: ", "))
    }
    if let fixed = element.fixed { facts.append("fixed `\(Self.code(fixed.summary))`") }
    if let pattern = element.pattern { facts.append("pattern `\(Self.code(pattern.summary))`") }
    if let length = element.maxLength { facts.append("at most \(length) characters") }
    if let binding = element.binding {
      facts.append(
        "\(binding.strength.rawValue) binding" + (binding.valueSet.isEmpty ? "" : " `\(Self.code(binding.valueSet))`"))
    }
    if element.mustSupport { facts.append("must be supported") }
    for invariant in element.invariants { facts.append("\(invariant.key): `\(Self.code(invariant.expression))`") }
    return facts
  }

  /// Text in a code span: on one line, and without anything that would end the span.
  static func code(_ text: String) -> String {
    String(Message.printable(text, limit: 2_000).map { $0 == "`" ? "'" : $0 })
  }

  /// Text outside of code spans: on one line, and without markup.
  static func plain(_ text: String) -> String {
    String(Message.printable(text, limit: 2_000).flatMap { "\\`*_[]<>&~|".contains($0) ? ["\\", $0] : [$0] })
  }
}
