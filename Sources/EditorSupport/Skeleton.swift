import FHIRDefinitions
import FHIRSyntax
import Findings

/// Writes a missing element with the content that the definitions require: required child elements, fixed values, and empty
/// values, which are reported until the user fills them in.
struct Skeleton {
  private let tree: EditorTree
  /// The value that rules require at a path.
  private let requiredValue: (String) -> String?
  private var document: Document { tree.document }
  private var symbols: SymbolTable { tree.document.symbols }
  /// The indentation of one level.
  private let indent: String

  /// The maximum depth of nested required elements.
  private static let maxDepth = 6

  /// The edit that adds the elements of a path, each inside the previous one, to a node of a payload without syntax errors; nil
  /// if the path has an unknown element, or one element would not be enough.
  static func adding(
    _ path: [String], to node: Node, in tree: EditorTree, _ knowledge: EditorKnowledge,
    requiredValue: @escaping (String) -> String?
  ) -> Edit? {
    guard let type = tree.typed.type(of: node), let (resource, names) = tree.path(of: node) else { return nil }
    let skeleton = Skeleton(tree, requiredValue)
    let elements = skeleton.elements(path, of: type)
    guard elements.count == path.count, let element = elements.first else { return nil }
    let profiles = knowledge.profiles(of: resource, in: tree).flatMap {
      knowledge.elements(of: $0, at: names, in: tree, includingSlices: false)
    }
    let part = Part(
      element: element,
      path: ([tree.typeName(ofResource: resource) ?? ""] + names + [skeleton.symbols.name(element.name)]).joined(separator: "."),
      constraints: profiles.flatMap(\.children).filter { $0.name == element.name || $0.name == element.baseName }, given: nil,
      required: elements.dropFirst())
    // One element would not be enough.
    if part.constraints.contains(where: { $0.min > 1 }) { return nil }
    return tree.document.format == .json ? skeleton.jsonEdit(part, node) : skeleton.xmlEdit(part, node)
  }

  /// The elements on a path from a type, up to the first name that is unknown or ambiguous.
  private func elements(_ path: [String], of type: TypeShape) -> [ElementShape] {
    var elements: [ElementShape] = []
    for name in path.prefix(Self.maxDepth) {
      let candidates = tree.release.children(of: elements.last?.type ?? type).filter {
        symbols.name($0.name) == name || symbols.name($0.baseName) == name
      }
      guard candidates.count == 1, let element = candidates.first else { break }
      elements.append(element)
    }
    return elements
  }

  private init(_ tree: EditorTree, _ requiredValue: @escaping (String) -> String?) {
    (self.tree, self.requiredValue) = (tree, requiredValue)
    let lines = tree.document.source.bytes.split(separator: 0x0A, maxSplits: 50)
    let first = lines.first { $0.first == 0x20 || $0.first == 0x09 }
    let blanks = first?.prefix { $0 == 0x20 || $0 == 0x09 } ?? []
    indent = blanks.isEmpty || blanks.count > 8 ? "  " : String(decoding: blanks, as: UTF8.self)
  }

  // MARK: Values

  /// An element to write, the requirements of profiles for it, and its value in a pattern for an element around it.
  private struct Part {
    var element: ElementShape
    var path: String
    var constraints: [ProfileElement]
    var given: ValueSchema?
    /// Elements that must be inside it, each in the previous one.
    var required: ArraySlice<ElementShape> = []
  }

  /// The text that a primitive must have: a value fixed by a profile, the value that rules require, or the only code of a
  /// required binding; nil if the user must choose.
  private func fixed(_ part: Part) -> String? {
    for value in [part.given] + part.constraints.flatMap({ [$0.fixed, $0.pattern] }) {
      if case .text(let text)? = value { return text }
    }
    if let value = requiredValue(part.path) { return value }
    guard let binding = tree.release.valueSet(of: part.element), binding.strength == .required, let set = binding.set else {
      return nil
    }
    let codes = tree.release.choices(set, upTo: 2)
    return codes.count == 1 ? codes[0].code : nil
  }

  /// The elements to write inside an element.
  private func parts(_ part: Part) -> [Part] {
    let values = [part.given] + part.constraints.flatMap { [$0.fixed, $0.pattern] }
    return tree.release.children(of: part.element.type).compactMap { child in
      let inner = part.constraints.flatMap(\.children).filter { $0.name == child.name || $0.name == child.baseName }
      let name = symbols.name(child.name)
      let value = values.lazy.compactMap { $0?.member(name).first }.first
      // The type of a choice cannot be determined.
      let isRequired = (child.isRequired || inner.contains { $0.min > 0 }) && !child.isChoice
      let isNext = child == part.required.first
      guard isRequired || isNext || value != nil else { return nil }
      return Part(
        element: child, path: "\(part.path).\(name)", constraints: inner, given: value,
        required: isNext ? part.required.dropFirst() : [])
    }
  }

  // MARK: JSON

