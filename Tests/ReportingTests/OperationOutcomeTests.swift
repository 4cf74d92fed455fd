import FHIRSyntax
import Findings
import Testing

@testable import Reporting

@Suite struct OperationOutcomeTests {
  @Test func ndjsonIsOneOutcomePerLine() {
    let text = written([Sample.oneFinding(), Sample.clean()], as: .ndjson)
    let base = "http://hl7.org/fhir/StructureDefinition/operationoutcome-"
    let checkedAs = """
      {"url":"urn:apptlint:checked-as","extension":[{"url":"release","valueCode":"3.0"},{"url":"pack","valueCode":"nhs-booking"},\
      {"url":"basis","valueString":"from the profile that it claims"}]}
      """
    #expect(
      text == """
        {"resourceType":"OperationOutcome","extension":[{"url":"\(base)file","valueString":"book.json"},\(checkedAs)],"issue":[{"extension":[\
        {"url":"\(base)issue-line","valueInteger":2},{"url":"\(base)issue-col","valueInteger":13},\
        {"url":"\(base)issue-source","valueString":"apptlint"}],"severity":"error","code":"value",\
        "details":{"coding":[{"system":"urn:apptlint:rule","code":"BKD003","display":"status-booked"}],\
        "text":"expected 'booked', found a value of 8 characters"},"diagnostics":"Write 'booked'. (NHS Booking API: Request)",\
        "location":["Appointment.status"],"expression":["Appointment.status"]}]}
        {"resourceType":"OperationOutcome","extension":[{"url":"\(base)file","valueString":"clean.json"},\(checkedAs)],"issue":[\
        {"severity":"information","code":"informational",\
        "details":{"text":"no findings; checked as nhs-booking, FHIR STU3 (from the profile that it claims)"}}]}

        """)
  }

  @Test func linesMatchTheTree() {
    let names = ["a.json", "a.json", "b##c.json", " x\"\\ ", "é\u{202E}\n", ""]
    let unchecked = [[], [NotChecked(code: "BND005", requirement: "A.", reason: "B.")]]
    var reports = names.flatMap { name in
      [Sample.oneFinding(name: name)] + unchecked.map { Sample.clean(name: name, notChecked: $0) }
    }
    for (index, release) in [FHIRRelease.stu3, .r4].enumerated() {
      for basis in ["as chosen", "from ## \u{FFFE}", "", " "] {
        var report = Sample("{}", release: release, packs: index == 0 ? [] : ["a", "b"], basis: basis) { _ in [] }.report
        reports.append(report)
        report.otherRelease = "FHIR R5"
        reports.append(report)
        report.isOnPayload = false
        reports.append(report)
        report.omissions = [.error: 2]
        report.recommendedStatus = 422
        reports.append(report)
      }
    }
    for showsValues in [false, true] {
      let lines = written(reports + reports, as: .ndjson) { $0.showsValues = showsValues }
      var trees = OutputBuffer()
      for report in reports + reports {
        FHIRJSONWriter(isIndented: false).write(OperationOutcome(report, showingValues: showsValues).value, into: &trees)
        trees.append("\n")
      }
      #expect(lines == trees.text)
    }
  }

  @Test func equalReportsAreCountedTogether() {
    var (whole, parts) = (Tally(), [Tally(), Tally()])
    for number in 0..<60 {
      var report = Sample(
        "{}", basis: "\(number % 13)", notChecked: [NotChecked(code: "A\(number % 2)", requirement: "", reason: "")]
      ) { _ in [] }.report
      if number % 4 == 0 { report.omissions = [.warning: 1] }
      whole.add(report)
      parts[number % 2].add(report)
    }
    parts[0].add(parts[1])
    for tally in [whole, parts[0]] {
      #expect(tally.selections.values.reduce(0, +) == 60 && tally.selections.count == 13)
      #expect(tally.cleanSelections.values.reduce(0, +) == 45 && tally.clean == 45)
      #expect(tally.notChecked == ["A0": 15, "A1": 30])
    }
    #expect(whole.selections == parts[0].selections && whole.cleanSelections == parts[0].cleanSelections)
  }

  @Test func onlySTU3HasLocationAndOnlyElementsHaveExpression() {
    let r4 = written([Sample.oneFinding(release: .r4)], as: .ndjson)
    #expect(!r4.contains("\"location\"") && r4.contains("\"expression\""))
    let none = written([Sample.oneFinding(element: nil)], as: .ndjson)
    #expect(!none.contains("\"location\"") && !none.contains("\"expression\""))
  }

  @Test func constraintsHaveACodingWithTheirKey() {
    let report = Sample("[[x]]") { ranges in
      var finding = Sample.finding("STR012", "empty-element", ranges[0], "x")
      finding.constraint = "ele-1"
      return [finding]
    }.report
    #expect(written([report], as: .ndjson).contains(#"{"system":"urn:apptlint:constraint","code":"ele-1"}"#))
  }

  @Test func uncheckedRulesAreOneIssue() {
    let entries = ["BKD002", "BND001", "BKD002"].map { NotChecked(code: $0, requirement: "a", reason: "b") }
    let text = written([Sample.clean(notChecked: entries)], as: .ndjson)
    #expect(text.contains(#""code":"not-checked"}],"text":"not checked: BKD002, BND001"}"#))
  }

  /// The documents are parsed by the project's own strict readers.
  @Test(arguments: [ReportFormat.json, .ndjson, .xml], [1, 2, 3]) func documentsAreWellFormed(
    _ format: ReportFormat, _ count: Int
  ) {
    let reports = Array([Sample.oneFinding(name: "a\"<&>\\.json"), Sample.clean(), Sample.oneFinding()].prefix(count))
    let text = written(reports, as: format)
    let documents = format == .ndjson ? text.split(separator: "\n").map(String.init) : [text]
    for text in documents {
      let document = Document.read(SourceText(name: "report", text: text))
      #expect(document.findings.isEmpty)
      let outcomes = document.resources.map { document.name($0.type) }
      let isBundle = format != .ndjson && count > 1
      #expect(
        outcomes == (isBundle ? ["Bundle"] : []) + Array(repeating: "OperationOutcome", count: format == .ndjson ? 1 : count))
    }
  }

  @Test func aBundleWithoutReportsHasNoEntry() {
    let style = {
      var style = ReportStyle()
      style.hasSeveralInputs = true
      return style
    }()
    let reporter = ReportFormat.json.reporter(style)
    var output = OutputBuffer()
    reporter.begin(into: &output)
    reporter.end(Tally(), into: &output)
    #expect(output.text == "{\n  \"resourceType\": \"Bundle\",\n  \"type\": \"collection\"\n}\n")
  }

  @Test func textIsNeverEmptyOrPadded() {
    let report = Sample(name: "", "[[x]]") { [Sample.finding("A", "a", $0[0], element: " x ", "")] }.report
    let text = written([report], as: .ndjson)
    #expect(text.contains(#""valueString":"-""#) && text.contains(#""text":"-""#) && text.contains(#""expression":["x"]"#))
  }
}
