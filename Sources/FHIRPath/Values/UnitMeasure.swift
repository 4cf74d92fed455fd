import FHIRSyntax

/// The measure of a UCUM unit: its dimensions, and its conversion factor to the base units.
package struct UnitMeasure: Sendable, Hashable {
  /// Exponents of metre, second, gram, radian, kelvin, coulomb and candela, and of arbitrary units.
  var dimensions: [String: Int]
  /// The conversion factor to the base units, as a fraction.
  var numerator: Decimal
  var denominator: Decimal

  static let one = UnitMeasure(dimensions: [:], numerator: Decimal(1), denominator: Decimal(1))

  /// The measure of a unit such as `mg/dL` or `10*3/uL`; nil if it is invalid, unknown or too complex.
  static func of(_ code: String) -> UnitMeasure? {
    var rest = Array(code.utf8)[...]
    guard !rest.isEmpty else { return nil }
    let result = term(&rest, depth: 0)
    return rest.isEmpty ? result : nil
  }

  /// Whether two units have the same dimensions, such as hours and years; nil if one of them is unknown.
  package static func areComparable(_ code: String, _ other: String) -> Bool? {
    guard let one = of(code), let two = of(other) else { return nil }
    return one.dimensions == two.dimensions
  }

  /// Greater than the exponent of any unit in use.
  private static let maxExponent = 40

  // MARK: Grammar (UCUM, section 2)

  private static func term(_ rest: inout ArraySlice<UInt8>, depth: Int) -> UnitMeasure? {
    guard depth < 16 else { return nil }
    var result = one
    var isDivided = false
    if rest.first == UInt8(ascii: "/") {
      isDivided = true
      rest.removeFirst()
    }
    while true {
      guard let component = component(&rest, depth: depth), let product = result.times(component, isDivided ? -1 : 1) else {
        return nil
      }
      result = product
      guard let byte = rest.first, byte == UInt8(ascii: ".") || byte == UInt8(ascii: "/") else { return result }
      isDivided = byte == UInt8(ascii: "/")
      rest.removeFirst()
    }
  }

  private static func component(_ rest: inout ArraySlice<UInt8>, depth: Int) -> UnitMeasure? {
    if rest.first == UInt8(ascii: "(") {
      rest.removeFirst()
      guard let inside = term(&rest, depth: depth + 1), rest.first == UInt8(ascii: ")") else { return nil }
      rest.removeFirst()
      return inside
    }
    // Letters, and text in square brackets, up to the exponent.
    var atom: [UInt8] = []
    var isInBrackets = false
    var isNumber = true
    while let byte = rest.first {
      if byte == UInt8(ascii: "[") { isInBrackets = true }
      if !isInBrackets, "./(){}".utf8.contains(byte) { break }
      if !isInBrackets, !isNumber, byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+") || byte.isDigit { break }
      if byte == UInt8(ascii: "]") { isInBrackets = false }
      if !byte.isDigit { isNumber = false }
      atom.append(byte)
      rest.removeFirst()
    }
    var result: UnitMeasure?
    let text = String(decoding: atom, as: UTF8.self)
    if atom.isEmpty {
      guard rest.first == UInt8(ascii: "{") else { return nil }
      result = one
    } else if text == "10*" || text == "10^" {
      result = UnitMeasure(dimensions: [:], numerator: Decimal(10), denominator: Decimal(1))
    } else if isNumber {
      result = Decimal(text).map { UnitMeasure(dimensions: [:], numerator: $0, denominator: Decimal(1)) }
    } else {
      result = named(text)
    }
    let exponent = rest.prefix { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") || $0.isDigit }
    rest = rest[exponent.endIndex...]
    if !exponent.isEmpty {
      guard let power = Int(String(decoding: exponent, as: UTF8.self)), -maxExponent...maxExponent ~= power else {
        return nil
      }
      result = result.flatMap { one.times($0, power) }
    }
    // An annotation has no meaning.
    if rest.first == UInt8(ascii: "{"), let end = rest.firstIndex(of: UInt8(ascii: "}")) {
      rest = rest[rest.index(after: end)...]
    }
    return result
  }

  private static func named(_ text: String) -> UnitMeasure? {
    if let unit = units[text] { return unit.measure }
    for (prefix, exponent) in prefixes where text.hasPrefix(prefix) {
      guard let unit = units[String(text.dropFirst(prefix.count))], unit.isMetric, var measure = unit.measure else { continue }
      guard let power = Decimal("1e\(abs(exponent))") else { return nil }
      if exponent > 0 {
        guard let product = Decimal.product(measure.numerator, power) else { return nil }
        measure.numerator = product
      } else {
        guard let product = Decimal.product(measure.denominator, power) else { return nil }
        measure.denominator = product
      }
      return measure
    }
    return nil
  }

  // MARK: Arithmetic

  func times(_ other: UnitMeasure, _ exponent: Int) -> UnitMeasure? {
    var result = self
    for (name, power) in other.dimensions {
      let sum = (result.dimensions[name] ?? 0) + power * exponent
      result.dimensions[name] = sum == 0 ? nil : sum
    }
    for _ in 0..<abs(exponent) {
      guard let numerator = Decimal.product(result.numerator, exponent > 0 ? other.numerator : other.denominator),
        let denominator = Decimal.product(result.denominator, exponent > 0 ? other.denominator : other.numerator)
      else { return nil }
      result.numerator = numerator
      result.denominator = denominator
    }
    return result
  }

  static func compare(_ left: Decimal, _ one: UnitMeasure, _ right: Decimal, _ other: UnitMeasure) -> Int {
    if let a = Decimal.product(left, one.numerator).flatMap({ Decimal.product($0, other.denominator) }),
      let b = Decimal.product(right, other.numerator).flatMap({ Decimal.product($0, one.denominator) })
    {
      return Decimal.compare(a, b)
    }
    let a = left.double * one.numerator.double / one.denominator.double
    let b = right.double * other.numerator.double / other.denominator.double
    return abs(a - b) <= 1e-12 * max(abs(a), abs(b)) ? 0 : a < b ? -1 : 1
  }

  /// A value in the base units; nil if it has too many digits.
  func inBase(_ value: Decimal) -> Decimal? {
    Decimal.product(value, numerator).flatMap { Decimal.quotient($0, denominator) }
  }

  /// A value in the base units converted to this unit; nil if it has too many digits.
  func fromBase(_ value: Decimal) -> Decimal? {
    Decimal.product(value, denominator).flatMap { Decimal.quotient($0, numerator) }
  }

  /// The base units as one code, such as `g.m-1`.
  var baseCode: String {
    let parts = dimensions.sorted { $0.key < $1.key }.map { $0.value == 1 ? $0.key : "\($0.key)\($0.value)" }
    return parts.isEmpty ? "1" : parts.joined(separator: ".")
  }
}
