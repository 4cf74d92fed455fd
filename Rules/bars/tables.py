#!/usr/bin/env python3
"""Writes the rule files of BaRS's payload tables from the tables as they are printed.

    Rules/bars/tables.py FOLDER

FOLDER contains the tables, one row per line, with page section, resource, path, necessity, cardinality, example and
guidance separated by tabs. The examples come from TestVectors/bars. The output was reviewed row by row against the guidance;
facts that the columns do not give are in the tables below: typos, values, references, and rows that other rules cover. Each
row becomes one rule, whose code follows from its position.
"""

import csv, difflib, json, pathlib, re, sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(ROOT / "TestVectors"))
import vectors

NHS = "https://fhir.nhs.uk/StructureDefinition/"
UK = "https://fhir.hl7.org.uk/StructureDefinition/"

# ---- Facts that the columns do not give ------------------------------------------------------------------------------

# Typos in printed paths, in order: a part of the printed path, and its correction.
TYPOS = [
    ("Bundle.entry(s)", "Bundle.entry"),
    ("entry.resourceType", "entry.resource"),
    (".eventcoding", ".eventCoding"),
    (".lastupdated", ".lastUpdated"),
    (".LastUpdated", ".lastUpdated"),
    (".LastUpdate", ".lastUpdated"),
    (".actor.status", ".status"),
    (".urlvaluePositiveInt", ".valuePositiveInt"),
    (".Communication.Language.preferred", ".communication.preferred"),
    (".Communication.Language", ".communication.language"),
    (".Communication", ".communication"),
    (".Organisation", ".organization"),
    (".referrence", ".reference"),
    ("Schdeule.", "Schedule."),
    ("Schedule.system", "Schedule.identifier.system"),
    ("Schedule.value", "Schedule.identifier.value"),
    (".serviceCategory.system", ".serviceCategory.coding.system"),
    (".serviceCategory.code", ".serviceCategory.coding.code"),
    (".serviceCategory.display", ".serviceCategory.coding.display"),
    (".codingcode", ".coding.code"),
    (".basedOnreference", ".basedOn.reference"),
    (".subjectreference", ".subject.reference"),
    (".extension.url.value", ".extension.value"),
    (".cancellationReason", ".cancelationReason"),
]

# Which of several elements with the same name a table is about.
FILTERS = {
    "MessageHeader.extension": f"where(url = '{NHS}CDSSExtension')",
    "Patient.extension": f"where(url = '{UK}Extension-UKCore-EthnicCategory')",
    "Patient.identifier.extension": f"where(url = '{UK}Extension-UKCore-NHSNumberVerificationStatus')",
    "Patient.contact.extension": f"where(url = '{UK}Extension-UKCore-ContactRank')",
}
# Rows that an edition added to a table: their code, and the edition.
ADDED = {("booking-cancel", "Bundle.meta.versionId"): ("BRS429", "1.5.0")}
# Only an NHS number has a verification status.
NUMBER = ("Patient.identifier.extension", "Patient.identifier.where(system = 'https://fhir.nhs.uk/Id/nhs-number').extension")

# Rules that cover rows of any table: those of message.json and every-resource.json.
COVERED_BY = {
    "Bundle": "BRS010",
    "Bundle.type": "BRS010",
    "Bundle.entry": "BRS010",
    "MessageHeader.eventCoding": "BRS011",
    "MessageHeader.eventCoding.system": "BRS011",
    "MessageHeader.eventCoding.code": "BRS011",
    "MessageHeader.focus": "BRS013",
    "MessageHeader.focus.reference": "BRS013",
    "MessageHeader.destination.receiver": "BRS014",
    "MessageHeader.destination.receiver.reference": "BRS014",
}
# Rows that the row of another path in the same table covers.
COVERED_WITH = {
    "MessageHeader.extension.url": "MessageHeader.extension",
    "MessageHeader.extension.extension": "MessageHeader.extension.extension.url",
    "Patient.extension.url": "Patient.extension",
    "Patient.identifier.extension.url": "Patient.identifier.extension",
    "Patient.contact.extension.url": "Patient.contact.extension",
    "Appointment.basedOn.reference": "Appointment.basedOn",
    "HealthcareService.location.reference": "HealthcareService.location",
}
# Rules that report the same mistake in less detail; if `meta` is missing, so is the time in it.
COVERS = {
    "Appointment.status": ["BRS012"],
    "Appointment.participant.status": ["LNT008"],
    "Bundle.entry.fullUrl": ["REF015"],
    "Bundle.entry.resource": ["bdl-5"],
    "Appointment.start": ["app-2", "app-3"],
    "Appointment.end": ["app-2", "app-3"],
    "Appointment.participant.actor": ["app-1"],
    "MessageHeader.destination.endpoint": ["BRS014"],
    "MessageHeader.source.endpoint": ["BRS014"],
}
# The assurance requirements that rows of booking requests check: see the pack bars-assurance.
CONTACT = ["BS-PAT-CON", "BR-PAT-CON"]
ASSURANCE = {
    "Patient.contact": CONTACT,
    "Patient.contact.extension": CONTACT,
    "Patient.contact.extension.valuePositiveInt": CONTACT,
    "Patient.contact.telecom": ["BS-PATIENT-RESO-PHONE"],
    "Patient.contact.telecom.system": ["BS-PATIENT-RESO-PHONE"],
    "Patient.contact.telecom.value": ["BS-PATIENT-RESO-PHONE"],
}
# Elements that only a Receiver writes, in its response.
ASSIGNED = [
    "Appointment.id",
    "Appointment.created",
    "ServiceRequest.id",
    "Patient.id",
    "Organization.id",
    "Practitioner.id",
    "PractitionerRole.id",
]
ASSIGNED_REASON = (
    "Values assigned by the Receiver appear in its response and in later messages: a payload does not show whether it is a "
    "request or a response."
)

