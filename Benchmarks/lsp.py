#!/usr/bin/env python3
"""Measures how long an editor waits for the findings after a change.

    Benchmarks/lsp.py [APPTLINT] [--changes N]

The texts are a booking of 5 kB, and a Bundle of bookings of 1 MB. Each change replaces one word; its time ends when the
diagnostics of the changed version have been read, so it includes the work of this client. The 95th percentiles have goals; the
exit status is 1 if a goal is missed. The server's mean processor time per change is also given, because changes take longer on a
busy machine.
"""
import json, os, sys, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.append(os.path.join(ROOT, "Tests", "Integration"))
from languageclient import Client

# The 95th percentiles that must not be exceeded, in milliseconds.
GOALS = {"booking": 2, "bundle": 100}


def texts():
    with open(os.path.join(HERE, "Payloads", "booking.json"), encoding="utf-8") as file:
        booking = file.read()
    entries = []
    size = 0
    while size < 1_000_000:
        entry = {"fullUrl": f"https://example.org/Appointment/{len(entries)}", "resource": json.loads(booking)}
        entries.append(entry)
        size += len(json.dumps(entry, indent=2)) + 100
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return {"booking": booking, "bundle": json.dumps(bundle, indent=2)}


def processor(process):
    """The processor time of a process so far, in milliseconds; 0 where it is unknown."""
    try:
        with open(f"/proc/{process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return 0
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def times(command, text, count):
    """The times of the changes in milliseconds, sorted, and the mean processor time per change."""
    uri = "file:///tmp/apptlint-benchmark/a.json"
    start = text.rindex('"booked"') + 1
    line, character = text.count("\n", 0, start), start - text.rfind("\n", 0, start) - 1
    found = []
    with Client([command, "lsp"]) as client:
        client.start()
        client.open(uri, text)
        client.wait("textDocument/publishDiagnostics")
        words = ["booked", "pending"]
        used = processor(client.process)
        for number in range(count + 5):
            old, new = words[number % 2], words[(number + 1) % 2]
            place = {"start": {"line": line, "character": character}, "end": {"line": line, "character": character + len(old)}}
            began = time.perf_counter()
            client.change(uri, number + 2, [{"range": place, "text": new}])
            answer = client.wait("textDocument/publishDiagnostics")
            found.append((time.perf_counter() - began) * 1000)
            assert answer["version"] == number + 2
        used = (processor(client.process) - used) / (count + 5)
        assert client.stop() == 0
    # The first changes are warm-up.
    return sorted(found[5:]), used


if __name__ == "__main__":
    options = sys.argv[1:]
    changes = int(options.pop(options.index("--changes") + 1)) if "--changes" in options else 400
    command = next((word for word in options if not word.startswith("-")), os.path.join(ROOT, ".build", "release", "apptlint"))
    missed = False
    for name, text in texts().items():
        measured, used = times(command, text, changes if name == "booking" else max(20, changes // 4))
        middle, high = measured[len(measured) // 2], measured[int(len(measured) * 0.95)]
        missed = missed or high > GOALS[name]
        print(f"{name}: {len(text.encode()) / 1000:.0f} kB, median {middle:.2f} ms, 95th percentile {high:.2f} ms (goal {GOALS[name]} ms), "
              f"processor {used:.2f} ms")
    sys.exit(missed)
