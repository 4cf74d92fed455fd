package import FHIRSyntax
package import Findings

/// The types of one release of FHIR and their elements. Lookups allocate nothing.
///
/// Immutable once built; a class only so that passing it on costs one reference count.
package final class ReleaseDefinitions: Sendable {
  package let release: FHIRRelease
  /// The names of all elements and types.
  let symbols: SymbolTable
  /// The strings that this and all other releases refer to by number.
  package let strings: PackStrings
  package let terminology: Terminology
  package let profiles: ProfileLayers
  private let types: PackBytes
  private let elements: PackBytes
  private let details: PackBytes
  private let targets: PackBytes
  private let invariants: PackBytes
  private let namedCount: Int
  package let typeCount: Int
  /// The types that payloads have used so far.
  let structures: StructureCache

  init(
    release: FHIRRelease, symbols: SymbolTable, strings: PackStrings, terminology: Terminology, profiles: ProfileLayers,
    types: PackBytes, elements: PackBytes, details: PackBytes, targets: PackBytes, invariants: PackBytes
  ) {
    structures = StructureCache()
    self.release = release
    self.symbols = symbols
    self.strings = strings
    self.terminology = terminology
    self.profiles = profiles
    self.types = types
    self.elements = elements
    self.details = details
    self.targets = targets
    self.invariants = invariants
    typeCount = max(0, types.count - PackFormat.typesHeaderSize) / PackFormat.typeSize
    namedCount = min(Int(types[0]), typeCount)
  }

  /// A copy with other terminology and profiles.
  private init(_ other: ReleaseDefinitions, _ terminology: Terminology, _ profiles: ProfileLayers) {
    (release, symbols, strings, structures) = (other.release, other.symbols, other.strings, other.structures)
    (types, elements, details) = (other.types, other.elements, other.details)
    (targets, invariants) = (other.targets, other.invariants)
    (namedCount, typeCount) = (other.namedCount, other.typeCount)
    self.terminology = terminology
    self.profiles = profiles
  }

  /// A copy with additional sources, which take precedence.
  func adding(_ terminology: (some TerminologySource)?, _ profiles: some ProfileSource) -> ReleaseDefinitions {
    ReleaseDefinitions(self, terminology.map { self.terminology.adding($0) } ?? self.terminology, self.profiles.adding(profiles))
  }

  /// A copy whose messages may also show the given public texts.
  func with(_ texts: PublicTexts) -> ReleaseDefinitions {
    var terminology = terminology
    terminology.publicTexts = texts
    return ReleaseDefinitions(self, terminology, profiles)
  }

  // MARK: Types

  /// The type with the given name: a primitive type, a data type or a resource, including abstract ones.
  package func type(_ name: Symbol) -> TypeShape? {
    var low = 0
    var high = namedCount
    while low < high {
      let middle = (low + high) / 2
      if types[row(middle)] < name.rawValue { low = middle + 1 } else { high = middle }
    }
    return low < namedCount && types[row(low)] == name.rawValue ? type(at: UInt32(low)) : nil
  }

  /// Every named type, in ascending order of symbol.
  package var namedTypes: [TypeShape] { (0..<namedCount).compactMap { type(at: UInt32($0)) } }

  /// The type that a type specialises; for nested elements `BackboneElement` or `Element`.
  package func base(of type: TypeShape) -> TypeShape? {
    self.type(at: types[row(Int(type.index)) + 4])
  }

  /// Whether a type is the type with the given name, or derives from it.
  package func isType(_ type: TypeShape, _ name: Symbol) -> Bool {
    var next: TypeShape? = type
    for _ in 0..<PackFormat.longestChain {
      guard let type = next else { return false }
      if type.name == name { return true }
      next = base(of: type)
    }
    return false
  }

  private func row(_ index: Int) -> Int { PackFormat.typesHeaderSize + index * PackFormat.typeSize }

  /// The type in a row: see `TypeShape.index`.
  package func type(at index: UInt32) -> TypeShape? {
    guard Int(index) < typeCount else { return nil }
    let row = row(Int(index))
    let code = types[row + 16]
    guard let kind = TypeShape.Kind(code: code & 0xFF) else { return nil }
    return TypeShape(
      index: index, name: Symbol(rawValue: types[row]), kind: kind, isAbstract: code & PackFormat.abstractFlag != 0,
      requiredOrders: UInt64(types[row + 20]) | UInt64(types[row + 24]) << 32)
  }

  /// Whether a name is the name of a concrete resource type.
  package func isConcreteResource(_ name: Symbol) -> Bool {
    type(name).map { $0.kind == .resource && !$0.isAbstract } ?? false
  }

  /// The names of all concrete resource types.
  package func resourceTypeNames(_ symbols: SymbolTable) -> [String] {
    namedTypes.filter { $0.kind == .resource && !$0.isAbstract }.map { symbols.name($0.name) }
  }

  // MARK: Elements

  /// The element that has the given name in documents, inside a type; elements of its bases are included.
  ///
  /// A choice is found by its name with a type (`valueQuantity`), not by its base name.
  package func child(_ name: Symbol, of type: TypeShape) -> ElementShape? {
    childRow(name, ofType: type.index).flatMap { element(at: $0) }
  }

  private func childRow(_ name: Symbol, ofType type: UInt32) -> Int? {
    var index = type
    for _ in 0..<PackFormat.longestChain where Int(index) < typeCount {
      let row = row(Int(index))
      let first = Int(types[row + 8])
      var low = first
      var high = first + Int(types[row + 12])
      while low < high {
        let middle = (low + high) / 2
        if elements[middle * PackFormat.elementSize] < name.rawValue { low = middle + 1 } else { high = middle }
      }
      if low < first + Int(types[row + 12]), elements[low * PackFormat.elementSize] == name.rawValue { return low }
      index = types[row + 4]
    }
    return nil
  }

  /// Every element that documents may have inside a type, in order; a choice once for each of its types.
  package func children(of type: TypeShape) -> [ElementShape] {
    elements(ofTypeAt: type.index).sorted { ($0.order, $0.name) < ($1.order, $1.name) }
  }

  /// Every element that documents may have inside a type, in the order of the pack.
  func elements(ofTypeAt index: UInt32) -> [ElementShape] {
    var shapes: [ElementShape] = []
    var hidden: Set<Symbol> = []
    var next = type(at: index)
    for _ in 0..<PackFormat.longestChain {
      guard let type = next else { break }
      let row = row(Int(type.index))
      let first = Int(types[row + 8])
      for index in first..<first + min(Int(types[row + 12]), elements.count / PackFormat.elementSize) {
        let name = Symbol(rawValue: elements[index * PackFormat.elementSize])
        guard let shape = element(at: index) else {
          hidden.insert(name)
          continue
        }
        if hidden.insert(name).inserted { shapes.append(shape) }
      }
      next = base(of: type)
    }
    return shapes
  }

  /// The element in a row (see `ElementShape.index`); nil if the row excludes an element of a base.
  package func element(at index: Int) -> ElementShape? {
    let row = index * PackFormat.elementSize
    let word = elements[row + 12]
    let flags = ElementShape.Flags(rawValue: word >> 16)
    guard !flags.contains(.excluded), let type = type(at: elements[row + 8]) else { return nil }
    return ElementShape(
      index: UInt32(truncatingIfNeeded: index), name: Symbol(rawValue: elements[row]),
      baseName: Symbol(rawValue: elements[row + 4]), type: type,
      order: Int(word & 0xFFFF), flags: flags, detail: elements[row + 16])
  }

  /// The number of elements.
  package var elementCount: Int { elements.count / PackFormat.elementSize }

  /// The names of all choices as in paths: `value` for `value[x]`.
  package func choiceNames(among symbols: SymbolTable) -> SymbolSet {
    var names = SymbolSet(of: symbols)
    for row in stride(from: 0, to: elements.count, by: PackFormat.elementSize) {
      let flags = ElementShape.Flags(rawValue: elements[row + 12] >> 16)
      if flags.contains(.choice) { names.insert(Symbol(rawValue: elements[row + 4])) }
    }
    return names
  }

  // MARK: Details

  /// The value set that the codes of an element come from.
  package func binding(of element: ElementShape) -> Binding? {
    guard element.detail > 0 else { return nil }
    let row = Int(element.detail - 1) * PackFormat.detailSize
    let word = details[row]
    let widest = word >> PackFormat.strengthBits
    return BindingStrength(code: word & (1 << PackFormat.strengthBits - 1)).map {
      Binding(strength: $0, valueSet: details[row + 4], maxValueSet: widest > 0 ? widest - 1 : nil)
    }
  }

  /// The canonical URL of the profile of an element's type, such as SimpleQuantity.
  package func profile(ofElementAt index: UInt32) -> String? {
    let detail = elements[Int(index) * PackFormat.elementSize + 16]
    guard detail > 0 else { return nil }
    let profile = details[Int(detail - 1) * PackFormat.detailSize + 8]
    return profile > 0 ? strings.text(profile - 1) : nil
  }

  /// The rows of the invariants of the type in a row, without those of its abstract bases.
  package func invariants(ofTypeAt index: UInt32) -> Range<Int> {
    let row = row(Int(index))
    return range(first: types[row + 28], count: types[row + 32])
  }

  /// The rows of the invariants of the element in a row, in addition to those of its type.
  package func invariants(ofElementAt index: UInt32) -> Range<Int> {
    let detail = elements[Int(index) * PackFormat.elementSize + 16]
    guard detail > 0 else { return 0..<0 }
    let row = Int(detail - 1) * PackFormat.detailSize
    return range(first: details[row + 20], count: details[row + 24])
  }

  private func range(first: UInt32, count: UInt32) -> Range<Int> {
    let first = Int(first)
    return first..<first + min(Int(count), invariantCount)
  }

  /// Whether any type or profile has an invariant with the given key.
  package func hasInvariant(_ key: String) -> Bool {
    guard let number = strings.number(of: key) else { return profiles.hasInvariant(key) }
    let rows = stride(from: 0, to: invariants.count, by: PackFormat.invariantSize)
    return rows.contains { invariants[$0] == number } || profiles.hasInvariant(key)
  }

  /// The invariants of types and their elements with the given key, without duplicates.
  package func invariants(withKey key: String) -> [InvariantSchema] {
    guard let number = strings.number(of: key) else { return [] }
    let rows = (0..<invariantCount).filter { invariants[$0 * PackFormat.invariantSize] == number }
    return rows.map(invariant).reduce(into: []) { all, invariant in if !all.contains(invariant) { all.append(invariant) } }
  }

  /// The number of invariants.
  package var invariantCount: Int { invariants.count / PackFormat.invariantSize }

  /// The invariant in a row.
  package func invariant(at index: Int) -> InvariantSchema {
    let row = index * PackFormat.invariantSize
    return InvariantSchema(
      key: strings.text(invariants[row]), isError: invariants[row + 8] & 1 != 0, expression: strings.text(invariants[row + 4]))
  }

  /// Whether the references of the element in a row may refer to resources of the given type. True if an allowed target is a
  /// profile, because the type does not determine whether a resource conforms to it.
  package func permits(_ type: Symbol, inReferencesOfElementAt index: UInt32) -> Bool {
    let detail = elements[Int(index) * PackFormat.elementSize + 16]
    guard detail > 0 else { return true }
    let row = Int(detail - 1) * PackFormat.detailSize
    let first = Int(details[row + 12])
    let count = min(Int(details[row + 16]), targets.count / 4)
    if count == 0 { return true }
    for index in first..<first + count {
      let word = targets[index * 4]
      if word == type.rawValue || word & PackFormat.profileTarget != 0 { return true }
    }
    guard let shape = self.type(type) else { return false }
    for index in first..<first + count where isType(shape, Symbol(rawValue: targets[index * 4])) { return true }
    return false
  }

  /// The allowed targets of an element's references; empty for any resource.
  package func targets(of element: ElementShape) -> [ReferenceTarget] {
    guard element.detail > 0 else { return [] }
    let row = Int(element.detail - 1) * PackFormat.detailSize
    let first = Int(details[row + 12])
    let count = min(Int(details[row + 16]), targets.count / 4)
    return (first..<first + count).map { index in
      let word = targets[index * 4]
      return word & PackFormat.profileTarget == 0
        ? .type(Symbol(rawValue: word)) : .profile(strings.text(word & ~PackFormat.profileTarget))
    }
  }
}