# The types of the resources that references must refer to.
TARGETS = {
    "Appointment.slot.reference": "Slot",
    "Patient.generalPractitioner.reference": "Organization",
    "HealthcareService.providedBy.reference": "Organization",
    "ServiceRequest.subject.reference": "Patient",
    "ServiceRequest.encounter.reference": "Encounter",
    "ServiceRequest.basedOn.reference": "CarePlan",
    "Appointment.basedOn": "ServiceRequest",
    "HealthcareService.location": "Location",
    "Schedule.actor.reference": ["HealthcareService", "PractitionerRole", "Practitioner"],
}
# References that the tables require to resolve to an entry: a cancellation contains no Slot.
LOCAL = {
    "booking": ["Appointment.slot.reference", "Appointment.participant.actor.reference"],
    "booking-cancel": ["Appointment.participant.actor.reference"],
}
STATUS = "https://fhir.hl7.org.uk/CodeSystem/UKCore-NHSNumberVerificationStatus"
STATUS_CODING = "Patient.identifier.extension.valueCodeableConcept.coding"
REASON = "https://fhir.nhs.uk/CodeSystem/message-reason-bars"
CATEGORY = "https://fhir.nhs.uk/CodeSystem/usecases-categories-bars"
REFERRAL = "https://fhir.nhs.uk/CodeSystem/message-category-servicerequest"
# The codings whose system the tables fix, and that system: their code and display are required, whatever other codings have.
CODINGS = {"MessageHeader.reason.coding": REASON, "ServiceRequest.category.coding": REFERRAL}


# The code systems of the value sets UKCore-PersonRelationshipType and UKCore-PractitionerRoleCode.
RELATIONSHIPS = [
    "http://terminology.hl7.org/CodeSystem/v2-0131",
    "http://terminology.hl7.org/CodeSystem/v3-RoleCode",
    "https://fhir.hl7.org.uk/CodeSystem/UKCore-AdditionalPersonRelationshipRole",
]
ROLES = ["http://snomed.info/sct", "http://terminology.hl7.org/CodeSystem/practitioner-role"]

# Rows whose parent is not required by any row of their table: these rows report a parent that has only extensions.
ABSENT = {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "unknown"}]}
OPTIONAL_PARENTS = ["Appointment.serviceCategory.coding"]

# Rows in one application's table that apply to all: FHIR requires these elements in every such resource.
SHARED = ["Slot.schedule", "Slot.status", "Slot.start", "Slot.end", "Schedule.actor"]
# How a requirement states a cardinality of resources.
COUNTED = {"1..1": "contains exactly one {}", "2..*": "contains at least two {}s", "0..*": "may contain any number of {}s"}
# The contact with rank 1.
FIRST_CONTACT = f"Patient.contact.where(extension.url = '{UK}Extension-UKCore-ContactRank' and extension.valuePositiveInt = '1')"
# The coding that identifies an application; that of application 7 may be a use case or a service.
CATEGORY_FILTERS = {"1-and-2": f"where(system = '{CATEGORY}')"}


def listed(target):
    return target if isinstance(target, list) else [target]


def canonical(url):
    return {"pattern": {"matches": re.escape(url).replace("\\-", "-") + "([|].+)?", "called": url}}


