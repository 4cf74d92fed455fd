import FHIRSyntax

/// The Gregorian calendar, and arithmetic with it (FHIRPath N1, Date/Time arithmetic).
enum Calendar {
  // The lengths of units, in nanoseconds.
  static let second = 1_000_000_000
  static let minute = 60 * second
  static let day = 1440 * minute

  static func powerOfTen(_ exponent: Int) -> Int { (0..<max(0, exponent)).reduce(1) { power, _ in power * 10 } }

  /// The number of a day, counted from 1 January of the year 1, which is day 1.
  static func dayNumber(_ year: Int, _ month: Int, _ day: Int) -> Int {
    FHIRDateTime.daysSince1970(year, month, day) + 719_163
  }

  /// The date of a day number; nil outside the years 1 to 9999, except for the adjacent days, which conversions to UTC may need.
  static func date(ofDay number: Int) -> (year: Int, month: Int, day: Int)? {
    guard -1...3_652_061 ~= number else { return nil }
    return FHIRDateTime.date(daysSince1970: number - 719_163)
  }
}

extension PartialDate {
  /// Nil outside the years 1 to 9999. If the month is unknown, only whole years are added.
  func adding(months count: Int) -> PartialDate? {
    var result = self
    let months = precision >= .month ? count : count / 12 * 12
    let (sum, overflow) = (year * 12 + month - 1).addingReportingOverflow(months)
    guard !overflow, 12..<120_000 ~= sum else { return nil }
    (result.year, result.month) = (sum / 12, sum % 12 + 1)
    result.day = min(day, FHIRDateTime.days(in: result.month, of: result.year))
    return result
  }

  /// Nil outside the years 1 to 9999. If the day is unknown, whole months of 30 days are added; if the month is unknown, whole
  /// years of 365 days.
  func adding(days count: Int) -> PartialDate? { moved(days: count).flatMap { 1...9999 ~= $0.year ? $0 : nil } }

  private func moved(days count: Int) -> PartialDate? {
    switch precision {
    case .year: return adding(months: count / 365 * 12)
    case .month: return adding(months: count / 30)
    default:
      let (number, overflow) = Calendar.dayNumber(year, month, day).addingReportingOverflow(count)
      guard !overflow, let date = Calendar.date(ofDay: number) else { return nil }
      var result = self
      (result.year, result.month, result.day) = date
      return result
    }
  }

  /// Nil outside the years 1 to 9999. Parts finer than the value's precision are dropped.
  func adding(nanoseconds count: Int) -> PartialDate? {
    moved(nanoseconds: count).flatMap { 1...9999 ~= $0.year ? $0 : nil }
  }

  /// This moment in UTC, which may be one day outside the years 1 to 9999.
  var inUTC: PartialDate {
    guard let offset, offset != 0 else { return self }
    var result = moved(nanoseconds: -offset * Calendar.minute) ?? self
    result.offset = 0
    return result
  }

  private func moved(nanoseconds count: Int) -> PartialDate? {
    guard precision >= .hour else { return moved(days: count / Calendar.day) }
    // Both terms of `rest` are less than a day plus a minute in magnitude, so their sum cannot overflow.
    var (days, rest) = count.quotientAndRemainder(dividingBy: Calendar.day)
    rest += (hour * 60 + minute) * Calendar.minute + nanoseconds
    while rest < 0 { (days, rest) = (days - 1, rest + Calendar.day) }
    while rest >= Calendar.day { (days, rest) = (days + 1, rest - Calendar.day) }
    guard var result = moved(days: days) else { return nil }
    result.setTime(rest)
    return result
  }
}

extension PartialTime {
  /// A time of day wraps around at midnight.
  func adding(nanoseconds count: Int) -> PartialTime {
    let total = ((hour * 60 + minute) * Calendar.minute + nanoseconds + count % Calendar.day + Calendar.day) % Calendar.day
    var result = self
    result.setTime(total)
    return result
  }
}

/// A value with a time of day of limited precision.
private protocol ClockTime {
  var hour: Int { get set }
  var minute: Int { get set }
  var nanoseconds: Int { get set }
  var fractionDigits: Int { get }
  var precision: PartialDate.Precision { get }
}

extension PartialDate: ClockTime {}
extension PartialTime: ClockTime {}

extension ClockTime {
  /// Sets the time of day to a number of nanoseconds since midnight, truncated to the precision of the value.
  fileprivate mutating func setTime(_ total: Int) {
    hour = total / (60 * Calendar.minute)
    if precision >= .minute { minute = total / Calendar.minute % 60 }
    if precision >= .second {
      let unit = Calendar.powerOfTen(9 - fractionDigits)
      nanoseconds = total % Calendar.minute / unit * unit
    }
  }
}

/// Decimal digits.
enum Digits {
  /// The number in a text of exactly `count` digits, at most nine; nil for any other text.
  static func number(_ text: some StringProtocol, count: Int) -> Int? {
    guard 1...9 ~= count, text.utf8.count == count, text.utf8.allSatisfy(\.isDigit) else { return nil }
    return text.utf8.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }
  }

  static func padded(_ number: Int, _ count: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, count - digits.utf8.count)) + digits
  }
}
