import FHIRDefinitions
import Findings

/// Lists the known profiles, and outlines the requirements of one.
struct ProfileCatalogue {
  private let library: ProfileLibrary?

  init(_ library: ProfileLibrary?) {
    self.library = library
  }

  var entries: [ProfileEntry] {
    FHIRRelease.allCases.flatMap { release in
      (library?.all(release) ?? []).map {
        ProfileEntry(url: $0.url, version: $0.version, type: $0.type, release: release, package: $0.package)
      }
    }
  }

  func outline(of url: String, _ release: FHIRRelease) -> ProfileOutline? {
    guard let library, let profile = library.profile(url, release) else { return nil }
    let entry = ProfileEntry(
      url: profile.url, version: profile.version, type: profile.typeName, release: release,
      package: library.packageName(of: profile, release))
    var root = element(profile.root, slice: nil)
    root.name = profile.typeName
    return ProfileOutline(
      entry: entry, bases: profile.bases, unknownBase: profile.unknownBase, unknownElements: profile.unknownElements,
      contexts: profile.contexts.map { "\($0.kind.rawValue) \($0.expression)" }, root: root)
  }

  private func element(_ element: ProfileElement, slice: String?) -> ProfileOutline.Element {
    let slices = element.slices.map { slice in
      var result = self.element(slice.element, slice: slice.name)
      result.name = library?.name(element) ?? ""
      return result
    }
    return ProfileOutline.Element(
      name: library?.name(element) ?? "", slice: slice, min: element.min, max: element.max, facts: facts(of: element),
      elements: slices + element.children.map { self.element($0, slice: nil) })
  }

  private func facts(of element: ProfileElement) -> [ProfileOutline.Fact] {
    var facts: [ProfileOutline.Fact] = []
    func add(_ kind: ProfileOutline.Fact.Kind, _ text: String) { facts.append(.init(kind: kind, text: text)) }
    for type in element.types {
      let aggregation = type.aggregation.isEmpty ? [] : ["(\(type.aggregation.map(\.rawValue).joined(separator: ", ")))"]
      add(.type, ([type.name] + type.profiles + aggregation).joined(separator: " "))
      for target in type.targets { add(.target, target) }
    }
    if let fixed = element.fixed { add(.fixed, fixed.summary) }
    if let pattern = element.pattern { add(.pattern, pattern.summary) }
    if let least = element.minValue { add(.minValue, least.summary) }
    if let greatest = element.maxValue { add(.maxValue, greatest.summary) }
    if let length = element.maxLength { add(.maxLength, String(length)) }
    if let binding = element.binding { add(.binding, "\(binding.strength.rawValue) \(binding.valueSet)") }
    if let slicing = element.slicing {
      let paths = slicing.discriminators.map { "\($0.kind.rawValue) \($0.path)" }
      let rules = slicing.rules.rawValue + (slicing.isOrdered ? ", ordered" : "")
      add(.slicing, paths.isEmpty ? rules : "\(rules), by \(paths.joined(separator: " and "))")
    }
    if element.isModifier { add(.modifier, "true") }
    if element.mustSupport { add(.mustSupport, "true") }
    for invariant in element.invariants {
      add(.invariant, "\(invariant.key) \(invariant.isError ? "error" : "warning") \(invariant.expression)")
    }
    return facts
  }
}
