import Findings
import Testing

/// Constraints whose published expressions contradict their text: each is violated and satisfied as the text says.
@Suite struct CorrectedConstraintTests {
  /// Payloads with their expected INV findings.
  static let cases: [PayloadCase] =
    [
      .stu3("nsd-1: a root system with an OID", namingSystem("oid")),
      .stu3("nsd-1: a root system with a UUID", namingSystem("uuid"), finds: ["INV NamingSystem"]),
      .stu3("mad-3: a reason, given", administration(#""notGiven": false, \#(reason)"#)),
      .stu3(
        "mad-3: a reason, not given", administration(#""notGiven": true, \#(reason)"#), finds: ["INV MedicationAdministration"]),
      .stu3("mad-3: a reason, not stated", administration(reason)),
      .stu3("com-1: a reason without notDone", communication(""), finds: ["INV Communication"]),
      .stu3("com-1: a reason with notDone", communication(#", "notDone": true"#)),
      .stu3("fhs-3: a reason without notDone", familyHistory(""), finds: ["INV FamilyMemberHistory"]),
      .stu3("fhs-3: a reason with notDone", familyHistory(#", "notDone": true"#)),
      .stu3("csd-1: a code twice", codeSystem(["a", "a"]), finds: ["INV CodeSystem"]),
      .stu3("csd-1: two codes", codeSystem(["a", "b"])),
      .stu3(
        "con-4: abated and active", condition(#""clinicalStatus": "active", "abatementString": "x""#), finds: ["INV Condition"]),
      .stu3("con-4: abated and resolved", condition(#""clinicalStatus": "resolved", "abatementString": "x""#)),
      .stu3("con-4: not abated", condition(#""clinicalStatus": "active", "abatementBoolean": false"#)),
      .stu3(
        "con-4: abated at a date", condition(#""clinicalStatus": "active", "abatementDateTime": "2017""#),
        finds: ["INV Condition"]),
      .stu3(
        "con-4: abated at an unknown date", condition(#""clinicalStatus": "active", "_abatementDateTime": {"id": "a"}"#)),
      .stu3("mny-1: a value without a code", money(""), finds: ["INV Basic.extension[0].value"]),
      .stu3("mny-1: a value with a code", money(#", "system": "urn:iso:std:iso:4217", "code": "GBP""#)),
      .r4("con-3: a diagnosis without a status", problem("encounter-diagnosis", "")),
      .r4("con-3: a problem without a status", problem("problem-list-item", ""), finds: ["INV Condition"]),
      .r4("con-3: a problem with a status", problem("problem-list-item", #", "clinicalStatus": \#(active)"#)),
      .r4("que-13: two initial values", questionnaire(""), finds: ["INV Questionnaire.item[0]"]),
      .r4("que-13: two initial values, repeating", questionnaire(#", "repeats": true"#)),
      .r4(
        "opd-2: a search parameter without a type", operation(#", "part": [\#(part)]"#),
        finds: ["INV OperationDefinition.parameter[0]"]),
      .r4("opd-2: a search parameter that is a string", operation(#", "type": "string""#)),
      .r4(
        "opd-3: a target profile without a type", operation(#", "targetProfile": ["http://a.example/p"], "part": [\#(part)]"#),
        finds: ["INV OperationDefinition.parameter[0]", "INV OperationDefinition.parameter[0]"]),
      .r4(
        "sdf-21: a default value without a derivation",
        structure(
          #""differential": {"element": [\#(element("Patient", "Patient")), \#(element("Patient.active", "Patient.active", withDefault))]}"#
        ),
        finds: ["INV StructureDefinition"]),
      .r4("vsd-9: neither a code nor abstract", expansion(""), finds: ["INV ValueSet.expansion.contains[0]"]),
      .r4("vsd-9: abstract", expansion(#", "abstract": true"#)),
    ]
    + ["patient-privacy", "research", "adr", "treatment"].flatMap { scope -> [PayloadCase] in
      [
        .r4("ppc-2 to ppc-5: \(scope) without a patient", consent(scope, ""), finds: ["INV Consent"]),
        .r4("ppc-2 to ppc-5: \(scope) with a patient", consent(scope, #", "patient": {"display": "x"}"#)),
      ]
    }
    + [FHIRRelease.stu3, .r4].flatMap { release -> [PayloadCase] in
      [
        PayloadCase(
          "tst-3: two sources in \(release)", variable(#", "headerField": "b""#, release), as: release,
          finds: ["INV TestScript.variable[0]"]),
        PayloadCase("tst-3: one source in \(release)", variable("", release), as: release),
        PayloadCase(
          "eld-3: the maximum 'a' in \(release)", definition(#""max": "a""#), as: release,
          finds: ["INV StructureDefinition.differential.element[1].max"]),
        PayloadCase("eld-3: the maximum '2' in \(release)", definition(#""max": "2""#), as: release),
        PayloadCase(
          "eld-11: codes of a boolean in \(release)", definition(#""type": [{"code": "boolean"}], \#(binding)"#), as: release,
          finds: ["INV StructureDefinition.differential.element[1]"]),
        PayloadCase(
          "eld-11: codes of a markdown in \(release)", definition(#""type": [{"code": "markdown"}], \#(binding)"#), as: release),
        PayloadCase("inv-1: a risk without a code in \(release)", allergy("", release), as: release),
        PayloadCase(
          "inv-1: a risk with a code in \(release)", allergy(#", "code": {"text": "x"}"#, release), as: release,
          finds: ["INV AllergyIntolerance.extension[0]"]),
        PayloadCase(
          "md-1: the maximum 'a' in \(release)", message(#""a""#, release), as: release,
          finds: ["INV MessageDefinition.focus[0]"]),
        PayloadCase("md-1: the maximum '2' in \(release)", message(#""2""#, release), as: release),
        PayloadCase(
          "sdf-1 (and sdf-7 in STU3): a path twice in \(release)",
          structure(
            #""snapshot": {"element": [\#(element("Patient", "Patient")), \#(element("a", "Patient.active")), \#(element("b", "Patient.active"))]}"#
          ), as: release,
          finds: Array(repeating: "INV StructureDefinition", count: release == .stu3 ? 2 : 1)),
        PayloadCase("eld-11: codes of an Age in \(release)", definition(#""type": [{"code": "Age"}], \#(binding)"#), as: release),
        PayloadCase(
          "sdf-8a: another type in \(release)", definition(#""max": "2""#, path: "PatientX"), as: release,
          finds: ["INV StructureDefinition.differential"]),
      ]
    }

  @Test(arguments: cases) func theTextOfAConstraintApplies(_ payload: PayloadCase) throws {
    #expect(try findings(of: payload.text, as: payload.release, family: "INV") == payload.finds)
  }

  // MARK: Payloads

  private static let reason = #""reasonCode": [{"text": "x"}]"#
  private static let subject = #""subject": {"display": "x"}"#
  private static let active =
    #"{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-clinical", "code": "active"}]}"#
  private static let binding = #""binding": {"strength": "required", "description": "x"}"#

  private static func namingSystem(_ type: String) -> String {
    let value = type == "uuid" ? "5a1bd0ee-6d43-4d55-9e43-1d0a2b6ff1a1" : "2.16.840.1"
    return
      #"{"resourceType": "NamingSystem", "name": "X", "status": "draft", "kind": "root", "date": "2017", "uniqueId": [{"type": "\#(type)", "value": "\#(value)"}]}"#
  }

  private static func administration(_ content: String) -> String {
    #"{"resourceType": "MedicationAdministration", "status": "completed", "medicationCodeableConcept": {"text": "x"}, \#(subject), "effectiveDateTime": "2017", \#(content)}"#
  }

  private static func communication(_ content: String) -> String {
    #"{"resourceType": "Communication", "status": "completed", "notDoneReason": {"text": "x"}\#(content)}"#
  }

  private static func familyHistory(_ content: String) -> String {
    #"{"resourceType": "FamilyMemberHistory", "status": "completed", "patient": {"display": "x"}, "relationship": {"text": "x"}, "notDoneReason": {"text": "x"}\#(content)}"#
  }

  private static func codeSystem(_ codes: [String]) -> String {
    let concepts = codes.map { #"{"code": "\#($0)"}"# }.joined(separator: ", ")
    return #"{"resourceType": "CodeSystem", "status": "draft", "content": "complete", "concept": [\#(concepts)]}"#
  }

  private static func condition(_ content: String) -> String {
    #"{"resourceType": "Condition", \#(subject), \#(content)}"#
  }

  private static func money(_ content: String) -> String {
    #"{"resourceType": "Basic", "code": {"text": "x"}, "extension": [{"url": "http://a.example/x", "valueMoney": {"value": 1\#(content)}}]}"#
  }

  private static func problem(_ category: String, _ content: String) -> String {
    #"{"resourceType": "Condition", \#(subject), "category": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/condition-category", "code": "\#(category)"}]}]\#(content)}"#
  }

  private static func questionnaire(_ content: String) -> String {
    #"{"resourceType": "Questionnaire", "status": "draft", "item": [{"linkId": "1", "type": "string", "initial": [{"valueString": "a"}, {"valueString": "b"}]\#(content)}]}"#
  }

  private static let part = #"{"name": "y", "use": "in", "min": 0, "max": "1", "type": "string"}"#

  private static func operation(_ content: String) -> String {
    #"{"resourceType": "OperationDefinition", "name": "X", "status": "draft", "kind": "query", "code": "x", "system": true, "type": false, "instance": false, "parameter": [{"name": "x", "use": "in", "min": 0, "max": "1", "searchType": "string"\#(content)}]}"#
  }

  private static func allergy(_ content: String, _ release: FHIRRelease) -> String {
    let status =
      release == .stu3
      ? #""clinicalStatus": "active", "verificationStatus": "confirmed""#
      : #""clinicalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical", "code": "active"}]}"#
    return
      #"{"resourceType": "AllergyIntolerance", \#(status), "patient": {"display": "x"}, "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/allergyintolerance-substanceExposureRisk", "extension": [{"url": "substance", "valueCodeableConcept": {"text": "x"}}, {"url": "exposureRisk", "valueCodeableConcept": {"text": "x"}}]}]\#(content)}"#
  }

  private static func message(_ maximum: String, _ release: FHIRRelease) -> String {
    let event = release == .stu3 ? #""event": {"code": "x"}"# : #""eventUri": "http://a.example/e""#
    return
      #"{"resourceType": "MessageDefinition", "status": "draft", "date": "2017", \#(event), "focus": [{"code": "Patient", "min": 1, "max": \#(maximum)}]}"#
  }

  private static let withDefault = #", "defaultValueBoolean": true"#

  /// An element of a snapshot or differential.
  private static func element(_ id: String, _ path: String, _ content: String = "") -> String {
    #"{"id": "\#(id)", "path": "\#(path)", "min": 0, "max": "*", "definition": "x", "base": {"path": "\#(path)", "min": 0, "max": "*"}\#(content)}"#
  }

  /// A StructureDefinition without a derivation.
  private static func structure(_ content: String) -> String {
    #"{"resourceType": "StructureDefinition", "url": "http://a.example/p", "name": "P", "status": "draft", "kind": "resource", "abstract": true, "type": "Patient", \#(content)}"#
  }

  private static func expansion(_ content: String) -> String {
    #"{"resourceType": "ValueSet", "status": "draft", "expansion": {"timestamp": "2017", "contains": [{"display": "x"\#(content)}]}}"#
  }

  private static func consent(_ scope: String, _ content: String) -> String {
    #"{"resourceType": "Consent", "status": "draft", "scope": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/consentscope", "code": "\#(scope)"}]}, "category": [{"text": "x"}], "policyRule": {"text": "x"}\#(content)}"#
  }

  private static func variable(_ content: String, _ release: FHIRRelease) -> String {
    let first = release == .stu3 ? #""path": "a""# : #""expression": "a""#
    return
      #"{"resourceType": "TestScript", "url": "http://a.example/t", "name": "X", "status": "draft", "variable": [{"name": "x", "sourceId": "a", \#(first)\#(content)}]}"#
  }

  /// A profile with an element that has the given content, or whose root has another path.
  private static func definition(_ content: String, path: String = "Patient") -> String {
    #"{"resourceType": "StructureDefinition", "url": "http://a.example/p", "name": "P", "status": "draft", "kind": "resource", "abstract": false, "type": "Patient", "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Patient", "derivation": "constraint", "differential": {"element": [{"id": "\#(path)", "path": "\#(path)"}, {"id": "Patient.active", "path": "Patient.active", \#(content)}]}}"#
  }
}

extension PayloadCase {
  fileprivate static func stu3(_ name: String, _ text: String, finds: [String] = []) -> PayloadCase {
    PayloadCase(name, text, as: .stu3, finds: finds)
  }

  fileprivate static func r4(_ name: String, _ text: String, finds: [String] = []) -> PayloadCase {
    PayloadCase(name, text, as: .r4, finds: finds)
  }
}
