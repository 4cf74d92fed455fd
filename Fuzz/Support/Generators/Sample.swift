/// A value of a generated payload, which can be written as JSON or as XML.
indirect enum Sample {
  struct Member {
    var name: String
    var value: Sample
    var isAttribute = false

    init(_ name: String, _ value: Sample, isAttribute: Bool = false) {
      self.name = name
      self.value = value
      self.isAttribute = isAttribute
    }
  }

  case object([Member], resource: String? = nil)
  case list([Sample])
  /// A primitive, with its id and extensions in `companion`. If `isBare`, it has no quotes in JSON.
  case primitive(String?, isBare: Bool = false, companion: Sample? = nil)
  /// Narrative: a string in JSON, verbatim in XML.
  case markup(String)

  static func string(_ text: String) -> Sample { .primitive(text) }
  static func bare(_ text: String) -> Sample { .primitive(text, isBare: true) }

  // MARK: JSON

  var json: String {
    switch self {
    case .object(let members, let resource):
      let head = resource.map { ["\"resourceType\":\(Self.quoted($0))"] } ?? []
      return "{" + (head + members.flatMap(Self.jsonMembers)).joined(separator: ",") + "}"
    case .list(let items): return "[" + items.map(\.json).joined(separator: ",") + "]"
    case .primitive(let text, let isBare, _): return text.map { isBare ? $0 : Self.quoted($0) } ?? "null"
    case .markup(let text): return Self.quoted(text)
    }
  }

  private static func jsonMembers(_ member: Member) -> [String] {
    let name = quoted(member.name)
    let companion = quoted("_" + member.name)
    switch member.value {
    case .primitive(let text, _, let other?):
      return (text == nil ? [] : ["\(name):\(member.value.json)"]) + ["\(companion):\(other.json)"]
    case .list(let items):
      let companions = items.map { item in if case .primitive(_, _, let other) = item { other } else { nil as Sample? } }
      let list = ["\(name):\(member.value.json)"]
      guard companions.contains(where: { $0 != nil }) else { return list }
      return list + ["\(companion):[" + companions.map { $0?.json ?? "null" }.joined(separator: ",") + "]"]
    default: return ["\(name):\(member.value.json)"]
    }
  }

  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"", "\\": result += "\\" + String(scalar)
      case "\n": result += "\\n"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }

  // MARK: XML

  /// The whole document.
  var xml: String { xml("x", isRoot: true) }

  private func xml(_ name: String, isRoot: Bool = false) -> String {
    switch self {
    case .object(let members, let resource):
      let tag = isRoot ? resource ?? name : name
      let inside = Self.content(members)
      if let resource, !isRoot { return "<\(tag)><\(resource)\(inside.attributes)>\(inside.text)</\(resource)></\(tag)>" }
      let space = isRoot ? " xmlns=\"http://hl7.org/fhir\"" : ""
      return "<\(tag)\(space)\(inside.attributes)>\(inside.text)</\(tag)>"
    case .list(let items): return items.map { $0.xml(name) }.joined()
    case .primitive(let text, _, let companion):
      let value = text.map { " value=\"\(Self.escaped($0))\"" } ?? ""
      guard case .object(let members, _)? = companion else { return "<\(name)\(value)/>" }
      let inside = Self.content(members)
      return "<\(name)\(value)\(inside.attributes)>\(inside.text)</\(name)>"
    case .markup(let text): return text
    }
  }

  private static func content(_ members: [Member]) -> (attributes: String, text: String) {
    var attributes = ""
    var text = ""
    for member in members {
      if member.isAttribute, case .primitive(let value?, _, _) = member.value {
        attributes += " \(member.name)=\"\(escaped(value))\""
      } else {
        text += member.value.xml(member.name)
      }
    }
    return (attributes, text)
  }

  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "<": result += "&lt;"
      case "&": result += "&amp;"
      case "\"": result += "&quot;"
      case "\n": result += "&#10;"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
