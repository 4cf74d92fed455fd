#!/usr/bin/env python3
"""Counts the findings in published examples, and compares them with findings-in-published-examples.md.

    docs/published-examples.py APPTLINT [--update]

The examples are in the folder APPTLINT_SHARED or, without it, in `shared` next to the checkout. Prints each row of the page that
differs, is missing or is not found any more. With --update, corrects the numbers and removes the rows that are not found; rows
for other codes must be written, with the reason why the example is wrong. Exit status: 0 if the page is right, 1 if not.
"""

import json, os, pathlib, re, subprocess, sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs/findings-in-published-examples.md"
SHARED = pathlib.Path(os.environ.get("APPTLINT_SHARED", ROOT.parent / "shared"))

# The parts of the page: the heading that starts each, the options, the families whose warnings count too, and the folders.
PARTS = [
    ("## Every message and resource", ["--pack", "bars"], "BRS",
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


def counts(apptlint, options, family, folders):
    """For each code its findings, and the names of the files with one."""
    names = [file for folder in folders for file in files(folder)]
    run = subprocess.run(
        [apptlint, "check", "--format", "ndjson", "--fail-on", "never", "--now", "2026-07-01", *options, *map(str, names)],
        capture_output=True, text=True, check=True)
    rules = json.loads(subprocess.run([apptlint, "rules", "--format", "json"], capture_output=True, check=True).stdout)
    errors = {"INV"} | {rule["code"] for rule in rules if rule["severity"] == "error"}
    found = {}
    outcomes = [json.loads(line) for line in run.stdout.splitlines()]
    if len(outcomes) != len(names): sys.exit(f"{len(outcomes)} outcomes for {len(names)} files")
    for name, outcome in zip(names, outcomes):
        for issue in outcome["issue"]:
            codes = [coding.get("code", "") for coding in issue.get("details", {}).get("coding", [])]
            codes = [code if re.fullmatch("[A-Z]{3}[0-9]{3}", code) else "INV" for code in codes]
            # Of the rules in a merged finding, those that are warnings by themselves do not count.
            for code in dict.fromkeys(codes[:1] + [code for code in codes[1:] if code in errors or family and code.startswith(family)]):
                if issue["severity"] not in ("error", "fatal") and not (family and code.startswith(family)): continue
                count, where = found.setdefault(code, [0, []])
                found[code][0] += 1
                if name not in where: where.append(name)
    return found


def main(apptlint, updates):
    lines = PAGE.read_text().split("\n")
    starts = [lines.index(part[0]) for part in PARTS] + [len(lines)]
    differences = []
    for (heading, options, family, folders), start, end in zip(PARTS, starts, starts[1:]):
        found = counts(apptlint, options, family, folders)
        for index in range(start, end):
            row = ROW.match(lines[index])
            if not row: continue
            code = row[2]
            if code not in found:
                differences.append(f"{code} is not found any more")
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
