package import FHIRSyntax

/// Extracts profiles and extensions from StructureDefinitions, in JSON or XML, single or in a Bundle.
///
/// The differential is authoritative; a definition without a differential is read from its snapshot. The names in the id of a row
/// (`Patient.identifier:nhsNumber.system`) determine its position; without an id, its path and the preceding rows do.
package struct ProfileImport {
  private let document: Document
  private let resource: Node

  /// The profiles that a file defines. Types and logical models are skipped.
  package static func profiles(in document: Document) throws(DefinitionsError) -> [ProfileSchema] {
    try document.checkSyntax()
    var profiles: [ProfileSchema] = []
    for mark in document.resources where document.name(mark.type) == "StructureDefinition" {
      if let profile = try profile(mark.node, in: document) { profiles.append(profile) }
    }
    return profiles
  }

  /// The two forms of a profile.
  enum View: String {
    /// The constraints that the profile adds to its base.
    case differential
    /// All constraints of the profile and its bases.
    case snapshot
  }

  /// The profile in a StructureDefinition, read from the first of the given views that it has; nil for a type or logical model.
  static func profile(
    _ node: Node, in document: Document, from views: [View] = [.differential, .snapshot]
  ) throws(DefinitionsError) -> ProfileSchema? {
    try ProfileImport(document: document, resource: node).profile(from: views)
  }

  /// Deeper than any FHIR element: protects against definitions designed to exhaust the stack.
  private static let maxDepth = 64

  private func profile(from views: [View]) throws(DefinitionsError) -> ProfileSchema? {
    guard document.isProfile(resource) || document.isUndeclaredProfile(resource), document.text("kind", of: resource) != "logical"
    else { return nil }
    guard let url = document.text("url", of: resource), let type = document.text("type", of: resource),
      let base = document.text("baseDefinition", of: resource)
    else { throw DefinitionsError("a profile must have url, type and baseDefinition", at: resource, in: document) }
    var rows: [Node] = []
    var isFromSnapshot = false
    for view in views where rows.isEmpty {
      rows = document.child(view.rawValue, of: resource).map { document.children("element", of: $0) } ?? []
      isFromSnapshot = view == .snapshot && !rows.isEmpty
    }
    guard document.child("differential", of: resource) != nil || document.child("snapshot", of: resource) != nil else {
      throw DefinitionsError("a profile has neither a differential nor a snapshot", at: resource, in: document)
    }
    var root = ConstraintSchema()
    var finder = RowStepFinder()
    var slices: Set<[Step]> = []
    for row in rows {
      guard let path = document.text("path", of: row) else {
        throw DefinitionsError("an element has no path", at: row, in: document)
      }
      guard path.prefix(while: { $0 != "." }) == type else {
        throw DefinitionsError("the path \(path) does not start with the type \(type)", at: row, in: document)
      }
      let steps = finder.steps(path: path, id: document.text("id", of: row), sliceName: document.text("sliceName", of: row))
      let nested = steps.count + steps.reduce(0) { $0 + ($1.slice?.count { $0 == "/" } ?? 0) }
      guard nested <= Self.maxDepth else {
        throw DefinitionsError("an element is nested more than \(Self.maxDepth) levels deep", at: row, in: document)
      }
      if let last = steps.last, let slice = last.slice, !slices.insert(steps).inserted {
        throw DefinitionsError("\(path) has two slices '\(slice)'", at: row, in: document)
      }
      let constraint = try constraint(row)
      root.insert(constraint, at: steps[...])
    }
    var schema = ProfileSchema(
      url: url, version: document.text("version", of: resource), type: type, base: base,
      contexts: type == "Extension" ? contexts() : [], root: root.withoutEmptyElements())
    if type == "Extension" {
      schema.contextInvariants = document.children("contextInvariant", of: resource).compactMap { document.value(of: $0) }
    }
    schema.isFromSnapshot = isFromSnapshot
    return schema
  }

  // MARK: Context

  private func contexts() -> [ContextSchema] {
    // STU3 states the kind once, for all expressions; R4 states it for each.
    let common = document.text("contextType", of: resource)
    return document.children("context", of: resource).compactMap { context in
      let kind = document.text("type", of: context) ?? common ?? "element"
      guard let expression = document.text("expression", of: context) ?? document.value(of: context) else { return nil }
      return ContextSchema(ContextSchema.Kind(rawValue: kind) ?? .element, expression)
    }
  }

  // MARK: One element

  private func constraint(_ row: Node) throws(DefinitionsError) -> ConstraintSchema {
    var constraint = ConstraintSchema()
    constraint.min = try number("min", of: row).flatMap { $0 > 0 ? $0 : nil }
    constraint.max = document.text("max", of: row) == "*" ? nil : try number("max", of: row)
    if let min = constraint.min, let max = constraint.max, min > max {
      throw DefinitionsError("min \(min) is greater than max \(max)", at: row, in: document)
    }
    constraint.types = types(of: row)
    // An example binding does not loosen a previous binding.
    constraint.binding = document.binding(of: row).flatMap { $0.strength == .example ? nil : $0 }
    constraint.maxLength = try number("maxLength", of: row)
    constraint.isModifier = document.text("isModifier", of: row) == "true"
    constraint.mustSupport = document.text("mustSupport", of: row) == "true"
    for element in document.elements(of: row) {
      let name = document.name(of: element)
      if name.hasPrefix("fixed") {
        constraint.fixed = value(of: element)
      } else if name.hasPrefix("pattern") {
        constraint.pattern = value(of: element)
      } else if name.hasPrefix("minValue") {
        constraint.minValue = value(of: element)
      } else if name.hasPrefix("maxValue") {
        constraint.maxValue = value(of: element)
      }
    }
    constraint.invariants = document.invariants(of: row)
    // An element in R5, and this extension in R4, state that a value is required: extensions alone do not suffice.
    let requiresValue = document.children("extension", of: row).contains {
      document.text("url", of: $0)?.hasSuffix("/StructureDefinition/extension-ElementDefinition.mustHaveValue") ?? false
        && document.text("valueBoolean", of: $0) == "true"
    }
    if requiresValue {
      constraint.invariants.append(InvariantSchema(key: "must-have-value", isError: true, expression: "hasValue()"))
    }
    if let least = minLength(of: row) {
      constraint.invariants.append(
        InvariantSchema(
          key: "min-length", isError: true, expression: "hasValue() implies toString().length() >= \(least)"))
    }
    constraint.slicing = try document.child("slicing", of: row).map { node throws(DefinitionsError) in try slicing(node) }
    return constraint
  }

  /// The minimum number of characters of a value, stated in an extension next to `maxLength`.
  private func minLength(of row: Node) -> Int? {
    let url = "http://hl7.org/fhir/StructureDefinition/minLength"
    return document.children("extension", of: row).first { document.text("url", of: $0) == url }
      .flatMap { document.text("valueInteger", of: $0) }.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
  }

  private func number(_ name: String, of row: Node) throws(DefinitionsError) -> Int? {
    guard let text = document.text(name, of: row) else { return nil }
    guard let number = Int(text), number >= 0 else {
      throw DefinitionsError("\(name) is not a number: '\(text)'", at: row, in: document)
    }
    return number
  }

  private func types(of row: Node) -> [TypeConstraintSchema] {
    var types: [TypeConstraintSchema] = []
    for node in document.children("type", of: row) {
      guard let name = document.typeName(node) else { continue }
      let profiles = document.children("profile", of: node).compactMap(profile(_:))
      let targets = document.children("targetProfile", of: node).compactMap { document.value(of: $0) }
      let modes = document.children("aggregation", of: node).compactMap { document.value(of: $0) }
        .compactMap(ReferenceAggregation.init)
      // STU3 repeats a type for each of its profiles. A repetition without a profile allows all values of the type.
      guard let index = types.firstIndex(where: { $0.name == name }) else {
        types.append(TypeConstraintSchema(name, profiles: profiles, targets: targets, aggregation: modes))
        continue
      }
      let known = types[index].aggregation
      types[index].aggregation = modes.isEmpty || known.isEmpty ? [] : known + modes.filter { !known.contains($0) }
      types[index].profiles = profiles.isEmpty || types[index].profiles.isEmpty ? [] : types[index].profiles.adding(profiles)
      types[index].targets = targets.isEmpty || types[index].targets.isEmpty ? [] : types[index].targets.adding(targets)
    }
    return types
  }

  /// A profile of a type; with `#` and an id, an element of the profile.
  private func profile(_ node: Node) -> String? {
    let part = document.children("extension", of: node).first {
      document.text("url", of: $0) == "http://hl7.org/fhir/StructureDefinition/elementdefinition-profile-element"
    }
    guard let url = document.value(of: node) else { return nil }
    return part.flatMap { document.text("valueString", of: $0) }.map { "\(url)#\($0)" } ?? url
  }

  private func slicing(_ node: Node) throws(DefinitionsError) -> SlicingSchema {
    let rules = document.text("rules", of: node) ?? "open"
    guard let rules = SlicingSchema.Rules(rawValue: rules) else {
      throw DefinitionsError("unknown slicing rules '\(rules)'", at: node, in: document)
    }
    var discriminators: [DiscriminatorSchema] = []
    for discriminator in document.children("discriminator", of: node) {
      guard let path = document.text("path", of: discriminator) else { continue }
      let kind = document.text("type", of: discriminator) ?? ""
      guard let kind = DiscriminatorSchema.Kind(rawValue: kind) else {
        throw DefinitionsError("unknown discriminator type '\(kind)'", at: discriminator, in: document)
      }
      discriminators.append(DiscriminatorSchema(kind, path))
    }
    return SlicingSchema(rules, isOrdered: document.text("ordered", of: node) == "true", discriminators: discriminators)
  }

  /// The value of an element, including its content, without ids and extensions.
  private func value(of node: Node) -> ValueSchema {
    if let text = document.value(of: node) { return .text(text) }
    var members: [ValueSchema.Member] = []
    for element in document.elements(of: node) {
      let name = document.name(of: element)
      if name == "id" || name == "extension" { continue }
      let value = value(of: element)
      if let index = members.firstIndex(where: { $0.name == name }) {
        if case .list(let items) = members[index].value {
          members[index].value = .list(items + [value])
        } else {
          members[index].value = .list([members[index].value, value])
        }
      } else {
        members.append(ValueSchema.Member(name, value))
      }
    }
    return .object(members)
  }
}

