import Findings

/// Writes types in the format of `Profiles/`.
package enum SchemaWriter {
  package static func text(of type: TypeSchema) -> String {
    var members = [
      (name: "url", text: JSONText.quoted(type.url)), ("type", JSONText.quoted(type.name)),
      ("kind", JSONText.quoted(type.kind.rawValue)),
    ]
    if type.isAbstract { members.append(("abstract", "true")) }
    if let base = type.base { members.append(("base", JSONText.quoted(base))) }
    if let binding = type.binding { members.append(("binding", text(of: binding))) }
    if !type.invariants.isEmpty { members.append(("invariants", text(of: type.invariants))) }
    if !type.elements.isEmpty { members.append(("elements", text(of: type.elements))) }
    return JSONText.object(members)
  }

  private static func text(of elements: [ElementSchema]) -> String {
    JSONText.object(elements.map { ($0.name, text(of: $0)) })
  }

  private static func text(of element: ElementSchema) -> String {
    var members: [(name: String, text: String)] = []
    switch element.content {
    case .type(let type), .nested(let type, _): members.append(("type", JSONText.quoted(type)))
    case .choice(let types): members.append(("choices", JSONText.list(quoting: types)))
    case .reference(let path): members.append(("elementReference", JSONText.quoted(path)))
    case .none: members.append(("max", "0"))
    }
    if element.isRequired { members.append(("min", "1")) }
    if element.repeats { members.append(("array", "true")) }
    if element.isXMLAttribute { members.append(("xmlAttribute", "true")) }
    if let profile = element.profile { members.append(("profile", JSONText.quoted(profile))) }
    if !element.targets.isEmpty { members.append(("targets", JSONText.list(quoting: element.targets))) }
    if let binding = element.binding { members.append(("binding", text(of: binding))) }
    if !element.invariants.isEmpty { members.append(("invariants", text(of: element.invariants))) }
    if case .nested(_, let elements) = element.content { members.append(("elements", text(of: elements))) }
    return JSONText.object(members)
  }

  static func text(of binding: BindingSchema) -> String {
    var members = [
      (name: "strength", text: JSONText.quoted(binding.strength.rawValue)), ("valueSet", JSONText.quoted(binding.valueSet)),
    ]
    if let widest = binding.maxValueSet { members.append(("maxValueSet", JSONText.quoted(widest))) }
    return JSONText.object(members)
  }

  static func text(of invariants: [InvariantSchema]) -> String {
    JSONText.list(
      invariants.map { invariant in
        JSONText.object([
          ("key", JSONText.quoted(invariant.key)), ("severity", JSONText.quoted(invariant.isError ? "error" : "warning")),
          ("expression", JSONText.quoted(invariant.expression)),
        ])
      })
  }
}
