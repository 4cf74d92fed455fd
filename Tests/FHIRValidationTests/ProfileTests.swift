import ApptLint
import Findings
import Testing

/// The possible requirements of profiles, each tested with a small R4 profile and payloads that conform to it and violate it.
@Suite struct ProfileTests {
  struct Case: CustomTestStringConvertible {
    var name: String
    var type = "Patient"
    /// The elements of the differential, each without the braces.
    var elements: [String]
    /// The base of the profile; nil for FHIR's type.
    var base: String?
    /// Other definitions that the profile needs, in full.
    var others: [String] = []
    /// Members of the payload, and the expected findings: code and element.
    var payloads: [(members: String, finds: [String])]

    var testDescription: String { name }
  }

  static let url = "http://example.org/fhir/StructureDefinition/tested"

  static func definition(_ url: String, _ type: String, base: String? = nil, _ elements: [String]) -> String {
    """
    {"resourceType": "StructureDefinition", "url": "\(url)", "fhirVersion": "4.0.1", "kind": "resource", "type": "\(type)",
     "baseDefinition": "\(base ?? "http://hl7.org/fhir/StructureDefinition/\(type)")", "derivation": "constraint",
     "differential": {"element": [\(elements.map { "{\($0)}" }.joined(separator: ",\n"))]}}
    """
  }

  /// Elements of `Patient.identifier` sliced by system; `rules` are additional members of the slicing.
  static func identifiers(_ rules: String, _ more: [String] = []) -> [String] {
    [
      #""path": "Patient.identifier", "slicing": {"discriminator": [{"type": "value", "path": "system"}], \#(rules)}"#,
      #""path": "Patient.identifier", "sliceName": "a", "max": "1""#,
      #""path": "Patient.identifier.system", "fixedUri": "urn:x:a""#,
      #""path": "Patient.identifier", "sliceName": "b""#, #""path": "Patient.identifier.system", "fixedUri": "urn:x:b""#,
    ] + more
  }

  static func identifiers(of systems: String...) -> String {
    #""identifier": ["# + systems.map { #"{"system": "urn:x:\#($0)", "value": "1"}"# }.joined(separator: ", ") + "]"
  }

