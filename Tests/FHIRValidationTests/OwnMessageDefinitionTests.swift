import ApptLint
import Foundation
import Testing
import VectorSupport

/// Messages that cite a definition loaded by the user.
@Suite struct OwnMessageDefinitionTests {
  static let url = "https://northfield.nhs.uk/MessageDefinition/short-booking"

  /// A definition that does not list one of the booking's resource types, and allows one Organization.
  static let definition = """
    { "resourceType": "MessageDefinition", "url": "\(url)", "version": "2.1.0", "status": "draft", "date": "2024-11-04",
      "eventCoding": { "system": "https://fhir.nhs.uk/CodeSystem/message-events-bars", "code": "booking-request" },
      "category": "consequence",
      "focus": [ { "code": "MessageHeader", "min": 1, "max": "1" }, { "code": "Appointment", "min": 1, "max": "1" },
                 { "code": "Patient", "min": 1, "max": "1" }, { "code": "Organization", "min": 1, "max": "1" },
                 { "code": "Slot", "min": 1, "max": "2" }, { "code": "Schedule", "min": 2, "max": "*" },
                 { "code": "HealthcareService", "min": 0, "max": "*" }, { "code": "Practitioner", "min": 0, "max": "*" } ] }
    """

  /// The elements that BRS015 reports in a booking that cites the definition, and whether the definition is reported as not
  /// checked.
  static func lint(version: String = "", with packages: [DefinitionsPackage]) throws -> (found: [String], notChecked: Bool) {
    let booking = try TestVectors.text(of: "bars/message-booking-app-1.txtar/complete.json")
    let builtIn = "https://fhir.nhs.uk/MessageDefinition/bars-message-booking-request"
    var configuration = Configuration()
    configuration.packages = packages
    let report = try Linter(configuration).lint(
      SourceText(name: "booking.json", text: booking.replacing(builtIn, with: url + version)))
    return (
      report.findings.filter { $0.code == "BRS015" }.map { $0.element ?? "" },
      report.notChecked.contains { $0.code == "BRS015" && $0.reason(showingValues: true).contains(url) }
    )
  }

  @Test func resourcesAreCheckedAgainstTheDefinition() throws {
    let package = try DefinitionsPackage(name: "own", files: [SourceText(name: "own.json", text: Self.definition)])
    // One Schedule too few, two Organizations too many, and a type that the definition does not list.
    let expected = [
      "Bundle", "Bundle.entry[4].resource", "Bundle.entry[5].resource", "Bundle.entry[10].resource",
    ]
    #expect(try Self.lint(with: [package]) == (expected, false))
    #expect(try Self.lint(version: "|2.1.0", with: [package]) == (expected, false))
  }

  /// The limits of several rows for one type are added. The booking has one Schedule and three Organizations.
  @Test(arguments: [
    // Rows that replace those of Schedule and Organization, and the number of findings about them.
    (#"{ "code": "Schedule", "min": 0, "max": "1" }, { "code": "Organization", "min": 1, "max": "1" }"#, 2),
    (
      """
      { "code": "Schedule", "min": 0, "max": "1" }, { "code": "Organization", "min": 1, "max": "1" },
      { "code": "Organization", "min": 0, "max": "1" }
      """, 1
    ),
    (
      """
      { "code": "Schedule", "min": 0, "max": "1" }, { "code": "Organization", "min": 1, "max": "1" },
      { "code": "Organization", "min": 0, "max": "2" }
      """, 0
    ),
    (
      """
      { "code": "Schedule", "min": 1, "max": "1" }, { "code": "Schedule", "min": 1, "max": "1" },
      { "code": "Organization", "min": 0, "max": "*" }
      """, 1
    ),
    (
      """
      { "code": "Schedule", "min": 4294967295, "max": "4294967295" }, { "code": "Schedule", "min": 4294967295, "max": "*" },
      { "code": "Organization", "min": 0, "max": "4294967295" }, { "code": "Organization", "min": 0, "max": "4294967295" }
      """, 1
    ),
  ])
  func limitsForOneTypeAreAdded(rows: String, count: Int) throws {
    let others = #"{ "code": "Slot", "min": 0, "max": "*" }, { "code": "PractitionerRole", "min": 0, "max": "*" }"#
    let text = Self.definition.replacing(
      #"{ "code": "Patient", "min": 1, "max": "1" }, { "code": "Organization", "min": 1, "max": "1" },"#,
      with: #"{ "code": "Patient", "min": 1, "max": "1" },"#
    ).replacing(
      #"{ "code": "Slot", "min": 1, "max": "2" }, { "code": "Schedule", "min": 2, "max": "*" }"#, with: others + ", " + rows)
    let package = try DefinitionsPackage(name: "own", files: [SourceText(name: "own.json", text: text)])
    #expect(try Self.lint(with: [package]).found.count == count)
  }

  @Test func unknownDefinitionIsReportedAsNotChecked() throws {
    #expect(try Self.lint(with: []) == ([], true))
    let package = try DefinitionsPackage(name: "own", files: [SourceText(name: "own.json", text: Self.definition)])
    #expect(try Self.lint(version: "|3.0.0", with: [package]) == ([], true))
  }
}
