import Findings

/// Writes the files of `Profiles/`: one element a line, so that a change is a line of a diff.
package enum SchemaWriter {
  /// The text of `types/NAME.json`.
  package static func text(of type: TypeSchema) -> String {
    var text = "{\n"
    text += "  \"url\": \(quoted(type.url)),\n"
    text += "  \"type\": \(quoted(type.name)),\n"
    text += "  \"kind\": \(quoted(type.kind.rawValue))"
    if type.isAbstract { text += ",\n  \"abstract\": true" }
    if let base = type.base { text += ",\n  \"base\": \(quoted(base))" }
    if !type.invariants.isEmpty { text += ",\n  \"invariants\": \(list(of: type.invariants, indent: "  "))" }
    if !type.elements.isEmpty {
      text += ",\n  \"elements\": {\n"
      append(type.elements, indent: "    ", to: &text)
      text += "  }"
    }
    return text + "\n}\n"
  }

  /// The text of `package.json`.
  package static func text(of package: PackageSchema) -> String {
    var text = "{\n  \"package\": \(quoted(package.name)),\n  \"version\": \(quoted(package.version)),\n"
    text += "  \"canonical\": \(quoted(package.canonical))"
    if let release = package.release { text += ",\n  \"release\": \(quoted(release.rawValue))" }
    return text + "\n}\n"
  }

  private static func append(_ elements: [ElementSchema], indent: String, to text: inout String) {
    for (index, element) in elements.enumerated() {
      text += "\(indent)\(quoted(element.name)): { "
      var facts: [String] = []
      switch element.content {
      case .type(let type): facts.append("\"type\": \(quoted(type))")
      case .nested(let base, _): facts.append("\"type\": \(quoted(base))")
      case .choice(let types): facts.append("\"choices\": [\(wrapped(types, indent: indent))]")
      case .reference(let path): facts.append("\"elementReference\": \(quoted(path))")
      case .none: facts.append("\"max\": 0")
      }
      if element.isRequired { facts.append("\"min\": 1") }
      if element.repeats { facts.append("\"array\": true") }
      if element.isXMLAttribute { facts.append("\"xmlAttribute\": true") }
      if let profile = element.profile { facts.append("\"profile\": \(quoted(profile))") }
      if !element.targets.isEmpty { facts.append("\"targets\": [\(wrapped(element.targets, indent: indent))]") }
      if let binding = element.binding {
        facts.append(
          "\"binding\": { \"strength\": \(quoted(binding.strength.rawValue)), \"valueSet\": \(quoted(binding.valueSet)) }")
      }
      text += facts.joined(separator: ", ")
      if !element.invariants.isEmpty { text += ", \"invariants\": \(list(of: element.invariants, indent: indent))" }
      if case .nested(_, let elements) = element.content {
        text += ", \"elements\": {\n"
        append(elements, indent: indent + "  ", to: &text)
        text += "\(indent)}"
      }
      text += index + 1 < elements.count ? " },\n" : " }\n"
    }
  }

  /// Invariants, each on a line of its own.
  private static func list(of invariants: [InvariantSchema], indent: String) -> String {
    let lines = invariants.map { invariant in
      "\(indent)  { \"key\": \(quoted(invariant.key)), \"severity\": \(quoted(invariant.isError ? "error" : "warning")), "
        + "\"expression\": \(quoted(invariant.expression)) }"
    }
    return "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
  }

  /// The names of types: on one line where they are few, else on lines of their own.
  private static func wrapped(_ types: [String], indent: String) -> String {
    let names = types.map(quoted)
    guard names.count > 6 else { return names.joined(separator: ", ") }
    var lines: [String] = []
    for name in names {
      if let last = lines.last, indent.utf8.count + last.utf8.count + name.utf8.count < 114 {
        lines[lines.count - 1] = "\(last), \(name)"
      } else {
        lines.append(name)
      }
    }
    return "\n" + lines.map { "\(indent)  \($0)" }.joined(separator: ",\n") + "\n\(indent)"
  }

  /// A JSON string.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
