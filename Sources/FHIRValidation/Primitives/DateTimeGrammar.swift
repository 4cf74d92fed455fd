import FHIRSyntax
import Findings

/// Dates, times and instants.
enum DateTimeGrammar {
  typealias Bytes = ArraySlice<UInt8>

  /// The error in a date, dateTime or instant; nil if `FHIRDateTime` can read it and `isValid` accepts it for its type.
  /// `hasEarlyYears` permits years before the common era, such as -0044.
  static func error(
    in bytes: Bytes, _ rule: RuleDescriptor, _ hasEarlyYears: Bool, where isValid: (FHIRDateTime) -> Bool
  ) -> PrimitiveError? {
    let isEarly = bytes.first == UInt8(ascii: "-")
    if isEarly, !hasEarlyYears, FHIRDateTime(bytes.dropFirst()) != nil {
      return PrimitiveError(rule, "a year must not be negative", help: "Omit the year, or write it in a text element.")
    }
    let bytes = isEarly && hasEarlyYears ? bytes.dropFirst() : bytes
    if let value = FHIRDateTime(bytes) {
      return isValid(value) ? nil : PrimitiveError(rule, typeMismatch(of: value, rule))
    }
    return PrimitiveError(rule, explanation(of: bytes, rule))
  }

  /// Why a date or time is not valid for its type, such as a date for an instant.
  private static func typeMismatch(of value: FHIRDateTime, _ rule: RuleDescriptor) -> Message {
    if rule == PrimitiveRules.date { return "a date must not have a time" }
    if value.precision <= .day { return "an instant must have a time and a zone" }
    if value.precision == .minute { return "a time must have seconds" }
    if value.offset == nil { return "a time must have a zone: Z or an offset such as +01:00" }
    return "expected an offset between -14:00 and +14:00"
  }

  /// `hh:mm:ss`, with an optional fraction; no zone.
  static func timeError(in bytes: Bytes, hasLeapSecond: Bool) -> PrimitiveError? {
    var scan = Scan(bytes)
    if let message = scan.time(maxSecond: hasLeapSecond ? 60 : 59) { return PrimitiveError(PrimitiveRules.time, message) }
    if scan.rest.isEmpty { return nil }
    let isZone =
      scan.rest.first == UInt8(ascii: "Z") || scan.rest.first == UInt8(ascii: "+") || scan.rest.first == UInt8(ascii: "-")
    return PrimitiveError(PrimitiveRules.time, isZone ? "a time must not have a zone" : "a time must end after the seconds")
  }

  /// Why a text is not a date or time: the first position at which it is wrong.
  private static func explanation(of bytes: Bytes, _ rule: RuleDescriptor) -> Message {
    var scan = Scan(bytes)
    let shape = scan.expected(shape(of: rule))
    guard let year = scan.number(digits: 4) else { return shape }
    if year == 0 { return "year 0 does not exist" }
    if scan.rest.isEmpty { return shape }
    guard scan.skip("-"), let month = scan.number(digits: 2) else { return shape }
    guard 1...12 ~= month else { return scan.expected("a month from 01 to 12") }
    if scan.rest.isEmpty { return shape }
    guard scan.skip("-"), let day = scan.number(digits: 2) else { return shape }
    guard 1...FHIRDateTime.days(in: month, of: year) ~= day else {
      return scan.expected("a day that exists in the month")
    }
    if scan.rest.isEmpty { return shape }
    guard scan.skip("T") else {
      return scan.rest.first == 0x20 ? "expected 'T' between date and time, found a space" : shape
    }
    if let message = scan.time() { return message }
    return "expected a zone after the time, Z or an offset such as +01:00, found \(payload: PrimitiveGrammar.text(scan.rest))"
  }

  private static func shape(of rule: RuleDescriptor) -> String {
    switch rule {
    case PrimitiveRules.date: "YYYY, YYYY-MM or YYYY-MM-DD"
    case PrimitiveRules.instant: "YYYY-MM-DDThh:mm:ss and a zone"
    default: "YYYY, YYYY-MM, YYYY-MM-DD or YYYY-MM-DDThh:mm:ss and a zone"
    }
  }

  /// Scans digits and the characters between them.
  private struct Scan {
    private let text: Bytes
    var rest: Bytes

    init(_ bytes: Bytes) {
      text = bytes
      rest = bytes
    }

    /// The message for an error in the scanned text. The text is a value of the payload: the digits of a date of birth must not
    /// be shown.
    func expected(_ content: String) -> Message {
      "expected \(text: content), found \(payload: PrimitiveGrammar.text(text))"
    }

    /// Exactly this number of digits, as a number.
    mutating func number(digits count: Int) -> Int? {
      let digits = rest.prefix(while: \.isDigit)
      guard digits.count == count else { return nil }
      rest = rest.dropFirst(count)
      return digits.reduce(0) { $0 * 10 + Int($1 & 0x0F) }
    }

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
      guard let first = rest.first, UInt32(first) == character.value else { return false }
      rest.removeFirst()
      return true
    }

    /// Scans `hh:mm:ss` and a fraction; returns the error.
    mutating func time(maxSecond: Int = 60) -> Message? {
      guard let hour = number(digits: 2) else { return "expected two digits for the hour" }
      guard hour < 24 else { return expected("an hour from 00 to 23") }
      guard skip(":"), let minute = number(digits: 2) else { return "expected ':' and two digits for the minute" }
      guard minute < 60 else { return expected("minutes from 00 to 59") }
      guard skip(":") else { return "a time must have seconds" }
      guard let second = number(digits: 2) else { return "expected two digits for the second" }
      guard second <= maxSecond else { return expected("seconds from 00 to \(maxSecond)") }
      if skip(".") {
        let fraction = rest.prefix(while: \.isDigit)
        if fraction.isEmpty { return "expected digits after the decimal point" }
        rest = rest.dropFirst(fraction.count)
      }
      return nil
    }
  }
}
