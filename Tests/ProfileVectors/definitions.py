"""The definitions of Profiles/: snapshots as trees, value sets and code systems."""

from snapshots import HL7, definitions

# Systems whose codes the project may not redistribute, or whose codes are defined by a grammar: their codes are not distinguished.
# The table has one code for each system, by a part of the URL of the system or of the value set.
FOREIGN = {
    "snomed": "138875005", "loinc": "718-7", "unitsofmeasure": "mm", "ucum": "mm", "3166": "GB", "4217": "GBP",
    "bcp:47": "en", "bcp47": "en", "languages": "en", "bcp13": "application/pdf", "bcp:13": "application/pdf",
    "mime": "application/pdf", "dicom": None,
}

# Codes for which R4 requires a profile: used only if there is no other code.
VITAL_SIGNS = {"85353-1", "9279-1", "8867-4", "2708-6", "8310-5", "8302-2", "9843-4", "29463-7", "39156-5", "85354-9"}


def listed(value):
    """A value that may be missing, single or a list, as a list."""
    return [] if value is None else value if isinstance(value, list) else [value]


class Release:
    """All definitions for one release of FHIR, by canonical URL."""

    def __init__(self, version):
        self.version, self.structures, self.value_sets, self.code_systems = version, {}, {}, {}

    def add(self, resource):
        tables = {"StructureDefinition": self.structures, "ValueSet": self.value_sets, "CodeSystem": self.code_systems}
        table = tables.get(resource.get("resourceType"))
        if table is not None and resource.get("url"):
            table.setdefault(resource["url"], resource)

    def structure(self, url):
        """The definition with a canonical URL, whatever its version."""
        return self.structures.get(url.split("|")[0])

    def type(self, name):
        """The definition of one of FHIR's own types."""
        return self.structures.get(HL7 + name) if name else None

    def is_resource(self, name):
        definition = self.type(name)
        return definition is not None and definition.get("kind") == "resource"

    def codes(self, url, seen=()):
        """The known codings of a value set, and whether these are all its codings."""
        value_set = self.value_sets.get((url or "").split("|")[0])
        if value_set is None or url in seen:
            return [], False
        compose = value_set.get("compose") or {}
        found, is_complete = [], bool(compose.get("include"))
        for part in listed(compose.get("include")):
            for other in listed(part.get("valueSet")):
                codings, has_all = self.codes(other, (*seen, url))
                found += codings
                is_complete &= has_all
            if part.get("system"):
                codings, has_all = self.codes_of_part(part, url)
                found += codings
                is_complete &= has_all
        for part in listed(compose.get("exclude")):
            gone = {(part.get("system"), concept["code"]) for concept in listed(part.get("concept"))}
            is_complete &= bool(gone)
            found = [coding for coding in found if coding[:2] not in gone]
        if self.version == "4.0":
            found.sort(key=lambda coding: coding[1] in VITAL_SIGNS)
        return found, is_complete

    def codes_of_part(self, part, url):
        system = part["system"]
        foreign = next((key for key in FOREIGN if key in system.lower() or key in url.lower()), None)
        known = self.concepts(system)
        if part["withheld"]:
            return [(system, FOREIGN[foreign], None)] if foreign and FOREIGN[foreign] else [], False
        if part.get("concept"):
            concepts = listed(part["concept"])
            return [(system, c["code"], known.get(c["code"]) or c.get("display")) for c in concepts], foreign is None
        filters = listed(part.get("filter"))
        if known and not filters:
            return [(system, code, display) for code, display in known.items()], foreign is None
        below = next((f for f in filters if f.get("op") in ("is-a", "descendent-of")), None)
        if known and below:
            return [(system, c, d) for c, d in self.concepts(system, below["value"]).items() if c[0] != "_"], False
        if known and all(f.get("op") == "is-not-a" for f in filters):
            return [(system, code, display) for code, display in known.items()], False
        return [(system, FOREIGN[foreign], None)] if foreign and FOREIGN[foreign] else [], False

    def concepts(self, system, below=None):
        """The codes of a complete code system, with their displays; if `below` is given, only the codes below it."""
        code_system = self.code_systems.get(system) or {}
        result = {}

        def walk(concepts, inside):
            for concept in concepts:
                if inside:
                    result[concept["code"]] = concept.get("display")
                walk(listed(concept.get("concept")), inside or concept["code"] == below)

        if code_system.get("content", "complete") == "complete":
            walk(listed(code_system.get("concept")), below is None)
        return result


