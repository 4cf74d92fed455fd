#!/usr/bin/env python3
"""Compares the command with other programs that read the same bytes in the same run, and prints a table with the goals.

    Benchmarks/command.py [APPTLINT] [NAME...]

Times are the CPU time of the process, the minimum of several runs; jobs and the bundle are measured in wall time. The start-up
time of other programs is excluded, that of apptlint is included. The payloads are test vectors, and HL7's R4 examples if
available ($APPTLINT_SHARED or ../shared); `fhirkit` (PyPI `fhirkit-rs`) is measured if installed. Anything missing is reported as
skipped.
"""
import glob, json, os, resource, shutil, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.append(os.path.join(ROOT, "TestVectors"))
import vectors

EXAMPLES = os.path.join(os.environ.get("APPTLINT_SHARED") or os.path.join(ROOT, "..", "shared"), "corpus", "r4-official-json")
RUNS = 5
MEASURES = []


def measure(name):
    def add(run):
        MEASURES.append((name, run))
        return run
    return add


class Skipped(Exception):
    pass


# Payloads

def minified(text):
    return json.dumps(json.loads(text), separators=(",", ":"), ensure_ascii=False)


def vector(path):
    return minified(vectors.read(path))


def examples():
    lines = []
    for path in sorted(glob.glob(os.path.join(EXAMPLES, "*.json"))):
        if os.path.getsize(path) < 200_000:
            try:
                with open(path, "rb") as file:
                    lines.append(minified(file.read()))
            except ValueError:
                pass
    if not lines:
        raise Skipped("no HL7 examples in " + os.path.relpath(EXAMPLES, ROOT))
    return lines


PAYLOADS = {
    "live booking": (lambda: [vector("automatic.txtar/live-booking.json")] * 4000, ["--pack", "nhs-booking"], 1.0),
    "BaRS booking message": (
        lambda: [vector("bars/message-booking-app-1.txtar/complete.json")] * 1000, ["--pack", "bars"], 1.5),
    "R4 examples": (lambda: examples() * 8, ["--pack", "none"], 1.5),
}


# Runs

