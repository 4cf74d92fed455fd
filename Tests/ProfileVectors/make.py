#!/usr/bin/env python3
"""Writes the vectors of every built-in profile, from the snapshots that its package was published with.

    Tests/ProfileVectors/make.py DEFINITIONS APPTLINT [PROFILE]

DEFINITIONS is the folder of published definitions, APPTLINT the built command; PROFILE is a part of a canonical URL, for one
profile alone. A vector is a Bundle. Its first entry keeps all that the profile demands; the others break the demands that
their ids name. The script knows nothing of apptlint but its codes: which finding is due, and where, follows from the
snapshot. It prints each that is not found, each first entry that is not clean, and writes what is found beside the vectors.
"""

import json, pathlib, re, subprocess, sys

from at_odds import AT_ODDS, NOT_MADE
from breaks import all_breaks, broken, together
from definitions import load
from formats import as_json, as_xml, in_order
from payload import PayloadMaker
from plausible import SERVER

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = ROOT / "TestVectors/profiles"
PAGE = ROOT / "docs/findings-in-published-profiles.md"


def vector(package, release, profile):
    """The Bundle for a profile, and what has to be found in it: entry, codes, path."""
    maker = PayloadMaker(release, profile)
    body = maker.resource()
    groups = together(all_breaks(maker, body))
    entries = [("valid", body)]
    due = []
    for number, group in enumerate(groups):
        same = [g for g in groups if g[0].kind == group[0].kind]
        suffix = f"-{same.index(group) + 1}" if len(same) > 1 else ""
        entries.append((group[0].kind + suffix, broken(body, group)))
        due += [(number + 1, b.codes, b.path.removeprefix(profile["type"])) for b in group]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": []}
    for name, entry in entries:
        resource = in_order(release, claiming(package, profile, entry, name))
        bundle["entry"].append({"fullUrl": f"{SERVER}{profile['type']}/{name}", "resource": resource})
    for resource in maker.bundled:
        url = f"{SERVER}{resource['resourceType']}/{resource['id']}"
        bundle["entry"].append({"fullUrl": url, "resource": in_order(release, resource)})
    return bundle, due


def claiming(package, profile, body, name):
    """A payload that claims a profile; its version too where another package has a profile of the same URL."""
    claim = profile["url"] + (f"|{profile['version']}" if package.startswith("fhir.r4.ukcore.") else "")
    meta = {"profile": [claim], **{k: v for k, v in body.get("meta", {}).items() if k != "profile"}}
    return {"resourceType": body["resourceType"], "id": name, "meta": meta,
            **{k: v for k, v in body.items() if k not in ("resourceType", "id", "meta")}}


def findings(path):
    """Severity, code and element of each finding that an expectation holds."""
    for line in path.read_text().splitlines():
        if not line.startswith("#"):
            _, severity, code, *element = line.split(": ")
            yield severity, code, element[0] if element else ""


def is_found(found, entry, codes, path):
    """Whether one of some codes is found at a path, which may leave out places in arrays, or below it."""
    wanted = f"Bundle.entry[{entry}].resource{path}"
    plain = re.sub(r"\[\d+\]$", "", wanted)
    around = wanted.rsplit(".", 1)[0]
    return any(code in codes and (severity == "error" or code == "PRO008") and (
        place == wanted or re.sub(r"\[\d+\]$", "", place) == plain or place.startswith((wanted + ".", wanted + "["))
        or place == around and codes[0] == "PRO007") for severity, code, place in found)


def write_page(profiles):
    rows = [f"| `{package}` | `{profile['url'].split('/')[-1]}` | {AT_ODDS[profile['url'].split('/')[-1]]} |"
            for package, _, profile in profiles if profile["url"].split("/")[-1] in AT_ODDS]
    head, _, _ = PAGE.read_text().partition("| package |")
    PAGE.write_text(head + "\n".join(["| package | profile | why |", "|---|---|---|", *rows]) + "\n")


def main():
    definitions, apptlint, *only = sys.argv[1:]
    profiles = [p for p in load(definitions) if not only or only[0] in p[2]["url"]]
    profiles = [p for p in profiles if p[2]["url"].split("/")[-1] not in NOT_MADE]
    wanted = {}
    for package, release, profile in profiles:
        folder = VECTORS / package
        folder.mkdir(parents=True, exist_ok=True)
        settings = {"packs": "none", "fhirVersion": release.version, **({"ignore": ["dom-6"]} if release.version == "4.0" else {})}
        (folder / ".apptlint.json").write_text(json.dumps(settings) + "\n")
        bundle, due = vector(package, release, profile)
        path = folder / (profile["url"].split("/")[-1] + ".json")
        wanted[path] = due
        path.write_text(as_json(bundle))
        path.with_suffix(".xml").write_text(as_xml(bundle))
    subprocess.run([apptlint, "verify", "--update", "--max-findings", "10000", *sorted({str(p.parent) for p in wanted})],
                   stdout=subprocess.DEVNULL)
    faults = 0
    for path, due in wanted.items():
        both = [list(findings(path.with_suffix(s + ".expected"))) for s in (".json", ".xml")]
        if path.stem in AT_ODDS:
            continue
        said = [f"{path.stem}: {d[1][0]} is due at {d[2]} of entry {d[0]}" for d in due if not is_found(both[0], *d)]
        said += [f"{path.stem}: {f} in the first entry" for f in both[0]
                 if not re.match(r"Bundle\.entry\[[1-9]", f[2])]
        if sorted(both[0]) != sorted(both[1]):
            said.append(f"{path.stem}: the formats differ")
        faults += len(said)
        print("\n".join(said), end="\n" if said else "")
    if not only:
        write_page(profiles)
    print(f"{len(wanted)} profiles, {sum(map(len, wanted.values()))} demands broken, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
