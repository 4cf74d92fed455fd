package import FHIRSyntax

/// Takes the facts about profiles and extensions out of StructureDefinitions, in JSON or XML, alone or in a Bundle.
///
/// The differential is what counts; a definition without one is read from its snapshot. A row of either is placed by the
/// names in its id (`Patient.identifier:nhsNumber.system`), or where it has none, by its path and what stands before it.
package struct ProfileImport {
  private let document: Document
  private let resource: Node

  /// The profiles that a file defines. Types and logical models are passed over.
  package static func profiles(in document: Document) throws(DefinitionsError) -> [ProfileSchema] {
    try document.checkSyntax()
    var profiles: [ProfileSchema] = []
    for mark in document.resources where document.name(mark.type) == "StructureDefinition" {
      if let profile = try profile(mark.node, in: document) { profiles.append(profile) }
    }
    return profiles
  }

  /// The two forms that a profile is written in.
  enum View: String {
    /// What it adds to its base.
    case differential
    /// All that it and its bases state.
    case snapshot
  }

  /// The profile that a StructureDefinition is, from the first of some views that it has; nil for a type or logical model.
  static func profile(
    _ node: Node, in document: Document, from views: [View] = [.differential, .snapshot]
  ) throws(DefinitionsError) -> ProfileSchema? {
    try ProfileImport(document: document, resource: node).profile(from: views)
  }

  /// Deeper than any element of FHIR stands; a bound against definitions that are made to exhaust the stack.
  private static let greatestDepth = 64

  private func profile(from views: [View]) throws(DefinitionsError) -> ProfileSchema? {
    guard document.isProfile(resource) || document.isProfileInDisguise(resource), document.text("kind", of: resource) != "logical"
    else { return nil }
    guard let url = document.text("url", of: resource), let type = document.text("type", of: resource),
      let base = document.text("baseDefinition", of: resource)
    else { throw DefinitionsError("a profile has no url, type or baseDefinition", at: resource, in: document) }
    var rows: [Node] = []
    var isWhole = false
    for view in views where rows.isEmpty {
      rows = document.child(view.rawValue, of: resource).map { document.children("element", of: $0) } ?? []
      isWhole = view == .snapshot && !rows.isEmpty
    }
    var root = ConstraintSchema()
    var places = PlaceFinder()
    for row in rows {
      guard let path = document.text("path", of: row) else {
        throw DefinitionsError("an element has no path", at: row, in: document)
      }
      let steps = places.steps(path: path, id: document.text("id", of: row), sliceName: document.text("sliceName", of: row))
      let nested = steps.count + steps.reduce(0) { $0 + ($1.slice?.count { $0 == "/" } ?? 0) }
      guard nested <= Self.greatestDepth else {
        throw DefinitionsError("an element is more than \(Self.greatestDepth) elements deep", at: row, in: document)
      }
      let facts = try constraint(row)
      root.place(facts, at: steps[...])
    }
    var schema = ProfileSchema(
      url: url, version: document.text("version", of: resource), type: type, base: Canonical.withoutVersion(base),
      contexts: type == "Extension" ? contexts() : [], root: root.withoutSilence())
    schema.isWhole = isWhole
    return schema
  }

  // MARK: Context

  private func contexts() -> [ContextSchema] {
    // STU3 says the kind once and gives plain expressions; R4 says it for each.
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
    constraint.min = document.text("min", of: row).flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    constraint.max = document.text("max", of: row).flatMap { Int($0) }
    constraint.types = types(of: row)
    // What was bound before is not loosened by an example.
    constraint.binding = document.binding(of: row).flatMap { $0.strength == .example ? nil : $0 }
    constraint.maxLength = document.text("maxLength", of: row).flatMap { Int($0) }
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
    // What R5 says with an element of its own, and R4 with an extension: a value is wanted, not only extensions.
    let wantsValue = document.children("extension", of: row).contains {
      document.text("url", of: $0)?.hasSuffix("/StructureDefinition/extension-ElementDefinition.mustHaveValue") ?? false
        && document.text("valueBoolean", of: $0) == "true"
    }
    if wantsValue {
      constraint.invariants.append(InvariantSchema(key: "must-have-value", isError: true, expression: "hasValue()"))
    }
    constraint.slicing = try document.child("slicing", of: row).map { node throws(DefinitionsError) in try slicing(node) }
    return constraint
  }

  private func types(of row: Node) -> [TypeConstraintSchema] {
    var types: [TypeConstraintSchema] = []
    for node in document.children("type", of: row) {
      guard let name = document.typeName(node) else { continue }
      let profiles = document.children("profile", of: node).compactMap(profile(_:))
      let targets = document.children("targetProfile", of: node).compactMap { document.value(of: $0) }
      // STU3 names a type once for each of its profiles. One without leaves all of the type.
      guard let index = types.firstIndex(where: { $0.name == name }) else {
        types.append(TypeConstraintSchema(name, profiles: profiles, targets: targets))
        continue
      }
      types[index].profiles = profiles.isEmpty || types[index].profiles.isEmpty ? [] : types[index].profiles.adding(profiles)
      types[index].targets = targets.isEmpty || types[index].targets.isEmpty ? [] : types[index].targets.adding(targets)
    }
    return types
  }

  /// A profile that a type is held to; with `#` and its id, an element of one.
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
      throw DefinitionsError("there are no slicing rules '\(rules)'", at: node, in: document)
    }
    var discriminators: [DiscriminatorSchema] = []
    for discriminator in document.children("discriminator", of: node) {
      guard let path = document.text("path", of: discriminator) else { continue }
      let kind = document.text("type", of: discriminator) ?? ""
      guard let kind = DiscriminatorSchema.Kind(rawValue: kind) else {
        throw DefinitionsError("there is no discriminator type '\(kind)'", at: discriminator, in: document)
      }
      discriminators.append(DiscriminatorSchema(kind, path))
    }
    return SlicingSchema(rules, isOrdered: document.text("ordered", of: node) == "true", discriminators: discriminators)
  }

  /// A value with all that stands inside; its own id and extensions left out.
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

