import Findings

/// Writes the sections with the types and elements of one release.
struct TypeSectionWriter {
  let release: FHIRRelease
  let symbols: [String: UInt32]
  let strings: PackStringList

  /// A type that has a row: a named type, or the nested content of an element.
  private struct Entry {
    var name: String
    var base: String?
    var kind: TypeShape.Kind
    var isAbstract: Bool
    var elements: [ElementSchema]
    var invariants: [InvariantSchema]
    /// The binding of a named type itself.
    var binding: BindingSchema?
    /// Its path, such as `Patient.contact`.
    var path: String
  }

  private var entries: [Entry] = []
  /// The index of each type by name and of each element's content by path.
  private var indexes: [String: UInt32] = [:]
  private var namedCount = 0
  private(set) var typeBytes: [UInt8] = []
  private(set) var elementBytes: [UInt8] = []
  private(set) var detailBytes: [UInt8] = []
  private(set) var targetBytes: [UInt8] = []
  private(set) var invariantBytes: [UInt8] = []

  init(release: FHIRRelease, symbols: [String: UInt32], strings: PackStringList) {
    self.release = release
    self.symbols = symbols
    self.strings = strings
  }

  mutating func write(_ schemas: [TypeSchema]) throws(DefinitionsError) {
    let sorted = schemas.sorted { symbols[$0.name] ?? 0 < symbols[$1.name] ?? 0 }
    for schema in sorted {
      let entry = Entry(
        name: schema.name, base: schema.base, kind: schema.kind.shape, isAbstract: schema.isAbstract,
        elements: schema.elements, invariants: schema.invariants, binding: schema.binding, path: schema.name)
      try add(entry)
    }
    namedCount = entries.count
    for schema in sorted { try addNested(in: schema.elements, path: schema.name) }

    typeBytes.append(words: UInt32(namedCount), 0)
    for entry in entries { try write(entry) }
  }

  private mutating func add(_ entry: Entry) throws(DefinitionsError) {
    guard indexes.updateValue(UInt32(entries.count), forKey: entry.path) == nil else {
      throw DefinitionsError("\(release.title) defines '\(entry.path)' twice")
    }
    entries.append(entry)
  }

  private mutating func addNested(in elements: [ElementSchema], path: String) throws(DefinitionsError) {
    for element in elements {
      guard case .nested(let base, let nested) = element.content else { continue }
      let path = "\(path).\(element.name)"
      // The requirements on the element apply wherever its content is reused.
      try add(
        Entry(
          name: base, base: base, kind: .nested, isAbstract: false, elements: nested, invariants: element.invariants, path: path))
      try addNested(in: nested, path: path)
    }
  }

  private mutating func write(_ entry: Entry) throws(DefinitionsError) {
    let inherited = try inheritedOrder(of: entry)
    var rows: [(name: UInt32, base: UInt32, type: UInt32, orderAndFlags: UInt32, detail: UInt32)] = []
    var next = inherited.count
    for element in entry.elements {
      // An element that is also in the base keeps its position.
      let order = inherited[element.name] ?? next
      if inherited[element.name] == nil { next += 1 }
      let detail = try detail(of: element)
      for (name, type) in try names(of: element, in: entry) {
        let flags = ElementShape.Flags(of: element)
        var ownDetail = detail
        if element.binding == nil, type != PackFormat.noType, let binding = entries[Int(type)].binding {
          var bound = element
          bound.binding = binding
          ownDetail = try self.detail(of: bound)
        }
        rows.append((try symbol(name), try symbol(element.name), type, UInt32(order) | flags.rawValue << 16, ownDetail))
      }
    }
    rows.sort { $0.name < $1.name }
    for (row, following) in zip(rows, rows.dropFirst()) where row.name == following.name {
      throw DefinitionsError("\(release.title): two elements of '\(entry.path)' have the same name")
    }
    let base = try entry.base.map { base throws(DefinitionsError) in try index(of: base, for: entry.path) }
    typeBytes.append(words: try symbol(entry.name), base ?? PackFormat.noType)
    typeBytes.append(words: UInt32(elementBytes.count / PackFormat.elementSize), UInt32(rows.count))
    typeBytes.append(words: entry.kind.code | (entry.isAbstract ? PackFormat.abstractFlag : 0))
    let required = try requiredOrders(of: entry)
    typeBytes.append(words: UInt32(truncatingIfNeeded: required), UInt32(truncatingIfNeeded: required >> 32))
    let (first, count) = try append(try invariants(of: entry))
    typeBytes.append(words: first, count)
    for row in rows { elementBytes.append(words: row.name, row.base, row.type, row.orderAndFlags, row.detail) }
  }

  /// The invariants of a type and of its bases, without those of abstract bases.
  private func invariants(of entry: Entry) throws(DefinitionsError) -> [InvariantSchema] {
    guard let name = entry.base else { return entry.invariants }
    let base = entries[Int(try index(of: name, for: entry.path))]
    if base.isAbstract || entry.kind == .nested { return entry.invariants }
    let inherited = try invariants(of: base)
    return inherited.filter { invariant in !entry.invariants.contains { $0.key == invariant.key } } + entry.invariants
  }

  private mutating func append(_ invariants: [InvariantSchema]) throws(DefinitionsError) -> (first: UInt32, count: UInt32) {
    let first = UInt32(invariantBytes.count / PackFormat.invariantSize)
    for invariant in invariants {
      invariantBytes.append(
        words: try strings.number(of: invariant.key), try strings.number(of: invariant.expression), invariant.isError ? 1 : 0)
    }
    return (first, UInt32(invariants.count))
  }

