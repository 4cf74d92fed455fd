#!/usr/bin/env python3
"""Compares the time that the Python package takes to check a live booking with that of the underlying C call.

    Benchmarks/python.py LIBRARY        LIBRARY: libapptlint.so.0, as `make library` builds it

Both run alternately in this process, and the best of 15 samples of each is used. The C call includes freeing the report.
"""
import ctypes, json, os, sys, time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
GOAL = 1.3


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    os.environ["APPTLINT_LIBRARY"] = os.path.abspath(sys.argv[1])
    sys.path[:0] = [os.path.join(ROOT, "Bindings", "Python", "src"), os.path.join(ROOT, "TestVectors")]
    import apptlint, vectors
    from apptlint import _library

    payload = json.dumps(json.loads(vectors.read("automatic.txtar/live-booking.json")), separators=(",", ":")).encode()
    linter = apptlint.Linter(packs=["nhs-booking"])
    handle = _library.Handle('{"packs": ["nhs-booking"]}')
    result, length = ctypes.c_void_p(), ctypes.c_size_t()

    def call():
        _library._LIBRARY.apptlint_lint(
            handle._linter, b"payload", payload, len(payload), _library.REPORT, 0, ctypes.byref(result), ctypes.byref(length))
        _library._LIBRARY.apptlint_free(result)

    def sample(body, count=500):
        start = time.process_time()
        for _ in range(count):
            body()
        return (time.process_time() - start) / count

    sample(call), sample(lambda: linter.lint(payload))
    samples = [(sample(call), sample(lambda: linter.lint(payload))) for _ in range(15)]
    c, python = (min(column) for column in zip(*samples))
    print(f"Python package relative to the C function {python * 1e6:>10.1f} of {c * 1e6:.1f} µs ({python / c:.2f})"
          f"   goal {GOAL}   {'met' if python / c <= GOAL else 'missed'}")


main()
