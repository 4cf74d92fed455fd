#!/usr/bin/env python3
"""Counts the findings in published examples, and compares them with findings-in-published-examples.md.

    docs/published-examples.py APPTLINT [--update]

The examples are in the folder APPTLINT_SHARED or, without it, in `shared` next to the checkout. Prints each row of the page that
differs, is missing or is no longer found. With --update, corrects the numbers and removes the rows that are not found; rows
for other codes must be written, with the reason why the example is wrong. Exit status: 0 if the page is right, 1 if not.
"""

import json, os, pathlib, re, shutil, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/findings-in-published-examples.md"
SHARED = pathlib.Path(os.environ.get("APPTLINT_SHARED", ROOT.parent / "shared"))

# The parts of the page: the heading that starts each, its packs, the family whose warnings count too, and the folders.
PARTS = [
    ("## Every message and resource", ["bars"], "BRS",
     ["spec/bars-1.5.0/examples/guide", "spec/bars-1.5.0/examples/core-pages", "spec/bars-1.5.0/examples/api-1.4.0",
      "corpus/tkw-bars/postman-bodies", "corpus/tkw-bars/priming/R4_primer.xml", "spec/samples/tkw-bars"]),
    ("## Examples of the NHS Booking API", [], "",
     ["spec/samples/nhs-booking", "spec/samples/uec", "spec/samples/tkw-111-uec", "spec/samples/gpconnect"]),
]
ROW = re.compile(r"^(\| \[([A-Z]{3}(?:[0-9]{3})?)\]\(.*) \| ([0-9]+) \| ([0-9]+) \| `(.*)` \|$")


def files(folder):
    """The payloads of a folder by path, or a file."""
    path = SHARED / folder
    return [path] if path.is_file() else sorted(file for file in path.rglob("*") if file.suffix in (".json", ".xml", ".http"))


def counts(apptlint, packs, family, folders):
    """For each code its findings, and the files with one."""
    names = [file for folder in folders for file in files(folder)]
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        # verify writes each rule of a finding with its own severity.
        settings = {"now": "2026-07-01"} | ({"packs": packs} if packs else {})
        pathlib.Path(folder, ".apptlint.json").write_text(json.dumps(settings))
        copies = [pathlib.Path(folder, f"{index:03}-{name.name}") for index, name in enumerate(names)]
        for name, copy in zip(names, copies): shutil.copy(name, copy)
        subprocess.run([apptlint, "verify", "--update", folder], capture_output=True)
        for name, copy in zip(names, copies):
            for line in pathlib.Path(f"{copy}.expected").read_text().splitlines():
                words = [word.rstrip(":") for word in line.split(" ")]
                if len(words) < 3: continue
                code = words[2] if re.fullmatch("[A-Z]{3}[0-9]{3}", words[2]) else "INV"
                if words[1] not in ("error", "fatal") and not (family and code.startswith(family)): continue
                found.setdefault(code, [0, []])[0] += 1
                if name not in found[code][1]: found[code][1].append(name)
    return found


def main(apptlint, updates):
    lines = PAGE.read_text().split("\n")
    starts = [lines.index(part[0]) for part in PARTS] + [len(lines)]
    differences = []
    for (heading, packs, family, folders), start, end in zip(PARTS, starts, starts[1:]):
        found = counts(apptlint, packs, family, folders)
        for index in range(start, end):
            row = ROW.match(lines[index])
            if not row: continue
            code = row[2]
            if code not in found:
                differences.append(f"{code} is no longer found")
                lines[index] = None
                continue
            count, where = found.pop(code)
            written = f"{row[1]} | {count} | {len(where)} | `{where[0].name}` |"
            if written != lines[index]:
                differences.append(f"{code}: {count} in {len(where)} files, first `{where[0].name}`; listed as {row[3]} in {row[4]}, `{row[5]}`")
                lines[index] = written
        for code, (count, where) in sorted(found.items()):
            differences.append(f"{code} is not listed: {count} in {len(where)} files, first `{where[0].name}` ({heading[3:]})")
    for difference in differences: print(difference)
    if updates: PAGE.write_text("\n".join(line for line in lines if line is not None))
    return 1 if differences else 0


if __name__ == "__main__":
    if len(sys.argv) < 2: sys.exit(__doc__)
    sys.exit(main(sys.argv[1], "--update" in sys.argv))
