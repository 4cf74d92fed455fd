import Findings
import Testing

@testable import Reporting

@Suite struct GitHubTests {
  @Test func aFindingIsWrittenAsACommand() {
    let text = written([Sample.oneFinding(name: "a,b:c%.json")], as: .github)
    #expect(
      text == """
        ::error title=BKD003 status-booked,file=a%2Cb%3Ac%25.json,line=2,endLine=2,col=13,endColumn=23::expected 'booked', \
        found a value of 8 characters%0AAppointment.status%0ANHS Booking API: Request%0AWrite 'booked'.
        checked 1 payload as nhs-booking, FHIR STU3 (from the profile that it claims)
        1 error in 1 payload (0 clean)

        """)
  }

  @Test func severitiesBecomeLevelsAndColumnsNeedASingleLine() {
    let lines = written([ProgramFormatTests.reports[0]], as: .github).split(separator: "\n")
    #expect(
      lines.prefix(6).map { $0.prefix { $0 != " " } } == ["::error", "::error", "::warning", "::notice", "::notice", "::error"])
    #expect(lines[2].contains(",line=2,endLine=3::"))
  }

  @Test func standardInputHasNoFile() {
    #expect(!written([Sample.oneFinding(name: "-")], as: .github).contains("file="))
  }

  @Test func findingsBeyondGitHubsLimitAreNotCommands() {
    func report(_ name: String, _ severity: Severity, _ count: Int) -> Report {
      Sample(name: name, "{[[1]]}") { ranges in
        (0..<count).map { Sample.finding("A\($0)", "a", ranges[0], severity: severity, "x") }
      }.report
    }
    let reports = [report("a", .error, 7), report("b", .warning, 11), report("c", .error, 7), report("d", .information, 1)]
    let lines = written(reports, as: .github).split(separator: "\n")
    #expect(lines.count == 28)
    for (level, count) in [("::error", 10), ("::warning", 10), ("::notice", 1)] {
      #expect(lines.count { $0.hasPrefix(level + " ") } == count)
    }
    #expect(lines.count { !$0.hasPrefix("::") } == 7)
    #expect(lines.contains("c:1:2: error: A3 a: x") && lines.contains("b:1:2: warning: A10 a: x"))
  }

  @Test func theJobSummaryHasTheTotals() {
    #expect(
      stepSummary([Sample.oneFinding(), Sample.clean()]) == """
        ### apptlint: 1 error in 2 payloads (1 clean)

        - checked 2 payloads as nhs-booking, FHIR STU3 (from the profile that it claims)

        | findings | rule |
        |---:|---|
        | 1 | BKD003 status-booked |

        <details open>
        <summary>All findings</summary>

        | severity | location | rule | message |
        |---|---|---|---|
        | error | book.json&#58;2&#58;13 | BKD003 status-booked | expected 'booked', found a value of 8 characters &#91;Appointment.status&#93; |

        </details>

        """)
    #expect(
      stepSummary([Sample.clean()]).hasPrefix("### apptlint: no findings in 1 payload (1 clean)\n\n- checked 1 payload as "))
    let many = stepSummary(Array(repeating: Sample.oneFinding(), count: 500))
    #expect(many.contains("<summary>The first 100 of 500 findings</summary>") && many.utf8.count < 1 << 16)
    // GitHub rejects summaries of more than 1 MiB, whatever the names.
    let hostile = String(repeating: "`|<*", count: 5_000)
    let report = Sample(name: hostile, "[[x]]") { [Sample.finding("A", "a", $0[0], element: hostile, "\(payload: hostile)")] }
      .report
    #expect(stepSummary(Array(repeating: report, count: 200)) { $0.showsValues = true }.utf8.count < 1 << 19)
  }
}
