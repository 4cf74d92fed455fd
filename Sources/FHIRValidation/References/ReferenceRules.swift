import Findings

/// The rules about references, contained resources and bundles.
enum ReferenceRules {
  static let invalid = rule(
    1, "invalid-reference",
    "A reference is an absolute URL, Type/id with a type of the release, or # and the id of a contained resource.",
    "References: literal references",
    help: "Write Type/id, a URL or #id; words belong into display.",
    refusal: .value, fails: ##"{"resourceType": "Patient", "managingOrganization": {"reference": "The Clinic"}}"##,
    passes: ##"{"resourceType": "Patient", "managingOrganization": {"display": "The Clinic"}}"##)
  static let unresolved = rule(
    2, "unresolved-contained", "A reference that begins with # finds a contained resource of that id.",
    "References: contained resources; Reference: ref-1",
    help: "Contain the resource, or write its id as it is.",
    refusal: .value,
    fails:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}, "generalPractitioner": [{"reference": "#o2"}]}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let wrongTarget = rule(
    3, "wrong-target-type", "A reference leads to a resource of one of the types that its element permits.",
    "References; ElementDefinition: type.targetProfile",
    help: "Refer to a resource of a permitted type.",
    refusal: .value, fails: ##"{"resourceType": "Patient", "managingOrganization": {"reference": "Practitioner/1"}}"##,
    passes: ##"{"resourceType": "Patient", "managingOrganization": {"reference": "Organization/1"}}"##)
  static let mismatch = rule(
    4, "reference-type-mismatch", "The type that a reference names is that of the resource that it leads to.", "References",
    help: "Name the type of the resource.",
    refusal: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "generalPractitioner": [{"reference": "Practitioner/2"}]}}, {"fullUrl": "http://example.org/fhir/Practitioner/2", "resource": {"resourceType": "Organization", "name": "Clinic"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "generalPractitioner": [{"reference": "Practitioner/2"}]}}, {"fullUrl": "http://example.org/fhir/Practitioner/2", "resource": {"resourceType": "Practitioner", "id": "2", "name": [{"family": "Roe"}]}}]}"##
  )
  static let noBase = rule(
    5, "relative-without-base",
    "A relative reference inside of a bundle is completed with the base of the fullUrl of its own entry.",
    "Bundle: resolving references in bundles",
    help: "Give the entry its fullUrl.",
    refusal: .value, fails: "a relative reference in an entry without fullUrl, which breaks missing-fullurl too",
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "managingOrganization": {"reference": "Organization/2"}}}]}"##
  )
  static let otherBase = rule(
    6, "reference-beside-entry",
    "A relative reference to an entry of the same bundle becomes the fullUrl of that entry when it is completed.",
    "Bundle: resolving references in bundles",
    help: "Refer to the entry by its fullUrl.",
    refusal: .value,
    fails:
      ##"{"resourceType": "Bundle", "identifier": {"system": "http://example.org/documents", "value": "1"}, "type": "document", "timestamp": "2026-03-02T09:00:00Z", "entry": [{"fullUrl": "http://example.org/fhir/Composition/c", "resource": {"resourceType": "Composition", "id": "c", "status": "final", "type": {"text": "Note"}, "date": "2026-03-02", "title": "Note", "author": [{"display": "A. Nurse"}], "section": [{"title": "Orders", "entry": [{"reference": "http://example.org/fhir/ServiceRequest/1"}]}]}}, {"fullUrl": "http://example.org/fhir/ServiceRequest/1", "resource": {"resourceType": "ServiceRequest", "id": "1", "status": "active", "intent": "order", "subject": {"reference": "Patient/2"}}}, {"fullUrl": "http://other.example.org/Patient/2", "resource": {"resourceType": "Patient", "id": "2"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "identifier": {"system": "http://example.org/documents", "value": "1"}, "type": "document", "timestamp": "2026-03-02T09:00:00Z", "entry": [{"fullUrl": "http://example.org/fhir/Composition/c", "resource": {"resourceType": "Composition", "id": "c", "status": "final", "type": {"text": "Note"}, "date": "2026-03-02", "title": "Note", "author": [{"display": "A. Nurse"}], "section": [{"title": "Orders", "entry": [{"reference": "http://example.org/fhir/ServiceRequest/1"}]}]}}, {"fullUrl": "http://example.org/fhir/ServiceRequest/1", "resource": {"resourceType": "ServiceRequest", "id": "1", "status": "active", "intent": "order", "subject": {"reference": "Patient/2"}}}, {"fullUrl": "http://example.org/fhir/Patient/2", "resource": {"resourceType": "Patient", "id": "2"}}]}"##
  )
  static let notInBundle = rule(
    7, "not-in-bundle", "A document holds what its Composition refers to, a message what its MessageHeader has in focus.",
    "Documents; Messaging",
    help: "Add the resource to the bundle.",
    refusal: .value,
    fails:
      ##"{"resourceType": "Bundle", "identifier": {"system": "http://example.org/documents", "value": "1"}, "type": "document", "timestamp": "2026-03-02T09:00:00Z", "entry": [{"fullUrl": "http://example.org/fhir/Composition/c", "resource": {"resourceType": "Composition", "id": "c", "status": "final", "type": {"text": "Note"}, "date": "2026-03-02", "title": "Note", "subject": {"reference": "Patient/1"}, "author": [{"display": "A. Nurse"}]}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "identifier": {"system": "http://example.org/documents", "value": "1"}, "type": "document", "timestamp": "2026-03-02T09:00:00Z", "entry": [{"fullUrl": "http://example.org/fhir/Composition/c", "resource": {"resourceType": "Composition", "id": "c", "status": "final", "type": {"text": "Note"}, "date": "2026-03-02", "title": "Note", "subject": {"reference": "Patient/1"}, "author": [{"display": "A. Nurse"}]}}, {"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let unknownURN = rule(
    8, "urn-not-in-bundle", "A reference that is a URN leads to an entry of the same bundle: there is no other way to find it.",
    "Bundle: resolving references in bundles",
    help: "Add the resource to the bundle, or refer to it by a URL.", severity: .warning,
    refusal: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e", "resource": {"resourceType": "Patient", "id": "1", "managingOrganization": {"reference": "urn:uuid:0f5c4c60-8b9b-4bb4-9d0c-9b1f4d3b6f9b"}}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e", "resource": {"resourceType": "Patient", "id": "1", "managingOrganization": {"reference": "urn:uuid:0f5c4c60-8b9b-4bb4-9d0c-9b1f4d3b6f9b"}}}, {"fullUrl": "urn:uuid:0f5c4c60-8b9b-4bb4-9d0c-9b1f4d3b6f9b", "resource": {"resourceType": "Organization", "name": "Clinic"}}]}"##
  )
  static let noId = rule(
    9, "contained-without-id", "A contained resource has an id for the resource around it to refer to.",
    "References: contained resources",
    help: "Give it an id and refer to it.",
    fails: ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "name": "Clinic"}]}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let duplicateId = rule(
    10, "contained-id-twice", "No two resources contained in the same resource have one id.", "References: contained resources",
    help: "Give each an id of its own.",
    refusal: .value,
    fails:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}, {"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}, {"resourceType": "Organization", "id": "o2", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}, "generalPractitioner": [{"reference": "#o2"}]}"##
  )
  static let nested = rule(
    11, "nested-contained", "A contained resource contains no others.", "DomainResource: dom-2",
    help: "Contain it in the outer resource.",
    fails:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic", "contained": [{"resourceType": "Organization", "id": "o2", "name": "Trust"}]}], "managingOrganization": {"reference": "#o1"}}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic", "partOf": {"reference": "#o2"}}, {"resourceType": "Organization", "id": "o2", "name": "Trust"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let unreferenced = rule(
    12, "unreferenced-contained",
    "Something in the resource refers to each contained resource, or that refers to the resource around it.",
    "DomainResource: dom-3",
    help: "Refer to it, or leave it out.",
    fails: ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}]}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let meta = rule(
    13, "contained-meta", "A contained resource has no version, time of last change or, in R4, security labels of its own.",
    "DomainResource: dom-4, dom-5",
    help: "Remove it.",
    fails:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "meta": {"versionId": "1"}, "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let narrative = rule(
    14, "contained-narrative", "In STU3 a contained resource has no narrative.", "STU3, DomainResource: dom-1",
    help: "Remove the text.",
    fails:
      ##"{"resourceType": "Patient", "animal": {"species": {"text": "dog"}}, "contained": [{"resourceType": "Organization", "id": "o1", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">Clinic</div>"}, "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let noFullUrl = rule(
    15, "missing-fullurl", "Each entry of a bundle has a fullUrl, but for transactions and batches.", "Bundle: entry.fullUrl",
    help: "Give the entry the URL of the resource, or a urn:uuid.",
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {"resourceType": "Patient", "id": "1"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let relativeFullUrl = rule(
    16, "relative-fullurl", "A fullUrl is absolute.", "Bundle: entry.fullUrl",
    help: "Write the URL with its server, or a urn:uuid.",
    refusal: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let otherFullUrl = rule(
    17, "fullurl-mismatch", "A fullUrl that is the address of a resource on a server ends with its type and id.",
    "Bundle: entry.fullUrl",
    help: "Write type and id of the resource.",
    refusal: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/2", "resource": {"resourceType": "Patient", "id": "1"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let duplicateFullUrl = rule(
    18, "fullurl-twice", "No two entries have one fullUrl, unless they are versions of a resource.", "Bundle: bdl-7",
    help: "Keep one of them.",
    refusal: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}, {"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let versionedFullUrl = rule(
    19, "fullurl-of-a-version", "A fullUrl does not name a version.", "Bundle: bdl-8",
    help: "Remove /_history and the version.",
    refusal: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1/_history/2", "resource": {"resourceType": "Patient", "id": "1"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let typeAlone = rule(
    20, "reference-type-alone", "A Reference has a reference, an identifier or a display: a type alone refers to nothing.",
    "R4, References: Reference",
    help: "Add reference, identifier or display, or remove the Reference.",
    fails: ##"{"resourceType": "ServiceRequest", "status": "active", "intent": "order", "subject": {"type": "Patient"}}"##,
    passes:
      ##"{"resourceType": "ServiceRequest", "status": "active", "intent": "order", "subject": {"type": "Patient", "display": "Jane Roe"}}"##
  )
  static let linkTwice = rule(
    21, "link-relation-twice", "A bundle has one link each to itself and to the first, previous, next and last page.",
    "Bundle: link; RFC 8288",
    help: "Keep one of them.",
    fails:
      ##"{"resourceType": "Bundle", "type": "searchset", "link": [{"relation": "next", "url": "http://example.org/fhir/Slot?page=2"}, {"relation": "next", "url": "http://example.org/fhir/Slot?page=3"}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "searchset", "link": [{"relation": "self", "url": "http://example.org/fhir/Slot?page=1"}, {"relation": "next", "url": "http://example.org/fhir/Slot?page=2"}]}"##
  )

  /// Every rule about references, contained resources and bundles, by rising code.
  static let all: [RuleDescriptor] = [
    invalid, unresolved, wrongTarget, mismatch, noBase, otherBase, notInBundle, unknownURN, noId, duplicateId, nested,
    unreferenced, meta, narrative, noFullUrl, relativeFullUrl, otherFullUrl, duplicateFullUrl, versionedFullUrl,
    typeAlone, linkTwice,
  ]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ clause: String, help: String, severity: Severity = .error,
    refusal: Refusal? = nil,
    fails: String,
    passes: String
  ) -> RuleDescriptor {
    var rule = RuleDescriptor(
      code: "REF" + (number < 10 ? "00" : "0") + String(number), name: name, severity: severity, type: .structure,
      requirement: requirement, clause: "FHIR, \(clause)", help: help, fails: fails, passes: passes)
    rule.refusal = refusal
    return rule
  }
}
