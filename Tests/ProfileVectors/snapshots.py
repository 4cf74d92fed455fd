"""Reads Profiles/ and converts its definitions to FHIR's form: StructureDefinitions with snapshots, ValueSets, CodeSystems.

docs/definitions.md describes the files. Profiles list only what they add to their base; a snapshot has all elements of a resource
and, below these, the elements that a profile constrains.
"""

import copy, json, pathlib

HL7 = "http://hl7.org/fhir/StructureDefinition/"
PROFILES = pathlib.Path(__file__).resolve().parents[2] / "Profiles"

# The folders of each release. If several folders define a URL, the first definition is used.
FOLDERS = [
    ("3.0", "NHSD.Assets.STU3-1.6.0"), ("3.0", "hl7.fhir.stu3-3.0.2"),
    ("4.0", "fhir.r4.ukcore.stu1-0.5.1"), ("4.0", "fhir.r4.ukcore.stu2-2.0.2"), ("4.0", "uk.nhsdigital.bars.r4-1.41.0"),
    ("4.0", "uk.nhsdigital.r4-2.5.0"), ("4.0", "hl7.fhir.r4-4.0.1"),
]


def lines(folder, kind):
    path = PROFILES / folder / f"{kind}.ndjson"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()] if path.exists() else []


class Node:
    """An element of a snapshot. Its children are None until a definition constrains one of them."""

    def __init__(self, name, min=0, max="*", types=(), **facts):
        self.name, self.min, self.max, self.types, self.facts = name, min, max, list(types), facts
        self.children, self.slices, self.slice = None, {}, None
        # Whether elements for single types replace this choice.
        self.is_replaced = False

    def named(self, name):
        """The types of a choice to which a name such as valueQuantity refers."""
        stem = self.name[:-3] if self.name.endswith("[x]") else None
        return [] if stem is None else [t for t in self.types if name == stem + t["code"][0].upper() + t["code"][1:]]

    def rows(self, around="", slice=None):
        path = around + self.name
        yield {"path": path, "min": self.min, "max": str(self.max), "type": self.types, "sliceName": slice or self.slice,
               **self.facts}
        for child in (c for c in self.children or [] if not c.is_replaced):
            yield from child.rows(path + ".")
        for name, node in self.slices.items():
            yield from node.rows(around, name)


def merge(facts, more):
    """Adds further constraints on an element, which are stated elsewhere."""
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(facts.get(key), dict):
            merge(facts[key], value)
        else:
            facts.setdefault(key, value)


