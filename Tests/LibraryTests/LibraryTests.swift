import ApptLint
import Foundation
import Testing

@testable import ServerExample

/// The library as its users see it: this target has no access to `package` declarations.
@Suite struct LibraryTests {
  static func sample(_ name: String) throws -> String {
    let root = URL(filePath: #filePath).appending(path: "../../..").standardized
    return String(decoding: try Data(contentsOf: root.appending(path: "TestVectors/samples/\(name)")), as: UTF8.self)
  }

  // MARK: Examples

  @Test func examplesAreReadAndClean() throws {
    let examples = try Linter().examples(of: "nhs-booking")
    let booking = try #require(examples.first { $0.name == "book" })
    #expect(!booking.isRecording && booking.interaction == "book" && booking.summary == "a booking request")
    #expect(booking.source.name == "book.json")
    #expect(try Linter(Snippets.bookings()).lint(booking.source).worst == nil)
    let slots = try #require(examples.first { $0.name == "slots" })
    #expect(slots.isRecording && slots.source.name == "slots.http")
    #expect(try Linter().examples(of: "unknown").isEmpty)
  }

  // MARK: Checking

  @Test func findingsAreRead() throws {
    let report = try Linter(Snippets.bookings()).lint(SourceText(name: "body", text: Self.sample("booking-faulty.json")))
    #expect((report.packs.first, report.release, report.isGuessed) == ("nhs-booking", .stu3, false))
    #expect((report.format, report.recommendedStatus, report.worst) == (.json, 400, .error))
    let (finding, position) = try #require(report.placedFindings.first { $0.finding.code == "BKL003" })
    #expect(finding.element == "Appointment.status")
    #expect(finding.message == "expected \(code: "booked"), found \(code: "arrived")")
    #expect(finding.message.text(showingValues: false) == "expected 'booked', found 'arrived'")
    #expect(report.source.bytes[finding.range].elementsEqual(#""arrived""#.utf8))
    #expect(position == LineTable(report.source).position(of: finding.range.lowerBound))
    #expect(finding.clause?.hasPrefix("NHS Booking API") == true)
    #expect(finding.help != nil && finding.name == "booking-status" && finding.severity == .error)
    #expect(report.notChecked.allSatisfy { !$0.code.isEmpty && !$0.reason.isEmpty && !$0.requirement.isEmpty })
  }

  /// Findings outside any element have no element, in both lists of findings.
  @Test(arguments: ["", "{}", #"{"a": 1}"#, "[]", "{", "<a/>", "<Patient/>"]) func findingsWithoutElement(_ text: String) throws {
    let report = try Linter().lint(SourceText(name: "body", text: text))
    #expect(!report.findings.isEmpty && report.findings.allSatisfy { $0.element != "" })
    #expect(report.findings == report.placedFindings.map(\.finding))
  }

  @Test func bytesAndTextGiveTheSameFindings() throws {
    let text = try Self.sample("booking.json")
    let (bytes, string) = (SourceText(name: "a", bytes: Array(text.utf8)), SourceText(name: "a", text: text))
    #expect(bytes.text == text && string.bytes.elementsEqual(text.utf8))
    let linter = try Linter()
    #expect(linter.lint(bytes).findings == linter.lint(string).findings)
    #expect(try Snippets.lint(text).findings == linter.lint(string).findings)
  }

  @Test func settingsApply() throws {
    let source = SourceText(name: "body", text: try Self.sample("booking-faulty.json"))
    var configuration = Snippets.bookings()
    Snippets.severities(&configuration)
    configuration.severities["BKL003"] = .warning
    let report = try Linter(configuration).lint(source)
    #expect(report.findings.contains { $0.code == "BKL003" && $0.severity == .warning })
    configuration.select = ["BKL003"]
    #expect(Set(try Linter(configuration).lint(source).findings.map(\.code)) == ["BKL003"])
    configuration.packs = .chosen(["none"])
    let error = #expect(throws: ConfigurationError.self) { _ = try Linter(configuration) }
    #expect(error?.description.hasPrefix("unknown rule pack 'none'") == true)
    #expect(throws: ConfigurationError.self) { try Snippets.definitions(&configuration, [1, 2, 3]) }
    #expect(try Linter().packs.contains { $0.id == "nhs-booking" && $0.release == .stu3 })
  }

  @Test func safeFixesAreApplied() throws {
    let source = SourceText(name: "a.json", text: #"{"resourceType": "Basic" "code": {"text": "a"}}"#)
    let fix = try Linter().fix(source)
    #expect(fix.fixed.map(\.finding.code) == ["JSN001"])
    #expect(fix.source.text == #"{"resourceType": "Basic", "code": {"text": "a"}}"#)
    #expect(!fix.report.findings.contains { $0.code == "JSN001" })
  }

  @Test func changesAreChecked() throws {
    let text = try Self.sample("booking.json")
    let (earlier, later) = (
      SourceText(name: "1", text: text), SourceText(name: "2", text: text.replacing("Reason", with: "Other"))
    )
    #expect(try Linter(Snippets.bookings()).lint(later, against: earlier).source.name == "2")
  }

  @Test func expressionsAreEvaluated() throws {
    let source = SourceText(name: "a.json", text: #"{"resourceType": "Basic", "id": "b"}"#)
    #expect(try Linter().evaluate("id", on: source).results.map(\.json) == [#"{"type":"id","value":"b"}"#])
    let problem = #expect(throws: FHIRPathEvaluationError.self) { try Linter().evaluate("id +", on: source) }
    #expect(problem?.character ?? 0 > 1)
  }

  // MARK: Reports

  @Test func outcomesAreResources() throws {
    let linter = try Linter(Snippets.bookings())
    let report = linter.lint(SourceText(name: "body", text: try Self.sample("booking-faulty.json")))
    for format in [PayloadFormat.json, .xml] {
      let outcome = report.operationOutcome(as: format)
      #expect(outcome.contains("OperationOutcome") && outcome.contains("BKL003"))
      // The outcome is valid FHIR.
      var configuration = Configuration()
      configuration.packs = .chosen([])
      configuration.release = report.release
      let check = try Linter(configuration).lint(SourceText(name: "outcome", text: outcome))
      #expect(check.format == format)
      #expect(check.findings.filter { $0.severity >= .error } == [], "\(linter.text(of: [check], as: .concise))")
      #expect(report.operationOutcome(as: format, showingValues: true) != outcome)
    }
  }

  @Test(arguments: ReportFormat.allCases) func reportsAreWritten(format: ReportFormat) throws {
    let linter = try Linter(Snippets.bookings())
    let reports = try ["booking.json", "booking-faulty.json"].map {
      linter.lint(SourceText(name: $0, text: try Self.sample($0)))
    }
    let text = linter.text(of: reports, as: format)
    #expect(text.contains("BKL003"))
    // SARIF describes the rules that it lists.
    if format == .sarif { #expect(text.contains("NHS Booking API, Appointment resource details")) }
    #expect(text.contains("booking-faulty.json"))
    #expect(linter.text(of: [], as: format).contains("BKL003") == false)
  }

  // MARK: The server example

  @Test func theServerAcceptsABooking() throws {
    let rejection = try Validator().rejection(of: Array(Self.sample("booking.json").utf8))
    #expect(rejection == nil)
  }

  @Test func theServerRejectsErrors() throws {
    let rejection = try #require(try Validator().rejection(of: Array(Self.sample("booking-faulty.json").utf8)))
    #expect((rejection.status, rejection.contentType) == (400, "application/fhir+json"))
    #expect(rejection.outcome.contains("\"BKL003\""))
    #expect(rejection.log.contains { $0.hasSuffix("BKL003 at Appointment.status: expected 'booked', found 'arrived'") })
    let markup = try #require(try Validator().rejection(of: Array("<Appointment xmlns=\"http://hl7.org/fhir\"/>".utf8)))
    #expect(markup.contentType == "application/fhir+xml" && markup.outcome.contains("<OperationOutcome"))
  }

  @Test func theServerChecksTheToken() throws {
    let request = Exchange.Request(method: "POST", url: "https://a.nhs.uk/Appointment", body: Array("{\"resourceType\":".utf8))
    let rejection = try #require(try Validator().rejection(of: request))
    #expect(rejection.status == 403 && rejection.outcome.contains("\"BKL101\""))
  }

  private final class Marker {}

  /// Runs the program that was built with the tests.
  @Test func theServerResponds() throws {
    #if os(macOS)
      let tests = Bundle(for: Marker.self).bundleURL
    #else
      let tests = URL(fileURLWithPath: CommandLine.arguments[0])
    #endif
    let program = tests.deletingLastPathComponent().appending(path: "ServerExample")
    try #require(FileManager.default.isExecutableFile(atPath: program.path), "\(program.path) is missing")
    let (process, input, output) = (Process(), Pipe(), Pipe())
    process.executableURL = program
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let lines = try ["booking.json", "booking-faulty.json"].map { try Self.sample($0).replacing("\n", with: " ") }
    input.fileHandleForWriting.write(Data(lines.map { $0 + "\n" }.joined().utf8))
    try input.fileHandleForWriting.close()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
    #expect(text.hasPrefix("HTTP/1.1 201\n\nlog: 1:"))
    #expect(text.contains("\nHTTP/1.1 400\nContent-Type: application/fhir+json\n\n{\n  \"resourceType\": \"OperationOutcome\""))
  }
}
