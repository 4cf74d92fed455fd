#!/usr/bin/env python3
"""Measures the server against the command on the same payload, and with hostile connections.

    Benchmarks/server.py [SERVER] [APPTLINT] [--requests N] [NAME...]

`throughput` measures requests per second of one thread on one processor with keep-alive (wrk, Debian), relative to the rates at
which one thread produces the outcomes without HTTP, in a program with the library (`apptlint-benchmarks library`,
`Linter.text(of:as:)`) and in the command with `--ndjson-input`. It also measures the 99th percentile of the latency at 64
connections, relative to the median. Each figure is the best of three runs.

`hostile` opens 1,000 connections. A tenth of them are malformed, slow (one byte per second) or aborted; the others send N
complete requests (100,000). Each request must be answered with the findings of its payload, and memory must not grow.

Anything missing is reported as skipped.
"""
import asyncio, json, os, random, re, shutil, subprocess, sys, tempfile, time

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(HERE)
sys.path.append(os.path.join(ROOT, "TestVectors"))
import vectors

PATH = "/stu3/Appointment/$validate?pack=nhs-booking"


def payload():
    return json.dumps(json.loads(vectors.read("automatic.txtar/live-booking.json")), separators=(",", ":"), ensure_ascii=False)


class Server:
    def __init__(self, program, *options, processor=None):
        command = [program, "--port", "0", "--no-access-log", *options]
        if processor is not None and shutil.which("taskset"):
            command = ["taskset", "-c", str(processor), *command]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.port = int(self.process.stdout.readline().rsplit(":", 1)[1])

    def memory(self):
        """Resident memory in MB."""
        with open(f"/proc/{self.process.pid}/status") as file:
            return int(re.search(r"VmRSS:\s+(\d+)", file.read())[1]) / 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        status = self.process.wait(60)
        if status != 0:
            sys.exit(f"the server ended with status {status}")


def row(name, figure, goal=None, fits=None):
    print(f"{name:<60} {figure:>24}" + (f"   goal {goal:<12} {'met' if fits else 'missed'}" if goal else ""), flush=True)


def throughput(server, apptlint, _):
    if not shutil.which("wrk"):
        return print("throughput: skipped, wrk is not installed")
    body = payload()
    with tempfile.TemporaryDirectory() as folder:
        script, lines = os.path.join(folder, "post.lua"), os.path.join(folder, "lines.ndjson")
        payload_file, benchmarks = os.path.join(folder, "payload.json"), os.path.join(os.path.dirname(server), "apptlint-benchmarks")
        with open(script, "w") as file:
            file.write(f"wrk.method = 'POST'\nwrk.body = io.open({json.dumps(lines)}):read('*l')\n"
                       "wrk.headers['Content-Type'] = 'application/fhir+json'\n")
        count = 20_000
        with open(lines, "w") as file:
            file.write((body + "\n") * count)
        command = [apptlint, "check", "--ndjson-input", "--format", "ndjson", "--jobs", "1", "--pack", "nhs-booking", lines]

        pinned = ["taskset", "-c", "0"] if shutil.which("taskset") else []

        def check():
            start = time.perf_counter()
            subprocess.run(pinned + command, stdout=subprocess.DEVNULL)
            return count / (time.perf_counter() - start)

        def library():
            """Payloads per second with the library's functions for outcomes, and with the writer that the server uses."""
            with open(payload_file, "w") as file:
                file.write(body)
            out = subprocess.run(pinned + [benchmarks, "library", payload_file, "nhs-booking"], capture_output=True, text=True,
                                 check=True).stdout
            return {line.split()[0]: int(line.split()[1]) for line in out.splitlines()}

        def load(connections):
            with Server(server, "--threads", "1", processor=0) as running:
                url = f"http://127.0.0.1:{running.port}{PATH}"
                wrk = ["wrk", "-t1", f"-c{connections}", "-d5s", "--latency", "-s", script, url]
                out = subprocess.run((["taskset", "-c", "1"] if shutil.which("taskset") else []) + wrk,
                                     capture_output=True, text=True).stdout
            if "Non-2xx" in out or "Socket errors" in out:
                sys.exit(out)
            units = {"us": 1e-6, "ms": 1e-3, "s": 1.0}
            def percentile(name):
                found = re.search(rf"\s{name}%\s+([\d.]+)(us|ms|s)", out)
                return float(found[1]) * units[found[2]]
            return float(re.search(r"Requests/sec:\s+([\d.]+)", out)[1]), percentile("50"), percentile("99")

        # The runs alternate, because other programs on the machine disturb each run differently.
        rates, libraries, checks = [], [], []
        for _ in range(3):
            rates.append(load(16)[0])
            checks.append(check())
            if os.path.exists(benchmarks):
                libraries.append(library())
        rate = max(rates)

        def compare(name, others, goal=None):
            other = max(others)
            figure = f"{rate:.0f} of {other:.0f} ({rate / other:.2f})"
            row(f"requests per second relative to {name}", figure, goal, rate / other >= 0.6)

        if libraries:
            compare("the library", [rates["line"] for rates in libraries], "0.6")
            compare("the library, indented outcomes", [rates["indented"] for rates in libraries])
            compare("the library with the server's writer", [rates["cached"] for rates in libraries])
        else:
            print(f"the library: skipped, {benchmarks} is missing")
        compare("the command", checks)
        _, median, worst = min((load(64) for _ in range(3)), key=lambda run: run[2] / run[1])
        row("99th percentile relative to the median, 64 connections", f"{worst * 1e3:.1f} of {median * 1e3:.1f} ms", "5 times",
            worst <= 5 * median)


