import FHIRSyntax

/// Functions about precision: the least and greatest value that a value of limited precision may represent, the precision, and
/// whether two values can be compared.
enum BoundaryFunction: String, Sendable {
  case lowBoundary, highBoundary, precision, comparable

  var argumentCounts: ClosedRange<Int> {
    switch self {
    case .lowBoundary, .highBoundary: 0...1
    case .precision: 0...0
    case .comparable: 1...1
    }
  }
}

/// Functions that return a part of a date or time.
enum DatePart: String, Sendable {
  case yearOf, monthOf, dayOf, hourOf, minuteOf, secondOf, millisecondOf, timezoneOffsetOf, dateOf, timeOf
}

extension Evaluator {
  mutating func boundaries(
    _ function: BoundaryFunction, _ item: Item, _ values: [Collection], at offset: Int
  ) throws(FHIRPathError) -> Collection {
    switch function {
    case .lowBoundary, .highBoundary:
      let digits = try values.first.flatMap { value throws(FHIRPathError) in try integer(value, at: offset) }
      return Collection(boundary(of: item, digits, isHigh: function == .highBoundary))
    case .precision:
      switch system(item) {
      case .integer: return .one(.integer(0))
      case .decimal(let value): return .one(.integer(value.scale))
      case .date(let value): return .one(.integer(value.digitCount))
      case .time(let value): return .one(.integer(value.digitCount))
      default: return .none
      }
    case .comparable:
      guard let other = try single(values[0], at: offset), let (one, other) = aligned(item, other) else { return .none }
      if case .quantity(let a) = one, case .quantity(let b) = other { return .one(.boolean(Quantity.areComparable(a, b))) }
      return .one(.boolean(Self.name(of: one) == Self.name(of: other)))
    }
  }

  private mutating func boundary(of item: Item, _ digits: Int?, isHigh: Bool) -> Item? {
    switch system(item) {
    case .integer(let value): return Decimal(value).boundary(digits ?? 8, isHigh: isHigh).map { .decimal($0) }
    case .decimal(let value): return value.boundary(digits ?? 8, isHigh: isHigh).map { .decimal($0) }
    case .quantity(let value):
      return value.value.boundary(digits ?? 8, isHigh: isHigh).map { .quantity(Quantity($0, value.unit)) }
    case .date(let value): return value.boundary(digits ?? (value.isDateTime ? 17 : 8), isHigh: isHigh).map { .date($0) }
    case .time(let value): return value.boundary(digits ?? 9, isHigh: isHigh).map { .time($0) }
    default: return nil
    }
  }

  mutating func part(_ part: DatePart, of item: Item) -> Collection {
    func known(_ value: Int, _ isKnown: Bool) -> Collection { isKnown ? .one(.integer(value)) : .none }
    switch (part, system(item)) {
    case (.yearOf, .date(let date)): return .one(.integer(date.year))
    case (.monthOf, .date(let date)): return known(date.month, date.precision >= .month)
    case (.dayOf, .date(let date)): return known(date.day, date.precision >= .day)
    case (.hourOf, .date(let date)): return known(date.hour, date.precision >= .hour)
    case (.minuteOf, .date(let date)): return known(date.minute, date.precision >= .minute)
    case (.secondOf, .date(let date)): return known(date.nanoseconds / Calendar.second, date.precision >= .second)
    case (.millisecondOf, .date(let date)):
      return known(date.nanoseconds % Calendar.second / 1_000_000, date.precision >= .second)
    case (.timezoneOffsetOf, .date(let date)):
      return Collection(date.offset.flatMap { Decimal.quotient(Decimal($0), Decimal(60)) }.map { .decimal($0) })
    case (.dateOf, .date(let date)): return .one(.date(date.date))
    case (.timeOf, .date(let date)): return Collection(date.time.map { .time($0) })
    case (.hourOf, .time(let time)): return .one(.integer(time.hour))
    case (.minuteOf, .time(let time)): return known(time.minute, time.precision >= .minute)
    case (.secondOf, .time(let time)): return known(time.nanoseconds / Calendar.second, time.precision >= .second)
    case (.millisecondOf, .time(let time)):
      return known(time.nanoseconds % Calendar.second / 1_000_000, time.precision >= .second)
    case (.yearOf, _), (.monthOf, _), (.dayOf, _), (.hourOf, _), (.minuteOf, _), (.secondOf, _), (.millisecondOf, _),
      (.timezoneOffsetOf, _), (.dateOf, _), (.timeOf, _):
      return .none
    }
  }
}

extension Decimal {
  /// The least, or greatest, number that rounds to this one with the given number of decimal places; nil if `digits` is outside 0
  /// to 28, or if the result has too many digits.
  func boundary(_ digits: Int, isHigh: Bool) -> Decimal? {
    guard 0...28 ~= digits, let finer = scaled(to: scale + 1) else { return nil }
    guard let edge = Decimal.sum(finer, Decimal(digits: isHigh ? 5 : -5, scale: finer.scale)) else { return nil }
    if let exact = edge.scale <= digits ? edge.scaled(to: digits) : nil { return exact }
    // Down for the low boundary, up for the high one.
    let whole = isHigh ? edge.ceiling(to: digits) : edge.negated.ceiling(to: digits)?.negated
    return whole
  }

  /// This number rounded up to the given number of decimal places.
  private func ceiling(to digits: Int) -> Decimal? {
    guard let divisor = Self.power(of: scale - digits) else { return nil }
    let (quotient, rest) = self.digits.quotientAndRemainder(dividingBy: divisor)
    return Decimal(digits: rest > 0 ? quotient + 1 : quotient, scale: digits)
  }

  /// This number rounded up to an integer.
  var ceiling: Int128? { scale == 0 ? digits : ceiling(to: 0)?.digits }
}

extension PartialDate {
  /// The first, or last, moment that this may represent, at the given precision in digits (4 for a year to 17 for milliseconds).
  func boundary(_ digits: Int, isHigh: Bool) -> PartialDate? {
    guard let wanted = [4: Precision.year, 6: .month, 8: .day, 10: .hour, 12: .minute, 14: .second, 17: .second][digits] else {
      return nil
    }
    var result = self
    if precision < .month { result.month = isHigh ? 12 : 1 }
    if precision < .day { result.day = isHigh ? FHIRDateTime.days(in: result.month, of: year) : 1 }
    if precision < .hour { result.hour = isHigh ? 23 : 0 }
    if precision < .minute { result.minute = isHigh ? 59 : 0 }
    if precision < .second { result.nanoseconds = isHigh ? Calendar.minute - 1 : 0 }
    result.precision = wanted
    result.fractionDigits = digits == 17 ? 3 : 0
    // Without an offset, the earliest moment is in the easternmost zone, the latest in the westernmost.
    if wanted >= .hour { result.offset = offset ?? (isHigh ? -720 : 840) } else { result.offset = nil }
    return result
  }
}

extension PartialTime {
  /// The first, or last, time that this may represent, at the given precision in digits (2 for an hour to 9 for milliseconds).
  func boundary(_ digits: Int, isHigh: Bool) -> PartialTime? {
    guard let wanted = [2: PartialDate.Precision.hour, 4: .minute, 6: .second, 9: .second][digits] else { return nil }
    var result = self
    if precision < .minute { result.minute = isHigh ? 59 : 0 }
    if precision < .second { result.nanoseconds = isHigh ? Calendar.minute - 1 : 0 }
    result.precision = wanted
    result.fractionDigits = digits == 9 ? 3 : 0
    return result
  }
}
