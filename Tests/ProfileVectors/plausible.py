"""Plausible values, and content that FHIR's own constraints require in addition to a profile's."""

import base64
import hashlib

from definitions import listed

HOST = "https://clinic.example.nhs.uk/"
SERVER = HOST + "fhir/"
DIV = '<div xmlns="http://www.w3.org/1999/xhtml">fixture</div>'

PRIMITIVES = {
    "boolean": True, "integer": 4, "unsignedInt": 4, "positiveInt": 4, "decimal": 4.5, "string": "Fixture",
    "markdown": "Fixture", "uri": HOST + "fixture", "url": HOST + "fixture", "canonical": HOST + "fixture", "code": "fixture",
    "id": "fixture", "oid": "urn:oid:2.999.1", "uuid": "urn:uuid:0d6a3f34-2d3b-4d0c-9b54-6d1f8f2f4a77",
    "base64Binary": "Zml4dHVyZQ==", "date": "2026-05-04", "dateTime": "2026-05-04T09:00:00Z",
    "instant": "2026-05-04T09:00:00Z", "time": "09:00:00", "xhtml": DIV,
}

COMPLEX = {
    "CodeableConcept": {"text": "fixture"}, "Coding": {"system": SERVER + "CodeSystem/fixture", "code": "fixture"},
    "Identifier": {"system": HOST + "Id/fixture", "value": "1"}, "HumanName": {"family": "Fixture"},
    "Address": {"city": "Leeds"}, "ContactPoint": {"system": "phone", "value": "01632 960001"},
    "Period": {"start": "2026-05-04"}, "Quantity": {"value": 4, "unit": "mm"}, "SimpleQuantity": {"value": 4},
    "Age": {"value": 4, "system": "http://unitsofmeasure.org", "code": "a"},
    "Duration": {"value": 4, "system": "http://unitsofmeasure.org", "code": "min"}, "Annotation": {"text": "fixture"},
    "Attachment": {"contentType": "text/plain", "url": HOST + "fixture"}, "Range": {"low": {"value": 1}},
    "Ratio": {"numerator": {"value": 1}, "denominator": {"value": 2}}, "Timing": {"event": ["2026-05-04"]},
    "SampledData": {"origin": {"value": 1}, "period": 1, "dimensions": 1, "data": "1"}, "Dosage": {"text": "fixture"},
    "Narrative": {"status": "generated", "div": DIV}, "Meta": {"versionId": "1"}, "ContactDetail": {"name": "fixture"},
    "Money": {"value": 4}, "RelatedArtifact": {"type": "documentation"},
    "Expression": {"language": "text/fhirpath", "expression": "true"},
}

# The codes to prefer if a value set has them: they require the least of the elements around them.
CODES = ("application/pdf", "en", "GB", "acute", "display")

IDENTIFIERS = {
    "https://fhir.nhs.uk/Id/nhs-number": "9990000018", "https://fhir.nhs.uk/Id/ods-organization-code": "RBA01",
    "https://fhir.nhs.uk/Id/ods-site-code": "RBA01", "https://fhir.nhs.uk/Id/sds-user-id": "999900000012",
    "https://fhir.nhs.uk/Id/sds-role-profile-id": "999900000034", "https://fhir.hl7.org.uk/Id/gmc-number": "C9900001",
    "https://fhir.hl7.org.uk/Id/gmp-number": "G9900001", "https://fhir.hl7.org.uk/Id/din-number": "990001",
    "https://fhir.hl7.org.uk/Id/gphc-number": "2990001", "https://fhir.hl7.org.uk/Id/nmc-number": "99A0001E",
    "https://fhir.hl7.org.uk/Id/hcpc-number": "PA990001", "https://fhir.hl7.org.uk/Id/nhsbsa-spurious-code": "G6990001",
}


def typed(value, type):
    """The JSON form of a value that the definitions give as text."""
    if type == "boolean":
        return value in (True, "true")
    if type in ("integer", "positiveInt", "unsignedInt"):
        return int(value)
    return float(value) if type == "decimal" else value