def values(table):
    """Values by path: the check, and the start of the path within which one match is enough, if any."""
    event = "servicerequest-request" if table.id == "referral-cancel" else "booking-request"
    cancelled = "-cancelled" if table.id != "booking" else ""
    facts = {
        "Bundle.meta.profile": (canonical(NHS + "BARSBundleMessage"), "Bundle.meta"),
        "MessageHeader.meta.profile": (canonical(f"{NHS}BARSMessageHeader-{event}"), "MessageHeader.meta"),
        "MessageHeader.definition": (canonical(f"https://fhir.nhs.uk/MessageDefinition/bars-message-{event}{cancelled}"), None),
        "MessageHeader.destination.endpoint": (
            {"pattern": {"matches": "[^| ]+[|][^| ]+", "called": "a system and a service id separated by |"}},
            None,
        ),
        "MessageHeader.source.endpoint": (
            {"pattern": {"matches": "[^| ]+[|][^| ]+", "called": "a system and a service id separated by |"}},
            None,
        ),
        "MessageHeader.reason.coding.system": ({"fixed": {"value": REASON}}, "MessageHeader.reason"),
        # The extension's own definition spells these differently from the table: both are accepted.
        "MessageHeader.extension.extension.url": (
            {"oneOf": {"values": ["requesterCDSSSoftware", "RequesterCDSSsoftware"]}},
            "MessageHeader.extension",
        ),
        "MessageHeader.extension.extension.url#2": (
            {"oneOf": {"values": ["requesterCDSSVersion", "RequesterCDSSversion"]}},
            "MessageHeader.extension",
        ),
        "Appointment.participant.status": ({"fixed": {"value": "accepted"}}, "Appointment"),
        STATUS_CODING + ".system": ({"fixed": {"value": STATUS}}, None),
        "ServiceRequest.status": ({"oneOf": {"values": ["revoked", "entered-in-error"]}}, None),
        "ServiceRequest.intent": ({"fixed": {"value": "plan"}}, None),
        "ServiceRequest.category.coding.system": (
            {"fixed": {"value": REFERRAL}},
            "ServiceRequest.category",
        ),
        "Patient.contact.relationship.coding.system": ({"oneOf": {"values": RELATIONSHIPS}}, "Patient.contact.relationship"),
        "Appointment.status": (
            {
                "oneOf": {
                    "values": (
                        ["booked", "cancelled", "entered-in-error"]
                        if table.id == "booking"
                        else ["cancelled", "entered-in-error"]
                    )
                }
            },
            None,
        ),
    }
    if table.id == "booking":
        facts[STATUS_CODING + ".code"] = (
            {"oneOf": {"values": ["number-present-and-verified", "number-present-but-not-traced"]}},
            None,
        )
    if table.id == "referral-cancel":
        # The printed core allows both update and delete for a cancellation.
        facts["MessageHeader.reason.coding.code"] = ({"oneOf": {"values": ["delete", "update"]}}, "MessageHeader.reason")
    return facts


class Table:
    def __init__(self, id, title, document, first, folder, example):
        self.id, self.title, self.document, self.first, self.folder = id, title, document, first, folder
        # The example for the rows that all applications share, and those for the rows of one application.
        self.examples = {"": self.read(example)}

    @staticmethod
    def read(example):
        return json.loads(vectors.read(f"bars/{example}.txtar/complete.json"))


# ---- Reading ---------------------------------------------------------------------------------------------------------


