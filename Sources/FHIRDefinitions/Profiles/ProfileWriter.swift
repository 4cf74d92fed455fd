/// Writes profiles in the format of `Profiles/` and the pack.
package enum ProfileWriter {
  package static func text(of profile: ProfileSchema) -> String {
    var members = [(name: "url", text: JSONText.quoted(profile.url))]
    if let version = profile.version { members.append(("version", JSONText.quoted(version))) }
    members.append(("type", JSONText.quoted(profile.type)))
    members.append(("base", JSONText.quoted(profile.base)))
    if !profile.contexts.isEmpty {
      let contexts = profile.contexts.map { JSONText.list(quoting: [$0.kind.rawValue, $0.expression]) }
      members.append(("contexts", JSONText.list(contexts)))
    }
    return JSONText.object(members + Self.members(of: profile.root))
  }

  private static func members(of constraint: ConstraintSchema) -> [(name: String, text: String)] {
    var members: [(name: String, text: String)] = []
    if let min = constraint.min, min > 0 { members.append(("min", String(min))) }
    if let max = constraint.max { members.append(("max", String(max))) }
    if !constraint.types.isEmpty { members.append(("types", JSONText.list(constraint.types.map(text)))) }
    if let binding = constraint.binding { members.append(("binding", SchemaWriter.text(of: binding))) }
    if let fixed = constraint.fixed { members.append(("fixed", text(of: fixed))) }
    if let pattern = constraint.pattern { members.append(("pattern", text(of: pattern))) }
    if let least = constraint.minValue { members.append(("minValue", text(of: least))) }
    if let greatest = constraint.maxValue { members.append(("maxValue", text(of: greatest))) }
    if let length = constraint.maxLength { members.append(("maxLength", String(length))) }
    if constraint.isModifier { members.append(("modifier", "true")) }
    if constraint.mustSupport { members.append(("mustSupport", "true")) }
    if !constraint.invariants.isEmpty { members.append(("invariants", SchemaWriter.text(of: constraint.invariants))) }
    if let slicing = constraint.slicing { members.append(("slicing", text(of: slicing))) }
    if !constraint.slices.isEmpty { members.append(("slices", text(of: constraint.slices))) }
    if !constraint.elements.isEmpty { members.append(("elements", text(of: constraint.elements))) }
    return members
  }

  private static func text(of constraints: [NamedConstraint]) -> String {
    JSONText.object(constraints.map { ($0.name, JSONText.object(members(of: $0.constraint))) })
  }

  private static func text(of type: TypeConstraintSchema) -> String {
    if type == TypeConstraintSchema(type.name) { return JSONText.quoted(type.name) }
    var members = [(name: "type", text: JSONText.quoted(type.name))]
    if !type.profiles.isEmpty { members.append(("profiles", JSONText.list(quoting: type.profiles))) }
    if !type.targets.isEmpty { members.append(("targets", JSONText.list(quoting: type.targets))) }
    if !type.aggregation.isEmpty { members.append(("aggregation", JSONText.list(quoting: type.aggregation.map(\.rawValue)))) }
    return JSONText.object(members)
  }

  private static func text(of slicing: SlicingSchema) -> String {
    var members = [(name: "rules", text: JSONText.quoted(slicing.rules.rawValue))]
    if slicing.isOrdered { members.append(("ordered", "true")) }
    if !slicing.discriminators.isEmpty {
      members.append(
        ("discriminators", JSONText.list(slicing.discriminators.map { JSONText.list(quoting: [$0.kind.rawValue, $0.path]) })))
    }
    return JSONText.object(members)
  }

  private static func text(of value: ValueSchema) -> String {
    switch value {
    case .text(let text): JSONText.quoted(text)
    case .list(let items): JSONText.list(items.map(text))
    case .object(let members): JSONText.object(members.map { ($0.name, text(of: $0.value)) })
    }
  }
}
