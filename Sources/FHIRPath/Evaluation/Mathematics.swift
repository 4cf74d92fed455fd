#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Functions on one number. Roots, powers and logarithms have the precision of a Double.
enum NumberFunction: String, Sendable {
  case abs, ceiling, exp, floor, ln, log, power, round, sqrt, truncate

  var argumentCounts: ClosedRange<Int> {
    switch self {
    case .abs, .ceiling, .exp, .floor, .ln, .sqrt, .truncate: 0...0
    case .round: 0...1
    case .log, .power: 1...1
    }
  }
}

extension Evaluator {
  mutating func mathematics(
    _ function: NumberFunction, _ item: Item, _ values: [Collection], at offset: Int
  ) throws(FHIRPathError) -> Collection {
    let value = system(item)
    if case .quantity(let quantity) = value, function == .abs {
      return .one(.quantity(Quantity(quantity.value.digits < 0 ? quantity.value.negated : quantity.value, quantity.unit)))
    }
    let number: Decimal
    var isInteger = false
    switch value {
    case .integer(let integer):
      number = Decimal(integer)
      isInteger = true
    case .decimal(let decimal): number = decimal
    default: throw FHIRPathError(.semantic, "'\(function.rawValue)' requires a number", at: offset)
    }
    switch function {
    case .abs:
      let magnitude = number.digits < 0 ? number.negated : number
      return Collection(isInteger ? Int(exactly: magnitude.digits).map { .integer($0) } : .decimal(magnitude))
    case .ceiling: return Self.integer(number.ceiling)
    case .floor: return Self.integer(number.negated.ceiling.map { -$0 })
    case .truncate: return Self.integer(number.truncated)
    case .round:
      let digits = try values.first.flatMap { value throws(FHIRPathError) in try integer(value, at: offset) } ?? 0
      guard digits >= 0 else { throw FHIRPathError(.evaluation, "the precision of 'round' must not be negative", at: offset) }
      return Collection(number.rounded(to: digits).map { .decimal($0) })
    case .sqrt: return Self.decimal(number.double.squareRoot())
    case .exp: return Self.decimal(exp(number.double))
    case .ln: return Self.decimal(log(number.double))
    case .log:
      guard let base = try self.number(values[0], at: offset) else { return .none }
      return Self.decimal(log(number.double) / log(base.double))
    case .power:
      guard let exponent = try self.number(values[0], at: offset) else { return .none }
      return Self.decimal(
        pow(number.double, exponent.double), isInteger: isInteger && exponent.scale == 0 && exponent.digits >= 0)
    }
  }

  private mutating func number(_ items: Collection, at offset: Int) throws(FHIRPathError) -> Decimal? {
    guard let item = try single(items, at: offset) else { return nil }
    switch system(item) {
    case .integer(let value): return Decimal(value)
    case .decimal(let value): return value
    default: throw FHIRPathError(.evaluation, "expected a number", at: offset)
    }
  }

  private static func integer(_ value: Int128?) -> Collection {
    Collection(value.flatMap { Int(exactly: $0) }.map { .integer($0) })
  }

  private static func decimal(_ value: Double, isInteger: Bool = false) -> Collection {
    if isInteger, let integer = Int(exactly: value) { return .one(.integer(integer)) }
    return Collection(Decimal(approximately: value).map { .decimal($0) })
  }
}