def rows(file, section):
    with open(file, newline="") as text:
        lines = csv.DictReader(text, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [dict(row, scope="") for row in lines if row["page_section"] == section]


def merged(first, second):
    """The rows of two applications in one order; the scope of a row that only one has names the application."""
    key = lambda row: (row["path"], row["necessity"])
    result = []
    for kind, a, b, c, d in difflib.SequenceMatcher(
        None, [*map(key, first)], [*map(key, second)], autojunk=False
    ).get_opcodes():
        if kind == "equal":
            result += first[a:b]
        else:
            result += [dict(row, scope="1-and-2") for row in first[a:b]] + [dict(row, scope="7") for row in second[c:d]]
    for row in result:
        # These are about a cancelled booking, to which no other row of the table applies.
        if row["path"].startswith("Appointment.cancellationReason"):
            row["scope"] = "7-cancelled"
        elif row["path"] in SHARED:
            row["scope"] = ""
    return result


def corrected(path):
    for printed, right in TYPOS:
        path = path.replace(printed, right)
    return path


# ---- Paths in the example, as the linter evaluates them --------------------------------------------------------------

STEP = re.compile(r"\.?(where\((?P<a>\w+) = '(?P<v>[^']*)'\)|(?P<n>\w+))")


def select(path, document):
    """The elements that a path selects in a document, as pairs of FHIRPath and value."""
    steps = [*STEP.finditer(path)]
    head = steps[0]["n"]
    nodes = [(head, document)]
    if document["resourceType"] != head:
        nodes = [
            (f"Bundle.entry[{i}].resource", entry["resource"])
            for i, entry in enumerate(document.get("entry", []))
            if entry["resource"]["resourceType"] == head
        ]
    for step in steps[1:]:
        if step["n"] is None:
            nodes = [node for node in nodes if node[1].get(step["a"]) == step["v"]]
            continue
        below = []
        for place, node in nodes:
            value = node.get(step["n"]) if isinstance(node, dict) else None
            name = re.sub(r"^(value|occurrence|event)[A-Z].*", r"\1", step["n"])
            if isinstance(value, list):
                below += [(f"{place}.{name}[{i}]", item) for i, item in enumerate(value)]
            elif value is not None:
                below.append((f"{place}.{name}", value))
        nodes = below
    return nodes


def repeats(path, document):
    return any(place.endswith("]") for place, _ in select(path, document))


# ---- Rules -----------------------------------------------------------------------------------------------------------


def alternatives(names):
    """A list in words: `a`, `a or b`, `a, b or c`."""
    return " or ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def a_or_an(name):
    """The name with its article."""
    return ("an " if name[0] in "AEIO" else "a ") + name


def filtered(path):
    """A path with the conditions that select the element it is about."""
    for start, condition in FILTERS.items():
        if path == start or path.startswith(start + "."):
            path = f"{start}.{condition}{path[len(start):]}"
    return path.replace(*NUMBER)


def split(path):
    """A path's parent and last name; a condition belongs to the preceding name."""
    parts = re.findall(r"where\([^)]*\)|[^.]+(?=\.where)|[^.]+", re.sub(r"\((.*?)\)", lambda m: m[0].replace(".", "\0"), path))
    parts = [part.replace("\0", ".") for part in parts]
    last = len(parts) - (2 if parts[-1].startswith("where") else 1)
    return ".".join(parts[:last]), parts[last]


def parents(path):
    while True:
        path = split(path)[0]
        if not path:
            return
        yield path


def plain(path):
    return re.sub(r"\.where\([^)]*\)", "", path)


def enough(path, keyword, document):
    """The element within which one match is enough: a table describes one coding among others, and a SHOULD row need not
    be met by each of several elements."""
    parent = split(path)[0]
    if keyword == "MUST":
        return filtered(split(plain(parent))[0]) if plain(parent).endswith(".coding") else None
    some = None
    for place in [*parents(path)]:
        if repeats(place, document) and "." in place:
            some = split(place)[0]
    return some


def missing(path, some, document):
    """The places of the findings if the element that a path selects is missing."""
    places = [place for place, _ in select(split(path)[0], document)]
    if some and len(places) > 1:
        return [place for place, _ in select(some, document)]
    return places


def change(path, value, document, some):
    found = [place for place, _ in select(path, document)]
    if some and len(found) > 1:
        found = [place for place, _ in select(some, document)]
    return {"with": {path: value}, "finds": found}


def beside(path, name, document):
    """An example in which the coding that a table is about lacks an element that another coding has."""
    resource, element, _, _ = path.split(".")
    other = {"system": "https://northfield.nhs.uk/CodeSystem/local", "code": "n1", "display": "Local"}
    coding = select(split(path)[0], document)[0][1]
    value = {"coding": [{k: v for k, v in coding.items() if k != name}, other]}
    repeated = isinstance(document[element], list)
    finds = f"{resource}.{element}{'[0]' if repeated else ''}.coding[0]"
    return {"document": {"resourceType": resource, element: [value] if repeated else value}, "finds": [finds]}


def with_other(path, coding, document):
    """An example in which the verification status has a coding of another system next to the given one."""
    other = {"system": "https://northfield.nhs.uk/CodeSystem/local", "code": "n1", "display": "Local"}
    concept = split(split(filtered(path))[0])[0]
    return {concept: {"coding": [{**select(filtered(STATUS_CODING), document)[0][1], **coding}, other]}}


def rule(row, table, document):
    path = corrected(row["path"])
    keyword = row["necessity"] or "MUST"
    at = filtered(path)
    if path in ("Appointment.serviceCategory.coding.code", "Appointment.serviceCategory.coding.display") and row["scope"] in CATEGORY_FILTERS:
        at = at.replace(".coding.", f".coding.{CATEGORY_FILTERS[row['scope']]}.")
    if split(path)[0] in CODINGS and not path.endswith(".system"):
        at = at.replace(".coding.", f".coding.where(system = '{CODINGS[split(path)[0]]}').")
    if keyword == "MAY" and split(path)[0] == STATUS_CODING:
        at = at.replace(".coding.", f".coding.where(system = '{STATUS}').")
    parent, name = split(at)
    parts, fails = [], []
    some = enough(at, keyword, document)
    subject = f"`{plain(parent)}`"
    requirement = f"{'At least one' if some else 'Each'} {subject} has `{name}`"
    if some and keyword == "MUST":
        requirement = f"Each `{plain(some)}` has a coding with `{name}`"
    if some and split(path)[0] in CODINGS and name != "system":
        requirement = f"In each `{plain(some)}`, the coding of {CODINGS[split(path)[0]]} has `{name}`"
    fact = values(table).get(path + ("#2" if row["again"] and path.endswith("url") else ""))
    if keyword == "MAY":
        if path in TARGETS:
            parts.append(
                {"at": at, "check": {"reference": {"to": listed(TARGETS[path])}}, "fix": f"Refer to {a_or_an(TARGETS[path])}."}
            )
            requirement = f"Each `{path}` refers to {a_or_an(TARGETS[path])}"
        else:
            parts.append(
                {
                    "at": at,
                    "check": {
                        "pattern": {
                            "matches": "Number present (and[ -]verified|but not traced)",
                            "called": "the display text of a status code",
                        }
                    },
                    "fix": "Use the display text of the code.",
                }
            )
            fails.append(change(at, "Traced", document, None))
            requirement = f"Each `{path}` is the display text of a status code"
    elif fact and (keyword == "MUST"):
        check, some = fact
        some = filtered(some) if some else None
        part = {"at": at, "check": check, "required": True}
        if some and some != parent and not path.endswith(".url"):
            # If the parent is missing, its own row reports it.
            del part["required"]
            inner = enough(at, keyword, document)
            parts.append({"at": at, "check": {"present": {}}, **({"some": inner} if inner else {}), "fix": f"Add `{name}`."})
        if some:
            part["some"] = some
        want = next(iter(check.values()))
        wanted = want.get("value") or want.get("called") or alternatives([f"`{value}`" for value in want["values"]])
        wanted = wanted if "values" in want or " " in wanted else f"`{wanted}`"
        part["fix"] = f"Set `{name}` to {wanted}."
        parts.append(part)
        fails.append(change(at, "another", document, some))
        missed = (
            missing(at, parts[0].get("some"), document) if len(parts) > 1 else [p for p, _ in select(some or parent, document)]
        )
        fails.append({"without": [at], "finds": missed})
        requirement = f"{'One ' if path.endswith('.url') or some else ''}`{path}` is {wanted}"
        if some and split(path)[0] == f"{some}.coding":
            requirement = f"In each `{some}`, one `coding.{name}` is {wanted}"
            if split(path)[0] in CODINGS and name != "system":
                requirement = f"In each `{some}`, the `{name}` of the coding of {CODINGS[split(path)[0]]} is {wanted}"
    else:
        part = {"at": at, "check": {"present": {}}}
        if some:
            part["some"] = some
        url = re.search(r"where\(url = '([^']*)'\)$", at)
        part["fix"] = f"Add the extension `{url[1]}`." if url else f"Add `{name}`."
        if url:
            requirement = f"{'At least one' if some else 'Each'} {subject} has the extension {url[1].rsplit('/', 1)[1]}"
        parts.append(part)
        fails.append({"without": [at], "finds": missing(at, some, document)})
        if path in OPTIONAL_PARENTS:
            parts.append({"at": parent, "check": {"valued": {}}, "fix": f"Add `{name}`."})
            fails.append({"with": {at: ABSENT}, "finds": [p for p, _ in select(at, document)]})
        if fact:
            want = next(iter(fact[0].values()))
            wanted = f"`{want['value']}`" if "value" in want else alternatives([f"`{v}`" for v in want["values"]])
            part = {"keyword": "MUST", "at": at, "check": fact[0], "fix": f"Set `{name}` to {wanted}."}
            fails.append(change(at, "another", document, None))
            if split(path)[0] != STATUS_CODING:
                parts.append(part)
                requirement += f", which is {wanted}"
            else:
                concept = split(parent)[0]
                wrong = {"with": with_other(path, {name: "another"}, document)}
                if name == "system":
                    parts.append({**part, "some": concept})
                    requirement += f"; one coding in each `valueCodeableConcept` has the system {wanted}"
                    fails.append({**wrong, "finds": [p for p, _ in select(concept, document)]})
                else:
                    # If no coding has the system, the row is about any coding.
                    others = f"{concept}.where(coding.system != '{STATUS}')"
                    parts.append({**part, "at": f"{parent}.where(system = '{STATUS}').{name}"})
                    parts.append({**part, "at": f"{others}.coding.{name}", "some": others})
                    requirement += f"; in the coding of {STATUS} it is {wanted}"
                    fails.append({**wrong, "finds": [p for p, _ in select(at, document)]})
        if path == "PractitionerRole.code.coding.system":
            parts.append(
                {
                    "at": at,
                    "some": "PractitionerRole.code",
                    "check": {"oneOf": {"values": ROLES}},
                    "fix": f"Use a code of {alternatives(ROLES)}.",
                }
            )
            fails.append(change(at, "http://snomed.info/sctx", document, "PractitionerRole.code"))
            requirement += f", and one `system` in each `code` is {alternatives([f'`{value}`' for value in ROLES])}"
        if path in TARGETS:
            target = alternatives(listed(TARGETS[path]))
            parts.append(
                {
                    "keyword": "MUST",
                    "at": parent,
                    "check": {"reference": {"to": listed(TARGETS[path])}},
                    "fix": f"Refer to {a_or_an(target)}.",
                }
            )
            fails.append({"with": {at: "Device/17"}, "finds": [p for p, _ in select(parent, document)]})
            requirement = requirement.replace(f"has `{name}`", f"has a `{name}` to {a_or_an(target)}")
            if keyword == "MUST":
                del parts[-1]["keyword"]
        if path == "Appointment.participant.actor.reference":
            parts.append(
                {
                    "at": parent,
                    "check": {"reference": {"to": ["Patient"]}},
                    "some": "Appointment",
                    "fix": "Refer to the Patient.",
                }
            )
            fails.append({"with": {at: "Location/17"}, "finds": [p for p, _ in select(parent, document)]})
            requirement += ", and one refers to the Patient"
        if path in LOCAL.get(table.id, []):
            for part in parts[1:]:
                part["check"]["reference"]["within"] = True
                part["fix"] = part["fix"].replace("Refer to", "Refer to the fullUrl of")
            kind = {"Appointment.slot.reference": "Slot", "Appointment.participant.actor.reference": "Patient"}[path]
            for reference in (f"{kind}/17", "#p1"):
                fails.append({"with": {at: reference}, "finds": [p for p, _ in select(parent, document)]})
            requirement += " in the Bundle"
        if path == "Patient.contact.telecom.system":
            parts.append(
                {"at": FIRST_CONTACT + ".telecom", "check": {"present": {}}, "fix": "Add the phone number as `telecom`."}
            )
            parts.append(
                {
                    "at": FIRST_CONTACT + ".telecom.system",
                    "check": {"fixed": {"value": "phone"}},
                    "some": FIRST_CONTACT,
                    "fix": "Add the phone number of the contact with rank 1.",
                }
            )
            unranked = "Patient.where(contact.extension.valuePositiveInt != '1')"
            parts.append(
                {
                    "at": unranked + ".contact.telecom.system",
                    "check": {"fixed": {"value": "phone"}},
                    "some": unranked,
                    "fix": "Add the phone number of a contact.",
                }
            )
            fails.append({"with": {at: "email"}, "finds": [p for p, _ in select(at, document)]})
            fails.append({"without": [split(split(at)[0])[0] + ".telecom"], "finds": ["Patient.contact[0]"]})
            requirement += ", and the contact with rank 1 has a phone number"
        if path == "Patient.contact.extension.valuePositiveInt":
            parts.append(
                {
                    "at": at,
                    "check": {"fixed": {"value": "1"}},
                    "some": "Patient",
                    "fix": "Give rank 1 to the contact to call first.",
                }
            )
            fails.append({"with": {at: 2}, "finds": [p for p, _ in select(at, document)]})
            requirement = "Each contact has a rank in `valuePositiveInt`, and one of the ranks is 1"
    if split(path)[0] in CODINGS and name != "system":
        # If no coding has the system, the row is about any coding.
        system, element = CODINGS[split(path)[0]], split(split(path)[0])[0]
        others = f"{element}.where(coding.system != '{system}')"
        parts += [{**part, "at": f"{others}.coding.{name}", "some": others} for part in parts]
        fails.append(beside(path, name, document))
        fails.append({"without": [f"{element}.coding.system", f"{element}.coding.{name}"], "finds": missing(at, None, document)})
    return keyword, requirement + ".", parts, fails


def words(table, path, again):
    name = re.sub(r"(?<=[a-z0-9])(?=[A-Z])|\.", "-", path).lower()
    name = re.sub(r"-(codeable-concept|positive-int)", "", name)
    return f"bars-{table.id}-{name}" + (f"-{again + 1}" if again else "")


def build(table, rows):
    """The rows of a table as rules, each with the file that it belongs to."""
    seen, codes, result = {}, {}, []
    # A row that an edition added has a code of its own, so that the codes of the others do not move.
    added = [row for row in rows if (table.id, row["path"]) in ADDED]
    for index, row in enumerate([row for row in rows if row not in added] + added):
        path = corrected(row["path"])
        row["again"] = seen.get((path, ""), 0) if not row["scope"] else seen.get((path, row["scope"]), seen.get((path, ""), 0))
        seen[(path, row["scope"])] = row["again"] + 1
        row["code"] = f"BRS{table.first + index:03d}"
        if row in added:
            row["code"], row["since"] = ADDED[table.id, row["path"]]
        codes.setdefault(path, row["code"])
    assigned = next(row["code"] for row in rows if corrected(row["path"]) in ASSIGNED)
    for row in rows:
        path = corrected(row["path"])
        file = (
            f"application-{row['scope']}" if row["scope"] else re.sub(r"(?<=[a-z])(?=[A-Z])", "-", path.split(".")[0]).lower()
        )
        # Rows of one application are about several resources, and references of an Appointment are to other entries.
        whole = bool(row["scope"]) or path.startswith("Appointment") and table.id in LOCAL
        document = table.examples[row["scope"]]
        if not whole and document["resourceType"] != path.split(".")[0]:
            document = next(e["resource"] for e in document["entry"] if e["resource"]["resourceType"] == path.split(".")[0])
        name = words(table, path, row["again"]) + (f"-application-{row['scope']}" if row["scope"] else "")
        item = {"code": row["code"], "name": name, "keyword": row["necessity"] or "MUST"}
        if "since" in row:
            item["since"] = row["since"]
        if table.id == "booking" and path in ASSURANCE:
            item["assurance"] = ASSURANCE[path]
        covered = COVERED_BY.get(path)
        if path.endswith("meta.lastUpdated"):
            covered = "BRS003"
        elif "." not in path and path != "Bundle":
            covered = "BRS015"
        elif path in COVERED_WITH:
            covered = codes[COVERED_WITH[path]]
            if path == "MessageHeader.extension.extension" and row["again"]:
                covered = next(r["code"] for r in rows if corrected(r["path"]) == path + ".url" and r["again"])
        elif path == "MessageHeader.extension.extension.valueString" and row["again"]:
            covered = codes[path]
        elif path == "MessageHeader.reason.coding.code" and table.id == "booking-cancel":
            covered = None
        if table.id == "referral-cancel" and path == "MessageHeader.focus.reference":
            covered = None
        if "." not in path:
            item["requirement"] = f"The message {COUNTED[row['cardinality']].format(path)}."
        elif covered:
            parent, name = path.rsplit(".", 1) if "." in path else ("payload", path)
            item["requirement"] = f"Each `{parent}` has `{name}`."
        if row["path"] != path:
            item["printed"] = row["path"]
        if path in ASSIGNED:
            item["requirement"] = f"`{path}` is assigned by the Receiver."
            item["unchecked"] = ASSIGNED_REASON
            if row["code"] != assigned:
                item["coveredBy"] = assigned
        elif covered:
            item["coveredBy"] = covered
        else:
            if table.id == "referral-cancel" and path == "MessageHeader.focus.reference":
                item["keyword"] = "MUST"
                item["requirement"] = "Each focus is the ServiceRequest."
                item.update(
                    {
                        "at": "MessageHeader.focus",
                        "check": {"reference": {"to": ["ServiceRequest"]}},
                        "fix": "Refer to the ServiceRequest.",
                        "fails": [
                            {"with": {"MessageHeader.focus.reference": "Appointment/17"}, "finds": ["MessageHeader.focus[0]"]},
                            {
                                "document": {
                                    "resourceType": "MessageHeader",
                                    "focus": [{"reference": "ServiceRequest/17"}, {"reference": "Patient/17"}],
                                },
                                "finds": ["MessageHeader.focus[1]"],
                            },
                        ],
                    }
                )
            else:
                keyword, item["requirement"], parts, fails = rule(row, table, document)
                if path.endswith(".meta") or path in COVERS:
                    item["covers"] = COVERS.get(path, ["BRS003"])
                if path in LOCAL.get(table.id, []):
                    item["covers"] = ["BRS016", "REF002", "REF005", "REF006", "REF008"]
                if path in ("Appointment.basedOn", "HealthcareService.location"):
                    value = {
                        "Appointment.basedOn": {"resourceType": "Appointment", "basedOn": [{"reference": "CarePlan/17"}]},
                        "HealthcareService.location": {
                            "resourceType": "HealthcareService",
                            "location": [{"reference": "Device/17"}],
                        },
                    }[path]
                    where = path
                    if whole:
                        value = {"resourceType": "Bundle", "type": "message", "entry": [{"resource": value}]}
                        where = path.replace("Appointment", "Bundle.entry[0].resource")
                    fails = [{"document": value, "finds": [where + "[0]"]}]
                if len(parts) == 1:
                    item.update(parts[0])
                else:
                    item["parts"] = parts
                item["fails"] = fails
                if split(path)[0] == STATUS_CODING and path in values(table):
                    item["passes"] = [{"with": with_other(path, {}, document)}]
                resource = path.split(".")[0]
                if path.endswith(".meta") and not whole and resource not in ("Bundle", "MessageHeader"):
                    # A table is about the message's own resources.
                    item["passes"] = [
                        {"resourceType": "Appointment", "contained": [{"resourceType": resource, "id": "c1", "language": "en"}]}
                    ]
        result.append((file, whole, document, item))
    return result


# ---- Writing ---------------------------------------------------------------------------------------------------------

ORDER = [
    "code",
    "name",
    "keyword",
    "requirement",
    "since",
    "printed",
    "assurance",
    "covers",
    "coveredBy",
    "unchecked",
    "at",
    "some",
    "check",
    "required",
    "parts",
    "fix",
    "passes",
    "fails",
]


def inline(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{json.dumps(k)}: {inline(v)}" for k, v in value.items()) + " }" if value else "{}"
    if isinstance(value, list):
        return "[" + ", ".join(inline(v) for v in value) + "]"
    return json.dumps(value, ensure_ascii=False)


def pretty(value, indent, prefix=0):
    """JSON in which values longer than a line are broken."""
    text = inline(value)
    if len(text) + indent + prefix <= 126 or not isinstance(value, (dict, list)) or not value:
        return text
    pad = " " * (indent + 2)
    if isinstance(value, dict):
        return (
            "{ " + (",\n" + pad).join(f"{json.dumps(k)}: {pretty(v, indent + 2, len(k) + 4)}" for k, v in value.items()) + " }"
        )
    return "[\n" + pad + (",\n" + pad).join(pretty(v, indent + 2) for v in value) + " ]"


def rule_text(item):
    head = ", ".join(f"{json.dumps(k)}: {inline(item[k])}" for k in ["code", "name", "keyword"])
    lines = ["    { " + head]
    for key in ORDER[3:]:
        if key not in item:
            continue
        text = f"{json.dumps(key)}: {pretty(item[key], 6, len(key) + 4)}"
        # A path, its check and the fix share a line if there is room.
        if key in ("some", "check", "required", "fix") and "\n" not in text and len(lines[-1]) + len(text) < 124:
            lines[-1] += ", " + text
        else:
            lines.append("      " + text)
    return ",\n".join(lines) + " }"


def write(table, built):
    files = {}
    for file, whole, document, item in built:
        files.setdefault(file, (whole, document, []))[2].append(item)
    folder = ROOT / "Rules/bars" / table.folder
    folder.mkdir(exist_ok=True)
    for file, (whole, document, items) in files.items():
        resource = document["resourceType"]
        scoped = file.startswith("application-")
        part = items[0]["requirement"].split()[-1].strip(".") if whole and not scoped else resource
        scopes = {"application-1-and-2": "applications 1 and 2", "application-7-cancelled": "application 7, cancellation"}
        title = f"{table.title}: {scopes.get(file, file.replace('-', ' ')) if scoped else part}"
        applies = {"resource": resource}
        applies["root" if whole else "entries"] = True
        head = {
            "title": title,
            "source": {"document": table.document, "section": "Rows that differ by application" if scoped else part},
            "applies": applies,
        }
        text = '{\n  "table": ' + pretty(head, 2, 9) + ',\n  "example": ' + pretty(document, 2, 11)
        text += ',\n  "rules": [\n' + ",\n\n".join(map(rule_text, items)) + "\n  ]\n}\n"
        (folder / f"{file}.json").write_text(text)
    print(
        table.id,
        len(built),
        "rules:",
        built[0][3]["code"],
        "to",
        built[-1][3]["code"],
        "in",
        " ".join(f"{table.folder}/{f}.json" for f in files),
    )


def main(folder):
    folder = pathlib.Path(folder)
    section = "Payload for making a booking, using a Booking Request"
    apps = [rows(folder / f"booking-request-app{n}.tsv", section) for n in (1, 2, 7)]
    assert [r["path"] + r["necessity"] for r in apps[0]] == [r["path"] + r["necessity"] for r in apps[1]]
    booking = Table(
        "booking",
        "Booking request",
        "BaRS, Payload for making a booking (applications 1, 2 and 7)",
        20,
        "booking-request",
        "message-booking-app-1",
    )
    for scope, example in [("1-and-2", "app-1"), ("7", "app-7"), ("7-cancelled", "cancel-app-7")]:
        booking.examples[scope] = booking.read(f"message-booking-{example}")
    write(booking, build(booking, merged(apps[0], apps[2])))
    file = folder / "cancellation-core-1.5.0.tsv"
    for id, first, title, section in [
        ("booking-cancel", 300, "Booking cancellation", "Payload for Booking Cancellation Request"),
        ("referral-cancel", 450, "Referral cancellation", "Payload for Referral Cancellation Request"),
    ]:
        table = Table(id, title, f"BaRS Core {{edition}}, {section}", first, id.replace("-cancel", "-cancellation"), f"message-{id}")
        write(table, build(table, rows(file, section)))


if __name__ == "__main__":
    main(sys.argv[1])
