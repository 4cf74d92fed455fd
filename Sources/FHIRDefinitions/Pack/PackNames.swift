import FHIRSyntax

/// The names of the elements and types of a pack, which become its symbols: the well-known names, then all others in byte order.
struct PackNames {
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
