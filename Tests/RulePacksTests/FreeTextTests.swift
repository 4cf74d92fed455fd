import Testing

@testable import RulePacks

/// NHS numbers and dates in free text, in any notation.
@Suite struct FreeTextTests {
  @Test(arguments: [
    ("9990000042 is unknown", true), ("999 000 0042", true), ("999-000-0042", true), ("999.000.0042.", true),
    ("no 999\u{A0}000\u{A0}0042", true), ("9 9 9 0 0 0 0 0 4 2", true), ("99900 00042", true), ("NHS9990000042", true),
    ("ward 12 999 000 0042", true), ("9990000043", false), ("999 000 0043", false), ("trace 170 000 0000", false),
    ("a9990000042f", false), ("999 000 and 0042", false), ("19990000042", false), ("", false), ("2031-03-04 15:10", false),
  ]) func numbers(text: String, isNumber: Bool) {
    #expect(FreeText(text).hasNHSNumber == isNumber)
  }

  @Test(arguments: [
    "1961-07-09", "09/07/1961", "9/7/1961", "9.7.61", "09-07-1961", "9 July 1961", "9th Jul 1961", "July 9, 1961", "19610709",
    "9-Jul-1961", "1961-07-09T00:00:00", "09 07 1961", "(09/07/1961)",
  ]) func days(text: String) {
    #expect(FreeText("on " + text + " or so").days.contains { Self.isInJuly(9, $0) && !$0.isOfBirth })
    #expect(FreeText("DOB: " + text).days.contains { Self.isInJuly(9, $0) && $0.isOfBirth })
    #expect(!FreeText(text).days.contains { Self.isInJuly(19, $0) })
  }

  @Test(arguments: ["1961", "version 10.0.0 of 1961", "9 of 7 in 1961", "trace 19613309", "7 July"]) func notADay(text: String) {
    #expect(!FreeText(text).days.contains { Self.isInJuly(9, $0) })
  }

  /// Whether the text can be read as this day of July 1961.
  private static func isInJuly(_ number: Int, _ day: FreeText.Day) -> Bool {
    day.readings.contains { [61, 1961].contains($0.year) && $0.month == 7 && $0.day == number }
  }
}
