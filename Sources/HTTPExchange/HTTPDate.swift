package import FHIRSyntax

/// An HTTP date (RFC 9110, section 5.6.7): `Mon, 02 Mar 2026 09:14:31 GMT`.
package enum HTTPDate {
  private static let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
  private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

  /// The time, if the text is in the only format that senders may use and has the correct day of the week; otherwise nil.
  package static func moment(_ text: String) -> FHIRDateTime? {
    let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 6, parts[0].hasSuffix(","), let weekday = days.firstIndex(of: String(parts[0].dropLast())),
      let month = months.firstIndex(of: parts[2]), parts[1].utf8.count == 2, parts[3].utf8.count == 4, parts[5] == "GMT",
      let moment = FHIRDateTime("\(parts[3])-\(month < 9 ? "0" : "")\(month + 1)-\(parts[1])T\(parts[4])Z"), moment.isInstant,
      moment.fraction.isEmpty
    else { return nil }
    // 1 January 1970 was a Thursday.
    let day = ((moment.seconds >= 0 ? moment.seconds : moment.seconds - 86_399) / 86_400 + 3) % 7
    return Int(day < 0 ? day + 7 : day) == weekday ? moment : nil
  }

  /// A time, given in seconds since 1970, in FHIR format.
  package static func iso(seconds: Int64) -> String {
    // FHIR cannot express later years, and no request was sent in them.
    let seconds = min(max(seconds, 0), 253_402_300_799)
    let date = FHIRDateTime.date(daysSince1970: Int(seconds / 86_400))
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let rest = Int(seconds % 86_400)
    return "\(date.year)-\(two(date.month))-\(two(date.day))T"
      + "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60))Z"
  }

  /// A time in FHIR format.
  package static func iso(_ moment: FHIRDateTime) -> String { iso(seconds: moment.seconds) }
}