def run_times(command, **options):
    """The minimum CPU time and wall time of a command, in seconds."""
    cpu, wall = float("inf"), float("inf")
    for _ in range(RUNS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)
        wall = min(wall, time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = min(cpu, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        if done.returncode not in (0, 1):
            sys.exit(f"{' '.join(command)}: {done.stderr.decode()}")
    return cpu, wall


def loads(lines):
    """The minimum CPU time of json.loads for all lines, in seconds."""
    best = float("inf")
    for _ in range(RUNS):
        start = time.process_time()
        for line in lines:
            json.loads(line)
        best = min(best, time.process_time() - start)
    return best


def lines_file(folder, lines):
    path = os.path.join(folder, "payloads.ndjson")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return path


def row(name, figure, goal, fits, note=""):
    print(f"{name:<52} {figure:>22}   goal {goal:<8} {'met' if fits else 'missed'}{note}", flush=True)


# What is measured

def relative_to_loads(name):
    def run(apptlint, folder):
        make, options, goal = PAYLOADS[name]
        lines = make()
        path = lines_file(folder, lines)
        # Alternate, so that a machine that becomes slower or faster affects both.
        theirs = loads(lines)
        ours, _ = run_times([apptlint, "check", "--ndjson-input", "--format", "ndjson", "--jobs", "1", *options, path])
        theirs = min(theirs, loads(lines))
        ratio = ours / theirs
        each = 1e6 / len(lines)
        row(f"{name} relative to json.loads", f"{ratio:.2f}", goal, ratio <= goal,
            f" ({ours * each:.0f} us, json.loads {theirs * each:.0f} us)")
    return run


for name in PAYLOADS:
    measure(name)(relative_to_loads(name))


@measure("fhirkit")
def _(apptlint, folder):
    fhirkit = shutil.which("fhirkit")
    if not fhirkit:
        raise Skipped("fhirkit is not installed (PyPI fhirkit-rs 0.1.0)")
    paths = []
    for number, line in enumerate(examples()):
        paths.append(os.path.join(folder, f"{number}.json"))
        with open(paths[-1], "w", encoding="utf-8") as file:
            file.write(line)
    start, _ = run_times([fhirkit, "validate", paths[0]])
    theirs, _ = run_times([fhirkit, "validate", *paths])
    ours, _ = run_times([apptlint, "check", "--format", "ndjson", "--jobs", "1", "--pack", "none", *paths])
    theirs -= start
    row("R4 examples relative to fhirkit validate", f"{ours / theirs:.2f}", 1.0, ours <= theirs,
        f" ({ours / len(paths) * 1e6:.0f} us, fhirkit {theirs / len(paths) * 1e6:.0f} us per file)")


@measure("two jobs")
def _(apptlint, folder):
    make, options, _ = PAYLOADS["live booking"]
    if (os.cpu_count() or 1) < 2:
        raise Skipped("one processor")
    path = lines_file(folder, make() * 3)
    command = [apptlint, "check", "--ndjson-input", "--format", "ndjson", *options, path, "--jobs"]
    _, one = run_times([*command, "1"])
    _, two = run_times([*command, "2"])
    row("two jobs relative to one, bookings per second", f"{one / two:.2f}", 1.8, one / two >= 1.8)


@measure("coverage")
def _(apptlint, folder):
    har = json.loads(vectors.read("automatic.txtar/live-booking-exchange.har"))
    har["log"]["entries"] *= 300
    recording = os.path.join(folder, "recording.har")
    with open(recording, "w", encoding="utf-8") as file:
        json.dump(har, file)
    options = ["--pack", "nhs-booking", "--jobs", "1", recording]
    check, _ = run_times([apptlint, "check", "--format", "ndjson", *options])
    coverage, _ = run_times([apptlint, "coverage", "--pack", "nhs-booking", recording])
    row("coverage of a recording relative to check", f"{coverage / check:.2f}", 1.3, coverage <= 1.3 * check,
        f" ({check * 1e3:.0f} ms)")


@measure("bundle")
def _(apptlint, folder):
    entry = '{"fullUrl":"urn:uuid:%08d-0000-4000-8000-000000000000","resource":{"resourceType":"Slot","status":"free",' \
        '"schedule":{"reference":"Schedule/1"},"start":"2026-03-09T09:20:00Z","end":"2026-03-09T09:30:00Z"}}'
    path = os.path.join(folder, "bundle.json")
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"resourceType":"Bundle","type":"collection","entry":[')
        file.write(",".join(entry % number for number in range(100_000)))
        file.write("]}")
    options = ["--fhir-version", "3.0", "--pack", "none", "--max-size", "1G", "--format", "ndjson"]
    cpu, wall = run_times([apptlint, "check", *options, path])
    row("bundle of 100,000 entries", f"{wall:.2f} s", "0.5 s", wall <= 0.5, f" ({os.path.getsize(path) / 1e6:.0f} MB)")


@measure("size")
def _(apptlint, folder):
    stripped = os.path.join(folder, "apptlint")
    if subprocess.run(["strip", "-o", stripped, apptlint], stderr=subprocess.DEVNULL).returncode:
        shutil.copy(apptlint, stripped)
    size = os.path.getsize(stripped) / 1e6
    row("size of the command, stripped", f"{size:.1f} MB", "20 MB", size <= 20)


@measure("memory")
def _(apptlint, folder):
    path = lines_file(folder, [vector("automatic.txtar/live-booking.json")])
    probe = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); " \
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
    text = subprocess.run(
        [sys.executable, "-c", probe, apptlint, "check", "--pack", "nhs-booking", path], capture_output=True, text=True).stdout
    # In kilobytes on Linux, in bytes on macOS.
    size = int(text) / (1e6 if sys.platform == "darwin" else 1e3)
    row("memory for one booking", f"{size:.1f} MB", "20 MB", size <= 20)


def main():
    arguments = sys.argv[1:]
    apptlint = arguments[0] if arguments else os.path.join(ROOT, ".build", "release", "apptlint")
    if not os.access(apptlint, os.X_OK):
        print(f"{apptlint} is not an executable program", file=sys.stderr)
        sys.exit(2)
    for name, run in MEASURES:
        if arguments[1:] and name not in arguments[1:]:
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                run(os.path.abspath(apptlint), folder)
            except Skipped as reason:
                print(f"{name}: skipped: {reason}", flush=True)


main()
