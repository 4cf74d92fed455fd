import ApptLint
import Testing

/// An unusable value produces one finding: checks that depend on the value are skipped.
@Suite struct UnusableValueTests {
  private typealias Case = FollowOnTests.Case

  private static func patient(_ content: String) -> String { #"{"resourceType": "Patient", \#(content)}"# }
  private static func condition(_ coding: String, _ more: String = "") -> String {
    #"{"resourceType": "Condition", "clinicalStatus": {"coding": \#(coding)}, "subject": {"reference": "Patient/1"}\#(more)}"#
  }
  private static let clinical = #""system": "http://terminology.hl7.org/CodeSystem/condition-clinical""#
  private static func contained(_ id: String, _ reference: String = ##"{"reference": "#o"}"##) -> String {
    patient(
      #""contained": [{"resourceType": "Organization", \#(id)"name": "x"}], "managingOrganization": \#(reference)"#)
  }
  private static func bundle(_ type: String, _ entry: String = "", fullUrl: String = #""https://a.example/Slot/1""#) -> String {
    #"""
    {"resourceType": "Bundle", "type": \#(type), "entry": [{"fullUrl": \#(fullUrl), "resource": {"resourceType": "Slot", "id": "1",
      "schedule": {"display": "x"}, "status": "free", "start": "2026-03-02T09:00:00Z", "end": "2026-03-02T09:10:00Z"}\#(entry)}]}
    """#
  }
  private static let request = #", "request": {"method": "PUT", "url": "Slot/1"}"#
  private static let search = #", "search": {"mode": "match"}"#
  private static func markup(_ type: String) -> String {
    #"""
    <Bundle xmlns="http://hl7.org/fhir">\#(type)<entry><fullUrl value="https://a.example/Basic/1"/><resource><Basic><id value="1"/>
    <code><text value="x"/></code></Basic></resource><request><method value="PUT"/><url value="Basic/1"/></request></entry></Bundle>
    """#
  }
  /// A document in which the subject of the Composition is another entry.
  private static func document(
    first: String = #""fullUrl": "https://a.example/Composition/1""#, type: String = #""resourceType": "Composition","#,
    second: String = #""fullUrl": "urn:uuid:5d5c8b1e-7c8a-4e1f-9d53-2f0f6f1f0a01""#,
    subject: String = "urn:uuid:5d5c8b1e-7c8a-4e1f-9d53-2f0f6f1f0a01",
    resource: String = #"{"resourceType": "Patient", "id": "p", "active": true}"#
  ) -> String {
    #"""
    {"resourceType": "Bundle", "type": "document", "timestamp": "2026-03-02T09:00:00Z", "identifier": {"system": "https://a.example/ids",
      "value": "1"}, "entry": [{\#(first), "resource": {\#(type) "id": "1", "status": "final", "type": {"text": "x"}, "subject":
      {"reference": "\#(subject)"}, "date": "2026-03-02", "author": [{"display": "x"}], "title": "x"}}, {\#(second), "resource": \#(resource)}]}
    """#
  }
  private static func appointment(_ participant: String) -> String {
    #"""
    {"resourceType": "Appointment", "status": "booked", "start": "2026-03-02T09:00:00Z", "end": "2026-03-02T09:10:00Z", "participant":
      [{"actor": {"display": "x"}, "status": "accepted"}, \#(participant)]}
    """#
  }

  private static let codes: [Case] = [
    Case(
      "true for the code of a coding", condition("[{\(clinical), \"code\": true}]"),
      "STR010 Condition.clinicalStatus.coding[0].code"),
    Case("null as a code", condition("[{\(clinical), \"code\": null}]"), "STR011 Condition.clinicalStatus.coding[0].code"),
    Case(
      "an empty array as a code", condition("[{\(clinical), \"code\": []}]"), "STR007 Condition.clinicalStatus.coding[0].code"),
    Case(
      "an object as a code", condition("[{\(clinical), \"code\": {\"value\": \"active\"}}]"),
      "STR009 Condition.clinicalStatus.coding[0].code"),
    Case(
      "true as a system", condition(#"[{"system": true, "code": "active"}]"#),
      "STR010 Condition.clinicalStatus.coding[0].system"),
    Case("a string for a coding", condition(#"["active"]"#), "STR009 Condition.clinicalStatus.coding[0]"),
    Case("an empty coding", condition("[{}]"), "STR012 Condition.clinicalStatus.coding[0]"),
    Case(
      "an unknown code that a constraint reads", condition(#"[{\#(clinical), "code": "resolvd"}]"#, #", "abatementString": "x""#),
      "BND001 Condition.clinicalStatus.coding[0].code"),
    Case(
      "a code of an extensible binding",
      patient(#""maritalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", "code": 5}]}"#),
      "STR010 Patient.maritalStatus.coding[0].code"),
    Case(
      "a code of STU3",
      #"{"resourceType": "DeviceRequest", "intent": {"coding": [{"system": "http://hl7.org/fhir/request-intent", "code": true}]}, "codeCodeableConcept": {"text": "x"}, "subject": {"display": "x"}}"#,
      as: .stu3, "STR010 DeviceRequest.intent.coding[0].code"),
    Case(
      "the URL of an extension", patient(#""extension": [{"url": true, "valueCode": "x"}]"#), "STR010 Patient.extension[0].url"),
    Case(
      "the value of an extension", patient(#""extension": [{"url": "http://a.example/x", "valueCode": []}]"#),
      "STR007 Patient.extension[0].value"),
    Case("an empty extension", patient(#""extension": [{}]"#), "STR012 Patient.extension[0]"),
  ]

  private static let references: [Case] = [
    Case(
      "true for a reference", patient(#""managingOrganization": {"reference": true}"#),
      "STR010 Patient.managingOrganization.reference"),
    Case(
      "true for the type of a reference", patient(#""managingOrganization": {"reference": "Organization/1", "type": true}"#),
      "STR010 Patient.managingOrganization.type"),
    Case(
      "a reference that may be to the contained resource", contained(#""id": "o","#, #"{"reference": true}"#),
      "STR010 Patient.managingOrganization.reference"),
    Case(
      "a string for a Reference that may be to the contained resource", contained(#""id": "o","#, #""x""#),
      "STR009 Patient.managingOrganization"),
    Case("true for a referenced id", contained(#""id": true,"#), "STR010 Patient.contained[0].id"),
    Case(
      "a referenced resource without a type", contained(#""id": "o","#).replacing(#""resourceType": "Organization", "#, with: ""),
      "STR022 Patient.contained[0]"),
    // The activity has an element named reference, but is not a Reference.
    Case(
      "an unknown id in an element named reference",
      ##"{"resourceType": "CarePlan", "status": "active", "intent": "plan", "subject": {"reference": "Patient/1"}, "activity": [{"reference": {"reference": "#c1"}, "detail": {"status": "not-started"}}]}"##,
      "INV CarePlan.activity[0]", "REF002 CarePlan.activity[0].reference"),
    Case(
      "an unknown id", contained(#""id": "q","#), "REF012 Patient.contained[0]", "REF002 Patient.managingOrganization"),
    Case(
      "an unknown type of the referring resource", contained(#""id": "o","#).replacing("Patient", with: "Pateint"),
      "STR003 `…`"),
    Case(
      "an unknown element with a reference", contained(#""id": "o","#).replacing("managingOrg", with: "managingorg"),
      "STR004 Patient.managingorganization"),
    Case("true for a fullUrl", bundle(#""collection""#, fullUrl: "true"), "STR010 Bundle.entry[0].fullUrl"),
    Case("an empty array for a fullUrl", bundle(#""collection""#, fullUrl: "[]"), "STR007 Bundle.entry[0].fullUrl"),
    Case("a document", document()),
    Case("a referenced fullUrl", document(second: #""fullUrl": true"#), "STR010 Bundle.entry[1].fullUrl"),
    Case(
      "a fullUrl that completes a reference",
      document(
        first: #""fullUrl": true"#, second: #""fullUrl": "https://a.example/Patient/p""#, subject: "Patient/p"),
      "STR010 Bundle.entry[0].fullUrl"),
    Case(
      "a referenced entry without a type", document(resource: #"{"id": "p", "active": true}"#),
      "STR022 Bundle.entry[1].resource"),
    Case("a Composition without a type", document(type: ""), "STR022 Bundle.entry[0].resource"),
    Case(
      "an unknown type of a Composition",
      document(first: #""fullUrl": "urn:uuid:5d5c8b1e-7c8a-4e1f-9d53-2f0f6f1f0a02""#, type: #""resourceType": "Compositon","#),
      "STR003 Bundle.entry[0].resource"),
    Case(
      "an unknown type of the referenced resource",
      document(
        second: #""fullUrl": "https://a.example/Patient/p""#, subject: "Patient/p",
        resource: #"{"resourceType": "Pateint", "id": "p"}"#),
      "STR003 Bundle.entry[1].resource"),
    Case(
      "true for the id of an entry", bundle(#""collection""#).replacing(#""id": "1""#, with: #""id": true"#),
      "STR010 Bundle.entry[0].resource.id"),
  ]

  private static let bundles: [Case] =
    [request, search, ""].flatMap { entry in
      [
        ("null", "STR011"), ("[]", "STR007"), ("[null]", "STR007"), ("{}", "STR009"), (#""serchset""#, "BND001"),
        (#"" batch""#, "PRM009"),
      ].map { Case("\($0.0) for the type of a bundle", bundle($0.0, entry), "\($0.1) Bundle.type") }
    } + [
      Case("an empty type in XML", markup("<type/>"), "STR012 Bundle.type"),
      Case("text for a type in XML", markup("<type>searchset</type>"), as: .stu3, "STR015 Bundle.type"),
      Case("a type in another namespace", markup(#"<type xmlns="urn:x" value="batch"/>"#), "STR017 Bundle.type"),
      Case("a known type that forbids a request", bundle(#""searchset""#, request), "INV Bundle.entry[0]"),
    ]

  private static let shapes: [Case] =
    [
      ("\"gender\": \"male\", \"_gender\": \"x\"", "STR009 Patient.gender"), ("\"_gender\": \"x\"", "STR009 Patient.gender"),
      ("\"birthDate\": \"2001-01-01\", \"_birthDate\": true", "STR009 Patient.birthDate"),
      ("\"birthDate\": \"2001-01-01\", \"_birthDate\": []", "STR007 Patient.birthDate"),
      ("\"birthDate\": \"2001-01-01\", \"_birthDate\": [\"x\"]", "STR007 Patient.birthDate"),
      ("\"name\": [{\"given\": [\"A\"], \"_given\": \"x\"}]", "STR008 Patient.name[0].given[0]"),
      ("\"birthDate\": []", "STR007 Patient.birthDate"), ("\"birthDate\": [null]", "STR007 Patient.birthDate"),
      ("\"birthDate\": [{}]", "STR007 Patient.birthDate"), ("\"name\": \"Jo\"", "STR008 Patient.name[0]"),
      ("\"name\": [{\"given\": true}]", "STR008 Patient.name[0].given[0]"),
      ("\"identifier\": {}", "STR008 Patient.identifier[0]"),
      ("\"maritalStatus\": [{}]", "STR007 Patient.maritalStatus"), ("\"contained\": {}", "STR008 Patient.contained[0]"),
      ("\"name\": []", "STR012 Patient.name"), ("\"contact\": [{}]", "STR012 Patient.contact[0]"),
    ].map { Case($0.0, patient($0.0), $0.1) } + [
      Case(
        "a wrong companion of a wrong value", patient(#""gender": "x", "_gender": "male""#), "STR009 Patient.gender",
        "BND001 Patient.gender"),
      Case("an unknown code in an array", patient(#""gender": ["x"]"#), "STR007 Patient.gender", "BND001 Patient.gender"),
      Case("an empty participant", appointment("{}"), "STR012 Appointment.participant[1]"),
      Case("a participant with an id alone", appointment(#"{"id": "x"}"#), as: .stu3, "STR012 Appointment.participant[1]"),
      Case("an empty contact in XML", #"<Patient xmlns="http://hl7.org/fhir"><contact/></Patient>"#, "STR012 Patient.contact[0]"),
      Case(
        "a required element in another namespace",
        #"<Basic xmlns="http://hl7.org/fhir"><code xmlns="urn:x"><text value="x"/></code></Basic>"#, "STR017 Basic.code"),
    ]

  @Test(arguments: codes + references + bundles + shapes)
  fileprivate func consequencesAreNotReported(_ given: FollowOnTests.Case) throws {
    let found = try report(of: given.text, as: given.release).findings.filter { $0.severity == .error }
    #expect(found.map { "\($0.code) \($0.element ?? "")" }.sorted() == given.finds.sorted())
  }
}
