import Findings

/// The rules about references, contained resources and bundles.
enum ReferenceRules {
  static let invalid = rule(
    1, "invalid-reference",
    "A reference must be an absolute URL, Type/id, # and the id of a contained resource or, in a transaction, Type?search.",
    "References: literal references; RESTful API: transaction",
    help: "Use Type/id, a URL or #id; move free text to display.",
    unusablePart: .value, fails: ##"{"resourceType": "Patient", "managingOrganization": {"reference": "The Clinic"}}"##,
    passes: ##"{"resourceType": "Patient", "managingOrganization": {"display": "The Clinic"}}"##)
  static let unresolved = rule(
    2, "unresolved-contained", "A reference that starts with # must match the id of a contained resource.",
    "References: contained resources; Reference: ref-1",
    help: "Add the contained resource, or correct the id.",
    unusablePart: .value,
    fails:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}, "generalPractitioner": [{"reference": "#o2"}]}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let wrongTarget = rule(
    3, "wrong-target-type", "A reference must be to a resource of a type that its element allows.",
    "References; ElementDefinition: type.targetProfile",
    help: "Refer to a resource of an allowed type.",
    unusablePart: .value, fails: ##"{"resourceType": "Patient", "managingOrganization": {"reference": "Practitioner/1"}}"##,
    passes: ##"{"resourceType": "Patient", "managingOrganization": {"reference": "Organization/1"}}"##)
  static let mismatch = rule(
    4, "reference-type-mismatch", "The type in a reference must be the type of the referenced resource.", "References",
    help: "Use the type of the resource.",
    unusablePart: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "generalPractitioner": [{"reference": "Practitioner/2"}]}}, {"fullUrl": "http://example.org/fhir/Practitioner/2", "resource": {"resourceType": "Organization", "name": "Clinic"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "generalPractitioner": [{"reference": "Practitioner/2"}]}}, {"fullUrl": "http://example.org/fhir/Practitioner/2", "resource": {"resourceType": "Practitioner", "id": "2", "name": [{"family": "Roe"}]}}]}"##
  )
  static let noBase = rule(
    5, "relative-without-base",
    "An entry with a relative reference must have a fullUrl, the base for resolving it.",
    "Bundle: resolving references in bundles",
    help: "Add a fullUrl to the entry.",
    unusablePart: .value, fails: "a relative reference in an entry without fullUrl, which also violates missing-fullurl",
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "managingOrganization": {"reference": "Organization/2"}}}]}"##
  )
  static let otherBase = rule(
    6, "reference-beside-entry",
    "A relative reference to an entry of the same bundle must resolve to the fullUrl of that entry.",
    "Bundle: resolving references in bundles",
    help: "Refer to the entry by its fullUrl.",
    unusablePart: .value,
    fails:
      ##"{"resourceType": "Bundle", "identifier": {"system": "http://example.org/documents", "value": "1"}, "type": "document", "timestamp": "2026-03-02T09:00:00Z", "entry": [{"fullUrl": "http://example.org/fhir/Composition/c", "resource": {"resourceType": "Composition", "id": "c", "status": "final", "type": {"text": "Note"}, "date": "2026-03-02", "title": "Note", "author": [{"display": "A. Nurse"}], "section": [{"title": "Orders", "entry": [{"reference": "http://example.org/fhir/ServiceRequest/1"}]}]}}, {"fullUrl": "http://example.org/fhir/ServiceRequest/1", "resource": {"resourceType": "ServiceRequest", "id": "1", "status": "active", "intent": "order", "subject": {"reference": "Patient/2"}}}, {"fullUrl": "http://other.example.org/Patient/2", "resource": {"resourceType": "Patient", "id": "2"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "identifier": {"system": "http://example.org/documents", "value": "1"}, "type": "document", "timestamp": "2026-03-02T09:00:00Z", "entry": [{"fullUrl": "http://example.org/fhir/Composition/c", "resource": {"resourceType": "Composition", "id": "c", "status": "final", "type": {"text": "Note"}, "date": "2026-03-02", "title": "Note", "author": [{"display": "A. Nurse"}], "section": [{"title": "Orders", "entry": [{"reference": "http://example.org/fhir/ServiceRequest/1"}]}]}}, {"fullUrl": "http://example.org/fhir/ServiceRequest/1", "resource": {"resourceType": "ServiceRequest", "id": "1", "status": "active", "intent": "order", "subject": {"reference": "Patient/2"}}}, {"fullUrl": "http://example.org/fhir/Patient/2", "resource": {"resourceType": "Patient", "id": "2"}}]}"##
  )
  static let notInBundle = rule(
    7, "not-in-bundle",
    "A document must contain the resources that its Composition refers to, and a message those in its MessageHeader's focus.",
    "Documents; Messaging",
    help: "Add the resource to the bundle.",
    unusablePart: .value,
    fails:
      ##"{"resourceType": "Bundle", "identifier": {"system": "http://example.org/documents", "value": "1"}, "type": "document", "timestamp": "2026-03-02T09:00:00Z", "entry": [{"fullUrl": "http://example.org/fhir/Composition/c", "resource": {"resourceType": "Composition", "id": "c", "status": "final", "type": {"text": "Note"}, "date": "2026-03-02", "title": "Note", "subject": {"reference": "Patient/1"}, "author": [{"display": "A. Nurse"}]}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "identifier": {"system": "http://example.org/documents", "value": "1"}, "type": "document", "timestamp": "2026-03-02T09:00:00Z", "entry": [{"fullUrl": "http://example.org/fhir/Composition/c", "resource": {"resourceType": "Composition", "id": "c", "status": "final", "type": {"text": "Note"}, "date": "2026-03-02", "title": "Note", "subject": {"reference": "Patient/1"}, "author": [{"display": "A. Nurse"}]}}, {"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let unknownURN = rule(
    8, "urn-not-in-bundle",
    "A reference that is a URN must match the fullUrl of an entry in the same bundle; it cannot be resolved otherwise.",
    "Bundle: resolving references in bundles",
    help: "Add the resource to the bundle, or refer to it by a URL.", severity: .warning,
    unusablePart: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e", "resource": {"resourceType": "Patient", "id": "1", "managingOrganization": {"reference": "urn:uuid:0f5c4c60-8b9b-4bb4-9d0c-9b1f4d3b6f9b"}}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e", "resource": {"resourceType": "Patient", "id": "1", "managingOrganization": {"reference": "urn:uuid:0f5c4c60-8b9b-4bb4-9d0c-9b1f4d3b6f9b"}}}, {"fullUrl": "urn:uuid:0f5c4c60-8b9b-4bb4-9d0c-9b1f4d3b6f9b", "resource": {"resourceType": "Organization", "name": "Clinic"}}]}"##
  )
  static let noId = rule(
    9, "contained-without-id", "A contained resource must have an id so that its container can refer to it.",
    "References: contained resources",
    help: "Add an id and a reference to it.",
    fails: ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "name": "Clinic"}]}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let duplicateId = rule(
    10, "contained-id-twice", "The ids of contained resources must be unique within their container.",
    "References: contained resources",
    help: "Give each resource a unique id.",
    unusablePart: .value,
    fails:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}, {"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}, {"resourceType": "Organization", "id": "o2", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}, "generalPractitioner": [{"reference": "#o2"}]}"##
  )
  static let nested = rule(
    11, "nested-contained", "A contained resource must not contain other resources.", "DomainResource: dom-2",
    help: "Move the inner resource to the contained element of the outer resource.",
    fails:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic", "contained": [{"resourceType": "Organization", "id": "o2", "name": "Trust"}]}], "managingOrganization": {"reference": "#o1"}}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic", "partOf": {"reference": "#o2"}}, {"resourceType": "Organization", "id": "o2", "name": "Trust"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let unreferenced = rule(
    12, "unreferenced-contained",
    "A contained resource must be referenced from its container, or refer to it.",
    "DomainResource: dom-3",
    help: "Add a reference to the contained resource, or remove it.",
    fails: ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}]}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let meta = rule(
    13, "contained-meta", "A contained resource must not have meta.versionId, meta.lastUpdated or, in R4, meta.security.",
    "DomainResource: dom-4, dom-5",
    help: "Remove the element.",
    fails:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "meta": {"versionId": "1"}, "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let narrative = rule(
    14, "contained-narrative", "In STU3, a contained resource must not have narrative.", "STU3, DomainResource: dom-1",
    help: "Remove the text.",
    fails:
      ##"{"resourceType": "Patient", "animal": {"species": {"text": "dog"}}, "contained": [{"resourceType": "Organization", "id": "o1", "text": {"status": "generated", "div": "<div xmlns=\"http://www.w3.org/1999/xhtml\">Clinic</div>"}, "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##,
    passes:
      ##"{"resourceType": "Patient", "contained": [{"resourceType": "Organization", "id": "o1", "name": "Clinic"}], "managingOrganization": {"reference": "#o1"}}"##
  )
  static let noFullUrl = rule(
    15, "missing-fullurl", "Each entry of a bundle must have a fullUrl, except in transactions and batches.",
    "Bundle: entry.fullUrl",
    help: "Add the URL of the resource, or a urn:uuid.",
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {"resourceType": "Patient", "id": "1"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let relativeFullUrl = rule(
    16, "relative-fullurl", "A fullUrl must be absolute.", "Bundle: entry.fullUrl",
    help: "Use an absolute URL or a urn:uuid.",
    unusablePart: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let otherFullUrl = rule(
    17, "fullurl-mismatch", "A fullUrl that is the address of a resource on a server must end with its type and id.",
    "Bundle: entry.fullUrl",
    help: "Use the type and id of the resource.",
    unusablePart: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/2", "resource": {"resourceType": "Patient", "id": "1"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let duplicateFullUrl = rule(
    18, "fullurl-twice", "A fullUrl must be unique within a bundle, except for versions of a resource.", "Bundle: bdl-7",
    help: "Keep only one of the entries.",
    unusablePart: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}, {"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let versionedFullUrl = rule(
    19, "fullurl-of-a-version", "A fullUrl must not have a version.", "Bundle: bdl-8",
    help: "Remove /_history and the version.",
    unusablePart: .value,
    fails:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1/_history/2", "resource": {"resourceType": "Patient", "id": "1"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "collection", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##
  )
  static let typeAlone = rule(
    20, "reference-type-alone", "A Reference must have a reference, an identifier or a display; a type alone is not enough.",
    "R4, References: Reference",
    help: "Add reference, identifier or display, or remove the Reference.",
    fails: ##"{"resourceType": "ServiceRequest", "status": "active", "intent": "order", "subject": {"type": "Patient"}}"##,
    passes:
      ##"{"resourceType": "ServiceRequest", "status": "active", "intent": "order", "subject": {"type": "Patient", "display": "Jane Roe"}}"##
  )
  static let linkTwice = rule(
    21, "link-relation-twice", "A bundle must have at most one link each for self, first, previous, next and last.",
    "Bundle: link; RFC 8288",
    help: "Keep only one link for each of these relations.",
    fails:
      ##"{"resourceType": "Bundle", "type": "searchset", "link": [{"relation": "next", "url": "http://example.org/fhir/Slot?page=2"}, {"relation": "next", "url": "http://example.org/fhir/Slot?page=3"}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "searchset", "link": [{"relation": "self", "url": "http://example.org/fhir/Slot?page=1"}, {"relation": "next", "url": "http://example.org/fhir/Slot?page=2"}]}"##
  )
  static let firstResource = rule(
    22, "first-resource",
    "A document must start with a Composition, a message with a MessageHeader (R4: bdl-11 and bdl-12, if there are entries).",
    "Documents; Messaging",
    help: "Put the Composition or MessageHeader first.",
    fails:
      ##"{"resourceType": "Bundle", "meta": {"profile": ["http://hl7.org/fhir/3.0/StructureDefinition/Bundle"]}, "type": "message", "entry": [{"fullUrl": "http://example.org/fhir/Patient/1", "resource": {"resourceType": "Patient", "id": "1"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "meta": {"profile": ["http://hl7.org/fhir/3.0/StructureDefinition/Bundle"]}, "type": "message", "entry": [{"fullUrl": "urn:uuid:6b9c59dd-675b-4026-98db-f608ef501e6e", "resource": {"resourceType": "MessageHeader", "event": {"system": "http://example.org/events", "code": "new"}, "timestamp": "2026-03-02T09:00:00Z", "source": {"endpoint": "http://example.org/sender"}}}]}"##
  )
  static let missingResource = rule(
    23, "entry-without-body",
    "An entry of a batch or transaction that creates, updates or patches a resource must contain the resource or the patch.",
    "RESTful API: batch/transaction",
    help: "Add the resource, or the Parameters or Binary with the patch, to the entry.",
    fails:
      ##"{"resourceType": "Bundle", "type": "transaction", "entry": [{"request": {"method": "POST", "url": "Patient"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": {"resourceType": "Patient", "active": true}, "request": {"method": "POST", "url": "Patient"}}]}"##
  )
  static let otherId = rule(
    24, "update-id-mismatch",
    "If an entry of a batch or transaction updates a resource, the resource must have the id in the URL of the request.",
    "RESTful API: update",
    help: "Use the same id in the resource and in request.url.",
    fails:
      ##"{"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": {"resourceType": "Patient", "id": "1"}, "request": {"method": "PUT", "url": "Patient/2"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": {"resourceType": "Patient", "id": "1"}, "request": {"method": "PUT", "url": "Patient/1"}}]}"##
  )
  static let otherType = rule(
    25, "request-type-mismatch",
    "If an entry of a batch or transaction creates or updates a resource, its type should be the type in the URL of the request.",
    "RESTful API: create; update",
    help: "Use the type of the resource in request.url.", severity: .warning,
    fails:
      ##"{"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": {"resourceType": "Patient", "active": true}, "request": {"method": "POST", "url": "Organization"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "transaction", "entry": [{"resource": {"resourceType": "Patient", "active": true}, "request": {"method": "POST", "url": "Patient"}}]}"##
  )
  static let responseStatus = rule(
    26, "response-status", "The status of a response in a bundle must start with an HTTP status code of three digits.",
    "Bundle: entry.response.status",
    // A warning, since HL7's own examples have other text.
    help: "Write the status code, such as 201 or 201 Created.", severity: .warning,
    fails:
      ##"{"resourceType": "Bundle", "type": "batch-response", "entry": [{"response": {"status": "OK"}}]}"##,
    passes:
      ##"{"resourceType": "Bundle", "type": "batch-response", "entry": [{"response": {"status": "200 OK"}}]}"##
  )

  /// Every rule about references, contained resources and bundles, in ascending order of code.
  static let all: [RuleDescriptor] = [
    invalid, unresolved, wrongTarget, mismatch, noBase, otherBase, notInBundle, unknownURN, noId, duplicateId, nested,
    unreferenced, meta, narrative, noFullUrl, relativeFullUrl, otherFullUrl, duplicateFullUrl, versionedFullUrl,
    typeAlone, linkTwice, firstResource, missingResource, otherId, otherType, responseStatus,
  ]

  private static func rule(
    _ number: Int, _ name: String, _ requirement: String, _ clause: String, help: String, severity: Severity = .error,
    unusablePart: UnusablePart? = nil,
    fails: String,
    passes: String
  ) -> RuleDescriptor {
    var rule = RuleDescriptor(
      code: RuleFamily.references.code(number), name: name, severity: severity, type: .structure,
      requirement: requirement, clause: "FHIR, \(clause)", help: help, fails: fails, passes: passes)
    rule.unusablePart = unusablePart
    return rule
  }
}