  /// Writes a row for the properties that few elements have; returns 1 more than its index, or 0 if the element has none of them.
  private mutating func detail(of element: ElementSchema) throws(DefinitionsError) -> UInt32 {
    var invariants = element.invariants
    if case .nested = element.content { invariants = [] }
    if element.binding == nil && element.profile == nil && element.targets.isEmpty && invariants.isEmpty { return 0 }
    let (first, count) = try append(invariants)
    var strength = element.binding.map { $0.strength.code } ?? 0
    if let widest = element.binding?.maxValueSet {
      strength |= (try strings.number(of: Canonical.withoutVersion(widest)) + 1) << PackFormat.strengthBits
    }
    let valueSet =
      try element.binding.map { binding throws(DefinitionsError) in
        try strings.number(of: Canonical.withoutVersion(binding.valueSet))
      } ?? 0
    let profile = try element.profile.map { profile throws(DefinitionsError) in try strings.number(of: profile) + 1 } ?? 0
    detailBytes.append(words: strength, valueSet, profile)
    detailBytes.append(words: UInt32(targetBytes.count / 4), UInt32(element.targets.count))
    detailBytes.append(words: first, count)
    for target in element.targets {
      if let index = indexes[target], index < namedCount {
        targetBytes.append(words: try symbol(target))
      } else {
        targetBytes.append(words: try strings.number(of: target) | PackFormat.profileTarget)
      }
    }
    return UInt32(detailBytes.count / PackFormat.detailSize)
  }

  /// The orders of a type's required elements, including those of its bases: bit n for order n.
  private func requiredOrders(of entry: Entry) throws(DefinitionsError) -> UInt64 {
    let inherited = try inheritedOrder(of: entry)
    var required: UInt64 = 0
    if let base = entry.base { required = try requiredOrders(of: entries[Int(try index(of: base, for: entry.path))]) }
    var next = inherited.count
    for element in entry.elements {
      let order = inherited[element.name] ?? next
      if inherited[element.name] == nil { next += 1 }
      guard order < PackFormat.maxElements else {
        throw DefinitionsError("\(release.title): '\(entry.path)' has more than \(PackFormat.maxElements) elements")
      }
      let bit = UInt64(1) << UInt64(order)
      required = element.isRequired ? required | bit : required & ~bit
    }
    return required
  }

  /// The names that documents may write for an element, each with the index of its type.
  private func names(of element: ElementSchema, in entry: Entry) throws(DefinitionsError) -> [(String, UInt32)] {
    let path = "\(entry.path).\(element.name)"
    switch element.content {
    case .type(let type): return [(element.name, try index(of: type, for: path))]
    case .nested: return [(element.name, try index(of: path, for: path))]
    case .reference(let target): return [(element.name, try index(of: target, for: path))]
    case .none: return [(element.name, PackFormat.noType)]
    case .choice(let types):
      var names: [(String, UInt32)] = []
      for type in types {
        names.append((ElementSchema.choiceName(element.name, of: type), try index(of: type, for: path)))
      }
      return names
    }
  }

  /// The elements that a type inherits from its bases, and their positions.
  private func inheritedOrder(of entry: Entry, depth: Int = 1) throws(DefinitionsError) -> [String: Int] {
    guard let base = entry.base else { return [:] }
    guard depth < PackFormat.longestChain else {
      throw DefinitionsError("\(release.title): '\(entry.path)' has too many base types")
    }
    let parent = entries[Int(try index(of: base, for: entry.path))]
    var order = try inheritedOrder(of: parent, depth: depth + 1)
    for element in parent.elements where order[element.name] == nil { order[element.name] = order.count }
    return order
  }

  private func index(of type: String, for path: String) throws(DefinitionsError) -> UInt32 {
    guard let index = indexes[type] else {
      throw DefinitionsError("\(release.title): '\(path)' refers to '\(type)', which is not defined")
    }
    return index
  }

  private func symbol(_ name: String) throws(DefinitionsError) -> UInt32 {
    guard let symbol = symbols[name] else { throw DefinitionsError("'\(name)' has no symbol") }
    return symbol
  }
}

extension TypeSchema.Kind {
  fileprivate var shape: TypeShape.Kind {
    switch self {
    case .primitive: .primitive
    case .complex: .complex
    case .resource: .resource
    }
  }
}

extension PackStringList {
  mutating func insert(_ invariants: [InvariantSchema]) {
    for invariant in invariants {
      insert(invariant.key)
      insert(invariant.expression)
    }
  }

  mutating func insert(_ binding: BindingSchema?) {
    guard let binding else { return }
    insert(Canonical.withoutVersion(binding.valueSet))
    if let widest = binding.maxValueSet { insert(Canonical.withoutVersion(widest)) }
  }

  /// Inserts the strings that the elements of a type refer to.
  mutating func insert(_ elements: [ElementSchema]) {
    for element in elements {
      insert(element.binding)
      if let profile = element.profile { insert(profile) }
      for target in element.targets { insert(target) }
      insert(element.invariants)
      if case .nested(_, let elements) = element.content { insert(elements) }
    }
  }
}

extension ElementShape.Flags {
  fileprivate init(of element: ElementSchema) {
    self = []
    if element.repeats { insert(.repeats) }
    if element.isRequired { insert(.required) }
    if element.isXMLAttribute { insert(.xmlAttribute) }
    switch element.content {
    case .choice: insert(.choice)
    case .none: insert(.excluded)
    case .type, .nested, .reference: break
    }
  }
}
