"""Breaks the demands of a profile in a payload that keeps them, and says what has to be found."""

import copy, re
from dataclasses import dataclass
from typing import Callable

from definitions import listed, tree
from payload import MANY, Nothing, PayloadMaker, Place, aggregation, highest, lowest, unsliced
from plausible import PRIMITIVES, SERVER

# Types for a choice that its profile does not permit.
OTHER_TYPES = {"string": "Fixture", "boolean": True, "dateTime": "2026-05-04", "integer": 4, "date": "2026-05-04",
               "Period": {"start": "2026-05-04"}, "CodeableConcept": {"text": "fixture"}}


@dataclass
class Break:
    """One demand that is broken."""

    kind: str
    place: Place
    act: Callable          # takes the object around the element, its key there and its place in an array
    codes: tuple           # of which one has to be found
    path: str              # where that has to be found

    def touches(self):
        """The path of what changes."""
        in_an_array = self.kind in ("missing", "too-many", "not-allowed")
        return re.sub(r"\[\d+\]$", "", self.place.path) if in_an_array else self.place.path

    def gets_in_the_way_of(self, other):
        one, two = self.touches(), other.touches()
        return any(a == b or a.startswith((b + ".", b + "[")) for a, b in ((one, two), (two, one)))


def all_breaks(maker, body):
    """A break of each demand of a profile that can be broken in a payload."""
    breaker = Breaker(maker)
    alive = set(objects(body))
    for place in list(maker.places):
        if id(place.owner) in alive and place.key in place.owner and not is_in_extension(place) and is_recognised(place):
            breaker.break_at(place)
    for place in [maker.root, *list(maker.places)]:
        if place is maker.root or id(place.owner) in alive and place.key in place.owner and not is_in_extension(
                place) and is_recognised(place):
            breaker.break_what_is_not_allowed(place)
    return breaker.breaks


def objects(value):
    """The identities of all objects in a value."""
    if isinstance(value, dict):
        yield id(value)
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from objects(item)


def together(breaks):
    """The breaks of each kind, those together that do not get in each other's way."""
    groups = []
    for one in breaks:
        group = next((g for g in groups if g[0].kind == one.kind and not any(one.gets_in_the_way_of(o) for o in g)
                      and leaves_something(g, one)), None)
        if group:
            group.append(one)
        else:
            groups.append([one])
    return sorted(groups, key=lambda g: g[0].kind)


def leaves_something(group, one):
    """Whether something is left of an element when all of these are taken out."""
    gone = {o.place.key for o in group + [one] if o.place.owner is one.place.owner}
    return one.kind != "missing" or bool(set(one.place.owner) - gone - {"resourceType", "extension"})


def broken(body, breaks):
    """A copy of a payload with some demands broken."""
    places = [(b.place.owner, b.place.key, b.place.index) for b in breaks]
    body, places = copy.deepcopy((body, places))
    for one, (owner, key, index) in zip(breaks, places):
        one.act(owner, key, index)
    return body


def is_in_extension(place):
    while place is not None:
        if place.type == "Extension":
            return True
        place = place.parent
    return False


def tells_slice(place):
    """Whether the slice that a place belongs to is told from others by it, or by something in it or around it."""
    steps, at = [], place
    while at is not None:
        path = ".".join(reversed(steps))
        for _, told_by in (d for e in at.said if at.slice for d in e.discriminators):
            if path == told_by or path and (path + ".").startswith(told_by + ".") or told_by.startswith(path + ".") and path:
                return True
            if not told_by and at is not place:
                return True
        steps.append(at.name.removesuffix("[x]"))
        at = at.parent
    return False


def is_recognised(place):
    """Whether all slices around a place fix their discriminators: nothing matches a slice that does not."""
    while place is not None:
        for kind, path in (d for e in place.said if place.slice for d in e.discriminators):
            told_by = place.slice.find(f"{place.slice.path}.{path}") if kind == "value" and path and "(" not in path else None
            if told_by is not None and not is_fixed(told_by):
                return False
        place = place.parent
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


