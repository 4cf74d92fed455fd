import FHIRSyntax

/// The local time of the United Kingdom since 1996: UTC, but an hour ahead from 01:00 UTC on the last Sunday of March to
/// 01:00 UTC on the last Sunday of October.
enum UnitedKingdomTime {
  static let name = "Europe/London"

  /// The first and the last moment of a date; nil if the value is not a date to the day, or if it is before 1996.
  static func day(of date: FHIRDateTime) -> (start: FHIRDateTime, end: FHIRDateTime)? {
    guard date.precision == .day, date.year >= 1996 else { return nil }
    let day = FHIRDateTime.daysSince1970(date.year, date.month, date.day)
    var (start, end) = (date, date)
    (start.precision, start.offset) = (.second, offset(atMidnightOf: day, date.year))
    // The year of the date also applies to the next day, because clocks do not change around New Year.
    (end.precision, end.offset) = (.second, offset(atMidnightOf: day + 1, date.year))
    (end.hour, end.minute, end.second, end.fraction) = (23, 59, 59, "9999999")
    return (start, end)
  }

  /// The minutes ahead of UTC at the beginning of a day. Clocks change after midnight, so the day of a change begins with the
  /// previous offset.
  private static func offset(atMidnightOf day: Int, _ year: Int) -> Int {
    lastSunday(of: 3, year) < day && day <= lastSunday(of: 10, year) ? 60 : 0
  }

  /// The last Sunday of a month with 31 days, in days since 1970.
  private static func lastSunday(of month: Int, _ year: Int) -> Int {
    let last = FHIRDateTime.daysSince1970(year, month, 31)
    // 4 January 1970 was a Sunday; the years are after 1970.
    return last - (last - 3) % 7
  }
}
