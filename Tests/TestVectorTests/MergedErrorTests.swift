import ApptLint
import Foundation
import Testing
import VectorSupport

/// Errors that a pack's row and FHIR's rules report at the same position are merged into one finding, with the row's code first.
@Suite struct MergedErrorTests {
  enum Payload: String {
    case draft = "nhs-booking-draft/book.txtar/complete.json"
    case live = "nhs-booking/book.txtar/complete.json"
    case registry = "nhs-registry/register.txtar/complete.json"
    case bars = "bars/book.txtar/complete.json"
    case message = "bars/message.txtar/complete.json"

    var pack: String { String(rawValue.prefix { $0 != "/" }) }
  }

  struct Case: CustomTestStringConvertible {
    var payload: Payload
    /// The original text and its replacement.
    var text: String
    var replacement: String
    /// Codes and element of each finding, except findings of rows about whole profiles.
    var finds: [String]
    var testDescription: String { "\(payload) \(replacement.isEmpty ? "without " + text : replacement)" }

    init(_ payload: Payload, _ text: String, with replacement: String = "", _ finds: String...) {
      (self.payload, self.text, self.replacement, self.finds) = (payload, text, replacement, finds)
    }
  }

  private static let status = #""status": "booked""#
  private static let created = "2024-03-11T08:53:41.207Z"
  private static let description = #""Earache since Friday, worse at night""#
  private static let software = """
    "extension": [
                  {
                    "url": "RequesterCDSSsoftware",
                    "valueString": "Sandpiper Pathways"
                  },
                  {
                    "url": "RequesterCDSSversion",
                    "valueString": "41.2.0"
                  }
                ]
    """
  private static let actor = ##""reference": "#patient""##

