import ApptLint
import Findings
import Testing

/// The release that a payload is checked against without `--fhir-version`, and the finding for an unsupported release.
@Suite struct ReleaseTests {
  struct Case: CustomTestStringConvertible {
    var testDescription: String
    var payload: String
    /// `3.0`, `4.0`, or the title of an unsupported release.
    var release: String

    init(_ title: String, _ release: String, _ payload: String) {
      testDescription = title
      self.payload = payload
      self.release = release
    }
  }

  /// A Patient that claims a profile.
  static func claiming(_ url: String) -> String {
    #"{"resourceType": "Patient", "meta": {"profile": ["\#(url)"]}, "active": true}"#
  }

  static func bundle(_ resource: String) -> String {
    #"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "urn:uuid:5c6f7a0e-7d1b-4b8e-9a53-60d1f1e2b7a4", "resource": \#(resource)}]}"#
  }

  static let core = "http://hl7.org/fhir/StructureDefinition/Patient"

  static let claims = [
    Case("version 3.0.2", "3.0", claiming(core + "|3.0.2")),
    Case("version 3.0", "3.0", claiming(core + "|3.0")),
    Case("version 4.0.1", "4.0", claiming(core + "|4.0.1")),
    Case("version 4.0", "4.0", claiming(core + "|4.0")),
    Case("version 4.3.0", "FHIR R4B", claiming(core + "|4.3.0")),
    Case("version 5.0.0", "FHIR R5", claiming(core + "|5.0.0")),
    Case("version 6.0.0-ballot2", "FHIR R6", claiming(core + "|6.0.0-ballot2")),
    Case("version 1.0.2", "FHIR DSTU2", claiming(core + "|1.0.2")),
    Case("folder STU3", "3.0", claiming("http://hl7.org/fhir/STU3/StructureDefinition/Patient")),
    Case("folder 4.0", "4.0", claiming("http://hl7.org/fhir/4.0/StructureDefinition/Patient")),
    Case("folder 5.0", "FHIR R5", claiming("http://hl7.org/fhir/5.0/StructureDefinition/Patient")),
    Case(
      "version of a profile that is not FHIR's own", "4.0",
      claiming("https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient|3.0.1")),
    Case("profile of another publisher in a folder R4", "4.0", claiming("https://fhir.wren.nhs.uk/R4/StructureDefinition/P")),
    Case("claim of an entry", "3.0", bundle(claiming(core + "|3.0.2"))),
    Case("claim of an entry, R5", "FHIR R5", bundle(claiming(core + "|5.0.0"))),
    Case("own version, STU3", "3.0", #"{"resourceType": "StructureDefinition", "fhirVersion": "3.0.1"}"#),
    Case("own version, R4", "4.0", #"{"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1"}"#),
    Case("own versions of a guide", "4.0", #"{"resourceType": "ImplementationGuide", "fhirVersion": ["4.0.1"]}"#),
    Case("own version, R4B", "FHIR R4B", #"{"resourceType": "CapabilityStatement", "fhirVersion": "4.3.0"}"#),
    Case(
      "version of a definition that is part of FHIR", "3.0",
      #"{"resourceType": "SearchParameter", "url": "http://hl7.org/fhir/SearchParameter/Slot-start", "version": "3.0.2"}"#),
    Case(
      "version of a definition that is part of R5", "FHIR R5",
      #"{"resourceType": "Questionnaire", "url": "http://hl7.org/fhir/Questionnaire/q", "version": "5.0.0", "status": "draft"}"#),
    Case(
      "own version takes precedence over a profile", "4.0",
      #"{"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "meta": {"profile": ["http://hl7.org/fhir/STU3/StructureDefinition/CapabilityStatement"]}}"#
    ),
    Case(
      "claim takes precedence over the elements of another release", "4.0",
      #"{"resourceType": "Appointment", "meta": {"profile": ["http://hl7.org/fhir/StructureDefinition/Appointment|4.0.1"]}, "incomingReferral": [{"reference": "ReferralRequest/1"}]}"#
    ),
    Case(
      "claim takes precedence over the elements of R5", "4.0",
      #"{"resourceType": "Appointment", "meta": {"profile": ["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Appointment"]}, "class": [{"text": "a"}], "subject": {"reference": "Patient/1"}, "reason": [{"concept": {"text": "b"}}]}"#
    ),
  ]

  static let evidence = [
    Case(
      "element of STU3", "3.0",
      #"{"resourceType": "Appointment", "status": "booked", "indication": [{"reference": "Condition/1"}]}"#),
    Case("element of R4", "4.0", #"{"resourceType": "Appointment", "status": "booked", "reasonCode": [{"text": "a"}]}"#),
    Case(
      "element of R4 in XML", "4.0",
      #"<Appointment xmlns="http://hl7.org/fhir"><status value="booked"/><reasonCode><text value="a"/></reasonCode></Appointment>"#
    ),
    Case(
      "element deep inside", "4.0",
      bundle(#"{"resourceType": "Slot", "schedule": {"reference": "Schedule/1", "type": "Schedule"}}"#)),
    Case(
      "element of a contained resource", "3.0",
      #"{"resourceType": "Patient", "contained": [{"resourceType": "DocumentReference", "id": "d", "class": {"text": "a"}, "indexed": "2031-03-02T08:58:41Z"}]}"#
    ),
    Case("single element in STU3", "3.0", #"{"resourceType": "Slot", "serviceCategory": {"text": "a"}, "status": "free"}"#),
    Case("array in R4", "4.0", #"{"resourceType": "Slot", "serviceCategory": [{"text": "a"}], "status": "free"}"#),
    Case(
      "repeated in XML", "4.0",
      #"<Slot xmlns="http://hl7.org/fhir"><serviceCategory><text value="a"/></serviceCategory><serviceCategory><text value="b"/></serviceCategory></Slot>"#
    ),
    Case("event of an STU3 message", "3.0", #"{"resourceType": "MessageHeader", "event": {"system": "urn:x", "code": "a"}}"#),
    Case(
      "event of an R4 message", "4.0",
      #"{"resourceType": "MessageHeader", "eventCoding": {"system": "urn:x", "code": "a"}}"#),
    Case("resource of STU3", "3.0", #"{"resourceType": "ReferralRequest", "status": "active"}"#),
    Case("resource of R4", "4.0", #"{"resourceType": "ServiceRequest", "status": "active"}"#),
    Case(
      "extension of CareConnect", "3.0",
      #"{"resourceType": "Patient", "extension": [{"url": "https://fhir.hl7.org.uk/STU3/StructureDefinition/Extension-CareConnect-EthnicCategory-1", "valueBoolean": true}]}"#
    ),
    Case(
      "extension of UK Core", "4.0",
      #"{"resourceType": "Patient", "extension": [{"url": "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory", "valueBoolean": true}]}"#
    ),
    Case(
      "code system of STU3", "3.0",
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://hl7.org/fhir/v3/MaritalStatus", "code": "M"}]}}"#
    ),
    Case(
      "code system of R4", "4.0",
      #"{"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", "code": "M"}]}}"#
    ),
    Case(
      "code of R4", "4.0",
      #"{"resourceType": "OperationOutcome", "issue": [{"severity": "error", "code": "multiple-matches"}]}"#),
    Case(
      "required in STU3 alone", "4.0",
      #"{"resourceType": "DocumentReference", "status": "current", "content": [{"attachment": {"contentType": "text/plain"}}]}"#),
    Case(
      "more elements of STU3 than of R4", "3.0",
      #"{"resourceType": "Appointment", "incomingReferral": [{"reference": "ReferralRequest/1"}], "indication": [{"reference": "Condition/1"}], "basedOn": [{"reference": "ServiceRequest/1"}]}"#
    ),
    Case(
      "version of the example itself", "4.0",
      #"{"resourceType": "Questionnaire", "url": "http://hl7.org/fhir/Questionnaire/q", "version": "1.0.0", "status": "draft"}"#),
    Case(
      "version of a guide's definition", "4.0",
      #"{"resourceType": "Questionnaire", "url": "http://hl7.org/fhir/uv/sdc/Questionnaire/q", "version": "3.0.1", "status": "draft"}"#
    ),
    Case("an excerpt", "4.0", #"{"resourceType": "MedicationRequest", "subject": {"reference": "Patient/1"}}"#),
    Case("no sign of a release", "4.0", #"{"resourceType": "Patient", "active": true}"#),
  ]

  /// Cases with one resource in both formats: `json` has its members without `resourceType`, and `xml` has the same elements.
  static func twins(_ title: String, _ release: String, _ type: String, _ json: String, _ xml: String) -> [Case] {
    [
      Case(title, release, #"{"resourceType": "\#(type)", \#(json)}"#),
      Case(title + " in XML", release, #"<\#(type) xmlns="http://hl7.org/fhir">\#(xml)</\#(type)>"#),
      Case(
        title + " in a Bundle in XML", release,
        #"<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/><entry><resource><\#(type)>\#(xml)</\#(type)></resource></entry></Bundle>"#
      ),
    ]
  }

  static let bothFormats = [
    twins(
      "R5 by a code and an element", "FHIR R5", "Encounter",
      #""status": "completed", "actualPeriod": {"start": "2031-03-04"}"#,
      #"<status value="completed"/><actualPeriod><start value="2031-03-04"/></actualPeriod>"#),
    twins(
      "R5 by another code and element", "FHIR R5", "Encounter", #""status": "discharged", "plannedStartDate": "2031-03-04""#,
      #"<status value="discharged"/><plannedStartDate value="2031-03-04"/>"#),
    twins(
      "a code of R4 besides an element of R5", "4.0", "Encounter",
      #""status": "finished", "class": {"code": "AMB"}, "actualPeriod": {"start": "2031-03-04"}"#,
      #"<status value="finished"/><class><code value="AMB"/></class><actualPeriod><start value="2031-03-04"/></actualPeriod>"#),
    twins(
      "a code of R5 alone", "4.0", "Encounter", #""status": "completed", "class": {"code": "AMB"}"#,
      #"<status value="completed"/><class><code value="AMB"/></class>"#),
    twins("an element of R5 alone", "4.0", "Schedule", #""name": "Mondays""#, #"<name value="Mondays"/>"#),
    twins(
      "R5 by the concept of a Slot's service", "FHIR R5", "Slot", #""serviceType": [{"concept": {"text": "a"}}]"#,
      "<serviceType><concept><text value=\"a\"/></concept></serviceType>"),
    twins(
      "R5 by the reference of a Schedule's service", "FHIR R5", "Schedule",
      #""serviceType": [{"reference": {"reference": "HealthcareService/1"}}]"#,
      #"<serviceType><reference><reference value="HealthcareService/1"/></reference></serviceType>"#),
    twins(
      "R5 by the concept of an Appointment's service", "FHIR R5", "Appointment",
      #""status": "booked", "serviceType": [{"concept": {"coding": [{"code": "a"}]}}]"#,
      #"<status value="booked"/><serviceType><concept><coding><code value="a"/></coding></concept></serviceType>"#),
    twins(
      "R5 by an Appointment's reason", "FHIR R5", "Appointment",
      #""status": "booked", "reason": [{"reference": {"display": "a"}}]"#,
      #"<status value="booked"/><reason><reference><display value="a"/></reference></reason>"#),
    twins(
      "R5 by the concept of a code", "FHIR R5", "ServiceRequest", #""status": "active", "code": {"concept": {"text": "a"}}"#,
      #"<status value="active"/><code><concept><text value="a"/></concept></code>"#),
    twins(
      "R5 by a concept, with a code that it no longer has", "FHIR R5", "MedicationStatement",
      #""status": "active", "medication": {"concept": {"text": "a"}}"#,
      #"<status value="active"/><medication><concept><text value="a"/></concept></medication>"#),
    twins(
      "R5 by a concept in place of a text", "FHIR R5", "Appointment",
      #""status": "booked", "patientInstruction": [{"concept": {"text": "a"}}]"#,
      #"<status value="booked"/><patientInstruction><concept><text value="a"/></concept></patientInstruction>"#),
    twins(
      "a concept that is a string", "4.0", "ServiceRequest", #""status": "active", "code": {"concept": "a"}"#,
      #"<status value="active"/><code><concept value="a"/></code>"#),
    twins(
      "a concept where R5 has none", "4.0", "ServiceRequest", #""status": "active", "category": [{"concept": {"text": "a"}}]"#,
      #"<status value="active"/><category><concept><text value="a"/></concept></category>"#),
    twins(
      "DSTU2 by a code instead of a Coding and an element", "FHIR DSTU2", "Encounter",
      #""status": "finished", "class": "ambulatory", "patient": {"reference": "Patient/1"}"#,
      #"<status value="finished"/><class value="ambulatory"/><patient><reference value="Patient/1"/></patient>"#),
    twins(
      "DSTU2 by two elements", "FHIR DSTU2", "Condition",
      #""patient": {"reference": "Patient/1"}, "code": {"text": "a"}, "dateRecorded": "2015-02-01""#,
      #"<patient><reference value="Patient/1"/></patient><code><text value="a"/></code><dateRecorded value="2015-02-01"/>"#),
    twins(
      "DSTU2 by a code and an element", "FHIR DSTU2", "AllergyIntolerance",
      #""patient": {"reference": "Patient/1"}, "substance": {"text": "a"}, "criticality": "CRITH""#,
      #"<patient><reference value="Patient/1"/></patient><substance><text value="a"/></substance><criticality value="CRITH"/>"#),
    twins(
      "an element of DSTU2 alone", "4.0", "Patient", #""careProvider": [{"reference": "Practitioner/1"}]"#,
      #"<careProvider><reference value="Practitioner/1"/></careProvider>"#),
    twins(
      "a concept that is written as a code", "3.0", "Condition", #""clinicalStatus": "active""#,
      #"<clinicalStatus value="active"/>"#),
    twins(
      "a concept of R4", "4.0", "Condition", #""clinicalStatus": {"coding": [{"code": "active"}]}"#,
      #"<clinicalStatus><coding><code value="active"/></coding></clinicalStatus>"#),
  ].flatMap { $0 }

  static let others = [
    Case("resource of STU3 with an element of DSTU2", "3.0", #"{"resourceType": "BodySite", "modifier": [{"text": "a"}]}"#),
    Case(
      "DSTU2 by its narrative and one element", "FHIR DSTU2",
      #"{"resourceType": "Appointment", "text": {"status": "generated", "div": "<div>a</div>"}, "type": {"text": "a"}}"#),
    Case(
      "operation of GP Connect", "3.0",
      #"{"resourceType": "Parameters", "parameter": [{"name": "patientNHSNumber", "valueIdentifier": {"value": "9476719931"}}]}"#),
    Case(
      "R5 by its elements", "FHIR R5",
      #"{"resourceType": "Encounter", "status": "planned", "class": [{"coding": [{"code": "AMB"}]}], "plannedStartDate": "2031-03-04T09:00:00Z"}"#
    ),
    Case(
      "R5 by a codeable reference", "FHIR R5",
      #"{"resourceType": "MedicationRequest", "medication": {"concept": {"text": "a"}}}"#),
    Case(
      "R5 inside a Bundle", "FHIR R5",
      bundle(#"{"resourceType": "ServiceRequest", "code": {"concept": {"text": "a"}}, "reason": [{"concept": {"text": "b"}}]}"#)),
    Case("R5 by its resource", "FHIR R5", #"{"resourceType": "DeviceDispense", "status": "preparation"}"#),
    Case("a resource of two releases", "FHIR R4B or R5", #"{"resourceType": "Ingredient", "status": "active"}"#),
    Case("DSTU2 by its resource", "FHIR DSTU2", #"{"resourceType": "DiagnosticOrder", "status": "requested"}"#),
    Case(
      "DSTU2 by its resource in XML", "FHIR DSTU2",
      #"<Conformance xmlns="http://hl7.org/fhir"><status value="draft"/></Conformance>"#),
    Case(
      "DSTU2 by its elements", "FHIR DSTU2",
      #"{"resourceType": "Patient", "name": [{"family": ["Roe"]}], "careProvider": [{"reference": "Organization/1"}]}"#),
    Case(
      "a typo", "4.0",
      #"{"resourceType": "Appointment", "status": "booked", "reasonCode": [{"text": "a"}], "descripton": "b"}"#),
    Case(
      "one element of R5 in R4", "4.0",
      #"{"resourceType": "Appointment", "status": "booked", "reasonCode": [{"text": "a"}], "subject": {"reference": "Patient/1"}}"#
    ),
    Case(
      "one form of DSTU2 in STU3", "3.0",
      #"{"resourceType": "Patient", "name": [{"family": ["Roe"]}], "animal": {"species": {"text": "dog"}}}"#),
    Case(
      "one form of R5 in R4", "4.0",
      #"{"resourceType": "Appointment", "status": "booked", "priority": {"coding": [{"code": "1"}], "text": "urgent"}}"#),
    Case(
      "R5 by an element in place of one that R4 requires", "FHIR R5",
      #"{"resourceType": "Coverage", "status": "active", "beneficiary": {"reference": "Patient/1"}, "insurer": {"reference": "Organization/1"}}"#
    ),
    Case(
      "one element of R5 besides all that R4 requires", "4.0",
      #"{"resourceType": "Coverage", "status": "active", "beneficiary": {"reference": "Patient/1"}, "payor": [{"reference": "Organization/1"}], "insurer": {"reference": "Organization/1"}}"#
    ),
    Case(
      "R5 by its forms alone", "FHIR R5",
      ##"{"resourceType": "CarePlan", "contained": [{"resourceType": "CareTeam", "id": "t", "participant": [{"role": {"text": "a"}}]}], "careTeam": [{"reference": "#t"}], "addresses": [{"reference": {"reference": "Condition/1"}}]}"##
    ),
    Case(
      "R5 by its forms and codes", "FHIR R5",
      #"{"resourceType": "Encounter", "status": "planned", "class": [{"id": "a"}], "serviceType": [{"id": "b"}], "basedOn": [{"display": "c"}]}"#
    ),
    Case(
      "forms of R5 with a code that it no longer has", "4.0",
      #"{"resourceType": "Encounter", "status": "finished", "class": [{"id": "a"}], "serviceType": [{"id": "b"}], "basedOn": [{"display": "c"}]}"#
    ),
    Case(
      "elements of R5 among those that it no longer has", "4.0",
      #"{"resourceType": "ServiceRequest", "code": {"coding": [{"code": "a"}], "text": "b"}, "reason": [{"concept": {"text": "c"}}]}"#
    ),
    Case(
      "DSTU2 by its forms alone", "FHIR DSTU2",
      #"{"resourceType": "Observation", "text": {"status": "generated", "div": "<div>a</div>"}, "category": {"text": "a"}, "performer": [{"reference": "Patient/1"}]}"#
    ),
    Case(
      "missing brackets and a missing namespace", "4.0",
      #"{"resourceType": "Observation", "text": {"status": "generated", "div": "<div>a</div>"}, "category": {"text": "a"}, "performer": {"reference": "Patient/1"}}"#
    ),
    Case(
      "a missing namespace", "4.0",
      #"{"resourceType": "Appointment", "text": {"status": "generated", "div": "<div>a</div>"}, "status": "booked"}"#),
    Case(
      "claim between tags of a template", "3.0",
      "{% highlight json %}\n\(claiming("https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1"))\n{% endhighlight %}"
    ),
    Case("resource of no release", "4.0", #"{"resourceType": "Bookingg", "status": "booked"}"#),
  ]

  @Test(arguments: claims + evidence + others + bothFormats) func releasesAreDetermined(_ example: Case) throws {
    let report = try lint(example.payload)
    let finding = report.findings.first { $0.code == "STR030" }
    if let finding {
      #expect(finding.message.text(showingValues: false).contains("unsupported release \(example.release), "))
      #expect(report.findings.count == 1 && report.packs.isEmpty && report.notChecked.map(\.code) == ["STR030"])
    } else {
      #expect(report.release.rawValue == example.release)
    }
  }

  /// A single sign of another release does not determine the release, but the finding names the release that permits it.
  @Test(arguments: [
    (#""resourceType": "Appointment", "virtualService": [{"addressUrl": "urn:x"}]"#, "STR004", "FHIR R5 permits it"),
    (#""resourceType": "Slot", "appointmentType": [{"text": "a"}]"#, "STR007", "FHIR R5 permits it"),
    (#""resourceType": "MedicationStatement", "status": "recorded""#, "BND001", "FHIR R5 permits it"),
    (#""resourceType": "Encounter", "status": "finished", "indication": [{"display": "a"}]"#, "STR004", "FHIR DSTU2 permits it"),
    (#""resourceType": "SupplyDelivery", "text": {"div": ["a"]}"#, "STR007", nil),
    (#""resourceType": "Appointment", "reasonCod": [{"text": "a"}]"#, "STR004", nil),
    (#""resourceType": "Slot", "schedule": {"type": "Schedule"}, "specialty": [], "indication": "a""#, "STR004", nil),
    (#""resourceType": "Practitioner", "name": {"text": "a"}"#, "STR008", nil),
  ]) func findingsNameTheReleasesThatPermit(_ members: String, _ code: String, _ note: String?) throws {
    let finding = try #require(try lint("{\(members)}").findings.first { $0.code == code })
    let text = finding.message.text(showingValues: false)
    #expect(note.map { text.hasSuffix("; \($0)") } ?? !text.contains("permit"), Comment(rawValue: text))
  }

  @Test(arguments: evidence) func guessesAreReportedAsGuesses(_ example: Case) throws {
    let report = try lint(example.payload)
    #expect(report.basis.contains("release guessed") && report.isGuessed)
  }

  /// A payload whose claims determine the release, and the end of the basis.
  @Test(arguments: [
    (claiming(core + "|4.0.1"), "release from the profile that it claims"),
    (bundle(claiming(core + "|4.0.1")), "release from the profiles claimed within it"),
    (claiming(core + "|3.0-guess"), "release from the profile that it claims"),
    (bundle(claiming(core + "|1.7-guess")), "release from the profiles claimed within it"),
  ]) func claimsAreNotGuesses(_ payload: String, _ basis: String) throws {
    let report = try lint(payload)
    #expect(report.basis.hasSuffix(basis) && !report.isGuessed)
  }

  /// The reason that a pack gives may contain any word.
  @Test func reasonsOfPacksAreNotGuesses() throws {
    let files = [
      "own/pack.json": """
      { "id": "own", "title": "Own", "release": "4.0", "tables": ["table.json"],
        "detects": [ { "when": "Patient.where(active = 'true')", "because": "no guesswork" } ] }
      """,
      "own/table.json": """
      { "table": { "title": "T", "source": { "document": "D" }, "applies": { "resource": "Patient" } },
        "rules": [
          { "code": "OWN001", "name": "own-id", "keyword": "MAY", "requirement": "Patients have an id.",
            "unchecked": "It is optional." } ] }
      """,
    ]
    let linter = try Linter(packFiles: files.map { SourceText(name: $0.key, bytes: Array($0.value.utf8)) })
    let report = linter.lint(SourceText(name: "payload", bytes: Array(#"{"resourceType": "Patient", "active": true}"#.utf8)))
    #expect((report.packs, report.basis, report.isGuessed) == (["own"], "pack from no guesswork", false))
  }

  /// A required profile determines the release if its version shows the release, or if it exists in only one release.
  @Test(arguments: [
    (core + "|3.0.2", FHIRRelease.stu3), (core + "|4.0.1", .r4), (core + "|9.9.9", nil), (core, nil),
    ("https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1", .stu3),
  ]) func aRequiredProfileDeterminesTheRelease(_ url: String, _ release: FHIRRelease?) throws {
    var configuration = Configuration()
    configuration.packs = .chosen([])
    configuration.profiles = [url]
    let report = try lint(#"{"resourceType": "Patient", "active": true}"#, configuration)
    #expect(report.release == release ?? .r4)
    #expect(report.basis.hasPrefix(release == nil ? "release guessed" : "release from the requested profile"))
  }

  @Test func contradictionsAreReported() throws {
    var configuration = Configuration()
    configuration.release = .stu3
    let report = try lint(Self.claiming(Self.core + "|4.0.1"), configuration)
    #expect(report.release == .stu3)
    #expect(report.basis.hasSuffix("release as chosen, although the profile that it claims is for FHIR R4 (4.0.1)"))
    let both = #"{"resourceType": "Patient", "meta": {"profile": ["\#(Self.core)|4.0.1", "\#(Self.core)|3.0.2"]}}"#
    let basis = "release from the profile that it claims, although another claim is for FHIR STU3 (3.0.2)"
    #expect(try lint(both).basis.hasSuffix(basis))
  }

  private func lint(_ text: String, _ configuration: Configuration = Configuration()) throws -> Report {
    try Linter(configuration).lint(SourceText(name: "payload", bytes: Array(text.utf8)))
  }
}