def primitive(position):
    """A value of a primitive type without constraints."""
    sets = [(e.value_set() or "").lower() for e in position.elements]
    if position.type == "code" and (position.name in ("contentType", "format") or any("mime" in s for s in sets)):
        return "application/fhir+json" if position.name == "format" else "application/pdf"
    if (position.type, position.name) == ("code", "language"):
        return "en"
    if (position.type, position.name) == ("uri", "system"):
        return HOST + "Id/fixture"
    value = PRIMITIVES[position.type]
    if position.type in ("string", "code", "markdown"):
        longest = [int(e.definition["maxLength"]) for e in position.elements if e.definition.get("maxLength")]
        return value[: min(longest, default=None)]
    return value


def complete(body, maker):
    """Adds what FHIR's own constraints, and those of the NHS's profiles, require in a resource and in everything inside it."""
    for inner in list(body.values()):
        for item in inner if isinstance(inner, list) else [inner]:
            if isinstance(item, dict):
                complete(item, maker)
    if body.get("system") in IDENTIFIERS and body.get("value") in ("Fixture", "1"):
        body["value"] = IDENTIFIERS[body["system"]]
    if isinstance(body.get("hash"), str):
        content = base64.b64decode(body.get("data", PRIMITIVES["base64Binary"]))
        body["hash"] = base64.b64encode(hashlib.sha1(content).digest()).decode()
        if "data" in body and "size" in body:
            body["size"] = len(content)
    if "code" in body and isinstance(body.get("value"), (int, float)):
        body.setdefault("system", "http://unitsofmeasure.org")
    if isinstance(body.get("reference"), str):
        if maker.profile["url"].startswith("https://fhir.nhs.uk/StructureDefinition/"):
            body.setdefault("display", "Fixture")
        if "type" in body:
            body["type"] = body["reference"].split("/")[-2]
    action = ACTIONS.get(body.get("resourceType"))
    if action and (body["resourceType"] == maker.profile["type"] or action is bundle):
        action(body, maker)


def allows(maker, name):
    """Whether the profile permits an element of its resource without fixing its value."""
    return not any(c.name == name and (c.max == 0 or c.fixed is not None) for c in maker.root.elements[0].children)


def clinical(body, maker):
    code = "active" if maker.release.version == "3.0" else {
        "coding": [{"system": f"http://terminology.hl7.org/CodeSystem/{body['resourceType'].lower()}-clinical", "code": "active"}]}
    if allows(maker, "clinicalStatus"):
        body.setdefault("clinicalStatus", code)
    elif allows(maker, "verificationStatus"):
        body["verificationStatus"] = "entered-in-error"


def organization(body, maker):
    if allows(maker, "name"):
        body.setdefault("name", "Fixture Surgery")


def consent(body, maker):
    if not {"policy", "policyRule"} & set(body):
        body.update({"policy": [{"uri": SERVER + "policy"}]} if allows(maker, "policy") else {"policyRule": SERVER + "policy"})
    if "scope" in body:
        body.setdefault("patient", {"display": "Fixture"})


def capability_statement(body, maker):
    body.setdefault("description", "Fixture")
    if body.get("kind") == "instance":
        body.setdefault("implementation", {"description": "Fixture"})


def composition(body, maker):
    for section in body.get("section", []):
        if not {"text", "entry", "section"} & set(section):
            section["text"] = {"status": "generated", "div": DIV}


def medication_administration(body, maker):
    if "dosage" in body and not any(k.startswith(("dose", "rate")) for k in body["dosage"]):
        body["dosage"]["dose"] = {"value": 4, "unit": "mL"}


def immunization(body, maker):
    if "reasonNotGiven" in body.get("explanation", {}):
        if body.get("notGiven") is False:
            del body["explanation"]["reasonNotGiven"]
        else:
            body["notGiven"] = True


def appointment(body, maker):
    for participant in body.get("participant", []):
        if not {"type", "actor"} & set(participant):
            participant["actor"] = {"reference": SERVER + "Patient/1"}
    if body.get("status") not in ("proposed", "cancelled", "waitlist"):
        body.setdefault("start", "2026-05-04T09:00:00Z")
        body.setdefault("end", "2026-05-04T09:10:00Z")


