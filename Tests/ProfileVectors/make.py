#!/usr/bin/env python3
"""Writes the vectors of every built-in profile, from the definitions in Profiles/.

    Tests/ProfileVectors/make.py APPTLINT [PROFILE]
    Tests/ProfileVectors/make.py --payloads FOLDER

APPTLINT is the built command. With PROFILE, a part of a canonical URL, only the vectors of matching profiles are written. With
--payloads, only the payloads are written, to another folder. A vector is a Bundle. Its first entry conforms to the profile; the
others violate the constraints that their ids name. The script knows nothing about apptlint except its codes: which finding is
expected, and where, follows from the profile. It prints each missing finding and each finding in a first entry, and writes the
findings next to the vectors. The vectors of a package are the lines of one file, sorted by profile.
"""

import json, pathlib, re, subprocess, sys

from unsatisfiable import NOT_GENERATED, UNSATISFIABLE
from violations import all_violations, grouped, violating
from definitions import load
from formats import as_json, in_order
from payload import PayloadMaker
from plausible import SERVER

ROOT = pathlib.Path(__file__).resolve().parents[2]
VECTORS = ROOT / "TestVectors/profiles"
PAGE = ROOT / "docs/findings-in-published-profiles.md"


def vector(package, release, profile):
    """The Bundle for a profile, and the expected findings: entry, codes, path."""
    maker = PayloadMaker(release, profile)
    body = maker.resource()
    groups = grouped(all_violations(maker, body))
    entries = [("valid", body)]
    expected = []
    for number, group in enumerate(groups):
        same = [g for g in groups if g[0].kind == group[0].kind]
        suffix = f"-{same.index(group) + 1}" if len(same) > 1 else ""
        entries.append((group[0].kind + suffix, violating(body, group)))
        expected += [(number + 1, b.codes, b.path.removeprefix(profile["type"])) for b in group]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": []}
    for name, entry in entries:
        resource = in_order(release, claiming(package, profile, entry, name))
        bundle["entry"].append({"fullUrl": f"{SERVER}{profile['type']}/{name}", "resource": resource})
    for resource in maker.bundled:
        url = f"{SERVER}{resource['resourceType']}/{resource['id']}"
        bundle["entry"].append({"fullUrl": url, "resource": in_order(release, resource)})
    return bundle, expected


def claiming(package, profile, body, name):
    """A payload that claims a profile, with its version if another package has a profile with the same URL."""
    claim = profile["url"] + (f"|{profile['version']}" if package.startswith("fhir.r4.ukcore.") else "")
    meta = {"profile": [claim], **{k: v for k, v in body.get("meta", {}).items() if k != "profile"}}
    return {"resourceType": body["resourceType"], "id": name, "meta": meta,
            **{k: v for k, v in body.items() if k not in ("resourceType", "id", "meta")}}


def findings(path):
    """Severity, code and element of each expected finding, by the line number in the file."""
    found = {}
    for line in path.read_text().splitlines():
        if not line.startswith("#"):
            location, severity, code, *element = line.split(": ")
            found.setdefault(int(location.split(":")[0]), []).append((severity, code, element[0] if element else ""))
    return found


def is_found(found, entry, codes, path):
    """Whether one of the codes is reported at a path, which may lack the last array index, or below it."""
    wanted = f"Bundle.entry[{entry}].resource{path}"
    plain = re.sub(r"\[\d+\]$", "", wanted)
    around = wanted.rsplit(".", 1)[0]
    return any(code in codes and (severity == "error" or code == "PRO008") and (
        element == wanted or re.sub(r"\[\d+\]$", "", element) == plain or element.startswith((wanted + ".", wanted + "["))
        or element == around and codes[0] == "PRO007") for severity, code, element in found)


def name_of(line):
    """The name of the profile that the first entry of a vector claims."""
    return json.loads(line)["entry"][0]["resource"]["meta"]["profile"][0].split("|")[0].split("/")[-1]


def write_page(profiles):
    rows = [f"| `{package}` | `{profile['url'].split('/')[-1]}` | {UNSATISFIABLE[profile['url'].split('/')[-1]]} |"
            for package, _, profile in profiles if profile["url"].split("/")[-1] in UNSATISFIABLE]
    head, _, _ = PAGE.read_text().partition("| package |")
    PAGE.write_text(head + "\n".join(["| package | profile | why |", "|---|---|---|", *rows]) + "\n")


def write_payloads(profiles, root, keeps_others):
    """Writes the file of each package, and returns the vectors in each file by name, with the expected findings."""
    files = {}
    for package, release, profile in profiles:
        bundle, expected = vector(package, release, profile)
        path = root / ("stu3" if release.version == "3.0" else "r4") / f"{package}.ndjson"
        files.setdefault(path, {})[profile["url"].split("/")[-1]] = as_json(bundle), expected
    for path, vectors in files.items():
        if keeps_others and path.exists():
            known = {name_of(line): (line, None) for line in path.read_text().splitlines()}
            vectors |= {name: vector for name, vector in known.items() if name not in vectors}
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("".join(vectors[name][0] + "\n" for name in sorted(vectors)))
    return files


def main():
    apptlint, *only = sys.argv[1:]
    profiles = [p for p in load() if p[2]["url"].split("/")[-1] not in NOT_GENERATED]
    if apptlint == "--payloads":
        write_payloads(profiles, pathlib.Path(only[0]), False)
        return 0
    profiles = [p for p in profiles if not only or only[0] in p[2]["url"]]
    files = write_payloads(profiles, VECTORS, bool(only))
    subprocess.run([apptlint, "verify", "--update", "--max-findings", "10000", *map(str, files)], stdout=subprocess.DEVNULL)
    errors = made = violated = 0
    for path, vectors in files.items():
        found = findings(path.with_suffix(".ndjson.expected"))
        for number, name in enumerate(sorted(vectors), 1):
            expected = vectors[name][1]
            if expected is None:
                continue
            made, violated = made + 1, violated + len(expected)
            if name in UNSATISFIABLE:
                continue
            here = found.get(number, [])
            missed = [f"{name}: {d[1][0]} is expected at {d[2]} of entry {d[0]}" for d in expected if not is_found(here, *d)]
            missed += [f"{name}: {f} in the first entry" for f in here if not re.match(r"Bundle\.entry\[[1-9]", f[2])]
            errors += len(missed)
            print("\n".join(missed), end="\n" if missed else "")
    if not only:
        write_page(profiles)
    print(f"{made} profiles, {violated} constraints violated, {errors} errors")
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