class Snapshots:
    """The snapshots of a release, each created when it is first requested."""

    def __init__(self, version, types, profiles):
        self.version = version
        self.types = {t["type"]: t for t in types}
        self.profiles = {}
        for profile in profiles:
            self.profiles.setdefault(profile["url"], profile)
        self.made = {}

    def rows(self, url):
        return list(self.root(url).rows())

    def root(self, url):
        """The tree of a profile or type, by its URL; None if unknown."""
        url = url.split("|")[0]
        if url not in self.made:
            self.made[url] = None
            if url in self.profiles:
                profile = self.profiles[url]
                root = copy.deepcopy(self.root(profile["base"]) or self.root(HL7 + profile["type"]))
                self.constrain(root, profile)
                self.made[url] = root
            elif url.removeprefix(HL7) in self.types:
                self.made[url] = self.type(self.types[url.removeprefix(HL7)])
        return self.made[url]

    # ---- Types

    def type(self, definition):
        root = Node(definition["type"])
        base = self.root(HL7 + definition["base"]) if "base" in definition else None
        root.children = copy.deepcopy(base.children or []) if base else []
        self.add_facts(root, definition)
        for name, facts in definition.get("elements", {}).items():
            root.children = [child for child in root.children if child.name != name]
            root.children.append(self.element(name, facts))
        return root

    def element(self, name, facts):
        codes = facts.get("choices") or [facts["type"]] if "elementReference" not in facts else []
        node = Node(name + "[x]" * ("choices" in facts), facts.get("min", 0), facts.get("max", "*" if facts.get("array") else "1"))
        node.types = [self.type_of({"type": code, "targets": facts.get("targets", []), "profiles": [
            p for p in [facts.get("profile")] if p]}) for code in codes]
        if "elementReference" in facts:
            node.facts["contentReference"] = "#" + facts["elementReference"]
        self.add_facts(node, facts)
        if "elements" in facts:
            node.children = copy.deepcopy(self.root(HL7 + facts["type"]).children) + [
                self.element(*child) for child in facts["elements"].items()]
        return node

    def type_of(self, facts):
        if isinstance(facts, str):
            facts = {"type": facts}
        type = {"code": facts["type"]}
        if facts.get("targets"):
            type["targetProfile"] = [url if ":" in url else HL7 + url for url in facts["targets"]]
        if facts.get("profiles"):
            type["profile"] = facts["profiles"]
        if facts.get("aggregation"):
            type["aggregation"] = facts["aggregation"]
        return type

    @staticmethod
    def add_facts(node, facts):
        if "invariants" in facts:
            node.facts["constraint"] = node.facts.get("constraint", []) + facts["invariants"]
        if "binding" in facts:
            known = node.facts.get("binding", {})
            value_set = facts["binding"].get("valueSet") or known.get("valueSet")
            node.facts["binding"] = {"strength": facts["binding"]["strength"], **({"valueSet": value_set} if value_set else {})}

    # ---- Profiles

    def constrain(self, node, facts):
        """Adds the constraints of a definition to an element and to all elements below it."""
        node.min = max(node.min, facts.get("min", 0))
        if "max" in facts:
            node.max = facts["max"]
        if "types" in facts:
            # The targets of a type are listed only if they differ from those in the base.
            known = {t["code"]: {k: v for k, v in t.items() if k != "aggregation"} for t in node.types}
            node.types = [{**known.get(t["code"], {}), **t} for t in map(self.type_of, facts["types"])]
        for key in ("fixed", "pattern", "maxLength"):
            if key in facts:
                node.facts[key] = facts[key]
        self.add_facts(node, facts)
        if "slicing" in facts:
            node.facts["slicing"] = {"discriminator": [
                {"type": kind, "path": path} for kind, path in facts["slicing"].get("discriminators", [])]}
        facts = self.with_slices_in_slices(facts)
        elements = self.with_slices_of_types(facts.get("elements", {}))
        for name, inner in elements.items():
            child = self.child(node, name)
            if child is not None and child.named(name):
                self.constrain_type(node, child, name, inner)
                child.is_replaced = self.version == "3.0" and child.name[:-3] not in elements
            elif child is not None:
                self.constrain(child, inner)
                child.is_replaced = False
        # Without discriminators, nothing matches a slice.
        can_have_slices = "slicing" in node.facts or node.name.endswith(("xtension", "[x]"))
        for name, inner in facts.get("slices", {}).items() if can_have_slices else ():
            if name not in node.slices:
                around = node.slices.get(name.rpartition("/")[0], node)
                node.slices[name] = self.slice(around, around.name, around.types)
            self.constrain(node.slices[name], inner)

    @staticmethod
    def with_slices_in_slices(facts):
        """A copy of the constraints on an element; slices of a child are moved to the slice of the element with the same name."""
        facts = copy.deepcopy(facts)
        for name, inner in facts.get("elements", {}).items():
            shared = [s for s in inner.get("slices", {}) if s in facts.get("slices", {}) and "slicing" not in inner]
            for slice in shared:
                merge(facts["slices"][slice].setdefault("elements", {}).setdefault(name, {}), inner["slices"].pop(slice))
        return facts

    @staticmethod
    def with_slices_of_types(elements):
        """A copy of the constraints on children, with slices of a choice moved to the element for their type, if it exists."""
        elements = copy.deepcopy(elements)
        for name in list(elements):
            slices = elements[name].get("slices", {})
            for slice in [s for s in slices if s != name and s in elements]:
                merge(elements[slice].setdefault("slices", {}).setdefault(slice, {}), slices.pop(slice))
            if not slices and set(elements[name]) <= {"slices", "slicing"} and "slices" in elements[name]:
                del elements[name]
        return elements

    def constrain_type(self, parent, choice, name, facts):
        """Adds the constraints of a definition on one type of a choice: to a separate element in STU3, and to a slice in R4."""
        own = {key: fact for key, fact in facts.items() if key != "slices"}
        for slice, inner in [*facts.get("slices", {}).items(), *([(None, own)] if set(own) - {"slicing"} else [])]:
            if self.version == "4.0":
                child = choice.slices.setdefault(slice or name, self.slice(choice, choice.name, choice.named(name)))
            else:
                child = next((c for c in parent.children if c.name == name), None)
                if child is None:
                    child = self.slice(choice, name, choice.named(name))
                    parent.children.insert(parent.children.index(choice) + 1, child)
                child.slice = slice or child.slice
            self.constrain(child, inner)

    @staticmethod
    def slice(node, name, types):
        """A new optional slice of an element."""
        new = Node(name, 0, node.max, copy.deepcopy(types))
        new.facts = {k: copy.deepcopy(v) for k, v in node.facts.items() if k != "slicing"}
        new.children = copy.deepcopy(node.children)
        return new

    def child(self, node, name):
        """The child of an element with a name, or the choice with a type that has this name."""
        self.expand(node)
        named = [c for c in node.children if c.name in (name, name + "[x]")]
        return next(iter(named + [c for c in node.children if c.named(name)]), None)

    def expand(self, node):
        """Gives an element the children of its type."""
        if node.children is None:
            urls = [url for t in node.types for url in [*t.get("profile", []), HL7 + t["code"]]]
            root = next((root for root in map(self.root, urls) if root), None)
            if "contentReference" in node.facts:
                root = self.shared(node.facts["contentReference"][1:])
            node.children = copy.deepcopy(root.children or []) if root else []

    def shared(self, path):
        """The element whose content another element shares."""
        type, *names = path.split(".")
        node = self.root(HL7 + type)
        for name in names:
            node = next(c for c in node.children if c.name == name)
        return node