def questionnaire_response(body, maker):
    for item in body.get("item", []):
        if {"answer", "item"} <= set(item):
            del item["item"]


def parameters(body, maker):
    for parameter in body.get("parameter", []):
        contents = [k for k in parameter if k in ("resource", "part") or k.startswith("value")]
        for extra in contents[1:]:
            del parameter[extra]
        if not contents:
            parameter["valueString"] = "Fixture"


def observation(body, maker):
    if any(e.startswith("value.exists()") for e in expressions(maker.root.elements[0])):
        if not any(k.startswith("value") for k in body):
            body["valueString"] = "Fixture"
    category = maker.root.elements[0].child("category")
    if any("coding.code='vital-signs'" in e for e in expressions(category)):
        body["category"] = [{"coding": [{"system": "http://hl7.org/fhir/observation-category", "code": "vital-signs"}]}]
    for component in body.get("component", []):
        if component.get("code") == body.get("code"):
            component["code"]["coding"][0]["code"] = "8480-6"


def expressions(element):
    """The constraints of an element."""
    return [c.get("expression", "") for c in listed(element.definition.get("constraint"))]


def value_set(body, maker):
    body.setdefault("compose", {"include": [{"system": SERVER + "CodeSystem/fixture"}]})


def bundle(body, maker):
    """Entries get a fullUrl; a document gets an identifier, a time and the resources to which its Composition refers.

    A document or message starts with a Composition or MessageHeader, unless the profile determines its first resource.
    """
    first = FIRST.get(body.get("type"))
    if first:
        body.setdefault("entry", [{"resource": {"resourceType": "Basic"}}])
    if first and body["entry"][0].get("resource", {}).get("resourceType") == "Basic":
        body["entry"][0]["resource"] = maker.__class__(maker.release, maker.release.type(first)).resource(2)
    for number, entry in enumerate(body.get("entry", []), 1):
        if entry.get("response", {}).get("status") == PRIMITIVES["string"]:
            entry["response"]["status"] = "200"
        if "resource" in entry:
            entry["resource"]["id"] = str(number)
            entry["fullUrl"] = f"{SERVER}{entry['resource']['resourceType']}/{number}"
    if body.get("type") == "document":
        identifier = body.setdefault("identifier", {})
        identifier.setdefault("system", HOST + "Id/fixture")
        identifier.setdefault("value", "1")
        if maker.release.version == "4.0":
            body.setdefault("timestamp", "2026-05-04T09:00:00Z")
    if body.get("type") in ("document", "message") and body.get("entry"):
        add_referenced_resources(body, maker)


# The type of the first resource of a Bundle, by the type of the Bundle.
FIRST = {"document": "Composition", "message": "MessageHeader"}


def add_referenced_resources(body, maker):
    for reference in references(body["entry"][0].get("resource", {})):
        type = reference["reference"].split("/")[-2]
        url = next((e["fullUrl"] for e in body["entry"] if e.get("resource", {}).get("resourceType") == type), None)
        if url is None:
            number = len(body["entry"]) + 1
            resource = maker.__class__(maker.release, maker.release.type(type)).resource(2)
            url = f"{SERVER}{type}/{number}"
            body["entry"].append({"fullUrl": url, "resource": {**resource, "id": str(number)}})
        reference["reference"] = url


def references(value):
    """All references to resources on the server of the payloads."""
    if isinstance(value, dict):
        if str(value.get("reference", "")).startswith(SERVER):
            yield value
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


ACTIONS = {
    "AllergyIntolerance": clinical, "Condition": clinical, "Organization": organization, "Consent": consent,
    "CapabilityStatement": capability_statement, "Composition": composition, "Immunization": immunization,
    "MedicationAdministration": medication_administration, "Appointment": appointment, "Parameters": parameters,
    "QuestionnaireResponse": questionnaire_response, "Observation": observation, "Bundle": bundle, "ValueSet": value_set,
}