async def send_requests(port, request, expected, requests, failures):
    """Sends complete requests on a kept-alive connection until none are left."""
    reader = writer = None
    while requests:
        requests.pop()
        try:
            if writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            body = await reader.readexactly(int(re.search(rb"Content-Length: (\d+)", head)[1]))
            if not head.startswith(b"HTTP/1.1 200") or body != expected:
                failures.append(head)
        except (OSError, asyncio.IncompleteReadError) as error:
            failures.append(repr(error).encode())
            writer = None
    if writer:
        writer.close()


async def hostile(port, request, kind, running):
    """Opens connections that never send a complete valid request."""
    malformed = [b"GET\r\n\r\n", b"POST /stu3/$validate HTTP/1.1\r\nContent-Length: x\r\n\r\n", b"\0" * 100, b"\x16\x03\x01" * 50,
                 b"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"A" * 100_000]
    while running():
        try:
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            if kind == "malformed":
                writer.write(random.choice(malformed))
                await asyncio.wait_for(reader.read(1000), 5)
            elif kind == "aborted":
                writer.write(request[:random.randrange(1, len(request))])
                await writer.drain()
                writer.transport.abort()
                await asyncio.sleep(0.01)
                continue
            else:
                for byte in request:
                    if not running():
                        break
                    writer.write(bytes([byte]))
                    await writer.drain()
                    await asyncio.sleep(1)
            writer.close()
        except (OSError, asyncio.TimeoutError, asyncio.IncompleteReadError):
            await asyncio.sleep(0.05)


def under_attack(server, _, count):
    body = payload().encode()
    request = (f"POST {PATH} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/fhir+json\r\n"
               f"Content-Length: {len(body)}\r\n\r\n").encode() + body

    async def run(running):
        reader, writer = await asyncio.open_connection("127.0.0.1", running.port)
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        expected = await reader.readexactly(int(re.search(rb"Content-Length: (\d+)", head)[1]))
        requests, failures = [None] * count, []
        attack = [asyncio.create_task(hostile(running.port, request, kind, lambda: bool(requests)))
                  for kind in ["malformed", "slow", "aborted"] for _ in range(34)]
        users = [asyncio.create_task(send_requests(running.port, request, expected, requests, failures)) for _ in range(900)]
        first = None
        start = time.perf_counter()
        while requests:
            await asyncio.sleep(1)
            if first is None and len(requests) < count * 0.8:
                first = running.memory()
        await asyncio.gather(*users)
        seconds = time.perf_counter() - start
        last = running.memory()
        for task in attack:
            task.cancel()
        row(f"{count:,} requests alongside hostile ones, wrong or lost", f"{len(failures)}", "0", not failures)
        row("resident memory after a fifth, and at the end", f"{first or last:.1f} and {last:.1f} MB", "flat",
            last <= (first or last) * 1.1 + 2)
        print(f"{count / seconds:.0f} requests per second; first failures: {failures[:3]}")

    with Server(server, "--request-timeout", "10") as running:
        asyncio.run(run(running))


if __name__ == "__main__":
    arguments = sys.argv[1:]
    count = 100_000
    if "--requests" in arguments:
        at = arguments.index("--requests")
        count = int(arguments[at + 1])
        del arguments[at:at + 2]
    release = os.path.join(ROOT, ".build", "release")
    server, apptlint = (arguments + [None, None])[:2]
    server, apptlint = server or os.path.join(release, "apptlint-server"), apptlint or os.path.join(release, "apptlint")
    for name, run in {"throughput": throughput, "hostile": under_attack}.items():
        if not arguments[2:] or name in arguments[2:]:
            run(server, apptlint, count)
