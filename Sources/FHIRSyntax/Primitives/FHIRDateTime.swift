/// A FHIR date, dateTime or instant with the precision as written (FHIR STU3 2.24.0.1, R4 2.24.0.1).
package struct FHIRDateTime: Sendable, Hashable {
  /// The precision of a value.
  package enum Precision: Int, Sendable, Comparable {
    case year
    case month
    case day
    case minute
    case second

    package static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
  }

  package var year: Int
  package var month: Int
  package var day: Int
  package var hour: Int
  package var minute: Int
  package var second: Int
  /// The fraction digits of the seconds.
  package var fraction: String
  package var precision: Precision
  /// The offset of the time zone in minutes east of Greenwich; nil if there is no zone.
  package var offset: Int?

  /// Reads YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm[:ss[.fraction]], the last optionally with a zone; nil if the text has
  /// none of these forms, or the day or time does not exist. Zones out of range are accepted: see `isOffsetPossible`.
  package init?(_ text: String) {
    self.init(bytes: text.utf8)
  }

  /// Reads a value from its UTF-8 bytes.
  package init?(_ bytes: ArraySlice<UInt8>) {
    self.init(bytes: bytes)
  }

  private init?(bytes text: some Collection<UInt8>) {
    var scan = DigitScan(text)
    guard let year = scan.number(digits: 4), year > 0 else { return nil }
    self.year = year
    (month, day, hour, minute, second, fraction, precision) = (1, 1, 0, 0, 0, "", .year)
    if scan.isAtEnd { return }
    guard scan.skip("-"), let month = scan.number(digits: 2), 1...12 ~= month else { return nil }
    (self.month, precision) = (month, .month)
    if scan.isAtEnd { return }
    guard scan.skip("-"), let day = scan.number(digits: 2), 1...Self.days(in: month, of: year) ~= day else { return nil }
    (self.day, precision) = (day, .day)
    if scan.isAtEnd { return }
    guard scan.skip("T"), let hour = scan.number(digits: 2), scan.skip(":"), let minute = scan.number(digits: 2), hour < 24,
      minute < 60
    else { return nil }
    (self.hour, self.minute, precision) = (hour, minute, .minute)
    if scan.skip(":") {
      // Second 60 is a leap second.
      guard let second = scan.number(digits: 2), second <= 60 else { return nil }
      (self.second, precision) = (second, .second)
      if scan.skip(".") {
        fraction = scan.digits()
        guard !fraction.isEmpty else { return nil }
      }
    }
    if scan.isAtEnd { return }
    if scan.skip("Z") {
      offset = 0
    } else {
      let sign = scan.skip("+") ? 1 : scan.skip("-") ? -1 : 0
      guard sign != 0, let hours = scan.number(digits: 2), scan.skip(":"), let minutes = scan.number(digits: 2), minutes < 60
      else { return nil }
      offset = sign * (hours * 60 + minutes)
    }
    guard scan.isAtEnd else { return nil }
  }

  /// Whether the value is an instant: precise to the second or finer, with a zone.
  package var isInstant: Bool { precision == .second && offset != nil && isOffsetPossible }

  /// Whether the value is a dateTime: if it has a time, also the seconds and a zone.
  package var isDateTime: Bool { precision <= .day || isInstant }

  /// Whether the value has no zone, or one between -14:00 and +14:00, the range that FHIR's patterns permit.
  package var isOffsetPossible: Bool { offset.map { -840...840 ~= $0 } ?? true }

  /// Whether the value has no zone, or one between -12:00 and +14:00, the range of the offsets in use.
  package var isOffsetInUse: Bool { offset.map { -720...840 ~= $0 } ?? true }

  /// Whether two values can be compared: both precise to the second, and both with a zone or both without.
  package func isComparable(to other: FHIRDateTime) -> Bool {
    precision == .second && other.precision == .second && (offset == nil) == (other.offset == nil)
  }

  /// The seconds since 1970-01-01T00:00:00Z; a value without a zone is taken as UTC.
  package var seconds: Int64 {
    Int64(Self.daysSince1970(year, month, day)) * 86_400 + Int64(hour * 3600 + minute * 60 + second) - Int64(offset ?? 0) * 60
  }

  /// The digits of the fraction without trailing zeros, of any length: equal for equal fractions, and ordered by their values.
  package var significantFraction: Substring.UTF8View {
    let zeros = fraction.utf8.reversed().prefix { $0 == UInt8(ascii: "0") }.count
    return fraction[...].utf8.dropLast(zeros)
  }

  /// Whether this moment is before `other`; the two must be comparable.
  package func isBefore(_ other: FHIRDateTime) -> Bool {
    let (left, right) = (seconds, other.seconds)
    return left == right ? significantFraction.lexicographicallyPrecedes(other.significantFraction) : left < right
  }

  /// The range of `seconds` for the years 1 to 9999; a clock outside this range is clamped.
  package static let supportedSeconds: ClosedRange<Int64> = -62_135_596_800...253_402_300_799

  /// The days from 1 January 1970 to a day of the years 1 to 9999.
  package static func daysSince1970(_ year: Int, _ month: Int, _ day: Int) -> Int {
    // The civil calendar counted in years that begin in March, so that the leap day comes last.
    let shifted = month > 2 ? year : year - 1
    let era = shifted / 400
    let yearOfEra = shifted - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
    return era * 146_097 + dayOfEra - 719_468
  }

  /// The date a number of days after 1 January 1970, or before it if negative, up to ten thousand years away.
  package static func date(daysSince1970 days: Int) -> (year: Int, month: Int, day: Int) {
    let shifted = min(max(days, -3_652_425), 3_652_425) + 719_468
    // Rounded down, even before the year 0.
    let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    return (
      yearOfEra + era * 400 + (month >= 10 ? 1 : 0), month < 10 ? month + 3 : month - 9,
      dayOfYear - (153 * month + 2) / 5 + 1
    )
  }

  package static func days(in month: Int, of year: Int) -> Int {
    switch month {
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }
}

/// Scans digits and the characters between them.
private struct DigitScan<Text: Collection<UInt8>> {
  private let text: Text
  private var index: Text.Index

  init(_ text: Text) {
    self.text = text
    index = text.startIndex
  }

  var isAtEnd: Bool { index == text.endIndex }

  /// Reads exactly `digits` digits as a number.
  mutating func number(digits: Int) -> Int? {
    var number = 0
    for _ in 0..<digits {
      guard index < text.endIndex, text[index].isDigit else { return nil }
      number = number * 10 + Int(text[index] - UInt8(ascii: "0"))
      index = text.index(after: index)
    }
    return number
  }

  /// Reads all digits up to the next other character.
  mutating func digits() -> String {
    let start = index
    while index < text.endIndex, text[index].isDigit { index = text.index(after: index) }
    return String(decoding: text[start..<index], as: UTF8.self)
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard index < text.endIndex, UInt32(text[index]) == character.value else { return false }
    index = text.index(after: index)
    return true
  }
}
