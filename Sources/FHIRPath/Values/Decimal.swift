import FHIRSyntax

/// An exact decimal number with its digits as written: `1.50` is 150 with a scale of 2.
package struct Decimal: Sendable, Hashable {
  /// All digits as one integer.
  package var digits: Int128
  /// The number of decimal places.
  package var scale: Int

  /// The maximum number of decimal places: more than any FHIR value has, and a limit on the cost of arithmetic.
  private static let maxScale = 100

  package init(digits: Int128, scale: Int) {
    self.digits = digits
    self.scale = scale
  }

  package init(_ integer: Int) {
    self.init(digits: Int128(integer), scale: 0)
  }

  /// A number as written in JSON or FHIRPath, with an optional exponent; nil if it is invalid or has too many digits.
  package init?(_ text: some StringProtocol) {
    var digits: Int128 = 0
    var scale = 0
    var isNegative = false
    var hasDigit = false
    var isAfterPoint = false
    var rest = Array(text.utf8)[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      rest.removeFirst()
    }
    while let byte = rest.first {
      if byte == UInt8(ascii: "."), !isAfterPoint, hasDigit {
        isAfterPoint = true
      } else if byte.isDigit {
        let (product, overflow) = digits.multipliedReportingOverflow(by: 10)
        let (sum, more) = product.addingReportingOverflow(Int128(byte - UInt8(ascii: "0")))
        if overflow || more { return nil }
        digits = sum
        hasDigit = true
        if isAfterPoint { scale += 1 }
      } else if byte | 0x20 == UInt8(ascii: "e"), hasDigit, let exponent = Int(String(decoding: rest.dropFirst(), as: UTF8.self)),
        -30...30 ~= exponent
      {
        scale -= exponent
        break
      } else {
        return nil
      }
      rest.removeFirst()
    }
    guard hasDigit, scale <= Self.maxScale, !(isAfterPoint && scale == 0 && rest.isEmpty) else { return nil }
    if scale < 0 {
      guard let raised = Self.raised(digits, by: -scale) else { return nil }
      digits = raised
      scale = 0
    }
    self.init(digits: isNegative ? -digits : digits, scale: scale)
  }

  /// A Double rounded to eight decimal places, or to an integer from 1e9 on; nil from 1e18 on.
  package init?(approximately value: Double) {
    guard value.isFinite, abs(value) < 1e18 else { return nil }
    let places = value.magnitude < 1e9 ? 8 : 0
    var result = Decimal(digits: Int128((value * (places == 8 ? 1e8 : 1)).rounded()), scale: places)
    while result.scale > 0, result.digits % 10 == 0 {
      result.digits /= 10
      result.scale -= 1
    }
    self = result
  }

  package var double: Double { Double(digits) / Self.power(scale) }

  private static func power(_ exponent: Int) -> Double {
    var result = 1.0
    for _ in 0..<exponent { result *= 10 }
    return result
  }

  /// The integer part.
  package var truncated: Int128 { scale == 0 ? digits : Self.raised(1, by: scale).map { digits / $0 } ?? 0 }

  package var isInteger: Bool { self.rounded(to: 0).map { $0 == self } ?? false }

  /// A power of ten; nil if the exponent is negative or the result has too many digits.
  static func power(of exponent: Int) -> Int128? { exponent < 0 ? nil : raised(1, by: exponent) }

  /// `digits` times a power of ten; nil if the result has too many digits.
  private static func raised(_ digits: Int128, by exponent: Int) -> Int128? {
    var result = digits
    for _ in 0..<exponent {
      let (product, overflow) = result.multipliedReportingOverflow(by: 10)
      if overflow { return nil }
      result = product
    }
    return result
  }

  /// This number with the given number of decimal places, rounded if it has more.
  package func scaled(to scale: Int) -> Decimal? {
    if scale == self.scale { return self }
    guard scale > self.scale else { return rounded(to: scale) }
    return Self.raised(digits, by: scale - self.scale).map { Decimal(digits: $0, scale: scale) }
  }

  /// The nearest number with the given number of decimal places, rounding halves away from zero; unchanged if it has no more.
  package func rounded(to scale: Int) -> Decimal? {
    guard scale < self.scale else { return self }
    guard let divisor = Self.raised(1, by: self.scale - scale) else { return Decimal(digits: 0, scale: scale) }
    let half = divisor / 2
    let sum = digits.addingReportingOverflow(digits < 0 ? -half : half)
    return sum.overflow ? nil : Decimal(digits: sum.partialValue / divisor, scale: scale)
  }

  /// Without trailing zeros.
  package var reduced: Decimal {
    var result = self
    while result.scale > 0, result.digits % 10 == 0 {
      result.digits /= 10
      result.scale -= 1
    }
    return result
  }

  /// The number of digits, without leading zeros.
  var significantDigits: Int { String(digits.magnitude).utf8.count }

  /// This number with the given number of significant digits: rounded, or padded with trailing zeros. Digits before the decimal
  /// point are never rounded.
  func significant(_ count: Int) -> Decimal {
    let whole = String(truncated.magnitude)
    let scale = max(0, truncated == 0 ? count + leadingZeros : count - whole.utf8.count)
    return scaled(to: scale) ?? self
  }

  /// The number of zeros between the decimal point and the first other digit.
  private var leadingZeros: Int { max(0, scale - String(digits.magnitude).utf8.count) }

  // MARK: Arithmetic, nil on overflow

  private static func aligned(_ left: Decimal, _ right: Decimal) -> (Int128, Int128, Int)? {
    let scale = max(left.scale, right.scale)
    guard let one = left.scaled(to: scale), let other = right.scaled(to: scale) else { return nil }
    return (one.digits, other.digits, scale)
  }

  package static func sum(_ left: Decimal, _ right: Decimal) -> Decimal? {
    guard let (one, other, scale) = aligned(left, right) else { return nil }
    return exact(one.addingReportingOverflow(other), scale: scale)
  }

  /// The result of an operation on digits; nil on overflow. The minimum integer is excluded, since it cannot be negated.
  private static func exact(_ result: (partialValue: Int128, overflow: Bool), scale: Int) -> Decimal? {
    guard !result.overflow, result.partialValue != .min, scale <= maxScale else { return nil }
    return Decimal(digits: result.partialValue, scale: scale)
  }

  package var negated: Decimal { Decimal(digits: digits == .min ? .max : -digits, scale: scale) }

  package static func product(_ left: Decimal, _ right: Decimal) -> Decimal? {
    let one = left.reduced
    let other = right.reduced
    return exact(one.digits.multipliedReportingOverflow(by: other.digits), scale: one.scale + other.scale)
  }

  /// An inexact quotient is truncated after 16 decimal places, or after eight if it would have too many digits.
  package static func quotient(_ left: Decimal, _ right: Decimal) -> Decimal? {
    guard right.digits != 0, let (one, other, _) = aligned(left.reduced, right.reduced) else { return nil }
    for scale in [16, 8] {
      if let raised = raised(one, by: scale) { return Decimal(digits: raised / other, scale: scale).reduced }
    }
    return nil
  }

  package static func compare(_ left: Decimal, _ right: Decimal) -> Int {
    guard let (one, other, _) = aligned(left, right) else {
      return left.double < right.double ? -1 : left.double > right.double ? 1 : 0
    }
    return one < other ? -1 : one > other ? 1 : 0
  }

  package static func == (left: Decimal, right: Decimal) -> Bool { compare(left, right) == 0 }

  package func hash(into hasher: inout Hasher) {
    let reduced = reduced
    hasher.combine(reduced.digits)
    hasher.combine(reduced.scale)
  }

  /// The number in decimal notation, with all its decimal places.
  package var text: String {
    var digits = String(self.digits.magnitude)
    if scale > 0 {
      if digits.utf8.count <= scale { digits = String(repeating: "0", count: scale - digits.utf8.count + 1) + digits }
      let point = digits.index(digits.endIndex, offsetBy: -scale)
      digits = digits[..<point] + "." + digits[point...]
    }
    return (self.digits < 0 ? "-" : "") + digits
  }
}
