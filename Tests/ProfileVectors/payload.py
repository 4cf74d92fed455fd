"""Generates a payload that conforms to a profile, with every element that the profile requires or constrains."""

import copy

from definitions import HL7, listed, tree
import plausible
from plausible import SERVER

MANY = float("inf")
MAX_DEPTH = 14
# The types to use, in this order, for a choice for which the profile permits several types.
PREFERRED = ["string", "code", "boolean", "CodeableConcept", "Quantity", "dateTime", "Reference", "Coding", "Period", "Identifier",
             "date"]


class NoValue(Exception):
    """No suitable value is known."""


class Position:
    """An element of the payload: its position, and its definitions."""

    def __init__(self, owner, key, index, path, name, type, elements, definitions, parent=None, slice=None):
        self.owner, self.key, self.index = owner, key, index      # the object that contains it, its key, its index in an array
        self.path, self.name, self.type = path, name, type
        self.elements = elements                                  # all elements of snapshots that define this element
        self.definitions = definitions                            # the elements that define all elements with this name
        self.parent, self.slice = parent, slice
        self.is_given = False                                     # whether a definition fixes the value

    @property
    def value(self):
        return self.owner[self.key] if self.index is None else self.owner[self.key][self.index]


def highest(elements):
    return min([e.max for e in elements] or [MANY])


def lowest(elements):
    return max([e.min for e in elements] or [0])


def unsliced(elements):
    return [e for e in elements if not e.slice]


