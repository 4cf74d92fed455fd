import ApptLint
import Findings
import Testing

/// Detection of the rule pack of a payload without `--pack`, from its outermost resource only.
@Suite struct PackDetectionTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var payload: String
    /// The pack; nil if only the packs for all payloads apply.
    var pack: String?

    init(_ title: String, _ payload: String, _ pack: String? = nil) {
      testDescription = title
      self.payload = payload
      self.pack = pack
    }
  }

  static let careConnect = "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Appointment-1"
  static let ukCore = "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Appointment"
  static let barsEvents = "https://fhir.nhs.uk/CodeSystem/message-events-bars"
  static let patient = "https://demographics.spineservices.nhs.uk/Patient/9476719931"

  /// An Appointment that claims profiles, with further members.
  static func appointment(_ profiles: [String], _ members: String = #""status": "booked""#) -> String {
    let claims = profiles.map { "\"\($0)\"" }.joined(separator: ", ")
    return #"{"resourceType": "Appointment", "meta": {"profile": [\#(claims)]}, \#(members)}"#
  }

  /// A Bundle of the given type with these resources and further members.
  static func bundle(_ type: String, _ resources: [String], _ members: String = #""id": "b""#) -> String {
    let entries = resources.map { #"{"resource": \#($0)}"# }.joined(separator: ", ")
    return #"{"resourceType": "Bundle", "type": "\#(type)", \#(members), "entry": [\#(entries)]}"#
  }

  static func header(_ system: String) -> String {
    #"{"resourceType": "MessageHeader", "eventCoding": {"system": "\#(system)", "code": "booking-request"}}"#
  }

  static let cases = [
    Case("booking", appointment([careConnect]), "nhs-booking"),
    Case("booking, profile with a version", appointment([careConnect + "|1.2.0"]), "nhs-booking"),
    Case(
      "booking that also claims the base type",
      appointment(["http://hl7.org/fhir/StructureDefinition/Appointment", careConnect]), "nhs-booking"),
    Case(
      "registration", appointment([careConnect], #""participant": [{"actor": {"reference": "\#(patient)"}}]"#), "nhs-registry"),
    Case(
      "booking with contained resources, which a registration does not have",
      appointment(
        [careConnect],
        #""contained": [{"resourceType": "Patient", "id": "p"}], "participant": [{"actor": {"reference": "\#(patient)"}}]"#),
      "nhs-booking"),
    Case("body of POST /Appointment", appointment([ukCore]), "bars"),
    Case("BaRS message, by its event", bundle("message", [header(barsEvents)]), "bars"),
    Case("BaRS message with the header second", bundle("message", [appointment([ukCore]), header(barsEvents)]), "bars"),
    Case(
      "Bundle that claims BaRS",
      bundle("message", [], #""meta": {"profile": ["https://fhir.nhs.uk/StructureDefinition/BARSBundleMessage"]}"#), "bars"),
    Case("no profile", appointment([])),
    Case(
      "profile of GP Connect",
      appointment([careConnect, "https://fhir.nhs.uk/STU3/StructureDefinition/GPConnect-Appointment-1"])),
    Case("profile of e-RS, first", appointment(["https://fhir.nhs.uk/STU3/StructureDefinition/eRS-Appointment-1", careConnect])),
    Case(
      "booking with a profile of its supplier",
      appointment([careConnect, "https://fhir.finch.example/StructureDefinition/Visit"]),
      "nhs-booking"),
    Case(
      "registration with a profile of its supplier",
      appointment(
        ["https://fhir.finch.example/StructureDefinition/Visit", careConnect],
        #""participant": [{"actor": {"reference": "\#(patient)"}}]"#), "nhs-registry"),
    Case(
      "body of POST /Appointment with a profile of its supplier",
      appointment([ukCore, "https://fhir.finch.example/StructureDefinition/Visit"]), "bars"),
    Case("profile of a supplier only", appointment(["https://fhir.finch.example/StructureDefinition/Visit"])),
    Case(
      "UK Core and a profile of another API",
      appointment([ukCore, "https://fhir.nhs.uk/StructureDefinition/GPConnect-Appointment"])),
    Case("contained Appointment", #"{"resourceType": "Encounter", "contained": [\#(appointment([careConnect]))]}"#),
    Case("contained Appointment of UK Core", #"{"resourceType": "ServiceRequest", "contained": [\#(appointment([ukCore]))]}"#),
    Case("searchset", bundle("searchset", [appointment([careConnect])])),
    Case("searchset of UK Core", bundle("searchset", [appointment([ukCore])])),
    Case("collection", bundle("collection", [appointment([ukCore])])),
    Case("transaction", bundle("transaction", [appointment([careConnect])])),
    Case(
      "message with other events",
      bundle("message", [header("https://fhir.nhs.uk/CodeSystem/message-event"), appointment([ukCore])])),
    Case(
      "message with an event by URI",
      bundle("message", [#"{"resourceType": "MessageHeader", "eventUri": "urn:x:booked"}"#, appointment([ukCore])])),
    Case(
      "BaRS message inside another Bundle", bundle("collection", [bundle("message", [header(barsEvents)])])),
    Case(
      "BaRS message with a profile of its supplier",
      bundle(
        "message", [header(barsEvents)], #""meta": {"profile": ["https://fhir.finch.example/StructureDefinition/Message"]}"#),
      "bars"),
    Case(
      "message with a BaRS event that claims the profile of another API",
      bundle(
        "message", [header(barsEvents)], #""meta": {"profile": ["https://fhir.nhs.uk/StructureDefinition/NHSDigital-Bundle"]}"#)),
    Case("Patient", #"{"resourceType": "Patient", "active": true}"#),
  ]

  @Test(arguments: cases) func packsAreRecognised(_ example: Case) throws {
    let report = try Linter().lint(SourceText(name: "payload.json", bytes: Array(example.payload.utf8)))
    #expect(report.packs.filter { !["nhs-identifiers", "plausibility"].contains($0) } == [example.pack].compactMap { $0 })
  }
}