def structure(snapshots, definition, kind):
    """A definition in FHIR's form; the snapshot is created when it is needed."""
    return {"resourceType": "StructureDefinition", "url": definition["url"], "version": definition.get("version"),
            "type": definition["type"], "kind": kind, "rows": lambda: snapshots.rows(definition["url"])}


def value_set(definition):
    def part(facts):
        return {"system": facts.get("system"), "concept": [{"code": code} for code in facts.get("codes", [])],
                "filter": [dict(zip(("property", "op", "value"), f)) for f in facts.get("filters", [])],
                "valueSet": facts.get("valueSets", []), "withheld": facts.get("withheld", False)}
    return {"resourceType": "ValueSet", "url": definition["url"], "compose": {
        key: [part(facts) for facts in definition.get(key, [])] for key in ("include", "exclude")}}


def code_system(definition):
    by_code = {}

    def index(concepts):
        for concept in concepts:
            by_code[concept["code"]] = concept
            index(concept.get("concepts", []))

    def nested(concept, around=()):
        below = concept.get("concepts", []) + [by_code[c] for c in concept.get("children", []) if c in by_code]
        return {"code": concept["code"], "display": concept.get("display"),
                "concept": [nested(c, (*around, concept["code"])) for c in below if c["code"] not in around]}
    index(definition.get("concepts", []))
    return {"resourceType": "CodeSystem", "url": definition["url"],
            "content": "complete" if definition.get("complete", True) else "fragment",
            "concept": [nested(c) for c in definition.get("concepts", [])]}


def definitions():
    """For each release: its version, its definitions, and its profiles of resources with their packages."""
    for version in ("3.0", "4.0"):
        folders = [folder for release, folder in FOLDERS if release == version]
        types = [t for folder in folders for t in lines(folder, "types")]
        kinds = {t["type"]: t["kind"] for t in types}
        constraints = {folder: lines(folder, "profiles") + lines(folder, "extensions") for folder in folders}
        resources, profiles = [], []
        for folder in folders:
            # Several packages may define a profile; each refers to its own definition.
            snapshots = Snapshots(version, types, [p for other in [folder, *folders] for p in constraints[other]])
            made = [structure(snapshots, p, kinds.get(p["type"])) for p in constraints[folder]]
            profiles += [(folder.rpartition("-")[0], p) for p in made if p["kind"] == "resource"]
            resources += made + [value_set(v) for v in lines(folder, "valuesets")]
            resources += [code_system(c) for c in lines(folder, "codesystems")]
        resources += [structure(snapshots, t, t["kind"]) for t in types]
        yield version, resources, profiles
