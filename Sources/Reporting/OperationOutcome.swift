import Findings

/// A report as the FHIR resource OperationOutcome, valid in the report's release.
///
/// Each issue carries the rule as `details.coding`, the position as the extensions of HL7's own validator, and the element
/// as `expression`; in STU3 also as `location`, as that validator does. Rules that were not checked are one issue of
/// severity information, so that a report without errors does not appear complete.
struct OperationOutcome {
  private let report: Report
  private let showsValues: Bool

  init(_ report: Report, showingValues: Bool) {
    self.report = report
    showsValues = showingValues
  }

  /// The resource as a tree.
  var value: FHIRValue {
    var builder = FHIRTreeBuilder()
    write(into: &builder)
    return .resource("OperationOutcome", builder.members)
  }

  /// Writes the members of the resource, except its type.
  func write(into visitor: inout some FHIRVisitor) {
    visitor.beginList("extension")
    visitor.beginObject(nil)
    visitor.literal("url", "http://hl7.org/fhir/StructureDefinition/operationoutcome-file")
    visitor.text("valueString", report.source.name)
    visitor.endObject()
    if let line = report.inputLine {
      visitor.beginObject(nil)
      visitor.literal("url", "urn:apptlint:input-line")
      visitor.integer("valueInteger", line)
      visitor.endObject()
    }
    if let status = report.recommendedStatus {
      // The HTTP status for a server's response.
      visitor.beginObject(nil)
      visitor.literal("url", "urn:apptlint:recommended-status")
      visitor.integer("valueInteger", status)
      visitor.endObject()
    }
    if report.isOnPayload { writeCheckedAs(into: &visitor) }
    visitor.endList()
    visitor.beginList("issue")
    for (finding, position) in report.placedFindings { write(finding, at: position, into: &visitor) }
    if report.findings.isEmpty { writeNote(coding: nil, "no findings; checked as \(report.selectionText)", into: &visitor) }
    if report.omitted > 0 { writeOmission(into: &visitor) }
    if !report.notChecked.isEmpty {
      var codes: [String] = []
      for entry in report.notChecked where !codes.contains(entry.code) { codes.append(entry.code) }
      writeNote(coding: "not-checked", "not checked: " + codes.joined(separator: ", "), into: &visitor)
    }
    visitor.endList()
  }

  /// The extension for what a payload was checked as: its release, packs, and how these were determined.
  private func writeCheckedAs(into visitor: inout some FHIRVisitor) {
    func writePart(_ name: StaticString, _ type: StaticString, _ text: String, into visitor: inout some FHIRVisitor) {
      visitor.beginObject(nil)
      visitor.literal("url", name)
      visitor.text(type, text)
      visitor.endObject()
    }
    visitor.beginObject(nil)
    visitor.literal("url", "urn:apptlint:checked-as")
    visitor.beginList("extension")
    writePart("release", "valueCode", report.releaseCode, into: &visitor)
    for pack in report.packs { writePart("pack", "valueCode", pack, into: &visitor) }
    for edition in report.packEditions { writePart("edition", "valueString", edition, into: &visitor) }
    writePart("basis", "valueString", report.basis, into: &visitor)
    visitor.endList()
    visitor.endObject()
  }

  private func write(_ finding: Finding, at position: Position, into visitor: inout some FHIRVisitor) {
    visitor.beginObject(nil)
    visitor.beginList("extension")
    visitor.beginObject(nil)
    visitor.literal("url", "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-line")
    visitor.integer("valueInteger", position.line)
    visitor.endObject()
    visitor.beginObject(nil)
    visitor.literal("url", "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-col")
    visitor.integer("valueInteger", position.column)
    visitor.endObject()
    visitor.beginObject(nil)
    visitor.literal("url", "http://hl7.org/fhir/StructureDefinition/operationoutcome-issue-source")
    visitor.literal("valueString", "apptlint")
    visitor.endObject()
    visitor.endList()
    visitor.text("severity", finding.severity.rawValue)
    visitor.text("code", finding.type.rawValue)
    visitor.beginObject("details")
    visitor.beginList("coding")
    if finding.further.isEmpty {
      writeCodings(of: finding, into: &visitor)
    } else {
      for rule in finding.separated { writeCodings(of: rule, into: &visitor) }
    }
    visitor.endList()
    visitor.text("text", finding.message.text(showingValues: showsValues))
    visitor.endObject()
    let parts = [finding.help, finding.clause.map { "(\($0))" }].compactMap { $0 }
    let advice = (parts + finding.furtherLines(showingValues: showsValues)).joined(separator: " ")
    if !advice.isEmpty { visitor.text("diagnostics", advice) }
    if let element = finding.element {
      if report.release.fillsIssueLocation {
        visitor.beginList("location")
        visitor.text(nil, element)
        visitor.endList()
      }
      visitor.beginList("expression")
      visitor.text(nil, element)
      visitor.endList()
    }
    visitor.endObject()
  }

  /// Writes the coding of a rule, followed by the coding of its constraint, such as `app-2`.
  private func writeCodings(of rule: Finding, into visitor: inout some FHIRVisitor) {
    visitor.beginObject(nil)
    visitor.literal("system", "urn:apptlint:rule")
    visitor.text("code", rule.code)
    visitor.text("display", rule.name)
    visitor.endObject()
    guard let constraint = rule.constraint else { return }
    visitor.beginObject(nil)
    visitor.literal("system", "urn:apptlint:constraint")
    visitor.text("code", constraint)
    visitor.endObject()
  }

  /// The issue about omitted findings: an error if errors may be among them, so that the list is not mistaken for a complete
  /// one.
  private func writeOmission(into visitor: inout some FHIRVisitor) {
    writeNote(
      coding: "findings-omitted", report.omittedText, report.omissionSeverity,
      type: report.mayHideErrors ? "incomplete" : "informational", into: &visitor)
  }

  /// An issue that is not a finding.
  private func writeNote(
    coding code: StaticString?, _ text: String, _ severity: Severity = .information, type: StaticString = "informational",
    into visitor: inout some FHIRVisitor
  ) {
    visitor.beginObject(nil)
    visitor.text("severity", severity.rawValue)
    visitor.literal("code", type)
    visitor.beginObject("details")
    if let code {
      visitor.beginList("coding")
      visitor.beginObject(nil)
      visitor.literal("system", "urn:apptlint:rule")
      visitor.literal("code", code)
      visitor.endObject()
      visitor.endList()
    }
    visitor.text("text", text)
    visitor.endObject()
    visitor.endObject()
  }
}

extension FHIRRelease {
  /// Whether an issue has its element in `location` as well as in `expression`; in R4 `location` is deprecated.
  fileprivate var fillsIssueLocation: Bool { self == .stu3 }
}
