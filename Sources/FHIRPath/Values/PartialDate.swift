import FHIRSyntax

/// A date or a point in time of limited precision.
package struct PartialDate: Sendable, Hashable {
  /// The precision of a value.
  package enum Precision: Int, Sendable, Comparable {
    case year, month, day, hour, minute, second

    package static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
  }

  package internal(set) var year: Int
  package internal(set) var month = 1
  package internal(set) var day = 1
  package internal(set) var hour = 0
  package internal(set) var minute = 0
  /// Nanoseconds of the minute.
  package internal(set) var nanoseconds = 0
  /// The number of fraction digits written.
  package internal(set) var fractionDigits = 0
  package internal(set) var precision: Precision
  /// Minutes east of Greenwich.
  package internal(set) var offset: Int?
  /// Whether it is a dateTime, even without a time.
  package internal(set) var isDateTime: Bool

  /// A date with only a year.
  init(year: Int) {
    self.year = year
    precision = .year
    isDateTime = false
  }

  /// The literal after `@` in an expression; a date, a dateTime or a time.
  static func literal(_ text: String) -> Item? {
    if text.hasPrefix("T") { return PartialTime(text.dropFirst()).map { .time($0) } }
    return PartialDate(text, isDateTime: text.utf8.contains(UInt8(ascii: "T"))).map { .date($0) }
  }

  /// A date or, with a time, a dateTime; nil if it is neither.
  package init?(_ text: some StringProtocol, isDateTime: Bool) {
    let halves = text.split(separator: "T", maxSplits: 1, omittingEmptySubsequences: false)
    let parts = halves[0].split(separator: "-", omittingEmptySubsequences: false)
    guard 1...3 ~= parts.count, let year = Digits.number(parts[0], count: 4), year > 0 else { return nil }
    self.year = year
    self.isDateTime = isDateTime || halves.count > 1
    precision = .year
    if parts.count > 1 {
      guard let month = Digits.number(parts[1], count: 2), 1...12 ~= month else { return nil }
      (self.month, precision) = (month, .month)
    }
    if parts.count > 2 {
      guard let day = Digits.number(parts[2], count: 2), 1...FHIRDateTime.days(in: month, of: year) ~= day else { return nil }
      (self.day, precision) = (day, .day)
    }
    guard halves.count > 1, !halves[1].isEmpty else { return }
    guard precision == .day, let (clock, zone) = Self.withoutZone(String(halves[1])), let time = PartialTime(clock) else {
      return nil
    }
    offset = zone
    set(time)
  }

  /// The time of day and the zone after it.
  private static func withoutZone(_ text: String) -> (clock: Substring, offset: Int?)? {
    if text.hasSuffix("Z") { return (text.dropLast(), 0) }
    guard let sign = text.lastIndex(where: { $0 == "+" || $0 == "-" }) else { return (text[...], nil) }
    let zone = text[text.index(after: sign)...].split(separator: ":", omittingEmptySubsequences: false)
    guard zone.count == 2, let hours = Digits.number(zone[0], count: 2), let minutes = Digits.number(zone[1], count: 2),
      hours <= 14,
      minutes < 60
    else { return nil }
    return (text[..<sign], (hours * 60 + minutes) * (text[sign] == "-" ? -1 : 1))
  }

  mutating func set(_ time: PartialTime) {
    (hour, minute, nanoseconds, fractionDigits) = (time.hour, time.minute, time.nanoseconds, time.fractionDigits)
    precision = time.precision
  }

  /// The date alone.
  var date: PartialDate {
    var date = self
    date.isDateTime = false
    date.offset = nil
    (date.hour, date.minute, date.nanoseconds, date.fractionDigits) = (0, 0, 0, 0)
    date.precision = min(precision, .day)
    return date
  }

  /// The time of day; nil if it is unknown.
  var time: PartialTime? {
    guard precision >= .hour else { return nil }
    return PartialTime(hour: hour, minute: minute, nanoseconds: nanoseconds, fractionDigits: fractionDigits, precision: precision)
  }

  /// -1, 0 or 1; nil if the precisions differ and the values agree at the lower precision, or if only one has a zone.
  package static func compare(_ left: PartialDate, _ right: PartialDate) -> Int? {
    var one = left
    var other = right
    if one.precision >= .hour, other.precision >= .hour, one.offset != other.offset {
      guard one.offset != nil, other.offset != nil else { return nil }
      one = one.inUTC
      other = other.inUTC
    }
    let known = min(one.precision, other.precision)
    let pairs = [
      (one.year, other.year), (one.month, other.month), (one.day, other.day), (one.hour, other.hour), (one.minute, other.minute),
      (one.nanoseconds, other.nanoseconds),
    ]
    for (a, b) in pairs.prefix(known.rawValue + 1) where a != b { return a < b ? -1 : 1 }
    return one.precision == other.precision ? 0 : nil
  }

  package var text: String {
    var text = Digits.padded(year, 4)
    if precision >= .month { text += "-" + Digits.padded(month, 2) }
    if precision >= .day { text += "-" + Digits.padded(day, 2) }
    guard let time else { return text }
    text += "T" + time.text
    if let offset {
      let minutes = offset.magnitude
      text +=
        offset == 0
        ? "Z" : (offset < 0 ? "-" : "+") + Digits.padded(Int(minutes / 60), 2) + ":" + Digits.padded(Int(minutes % 60), 2)
    }
    return text
  }

  /// The number of digits; a fraction counts as three digits.
  package var digitCount: Int { [4, 6, 8, 10, 12, fractionDigits > 0 ? 17 : 14][precision.rawValue] }
}