class PayloadMaker:
    """Writes a resource that conforms to a profile, and records the position of each element."""

    def __init__(self, release, profile, contained=None, bundled=None):
        self.release, self.profile = release, profile
        self.positions = []
        self.root = Position(None, None, None, profile["type"], profile["type"], profile["type"], [tree(profile)], [])
        self.known = {}
        # Resources to which references must resolve; a contained resource refers to the resources of its container.
        self.contained = [] if contained is None else contained
        self.bundled = [] if bundled is None else bundled
        self.is_contained = contained is not None

    def resource(self, depth=0):
        body = {"resourceType": self.profile["type"]}
        self.root.owner = {None: body}
        self.fill(body, self.root, depth)
        if self.contained and not self.is_contained:
            body["contained"] = self.contained
        plausible.complete(body, self)
        return body

    # ---- Definitions

    def children(self, elements, type):
        """The names of an element's children in FHIR's order, each with all its definitions, the most specific first."""
        layers = list(elements)
        for path in (e.shares for e in elements if e.shares):
            own = tree(elements[-1].structure).find(path)
            layers.append(own or tree(self.release.type(path.split(".")[0])).find(path))
            break
        core = self.release.type(type)
        if core is not None and type not in ("BackboneElement", "Element"):
            layers.append(tree(core))
        result = {}
        for layer in reversed(layers):
            for child in layer.children:
                if not any(name == child.name or self.is_type_of(child.name, name) for name in result):
                    result[child.name] = []
        for layer in layers:
            for child in layer.children:
                name = child.name if child.name in result else next(n for n in result if self.is_type_of(child.name, n))
                if child not in result[name]:
                    result[name].append(child)
        return list(result.items())

    @staticmethod
    def is_type_of(name, choice):
        return choice.endswith("[x]") and name.startswith(choice[:-3]) and name[len(choice) - 3:][:1].isupper()

    def core(self, element):
        """FHIR's own definition of an element of a profile, found through the types."""
        steps = element.path.split(".")
        found, named = tree(self.release.type(steps[0])), ""
        for step in steps[1:]:
            if found.shares:
                found = tree(found.structure).find(found.shares)
            types = [self.release.type(code) for code in found.codes() if not named or named == code[0].upper() + code[1:]]
            found = found.child(step) or next((c for t in types if t for c in [tree(t).child(step)] if c), None)
            if found is None:
                return None
            named = step.removeprefix(found.name[:-3]) if found.is_choice and step != found.name else ""
        return found

    def own(self, elements):
        return [e for e in elements if e.structure is self.profile]

    def is_constrained(self, element):
        """Whether the profile constrains an element, or an element below it, more than FHIR does."""
        if id(element) not in self.known:
            self.known[id(element)] = False
            self.known[id(element)] = (
                self.is_stricter(element, self.core(element))
                or any(self.is_constrained(c) for c in element.children if c.max > 0)
                or any(s.min > 0 or self.is_constrained(s) for s in element.slices))
        return self.known[id(element)]

    def is_stricter(self, element, core):
        if core is None:
            return element.fixed is not None or element.pattern is not None or element.min > 0
        return (element.min > core.min or 0 < element.max < core.max
                or element.fixed is not None and core.fixed is None or element.pattern is not None and core.pattern is None
                or element.strength() == "required" and element.value_set() != core.value_set()
                or bool(element.codes()) and set(element.codes()) < set(core.codes()))

    @staticmethod
    def slices(definitions):
        """The slices of an element: for each name, the most specific slice."""
        found = {}
        for element in definitions:
            for slice in element.slices:
                found.setdefault(slice.slice, slice)
        return list(found.values())

    # ---- Writing

    def fill(self, body, position, depth, needed=()):
        """Writes the missing elements that are required below an element."""
        if depth > MAX_DEPTH:
            raise NoValue("too deep")
        given = list(body)
        for name, definitions in self.children(position.elements, position.type):
            existing = next((key for key in given if key == name or self.is_type_of(key, name)), None)
            if existing:
                self.adopt(body, existing, name, definitions, position, depth)
            else:
                self.fill_child(body, name, definitions, position, depth, needed)

    def fill_child(self, body, name, definitions, position, depth, needed):
        """Writes the elements with a name, as many as are required."""
        typed = [e for e in definitions if e.slice and name.endswith("[x]") and not e.is_choice]
        whole = unsliced(definitions)
        if highest(whole) == 0 or typed and highest(typed) == 0 or (name, position.type) == ("profile", "Meta"):
            return
        ruled_out = {c for s in self.slices(definitions) if s.max == 0 for c in s.codes()} if name.endswith("[x]") else set()
        if ruled_out and not self.permitted(whole) - ruled_out:
            return
        inner = [path.partition(".") for path in needed if path.split(".")[0] == name.removesuffix("[x]")]
        slices = []
        if not name.endswith("[x]"):
            for slice in (s for s in self.slices(definitions) if s.max > 0):
                is_worth_it = slice in self.own([slice]) and "xtension" not in name and self.is_constrained(slice)
                slices += [slice] * (slice.min or int(is_worth_it))
        number = max(lowest(whole + typed), int(bool(inner)))
        if any(e.max > 0 for e in self.own(typed)) or not slices and "xtension" not in name and name not in (
                "contained", "entry") and any(self.is_constrained(e) for e in self.own(whole)):
            number = max(number, 1)
        slices += [None] * (number - len(slices))
        if len(slices) > highest(whole):
            slices = ([s for s in slices if s and s.min > 0] or slices)[: int(highest(whole))]
        for slice in slices:
            try:
                self.write(body, name, definitions, slice, position, depth, [path for _, _, path in inner if path])
            except NoValue:
                if slice.min if slice else lowest(whole + typed):
                    raise

    @staticmethod
    def permitted(elements):
        """The types that all elements permit."""
        stated = [set(e.codes()) for e in elements if e.codes()]
        return set.intersection(*stated) if stated else set()

    def write(self, body, name, definitions, slice, parent, depth, needed=()):
        """Writes one more element with a name."""
        elements = ([slice] if slice else []) + unsliced(definitions)
        is_choice = name.endswith("[x]")
        typed = self.slices(definitions) + [e for e in definitions if not e.is_choice] if is_choice else []
        type, profiles = self.type(elements, typed, is_choice)
        key = name.removesuffix("[x]") + (type[0].upper() + type[1:] if is_choice else "")
        elements = [e for e in typed if type in e.codes() and e not in elements] + elements
        elements += [tree(self.release.structure(p)) for p in profiles if self.release.structure(p)]
        repeats = (self.core(definitions[-1]) or definitions[-1]).max > 1
        index = len(body.get(key, [])) if repeats else None
        path = f"{parent.path}.{name.removesuffix('[x]')}" + (f"[{index}]" if repeats else "")
        position = Position(body, key, index, path, name, type, elements, definitions, parent, slice)
        value = self.value(position, depth, list(needed) + self.discriminator_paths(slice, definitions), profiles)
        if repeats:
            body.setdefault(key, []).append(value)
        elif key in body:
            raise NoValue("it is present")
        else:
            body[key] = value
        if type in plausible.PRIMITIVES:
            self.write_extensions(body, position, depth)
        self.positions.append(position)

    @staticmethod
    def discriminator_paths(slice, definitions):
        """The paths that an element needs to be recognised as a slice."""
        needed = []
        for kind, path in (d for e in definitions if slice for d in e.discriminators):
            if kind == "profile" or "resolve" in path:
                raise NoValue("its discriminator is in the target of a reference")
            if path and "(" not in path and kind != "exists":
                needed.append(path)
        return needed

    def write_extensions(self, body, position, depth):
        """Writes the extensions that a primitive value must have."""
        for extension in (c for e in position.elements for c in e.children if c.name == "extension"):
            for slice in (s for s in extension.slices if s.min > 0):
                companion = body.setdefault("_" + position.key, {})
                self.write(companion, "extension", [extension], slice, position, depth + 1)

    def type(self, elements, typed, is_choice):
        """The type of an element, and a profile of this type."""
        allowed = None
        for codes in (e.codes() for e in elements if e not in typed and e.codes()):
            allowed = codes if allowed is None else [c for c in allowed if c in codes] or allowed
        if not allowed:
            raise NoValue("it has no type")
        wanted = [e for e in typed if e.min > 0] or [e for e in typed if e.max > 0 and set(e.codes()) & set(allowed)]
        named = [e for e in typed if not e.is_choice and not e.slice]
        for preferred in (wanted[:1], named):
            allowed = [c for e in preferred for c in e.codes() if c in allowed] or allowed
        type = next((t for t in PREFERRED if t in allowed), allowed[0]) if is_choice else allowed[0]
        profiles = [p for e in elements for t in e.types if t.get("code") == type != "Reference" for p in listed(t.get("profile"))]
        return type, [p for p in profiles if p.split("/")[-1] != type][:1]

    def value(self, position, depth, needed, profiles):
        """A value that all definitions of an element permit."""
        elements, type = position.elements, position.type
        fixed = next((e.fixed for e in elements if e.fixed is not None), None)
        pattern = next((e.pattern for e in elements if e.pattern is not None), None)
        position.is_given = fixed is not None or pattern is not None
        if type in plausible.PRIMITIVES:
            if position.is_given:
                return plausible.typed(pattern if fixed is None else fixed, type)
            coding = self.coding(elements) if type in ("code", "uri", "string") else None
            return coding[1] if coding else plausible.primitive(position)
        if fixed is not None:
            return self.shaped(fixed, type)
        if self.release.is_resource(type):
            return self.resource_inside(type, profiles, depth)
        body = {} if pattern is None else self.shaped(pattern, type)
        if type == "Extension":
            self.fill_extension(body, position, profiles, depth)
            return body
        if type == "Reference" and highest([c for e in elements for c in e.children if c.name == "reference"]) > 0:
            body.setdefault("reference", self.reference(elements, depth))
        if type == "CodeableConcept" and "coding" not in body and not self.constrains_codings(elements):
            body.update({"coding": [as_coding(c)] for c in [self.coding(elements)] if c})
        if "code" not in body and (type == "Coding" or type == "Quantity" and any(e.value_set() for e in elements)):
            around = position.parent.elements if position.parent.type == "CodeableConcept" else []
            coding = self.coding_matching_fixed(elements, around)
            body.update({k: v for k, v in coding.items() if k not in body and (type == "Coding" or k != "display")})
        self.fill(body, position, depth + 1, needed)
        if type == "ContactPoint" and "value" in body:
            body.setdefault("system", "phone")
        if not body:
            self.fill_plausibly(body, position, depth)
        return body

    def resource_inside(self, type, profiles, depth):
        profile = next((self.release.structure(p) for p in profiles if self.release.structure(p)), None)
        if profile is None and type in ("Resource", "DomainResource"):
            return {"resourceType": "Basic", "code": {"text": "fixture"}}
        return PayloadMaker(self.release, profile or self.release.type(type)).resource(depth + 1)

    def fill_plausibly(self, body, position, depth):
        """Writes plausible content into an element without required content."""
        body.update(copy.deepcopy(plausible.COMPLEX.get(position.type, {})))
        for name, definitions in self.children(position.elements, position.type):
            if body:
                return
            if name not in ("id", "extension", "modifierExtension") and highest(unsliced(definitions)) > 0:
                try:
                    self.write(body, name, definitions, None, position, depth + 1)
                except NoValue:
                    continue

    def fill_extension(self, body, position, profiles, depth):
        urls = [c.fixed for e in position.elements for c in e.children if c.name == "url" and c.fixed]
        body["url"] = next(iter(urls or profiles), SERVER + "StructureDefinition/fixture")
        for name, definitions in self.children(position.elements, "Extension"):
            if name == "extension":
                for slice in (s for e in definitions for s in e.slices if s.min > 0 and s.max > 0):
                    self.write(body, name, definitions, slice, position, depth)
            elif name == "value[x]" and highest(unsliced(definitions)) > 0 and "extension" not in body:
                self.write(body, name, definitions, None, position, depth + 1)

    def adopt(self, body, key, name, definitions, position, depth):
        """Records the elements that a pattern or a code provided, and writes the other elements that are required below them."""
        elements = unsliced(definitions)
        for index, item in enumerate(listed(body[key])):
            is_array = isinstance(body[key], list)
            try:
                type, _ = self.type(elements, [], False)
            except NoValue:
                return
            path = f"{position.path}.{name.removesuffix('[x]')}" + (f"[{index}]" if is_array else "")
            here = Position(body, key, index if is_array else None, path, name, type, elements, definitions, position)
            here.is_given = not isinstance(item, dict) and any(e.fixed is not None for e in elements)
            if isinstance(item, dict):
                self.fill(item, here, depth + 1)
            self.positions.append(here)

    # ---- Codes and references

    def coding(self, elements):
        """A coding that all value sets permit."""
        options = None
        for element in elements:
            if element.strength() in ("required", "extensible") and element.value_set():
                found, _ = self.release.codes(element.value_set())
                if found and options is None:
                    options = found
                elif found:
                    options = [o for o in options if o[:2] in {f[:2] for f in found}] or options
        return next((o for o in options if o[1] in plausible.CODES), options[0]) if options else None

    def coding_matching_fixed(self, elements, around):
        """A coding with the fixed system or code, from the value sets of the coding or of the concept around it."""
        fixed = {c.name: c.fixed for e in reversed(elements) for c in e.children if c.fixed is not None}

        def agrees(option):
            return fixed.get("system", option[0]) == option[0] and fixed.get("code", option[1]) == option[1]
        options = [c for e in elements + around if e.value_set() for c in self.release.codes(e.value_set())[0]]
        if not any(e.value_set() for e in elements) and not any(agrees(o) for o in options):
            options = []
        if not options and fixed.get("system") and "code" not in fixed:
            options = [(fixed["system"], code, display) for code, display in self.release.concepts(fixed["system"]).items()]
            options = options or [(fixed["system"], "138875005" if "snomed" in fixed["system"] else "fixture", None)]
        codes = self.coding([c for e in elements for c in e.children if c.name == "code"])
        found = next((o for o in options if agrees(o) and (not codes or o[1] == codes[1])), None)
        return {k: v for k, v in as_coding(found).items() if k not in fixed} if found else {}

    @staticmethod
    def constrains_codings(elements):
        codings = [c for e in elements for c in e.children if c.name == "coding"]
        return any(c.slices or c.pattern or c.fixed or any(g.fixed is not None for g in c.children) for c in codings)

    def target(self, elements):
        """The type of resource that all definitions permit as the target of a reference."""
        allowed = None
        for element in elements:
            names = [self.target_type(url) for t in element.types if t.get("code") == "Reference"
                     for url in listed(t.get("targetProfile")) + listed(t.get("profile"))]
            if names and "Resource" not in names and None not in names:
                allowed = names if allowed is None else [a for a in allowed if a in names] or allowed
        return allowed[0] if allowed else "Patient"

    def reference(self, elements, depth):
        """A reference to a resource in a location that the profile permits."""
        type, modes = self.target(elements), aggregation(self.own(elements))
        if not modes or "referenced" in modes:
            return f"{SERVER}{type}/1"
        urls = [u for e in elements for t in e.types for u in listed(t.get("targetProfile")) if self.target_type(u) == type]
        target = next((self.release.structure(u) for u in urls if self.release.structure(u)), self.release.type(type))
        resources = self.contained if "contained" in modes else self.bundled
        inside = self.contained if "contained" in modes else None
        resource = PayloadMaker(self.release, target, inside, self.bundled).resource(depth + 2)
        resource["id"] = f"{type}-{len(resources) + 1}".lower()
        resources.append(resource)
        return ("#" if "contained" in modes else f"{SERVER}{type}/") + resource["id"]

    def target_type(self, url):
        structure = self.release.structure(url)
        return structure["type"] if structure else url.split("/")[-1] if url.startswith(HL7) else None

    def shaped(self, value, type):
        """A fixed value or pattern in JSON's form."""
        if not isinstance(value, dict):
            return plausible.typed(value, type)
        core = tree(self.release.type(type))
        result = {}
        for key, item in value.items():
            child = core.child(key)
            items = [self.shaped(i, child.codes()[0]) for i in listed(item)]
            result[key] = items if child.max > 1 else items[0]
        return result


def aggregation(elements):
    """Where the target of a reference may be; empty if it may be anywhere."""
    stated = [listed(t.get("aggregation")) for e in elements for t in e.types if t.get("code") == "Reference"]
    return {mode for modes in stated for mode in modes} if all(stated) else set()


def as_coding(coding):
    return {k: v for k, v in zip(("system", "code", "display"), coding) if v}
