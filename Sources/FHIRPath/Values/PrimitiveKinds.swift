import FHIRSyntax

/// The FHIRPath type of each primitive type of FHIR.
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

  func kind(of type: Symbol) -> Kind { kinds[type] ?? .string }
}
