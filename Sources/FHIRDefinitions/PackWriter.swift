import FHIRSyntax

/// Compiles the facts of `Profiles/` into the pack that `Definitions` reads. The same facts give the same bytes.
package enum PackWriter {
  /// The bytes of the pack. Throws where a type or element that is referred to does not exist.
  package static func pack(_ packages: [PackageSchema]) throws(DefinitionsError) -> [UInt8] {
    var names = NameList()
    for package in packages { for type in package.types { names.insert(type) } }
    var sections: [(section: PackFormat.Section, release: UInt32, bytes: [UInt8])] = [
      (.symbols, 0, SymbolTable.serialized(names: names.all))
    ]
    let symbols = names.symbols
    for release in FHIRRelease.allCases {
      let schemas = packages.filter { $0.release == release }.flatMap(\.types)
      var compiler = ReleaseCompiler(release: release, symbols: symbols)
      try compiler.compile(schemas)
      sections.append((.types, PackFormat.code(release), compiler.typeBytes))
      sections.append((.elements, PackFormat.code(release), compiler.elementBytes))
    }
    return assemble(sections)
  }

  /// Header, section table and sections, each at a multiple of eight.
  private static func assemble(_ sections: [(section: PackFormat.Section, release: UInt32, bytes: [UInt8])]) -> [UInt8] {
    var table: [UInt8] = []
    var body: [UInt8] = []
    let start = (PackFormat.headerSize + sections.count * PackFormat.sectionSize).roundedUp
    for section in sections {
      table.append(words: section.section.rawValue, section.release, UInt32(start + body.count), UInt32(section.bytes.count))
      body += section.bytes
      body += repeatElement(0, count: body.count.roundedUp - body.count)
    }
    var pack: [UInt8] = []
    pack.append(words: PackFormat.magic[0], PackFormat.magic[1], PackFormat.version, UInt32(start + body.count))
    pack.append(words: UInt32(sections.count), 0)
    pack += table
    pack += repeatElement(0, count: start - pack.count)
    return pack + body
  }
}

/// The names of a pack: the well-known ones, then all others by their bytes.
private struct NameList {
  private var names: Set<String> = []

  mutating func insert(_ type: TypeSchema) {
    names.insert(type.name)
    insert(type.elements)
  }

  private mutating func insert(_ elements: [ElementSchema]) {
    for element in elements {
      names.insert(element.name)
      switch element.content {
      case .choice(let types): for type in types { names.insert(ElementSchema.choiceName(element.name, of: type)) }
      case .nested(_, let elements): insert(elements)
      case .type, .reference, .none: break
      }
    }
  }

  var all: [String] {
    let wellKnown = Set(Symbol.wellKnownNames)
    let others = names.filter { !wellKnown.contains($0) }
    return Symbol.wellKnownNames + others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  var symbols: [String: UInt32] {
    Dictionary(uniqueKeysWithValues: all.enumerated().map { ($0.element, UInt32($0.offset)) })
  }
}

/// Lays out the types and elements of one release.
private struct ReleaseCompiler {
  let release: FHIRRelease
  let symbols: [String: UInt32]

  /// A type that gets a row: a named one, or the inside of an element.
  private struct Entry {
    var name: String
    var base: String?
    var kind: TypeShape.Kind
    var isAbstract: Bool
    var elements: [ElementSchema]
    /// Where it stands, such as `Patient.contact`.
    var path: String
  }

  private var entries: [Entry] = []
  /// The index of each type by name and of each inside of an element by path.
  private var indexes: [String: UInt32] = [:]
  private var namedCount = 0
  private(set) var typeBytes: [UInt8] = []
  private(set) var elementBytes: [UInt8] = []

  init(release: FHIRRelease, symbols: [String: UInt32]) {
    self.release = release
    self.symbols = symbols
  }

  mutating func compile(_ schemas: [TypeSchema]) throws(DefinitionsError) {
    let sorted = schemas.sorted { symbols[$0.name] ?? 0 < symbols[$1.name] ?? 0 }
    for schema in sorted {
      let entry = Entry(
        name: schema.name, base: schema.base, kind: schema.kind.shape, isAbstract: schema.isAbstract,
        elements: schema.elements, path: schema.name)
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
      try add(Entry(name: base, base: base, kind: .nested, isAbstract: false, elements: nested, path: path))
      try addNested(in: nested, path: path)
    }
  }

  private mutating func write(_ entry: Entry) throws(DefinitionsError) {
    let inherited = try inheritedOrder(of: entry)
    var rows: [(name: UInt32, base: UInt32, type: UInt32, last: UInt32)] = []
    var next = inherited.count
    for element in entry.elements {
      // An element that the base has already keeps its place.
      let order = inherited[element.name] ?? next
      if inherited[element.name] == nil { next += 1 }
      for (name, type) in try names(of: element, in: entry) {
        let flags = ElementShape.Flags(of: element)
        rows.append((try symbol(name), try symbol(element.name), type, UInt32(order) | flags.rawValue << 16))
      }
    }
    rows.sort { $0.name < $1.name }
    for (row, following) in zip(rows, rows.dropFirst()) where row.name == following.name {
      throw DefinitionsError("\(release.title): two elements of '\(entry.path)' have one name")
    }
    let base = try entry.base.map { base throws(DefinitionsError) in try index(of: base, for: entry.path) }
    typeBytes.append(words: try symbol(entry.name), base ?? PackFormat.noType)
    typeBytes.append(words: UInt32(elementBytes.count / PackFormat.elementSize), UInt32(rows.count))
    typeBytes.append(words: entry.kind.code | (entry.isAbstract ? PackFormat.abstractFlag : 0))
    for row in rows { elementBytes.append(words: row.name, row.base, row.type, row.last) }
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

  /// The elements that a type has from its bases, and their places.
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

extension ElementShape.Flags {
  fileprivate init(of element: ElementSchema) {
    self = []
    if element.repeats { insert(.repeats) }
    if element.isXMLAttribute { insert(.xmlAttribute) }
    switch element.content {
    case .choice: insert(.choice)
    case .none: insert(.none)
    case .type, .nested, .reference: break
    }
  }
}

extension [UInt8] {
  fileprivate mutating func append(words: UInt32...) {
    for word in words {
      for shift in stride(from: UInt32(0), to: 32, by: 8) { append(UInt8(truncatingIfNeeded: word >> shift)) }
    }
  }
}

extension Int {
  /// The next multiple of eight.
  fileprivate var roundedUp: Int { (self + 7) & ~7 }
}
