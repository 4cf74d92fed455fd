/// The shape of a JSON file that users write: for its JSON Schema and for completion in editors.
package indirect enum JSONShape: Sendable {
  /// One of these strings, or any string if the list is empty.
  case text([String])
  /// Any string; these are typical ones.
  case usualText([String])
  case boolean
  case number
  case list(JSONShape)
  /// An object with these members; `others` is the shape of members with any other name.
  case object([Member], others: JSONShape? = nil)
  case either([JSONShape])
  case any

  /// A member of an object.
  package struct Member: Sendable {
    package let name: String
    package let help: String
    package let shape: JSONShape
    package let isRequired: Bool

    package init(_ name: String, _ shape: JSONShape, _ help: String = "", isRequired: Bool = false) {
      self.name = name
      self.shape = shape
      self.help = help
      self.isRequired = isRequired
    }
  }

  /// The shapes that a value may have, with `either` expanded.
  package var alternatives: [JSONShape] {
    if case .either(let shapes) = self { return shapes.flatMap(\.alternatives) }
    return [self]
  }

  /// The shapes of the member with the given name in all alternatives.
  package func member(_ name: String) -> [JSONShape] {
    alternatives.flatMap { shape -> [JSONShape] in
      guard case .object(let members, let others) = shape else { return [] }
      return members.first { $0.name == name }.map { [$0.shape] } ?? (others.map { [$0] } ?? [])
    }
  }

  /// The shapes of the items in all alternatives.
  package var items: [JSONShape] {
    alternatives.compactMap { if case .list(let item) = $0 { item } else { nil } }
  }

  // MARK: JSON Schema

  /// The JSON Schema (draft 07) of a file.
  package func schema(id: String, title: String) -> String {
    var text = "{\n  \"$schema\": \"http://json-schema.org/draft-07/schema#\",\n  \"$id\": \(Self.quoted(id)),\n"
    text += "  \"title\": \(Self.quoted(title)),\n"
    return text + lines(1).map { "  \($0)" }.joined(separator: ",\n") + "\n}\n"
  }

  /// The members of the schema, without the brackets around them.
  private func lines(_ depth: Int) -> [String] {
    switch self {
    case .any: return []
    case .boolean: return ["\"type\": \"boolean\""]
    case .number: return ["\"type\": \"integer\"", "\"minimum\": 0"]
    case .text(let choices):
      return ["\"type\": \"string\""]
        + (choices.isEmpty ? [] : ["\"enum\": [\(choices.map(Self.quoted).joined(separator: ", "))]"])
    case .usualText(let texts):
      return ["\"type\": \"string\""]
        + (texts.isEmpty ? [] : ["\"examples\": [\(texts.map(Self.quoted).joined(separator: ", "))]"])
    case .list(let item): return ["\"type\": \"array\"", "\"items\": \(item.object(depth, help: ""))"]
    case .either(let shapes): return ["\"anyOf\": [\(shapes.map { $0.object(depth, help: "") }.joined(separator: ", "))]"]
    case .object(let members, let others):
      let margin = String(repeating: "  ", count: depth)
      let properties = members.map { "\(margin)  \(Self.quoted($0.name)): \($0.shape.object(depth + 2, help: $0.help))" }
      var lines = ["\"type\": \"object\""]
      if !properties.isEmpty { lines.append("\"properties\": {\n\(properties.joined(separator: ",\n"))\n\(margin)}") }
      let required = members.filter(\.isRequired).map { Self.quoted($0.name) }
      if !required.isEmpty { lines.append("\"required\": [\(required.joined(separator: ", "))]") }
      lines.append("\"additionalProperties\": \(others.map { $0.object(depth, help: "") } ?? "false")")
      return lines
    }
  }

  private func object(_ depth: Int, help: String) -> String {
    let lines = (help.isEmpty ? [] : ["\"description\": \(Self.quoted(help))"]) + lines(depth)
    if lines.isEmpty { return "true" }
    let text = "{ \(lines.joined(separator: ", ")) }"
    if text.utf8.count < 100, !text.utf8.contains(0x0A) { return text }
    let margin = String(repeating: "  ", count: depth)
    return "{\n" + lines.map { "\(margin)\($0)" }.joined(separator: ",\n") + "\n" + String(repeating: "  ", count: depth - 1)
      + "}"
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for character in text {
      if character == "\"" || character == "\\" { result.append("\\") }
      result.append(character)
    }
    return result + "\""
  }
}
