import ApptLint
import Findings
import Testing

/// Constraints that STU3 and R4 define or evaluate differently.
@Suite struct ReleaseConstraintTests {
  static let milligrams = #""unit": "mg", "system": "http://unitsofmeasure.org", "code": "mg""#

  @Test(
    arguments: [
      (#""unit": "mg""#, #""unit": "mg""#, true), (milligrams, #""unit": "mg""#, true), (milligrams, milligrams, false),
      (#""unit": "mg", "system": "urn:x", "code": "mg""#, #""unit": "mg", "system": "urn:x", "code": "mg""#, true),
    ], [FHIRRelease.stu3, .r4]) func rangesThatCannotBeComparedAreListed(
      range: (low: String, high: String, isUnchecked: Bool), release: FHIRRelease
    ) throws
  {
    let text = """
      {"resourceType": "Observation", "status": "final", "code": {"text": "x"},
       "valueRange": {"low": {"value": 2, \(range.low)}, "high": {"value": 5, \(range.high)}}}
      """
    let report = try report(of: text, as: release)
    #expect(report.findings.isEmpty)
    #expect(
      report.notChecked.contains { $0.code == "INV" && $0.reason.contains("rng-2 cannot be evaluated") } == range.isUnchecked)
  }

  /// Nothing is unchecked if an end is missing, or dates have different precision.
  @Test(arguments: [
    #""valueRange": {"low": {"value": 2}}"#, #""valuePeriod": {"start": "2026", "end": "2026-03"}"#,
    #""valuePeriod": {"start": "2026-03"}"#,
    #""valuePeriod": {"_start": {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}, "end": "2026-03"}"#,
  ]) func valuesWithoutAnswerAreNotListed(value: String) throws {
    let text = #"{"resourceType": "Observation", "status": "final", "code": {"text": "x"}, \#(value)}"#
    for release in [FHIRRelease.stu3, .r4] {
      let report = try report(of: text, as: release)
      #expect(report.findings.isEmpty && report.notChecked.isEmpty)
    }
  }
}
