import FHIRDefinitions
import FHIRSyntax

/// `is`, `as`, `ofType` and `type()`.
extension Evaluator {
  /// FHIRPath's own types.
  static let systemTypes: Set<String> = [
    "Any", "Boolean", "String", "Integer", "Decimal", "Date", "DateTime", "Time", "Quantity",
  ]

  /// Whether the only item has the given type or a type derived from it.
  mutating func isType(_ items: Collection, _ type: TypeName, at offset: Int) throws(FHIRPathError) -> Collection {
    guard let item = try single(items, at: offset) else { return .none }
    return .one(.boolean(try hasType(item, type, exactly: false, at: offset)))
  }

  mutating func cast(_ items: Collection, to type: TypeName, at offset: Int) throws(FHIRPathError) -> Collection {
    if !dialect.castsSeveral { _ = try single(items, at: offset) }
    return try ofType(items, type, at: offset)
  }

  mutating func ofType(_ items: Collection, _ type: TypeName, at offset: Int) throws(FHIRPathError) -> Collection {
    if items.isEmpty { try checkExists(type, at: offset) }
    var result = Collection.none
    for item in items {
      try charge(at: offset)
      if try hasType(item, type, exactly: !dialect.castsToBase, at: offset) { result.append(item) }
    }
    return result
  }

  /// Whether an item has the given type; with `exactly`, a primitive's base type does not match.
  private func hasType(_ item: Item, _ wanted: TypeName, exactly: Bool, at offset: Int) throws(FHIRPathError) -> Bool {
    try checkExists(wanted, at: offset)
    guard case .node(let node) = item else {
      return wanted.namespace != "FHIR" && (wanted.name == Self.name(of: item) || wanted.name == "Any")
    }
    guard wanted.namespace != "System", let type = typed.type(of: node), let name = document.symbols.symbol(wanted.name) else {
      return false
    }
    if exactly, type.kind == .primitive { return type.name == name }
    return release.isType(type, name)
  }

  private func checkExists(_ type: TypeName, at offset: Int) throws(FHIRPathError) {
    if type.namespace == "System" { return }
    if type.namespace == nil, Self.systemTypes.contains(type.name) { return }
    guard document.symbols.symbol(type.name).flatMap({ release.type($0) }) != nil else {
      throw FHIRPathError(.semantic, "unknown type '\(type.name)'", at: offset)
    }
  }

  /// The type name of a FHIRPath value.
  static func name(of item: Item) -> String {
    switch item {
    case .node, .type: "Any"
    case .boolean: "Boolean"
    case .integer: "Integer"
    case .decimal: "Decimal"
    case .string: "String"
    case .date(let date): date.isDateTime ? "DateTime" : "Date"
    case .time: "Time"
    case .quantity: "Quantity"
    }
  }

  /// The type of an item.
  package func typeName(of item: Item) -> TypeName {
    switch item {
    case .node(let node):
      guard let type = typed.type(of: node) else { return TypeName(namespace: "FHIR", name: "Element") }
      return TypeName(namespace: "FHIR", name: document.symbols.name(type.name))
    case .type: return TypeName(namespace: "System", name: "SimpleTypeInfo")
    default: return TypeName(namespace: "System", name: Self.name(of: item))
    }
  }
}