def load():
    """The profiles of each package: package name, release, definition."""
    profiles = []
    for version, resources, among in definitions():
        release = Release(version)
        for resource in resources:
            release.add(resource)
        profiles += [(package, release, profile) for package, profile in among]
    return profiles


class Element:
    """An element of a snapshot with its children and its slices."""

    def __init__(self, definition, structure):
        self.definition, self.structure = definition, structure
        self.path = definition["path"]
        self.name = self.path.split(".")[-1]
        self.slice = definition.get("sliceName")
        self.children, self.slices = [], []
        self.min = int(definition.get("min") or 0)
        highest = definition.get("max", "*")
        self.max = float("inf") if highest == "*" else int(highest)
        self.fixed = next((v for k, v in definition.items() if k.startswith("fixed")), None)
        self.pattern = next((v for k, v in definition.items() if k.startswith("pattern")), None)
        self.types = listed(definition.get("type"))
        self.shares = (definition.get("contentReference") or "").split("#")[-1]
        self.discriminators = [(d.get("type"), (d.get("path") or "").replace("$this", "").strip("."))
                               for d in listed((definition.get("slicing") or {}).get("discriminator"))]

    @property
    def is_choice(self):
        return self.name.endswith("[x]")

    def names(self, name):
        """Whether a name is the name of the element or, if it is a choice, the name for one of its types."""
        stem = self.name[:-3]
        return name == self.name or self.is_choice and name.startswith(stem) and name[len(stem):][:1].isupper()

    def codes(self):
        """The names of the element's types; `string` for types without a name in FHIR, such as that of a primitive type's value."""
        if self.shares:
            return ["BackboneElement"]
        codes = [t.get("code") for t in self.types]
        return [code if isinstance(code, str) and code and "/" not in code else "string" for code in codes]

    def strength(self):
        return (self.definition.get("binding") or {}).get("strength")

    def value_set(self):
        binding = self.definition.get("binding") or {}
        value_set = binding.get("valueSet") or binding.get("valueSetReference") or binding.get("valueSetUri")
        return value_set.get("reference") if isinstance(value_set, dict) else value_set

    def child(self, name):
        return next((c for c in self.children if c.name == name), None) or next(
            (c for c in self.children if c.names(name)), None)

    def find(self, path):
        """The element with a path, without slices."""
        if self.path == path:
            return self
        return next((c.find(path) for c in self.children if path == c.path or path.startswith(c.path + ".")), None)


def tree(structure):
    """The root of the tree of a definition's snapshot."""
    if "_tree" not in structure:
        stack = []
        for row in structure["rows"]():
            element = Element(row, structure)
            depth = element.path.count(".")
            del stack[depth:]
            if len(stack) < depth:
                continue
            if depth > 0:
                place(element, stack[-1])
            stack.append(element)
        structure["_tree"] = stack[0]
    return structure["_tree"]


def place(element, parent):
    """Adds an element to the children of its parent or, if it is a slice, to the slices of the element that it slices."""
    sliced = next((c for c in reversed(parent.children) if c.path == element.path), None)
    if sliced is None and not element.is_choice:
        sliced = next((c for c in parent.children if c.is_choice and c.names(element.name)), None)
    if element.slice is None or sliced is None:
        parent.children.append(element)
        return
    outer = next((s for s in sliced.slices if element.slice.startswith(s.slice + "/")), sliced)
    outer.slices.append(element)
