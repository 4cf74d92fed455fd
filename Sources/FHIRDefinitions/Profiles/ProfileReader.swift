package import FHIRSyntax
package import Findings

/// Reads profiles in the format of `Profiles/` and the pack. Unknown keys are errors, reported with line and column.
package enum ProfileReader {
  private static let headerKeys: [StaticString] = ["url", "version", "type", "base", "contexts"]
  private static let constraintKeys: [StaticString] = [
    "min", "max", "types", "binding", "fixed", "pattern", "minValue", "maxValue", "maxLength", "modifier", "mustSupport",
    "invariants", "slicing", "slices", "elements",
  ]
  private static let profileKeys = headerKeys + constraintKeys

  package static func profile(
    _ source: SourceText, symbols: SymbolTable = .wellKnown
  ) throws(DefinitionsError) -> ProfileSchema {
    let reader = try SchemaReader(source, symbols: symbols)
    let root = try reader.root()
    let members = try reader.members(of: root, known: profileKeys)
    return ProfileSchema(
      url: try reader.text("url", of: members, in: root), version: try members["version"].map(reader.text),
      type: try reader.text("type", of: members, in: root), base: try reader.text("base", of: members, in: root),
      contexts: try contexts(members["contexts"], reader), root: try constraint(members, reader))
  }

  private static func contexts(_ node: Node?, _ reader: SchemaReader) throws(DefinitionsError) -> [ContextSchema] {
    guard let node else { return [] }
    var contexts: [ContextSchema] = []
    for child in reader.document.children(of: node) {
      let (kind, expression) = try pair(child, reader)
      guard let kind = ContextSchema.Kind(rawValue: kind) else { throw reader.error("unknown context '\(kind)'", at: child) }
      contexts.append(ContextSchema(kind, expression))
    }
    return contexts
  }

  private static func pair(_ node: Node, _ reader: SchemaReader) throws(DefinitionsError) -> (String, String) {
    let texts = try reader.texts(node)
    guard texts.count == 2 else { throw reader.error("expected two values", at: node) }
    return (texts[0], texts[1])
  }

  private static func constraint(
    _ members: SchemaMembers, _ reader: SchemaReader
  ) throws(DefinitionsError) -> ConstraintSchema {
    var constraint = ConstraintSchema()
    constraint.min = try number(members["min"], reader)
    constraint.max = try number(members["max"], reader)
    constraint.types = try types(members["types"], reader)
    constraint.binding = try reader.binding(members["binding"])
    constraint.fixed = members["fixed"].map { value($0, reader.document) }
    constraint.pattern = members["pattern"].map { value($0, reader.document) }
    constraint.minValue = members["minValue"].map { value($0, reader.document) }
    constraint.maxValue = members["maxValue"].map { value($0, reader.document) }
    constraint.maxLength = try number(members["maxLength"], reader)
    constraint.isModifier = try reader.flag("modifier", of: members)
    constraint.mustSupport = try reader.flag("mustSupport", of: members)
    constraint.invariants = try reader.invariants(members["invariants"])
    constraint.slicing = try members["slicing"].map { node throws(DefinitionsError) in try slicing(node, reader) }
    constraint.slices = try named(members["slices"], reader)
    constraint.elements = try named(members["elements"], reader)
    return constraint
  }

  private static func number(_ node: Node?, _ reader: SchemaReader) throws(DefinitionsError) -> Int? {
    guard let node else { return nil }
    guard let number = Int(try reader.text(node)), number >= 0 else { throw reader.error("expected a number", at: node) }
    return number
  }

  private static func named(_ node: Node?, _ reader: SchemaReader) throws(DefinitionsError) -> [NamedConstraint] {
    guard let node else { return [] }
    var list: [NamedConstraint] = []
    for child in reader.document.children(of: node) {
      let members = try reader.members(of: child, known: constraintKeys)
      list.append(NamedConstraint(reader.document.name(of: child), try constraint(members, reader)))
    }
    return list
  }

  private static func types(_ node: Node?, _ reader: SchemaReader) throws(DefinitionsError) -> [TypeConstraintSchema] {
    guard let node else { return [] }
    var types: [TypeConstraintSchema] = []
    for child in reader.document.children(of: node) {
      if reader.document.hasValue(child) {
        types.append(TypeConstraintSchema(try reader.text(child)))
        continue
      }
      let members = try reader.members(of: child, known: ["type", "profiles", "targets", "aggregation"])
      let modes = try reader.texts(members["aggregation"]).map { text throws(DefinitionsError) in
        guard let mode = ReferenceAggregation(rawValue: text) else {
          throw reader.error("unknown aggregation '\(text)'", at: child)
        }
        return mode
      }
      types.append(
        TypeConstraintSchema(
          try reader.text("type", of: members, in: child), profiles: try reader.texts(members["profiles"]),
          targets: try reader.texts(members["targets"]), aggregation: modes))
    }
    return types
  }

  private static func slicing(_ node: Node, _ reader: SchemaReader) throws(DefinitionsError) -> SlicingSchema {
    let members = try reader.members(of: node, known: ["rules", "ordered", "discriminators"])
    let rules = try reader.text("rules", of: members, in: node)
    guard let rules = SlicingSchema.Rules(rawValue: rules) else {
      throw reader.error("unknown slicing rules '\(rules)'", at: node)
    }
    var discriminators: [DiscriminatorSchema] = []
    if let list = members["discriminators"] {
      for child in reader.document.children(of: list) {
        let (kind, path) = try pair(child, reader)
        guard let kind = DiscriminatorSchema.Kind(rawValue: kind) else {
          throw reader.error("unknown discriminator '\(kind)'", at: child)
        }
        discriminators.append(DiscriminatorSchema(kind, path))
      }
    }
    return SlicingSchema(rules, isOrdered: try reader.flag("ordered", of: members), discriminators: discriminators)
  }

  private static func value(_ node: Node, _ document: Document) -> ValueSchema {
    switch document.record(node).form {
    case .object:
      .object(document.children(of: node).map { ValueSchema.Member(document.name(of: $0), value($0, document)) })
    case .array: .list(document.children(of: node).map { value($0, document) })
    default: .text(document.value(of: node) ?? "")
    }
  }
}
