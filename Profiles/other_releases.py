#!/usr/bin/env python3
"""Writes other-releases.json: how the releases that are not checked differ from those that are.

    other_releases.py DSTU2_FOLDER R4B_FOLDER R5_FOLDER

The folders are `fhir/resources/DSTU2` of the Python package fhir.resources 5.1.1, and `fhir/resources/R4B` and `fhir/resources`
of 7.1.0: HL7's definitions of DSTU2 1.0.2, R4B 4.3.0 and R5 5.0.0 as Python classes, which are read as text.
"""
import glob, json, os, re, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ABSTRACT = {"Element", "BackboneElement", "BackboneType", "DataType", "PrimitiveType", "Resource", "DomainResource",
            "CanonicalResource", "MetadataResource", "Base"}
PRIMITIVE = re.compile(r"[a-z]")


class Release:
    """The types of a release: children(type) is {name: (type, repeats)}; a nested type is named by its path."""

    def __init__(self):
        self.own, self.bases, self.required = {}, {}, set()
        self.codes = {}
        """By path and element: the codes that it is bound to, and whether these are all of them."""

    def children(self, name):
        if name not in self.own:
            return {}
        base = self.bases.get(name)
        return {**(self.children(base) if base else {}), **self.own[name]}

    def is_resource(self, name):
        while name and name != "Resource":
            name = self.bases.get(name)
        return name == "Resource"

    def top(self):
        return sorted(n for n in self.own if "." not in n and n not in ABSTRACT and not PRIMITIVE.match(n))


def expansion(folder, url, files):
    """The codes of a value set of Profiles/; None if a file does not list them all."""
    if not files:
        for kind in ("valuesets", "codesystems"):
            for line in open(os.path.join(HERE, folder, kind + ".ndjson"), encoding="utf8"):
                content = json.loads(line)
                files[kind, content["url"]] = content
    value_set = files.get(("valuesets", url.split("|")[0]))
    if not value_set or "exclude" in value_set:
        return None
    codes = set()
    for part in value_set["include"]:
        if set(part) == {"system"}:
            system = files.get(("codesystems", part["system"]))
            if not system or "concepts" not in system:
                return None
            queue = list(system["concepts"])
            while queue:
                concept = queue.pop()
                codes.add(concept["code"])
                queue += concept.get("concepts", [])
        elif set(part) == {"system", "codes"}:
            codes.update(code["code"] if isinstance(code, dict) else code for code in part["codes"])
        else:
            return None
    return codes


def checked(folder):
    """A release of Profiles/."""
    release, files = Release(), {}

    def elements(path, members, references):
        own = release.own[path] = {}
        for name, e in members.items():
            repeats = e.get("array", False)
            if e.get("min", 0) > 0 and "choices" not in e:
                release.required.add((path, name))
            binding = e.get("binding", {})
            if e.get("type") == "code" and binding.get("strength") == "required":
                codes = expansion(folder, binding["valueSet"], files)
                if codes:
                    release.codes[path, name] = (codes, True)
            if "choices" in e:
                for t in e["choices"]:
                    own[name + t[0].upper() + t[1:]] = (t, repeats)
            elif "elementReference" in e:
                own[name] = (e["elementReference"], repeats)
            elif "elements" in e:
                own[name] = (path + "." + name, repeats)
                elements(path + "." + name, e["elements"], references)
                release.bases[path + "." + name] = e["type"]
            elif e.get("max") != 0:
                own[name] = (e["type"], repeats)

    for line in open(os.path.join(HERE, folder, "types.ndjson"), encoding="utf8"):
        schema = json.loads(line)
        release.bases[schema["type"]] = schema.get("base")
        elements(schema["type"], schema.get("elements", {}), None)
    return release


def listed(text):
    """The codes of a short definition such as `planned | arrived +`, and whether these are all of them."""
    if not re.fullmatch(r"[\w.<>=-]+(\s*\|\s*[\w.<>=-]+)+\s*(\+?)\.?", text):
        return None
    return {word.rstrip(".") for word in re.split(r"[\s|+]+", text) if word.rstrip(".")}, "+" not in text