class Breaker:
    def __init__(self, maker):
        self.maker, self.breaks, self.done = maker, [], set()

    def add(self, kind, place, act, codes, path):
        self.breaks.append(Break(kind, place, act, codes, path))

    def once(self, *key):
        """Whether this is the first time for a key."""
        if key in self.done:
            return False
        self.done.add(key)
        return True

    def break_at(self, place):
        own = self.maker.own(unsliced(place.said))
        core = self.maker.core(own[0]) if own else None
        tells = tells_slice(place)
        self.remove(place, own, core, tells)
        if not tells:
            self.repeat(place, own, core)
            self.change_value(place)
            self.change_code(place)
            self.change_type(place, core)
            self.change_target(place, core)
            self.change_place(place)

    def remove(self, place, own, core, tells):
        """Takes out what must be there."""
        around = place.parent.path
        is_own_slice = place.slice and place.slice in self.maker.own([place.slice])
        if place.slice is None and lowest(own) > (core.min if core else 0) and not tells and len(
                set(place.owner) - {"resourceType"}) > 1 and self.once("remove", around, place.key):
            self.add("missing", place, lambda o, k, i: (o.pop(k, None), o.pop("_" + k, None)), ("PRO005", "PRO011"), around)
        elif is_own_slice and self.can_be_told(place) and place.slice.min > 0 and place.index is not None and len(place.owner[place.key]) > 1:
            self.add("missing", place, lambda o, k, i: o[k].pop(i), ("PRO011", "PRO005"), around)

    @staticmethod
    def can_be_told(place):
        """Whether an element tells the slices of a place apart; `resourceType` is none."""
        return not any(path.endswith("resourceType") for e in place.said for _, path in e.discriminators)

    def repeat(self, place, own, core):
        """Writes what may occur so often once more."""
        if place.index is None or not self.once("repeat", place.parent.path, place.key):
            return
        path = f"{place.parent.path}.{place.key}"
        most = highest(own)
        if place.slice is None and 0 < most < (core.max if core else MANY) and most < 5 and not self.maker.slices(place.said):
            self.add("too-many", place, lambda o, k, i: o[k].extend(
                copy.deepcopy(o[k][-1]) for _ in range(int(most) + 1 - len(o[k]))), ("PRO006", "PRO012"), path)
        elif place.slice in self.maker.own([place.slice] if place.slice else []) and 0 < place.slice.max < 4 and len(
                place.owner[place.key]) + place.slice.max <= most:
            self.add("too-many", place, lambda o, k, i: o[k].extend(
                copy.deepcopy(o[k][i]) for _ in range(int(place.slice.max))), ("PRO012", "PRO006", "PRO014"), path)

    def change_value(self, place):
        """Gives what is fixed another value."""
        if isinstance(place.value, (dict, list)) or all(
                e.fixed is None and e.pattern is None for e in self.maker.own(place.elements)):
            return
        value = place.value
        other = not value if isinstance(value, bool) else value + ("-other" if isinstance(value, str) else 1)
        self.add("other-value", place, lambda o, k, i: set_value(o, k, i, other), ("PRO008", "PRO009"), place.path)

    def change_code(self, place):
        """Gives what is bound to a value set a code that is not in it."""
        own = self.maker.own(place.elements)
        bound = next((e for e in own if e.strength() == "required" and e.value_set()), None)
        if bound is None or any(e.fixed is not None or e.pattern is not None for e in own):
            return
        found, whole = self.maker.release.codes(bound.value_set())
        if not found or not whole:
            return
        if place.type == "code":
            self.add("other-code", place, lambda o, k, i: set_value(o, k, i, "no-such-code"), ("BND001",), place.path)
        elif place.type == "Coding" or place.type == "CodeableConcept" and place.value.get("coding"):
            def change(owner, key, index):
                value = owner[key] if index is None else owner[key][index]
                for coding in value["coding"] if "coding" in value else [value]:
                    coding["code"] = "no-such-code"
            self.add("other-code", place, change, ("BND001",), place.path)

    def change_type(self, place, core):
        """Gives a choice a type that the profile does not permit."""
        if not place.name.endswith("[x]") or core is None or any(e.slices for e in place.said):
            return
        stated = [set(e.codes()) for e in self.maker.own(place.said) if e.codes()]
        allowed = set.intersection(*stated) if stated else set(core.codes())
        other = next((t for t in core.codes() if t not in allowed and t in OTHER_TYPES), None)
        if other is None:
            return

        def change(owner, key, index):
            owner.pop(key)
            owner.pop("_" + key, None)
            owner[place.name.removesuffix("[x]") + other[0].upper() + other[1:]] = copy.deepcopy(OTHER_TYPES[other])
        self.add("other-type", place, change, ("PRO007", "PRO005", "PRO011"), place.path)

    def change_target(self, place, core):
        """Has a reference lead to what the profile does not permit."""
        if place.type != "Reference" or "reference" not in place.value or core is None:
            return
        types = [t for e in self.maker.own(place.elements) for t in e.types if t.get("code") == "Reference"]
        allowed = {self.maker.target_type(url) for t in types for url in listed(t.get("targetProfile"))}
        if not allowed or None in allowed or "Resource" in allowed or not all(t.get("targetProfile") for t in types):
            return
        permitted = {url.split("/")[-1] for t in core.types for url in listed(t.get("targetProfile"))}
        others = sorted(permitted - allowed - {"Resource"})
        if not others and ("Resource" in permitted or not permitted):
            others = ["Basic"]
        if not others:
            return

        def lead(owner, key, index):
            value = owner[key] if index is None else owner[key][index]
            value["reference"] = f"{SERVER}{others[0]}/1"
            if "type" in value:
                value["type"] = others[0]
        self.add("other-target", place, lead, ("PRO016", "REF003"), place.path)

    def change_place(self, place):
        """Has a reference lead to a resource that is neither contained nor in the Bundle, where it has to be."""
        modes = aggregation(self.maker.own(place.elements))
        if place.type == "Reference" and modes and "referenced" not in modes and "reference" in place.value:
            other = f"{SERVER}{self.maker.target(place.elements)}/2"
            self.add("other-place", place, lambda o, k, i: (o[k] if i is None else o[k][i]).update({"reference": other}),
                     ("PRO022",), place.path)

    def break_what_is_not_allowed(self, place):
        """Writes what the profile rules out and FHIR does not."""
        if place.type in PRIMITIVES or not isinstance(place.value, dict):
            return
        for name, said in self.maker.children(place.elements, place.type):
            own = self.maker.own(unsliced(said))
            whole = self.maker.release.type(place.type) if place.type not in ("BackboneElement", "Element") else None
            core = tree(whole).child(name) if whole else self.maker.core(own[0]) if own else None
            new = Place(place.value, "", None, f"{place.path}.{name}", name, "", [], [], place)
            if tells_slice(new):
                continue
            if not own or highest(own) > 0 or core is None or core.max == 0 or "xtension" in name or name in ("contained", "id"):
                continue
            written, typed = {}, own[:1] if core.is_choice and not own[0].is_choice else []
            try:
                PayloadMaker(self.maker.release, self.maker.profile).write(
                    written, name, [*typed, core], None, Place(None, None, None, place.path, "", "", [], []), 8)
            except Nothing:
                continue
            (key, value), *_ = written.items()
            if key in place.value:
                continue
            new.key = key
            self.add("not-allowed", new, lambda o, k, i, value=value: o.update({k: copy.deepcopy(value)}), ("PRO006",),
                     f"{place.path}.{name.removesuffix('[x]')}")