extension ConstraintSchema {
  /// Sets the constraints of the element at the end of a path.
  fileprivate mutating func insert(_ constraint: ConstraintSchema, at steps: ArraySlice<Step>) {
    guard let step = steps.first else {
      var constraint = constraint
      constraint.elements = elements
      constraint.slices = slices
      if constraint.slicing == nil { constraint.slicing = slicing }
      self = constraint
      return
    }
    let index = elements.index(of: step.name)
    guard let slice = step.slice else {
      elements[index].constraint.insert(constraint, at: steps.dropFirst())
      return
    }
    let sliceIndex = elements[index].constraint.slices.index(of: slice)
    elements[index].constraint.slices[sliceIndex].constraint.insert(constraint, at: steps.dropFirst())
  }

  /// This constraint without unconstrained elements. Slices are kept, because other profiles may refer to their names.
  fileprivate func withoutEmptyElements() -> ConstraintSchema {
    var result = self
    result.elements = elements.map { NamedConstraint($0.name, $0.constraint.withoutEmptyElements()) }.filter {
      !$0.constraint.isEmpty
    }
    result.slices = slices.map { NamedConstraint($0.name, $0.constraint.withoutEmptyElements()) }
    return result
  }
}

extension [NamedConstraint] {
  /// The index of the constraint with the given name, which is added if it is missing.
  fileprivate mutating func index(of name: String) -> Int {
    if let index = firstIndex(where: { $0.name == name }) { return index }
    append(NamedConstraint(name, ConstraintSchema()))
    return count - 1
  }
}

extension [String] {
  fileprivate func adding(_ others: [String]) -> [String] { self + others.filter { !contains($0) } }
}
