/// A number and a unit.
package struct Quantity: Sendable, Hashable {
  package enum Unit: Sendable, Hashable {
    /// A unit of UCUM.
    case code(String)
    /// A calendar unit, such as `year`.
    case calendar(CalendarUnit)
  }

  package var value: Decimal
  package var unit: Unit

  package init(_ value: Decimal, _ unit: Unit) {
    self.value = value
    self.unit = unit
  }

  package var text: String {
    switch unit {
    case .code(let code): "\(value.text) '\(code)'"
    case .calendar(let unit): "\(value.text) \(unit.rawValue)\(value == Decimal(1) ? "" : "s")"
    }
  }

  /// The UCUM unit; nil for a calendar year or month, whose length varies.
  var code: String? {
    switch unit {
    case .code(let code): code
    case .calendar(let unit): unit.code
    }
  }

  /// The dimensions and factor of the unit; nil for unknown units, and for calendar years and months.
  var measure: UnitMeasure? { code.flatMap { UnitMeasure.of($0) } }

  /// -1, 0 or 1; nil if the two cannot be compared.
  package static func compare(_ left: Quantity, _ right: Quantity) -> Int? {
    if left.unit == right.unit { return Decimal.compare(left.value, right.value) }
    guard let one = left.measure, let other = right.measure, one.dimensions == other.dimensions else { return nil }
    return UnitMeasure.compare(left.value, one, right.value, other)
  }

  /// Whether exactly one of the two is in calendar years or months: such quantities are neither equal nor unequal.
  func mixesCalendarAndUCUM(_ other: Quantity) -> Bool {
    func isLong(_ unit: Unit) -> Bool { unit == .calendar(.year) || unit == .calendar(.month) }
    return unit != other.unit && isLong(unit) != isLong(other.unit)
  }

  /// Whether the units have the same dimension.
  static func areComparable(_ left: Quantity, _ right: Quantity) -> Bool {
    if left.unit == right.unit { return true }
    guard let one = left.measure, let other = right.measure else { return false }
    return one.dimensions == other.dimensions
  }

  /// Whether the two are equal at the lower precision; calendar years and months are equivalent to UCUM's.
  static func areEquivalent(_ left: Quantity, _ right: Quantity) -> Bool {
    guard let one = left.looseCode.flatMap({ UnitMeasure.of($0) }), let other = right.looseCode.flatMap({ UnitMeasure.of($0) })
    else {
      return left.unit == right.unit && left.value == right.value
    }
    guard one.dimensions == other.dimensions, let base = other.inBase(right.value), let converted = one.fromBase(base) else {
      return false
    }
    let scale = min(left.value.reduced.scale, converted.reduced.scale)
    return left.value.rounded(to: scale) == converted.rounded(to: scale)
  }

  /// The UCUM unit, also for a calendar year or month.
  private var looseCode: String? {
    switch unit {
    case .calendar(.year): "a"
    case .calendar(.month): "mo"
    default: code
    }
  }
}

/// The units of time that are keywords in FHIRPath.
package enum CalendarUnit: String, Sendable, Hashable, CaseIterable {
  case year, month, week, day, hour, minute, second, millisecond

  init?(named name: String) {
    let singular = name.hasSuffix("s") ? String(name.dropLast()) : name
    self.init(rawValue: singular)
  }

  /// The UCUM unit of the same length; nil for years and months.
  var code: String? {
    switch self {
    case .year, .month: nil
    case .week: "wk"
    case .day: "d"
    case .hour: "h"
    case .minute: "min"
    case .second: "s"
    case .millisecond: "ms"
    }
  }

  /// The calendar unit of a UCUM code; UCUM's years and months have no calendar equivalent.
  init?(code: String) {
    guard let unit = Self.allCases.first(where: { $0.code == code }) else { return nil }
    self = unit
  }
}
