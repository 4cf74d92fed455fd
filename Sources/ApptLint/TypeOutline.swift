import FHIRDefinitions
import FHIRSyntax
import Findings

/// Outlines the definitions of FHIR's own types, which are not profiles.
struct TypeOutline {
  private let release: ReleaseDefinitions
  private let symbols: SymbolTable

  init(_ release: ReleaseDefinitions, _ symbols: SymbolTable) {
    self.release = release
    self.symbols = symbols
  }

  /// The type with the given canonical URL, which may have `|` and a version; nil if the release has none.
  func outline(of url: String) -> ProfileOutline? {
    guard let name = ProfileLibrary.typeName(ofCanonical: url), !ProfileLibrary.isOtherVersion(url, than: release.release),
      let symbol = symbols.symbol(String(name)), let type = release.type(symbol)
    else { return nil }
    let (version, package) =
      switch release.release {
      case .stu3: ("3.0.2", "hl7.fhir.stu3")
      case .r4: ("4.0.1", "hl7.fhir.r4")
      }
    let entry = ProfileEntry(
      url: url.prefix { $0 != "|" }.description, version: version, type: String(name), release: release.release,
      package: "\(package)#\(version)")
    let root = ProfileOutline.Element(
      name: String(name), slice: nil, min: 0, max: nil, facts: invariants(release.invariants(ofTypeAt: type.index)),
      elements: elements(of: type, inside: [type]))
    return ProfileOutline(
      entry: entry, bases: bases(of: type), unknownBase: nil, unknownElements: [], contexts: [], root: root)
  }

  private func bases(of type: TypeShape) -> [String] {
    var bases: [String] = []
    var next = release.base(of: type)
    while let base = next, bases.count < 8 {
      bases.append("http://hl7.org/fhir/StructureDefinition/" + symbols.name(base.name))
      next = release.base(of: base)
    }
    return bases
  }

  /// The elements of a type, and of the elements nested in it, which may contain themselves.
  private func elements(of type: TypeShape, inside outer: [TypeShape]) -> [ProfileOutline.Element] {
    var elements: [ProfileOutline.Element] = []
    for element in release.children(of: type) {
      let name = symbols.name(element.baseName)
      // The names of a choice are next to each other.
      if element.isChoice, elements.last?.name == name {
        elements[elements.count - 1].facts.insert(contentsOf: self.type(of: element), at: 1)
        continue
      }
      let isNested = element.type.kind == .nested && !outer.contains(element.type)
      elements.append(
        ProfileOutline.Element(
          name: name, slice: nil, min: element.isRequired ? 1 : 0, max: element.repeats ? nil : 1, facts: facts(of: element),
          elements: isNested ? self.elements(of: element.type, inside: outer + [element.type]) : []))
    }
    return elements
  }

  private func facts(of element: ElementShape) -> [ProfileOutline.Fact] {
    var facts = type(of: element)
    if let binding = release.binding(of: element) {
      let url = release.terminology.strings.text(binding.valueSet)
      facts.append(.init(kind: .binding, text: "\(binding.strength.rawValue) \(url)"))
    }
    if element.type.kind == .nested { facts += invariants(release.invariants(ofTypeAt: element.type.index)) }
    return facts + invariants(release.invariants(ofElementAt: element.index))
  }

  private func type(of element: ElementShape) -> [ProfileOutline.Fact] {
    let profile = release.profile(ofElementAt: element.index).map { " " + $0 } ?? ""
    let targets = release.targets(of: element).map { target in
      switch target {
      case .type(let type): symbols.name(type)
      case .profile(let url): url
      }
    }
    return [.init(kind: .type, text: symbols.name(element.typeName) + profile)]
      + targets.map { .init(kind: .target, text: $0) }
  }

  private func invariants(_ rows: Range<Int>) -> [ProfileOutline.Fact] {
    rows.map { row in
      let invariant = release.invariant(at: row)
      return .init(
        kind: .invariant, text: "\(invariant.key) \(invariant.isError ? "error" : "warning") \(invariant.expression)")
    }
  }
}
