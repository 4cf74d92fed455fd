import Findings
import Testing

@testable import Reporting

@Suite struct TextReporterTests {
  @Test func fullShowsTheSourceWithValues() {
    let text = written([Sample.oneFinding()], as: .full) { $0.showsValues = true }
    #expect(
      text == """
        error[BKD003] status-booked: expected 'booked', found 'J. Smith'
         --> book.json:2:13  Appointment.status
          |
        2 |   "status": "J. Smith",
          |             ^^^^^^^^^^
          = clause: NHS Booking API: Request
          = help: Write 'booked'.

        checked book.json as nhs-booking, FHIR STU3 (from the profile that it claims)

        1 error in 1 payload (0 clean)

        """)
  }

  @Test func fullOmitsTheSourceWithoutValues() {
    let text = written([Sample.oneFinding()], as: .full)
    #expect(
      text.hasPrefix(
        """
        error[BKD003] status-booked: expected 'booked', found a value of 8 characters
         --> book.json:2:13  Appointment.status
          = clause: NHS Booking API: Request

        """))
  }

  @Test func findingsAboutTheSamePlaceShareAnExcerpt() {
    let report = Sample("{\"a\": [[1]]}\n") { ranges in
      [
        Sample.finding("AAA001", "first", ranges[0], element: "A.a", "one"),
        Sample.finding("BBB002", "second", ranges[0], severity: .warning, element: "A.b", "two"),
      ]
    }.report
    let text = written([report], as: .full) {
      $0.showsValues = true
      $0.isQuiet = true
    }
    #expect(
      text == """
        error[AAA001] first: one
        warning[BBB002] second: two
         --> book.json:1:7
          |
        1 | {"a": 1}
          |       ^
          = AAA001 element: A.a
          = AAA001 clause: NHS Booking API: Request
          = AAA001 help: Write 'booked'.
          = BBB002 element: A.b
          = BBB002 clause: NHS Booking API: Request
          = BBB002 help: Write 'booked'.


        """)
  }

  @Test func conciseIsOneLinePerFinding() {
    #expect(
      written([Sample.oneFinding()], as: .concise)
        == """
        book.json:2:13: error: BKD003 status-booked: expected 'booked', found a value of 8 characters [Appointment.status]
        checked 1 payload as nhs-booking, FHIR STU3 (from the profile that it claims)

        """)
    #expect(written([Sample.clean()], as: .concise) { $0.isQuiet = true } == "")
  }

  @Test func uncheckedRulesAreListedOncePerReason() {
    let reason: Message = "it depends on other data"
    let report = Sample.clean(notChecked: [
      NotChecked(code: "BKD002", requirement: "a", reason: reason),
      NotChecked(code: "BND001", requirement: "b", reason: "no terminology"),
      NotChecked(code: "BKD040", requirement: "c", reason: reason), NotChecked(code: "BKD002", requirement: "d", reason: reason),
    ])
    let text = written([report], as: .full)
    #expect(text.contains("  not checked: BKD002, BKD040: it depends on other data\n  not checked: BND001: no terminology\n"))
    let several = written([report, report, Sample.oneFinding()], as: .full)
    #expect(several.contains("checked 2 clean payloads as nhs-booking, FHIR STU3 (from the profile that it claims)\n"))
    #expect(several.contains("  not checked: BKD002 in 2, BKD040 in 2, BND001 in 2\n"))
    #expect(several.hasSuffix("\n1 error in 3 payloads (2 clean)\n"))
  }

  @Test func omittedFindingsAreReportedInEveryFormat() {
    var report = Sample.oneFinding()
    report.omissions = [.error: 3, .warning: 4]
    for format in ReportFormat.allCases {
      #expect(written([report], as: format).contains("7 more findings were omitted"), "\(format)")
    }
  }

  /// Each format names the release and the packs that payloads were checked against, and whether the release was guessed, with
  /// and without findings.
  @Test(arguments: ReportFormat.allCases, [true, false]) func reportsNameReleaseAndPacks(format: ReportFormat, isClean: Bool) {
    // GitLab has only issues.
    if format == .gitlab && isClean { return }
    var report = isClean ? Sample.clean() : Sample.oneFinding()
    report.basis = "release guessed from <nothing>"
    report.isGuessed = true
    let text = written([report], as: format)
    #expect(text.contains("release guessed from ") && text.contains("nhs-booking"), "\(text)")
    #expect(text.contains("STU3") || text.contains(#""release":"3.0""#) || text.contains("\"3.0\""), "\(text)")
    // A report on a settings file has findings.
    if isClean { return }
    report.isOnPayload = false
    #expect(!written([report], as: format).contains("release guessed from ") || format.isText, "\(text)")
  }

  @Test func anUnsupportedReleaseIsNamed() {
    var report = Sample.oneFinding()
    report.otherRelease = "FHIR R5"
    #expect(written([report], as: .concise).contains("checked 1 payload as nhs-booking, FHIR R5 (from"))
    #expect(written([report], as: .ndjson).contains(#"{"url":"release","valueCode":"other"}"#))
    #expect(written([report], as: .sarif).contains(#""release":"other""#))
  }

  @Test func statisticsCountRules() {
    let text = written([Sample.oneFinding(), Sample.oneFinding()], as: .concise) { $0.countsOnly = true }
    #expect(
      text == """
        2 BKD003 status-booked
        checked 2 payloads as nhs-booking, FHIR STU3 (from the profile that it claims)
        2 errors in 2 payloads (0 clean)

        """)
  }

  @Test func inputLineShiftsPositions() {
    var report = Sample.oneFinding()
    report.inputLine = 10
    #expect(written([report], as: .concise).hasPrefix("book.json:11:13:"))
  }

  @Test func colourAddsOnlyEscapeSequences() {
    let plain = written([Sample.oneFinding()], as: .full)
    let coloured = written([Sample.oneFinding()], as: .full) { $0.usesColor = true }
    #expect(!plain.contains("\u{1B}"))
    #expect(coloured.contains("\u{1B}[1;31merror[BKD003]\u{1B}[0m"))
    #expect(coloured.replacing(#/\u{1B}\[[0-9;]*m/#, with: "") == plain)
  }
}

