"""Violates the constraints of a profile in a conforming payload, and lists the expected findings."""

import copy, re
from dataclasses import dataclass
from typing import Callable

from definitions import listed, tree
from payload import MANY, NoValue, PayloadMaker, Position, aggregation, highest, lowest, unsliced
from plausible import PRIMITIVES, SERVER

# Values of other types, for a choice whose profile does not permit these types.
OTHER_TYPES = {"string": "Fixture", "boolean": True, "dateTime": "2026-05-04", "integer": 4, "date": "2026-05-04",
               "Period": {"start": "2026-05-04"}, "CodeableConcept": {"text": "fixture"}}


@dataclass
class Violation:
    """One violated constraint."""

    kind: str
    position: Position
    act: Callable          # takes the object that contains the element, its key, and its index in an array
    codes: tuple           # one of which must be reported
    path: str              # the element at which it must be reported

    def touches(self):
        """The path of the element that is changed."""
        in_an_array = self.kind in ("missing", "too-many", "not-allowed")
        return re.sub(r"\[\d+\]$", "", self.position.path) if in_an_array else self.position.path

    def conflicts_with(self, other):
        mine, theirs = self.touches(), other.touches()
        return any(a == b or a.startswith((b + ".", b + "[")) for a, b in ((mine, theirs), (theirs, mine)))


def all_violations(maker, body):
    """One violation for each constraint of a profile that can be violated in a payload."""
    violator = Violator(maker)
    alive = set(objects(body))
    for position in list(maker.positions):
        if id(position.owner) in alive and position.key in position.owner and not is_in_extension(
                position) and is_recognised(position):
            violator.violate_at(position)
    for position in [maker.root, *list(maker.positions)]:
        if position is maker.root or id(position.owner) in alive and position.key in position.owner and not is_in_extension(
                position) and is_recognised(position):
            violator.add_prohibited(position)
    return violator.violations


def objects(value):
    """The identities of all objects in a value."""
    if isinstance(value, dict):
        yield id(value)
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from objects(item)


def grouped(violations):
    """The violations of each kind, in groups that can occur in one payload."""
    groups = []
    for new in violations:
        group = next((g for g in groups if g[0].kind == new.kind and not any(new.conflicts_with(o) for o in g)
                      and leaves_content(g, new)), None)
        if group:
            group.append(new)
        else:
            groups.append([new])
    return sorted(groups, key=lambda g: g[0].kind)


def leaves_content(group, new):
    """Whether an element still has content if all violations of a group, and a new violation, remove elements from it."""
    gone = {o.position.key for o in group + [new] if o.position.owner is new.position.owner}
    return new.kind != "missing" or bool(set(new.position.owner) - gone - {"resourceType", "extension"})


def violating(body, violations):
    """A copy of a payload with the given violations."""
    positions = [(b.position.owner, b.position.key, b.position.index) for b in violations]
    body, positions = copy.deepcopy((body, positions))
    for violation, (owner, key, index) in zip(violations, positions):
        violation.act(owner, key, index)
    return body


def is_in_extension(position):
    while position is not None:
        if position.type == "Extension":
            return True
        position = position.parent
    return False


def discriminates_slice(position):
    """Whether an element, or an element inside or around it, discriminates the slice to which the element belongs."""
    steps, current = [], position
    while current is not None:
        path = ".".join(reversed(steps))
        for _, discriminator in (d for e in current.definitions if current.slice for d in e.discriminators):
            if path == discriminator or path and (
                    (path + ".").startswith(discriminator + ".") or discriminator.startswith(path + ".")):
                return True
            if not discriminator and current is not position:
                return True
        steps.append(current.name.removesuffix("[x]"))
        current = current.parent
    return False


def is_recognised(position):
    """Whether all slices around an element fix their discriminators: nothing matches a slice that does not fix them."""
    while position is not None:
        for kind, path in (d for e in position.definitions if position.slice for d in e.discriminators):
            is_plain = kind == "value" and path and "(" not in path
            discriminator = position.slice.find(f"{position.slice.path}.{path}") if is_plain else None
            if discriminator is not None and not is_fixed(discriminator):
                return False
        position = position.parent
    return True


