/// Writes profiles as `Profiles/*/profiles` holds them, one element a line, or as the pack does, without any blanks.
package struct ProfileWriter {
  /// Whether lines are broken, for people.
  private let isForPeople: Bool
  private var text = ""

  package static func text(of profile: ProfileSchema) -> String { text(of: profile, isForPeople: true) }

  /// The same on one line.
  package static func compactText(of profile: ProfileSchema) -> String { text(of: profile, isForPeople: false) }

  private static func text(of profile: ProfileSchema, isForPeople: Bool) -> String {
    var writer = ProfileWriter(isForPeople: isForPeople)
    writer.write(profile)
    return writer.text
  }

  private init(isForPeople: Bool) {
    self.isForPeople = isForPeople
  }

  private mutating func write(_ profile: ProfileSchema) {
    var members: [(name: String, text: String)] = [("url", quoted(profile.url))]
    if let version = profile.version { members.append(("version", quoted(version))) }
    members.append(("type", quoted(profile.type)))
    members.append(("base", quoted(profile.base)))
    if !profile.contexts.isEmpty {
      members.append(("contexts", list(profile.contexts.map { list([quoted($0.kind.rawValue), quoted($0.expression)]) })))
    }
    members += facts(of: profile.root)
    let separator = isForPeople ? ",\n  " : ","
    text += isForPeople ? "{\n  " : "{"
    text += members.map { member($0.name, $0.text) }.joined(separator: separator)
    if !profile.root.slices.isEmpty || !profile.root.elements.isEmpty { text += separator }
    writeInside(of: profile.root, indent: 1, separator: separator)
    text += isForPeople ? "\n}\n" : "}"
  }

  /// Writes the slices and elements inside of an element: the only things that take more than a line.
  private mutating func writeInside(of constraint: ConstraintSchema, indent: Int, separator: String) {
    var isFirst = true
    for (name, list) in [("slices", constraint.slices), ("elements", constraint.elements)] where !list.isEmpty {
      if !isFirst { text += separator }
      isFirst = false
      text += isForPeople ? "\(quoted(name)): {" : "\(quoted(name)):{"
      for (index, entry) in list.enumerated() {
        if index > 0 { text += "," }
        breakLine(indent + 1)
        write(entry, indent: indent + 1)
      }
      breakLine(indent)
      text += "}"
    }
  }

  private mutating func write(_ entry: NamedConstraint, indent: Int) {
    let members = facts(of: entry.constraint).map { member($0.name, $0.text) }
    text += quoted(entry.name) + (isForPeople ? ": { " : ":{") + members.joined(separator: comma)
    if !entry.constraint.slices.isEmpty || !entry.constraint.elements.isEmpty {
      if !members.isEmpty { text += comma }
      writeInside(of: entry.constraint, indent: indent, separator: comma)
    }
    text += isForPeople ? " }" : "}"
  }

  private mutating func breakLine(_ indent: Int) {
    if isForPeople { text += "\n" + String(repeating: "  ", count: indent) }
  }

  // MARK: Facts

  private func facts(of constraint: ConstraintSchema) -> [(name: String, text: String)] {
    var facts: [(name: String, text: String)] = []
    if let min = constraint.min, min > 0 { facts.append(("min", String(min))) }
    if let max = constraint.max { facts.append(("max", String(max))) }
    if !constraint.types.isEmpty { facts.append(("types", list(constraint.types.map(self.type)))) }
    if let binding = constraint.binding {
      facts.append(
        ("binding", object([("strength", quoted(binding.strength.rawValue)), ("valueSet", quoted(binding.valueSet))])))
    }
    if let fixed = constraint.fixed { facts.append(("fixed", value(fixed))) }
    if let pattern = constraint.pattern { facts.append(("pattern", value(pattern))) }
    if let least = constraint.minValue { facts.append(("minValue", value(least))) }
    if let greatest = constraint.maxValue { facts.append(("maxValue", value(greatest))) }
    if let length = constraint.maxLength { facts.append(("maxLength", String(length))) }
    if constraint.isModifier { facts.append(("modifier", "true")) }
    if constraint.mustSupport { facts.append(("mustSupport", "true")) }
    if !constraint.invariants.isEmpty {
      let invariants = constraint.invariants.map { invariant in
        object([
          ("key", quoted(invariant.key)), ("severity", quoted(invariant.isError ? "error" : "warning")),
          ("expression", quoted(invariant.expression)),
        ])
      }
      facts.append(("invariants", list(invariants)))
    }
    if let slicing = constraint.slicing { facts.append(("slicing", self.slicing(slicing))) }
    return facts
  }

  private func type(_ type: TypeConstraintSchema) -> String {
    if type == TypeConstraintSchema(type.name) { return quoted(type.name) }
    var members = [(name: "type", text: quoted(type.name))]
    if !type.profiles.isEmpty { members.append(("profiles", list(type.profiles.map(quoted)))) }
    if !type.targets.isEmpty { members.append(("targets", list(type.targets.map(quoted)))) }
    if !type.aggregation.isEmpty { members.append(("aggregation", list(type.aggregation.map { quoted($0.rawValue) }))) }
    return object(members)
  }

  private func slicing(_ slicing: SlicingSchema) -> String {
    var members = [(name: "rules", text: quoted(slicing.rules.rawValue))]
    if slicing.isOrdered { members.append(("ordered", "true")) }
    if !slicing.discriminators.isEmpty {
      members.append(
        ("discriminators", list(slicing.discriminators.map { list([quoted($0.kind.rawValue), quoted($0.path)]) })))
    }
    return object(members)
  }

  private func value(_ value: ValueSchema) -> String {
    switch value {
    case .text(let text): quoted(text)
    case .list(let items): list(items.map(self.value))
    case .object(let members): object(members.map { ($0.name, self.value($0.value)) })
    }
  }

  // MARK: JSON

  private var comma: String { isForPeople ? ", " : "," }

  private func quoted(_ text: String) -> String { SchemaWriter.quoted(text) }

  private func member(_ name: String, _ text: String) -> String { quoted(name) + (isForPeople ? ": " : ":") + text }

  private func list(_ items: [String]) -> String { "[" + items.joined(separator: comma) + "]" }

  private func object(_ members: [(name: String, text: String)]) -> String {
    let inside = members.map { member($0.name, $0.text) }.joined(separator: comma)
    return isForPeople ? "{ \(inside) }" : "{\(inside)}"
  }
}