/// A step from an element to one inside of it, and maybe to a slice of that one.
struct Step: Hashable {
  var name: String
  var slice: String?
}

/// Finds the place of each row of a differential.
struct PlaceFinder {
  /// The steps to the last row, for rows without an id.
  private var last: [Step] = []

  /// The steps from the root to a row.
  fileprivate mutating func steps(path: String, id: String?, sliceName: String?) -> [Step] {
    let names = path.split(separator: ".").map { Self.plain(String($0)) }
    var steps: [Step] = []
    if let id, let parsed = Self.parse(id), Self.fits(parsed, names) {
      steps = parsed
      // Some ids leave the name of the slice out.
      if let sliceName, let end = steps.indices.last, steps[end].slice == nil, end > 0 { steps[end].slice = sliceName }
    } else {
      steps = names.map { Step(name: $0) }
      // What stands below a slice follows it.
      for index in steps.indices.dropLast() where index < last.count {
        guard last[index].name == steps[index].name else { break }
        steps[index].slice = last[index].slice
      }
      if let end = steps.indices.last { steps[end].slice = sliceName }
    }
    last = steps
    return Array(steps.dropFirst())
  }

  private static func plain(_ name: String) -> String { name.hasSuffix("[x]") ? String(name.dropLast(3)) : name }

  static func parse(_ id: String) -> [Step]? {
    var steps: [Step] = []
    for part in id.split(separator: ".", omittingEmptySubsequences: false) {
      guard let colon = part.firstIndex(of: ":") else {
        steps.append(Step(name: plain(String(part))))
        continue
      }
      let slice = part[part.index(after: colon)...]
      if slice.isEmpty { return nil }
      steps.append(Step(name: plain(String(part[..<colon])), slice: String(slice)))
    }
    return steps
  }

  /// Whether the names of an id are those of the path; a path may name the type of a choice that the id names as such.
  private static func fits(_ steps: [Step], _ names: [String]) -> Bool {
    steps.count == names.count
      && zip(steps, names).dropFirst().allSatisfy { step, name in
        step.name == name || name.hasPrefix(step.name) && name.dropFirst(step.name.count).first?.isUppercase == true
      }
  }
}

extension ConstraintSchema {
  /// Sets the facts of the element at the end of some steps.
  fileprivate mutating func place(_ facts: ConstraintSchema, at steps: ArraySlice<Step>) {
    guard let step = steps.first else {
      var facts = facts
      facts.elements = elements
      facts.slices = slices
      if facts.slicing == nil { facts.slicing = slicing }
      self = facts
      return
    }
    let index = elements.index(of: step.name)
    guard let slice = step.slice else {
      elements[index].constraint.place(facts, at: steps.dropFirst())
      return
    }
    let sliceIndex = elements[index].constraint.slices.index(of: slice)
    elements[index].constraint.slices[sliceIndex].constraint.place(facts, at: steps.dropFirst())
  }

  /// The same without elements of which nothing is said. Slices stay: their names may be all that a later one builds on.
  fileprivate func withoutSilence() -> ConstraintSchema {
    var result = self
    result.elements = elements.map { NamedConstraint($0.name, $0.constraint.withoutSilence()) }.filter { !$0.constraint.isEmpty }
    result.slices = slices.map { NamedConstraint($0.name, $0.constraint.withoutSilence()) }
    return result
  }
}

extension [NamedConstraint] {
  /// The index of a name, which is added where it is missing.
  fileprivate mutating func index(of name: String) -> Int {
    if let index = firstIndex(where: { $0.name == name }) { return index }
    append(NamedConstraint(name, ConstraintSchema()))
    return count - 1
  }
}

extension [String] {
  fileprivate func adding(_ others: [String]) -> [String] { self + others.filter { !contains($0) } }
}