def is_fixed(element):
    """Whether a definition fixes the value of an element or of something below it."""
    return (element.fixed is not None or element.pattern is not None or element.strength() == "required"
            or any(is_fixed(e) for e in [*element.children, *element.slices]))


def set_value(owner, key, index, value):
    if index is None:
        owner[key] = value
    else:
        owner[key][index] = value


class Violator:
    def __init__(self, maker):
        self.maker, self.violations, self.done = maker, [], set()

    def add(self, kind, position, act, codes, path):
        self.violations.append(Violation(kind, position, act, codes, path))

    def once(self, *key):
        """Whether this is the first call with a key."""
        if key in self.done:
            return False
        self.done.add(key)
        return True

    def violate_at(self, position):
        own = self.maker.own(unsliced(position.definitions))
        core = self.maker.core(own[0]) if own else None
        discriminates = discriminates_slice(position)
        self.remove(position, own, core, discriminates)
        if not discriminates:
            self.repeat(position, own, core)
            self.change_value(position)
            self.change_code(position)
            self.change_type(position, core)
            self.change_target(position, core)
            self.change_target_location(position)

    def remove(self, position, own, core, discriminates):
        """Removes a required element."""
        around = position.parent.path
        is_own_slice = position.slice and position.slice in self.maker.own([position.slice])
        if position.slice is None and lowest(own) > (core.min if core else 0) and not discriminates and len(
                set(position.owner) - {"resourceType"}) > 1 and self.once("remove", around, position.key):
            self.add("missing", position, lambda o, k, i: (o.pop(k, None), o.pop("_" + k, None)), ("PRO005", "PRO011"), around)
        elif is_own_slice and self.is_distinguishable(position) and position.slice.min > 0 and position.index is not None and len(
                position.owner[position.key]) > 1:
            self.add("missing", position, lambda o, k, i: o[k].pop(i), ("PRO011", "PRO005"), around)

    @staticmethod
    def is_distinguishable(position):
        """Whether an element distinguishes the slices; `resourceType` is not an element."""
        return not any(path.endswith("resourceType") for e in position.definitions for _, path in e.discriminators)

    def repeat(self, position, own, core):
        """Repeats an element more often than permitted."""
        if position.index is None or not self.once("repeat", position.parent.path, position.key):
            return
        path = f"{position.parent.path}.{position.key}"
        maximum = highest(own)
        if position.slice is None and 0 < maximum < (core.max if core else MANY) and maximum < 5 and not self.maker.slices(
                position.definitions):
            self.add("too-many", position, lambda o, k, i: o[k].extend(
                copy.deepcopy(o[k][-1]) for _ in range(int(maximum) + 1 - len(o[k]))), ("PRO006", "PRO012"), path)
        elif position.slice in self.maker.own([position.slice] if position.slice else []) and 0 < position.slice.max < 4 and len(
                position.owner[position.key]) + position.slice.max <= maximum:
            self.add("too-many", position, lambda o, k, i: o[k].extend(
                copy.deepcopy(o[k][i]) for _ in range(int(position.slice.max))), ("PRO012", "PRO006", "PRO014"), path)

    def change_value(self, position):
        """Changes a fixed value."""
        if isinstance(position.value, (dict, list)) or all(
                e.fixed is None and e.pattern is None for e in self.maker.own(position.elements)):
            return
        value = position.value
        other = not value if isinstance(value, bool) else value + ("-other" if isinstance(value, str) else 1)
        self.add("other-value", position, lambda o, k, i: set_value(o, k, i, other), ("PRO008", "PRO009"), position.path)

    def change_code(self, position):
        """Replaces a code with one that is not in its value set."""
        own = self.maker.own(position.elements)
        bound = next((e for e in own if e.strength() == "required" and e.value_set()), None)
        if bound is None or any(e.fixed is not None or e.pattern is not None for e in own):
            return
        found, is_complete = self.maker.release.codes(bound.value_set())
        if not found or not is_complete:
            return
        if position.type == "code":
            self.add("other-code", position, lambda o, k, i: set_value(o, k, i, "no-such-code"), ("BND001",), position.path)
        elif position.type == "Coding" or position.type == "CodeableConcept" and position.value.get("coding"):
            def change(owner, key, index):
                value = owner[key] if index is None else owner[key][index]
                for coding in value["coding"] if "coding" in value else [value]:
                    coding["code"] = "no-such-code"
            self.add("other-code", position, change, ("BND001",), position.path)

    def change_type(self, position, core):
        """Uses a type of a choice that the profile does not permit."""
        if not position.name.endswith("[x]") or core is None or any(e.slices for e in position.definitions):
            return
        stated = [set(e.codes()) for e in self.maker.own(position.definitions) if e.codes()]
        allowed = set.intersection(*stated) if stated else set(core.codes())
        other = next((t for t in core.codes() if t not in allowed and t in OTHER_TYPES), None)
        if other is None:
            return

        def change(owner, key, index):
            owner.pop(key)
            owner.pop("_" + key, None)
            owner[position.name.removesuffix("[x]") + other[0].upper() + other[1:]] = copy.deepcopy(OTHER_TYPES[other])
        self.add("other-type", position, change, ("PRO007", "PRO005", "PRO011"), position.path)

    def change_target(self, position, core):
        """Refers to a type of resource that the profile does not permit."""
        if position.type != "Reference" or "reference" not in position.value or core is None:
            return
        types = [t for e in self.maker.own(position.elements) for t in e.types if t.get("code") == "Reference"]
        allowed = {self.maker.target_type(url) for t in types for url in listed(t.get("targetProfile"))}
        if not allowed or None in allowed or "Resource" in allowed or not all(t.get("targetProfile") for t in types):
            return
        permitted = {url.split("/")[-1] for t in core.types for url in listed(t.get("targetProfile"))}
        others = sorted(permitted - allowed - {"Resource"})
        if not others and ("Resource" in permitted or not permitted):
            others = ["Basic"]
        if not others:
            return

        def change(owner, key, index):
            value = owner[key] if index is None else owner[key][index]
            value["reference"] = f"{SERVER}{others[0]}/1"
            if "type" in value:
                value["type"] = others[0]
        self.add("other-target", position, change, ("PRO016", "REF003"), position.path)

    def change_target_location(self, position):
        """Refers to a resource outside the payload although the profile requires it to be contained or in the Bundle."""
        modes = aggregation(self.maker.own(position.elements))
        if position.type == "Reference" and modes and "referenced" not in modes and "reference" in position.value:
            other = f"{SERVER}{self.maker.target(position.elements)}/2"
            self.add("other-place", position, lambda o, k, i: (o[k] if i is None else o[k][i]).update({"reference": other}),
                     ("PRO022",), position.path)

    def add_prohibited(self, position):
        """Adds elements that the profile prohibits and FHIR permits."""
        if position.type in PRIMITIVES or not isinstance(position.value, dict):
            return
        for name, definitions in self.maker.children(position.elements, position.type):
            own = self.maker.own(unsliced(definitions))
            definition = self.maker.release.type(position.type) if position.type not in ("BackboneElement", "Element") else None
            core = tree(definition).child(name) if definition else self.maker.core(own[0]) if own else None
            new = Position(position.value, "", None, f"{position.path}.{name}", name, "", [], [], position)
            if discriminates_slice(new):
                continue
            if not own or highest(own) > 0 or core is None or core.max == 0 or "xtension" in name or name in ("contained", "id"):
                continue
            written, typed = {}, own[:1] if core.is_choice and not own[0].is_choice else []
            try:
                PayloadMaker(self.maker.release, self.maker.profile).write(
                    written, name, [*typed, core], None, Position(None, None, None, position.path, "", "", [], []), 8)
            except NoValue:
                continue
            (key, value), *_ = written.items()
            if key in position.value:
                continue
            new.key = key
            self.add("not-allowed", new, lambda o, k, i, value=value: o.update({k: copy.deepcopy(value)}), ("PRO006",),
                     f"{position.path}.{name.removesuffix('[x]')}")
