import ApptLint
import Testing

/// What messages say: names of the specification in full, the value of a payload never.
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
    Case(#"{"resourceType": "patient"}"#, "STR003", "FHIR R4 has no resource type 'patient', did you mean 'Patient'?"),
    Case(
      #"{"resourceType": "APPOINTMENT"}"#, "STR003", "FHIR R4 has no resource type 'APPOINTMENT', did you mean 'Appointment'?"),
    Case(#"<slot xmlns="http://hl7.org/fhir"/>"#, "STR003", "FHIR R4 has no resource type 'slot', did you mean 'Slot'?"),
    Case(#"{"resourceType": "ReferralRequest"}"#, "STR003", "FHIR R4 has no resource type 'ReferralRequest', FHIR STU3 has"),
    Case(
      #"{"resourceType": "DomainResource"}"#, "STR003",
      "'DomainResource' is abstract: expected the name of a resource type that resources can have"),
    Case(#"{"resourceType": "Period"}"#, "STR003", "'Period' is a data type: expected the name of a resource type"),
    Case(#"{"resourceType": ""}"#, "STR001", "expected the name of a resource type, found an empty string"),
    Case(#"{"resourceType": " "}"#, "STR003", "expected the name of a resource type, found an empty one"),
    Case(#"{"resourceType": 5}"#, "STR001", "expected the name of a resource type in double quotes"),
    .organization("Organization/A_1", "an id has letters, digits, '-' and '.' alone, found '_' in a value of 3 characters"),
    .organization("Organization/", "expected an id after '/' in 'Organization/…'"),
    .organization("Organization/Wrenfield Ada", "a reference is a URL or the id of a contained resource, found 'Organization/…'"),
    .organization("Wrenfield/Organization/1", "expected a URL, Type/id or #id, found '…/Organization/…'"),
    .organization("Organization", "expected a URL, Type/id or #id, found 'Organization'"),
    .organization("ReferralRequest/1", "FHIR R4 has no resource type 'ReferralRequest', FHIR STU3 has"),
    .organization("organization/1", "FHIR R4 has no resource type 'organization', did you mean 'Organization'?"),
    .organization("Resource/1", "'Resource' is abstract: expected the name of a resource type that resources can have"),
    .organization(
      "DomainResource/1", "'DomainResource' is abstract: expected the name of a resource type that resources can have"),
    .organization("Period/1", "'Period' is a data type: expected the name of a resource type"),
    .organization("Wrenfield/1", "FHIR R4 has no resource type a value of 9 characters"),
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
    // A code of the specification is shown where a code belongs, whatever it is a code of; any other value is not.
    .patient(
      #""gender": "booked""#, "BND001",
      "'booked' is no code of the value set 'http://hl7.org/fhir/ValueSet/administrative-gender'"),
    .patient(
      #""gender": "Wrenfield""#, "BND001",
      "a value of 9 characters is no code of the value set 'http://hl7.org/fhir/ValueSet/administrative-gender'"),
    .patient(
      #""gender": "ali""#, "BND001",
      "a value of 3 characters is no code of the value set 'http://hl7.org/fhir/ValueSet/administrative-gender'"),
    .patient(
      #""name": [{"use": "male", "family": "male"}]"#, "BND001",
      "'male' is no code of the value set 'http://hl7.org/fhir/ValueSet/name-use'"),
    .patient(
      #""maritalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", "code": "booked"}]}"#,
      "BND005",
      "'booked' is no code of 'http://terminology.hl7.org/CodeSystem/v3-MaritalStatus' as this release has it"),
    .patient(
      #""extension": [{"url": "Wrenfield", "valueString": "male"}]"#, "PRO001",
      "expected an absolute URL, found a value of 9 characters"),
    Case(
      #"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://a.example/Patient/1", "resource": {"resourceType": "Patient", "id": "Wrenfield"}}]}"#,
      "REF017", "this URL does not end with the type and id of the resource, 'Patient/…'"),
  ]

  @Test(arguments: cases) func saysWhatIsWrongAndRight(_ given: Case) throws {
    let found = try report(of: given.text, as: .r4).findings.filter { $0.code == given.code }
    #expect(found.map { $0.message.text(showingValues: false) } == [given.message])
  }
}
