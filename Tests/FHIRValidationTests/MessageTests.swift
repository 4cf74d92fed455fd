import ApptLint
import Testing

/// Messages show names of the specification in full, but no values of the payload.
@Suite struct MessageTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var code: String
    var message: String
    var testDescription: String { text }

    init(_ text: String, _ code: String, _ message: String) { (self.text, self.code, self.message) = (text, code, message) }

    static func organization(_ reference: String, _ message: String) -> Case {
      Case(#"{"resourceType": "Patient", "managingOrganization": {"reference": "\#(reference)"}}"#, "REF001", message)
    }

    static func patient(_ member: String, _ code: String, _ message: String) -> Case {
      Case(#"{"resourceType": "Patient", \#(member)}"#, code, message)
    }

    static func div(_ div: String, _ code: String, _ message: String) -> Case {
      Case(#"{"resourceType": "Patient", "text": {"status": "generated", "div": "\#(div)"}}"#, code, message)
    }
  }

  static let cases: [Case] = [
    Case(#"{"resourceType": "patient"}"#, "STR003", "unknown resource type 'patient' in FHIR R4, did you mean 'Patient'?"),
    Case(
      #"{"resourceType": "APPOINTMENT"}"#, "STR003", "unknown resource type 'APPOINTMENT' in FHIR R4, did you mean 'Appointment'?"
    ),
    Case(
      #"{"resourceType": "Apointmnt"}"#, "STR003", "unknown resource type 'Apointmnt' in FHIR R4, did you mean 'Appointment'?"),
    Case(
      #"{"resourceType": "Appointment Ada"}"#, "STR003", "unknown resource type '…' in FHIR R4, did you mean 'Appointment'?"),
    Case(#"{"resourceType": "Appointment42"}"#, "STR003", "unknown resource type '…' in FHIR R4, did you mean 'Appointment'?"),
    Case(#"<slot xmlns="http://hl7.org/fhir"/>"#, "STR003", "unknown resource type 'slot' in FHIR R4, did you mean 'Slot'?"),
    Case(
      #"{"resourceType": "ReferralRequest"}"#, "STR003",
      "unknown resource type 'ReferralRequest' in FHIR R4, defined only in FHIR STU3"),
    Case(
      #"{"resourceType": "DomainResource"}"#, "STR003",
      "expected a concrete resource type, found the abstract type 'DomainResource'"),
    Case(#"{"resourceType": "Period"}"#, "STR003", "expected a resource type, found the data type 'Period'"),
    Case(#"{"resourceType": ""}"#, "STR001", "expected a resource type, found an empty string"),
    Case(#"{"resourceType": " "}"#, "STR003", "expected a resource type, found an empty name"),
    Case(#"{"resourceType": "Patient", "resourceType": "Slot"}"#, "STR002", "resourceType occurs more than once"),
    Case(#"{"resourceType": "Patient", "resourceType": 5}"#, "STR002", "resourceType occurs more than once"),
    Case(
      #"{"resourceType": "Patient", "contained": [{"resourceType": "Slot", "resourceType": "Slot"}]}"#, "STR002",
      "resourceType occurs more than once"),
    Case(#"{"resourceType": 5}"#, "STR001", "expected a resource type in double quotes"),
    .organization(
      "Organization/A_1", "expected only letters, digits, '-' and '.' in an id, found '_' in a value of 3 characters"),
    .organization("Organization/", "expected an id after '/' in 'Organization/…'"),
    .organization("Organization/Wrenfield Ada", "expected a URL, Type/id or #id, found 'Organization/…'"),
    .organization("Wrenfield/Organization/1", "expected a URL, Type/id or #id, found '…/Organization/…'"),
    .organization("Organization", "expected a URL, Type/id or #id, found 'Organization'"),
    .organization("ReferralRequest/1", "unknown resource type 'ReferralRequest' in FHIR R4, defined only in FHIR STU3"),
    .organization("organization/1", "unknown resource type 'organization' in FHIR R4, did you mean 'Organization'?"),
    .organization("OrganizationAda/1", "unknown resource type '…' in FHIR R4, did you mean 'Organization'?"),
    .organization("Resource/1", "expected a concrete resource type, found the abstract type 'Resource'"),
    .organization(
      "DomainResource/1", "expected a concrete resource type, found the abstract type 'DomainResource'"),
    .organization("Period/1", "expected a resource type, found the data type 'Period'"),
    .organization("Wrenfield/1", "unknown resource type in FHIR R4, found a value of 9 characters"),
    .div(
      "<div xmlns='http://www.w3.org/1999/xhtml'><ol xmlns='urn:x'/></div>", "NAR003",
      "expected ol in the namespace 'http://www.w3.org/1999/xhtml', found another namespace"),
    .div("<div>x</div>", "NAR002", "expected the div in the namespace 'http://www.w3.org/1999/xhtml'"),
    Case(
      #"{"resourceType": "Patient", "identifier": [{"system": "2.16.840", "value": "1"}]}"#, "PRM022",
      "expected 'urn:oid:' before the OID a value of 8 characters"),
    Case(
      #"{"resourceType": "Patient", "identifier": [{"system": "Organization/A", "value": "1"}]}"#, "PRM022",
      "expected an absolute URI as the system, found 'Organization/…'"),
    // In an element for codes, a code of a specification is shown, whatever its system; any other value is not.
    .patient(
      #""gender": "booked""#, "BND001",
      "'booked' is not a code in value set 'http://hl7.org/fhir/ValueSet/administrative-gender'"),
    .patient(
      #""gender": "Wrenfield""#, "BND001",
      "a value of 9 characters is not a code in value set 'http://hl7.org/fhir/ValueSet/administrative-gender'"),
    .patient(
      #""gender": "ali""#, "BND001",
      "a value of 3 characters is not a code in value set 'http://hl7.org/fhir/ValueSet/administrative-gender'"),
    .patient(
      #""name": [{"use": "male", "family": "male"}]"#, "BND001",
      "'male' is not a code in value set 'http://hl7.org/fhir/ValueSet/name-use'"),
    .patient(
      #""maritalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", "code": "booked"}]}"#,
      "BND005",
      "'booked' is not a code in code system 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus' of this release"),
    .patient(
      #""extension": [{"url": "Wrenfield", "valueString": "male"}]"#, "PRO001",
      "expected an absolute URL, found a value of 9 characters"),
    Case(
      #"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://a.example/Patient/1", "resource": {"resourceType": "Patient", "id": "Wrenfield"}}]}"#,
      "REF017", "expected a fullUrl ending with the type and id of the resource, 'Patient/…'"),
  ]

  @Test(arguments: cases) func saysWhatIsWrongAndRight(_ given: Case) throws {
    let found = try report(of: given.text, as: .r4).findings.filter { $0.code == given.code }
    #expect(found.map { $0.message.text(showingValues: false) } == [given.message])
  }
}
