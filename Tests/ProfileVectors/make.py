#!/usr/bin/env python3
"""Writes the vectors of every built-in profile, from the definitions in Profiles/.

    Tests/ProfileVectors/make.py APPTLINT [PROFILE]
    Tests/ProfileVectors/make.py --payloads FOLDER

APPTLINT is the built command; PROFILE is a part of a canonical URL, for one profile alone. With --payloads, only the payloads are
written, to another folder. A vector is a Bundle. Its first entry keeps all that the profile demands; the others break the demands that
their ids name. The script knows nothing of apptlint but its codes: which finding is due, and where, follows from the
profile. It prints each that is not found, each first entry that is not clean, and writes what is found beside the vectors.
The vectors of a package are the lines of one file, sorted by profile.
"""

import json, pathlib, re, subprocess, sys

from at_odds import AT_ODDS, NOT_MADE
from breaks import all_breaks, broken, together
from definitions import load
from formats import as_json, in_order
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
    """Severity, code and element of each finding that an expectation has, by the number of the line in the file."""
    found = {}
    for line in path.read_text().splitlines():
        if not line.startswith("#"):
            place, severity, code, *element = line.split(": ")
            found.setdefault(int(place.split(":")[0]), []).append((severity, code, element[0] if element else ""))
    return found


def is_found(found, entry, codes, path):
    """Whether one of some codes is found at a path, which may leave out places in arrays, or below it."""
    wanted = f"Bundle.entry[{entry}].resource{path}"
    plain = re.sub(r"\[\d+\]$", "", wanted)
    around = wanted.rsplit(".", 1)[0]
    return any(code in codes and (severity == "error" or code == "PRO008") and (
        place == wanted or re.sub(r"\[\d+\]$", "", place) == plain or place.startswith((wanted + ".", wanted + "["))
        or place == around and codes[0] == "PRO007") for severity, code, place in found)


def name_of(line):
    """The name of the profile that the first entry of a vector claims."""
    return json.loads(line)["entry"][0]["resource"]["meta"]["profile"][0].split("|")[0].split("/")[-1]


def write_page(profiles):
    rows = [f"| `{package}` | `{profile['url'].split('/')[-1]}` | {AT_ODDS[profile['url'].split('/')[-1]]} |"
            for package, _, profile in profiles if profile["url"].split("/")[-1] in AT_ODDS]
    head, _, _ = PAGE.read_text().partition("| package |")
    PAGE.write_text(head + "\n".join(["| package | profile | why |", "|---|---|---|", *rows]) + "\n")


def write_payloads(profiles, root, keeps_others):
    """Writes the file of each package, and returns the vectors in each file by name, with what is due."""
    files = {}
    for package, release, profile in profiles:
        bundle, due = vector(package, release, profile)
        path = root / ("stu3" if release.version == "3.0" else "r4") / f"{package}.ndjson"
        files.setdefault(path, {})[profile["url"].split("/")[-1]] = as_json(bundle), due
    for path, vectors in files.items():
        if keeps_others and path.exists():
            known = {name_of(line): (line, None) for line in path.read_text().splitlines()}
            vectors |= {name: vector for name, vector in known.items() if name not in vectors}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(vectors[name][0] + "\n" for name in sorted(vectors)))
    return files


def main():
    apptlint, *only = sys.argv[1:]
    profiles = [p for p in load() if p[2]["url"].split("/")[-1] not in NOT_MADE]
    if apptlint == "--payloads":
        write_payloads(profiles, pathlib.Path(only[0]), False)
        return 0
    profiles = [p for p in profiles if not only or only[0] in p[2]["url"]]
    files = write_payloads(profiles, VECTORS, bool(only))
    subprocess.run([apptlint, "verify", "--update", "--max-findings", "10000", *map(str, files)], stdout=subprocess.DEVNULL)
    faults = made = broken_demands = 0
    for path, vectors in files.items():
        found = findings(path.with_suffix(".ndjson.expected"))
        for number, name in enumerate(sorted(vectors), 1):
            due = vectors[name][1]
            if due is None:
                continue
            made, broken_demands = made + 1, broken_demands + len(due)
            if name in AT_ODDS:
                continue
            here = found.get(number, [])
            said = [f"{name}: {d[1][0]} is due at {d[2]} of entry {d[0]}" for d in due if not is_found(here, *d)]
            said += [f"{name}: {f} in the first entry" for f in here if not re.match(r"Bundle\.entry\[[1-9]", f[2])]
            faults += len(said)
            print("\n".join(said), end="\n" if said else "")
    if not only:
        write_page(profiles)
    print(f"{made} profiles, {broken_demands} demands broken, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
