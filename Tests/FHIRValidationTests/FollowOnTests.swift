import ApptLint
import Findings
import Testing

/// One mistake produces one finding: its consequences are not reported as well.
@Suite struct FollowOnTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
    var release: FHIRRelease
    var finds: [String]

    init(_ name: String, _ text: String, as release: FHIRRelease = .r4, _ finds: String...) {
      (testDescription, self.text, self.release, self.finds) = (name, text, release, finds)
    }
  }

  private static let slot =
    #""resource": {"resourceType": "Slot", "id": "1", "schedule": {"display": "x"}, "status": "free", "start": "2026-03-02T09:00:00Z", "end": "2026-03-02T09:10:00Z"}"#
  private static func bundle(_ type: String, _ more: String = "") -> String {
    #"{"resourceType": "Bundle", \#(type) "entry": [{"fullUrl": "https://a.example/Slot/1", \#(slot)\#(more)}]}"#
  }
  private static func appointment(_ content: String) -> String {
    #"{"resourceType": "Appointment", \#(content), "participant": [{"actor": {"display": "x"}, "status": "accepted"}]}"#
  }

  static let cases: [Case] = [
    Case(
      "companion in an array", #"{"resourceType": "Patient", "birthDate": "2001-01-01", "_birthDate": [{"id": "x"}]}"#,
      "STR007 Patient.birthDate"),
    Case(
      "value in an array next to its companion",
      #"{"resourceType": "Patient", "birthDate": ["2001-01-01"], "_birthDate": {"id": "x"}}"#,
      as: .stu3, "STR007 Patient.birthDate"),
    Case(
      "companion outside of an array", #"{"resourceType": "Patient", "name": [{"given": ["J"], "_given": {"id": "x"}}]}"#,
      "STR008 Patient.name[0].given[0]"),
    Case(
      "value outside of an array", #"{"resourceType": "Patient", "name": [{"given": "J", "_given": [{"id": "x"}]}]}"#,
      "STR008 Patient.name[0].given[0]"),
    Case("companion without its value", #"{"resourceType": "Patient", "_birthDate": {"id": "x"}}"#, "STR012 Patient.birthDate"),
    Case(
      "companion of a concept next to it",
      #"{"resourceType": "Condition", "clinicalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]}, "_clinicalStatus": {"extension": [{"url": "http://a.example/x", "valueCode": "y"}]}, "subject": {"display": "x"}}"#,
      "STR020 Condition.clinicalStatus"),
    Case(
      "attribute in place of a code",
      #"<Patient xmlns="http://hl7.org/fhir"><address use="x"><city value="Leeds"/></address></Patient>"#,
      "STR016 Patient.address[0].use"),
    Case(
      "U+0000 in a value", "<Patient xmlns=\"http://hl7.org/fhir\"><gender value=\"ma\u{0}le\"/></Patient>", "XML014 "),
    Case(
      "empty time of a vital sign",
      #"{"resourceType": "Observation", "status": "final", "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}]}], "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]}, "subject": {"reference": "https://a.example/Patient/1"}, "effectiveDateTime": "", "valueQuantity": {"value": 50, "unit": "kg", "system": "http://unitsofmeasure.org", "code": "kg"}}"#,
      "PRM001 Observation.effective"),
    Case("boolean for a code", #"{"resourceType": "Patient", "gender": true}"#, "STR010 Patient.gender"),
    Case("number for a date", #"{"resourceType": "Patient", "birthDate": 2001}"#, "STR010 Patient.birthDate"),
    Case(
      "string for an integer", #"{"resourceType": "Patient", "multipleBirthInteger": "first"}"#, "STR010 Patient.multipleBirth"),
    Case("object for a code", #"{"resourceType": "Patient", "gender": {"code": "x"}}"#, "STR009 Patient.gender"),
    Case("string in place of an object", #"{"resourceType": "Patient", "contact": ["x"]}"#, "STR009 Patient.contact[0]"),
    Case("an unknown code", #"{"resourceType": "Patient", "gender": "true"}"#, "BND001 Patient.gender"),
    Case("a bundle without a type", bundle(""), "STR005 Bundle"),
    Case("an STU3 bundle without a type", bundle(""), as: .stu3, "STR005 Bundle"),
    Case(
      "a boolean as the type of a bundle", bundle(#""type": true,"#, #", "request": {"method": "PUT", "url": "Slot/1"}"#),
      "STR010 Bundle.type"),
    Case(
      "a bundle with a request that its type rules out",
      bundle(#""type": "collection","#, #", "request": {"method": "PUT", "url": "Slot/1"}"#), "INV Bundle.entry[0]"),
    Case("an appointment without a status or times", appointment(#""description": "x""#), "STR005 Appointment"),
    Case(
      "a status with leading whitespace, of an appointment without times", appointment(#""status": " booked""#),
      "PRM009 Appointment.status"),
    Case("an unknown status of an appointment without times", appointment(#""status": "bookd""#), "BND001 Appointment.status"),
    Case(
      "an unknown status of an appointment without times in STU3", appointment(#""status": "waitlist""#), as: .stu3,
      "BND001 Appointment.status"),
    Case(
      "an unknown status of an appointment without an end", appointment(#""status": "bookd", "start": "2026-03-02T09:00:00Z""#),
      "INV Appointment", "BND001 Appointment.status"),
    Case(
      "a constraint next to an unknown code that it does not compare",
      #"{"resourceType": "Observation", "status": "final", "code": {"text": "a"}, "valueQuantity": {"comparator": "about", "code": "mm"}}"#,
      "INV Observation.value", "BND001 Observation.value.comparator"),
    Case(
      "an unknown type of a bundle", bundle(#""type": "lot","#, #", "request": {"method": "PUT", "url": "Slot/1"}"#),
      "BND001 Bundle.type"),
    Case("an appointment without times", appointment(#""status": "booked""#), "INV Appointment"),
    Case(
      "a constraint that does not read the missing element", appointment(#""start": "2026-03-02T09:00:00Z""#), "INV Appointment",
      "STR005 Appointment"),
    Case(
      "version of an extension's URL",
      #"{"resourceType": "Patient", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/patient-birthPlace|4.0.1", "valueAddress": {"city": "Leeds"}}]}"#,
      "PRO003 Patient.extension[0]"),
    Case(
      "reference to a resource of unknown type",
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organisation", "id": "o"}], "managingOrganization": {"reference": "#o"}}"##,
      "STR003 Patient.contained[0]"),
    Case(
      "fullUrl of a resource of unknown type",
      #"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "https://a.example/Slot/1", "resource": {"resourceType": "slot", "id": "1"}}]}"#,
      "STR003 Bundle.entry[0].resource"),
    Case(
      "div in FHIR's own namespace",
      #"<Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/><div><p>x</p><table><tr/></table></div></text></Patient>"#,
      "NAR002 Patient.text.div"),
    Case(
      "reference to a resource of abstract type",
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Resource", "id": "o"}], "managingOrganization": {"reference": "#o"}}"##,
      as: .stu3, "STR003 Patient.contained[0]"),
    Case(
      "reference to another type",
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Basic", "id": "o", "code": {"text": "x"}}], "managingOrganization": {"reference": "#o"}}"##,
      "REF003 Patient.managingOrganization"),
    Case(
      "content of an abstract type", #"{"resourceType": "DomainResource", "status": "x", "text": 5}"#, "STR003 DomainResource"),
    Case("content of a data type", #"{"resourceType": "Period", "status": "x", "start": 5}"#, "STR003 Period"),
    Case("abstract type in XML", #"<Resource xmlns="http://hl7.org/fhir"><status value="x"/></Resource>"#, "STR003 Resource"),
    Case(
      "two elements with the same id",
      #"{"resourceType": "Patient", "name": [{"id": "a", "family": "R"}], "_birthDate": {"id": "a", "extension": [{"url": "http://a.b", "valueCode": "x"}]}}"#,
      "STR024 Patient.birthDate.id"),
    Case(
      "two elements with the same id in XML",
      #"<Patient xmlns="http://hl7.org/fhir"><name id="a"><family id="a" value="R"/></name></Patient>"#,
      "STR024 Patient.name[0].family.id"),
    Case(
      "ids of two resources and their elements",
      ##"{"resourceType": "Patient", "id": "a", "contained": [{"resourceType": "Organization", "id": "a", "name": "x", "contact": [{"id": "b", "name": {"text": "x"}}]}], "managingOrganization": {"reference": "#a"}, "name": [{"id": "b", "family": "R"}]}"##
    ),
  ]

  @Test(arguments: cases) func consequencesAreNotReported(_ given: Case) throws {
    #expect(try findings(of: given.text, as: given.release) == given.finds)
  }

  @Test func uncheckedConstraintsAreListed() throws {
    let unchecked = try report(of: Self.bundle(""), as: .r4).notChecked.filter { $0.code == "INV" }
    #expect(unchecked.contains { $0.reason.contains("reads an element that is missing, malformed or not a valid code") })
  }
}
