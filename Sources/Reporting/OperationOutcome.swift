import FHIRSyntax

/// A report as the FHIR resource OperationOutcome, valid in the report's release.
///
/// Each issue carries the rule as `details.coding`, the place as the extensions of HL7's own validator, and the element
/// as `expression`; in STU3 as `location` too, which that validator fills alike. What was not checked is one issue of
/// severity information, so that a report without errors does not pass for more than it is.
struct OperationOutcome {
  private static let extensions = "http://hl7.org/fhir/StructureDefinition/operationoutcome-"
  /// The extension that says with which HTTP status a server answers.
  private static let statusExtension = "urn:apptlint:recommended-status"
  /// The extension that says as what a payload was checked: its release, packs, and how these were determined.
  private static let checkedAsExtension = "urn:apptlint:checked-as"
  private static let ruleSystem = "urn:apptlint:rule"
  /// The system of the keys of constraints, such as `app-2`.
  private static let constraintSystem = "urn:apptlint:constraint"

  let value: FHIRValue

  init(_ report: Report, showingValues: Bool) {
    var issues = report.placedFindings.map { finding, position in
      Self.issue(finding, at: position, in: report.release, showingValues: showingValues)
    }
    if report.findings.isEmpty { issues.append(Self.note(coding: nil, "no findings; checked as \(report.choice)")) }
    if report.omitted > 0 { issues.append(Self.omission(from: report)) }
    if !report.notChecked.isEmpty {
      var codes: [String] = []
      for entry in report.notChecked where !codes.contains(entry.code) { codes.append(entry.code) }
      issues.append(Self.note(coding: "not-checked", "not checked: " + codes.joined(separator: ", ")))
    }
    var about = [Self.extension("file", "valueString", .string(Self.legal(report.source.name)))]
    if let status = report.recommendedStatus {
      about.append(.object(["url": .string(Self.statusExtension), "valueInteger": .integer(status)]))
    }
    if report.isOnPayload { about.append(Self.checkedAs(report)) }
    value = .resource("OperationOutcome", ["extension": .list(about), "issue": .list(issues)])
  }

  private static func checkedAs(_ report: Report) -> FHIRValue {
    func part(_ name: String, _ type: String, _ text: String) -> FHIRValue {
      .object(["url": .string(name), type: .string(legal(text))])
    }
    let parts =
      [part("release", "valueCode", report.releaseCode)] + report.packs.map { part("pack", "valueCode", $0) }
      + [part("basis", "valueString", report.basis)]
    return .object(["url": .string(checkedAsExtension), "extension": .list(parts)])
  }

  private static func issue(_ finding: Finding, at position: Position, in release: FHIRRelease, showingValues: Bool) -> FHIRValue
  {
    // Behind each rule the key of its constraint, so that the two are read together.
    let coding: [FHIRValue] = finding.separated.flatMap { rule in
      [.object(["system": .string(ruleSystem), "code": .string(legal(rule.code)), "display": .string(legal(rule.name))])]
        + [rule.constraint].compactMap { $0 }.map {
          .object(["system": .string(constraintSystem), "code": .string(legal($0))])
        }
    }
    let text = legal(finding.message.text(showingValues: showingValues))
    let place: [FHIRValue] = [
      Self.extension("issue-line", "valueInteger", .integer(position.line)),
      Self.extension("issue-col", "valueInteger", .integer(position.column)),
      Self.extension("issue-source", "valueString", .string("apptlint")),
    ]
    var members: FHIRMembers = [
      "extension": .list(place),
      "severity": .string(finding.severity.rawValue),
      "code": .string(finding.type.rawValue),
      "details": .object(["coding": .list(coding), "text": .string(text)]),
    ]
    let parts = [finding.help, finding.clause.map { "(\($0))" }].compactMap { $0 }
    let advice = (parts + finding.furtherLines(showingValues: showingValues)).joined(separator: " ")
    if !advice.isEmpty { members.append("diagnostics", .string(legal(advice))) }
    if let element = finding.element {
      if release.fillsIssueLocation { members.append("location", .list([.string(legal(element))])) }
      members.append("expression", .list([.string(legal(element))]))
    }
    return .object(members)
  }

  /// The issue that says that findings were omitted: an error where errors may be among them, so that the list is not
  /// mistaken for a complete one.
  private static func omission(from report: Report) -> FHIRValue {
    note(
      coding: "findings-omitted", report.omittedWords, report.omissionSeverity,
      type: report.mayHideErrors ? "incomplete" : "informational")
  }

  /// An issue that is no finding.
  private static func note(
    coding code: String?, _ text: String, _ severity: Severity = .information, type: String = "informational"
  ) -> FHIRValue {
    var details: FHIRMembers = [:]
    if let code { details.append("coding", .list([.object(["system": .string(ruleSystem), "code": .string(code)])])) }
    details.append("text", .string(legal(text)))
    return .object(["severity": .string(severity.rawValue), "code": .string(type), "details": .object(details)])
  }

  private static func `extension`(_ name: String, _ type: String, _ value: FHIRValue) -> FHIRValue {
    .object(["url": .string(extensions + name), type: value])
  }

  /// Text as FHIR's type string takes it: not empty, of characters that XML can hold, and not without end.
  private static func legal(_ text: String) -> String {
    var result = LegalText.legal(text)
    while result.first == " " { result.removeFirst() }
    while result.last == " " { result.removeLast() }
    return result.isEmpty ? "-" : result
  }
}

extension FHIRRelease {
  /// Whether an issue's place stands in `location` beside `expression`, which in R4 is only deprecated.
  fileprivate var fillsIssueLocation: Bool { self == .stu3 }
}
