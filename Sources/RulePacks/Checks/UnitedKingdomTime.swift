import FHIRSyntax

/// The local time of the United Kingdom since 1996: UTC, but an hour ahead from 01:00 UTC on the last Sunday of March to
/// 01:00 UTC on the last Sunday of October.
enum UnitedKingdomTime {
  private static let name = "Europe/London"

  /// Whether the option `zone` of a check is present; it must name this zone.
  static func isChosen(_ options: inout CheckOptions) throws(RuleFileError) -> Bool {
    guard let zone = try options.object.optionalString("zone") else { return false }
    if zone != name { throw options.object.error("'zone' must be '\(name)', not '\(zone)'") }
    return true
  }

  /// The first and the last moment of a year, a month, a day or a minute; nil if the value has seconds, or is before 1996.
  static func period(of date: FHIRDateTime) -> (start: FHIRDateTime, end: FHIRDateTime)? {
    guard date.precision < .second, date.year >= 1996 else { return nil }
    var (start, end) = (date, date)
    (start.precision, end.precision) = (.second, .second)
    (end.second, end.fraction) = (59, "9999999")
    if date.precision == .minute { return (start, end) }
    if date.precision < .month { end.month = 12 }
    if date.precision < .day { end.day = FHIRDateTime.days(in: end.month, of: date.year) }
    (end.hour, end.minute) = (23, 59)
    start.offset = offset(atMidnightOf: FHIRDateTime.daysSince1970(start.year, start.month, start.day), date.year)
    // The year of the date also applies to the next day, because clocks do not change around New Year.
    end.offset = offset(atMidnightOf: FHIRDateTime.daysSince1970(end.year, end.month, end.day) + 1, date.year)
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
