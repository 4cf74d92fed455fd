import FHIRDefinitions
import FHIRSyntax

/// The criteria of a slice: one for each discriminator.
struct SliceCriteria {
  var criteria: [Criterion]
  /// The profile that the slice is part of.
  var profile: Profile

  struct Criterion {
    var path: DiscriminatorPath
    var condition: Condition
  }

  enum Condition {
    /// Any of the given values.
    case values([(value: ValueSchema, isExact: Bool)])
    /// A code of a value set.
    case valueSet(BindingSchema)
    case exists(Bool)
    /// Any of the given types.
    case types([String])
    /// Any of the given profiles.
    case profiles([String])
    /// All requirements of a profile on the element.
    case conformsTo(ProfileElement)

    /// A short description of the requirement.
    var summary: String {
      switch self {
      case .values(let values): values.map(\.value.summary).joined(separator: " or ")
      case .valueSet(let binding): "a code in " + binding.valueSet
      case .exists(let exists): exists ? "something" : "nothing"
      case .types(let types): types.joined(separator: " or ")
      case .profiles(let profiles): "conforming to " + profiles.joined(separator: " or ")
      case .conformsTo: "as the profile requires"
      }
    }
  }

  /// A short description of the criteria, such as `system https://fhir.nhs.uk/Id/nhs-number`.
  var summary: String {
    criteria.map { criterion in
      let path = criterion.path.text == "$this" ? "" : criterion.path.text + " "
      if case .exists(let exists) = criterion.condition { return (exists ? "" : "no ") + criterion.path.text }
      if case .types = criterion.condition { return path + "of type " + criterion.condition.summary }
      return path + criterion.condition.summary
    }.joined(separator: " and ")
  }
}

/// The path of a discriminator: the subset of FHIRPath that it allows (FHIR, Profiling: discriminator).
struct DiscriminatorPath {
  enum Step: Hashable {
    case child(String)
    case `extension`(String)
    case resolve
    case ofType(String)
  }

  let text: String
  let steps: [Step]

  /// Nil for a path of any other form.
  init?(_ text: String) {
    self.text = text
    var steps: [Step] = []
    var rest = Substring(text)
    while !rest.isEmpty {
      // The end of the step: a dot outside parentheses.
      var depth = 0
      let end = rest.firstIndex { character in
        if character == "(" { depth += 1 }
        if character == ")" { depth -= 1 }
        return character == "." && depth == 0
      }
      let part = rest[..<(end ?? rest.endIndex)]
      rest = end.map { rest[rest.index(after: $0)...] } ?? ""
      if part == "$this" { continue }
      guard let open = part.firstIndex(of: "(") else {
        if part.isEmpty
          || !part.utf8.allSatisfy({ $0.isLetter || $0.isDigit || $0 == UInt8(ascii: "[") || $0 == UInt8(ascii: "]") })
        {
          return nil
        }
        steps.append(.child(part.hasSuffix("[x]") ? String(part.dropLast(3)) : String(part)))
        continue
      }
      guard part.last == ")" else { return nil }
      let argument = part[part.index(after: open)...].dropLast()
      switch part[..<open] {
      case "resolve" where argument.isEmpty: steps.append(.resolve)
      case "ofType": steps.append(.ofType(String(argument)))
      case "extension" where argument.count > 2 && (argument.first == "'" || argument.first == "\""):
        steps.append(.extension(String(argument.dropFirst().dropLast())))
      default: return nil
      }
    }
    self.steps = steps
  }
}

extension ProfileWalk {
  /// The criteria of a slice; nil if the profile does not define them in a usable form.
  mutating func criteria(
    of slice: ProfileElement, among slices: [ProfileSlice], _ slicing: SlicingSchema, _ profile: Profile
  ) -> SliceCriteria? {
    if let known = criteria[ObjectIdentifier(slice)] { return known.criteria.isEmpty ? nil : known }
    var result = SliceCriteria(criteria: [], profile: profile)
    for discriminator in slicing.discriminators {
      guard let path = DiscriminatorPath(discriminator.path),
        let condition = condition(discriminator.kind, path, slice, among: slices, profile)
      else {
        result.criteria = []
        break
      }
      result.criteria.append(SliceCriteria.Criterion(path: path, condition: condition))
    }
    criteria[ObjectIdentifier(slice)] = result
    return result.criteria.isEmpty ? nil : result
  }

  // MARK: Requirements at a path

  /// A position in a profile: an element, or a value inside an enclosing fixed value or pattern.
  private enum DiscriminatorTarget {
    case element(ProfileElement)
    case value(ValueSchema, isExact: Bool)

    var element: ProfileElement? { if case .element(let element) = self { element } else { nil } }
  }

  /// The positions that a path selects in a slice.
  private mutating func targets(at path: DiscriminatorPath, in slice: ProfileElement, _ profile: Profile) -> [DiscriminatorTarget]
  {
    var targets: [DiscriminatorTarget] = [.element(slice)]
    for step in path.steps {
      let previous = targets
      targets = []
      for target in previous { targets += follow(step, from: target, profile) }
    }
    return targets
  }