def python(folder):
    """A release as Python classes."""
    classes, codes = {}, {}
    for file in glob.glob(os.path.join(folder, "*.py")):
        text = open(file, encoding="utf8").read()
        for chunk in re.split(r"^(?=class )", text, flags=re.M)[1:]:
            head = re.match(r"class (\w+)\((?:\w+\.)?(\w+)\)", chunk)
            if not head:
                continue
            own = {}
            for field in re.split(r"^    (?=\w+: )", chunk, flags=re.M)[1:]:
                kind, _, rest = field.partition(": ")[2].partition(" = Field(")
                alias = re.search(r'alias="([^"]+)"', rest)
                if alias and alias[1][0] != "_" and alias[1] not in ("resource_type", "fhir_comments"):
                    word = re.findall(r"\w+", kind)[-1]
                    word = word[:-4] if word.endswith("Type") else word[0].lower() + word[1:]
                    own[alias[1]] = (word, "List" in kind)
                    title = re.search(r"title=(\(.*?\n        \)|\".*?\"),", field, re.S)
                    found = listed("".join(re.findall(r'"([^"]*)"', title[1]))) if title else None
                    if found:
                        codes[head[1], alias[1]] = found
            tuples = r'\(\s*"\w+",\s*"(\w+)",\s*([\w.]+),\s*(True|False),\s*[^,]+,\s*(?:True|False),?\s*\)'
            for m in re.finditer(tuples, chunk):
                kind = m[2].split(".")[-1]
                short = re.search(rf'self\.{m[1]}(?:_fhir)? = None\s+"""\s*(.*?)\s+(?:List of|Type) `str`', chunk, re.S)
                found = listed(" ".join(short[1].split())) if short else None
                if found:
                    codes[head[1], m[1]] = found
                own[m[1]] = ("Reference" if kind == "FHIRReference" else "string" if kind == "FHIRDate" else kind, m[3] == "True")
            classes[head[1]] = (head[2], own, os.path.basename(file)[:-3] == head[1].lower())
    release = Release()

    def add(name, path):
        base, own, _ = classes[name]
        release.bases[path] = {"FHIRReference": "Reference", "FHIRAbstractResource": None, "FHIRAbstractBase": None}.get(base, base)
        members = release.own[path] = {}
        for element, (kind, repeats) in own.items():
            nested = kind in classes and not classes[kind][2]
            members[element] = (f"{path}.{element}" if nested else kind, repeats)
            if (name, element) in codes:
                release.codes[path, element] = codes[name, element]
            if nested and path.count(".") < 6:
                add(kind, f"{path}.{element}")

    for name, (_, _, is_top) in classes.items():
        if is_top:
            add(name, name)
    return release


def differences(base, other):
    adds, arrays, singles, forms, lacks, replaces = {}, {}, {}, {}, {}, {}
    codes, lost = {}, {}

    def is_primitive(kind):
        return "." not in kind and PRIMITIVE.match(kind) is not None

    def compare(path, mine, theirs):
        for name, (kind, repeats) in theirs.items():
            inside = other.children(kind)
            if name not in mine:
                adds.setdefault(path, set()).add(name)
                if kind == "CodeableReference" or "." in kind:
                    adds.setdefault(f"{path}.{name}", set()).update(set(inside) - {"id", "extension", "modifierExtension"})
                continue
            own, own_repeats = mine[name]
            if repeats != own_repeats:
                (arrays if repeats else singles).setdefault(path, set()).add(name)
            if is_primitive(kind) != is_primitive(own):
                forms.setdefault(path, set()).add(name)
            if is_primitive(kind) and (path, name) in base.codes and (path, name) in other.codes:
                (before, _), (after, is_complete) = base.codes[path, name], other.codes[path, name]
                for table, some in (codes, after - before), (lost, before - after if is_complete else ()):
                    if some:
                        table.setdefault(path, set()).update(f"{name}={code}" for code in some)
            if "." in kind and "." in own:
                if own == f"{path}.{name}":
                    compare(own, base.children(own), inside)
            elif kind != own and inside:
                new = set(inside) - set(base.children(own)) - {"id", "extension"}
                if new:
                    adds.setdefault(f"{path}.{name}", set()).update(new)
                gone = set(base.children(own)) - set(inside) - {"id", "extension"}
                if gone and not is_primitive(own):
                    lacks.setdefault(f"{path}.{name}", set()).update(gone)
                if kind == "CodeableReference":
                    for part in "concept", "reference":
                        if part in new:
                            members = set(other.children(other.own[kind][part][0])) - {"id", "extension"}
                            around = f"{path}.{name}" if is_primitive(own) else own
                            adds.setdefault(f"{around}.{part}", set()).update(members)
                if kind == "CodeableReference" and own == "Reference":
                    forms.setdefault(f"{path}.{name}", set()).add("reference")
                    adds.setdefault("Reference.reference", set()).update(["reference", "display", "identifier", "type"])
        missing = set(mine) - set(theirs)
        if missing:
            lacks.setdefault(path, set()).update(missing)
        replaced = {name for name in missing if (path, name) in base.required}
        if replaced and base.is_resource(path):
            replaces[path] = replaced

    for name in base.top():
        if name in other.own:
            compare(name, base.children(name), other.children(name))
    return adds, arrays, singles, forms, lacks, replaces, codes, lost


def rows(members):
    return {path: " ".join(sorted(members[path])) for path in sorted(members)}


def main():
    stu3, r4 = checked("hl7.fhir.stu3-3.0.2"), checked("hl7.fhir.r4-4.0.1")
    out = []
    for name, base, version, folder in (
        ("DSTU2", stu3, "3.0", sys.argv[1]), ("R4B", r4, "4.0", sys.argv[2]), ("R5", r4, "4.0", sys.argv[3])
    ):
        other = python(folder)
        adds, arrays, singles, forms, lacks, replaces, codes, lost = differences(base, other)
        types = [t for t in other.top() if other.is_resource(t) and t not in stu3.own and t not in r4.own]
        gone = [t for t in base.top() if base.is_resource(t) and t not in other.own]
        out.append({"name": name, "nearest": version, "types": " ".join(types),
                    **({"narrative": "<div>"} if name == "DSTU2" else {}), "adds": rows(adds), "arrays": rows(arrays),
                    "singles": rows(singles), "forms": rows(forms), "lacks": {"": " ".join(gone), **rows(lacks)},
                    "replaces": rows(replaces), "codes": rows(codes), "lostCodes": rows(lost)})
    with open(os.path.join(HERE, "other-releases.json"), "w", encoding="utf8") as file:
        json.dump({"releases": out}, file, indent=1)
        file.write("\n")


if __name__ == "__main__":
    main()
