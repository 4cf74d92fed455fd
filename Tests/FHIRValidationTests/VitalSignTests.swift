import ApptLint
import Findings
import Testing

/// R4 requires Observations with certain LOINC codes to conform to the vital signs profiles.
@Suite struct VitalSignTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var release: FHIRRelease
    var finds: [String]

    init(_ name: String, _ text: String, as release: FHIRRelease = .r4, _ finds: String...) {
      (testDescription, self.text, self.release, self.finds) = (name, text, release, finds)
    }
  }

  /// The members of an Observation that every vital sign requires, except the value.
  private static func members(
    _ codes: String..., system: String = "http://loinc.org", effective: String = #""effectiveDateTime": "2026-03-02","#,
    value: String = ""
  ) -> String {
    let codings = codes.map { #"{"system": "\#(system)", "code": "\#($0)"}"# }.joined(separator: ", ")
    return
      #""resourceType": "Observation", "status": "final", "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}]}], "code": {"coding": [\#(codings)]}, "subject": {"reference": "https://a.example/Patient/1"}, \#(effective) \#(value.isEmpty ? #""dataAbsentReason": {"text": "x"}"# : value)"#
  }

  private static func claiming(_ profile: String, _ members: String) -> String {
    #"{"meta": {"profile": ["\#(profile)"]}, \#(members)}"#
  }

  private static func quantity(_ unit: String) -> String {
    #""valueQuantity": {"value": 50, "unit": "x", "system": "http://unitsofmeasure.org", "code": "\#(unit)"}"#
  }

  /// A blood pressure panel with components that have the given codes.
  private static func panel(_ codes: String...) -> String {
    let components = codes.map {
      #"{"code": {"coding": [{"system": "http://loinc.org", "code": "\#($0)"}]}, "dataAbsentReason": {"text": "x"}}"#
    }
    return "{\(members("85354-9", value: #""component": ["# + components.joined(separator: ", ") + "]"))}"
  }

  /// The codes of the table, except those of panels, which have no value, each with a unit that its profile permits.
  static let units = [
    "9279-1": "/min", "8867-4": "/min", "2708-6": "%", "8310-5": "Cel", "8302-2": "cm", "9843-4": "cm", "29463-7": "kg",
    "39156-5": "kg/m2",
  ]

  @Test(arguments: units.keys.sorted()) func eachCodeHasItsProfile(code: String) throws {
    let unit = Self.units[code] ?? ""
    #expect(try findings(of: "{\(Self.members(code, value: Self.quantity(unit)))}", family: "PRO") == [])
    #expect(
      try findings(of: "{\(Self.members(code, effective: "", value: Self.quantity(unit)))}", family: "PRO") == [
        "PRO005 Observation"
      ])
    let wrong = try findings(of: "{\(Self.members(code, value: Self.quantity("mol")))}").filter { !$0.hasPrefix("PRM") }
    #expect(wrong.count == 1 && wrong.first?.hasSuffix("Observation.value.code") ?? false, "\(wrong)")
  }

  static let cases: [Case] = [
    Case("blood pressure", panel("8480-6", "8462-4")),
    Case("blood pressure without the diastolic value", panel("8480-6"), "PRO005 Observation", "PRO011 Observation"),
    Case("the panel of all vital signs", "{\(members("85353-1", effective: ""))}", "PRO005 Observation", "PRO005 Observation"),
    Case("a code of a component alone", "{\(members("8480-6", effective: ""))}"),
    Case("a code of another system", "{\(members("8867-4", system: "https://a.example/codes", effective: ""))}"),
    Case("another code of LOINC", "{\(members("718-7", effective: ""))}"),
    Case("the second of two codes", "{\(members("718-7", "8867-4", effective: ""))}", "PRO005 Observation"),
    Case("STU3", "{\(members("8867-4", effective: ""))}", as: .stu3),
    Case(
      "a resource of another type",
      #"{"resourceType": "Basic", "code": {"coding": [{"system": "http://loinc.org", "code": "8867-4"}]}}"#),
    Case(
      "an entry of a bundle",
      #"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "https://a.example/Observation/1", "resource": {"id": "1", \#(members("8867-4", effective: ""))}}]}"#,
      "PRO005 Bundle.entry[0].resource"),
    Case(
      "a contained resource",
      ##"{"resourceType": "DiagnosticReport", "contained": [{"id": "o", \##(members("8867-4", effective: ""))}], "status": "final", "code": {"text": "x"}, "result": [{"reference": "#o"}]}"##,
      "PRO005 DiagnosticReport.contained[0]"),
    Case(
      "the profile is claimed too",
      claiming("http://hl7.org/fhir/StructureDefinition/heartrate", members("8867-4", effective: "")), "PRO005 Observation"),
    Case(
      "the base of the profile is claimed",
      claiming(
        "http://hl7.org/fhir/StructureDefinition/vitalsigns",
        members("8867-4", effective: "", value: #""valueQuantity": {"value": 50}"#)),
      "PRO005 Observation", "PRO005 Observation.value", "PRO005 Observation.value", "PRO005 Observation.value"),
    Case(
      "a profile of another kind is claimed",
      claiming(
        "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Observation", members("8867-4", effective: "")),
      "PRO005 Observation"),
    Case(
      "a value of another type", "{\(members("29463-7", value: #""valueString": "50 kg""#))}", "PRO007 Observation.value"),
    Case(
      "an XML payload",
      #"<Observation xmlns="http://hl7.org/fhir"><status value="final"/><category><coding><system value="http://terminology.hl7.org/CodeSystem/observation-category"/><code value="vital-signs"/></coding></category><code><coding><system value="http://loinc.org"/><code value="8867-4"/></coding></code><subject><reference value="https://a.example/Patient/1"/></subject><dataAbsentReason><text value="x"/></dataAbsentReason></Observation>"#,
      "PRO005 Observation"),
  ]

  @Test(arguments: cases) func findsWhatTheCodeRequires(test: Case) throws {
    #expect(try findings(of: test.text, as: test.release, family: "PRO") == test.finds)
  }

  @Test func theMessageSaysWhyTheProfileApplies() throws {
    let report = try report(of: "{\(Self.members("8310-5", effective: ""))}", as: .r4)
    let message = try #require(report.findings.first { $0.code == "PRO005" }).message.text(showingValues: false)
    #expect(message.hasSuffix("the LOINC code '8310-5' requires this profile"), "\(message)")
  }
}