  private func jsonEdit(_ part: Part, _ node: Node) -> Edit? {
    guard document.record(node).form == .object else { return nil }
    let name = symbols.name(part.element.name)
    let range = document.valueRange(of: node)
    guard range.count >= 2 else { return nil }
    var last: Node?
    for child in document.children(of: node) { last = child }
    guard let last else {
      let inner = margin(at: range.lowerBound) + indent
      let text = "\n\(inner)\"\(name)\": \(json(part, inner, 0))\n\(margin(at: range.lowerBound))"
      return edit(range.lowerBound + 1..<range.upperBound - 1, text)
    }
    let start = tree.start(of: last)
    let end = document.valueRange(of: last).upperBound
    let isOnOwnLine = lineStart(of: start) + margin(at: start).utf8.count == start
    let inner = margin(at: start)
    let text = "\"\(name)\": \(json(part, inner, 0))"
    return edit(end..<end, isOnOwnLine ? ",\n\(inner)\(text)" : ", \(text)")
  }

  private func json(_ part: Part, _ margin: String, _ depth: Int) -> String {
    let element = part.element
    let inner = margin + indent
    var value: String
    if element.type.kind == .primitive {
      let text = fixed(part) ?? ""
      let isBare = ["boolean", "integer", "decimal", "positiveInt", "unsignedInt"].contains(symbols.name(element.typeName))
      value = isBare && !text.isEmpty ? text : "\"\(Self.json(text))\""
    } else {
      let parts = depth < Self.maxDepth ? parts(part) : []
      let deeper = element.repeats ? inner : margin
      let members = parts.map {
        "\(deeper)\(indent)\"\(symbols.name($0.element.name))\": " + json($0, deeper + indent, depth + 1)
      }
      value = members.isEmpty ? "{}" : "{\n\(members.joined(separator: ",\n"))\n\(deeper)}"
    }
    if element.repeats { value = value.utf8.contains(0x0A) ? "[\n\(inner)\(value)\n\(margin)]" : "[\(value)]" }
    return value
  }

  private static func json(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      default: result.append(character)
      }
    }
    return result
  }

  // MARK: XML

  private func xmlEdit(_ part: Part, _ node: Node) -> Edit? {
    let element = part.element
    guard document.record(node).form == .object, !element.isXMLAttribute, !part.required.contains(where: \.isXMLAttribute) else {
      return nil
    }
    var before: Node?
    var after: Node?
    for child in document.elements(of: node) where !document.record(child).flags.contains(.xmlAttribute) {
      if let shape = tree.typed.element(of: child), shape.order > element.order {
        after = child
        break
      }
      before = child
    }
    if let next = after, let start = tagStart(of: next) {
      let margin = margin(at: start)
      return edit(start..<start, xml(part, margin, 0) + "\n\(margin)")
    }
    guard let before, let start = tagStart(of: before) else { return nil }
    let bytes = document.source.bytes
    var end = max(tree.end(of: before), start)
    if document.record(before).form == .attribute {
      // The value ends inside the tag.
      guard let close = bytes[min(end, bytes.endIndex)...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
      end = close + 1
      if bytes[close - 1] != UInt8(ascii: "/") {
        guard let last = bytes[end...].firstIndex(of: UInt8(ascii: ">")) else { return nil }
        end = last + 1
      }
    }
    let margin = margin(at: start)
    return edit(end..<end, "\n\(margin)" + xml(part, margin, 0))
  }

  private func tagStart(of node: Node) -> Int? {
    guard let name = document.nameRange(of: node), name.lowerBound > 0,
      document.source.bytes[name.lowerBound - 1] == UInt8(ascii: "<")
    else { return nil }
    return name.lowerBound - 1
  }

  private func xml(_ part: Part, _ margin: String, _ depth: Int) -> String {
    let name = symbols.name(part.element.name)
    if part.element.type.kind == .primitive {
      var text = ""
      for character in fixed(part) ?? "" {
        switch character {
        case "&": text += "&amp;"
        case "<": text += "&lt;"
        case "\"": text += "&quot;"
        default: text.append(character)
        }
      }
      return "<\(name) value=\"\(text)\"/>"
    }
    let parts = depth < Self.maxDepth ? parts(part).filter { !$0.element.isXMLAttribute } : []
    if parts.isEmpty { return "<\(name)></\(name)>" }
    let inner = margin + indent
    let children = parts.map { inner + xml($0, inner, depth + 1) + "\n" }
    return "<\(name)>\n\(children.joined())\(margin)</\(name)>"
  }

  // MARK: Text

  private func edit(_ range: Range<Int>, _ text: String) -> Edit {
    Edit(tree.placed(range), document.source.adaptingLineBreaks(of: text))
  }

  private func lineStart(of offset: Int) -> Int {
    let bytes = document.source.bytes
    return bytes[..<offset].lastIndex { $0 == 0x0A || $0 == 0x0D }.map { $0 + 1 } ?? 0
  }

  /// The indentation of the line at an offset.
  private func margin(at offset: Int) -> String {
    let bytes = document.source.bytes
    return String(decoding: bytes[lineStart(of: offset)..<offset].prefix { $0 == 0x20 || $0 == 0x09 }, as: UTF8.self)
  }
}