  static let slicing = [
    Case(
      name: "open slices", elements: identifiers(#""rules": "open""#),
      payloads: [
        (identifiers(of: "c", "b", "a", "c"), []), (identifiers(of: "a", "b", "a"), ["PRO012 Patient.identifier[2]"]),
      ]),
    Case(
      name: "closed slices", elements: identifiers(#""rules": "closed""#),
      payloads: [(identifiers(of: "b", "a"), []), (identifiers(of: "a", "c"), ["PRO013 Patient.identifier[1]"])]),
    Case(
      name: "slices that are open at the end", elements: identifiers(#""rules": "openAtEnd""#),
      payloads: [(identifiers(of: "b", "a", "c"), []), (identifiers(of: "c", "a"), ["PRO015 Patient.identifier[0]"])]),
    Case(
      name: "slices in order", elements: identifiers(#""rules": "open", "ordered": true"#),
      payloads: [(identifiers(of: "a", "c", "b"), []), (identifiers(of: "b", "a"), ["PRO015 Patient.identifier[1]"])]),
    Case(
      name: "a slice that is sliced again",
      elements: [
        #""id": "Patient.identifier", "path": "Patient.identifier", "slicing": {"discriminator": [{"type": "value", "path": "system"}], "rules": "open"}"#,
        #""id": "Patient.identifier:a", "path": "Patient.identifier", "sliceName": "a", "slicing": {"discriminator": [{"type": "value", "path": "use"}], "rules": "closed"}"#,
        #""id": "Patient.identifier:a.system", "path": "Patient.identifier.system", "fixedUri": "urn:x:a""#,
        #""id": "Patient.identifier:a/old", "path": "Patient.identifier", "sliceName": "a/old", "min": 1, "max": "1""#,
        #""id": "Patient.identifier:a/old.use", "path": "Patient.identifier.use", "fixedCode": "old""#,
        #""id": "Patient.identifier:a/old.value", "path": "Patient.identifier.value", "min": 1"#,
        #""id": "Patient.identifier:a/new", "path": "Patient.identifier", "sliceName": "a/new""#,
        #""id": "Patient.identifier:a/new.use", "path": "Patient.identifier.use", "fixedCode": "official""#,
      ],
      payloads: [
        (#""identifier": [{"use": "old", "system": "urn:x:a", "value": "1"}, {"use": "usual", "system": "urn:x:b"}]"#, []),
        (#""identifier": [{"use": "official", "system": "urn:x:a"}]"#, ["PRO011 Patient"]),
        (#""identifier": [{"use": "old", "system": "urn:x:a"}]"#, ["PRO005 Patient.identifier[0]"]),
        (
          #""identifier": [{"use": "old", "system": "urn:x:a", "value": "1"}, {"use": "usual", "system": "urn:x:a"}]"#,
          ["PRO013 Patient.identifier[1]"]
        ),
      ]),
    Case(
      name: "slices by presence",
      elements: [
        #""path": "Patient.identifier", "slicing": {"discriminator": [{"type": "exists", "path": "period"}], "rules": "open"}"#,
        #""path": "Patient.identifier", "sliceName": "dated", "max": "1""#, #""path": "Patient.identifier.period", "min": 1"#,
        #""path": "Patient.identifier", "sliceName": "undated", "min": 1"#, #""path": "Patient.identifier.period", "max": "0""#,
      ],
      payloads: [
        (#""identifier": [{"value": "1"}, {"value": "2", "period": {"start": "2020"}}]"#, []),
        (#""identifier": [{"value": "2", "period": {"start": "2020"}}]"#, ["PRO011 Patient"]),
      ]),
    Case(
      name: "slices by pattern",
      elements: [
        #""path": "Patient.maritalStatus.coding", "slicing": {"discriminator": [{"type": "pattern", "path": "$this"}], "rules": "open"}"#,
        #""path": "Patient.maritalStatus.coding", "sliceName": "known", "min": 1, "max": "1", "patternCoding": {"system": "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus"}"#,
      ],
      payloads: [
        (
          #""maritalStatus": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-MaritalStatus", "code": "M"}, {"system": "urn:x:y", "code": "2"}]}"#,
          []
        ),
        (#""maritalStatus": {"coding": [{"system": "urn:x:y", "code": "2"}]}"#, ["PRO011 Patient.maritalStatus"]),
      ]),
    Case(
      name: "slices by type", type: "Bundle",
      elements: [
        #""path": "Bundle.entry", "slicing": {"discriminator": [{"type": "type", "path": "resource"}], "rules": "closed"}"#,
        #""path": "Bundle.entry", "sliceName": "slot", "min": 1, "max": "1""#,
        #""path": "Bundle.entry.resource", "type": [{"code": "Slot"}]"#,
        #""path": "Bundle.entry", "sliceName": "patient""#, #""path": "Bundle.entry.resource", "type": [{"code": "Patient"}]"#,
      ],
      payloads: [
        (bundle(slot, patient), []), (bundle(patient), ["PRO011 Bundle"]),
        (bundle(slot, #"{"resourceType": "Basic", "id": "3", "code": {"text": "x"}}"#), ["PRO013 Bundle.entry[1]"]),
      ]),
    Case(
      name: "slices by the profile of a reference's target", type: "Appointment",
      elements: [
        #""path": "Appointment.participant", "slicing": {"discriminator": [{"type": "profile", "path": "actor.resolve()"}], "rules": "open"}"#,
        #""path": "Appointment.participant", "sliceName": "born", "min": 1, "max": "1""#,
        #""path": "Appointment.participant.actor", "type": [{"code": "Reference", "targetProfile": ["http://example.org/born"]}]"#,
      ],
      others: [definition("http://example.org/born", "Patient", [#""path": "Patient.birthDate", "min": 1"#])],
      payloads: [
        (appointment(#""birthDate": "1990-01-01""#), []), (appointment(#""gender": "female""#), ["PRO011 Appointment"]),
      ]),
    Case(
      name: "slices of a choice", type: "Observation",
      elements: [
        #""path": "Observation.value[x]", "slicing": {"discriminator": [{"type": "type", "path": "$this"}], "rules": "closed"}"#,
        #""path": "Observation.value[x]", "sliceName": "valueQuantity", "type": [{"code": "Quantity"}]"#,
        #""path": "Observation.value[x].unit", "min": 1"#,
        #""path": "Observation.value[x]", "sliceName": "valueString", "maxLength": 3, "type": [{"code": "string"}]"#,
      ],
      payloads: [
        (observation(#""valueQuantity": {"value": 1, "unit": "kg"}"#), []), (observation(#""valueString": "abc""#), []),
        (observation(#""valueQuantity": {"value": 1}"#), ["PRO005 Observation.value"]),
        (observation(#""valueString": "abcd""#), ["PRO010 Observation.value"]),
        (observation(#""valueBoolean": true"#), ["PRO013 Observation.value"]),
      ]),
    Case(
      name: "slices of extensions",
      elements: [
        #""path": "Patient.extension", "sliceName": "place", "min": 1, "type": [{"code": "Extension", "profile": ["http://hl7.org/fhir/StructureDefinition/patient-birthPlace"]}]"#
      ],
      payloads: [
        (
          #""extension": [{"url": "http://hl7.org/fhir/StructureDefinition/patient-birthPlace", "valueAddress": {"city": "Leeds"}}]"#,
          []
        ),
        (#""gender": "female""#, ["PRO011 Patient"]),
      ]),
    Case(
      name: "slices without a criterion",
      elements: [#""path": "Patient.name", "sliceName": "first", "min": 1, "max": "1""#],
      payloads: [(#""gender": "female""#, [])]),
  ]

  static let elements = [
    Case(
      name: "cardinality",
      elements: [#""path": "Patient.name", "min": 2, "max": "3""#, #""path": "Patient.photo", "max": "0""#],
      payloads: [
        (#""name": [{"text": "a"}, {"text": "b"}]"#, []), (#""name": [{"text": "a"}]"#, ["PRO005 Patient"]),
        (#""name": [{"text": "a"}, {"text": "b"}, {"text": "c"}, {"text": "d"}]"#, ["PRO006 Patient.name[3]"]),
        (#""name": [{"text": "a"}, {"text": "b"}], "photo": [{"title": "x"}]"#, ["PRO006 Patient.photo[0]"]),
      ]),
    Case(
      name: "types and their profiles",
      elements: [
        #""path": "Patient.deceased[x]", "type": [{"code": "dateTime"}]"#,
        #""path": "Patient.address", "type": [{"code": "Address", "profile": ["http://example.org/address"]}]"#,
      ],
      others: [definition("http://example.org/address", "Address", [#""path": "Address.postalCode", "min": 1"#])],
      payloads: [
        (#""deceasedDateTime": "2020-01-01", "address": [{"postalCode": "LS1 4AP"}]"#, []),
        (#""deceasedBoolean": true"#, ["PRO007 Patient.deceased"]),
        (#""address": [{"city": "Leeds"}]"#, ["PRO005 Patient.address[0]"]),
      ]),
    Case(
      name: "one type of a choice", elements: [#""path": "Patient.deceasedBoolean", "fixedBoolean": false"#],
      payloads: [
        (#""deceasedBoolean": false"#, []), (#""deceasedBoolean": true"#, ["PRO008 Patient.deceased"]),
        (#""deceasedDateTime": "2020-01-01""#, ["PRO007 Patient.deceased"]),
      ]),
    Case(
      name: "one type of a choice, named as its only slice", type: "Observation",
      elements: [
        #""id": "Observation.value[x]:valueCodeableConcept", "path": "Observation.valueCodeableConcept", "sliceName": "valueCodeableConcept", "min": 1"#
      ],
      payloads: [
        (observation(#""valueCodeableConcept": {"text": "x"}"#), []),
        (observation(#""valueString": "x""#), ["PRO007 Observation.value"]),
        (observation(#""issued": "2026-05-04T09:00:00Z""#), ["PRO005 Observation"]),
      ]),
    Case(
      name: "one type of a choice, constrained by its typed name and as a slice", type: "Observation",
      elements: [
        #""path": "Observation.valueCodeableConcept", "sliceName": "valueCodeableConcept", "type": [{"code": "CodeableConcept"}]"#,
        #""id": "Observation.value[x]:valueCodeableConcept.text", "path": "Observation.valueCodeableConcept.text", "min": 1"#,
      ],
      payloads: [
        (observation(#""valueCodeableConcept": {"text": "x"}"#), []),
        (observation(#""valueCodeableConcept": {"coding": [{"code": "x"}]}"#), ["PRO005 Observation.value"]),
        (observation(#""valueString": "x""#), ["PRO007 Observation.value"]),
      ]),
    Case(
      name: "fixed values and patterns",
      elements: [
        #""path": "Patient.name", "fixedHumanName": {"use": "official", "given": ["A", "B"]}"#,
        #""path": "Patient.maritalStatus", "patternCodeableConcept": {"coding": [{"code": "M"}]}"#,
      ],
      payloads: [
        (
          #""name": [{"id": "n1", "use": "official", "given": ["A", "B"]}], "maritalStatus": {"coding": [{"code": "X"}, {"code": "M", "display": "x"}], "text": "x"}"#,
          []
        ),
        (#""name": [{"use": "official", "given": ["A", "B"], "family": "C"}]"#, ["PRO008 Patient.name[0]"]),
        (#""name": [{"use": "official", "given": ["B", "A"]}]"#, ["PRO008 Patient.name[0]"]),
        (
          #""name": [{"use": "official", "given": ["A", "B"], "_given": [null, {"extension": [{"url": "http://example.org/x", "valueCode": "x"}]}]}]"#,
          ["PRO008 Patient.name[0].given[1].extension[0]"]
        ),
        (#""maritalStatus": {"coding": [{"code": "X"}]}"#, ["PRO009 Patient.maritalStatus"]),
      ]),
    Case(
      name: "bounds",
      elements: [
        #""path": "Patient.birthDate", "minValueDate": "1900-01-01", "maxValueDate": "2030-12-31""#,
        #""path": "Patient.multipleBirth[x]", "type": [{"code": "integer"}], "maxValueInteger": 9"#,
      ],
      payloads: [
        (#""birthDate": "1900-01-01", "multipleBirthInteger": 9"#, []),
        (#""birthDate": "1899-12-31""#, ["PRO010 Patient.birthDate"]),
        (#""birthDate": "2030""#, []), (#""birthDate": "2031""#, ["PRO010 Patient.birthDate"]),
        (#""multipleBirthInteger": 10"#, ["PRO010 Patient.multipleBirth"]),
      ]),
    Case(
      name: "bounds of times of day", type: "Observation",
      elements: [
        #""path": "Observation.value[x]", "type": [{"code": "time"}], "minValueTime": "09:00:00", "maxValueTime": "17:00:00""#
      ],
      payloads: [
        (observation(#""valueTime": "09:00:00""#), []), (observation(#""valueTime": "17:00:00.0""#), []),
        (observation(#""valueTime": "08:59:59.9""#), ["PRO010 Observation.value"]),
        (observation(#""valueTime": "17:00:00.1""#), ["PRO010 Observation.value"]),
      ]),
    Case(
      name: "bounds of quantities", type: "Observation",
      elements: [
        #""path": "Observation.valueQuantity", "minValueQuantity": {"value": 3, "system": "http://unitsofmeasure.org", "code": "kg"}"#
      ],
      payloads: [
        (observation(#""valueQuantity": {"value": 3.0, "system": "http://unitsofmeasure.org", "code": "kg"}"#), []),
        (
          observation(#""valueQuantity": {"value": 2.9, "system": "http://unitsofmeasure.org", "code": "kg"}"#),
          ["PRO010 Observation.value"]
        ),
        (
          observation(#""valueQuantity": {"value": 2999, "system": "http://unitsofmeasure.org", "code": "g"}"#),
          ["PRO010 Observation.value"]
        ),
        (observation(#""valueQuantity": {"value": 3000, "system": "http://unitsofmeasure.org", "code": "g"}"#), []),
        (observation(#""valueQuantity": {"value": 2, "system": "http://unitsofmeasure.org", "code": "m"}"#), []),
        (observation(#""valueQuantity": {"value": 2, "unit": "kg"}"#), []),
      ]),
    Case(
      name: "targets of references",
      elements: [
        #""path": "Patient.generalPractitioner", "type": [{"code": "Reference", "targetProfile": ["http://hl7.org/fhir/StructureDefinition/Organization", "http://example.org/active"]}]"#
      ],
      others: [definition("http://example.org/active", "Practitioner", [#""path": "Practitioner.active", "min": 1"#])],
      payloads: [
        (#""generalPractitioner": [{"reference": "Organization/1"}, {"reference": "Practitioner/1"}]"#, []),
        (#""generalPractitioner": [{"reference": "PractitionerRole/1"}]"#, ["PRO016 Patient.generalPractitioner[0]"]),
        (
          ##""contained": [{"resourceType": "Practitioner", "id": "p", "active": true}], "generalPractitioner": [{"reference": "#p"}]"##,
          []
        ),
        (
          ##""contained": [{"resourceType": "Practitioner", "id": "p", "gender": "female"}], "generalPractitioner": [{"reference": "#p"}]"##,
          ["PRO017 Patient.generalPractitioner[0]"]
        ),
      ]),
    Case(
      name: "a target of any resource type",
      elements: [
        #""path": "Patient.generalPractitioner", "type": [{"code": "Reference", "targetProfile": ["http://example.org/any"]}]"#
      ],
      others: [definition("http://example.org/any", "DomainResource", [#""path": "DomainResource.language", "min": 1"#])],
      payloads: [
        (#""generalPractitioner": [{"reference": "Practitioner/1"}]"#, []),
        (
          ##""contained": [{"resourceType": "Practitioner", "id": "p", "gender": "female"}], "generalPractitioner": [{"reference": "#p"}]"##,
          ["PRO017 Patient.generalPractitioner[0]"]
        ),
      ]),
    Case(
      name: "a profile of the target, given as a profile of the reference",
      elements: [
        #""path": "Patient.generalPractitioner", "type": [{"code": "Reference", "profile": ["http://example.org/active"]}]"#
      ],
      others: [definition("http://example.org/active", "Practitioner", [#""path": "Practitioner.active", "min": 1"#])],
      payloads: [
        (#""generalPractitioner": [{"reference": "Practitioner/1"}]"#, []),
        (#""generalPractitioner": [{"reference": "PractitionerRole/1"}]"#, ["PRO016 Patient.generalPractitioner[0]"]),
        (
          ##""contained": [{"resourceType": "Practitioner", "id": "p", "gender": "female"}], "generalPractitioner": [{"reference": "#p"}]"##,
          ["PRO017 Patient.generalPractitioner[0]"]
        ),
      ]),
    Case(
      name: "a profile of another type", type: "Bundle",
      elements: [#""path": "Bundle.entry.resource", "type": [{"code": "Resource", "profile": ["http://example.org/born"]}]"#],
      others: [definition("http://example.org/born", "Patient", [#""path": "Patient.birthDate", "min": 1"#])],
      payloads: [
        (bundle(slot), ["PRO007 Bundle.entry[0].resource"]), (bundle(patient), ["PRO005 Bundle.entry[0].resource"]),
      ]),
    Case(
      name: "a target of the base that is not repeated",
      elements: [#""path": "Patient.generalPractitioner", "type": [{"code": "Reference"}]"#], base: "http://example.org/base",
      others: [
        definition(
          "http://example.org/base", "Patient",
          [
            #""path": "Patient.generalPractitioner", "type": [{"code": "Reference", "targetProfile": ["http://hl7.org/fhir/StructureDefinition/Organization"]}]"#
          ])
      ],
      payloads: [
        (#""generalPractitioner": [{"reference": "Organization/1"}]"#, []),
        (#""generalPractitioner": [{"reference": "Practitioner/1"}]"#, ["PRO016 Patient.generalPractitioner[0]"]),
      ]),
    Case(
      name: "a binding of which only the strength changes", type: "Flag",
      elements: [#""path": "Flag.category", "binding": {"strength": "required"}"#],
      payloads: [
        (flag(#"{"system": "http://terminology.hl7.org/CodeSystem/flag-category", "code": "drug"}"#), []),
        (flag(#"{"system": "http://example.org/category", "code": "drug"}"#), ["BND001 Flag.category[0].coding[0].system"]),
      ]),
    Case(
      name: "a target that must be contained",
      elements: [#""path": "Patient.generalPractitioner", "type": [{"code": "Reference", "aggregation": ["contained"]}]"#],
      payloads: [
        (practitioner + ##""generalPractitioner": [{"reference": "#p"}]"##, []),
        (#""generalPractitioner": [{"display": "Dr Roe"}]"#, []),
        (#""generalPractitioner": [{"reference": "Practitioner/1"}]"#, ["PRO022 Patient.generalPractitioner[0]"]),
      ]),
    Case(
      name: "a target that must be outside the payload",
      elements: [#""path": "Patient.generalPractitioner", "type": [{"code": "Reference", "aggregation": ["referenced"]}]"#],
      payloads: [
        (practitioner + ##""generalPractitioner": [{"reference": "#p"}]"##, ["PRO022 Patient.generalPractitioner[0]"]),
        (#""generalPractitioner": [{"reference": "Practitioner/1"}]"#, []),
      ]),
    Case(
      name: "a target required in the same bundle, in a payload that is not a bundle",
      elements: [#""path": "Patient.generalPractitioner", "type": [{"code": "Reference", "aggregation": ["bundled"]}]"#],
      payloads: [
        (practitioner + ##""generalPractitioner": [{"reference": "#p"}]"##, ["PRO022 Patient.generalPractitioner[0]"]),
        (#""generalPractitioner": [{"reference": "Practitioner/1"}]"#, []),
      ]),
    Case(
      name: "a target that must be in the same bundle", type: "Bundle",
      elements: [#""path": "Bundle.entry.resource", "type": [{"code": "Resource", "profile": ["http://example.org/bundled"]}]"#],
      others: [
        definition(
          "http://example.org/bundled", "Patient",
          [#""path": "Patient.link.other", "type": [{"code": "Reference", "aggregation": ["bundled"]}]"#])
      ],
      payloads: [
        (bundle(twin(of: "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e61"), patient), []),
        (bundle(twin(of: "Patient/3"), patient), ["PRO022 Bundle.entry[0].resource.link[0].other"]),
      ]),
    Case(
      name: "bindings to value sets of the package",
      elements: [
        #""path": "Patient.maritalStatus", "binding": {"strength": "required", "valueSet": "http://example.org/vs|1"}"#,
        #""path": "Patient.gender", "binding": {"strength": "required", "valueSet": "http://example.org/two"}"#,
      ],
      others: [
        #"{"resourceType": "CodeSystem", "url": "http://example.org/cs", "content": "complete", "concept": [{"code": "a", "concept": [{"code": "a1"}]}, {"code": "b", "display": "Bee"}]}"#,
        #"{"resourceType": "CodeSystem", "url": "http://example.org/more", "content": "supplement", "supplements": "http://example.org/cs", "concept": [{"code": "b", "designation": [{"value": "Biene"}]}]}"#,
        #"{"resourceType": "ValueSet", "url": "http://example.org/vs", "compose": {"include": [{"system": "http://example.org/cs", "filter": [{"property": "concept", "op": "is-a", "value": "a"}]}, {"system": "http://example.org/cs", "concept": [{"code": "b"}]}], "exclude": [{"system": "http://example.org/cs", "concept": [{"code": "a"}]}]}}"#,
        #"{"resourceType": "ValueSet", "url": "http://example.org/two", "compose": {"include": [{"valueSet": ["http://hl7.org/fhir/ValueSet/administrative-gender"]}], "exclude": [{"system": "http://hl7.org/fhir/administrative-gender", "concept": [{"code": "other"}]}]}}"#,
      ],
      payloads: [
        (coded("a1", "") + #", "gender": "female""#, []), (coded("b", #", "display": "Bee""#), []),
        (coded("b", #", "display": "Biene""#), []),
        (coded("b", #", "display": "Bea""#), ["BND006 Patient.maritalStatus.coding[0].display"]),
        (coded("a", ""), ["BND001 Patient.maritalStatus.coding[0].code"]),
        (coded("c", ""), ["BND001 Patient.maritalStatus.coding[0].code", "BND005 Patient.maritalStatus.coding[0].code"]),
        (#""gender": "other""#, ["BND001 Patient.gender"]),
      ]),
    Case(
      name: "a content reference to an enclosing element", type: "Questionnaire",
      elements: [
        #""path": "Questionnaire.item.text", "min": 1"#, #""path": "Questionnaire.item.item.prefix", "min": 1"#,
      ],
      payloads: [
        (questionnaire(#""text": "A", "item": [{"linkId": "1.1", "type": "display", "prefix": "a"}]"#), []),
        (
          questionnaire(#""prefix": "1", "item": [{"linkId": "1.1", "type": "display", "prefix": "a"}]"#),
          ["PRO005 Questionnaire.item[0]"]
        ),
        (
          questionnaire(#""text": "A", "item": [{"linkId": "1.1", "type": "display"}]"#), ["PRO005 Questionnaire.item[0].item[0]"]
        ),
      ]),
    Case(
      name: "a part of another profile",
      elements: [
        #""path": "Patient.contact", "type": [{"code": "BackboneElement", "profile": ["http://example.org/whole"], "_profile": [{"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/elementdefinition-profile-element", "valueString": "Patient.contact"}]}]}]"#
      ],
      others: [definition("http://example.org/whole", "Patient", [#""path": "Patient.contact.gender", "min": 1"#])],
      payloads: [
        (#""contact": [{"name": {"text": "A"}, "gender": "female"}]"#, []),
        (#""contact": [{"name": {"text": "A"}}]"#, ["PRO005 Patient.contact[0]"]),
      ]),
    Case(
      name: "a profile of an abstract type", type: "DomainResource", elements: [#""path": "DomainResource.language", "min": 1"#],
      payloads: [
        (#""language": "en", "active": true"#, []), (#""active": true"#, ["PRO005 Patient"]),
      ]),
  ]

  @Test(arguments: slicing + elements) func requirementsAreChecked(_ example: Case) throws {
    let definitions = [Self.definition(Self.url, example.type, base: example.base, example.elements)] + example.others
    let type = example.type == "DomainResource" ? "Patient" : example.type
    for (members, finds) in example.payloads {
      let text = "{\"resourceType\": \"\(type)\", \(members)}"
      let findings = try Self.findings(text, definitions)
      #expect(findings.map { "\($0.code) \($0.element ?? "")" } == finds, "\(text)")
    }
  }

  /// The contexts of an R4 extension: a FHIRPath expression and an element.
  @Test(arguments: [
    (#""address": [{"EXT", "use": "home"}]"#, []), (#""address": [{"EXT", "use": "work"}]"#, ["PRO018"]),
    (#""name": [{"EXT", "text": "A"}]"#, ["PRO018"]), (#""EXT", "gender": "female""#, ["PRO018"]),
    (#""contact": [{"EXT", "name": {"text": "A"}}]"#, []),
  ])
  func extensionsAreAllowedInTheirContexts(_ members: String, _ codes: [String]) throws {
    let mark = """
      {"resourceType": "StructureDefinition", "url": "http://example.org/mark", "fhirVersion": "4.0.1", "kind": "complex-type",
       "type": "Extension", "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension", "derivation": "constraint",
       "context": [{"type": "fhirpath", "expression": "Patient.address.where(use = 'home')"},
                   {"type": "element", "expression": "Patient.contact"}],
       "differential": {"element": [{"path": "Extension.value[x]", "min": 1, "type": [{"code": "boolean"}]}]}}
      """
    let use = #""extension": [{"url": "http://example.org/mark", "valueBoolean": true}]"#
    let text = #"{"resourceType": "Patient", \#(members.replacing(#""EXT""#, with: use))}"#
    let definition = Self.definition(Self.url, "Patient", [#""path": "Patient.photo", "max": "0""#])
    #expect(try Self.findings(text, [definition, mark]).map(\.code) == codes)
  }

  @Test func reportsErrorsOfReferenceTargets() throws {
    let other = Self.definition("http://example.org/active", "Practitioner", [#""path": "Practitioner.active", "min": 1"#])
    let definition = Self.definition(
      Self.url, "Patient",
      [
        #""path": "Patient.generalPractitioner", "type": [{"code": "Reference", "targetProfile": ["http://example.org/active"]}]"#
      ])
    let text =
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Practitioner", "id": "p", "gender": "female"}], "generalPractitioner": [{"reference": "#p"}]}"##
    #expect(
      try Self.findings(text, [definition, other]).map { $0.message.text(showingValues: false) } == [
        "the referenced Practitioner does not conform to profile http://example.org/active: PRO005, active is required by profile 'http://example.org/active'"
      ])
  }

  @Test(arguments: [("abc", []), ("ab", ["INV Patient.name[0].family"])])
  func minLength(_ family: String, _ finds: [String]) throws {
    let definition = Self.definition(
      Self.url, "Patient",
      [
        #""path": "Patient.name.family", "extension": [{"url": "http://hl7.org/fhir/StructureDefinition/minLength", "valueInteger": 3}]"#
      ])
    let text = #"{"resourceType": "Patient", "name": [{"family": "\#(family)"}]}"#
    #expect(try Self.findings(text, [definition]).map { "\($0.code) \($0.element ?? "")" } == finds)
  }

  /// An implementation guide declares a global profile for Practitioners, wherever they occur.
  @Test(arguments: [(#""active": true"#, []), (#""gender": "female""#, ["PRO005 Patient.contained[0]"])])
  func globalProfiles(_ member: String, _ finds: [String]) throws {
    let guide =
      #"{"resourceType": "ImplementationGuide", "url": "http://example.org/guide", "fhirVersion": ["4.0.1"], "global": [{"type": "Practitioner", "profile": "http://example.org/active"}]}"#
    let active = Self.definition("http://example.org/active", "Practitioner", [#""path": "Practitioner.active", "min": 1"#])
    let patient = Self.definition(Self.url, "Patient", [#""path": "Patient.photo", "max": "0""#])
    let text =
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Practitioner", "id": "p", \##(member)}], "generalPractitioner": [{"reference": "#p"}]}"##
    #expect(
      try Self.findings(text, [patient, active, guide]).map { "\($0.code) \($0.element ?? "")" } == finds)
  }

  /// The message about a missing slice.
  @Test(arguments: [
    (identifiers(of: "c"), "the item present does not match: expected system 'urn:x:a', found 'urn:x:c'"),
    (#""identifier": [{"value": "1"}]"#, "the item present does not match: system is missing, expected 'urn:x:a'"),
    (identifiers(of: "c", "d"), "the closest of the 2 items present does not match: expected system 'urn:x:a', found 'urn:x:c'"),
    (#""gender": "female""#, ""),
  ])
  func reportsWhyNoItemMatchesTheSlice(_ members: String, _ reason: String) throws {
    let definition = Self.definition(
      Self.url, "Patient",
      Self.identifiers(#""rules": "open""#).map { $0.replacing(#""a", "max": "1""#, with: #""a", "min": 1"#) })
    let message = try Self.findings(#"{"resourceType": "Patient", \#(members)}"#, [definition]).first?.message
    let text = "identifier slice 'a' is required by profile '\(Self.url)'"
    #expect(message?.text(showingValues: true) == text + (reason.isEmpty ? "" : "; " + reason))
  }

  /// A target of an allowed type is valid even if unknown profiles are allowed as well.
  @Test(arguments: [("Practitioner/1", 0), ("Organization/1", 1)])
  func unknownTargetsAreNotChecked(_ reference: String, _ count: Int) throws {
    let definition = Self.definition(
      Self.url, "Patient",
      [
        #""path": "Patient.generalPractitioner", "type": [{"code": "Reference", "targetProfile": ["http://example.org/unknown", "http://hl7.org/fhir/StructureDefinition/Practitioner"]}]"#
      ])
    let text = #"{"resourceType": "Patient", "generalPractitioner": [{"reference": "\#(reference)"}]}"#
    let report = try Self.report(text, [definition])
    #expect(report.findings.isEmpty && report.notChecked.count == count)
  }

  @Test func notesMissingMustSupportElementsOnRequest() throws {
    let definition = Self.definition(
      Self.url, "Patient",
      [#""path": "Patient.name", "mustSupport": true"#, #""path": "Patient.name.family", "mustSupport": true"#])
    func notes(_ members: String, _ isAsked: Bool) throws -> [String] {
      let findings = try Self.findings(#"{"resourceType": "Patient", \#(members)}"#, [definition], reportsMustSupport: isAsked)
      return findings.map { "\($0.severity) \($0.code) \($0.element ?? "")" }
    }
    #expect(try notes(#""active": true"#, true) == ["information PRO021 Patient"])
    #expect(try notes(#""name": [{"text": "A"}]"#, true) == ["information PRO021 Patient.name[0]"])
    #expect(try notes(#""name": [{"family": "A"}]"#, true) == [])
    #expect(try notes(#""active": true"#, false) == [])
  }

  /// Unknown profiles, and the reason reported.
  @Test(arguments: [
    (
      "https://fhir.nhs.uk/StructureDefinition/UKCore-Patient",
      "The profile 'https://fhir.nhs.uk/StructureDefinition/UKCore-Patient' is unknown: did you mean https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient?"
    ),
    ("http://example.org/none", "The profile 'http://example.org/none' is unknown: load its package with --ig."),
    (
      "https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient|9.9.9",
      "This version of the profile https://fhir.hl7.org.uk/StructureDefinition/UKCore-Patient|9.9.9 is unknown: load its package with --ig."
    ),
    (
      "https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1",
      "The profile https://fhir.hl7.org.uk/STU3/StructureDefinition/CareConnect-Patient-1 is for FHIR STU3, but the payload is checked as FHIR R4."
    ),
    (
      "http://hl7.org/fhir/StructureDefinition/Patient|9.9.9",
      "This version of the profile http://hl7.org/fhir/StructureDefinition/Patient|9.9.9 is unknown."
    ),
    (
      "http://hl7.org/fhir/StructureDefinition/Resource|4.3.0",
      "This version of the profile http://hl7.org/fhir/StructureDefinition/Resource|4.3.0 is unknown."
    ),
    (
      "http://hl7.org/fhir/StructureDefinition/Patient|3.0.2",
      "The profile http://hl7.org/fhir/StructureDefinition/Patient|3.0.2 is for FHIR STU3, but the payload is checked as FHIR R4."
    ),
    ("http://hl7.org/fhir/StructureDefinition/Patient|4.0.1", nil),
    ("http://hl7.org/fhir/StructureDefinition/DomainResource|4.0", nil),
    ("http://hl7.org/fhir/StructureDefinition/Patient", nil),
    ("http://example.org/form", "http://example.org/form is a logical model, which cannot constrain resources."),
  ])
  func unknownProfilesAreNotChecked(_ url: String, _ reason: String?) throws {
    let form =
      #"{"resourceType": "StructureDefinition", "url": "http://example.org/form", "fhirVersion": "4.0.1", "kind": "logical"}"#
    var configuration = Configuration()
    configuration.packs = .chosen([])
    configuration.ignore = ["dom-6"]
    configuration.packages = [try DefinitionsPackage(name: "forms", files: [SourceText(name: "form", text: form)])]
    configuration.release = .r4
    let text = #"{"resourceType": "Patient", "meta": {"profile": ["\#(url)"]}, "active": true}"#
    let report = try Linter(configuration).lint(SourceText(name: "payload", text: text))
    #expect(report.findings.isEmpty)
    #expect(report.notChecked.map { $0.reason(showingValues: true) } == (reason.map { [$0] } ?? []))
    // A URL that no specification defines appears only on request.
    for entry in report.notChecked { #expect((entry.reason == reason) == !entry.explanation.containsValues) }
  }

  static func findings(
    _ text: String, _ definitions: [String], reportsMustSupport: Bool = false
  ) throws -> [Finding] {
    try report(text, definitions, reportsMustSupport: reportsMustSupport).findings
  }

  static func report(_ text: String, _ definitions: [String], reportsMustSupport: Bool = false) throws -> Report {
    var configuration = Configuration()
    configuration.packs = .chosen([])
    configuration.ignore = ["dom-6"]
    configuration.release = .r4
    let files = definitions.enumerated().map { SourceText(name: "\($0.offset).json", text: $0.element) }
    configuration.packages = [try DefinitionsPackage(name: "tested", files: files)]
    configuration.profiles = [url]
    configuration.reportsMustSupport = reportsMustSupport
    return try Linter(configuration).lint(SourceText(name: "payload", text: text))
  }

  // MARK: Payloads

  static func flag(_ category: String) -> String {
    #""status": "active", "code": {"text": "x"}, "subject": {"display": "x"}, "category": [{"coding": [\#(category)]}]"#
  }

  static let slot =
    #"{"resourceType": "Slot", "id": "1", "schedule": {"reference": "Schedule/1"}, "status": "free", "start": "2026-05-01T09:00:00Z", "end": "2026-05-01T09:10:00Z"}"#
  static let patient = #"{"resourceType": "Patient", "id": "2", "active": true}"#

  static func bundle(_ resources: String...) -> String {
    let entries = resources.enumerated().map { index, resource in
      #"{"fullUrl": "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6\#(index)", "resource": \#(resource)}"#
    }
    return #""type": "collection", "entry": [\#(entries.joined(separator: ", "))]"#
  }

  static func twin(of reference: String) -> String {
    #"{"resourceType": "Patient", "link": [{"other": {"reference": "\#(reference)"}, "type": "seealso"}]}"#
  }

  static let practitioner = #""contained": [{"resourceType": "Practitioner", "id": "p", "gender": "female"}], "#

  static func appointment(_ patient: String) -> String {
    ##""contained": [{"resourceType": "Patient", "id": "p", \##(patient)}], "status": "proposed", "participant": [{"actor": {"reference": "#p"}, "status": "accepted"}]"##
  }

  static func observation(_ value: String) -> String { #""status": "final", "code": {"text": "x"}, \#(value)"# }

  static func coded(_ code: String, _ more: String) -> String {
    #""maritalStatus": {"coding": [{"system": "http://example.org/cs", "code": "\#(code)"\#(more)}]}"#
  }

  static func questionnaire(_ item: String) -> String {
    #""status": "draft", "item": [{"linkId": "1", "type": "group", \#(item)}]"#
  }
}
