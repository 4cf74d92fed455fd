/// Values that break careless code: numbers at the limits of types, dates at the limits of the calendar, long runs of one
/// character, and nearly valid texts.
enum HostileValues {
  static let integers = [
    "0", "1", "-1", "00", "-0", "+1", "7", "12", "60", "255", "65535", "2147483647", "-2147483648", "2147483648", "4294967296",
    "9223372036854775807", "-9223372036854775808", "9223372036854775808", "18446744073709551615", "-9223372036854775809",
    "170141183460469231731687303715884105728", "99999999999999999999999999999999999999",
  ]

  static let decimals =
    integers + [
      "0.0", "1.80", "-1.5", "1e308", "1e-308", "1E+400", "-1e-400", "0.00000000000000000000000000000000000001", "1.", ".5",
      "1e9223372036854775807", "1e-9223372036854775808", "123456789012345678901234567890.123456789012345678901234567890", "NaN",
      "0x10", "1e", "9.99999999999999999999999999999999",
    ]

  static let units = [
    "m", "kg", "h", "min", "1", "mg/dL", "[ft_i]", "m-9223372036854775808", "m9223372036854775807", "m-2147483649", "10*99",
    "10^9223372036854775807", "{a}", "{", "m{a}/s2", "((((m))))", "m.m.m.m.m.m.m.m.m", "/m", "//", "m//s", "Ym400", "Cel", "%",
    "[pH]", "dB[10.nV]", "2147483648m", "99999999999999999999m", "m+2", "(m", "m)", "", "a", "mo", "wk", "days", "year",
  ]

  /// A value of a primitive type, valid or nearly valid.
  static func value(of type: String, _ feed: inout ByteFeed) -> String {
    if feed.chance(oneIn: 24) { return anything(&feed) }
    switch type {
    case "boolean": return feed.text(["true", "false", "TRUE", "1", "null"])
    case "integer", "unsignedInt", "positiveInt", "integer64": return feed.text(["1"] + integers)
    case "decimal": return feed.text(["1.5"] + decimals)
    case "date", "dateTime", "instant", "time": return moment(&feed)
    case "id": return feed.text(["p1", "p2", "d1", "1", "", "#p1", long("a", &feed), "a b", "A.b-C"])
    case "uri", "url", "canonical", "oid", "uuid": return address(&feed)
    case "base64Binary": return feed.text(["aGk=", "", "aGk", "====", "a G k =", "\u{A0}aGk=", long("QUJD", &feed), "*"])
    case "code":
      return feed.text(["booked", "accepted", "phone", "current", "official", "m", "kg", "", " a", "a  b", "booked ", "free"])
    case "xhtml": return markup(&feed)
    default: return anything(&feed)
    }
  }

  /// A date, a time, or both, with any precision; usually, at most one part, besides the fraction, is invalid or
  /// at a limit.
  static func moment(_ feed: inout ByteFeed) -> String {
    let odd = feed.number(below: 20)
    func part(_ number: Int, _ right: String, _ wrong: [String], _ feed: inout ByteFeed) -> String {
      odd == number || odd == 7 ? feed.text([right] + wrong) : right
    }
    // Precisions of seconds and finer are more frequent, because only such moments are compared.
    let precision = [3, 6, 4, 5, 6, 3, 2, 1, 0, 7][feed.number(below: 10)]
    if precision == 7 {
      return feed.text(["09:00:00", "24:00:00", "23:59:60.999", "T09:00", "09:00:00." + HostileValues.long("9", &feed)])
    }
    var text = part(0, "2026", ["0001", "9999", "0000", "1900", "2024", "10000", "-001", "99999999999"], &feed)
    if precision > 0 { text += "-" + part(1, "03", ["12", "13", "00", "3", "02"], &feed) }
    if precision > 1 { text += "-" + part(2, "09", ["29", "30", "31", "32", "00"], &feed) }
    if precision > 2 {
      text += "T" + part(3, "09", ["23", "24", "25", "-1"], &feed) + ":" + part(4, "20", ["59", "60", "99"], &feed)
      text += ":" + part(5, "00", ["59", "60", "61", "9223372036854775807"], &feed)
    }
    if precision > 4 { text += "." + feed.text(["5", "000", "123456789", "1234567890", long("9", &feed), "", "1e5"]) }
    if precision > 2 {
      text += part(6, "Z", ["+01:00", "-14:00", "+14:01", "+99:99", "", "z", "-00:00", "+9999999999:00"], &feed)
    }
    return text
  }

  /// A URL, URN or reference.
  static func address(_ feed: inout ByteFeed) -> String {
    feed.text([
      "#p1", "#", "#d1", "Patient/p1", "Patient/p1/_history/2", "urn:uuid:11111111-2222-4333-8444-555555555555", "urn:oid:1.2.3",
      "https://fhir.nhs.uk/Id/nhs-number", "http://hl7.org/fhir/StructureDefinition/Patient", "http://unitsofmeasure.org",
      "https://example.org/fhir/Appointment/a1/_history/9223372036854775807", "http://hl7.org/fhir/ValueSet/x|4.0.1", "|", "||1",
      "http://[::1", "http://a:99999999999999999999/", "https://demographics.spineservices.nhs.uk/Patient/9990000018", "%", "%zz",
      "http://loinc.org", "http://snomed.info/sct", "../../Patient/1", "?a=b", "Patient?identifier=|", "urn:", ":", "a b", "",
      long("http://a/", &feed), "http://hl7.org/fhir/3.0/StructureDefinition/extension-Appointment.start",
      "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1",
    ])
  }

  /// Narrative, well-formed or not.
  static func markup(_ feed: inout ByteFeed) -> String {
    let inside = feed.text([
      "x", "<p>x</p>", "<p", "&nbsp;", "&#99999999999;", "<a href='#p1'>x</a>", "<script/>", "<![CDATA[x]]>", "<!-- -- -->",
      "<img src='data:,' alt=''/>", "<b>" + long("<i>", &feed), "<p style='a:expression(1)'>x</p>", "<table><tr/></table>", "",
    ])
    return "<div xmlns=\"http://www.w3.org/1999/xhtml\">\(inside)</div>"
  }

  /// Any text.
  static func anything(_ feed: inout ByteFeed) -> String {
    switch feed.number(below: 6) {
    case 0: feed.text(["x", "9990000018", "Ash", "Ada", "X26", "AB1 2CD", "07700900000", "a@b.example", "en-GB", "text/plain"])
    case 1:
      feed.text([
        "", " ", "\u{A0}", "\u{200B}", "\u{2003}x", "\0", "\u{1B}[2J", "::error::", "<", "&", "\"", "\\", "\n", "\u{FEFF}",
      ])
    case 2: feed.text(integers)
    case 3: feed.text(units)
    case 4: long(feed.text(["a", "é", "e\u{301}", "0", " ", "👩‍👩‍👧", "{", "(", "1."]), &feed)
    default: String(decoding: feed.raw(upTo: 24), as: UTF8.self)
    }
  }

  /// A text repeated up to 3,000 times.
  static func long(_ text: String, _ feed: inout ByteFeed) -> String {
    String(repeating: text, count: [1, 2, 10, 65, 300, 3_000][feed.number(below: 6)])
  }
}
