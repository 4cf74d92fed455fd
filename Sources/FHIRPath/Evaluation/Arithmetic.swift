/// `+ - * / div mod` for numbers, quantities, dates and strings.
extension Evaluator {
  mutating func arithmetic(
    _ operation: Operator, _ left: Collection, _ right: Collection, at offset: Int
  ) throws(FHIRPathError) -> Collection {
    guard let one = try single(left, at: offset), let other = try single(right, at: offset) else { return .none }
    switch (system(one), system(other)) {
    case (.string(let a), .string(let b)) where operation == .plus: return .one(.string(a + b))
    case (.date(let date), .quantity(let quantity)) where operation == .plus || operation == .minus:
      return Collection(try date.adding(quantity, isMinus: operation == .minus, at: offset).map { .date($0) })
    case (.time(let time), .quantity(let quantity)) where operation == .plus || operation == .minus:
      return .one(.time(try time.adding(quantity, isMinus: operation == .minus, at: offset)))
    default: break
    }
    switch aligned(one, other) {
    case (.integer(let a), .integer(let b))?: return Collection(Self.integers(operation, a, b))
    case (.decimal(let a), .decimal(let b))?:
      let result = Self.decimals(operation, a, b)
      guard operation == .divided, dialect.dividesToSignificantDigits, case .decimal(let quotient)? = result else {
        return Collection(result)
      }
      return .one(.decimal(quotient.significant(min(a.significantDigits, b.significantDigits))))
    case (.quantity(let a), .quantity(let b))?:
      switch operation {
      case .plus, .minus, .times, .divided: return Collection(Quantity.result(of: operation, a, b).map { .quantity($0) })
      default: break
      }
    default: break
    }
    throw FHIRPathError(
      .semantic, "'\(operation.rawValue)' cannot be applied to \(typeName(of: one).name) and \(typeName(of: other).name)",
      at: offset)
  }

  private static func integers(_ operation: Operator, _ a: Int, _ b: Int) -> Item? {
    func exact(_ result: (partialValue: Int, overflow: Bool)) -> Item? { result.overflow ? nil : .integer(result.partialValue) }
    switch operation {
    case .plus: return exact(a.addingReportingOverflow(b))
    case .minus: return exact(a.subtractingReportingOverflow(b))
    case .times: return exact(a.multipliedReportingOverflow(by: b))
    case .divided: return Decimal.quotient(Decimal(a), Decimal(b)).map { .decimal($0) }
    case .div: return b == 0 ? nil : exact(a.dividedReportingOverflow(by: b))
    case .mod: return b == 0 ? nil : exact(a.remainderReportingOverflow(dividingBy: b))
    default: return nil
    }
  }

  private static func decimals(_ operation: Operator, _ a: Decimal, _ b: Decimal) -> Item? {
    switch operation {
    case .plus: return Decimal.sum(a, b).map { .decimal($0) }
    case .minus: return Decimal.sum(a, b.negated).map { .decimal($0) }
    case .times: return Decimal.product(a, b).map { .decimal($0) }
    case .divided: return Decimal.quotient(a, b).map { .decimal($0) }
    case .div: return Decimal.quotient(a, b).flatMap { Int(exactly: $0.truncated) }.map { .integer($0) }
    case .mod:
      guard let quotient = Decimal.quotient(a, b), let whole = Decimal.product(Decimal(digits: quotient.truncated, scale: 0), b)
      else {
        return nil
      }
      return Decimal.sum(a, whole.negated).map { .decimal($0) }
    default: return nil
    }
  }
}

extension Quantity {
  /// A sum has the unit of the left operand. A product or quotient has base units, unless one operand has the unit `1` or the
  /// units cancel out.
  static func result(of operation: Operator, _ left: Quantity, _ right: Quantity) -> Quantity? {
    switch operation {
    case .plus, .minus:
      let other = operation == .minus ? right.value.negated : right.value
      if left.unit == right.unit { return Decimal.sum(left.value, other).map { Quantity($0, left.unit) } }
      guard let one = left.measure, let two = right.measure, one.dimensions == two.dimensions,
        let base = two.inBase(other), let converted = one.fromBase(base)
      else { return nil }
      return Decimal.sum(left.value, converted).map { Quantity($0, left.unit) }
    default:
      let value = operation == .times ? Decimal.product(left.value, right.value) : Decimal.quotient(left.value, right.value)
      guard let value, right.value.digits != 0 || operation == .times else { return nil }
      if right.code == "1" { return Quantity(value, left.unit) }
      if left.unit == right.unit, operation == .divided { return Quantity(value, .code("1")) }
      if left.code == "1", operation == .times { return Quantity(value, right.unit) }
      guard let one = left.measure, let two = right.measure, let measure = one.times(two, operation == .times ? 1 : -1),
        let base = measure.inBase(value)
      else { return nil }
      return Quantity(base, .code(measure.baseCode))
    }
  }
}

extension PartialDate {
  /// Throws if the quantity is not a calendar duration: UCUM's years and months have fixed lengths, unlike those of the calendar.
  fileprivate func adding(_ quantity: Quantity, isMinus: Bool, at offset: Int) throws(FHIRPathError) -> PartialDate? {
    let unit = try quantity.calendarUnit(at: offset)
    let value = isMinus ? quantity.value.negated : quantity.value
    guard let whole = Int(exactly: value.truncated), whole.magnitude < 1 << 40 else { return nil }
    switch unit {
    case .year: return adding(months: whole * 12)
    case .month: return adding(months: whole)
    case .week: return adding(days: whole * 7)
    case .day: return adding(days: whole)
    case .hour, .minute, .second, .millisecond: return unit.nanoseconds(value).flatMap { adding(nanoseconds: $0) }
    }
  }
}

extension PartialTime {
  fileprivate func adding(_ quantity: Quantity, isMinus: Bool, at offset: Int) throws(FHIRPathError) -> PartialTime {
    let unit = try quantity.calendarUnit(at: offset)
    guard let count = unit.nanoseconds(isMinus ? quantity.value.negated : quantity.value) else {
      throw FHIRPathError(.evaluation, "\(unit.rawValue)s cannot be added to a time of day", at: offset)
    }
    return adding(nanoseconds: count)
  }
}

extension Quantity {
  fileprivate func calendarUnit(at offset: Int) throws(FHIRPathError) -> CalendarUnit {
    switch unit {
    case .calendar(let unit): return unit
    case .code(let code):
      if let unit = CalendarUnit(code: code) ?? CalendarUnit(rawValue: code) { return unit }
      // The unit may come from the payload, so the message does not contain it.
      throw FHIRPathError(.evaluation, "the unit of the quantity is not a calendar unit", at: offset)
    }
  }
}

extension CalendarUnit {
  /// The length of `count` units in nanoseconds; nil for units of a day or more, and on overflow.
  fileprivate func nanoseconds(_ count: Decimal) -> Int? {
    let length: Int
    switch self {
    case .hour: length = 60 * Calendar.minute
    case .minute: length = Calendar.minute
    case .second: length = Calendar.second
    case .millisecond: length = Calendar.second / 1000
    case .year, .month, .week, .day: return nil
    }
    return Decimal.product(count, Decimal(length)).flatMap { Int(exactly: $0.truncated) }
  }
}