@Suite struct SourceExcerptTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    /// The text, with the position in `[[` `]]`.
    var text: String
    var line: String
    var underline: String
    var testDescription: String { name }
  }

  static let cases = [
    Case(name: "tabs", text: "\t\"a\":\t[[1]]\t\n", line: "    \"a\":    1    ", underline: "            ^"),
    Case(name: "after the line", text: "{\"a\": 1[[]]\n}", line: "{\"a\": 1", underline: "       ^"),
    Case(name: "at the end of the text", text: "[1[[]]", line: "[1", underline: "  ^"),
    Case(name: "several lines", text: "x\n  [[{\n}]]", line: "  {", underline: "  ^"),
    Case(name: "code points", text: "é😀[[ü]]", line: "é😀ü", underline: "  ^"),
    Case(name: "escapes", text: "\u{1B}[31m[[x]]", line: "\\u{1B}[31mx", underline: "          ^"),
    Case(name: "commands", text: "##vso[ [[x]]", line: "#\\u{23}vso[ x", underline: "            ^"),
    Case(
      name: "a long line", text: String(repeating: "é", count: 200_000) + "[[here]]" + String(repeating: "ü", count: 200_000),
      line: "…" + String(repeating: "é", count: 40) + "here" + String(repeating: "ü", count: 76) + "…",
      underline: String(repeating: " ", count: 41) + "^^^^"),
    Case(
      name: "a long line's start", text: "[[here]]" + String(repeating: "ü", count: 200),
      line: "here" + String(repeating: "ü", count: 116) + "…",
      underline: "^^^^"),
    Case(
      name: "a long range", text: "[[" + String(repeating: "x", count: 500) + "]]",
      line: String(repeating: "x", count: 120) + "…",
      underline: String(repeating: "^", count: 120)),
  ]

  @Test(arguments: cases) func excerpt(_ example: Case) {
    let report = Sample(example.text) { [Sample.finding("A", "a", $0[0], "x")] }.report
    let lines = written([report], as: .full) {
      $0.showsValues = true
      $0.isQuiet = true
    }.split(separator: "\n", omittingEmptySubsequences: false)
    // After the message, the position and an empty line, each after a gutter of four columns.
    let text = lines.dropFirst(3).first?.dropFirst(4)
    let underline = lines.dropFirst(4).first?.dropFirst(4)
    #expect(text.map(String.init) == example.line)
    #expect(underline.map(String.init) == example.underline)
  }
}
