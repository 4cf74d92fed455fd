import FHIRSyntax

/// The FHIRPath types of the values of FHIR's primitive types.
struct PrimitiveKinds: Sendable {
  enum Kind: Sendable {
    case boolean, integer, decimal, string, date, dateTime, time
  }

  private let kinds: [Symbol: Kind]
  let quantity: Symbol?

  init(_ symbols: SymbolTable) {
    var kinds: [Symbol: Kind] = [:]
    let names: [(String, Kind)] = [
      ("boolean", .boolean), ("integer", .integer), ("positiveInt", .integer), ("unsignedInt", .integer), ("decimal", .decimal),
      ("date", .date), ("dateTime", .dateTime), ("instant", .dateTime), ("time", .time),
    ]
    for (name, kind) in names { if let symbol = symbols.symbol(name) { kinds[symbol] = kind } }
    self.kinds = kinds
    quantity = symbols.symbol("Quantity")
  }

  /// The value kind of a primitive type.
  func kind(of type: Symbol) -> Kind { kinds[type] ?? .string }
}