/// A time of day of limited precision.
package struct PartialTime: Sendable, Hashable {
  package internal(set) var hour: Int
  package internal(set) var minute: Int
  /// Nanoseconds of the minute.
  package internal(set) var nanoseconds: Int
  package internal(set) var fractionDigits: Int
  /// `hour`, `minute` or `second`.
  package internal(set) var precision: PartialDate.Precision

  init(hour: Int, minute: Int, nanoseconds: Int, fractionDigits: Int, precision: PartialDate.Precision) {
    self.hour = hour
    self.minute = minute
    self.nanoseconds = nanoseconds
    self.fractionDigits = fractionDigits
    self.precision = precision
  }

  /// `hh`, `hh:mm`, `hh:mm:ss` or with a fraction, truncated to nine digits; nil for anything else.
  package init?(_ text: some StringProtocol) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard 1...3 ~= parts.count, let hour = Digits.number(parts[0], count: 2), hour < 24 else { return nil }
    self.init(hour: hour, minute: 0, nanoseconds: 0, fractionDigits: 0, precision: .hour)
    if parts.count > 1 {
      guard let minute = Digits.number(parts[1], count: 2), minute < 60 else { return nil }
      (self.minute, precision) = (minute, .minute)
    }
    if parts.count > 2 {
      let halves = parts[2].split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
      guard let seconds = Digits.number(halves[0], count: 2), seconds <= 60 else { return nil }
      precision = .second
      nanoseconds = seconds * Calendar.second
      if halves.count > 1 {
        let digits = halves[1].prefix(9)
        guard let number = Digits.number(digits, count: digits.utf8.count), halves[1].utf8.allSatisfy(\.isDigit) else {
          return nil
        }
        fractionDigits = digits.utf8.count
        nanoseconds += number * Calendar.powerOfTen(9 - fractionDigits)
      }
    }
  }

  package static func compare(_ left: PartialTime, _ right: PartialTime) -> Int? {
    let pairs = [(left.hour, right.hour), (left.minute, right.minute), (left.nanoseconds, right.nanoseconds)]
    let known = min(left.precision, right.precision).rawValue - PartialDate.Precision.hour.rawValue
    for (a, b) in pairs.prefix(known + 1) where a != b { return a < b ? -1 : 1 }
    return left.precision == right.precision ? 0 : nil
  }

  package var text: String {
    var text = Digits.padded(hour, 2)
    if precision >= .minute { text += ":" + Digits.padded(minute, 2) }
    if precision == .second {
      text += ":" + Digits.padded(nanoseconds / Calendar.second, 2)
      if fractionDigits > 0 { text += "." + Digits.padded(nanoseconds % Calendar.second, 9).prefix(fractionDigits) }
    }
    return text
  }

  /// The number of digits; a fraction counts as three digits.
  package var digitCount: Int { precision == .second ? (fractionDigits > 0 ? 9 : 6) : precision == .minute ? 4 : 2 }
}