  /// What a slice requires at the path of a discriminator; nil if no requirement at the path distinguishes the slice.
  private mutating func condition(
    _ kind: DiscriminatorSchema.Kind, _ path: DiscriminatorPath, _ slice: ProfileElement, among slices: [ProfileSlice],
    _ profile: Profile
  ) -> SliceCriteria.Condition? {
    let targets = targets(at: path, in: slice, profile)
    let elements = targets.compactMap(\.element)
    switch kind {
    case .exists: return presence(of: elements)
    case .type:
      let types = path.steps.last == .resolve ? targetTypes(of: elements, profile) : elements.flatMap(\.types).map(\.name)
      return types.isEmpty ? nil : .types(types)
    case .profile:
      let profiles = elements.flatMap(\.types).flatMap { $0.profiles.isEmpty ? $0.targets : $0.profiles }
      return profiles.isEmpty ? nil : .profiles(profiles)
    case .value, .pattern: break
    }
    var values: [(value: ValueSchema, isExact: Bool)] = []
    for target in targets {
      switch target {
      case .value(let value, let isExact): values.append((value, isExact))
      case .element(let element):
        if let fixed = element.fixed { values.append((fixed, true)) }
        if let pattern = element.pattern { values.append((pattern, false)) }
        // The root elements of the profiles of the slice's type may have a fixed value or pattern instead.
        if path.steps.isEmpty, element.fixed == nil, element.pattern == nil {
          for root in roots(of: element, profile) {
            if let fixed = root.fixed { values.append((fixed, true)) }
            if let pattern = root.pattern { values.append((pattern, false)) }
          }
        }
      }
    }
    if values.isEmpty, path.steps == [.child("url")] {
      // The URL of an extension is the URL of its definition, even if the definition does not fix it or is unknown.
      let urls = slice.types.filter { $0.name == "Extension" }.flatMap(\.profiles)
      values = urls.map { (.text(Canonical.withoutVersion($0)), true) }
    }
    if !values.isEmpty { return .values(values) }
    if let binding = elements.lazy.compactMap(\.binding).first, binding.strength == .required { return .valueSet(binding) }
    if let element = elements.first(where: fixesSomething) { return .conformsTo(element) }
    // Some slices differ in the presence of an element although they are declared to differ in its value: another slice prohibits
    // the element.
    if path.steps.isEmpty { return nil }
    guard let presence = presence(of: elements), case .exists(true) = presence else { return presence(of: elements) }
    for other in slices where other.element !== slice {
      let elements = self.targets(at: path, in: other.element, profile).compactMap(\.element)
      if elements.contains(where: { $0.max == 0 }) { return presence }
    }
    return nil
  }

  /// Whether a slice prohibits or requires an element; nil if it does neither.
  private func presence(of elements: [ProfileElement]) -> SliceCriteria.Condition? {
    if elements.contains(where: { $0.max == 0 }) { return .exists(false) }
    return elements.contains { $0.min > 0 } ? .exists(true) : nil
  }

  /// Whether an element fixes something inside it: a value, a pattern, a value set, or an absence.
  private func fixesSomething(_ element: ProfileElement) -> Bool {
    (element.children + element.slices.map(\.element)).contains { child in
      child.fixed != nil || child.pattern != nil || child.binding?.strength == .required || child.max == 0
        || fixesSomething(child)
    }
  }

  private mutating func follow(_ step: DiscriminatorPath.Step, from target: DiscriminatorTarget, _ profile: Profile)
    -> [DiscriminatorTarget]
  {
    switch (step, target) {
    case (.child(let name), .value(let value, let isExact)):
      return value.member(name).map { .value($0, isExact: isExact) }
    case (.child(let name), .element(let element)):
      var found: [DiscriminatorTarget] = []
      for source in [element] + roots(of: element, profile) {
        for child in source.children where isNamed(name, child.name) {
          found.append(.element(child))
          found += child.slices.map { .element($0.element) }
        }
        if let fixed = source.fixed { found += fixed.member(name).map { .value($0, isExact: true) } }
        if let pattern = source.pattern { found += pattern.member(name).map { .value($0, isExact: false) } }
      }
      return found
    case (.extension(let url), .element(let element)):
      var found: [DiscriminatorTarget] = []
      for source in [element] + roots(of: element, profile) {
        for child in source.children where child.name == .extension {
          for slice in child.slices
          where slice.element.types.contains(where: { $0.profiles.contains { Canonical.withoutVersion($0) == url } }) {
            found.append(.element(slice.element))
          }
        }
      }
      return found
    case (.resolve, .element(let element)):
      var found: [DiscriminatorTarget] = []
      for url in element.types.flatMap(\.targets) {
        if let root = self.profile(url, in: profile)?.root { found.append(.element(root)) }
      }
      return found + [target]
    case (.ofType, _): return [target]
    case (.extension, .value), (.resolve, .value): return []
    }
  }

  /// The types of possible reference targets; empty if any of their profiles is unknown.
  private mutating func targetTypes(of elements: [ProfileElement], _ profile: Profile) -> [String] {
    var names: [String] = []
    for url in elements.flatMap(\.types).flatMap(\.targets) {
      guard let name = self.profile(url, in: profile)?.typeName ?? typeName(ofCanonical: url) else { return [] }
      names.append(name)
    }
    return names
  }

  /// Whether an element has the given name. Either name may be the base name of a choice, and the other may include a type.
  private func isNamed(_ name: String, _ symbol: Symbol) -> Bool {
    let spelling = document.symbols.name(symbol)
    func isTyped(_ long: String, _ short: String) -> Bool {
      long.hasPrefix(short) && long.dropFirst(short.count).first?.isUppercase == true
    }
    return spelling == name || isTyped(spelling, name) || isTyped(name, spelling)
  }

  /// The roots of the profiles of an element's type.
  mutating func roots(of element: ProfileElement, _ profile: Profile) -> [ProfileElement] {
    var roots: [ProfileElement] = []
    for url in element.types.flatMap(\.profiles) { if let root = self.profile(url, in: profile)?.root { roots.append(root) } }
    return roots
  }
}