  private static let forms = [
    Case(.draft, status, with: #""status": true"#, "BKD003,STR010 Appointment.status"),
    Case(.live, status, with: #""status": true"#, "BKL003,STR010 Appointment.status"),
    Case(.registry, status, with: #""status": true"#, "REG011,STR010 Appointment.status"),
    Case(.bars, status, with: #""status": true"#, "BRS002,STR010 Appointment.status"),
    Case(.draft, status, with: #""status": null"#, "BKD003,STR011 Appointment.status"),
    Case(.draft, status, with: #""status": {"value": "booked"}"#, "BKD003,STR009 Appointment.status"),
    Case(.draft, description, with: "5", "BKD007,STR010 Appointment.description"),
    Case(.draft, #""Slot/a7719c""#, with: "true", "BKD008,STR010 Appointment.slot[0].reference"),
    Case(.draft, #""Slot/a7719c""#, with: #"{"value": "Slot/a7719c"}"#, "BKD008,STR009 Appointment.slot[0].reference"),
    Case(.live, ##""#slot-1""##, with: "true", "BKL008,STR010 Appointment.slot[0].reference"),
    // References to a resource with such an id are not reported.
    Case(.draft, #""id": "patient""#, with: #""id": true"#, "BKD021,STR010 Appointment.contained[1].id"),
    Case(
      .message, software, with: #""extension": []"#, "BRS039,BRS042,STR012 Bundle.entry[0].resource.extension[0].extension"),
    Case(.message, software + ",", "BRS039,BRS042,PRO002 Bundle.entry[0].resource.extension[0]"),
    Case(.draft, "\"\(created)\"", with: "20240311", "BKD009,STR010 Appointment.created"),
    Case(
      .draft, #""resourceType": "DocumentReference""#, with: #""resourceType": "DocumentReferenc""#, "BKD011 Appointment",
      "BKD011,STR003 Appointment.contained[0]", "BKD006 Appointment.supportingInformation[0]"),
  ]
  private static let values = [
    Case(.draft, status, with: #""status": "bookd""#, "BKD003,BND001 Appointment.status"),
    Case(.draft, status, with: #""status": " booked""#, "BKD003,PRM009 Appointment.status", "LNT010 Appointment.status"),
    Case(.draft, created, with: "2024-03-11T08:53:41.207+15:00", "BKD009,PRM016,LNT012 Appointment.created"),
    Case(.draft, "Earache since Friday, worse at night", with: " ", "BKD007,PRM008 Appointment.description"),
    Case(.draft, #""gender": "female""#, with: #""gender": "femail""#, "BKD025,BND001 Appointment.contained[1].gender"),
    Case(
      .draft, #""value": "3f0c2b1e"#, with: #""value": " 3f0c2b1e"#,
      "BKD033,NHS006,LNT010 Appointment.contained[0].identifier[0].value"),
    Case(.draft, "rfc4122", with: "RFC4122", "BKD032,NHS006 Appointment.contained[0].identifier[0].system"),
  ]
  private static let missing = [
    Case(.draft, #""family": "Llewellyn","#, "BKD023,PRO005 Appointment.contained[1].name[0]"),
    Case(
      .draft, #""system": "phone","#, "BKD024 Appointment.contained[1]", "INV,PRO005 Appointment.contained[1].telecom[0]"),
    Case(
      .draft, #""id": "report","#, "BKD030,REF009 Appointment.contained[0]",
      "BKD013,REF002 Appointment.supportingInformation[0]"),
  ]
  private static let references = [
    // A forbidden element is an error whatever it contains.
    Case(
      .registry, status, with: status + #", "slot": [{"reference": " "}]"#, "REG006 Appointment.slot[0]",
      "REF001,PRM008 Appointment.slot[0].reference"),
    Case(.draft, "Slot/a7719c", with: " ", "BKD008,REF001,PRM008 Appointment.slot[0].reference"),
    Case(
      .draft, actor, with: #""reference": " ""#, "BKD014,REF012 Appointment.contained[1]",
      "BKD010,REF001,PRM008 Appointment.participant[0].actor.reference"),
    Case(
      .draft, actor, with: ##""reference": "#patent""##, "BKD014,REF012 Appointment.contained[1]",
      "BKD013,REF002 Appointment.participant[0].actor"),
    Case(
      .draft, actor, with: #""reference": "Patient/""#, "BKD014,REF012 Appointment.contained[1]",
      "BKD010,REF001 Appointment.participant[0].actor"),
    Case(
      .live, "#slot-1", with: "#slot-2", "BKL012,REF012 Appointment.contained[2]", "BKL012,REF002 Appointment.slot[0]"),
  ]

  @Test(arguments: forms + values + missing + references) func errorsAtOnePositionAreMerged(_ given: Case) throws {
    let path = given.payload.rawValue
    let text = try TestVectors.text(of: path)
    let start = try #require(text.firstRange(of: given.text))
    let payload = text.replacingCharacters(in: start, with: given.replacement)
    var configuration = Configuration()
    configuration.packs = .chosen([given.payload.pack])
    let report = try Linter(configuration).lint(SourceText(name: path, bytes: Array(payload.utf8)))
    let findings = report.findings.filter { $0.severity >= .warning && !["BKD020", "BKL011"].contains($0.code) }
    let found = findings.map { finding in
      ([finding.code] + finding.further.map(\.code)).joined(separator: ",") + " " + (finding.element ?? "")
    }
    #expect(found == given.finds)
  }

  /// A code that two value sets reject is reported only once by the rules of FHIR.
  @Test func codeRejectedByTwoValueSetsIsReportedOnce() throws {
    let path = Payload.draft.rawValue
    let text = try TestVectors.text(of: path).replacing("\"female\"", with: "\"femail\"")
    var configuration = Configuration()
    configuration.packs = .chosen([])
    let report = try Linter(configuration).lint(SourceText(name: path, bytes: Array(text.utf8)))
    let findings = report.findings.filter { $0.severity == .error }
    #expect(findings.map(\.code) == ["BND001"] && findings.allSatisfy(\.further.isEmpty))
  }
}
