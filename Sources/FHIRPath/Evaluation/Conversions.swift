import FHIRSyntax

/// `toX()` and `convertsToX()`.
enum ConversionFunction: String, Sendable {
  case toBoolean, convertsToBoolean, toInteger, convertsToInteger, toDecimal, convertsToDecimal, toString, convertsToString
  case toDate, convertsToDate, toDateTime, convertsToDateTime, toTime, convertsToTime, toQuantity, convertsToQuantity

  var argumentCounts: ClosedRange<Int> { self == .toQuantity || self == .convertsToQuantity ? 0...1 : 0...0 }
}

extension Evaluator {
  mutating func conversion(
    _ function: ConversionFunction, _ item: Item, _ values: [Collection], at offset: Int
  ) throws(FHIRPathError) -> Collection {
    let value = system(item)
    switch function {
    case .toBoolean: return Collection(value.flatMap(Self.boolean).map { .boolean($0) })
    case .convertsToBoolean: return .one(.boolean(value.flatMap(Self.boolean) != nil))
    case .toInteger: return Collection(value.flatMap(Self.integer).map { .integer($0) })
    case .convertsToInteger: return .one(.boolean(value.flatMap(Self.integer) != nil))
    case .toDecimal: return Collection(value.flatMap(Self.decimal).map { .decimal($0) })
    case .convertsToDecimal: return .one(.boolean(value.flatMap(Self.decimal) != nil))
    case .toString: return Collection(value.flatMap(Self.string).map { .string($0) })
    case .convertsToString: return .one(.boolean(value.flatMap(Self.string) != nil))
    case .toDate: return Collection(value.flatMap { Self.date($0)?.date }.map { .date($0) })
    case .convertsToDate: return .one(.boolean(value.flatMap(Self.date) != nil))
    case .toDateTime: return Collection(value.flatMap(Self.dateTime).map { .date($0) })
    case .convertsToDateTime: return .one(.boolean(value.flatMap(Self.dateTime) != nil))
    case .toTime: return Collection(value.flatMap(Self.time).map { .time($0) })
    case .convertsToTime: return .one(.boolean(value.flatMap(Self.time) != nil))
    case .toQuantity: return Collection(try quantity(value, in: values, at: offset).map { .quantity($0) })
    case .convertsToQuantity: return .one(.boolean(try quantity(value, in: values, at: offset) != nil))
    }
  }

  private static func boolean(_ item: Item) -> Bool? {
    switch item {
    case .boolean(let value): return value
    case .integer(let value): return value == 1 ? true : value == 0 ? false : nil
    case .decimal(let value): return value == Decimal(1) ? true : value == Decimal(0) ? false : nil
    case .string(let text):
      switch text.lowercased() {
      case "true", "t", "yes", "y", "1", "1.0": return true
      case "false", "f", "no", "n", "0", "0.0": return false
      default: return nil
      }
    default: return nil
    }
  }

  private static func integer(_ item: Item) -> Int? {
    switch item {
    case .integer(let value): return value
    case .boolean(let value): return value ? 1 : 0
    case .string(let text):
      let digits =
        text.utf8.first == UInt8(ascii: "-") || text.utf8.first == UInt8(ascii: "+") ? text.utf8.dropFirst() : text.utf8[...]
      return !digits.isEmpty && digits.allSatisfy(\.isDigit) ? Int(text) : nil
    default: return nil
    }
  }

  private static func decimal(_ item: Item) -> Decimal? {
    switch item {
    case .decimal(let value): value
    case .integer(let value): Decimal(value)
    case .boolean(let value): Decimal(value ? 1 : 0)
    case .string(let text): text.utf8.contains { $0 | 0x20 == UInt8(ascii: "e") } ? nil : Decimal(text)
    default: nil
    }
  }

  /// A value in FHIRPath's notation; nil for a node.
  package static func string(_ item: Item) -> String? {
    switch item {
    case .string(let text): text
    case .boolean(let value): value ? "true" : "false"
    case .integer(let value): String(value)
    case .decimal(let value): value.text
    case .date(let value): value.text
    case .time(let value): value.text
    case .quantity(let value): value.text
    case .type(let type): type.namespace.map { "\($0).\(type.name)" } ?? type.name
    case .node: nil
    }
  }

  private static func date(_ item: Item) -> PartialDate? {
    switch item {
    case .date(let value): value
    case .string(let text): PartialDate(text, isDateTime: false)
    default: nil
    }
  }

  private static func dateTime(_ item: Item) -> PartialDate? {
    guard var value = date(item) else { return nil }
    value.isDateTime = true
    return value
  }

  private static func time(_ item: Item) -> PartialTime? {
    switch item {
    case .time(let value): value
    case .string(let text): PartialTime(text.hasPrefix("T") ? text.dropFirst() : text[...])
    default: nil
    }
  }

  private mutating func quantity(_ item: Item?, in units: [Collection], at offset: Int) throws(FHIRPathError) -> Quantity? {
    guard let item, let value = Self.quantity(item) else { return nil }
    guard let unit = units.first, let code = try string(unit, at: offset) else { return value }
    if value.code == code { return value }
    guard let one = value.measure, let other = UnitMeasure.of(code), one.dimensions == other.dimensions,
      let base = one.inBase(value.value)
    else { return nil }
    return other.fromBase(base).map { Quantity($0, .code(code)) }
  }

  private static func quantity(_ item: Item) -> Quantity? {
    switch item {
    case .quantity(let value): return value
    case .integer(let value): return Quantity(Decimal(value), .code("1"))
    case .decimal(let value): return Quantity(value, .code("1"))
    case .boolean(let value): return Quantity(Decimal(value ? 1 : 0), .code("1"))
    case .string(let text):
      let parts = text.split(maxSplits: 1, whereSeparator: \.isWhitespace)
      guard let number = parts.first, let value = Decimal(number), text.first?.isWhitespace == false else { return nil }
      guard parts.count > 1 else { return Quantity(value, .code("1")) }
      var unit = parts[1]
      while unit.last?.isWhitespace == true { unit.removeLast() }
      if let calendar = CalendarUnit(named: String(unit)) { return Quantity(value, .calendar(calendar)) }
      guard unit.utf8.count > 2, unit.first == "'", unit.last == "'" else { return nil }
      return Quantity(value, .code(String(unit.dropFirst().dropLast())))
    default: return nil
    }
  }
}
