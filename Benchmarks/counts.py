#!/usr/bin/env python3
"""Counts the instructions for fixed payloads with valgrind's callgrind, and compares the counts with those in counts.json.

    Benchmarks/counts.py [APPTLINT] [--update]

The count for a payload is calculated from two runs over different numbers of lines, which excludes the start-up; the start-up is
counted separately. Exits with 1 if a count differs by more than 3 %; `--update` rewrites the file. Counts depend on the compiler
and the C library, whose versions are in the file.
"""
import json, os, platform, re, shutil, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.append(os.path.join(ROOT, "TestVectors"))
import vectors

FILE = os.path.join(HERE, "counts.json")
TOLERANCE = 0.03
PAYLOADS = {
    "live booking": ("automatic.txtar/live-booking.json", ["--pack", "nhs-booking"]),
    "registry entry": ("nhs-registry/register.txtar/complete.json", ["--pack", "nhs-registry"]),
    "BaRS booking message": ("bars/message-booking-app-1.txtar/complete.json", ["--pack", "bars"]),
}
FEW, MANY = 20, 120


def instructions(apptlint, options, line, number):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "payloads.ndjson")
        with open(path, "w", encoding="utf-8") as file:
            file.write((line + "\n") * number)
        done = subprocess.run(
            ["valgrind", "--tool=callgrind", f"--callgrind-out-file={os.devnull}", apptlint, "check", "--ndjson-input",
             "--format", "ndjson", "--jobs", "1", "--fail-on", "never", *options, path],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        found = re.search(r"Collected : (\d+)", done.stderr)
        if done.returncode or not found:
            sys.exit(f"valgrind failed: {done.stderr}")
        return int(found[1])


def versions():
    swift = subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout
    found = re.search(r"Swift version (\S+)", swift)
    return {"swift": found[1] if found else "unknown", "libc": " ".join(platform.libc_ver()), "machine": platform.machine()}


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--update"]
    apptlint = arguments[0] if arguments else os.path.join(ROOT, ".build", "release", "apptlint")
    for program in (apptlint, "valgrind"):
        if not shutil.which(program):
            print(f"{program} was not found: nothing can be counted", file=sys.stderr)
            sys.exit(2)
    counts = {}
    with tempfile.TemporaryDirectory() as folder:
        # Valgrind cannot read all debug information that Swift writes.
        stripped = os.path.join(folder, "apptlint")
        subprocess.run(["strip", "-o", stripped, apptlint], check=True)
        for name, (path, options) in PAYLOADS.items():
            line = json.dumps(json.loads(vectors.read(path)), separators=(",", ":"), ensure_ascii=False)
            few = instructions(stripped, options, line, FEW)
            many = instructions(stripped, options, line, MANY)
            each = (many - few) // (MANY - FEW)
            counts[name] = each
            counts[f"{name}, start"] = few - each * FEW
    if "--update" in sys.argv:
        with open(FILE, "w", encoding="utf-8") as file:
            json.dump({"versions": versions(), "counts": counts}, file, indent=2)
            file.write("\n")
    with open(FILE, encoding="utf-8") as file:
        known = json.load(file)
    if known["versions"] != versions():
        print(f"Counted with {known['versions']} before, with {versions()} now: some difference is to be expected.")
    failed = False
    for name, count in counts.items():
        before = known["counts"].get(name)
        change = count / before - 1 if before else float("inf")
        failed = failed or abs(change) > TOLERANCE
        print(f"{name:<32} {count:>12,} instructions  {change:+.1%}{'  more than 3 %' if abs(change) > TOLERANCE else ''}")
    sys.exit(1 if failed else 0)


main()
