#!/usr/bin/env python3
"""Tests apptlint from other languages and programs: run by `make test-integration` after `make library wheel server`.

    Tests/Integration/run.py [NAME...]

Each test needs something that may not be installed, and is skipped, with the reason, if it is missing. PyPI packages are installed
in a virtual environment in .build/integration. The exit status is 1 if a test fails.
"""
import contextlib, json, os, shutil, subprocess, sys, tempfile, urllib.parse, urllib.request, venv

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
BUILD = os.path.join(ROOT, ".build")
LIBRARY = os.path.join(BUILD, "library")
SERVER = os.path.join(BUILD, "release", "apptlint-server")
COMMAND = os.environ.get("APPTLINT", os.path.join(BUILD, "release", "apptlint"))
BOOKING = os.path.join(ROOT, "Benchmarks", "Payloads", "booking.json")
TESTS = {}


class Skipped(Exception):
    pass


def test(function):
    TESTS[function.__name__] = function
    return function


def needs(path):
    if not os.path.exists(path):
        raise Skipped(f"{os.path.relpath(path, ROOT)} has not been built")


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{' '.join(command)}: {done.stdout}{done.stderr}"
    return done.stdout


def python(*packages):
    """The interpreter of the virtual environment, with the given PyPI packages installed."""
    folder = os.path.join(BUILD, "integration")
    interpreter = os.path.join(folder, "bin", "python")
    if not os.path.exists(interpreter):
        venv.create(folder, with_pip=True)
    for package in packages:
        done = subprocess.run([interpreter, "-m", "pip", "install", "-q", package], capture_output=True, text=True)
        if done.returncode != 0:
            raise Skipped(f"{package} cannot be installed: {done.stderr.strip().splitlines()[-1:]}")
    return interpreter


@contextlib.contextmanager
def server(*options):
    needs(SERVER)
    process = subprocess.Popen([SERVER, "--port", "0", "--no-access-log", *options], stdout=subprocess.PIPE, text=True)
    try:
        yield process.stdout.readline().strip().rpartition(" ")[2]
    finally:
        process.terminate()
        assert process.wait(60) == 0


def check_report(text):
    report = json.loads(text)
    assert report["packs"] == ["nhs-booking", "nhs-identifiers", "plausibility"], report
    assert [finding["code"] for finding in report["findings"]] == ["BKL003"], report


def faulty(folder):
    """The path of a booking with the wrong status."""
    path = os.path.join(folder, "booking.json")
    with open(BOOKING, encoding="utf-8") as file:
        text = file.read()
    assert text.count('"booked"') == 1
    with open(path, "w", encoding="utf-8") as file:
        file.write(text.replace('"booked"', '"pending"'))
    return path


SETTINGS = '{"packs": ["nhs-booking"], "interaction": "book", "select": ["BKL003"]}'


@test
def c():
    compiler = shutil.which("cc")
    if not compiler:
        raise Skipped("no C compiler is installed")
    needs(os.path.join(LIBRARY, "libapptlint.so"))
    with tempfile.TemporaryDirectory() as folder:
        program = os.path.join(folder, "lint")
        run(compiler, "-std=c99", "-Wall", "-Wextra", "-Werror", "-I" + LIBRARY, os.path.join(ROOT, "Examples", "C", "lint.c"),
            "-L" + LIBRARY, "-lapptlint", "-Wl,-rpath," + LIBRARY, "-o", program)
        check_report(run(program, faulty(folder), SETTINGS))
        wrong = subprocess.run([program, BOOKING, '{"packs": ["x"]}'], capture_output=True, text=True)
        assert wrong.returncode == 2 and "unknown rule pack 'x'" in wrong.stderr, wrong
    exported = run("objdump", "-T", os.path.join(LIBRARY, "libapptlint.so")).splitlines()
    defined = {line.split()[-1] for line in exported if " APPTLINT_0 " in line}
    assert defined == {"apptlint_version", "apptlint_linter_create", "apptlint_linter_destroy", "apptlint_lint", "apptlint_free",
                       "APPTLINT_0"}, defined


@test
def java():
    jna = "/usr/share/java/jna.jar"
    if not shutil.which("java") or not os.path.exists(jna):
        raise Skipped("java or JNA (Debian: libjna-java) is not installed")
    needs(os.path.join(LIBRARY, "libapptlint.so"))
    with tempfile.TemporaryDirectory() as folder:
        check_report(run("java", "-cp", jna, "-Djna.library.path=" + LIBRARY, os.path.join(ROOT, "Examples", "Java", "Lint.java"),
                         faulty(folder), SETTINGS))


def install_wheel(interpreter):
    folder = os.path.join(BUILD, "wheel")
    wheels = sorted(name for name in os.listdir(folder) if name.endswith(".whl"))
    run(interpreter, "-m", "pip", "install", "-q", "--force-reinstall", os.path.join(folder, wheels[-1]))


@test
def wheel():
    needs(os.path.join(BUILD, "wheel"))
    interpreter = python("pytest", "mypy")
    install_wheel(interpreter)
    tests = os.path.join(ROOT, "Bindings", "Python", "tests")
    print(run(interpreter, "-m", "pytest", "-q", "-p", "no:cacheprovider", tests).strip().splitlines()[-1])
    run(interpreter, "-m", "mypy", "--strict", "-p", "apptlint")
    command = os.path.join(os.path.dirname(interpreter), "apptlint")
    assert run(command, "--version").startswith("apptlint "), command


@test
def spark():
    """The example with two executors, each in a separate process."""
    if not shutil.which("java"):
        raise Skipped("java is not installed")
    needs(os.path.join(BUILD, "wheel"))
    interpreter = python("pyspark", "pandas", "pyarrow")
    install_wheel(interpreter)
    counts = """
import pyarrow.parquet, sys
for table in ("counts", "payloads"):
    print(sorted(tuple(row.values())[table == "payloads":] for row in pyarrow.parquet.read_table(sys.argv[1] + "/" + table).to_pylist()))
"""
    with tempfile.TemporaryDirectory() as folder, open(BOOKING, encoding="utf-8") as file:
        line = json.dumps(json.load(file))
        for number in range(4):
            with open(os.path.join(folder, f"{number}.ndjson"), "w", encoding="utf-8") as lines:
                lines.write(line + "\n\n" + line.replace('"booked"', '"pending"') + "\n{\n")
        output = os.path.join(folder, "output")
        environment = dict(os.environ, PYSPARK_PYTHON=interpreter, PYSPARK_DRIVER_PYTHON=interpreter)
        submit = os.path.join(os.path.dirname(interpreter), "spark-submit")
        printed = run(submit, "--master", "local-cluster[2,1,1024]", os.path.join(ROOT, "Examples", "Spark", "findings.py"),
                      folder, output, "nhs-booking", env=environment, cwd=folder)
        assert "12 payloads, 8 with errors" in printed, printed
        table = run(interpreter, "-c", counts, output)
        assert "('BKL003', 'error', 4, 1)" in table, table


@test
def fhir_client():
    interpreter = python("fhirpy")
    program = """
import asyncio, sys
from fhirpy import AsyncFHIRClient

async def main():
    client = AsyncFHIRClient(sys.argv[1] + "/r4")
    slot = client.resource("Slot", status="open", schedule={"reference": "Schedule/1"})
    outcome = await client.execute("Slot/$validate", method="post", data=slot.serialize(), params={"pack": "none"})
    codes = [coding["code"] for issue in outcome["issue"] for coding in issue["details"]["coding"]]
    assert "BND001" in codes and "STR005" in codes, codes

asyncio.run(main())
"""
    with server() as address:
        run(interpreter, "-c", program, address)


@test
def openapi():
    interpreter = python("openapi-spec-validator")
    with server() as address, tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "openapi.json")
        with urllib.request.urlopen(address + "/openapi.json") as response, open(path, "wb") as file:
            file.write(response.read())
        run(interpreter, "-m", "openapi_spec_validator", path)


@test
def wrapper():
    """A request as clients of HL7's validator wrapper send it."""
    with server() as address, open(BOOKING, encoding="utf-8") as file:
        request = {
            "cliContext": {"sv": "3.0.2", "targetVer": None, "igs": [], "profiles": [], "txServer": "n/a", "locale": "en"},
            "filesToValidate": [{"fileName": "a.json", "fileContent": file.read().replace('"booked"', '"x"'), "fileType": "json"}],
            "sessionId": "5"}
        sent = urllib.request.Request(address + "/validate", json.dumps(request).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(sent) as response:
            answer = json.load(response)
    assert answer["sessionId"] == "5" and answer["outcomes"][0]["fileInfo"]["fileName"] == "a.json"
    assert any(issue["level"] == "ERROR" and issue["location"] == "Appointment.status"
               for issue in answer["outcomes"][0]["issues"]), answer


@test
def page():
    """The page in Chromium: a form and its result, without any script."""
    chromium = shutil.which("chromium")
    if not chromium:
        raise Skipped("chromium is not installed")
    browse = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom"]
    with server() as address, open(BOOKING, encoding="utf-8") as file, tempfile.TemporaryDirectory() as folder:
        form = run(*browse, address + "/")
        assert '<form method="post"' in form and "<textarea" in form and "<script" not in form, form
        fields = urllib.parse.urlencode({"pack": "nhs-booking", "payload": file.read().replace('"booked"', '"<b>x"')})
        with urllib.request.urlopen(address + "/", fields.encode()) as response:
            result = os.path.join(folder, "result.html")
            with open(result, "wb") as target:
                target.write(response.read())
        shown = run(*browse, "file://" + result)
        assert "BKL003" in shown and "&lt;b&gt;x" in shown and "<script" not in shown, shown


@test
def lsp():
    """The language server with an independent client."""
    needs(COMMAND)
    interpreter = python("pytest-lsp", "pytest-asyncio")
    done = run(interpreter, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-o", "asyncio_default_fixture_loop_scope=function",
               os.path.join(HERE, "test_lsp.py"),
               env={**os.environ, "APPTLINT": COMMAND})
    print(done.strip().splitlines()[-1])


@test
def random_edits():
    """Changed ranges and whole texts give the same findings and outline."""
    needs(COMMAND)
    print(run(sys.executable, os.path.join(HERE, "random_edits.py"), COMMAND, "10000").strip())


@test
def neovim():
    """A session in Neovim with the configuration of Editors/."""
    editor = shutil.which("nvim")
    if not editor:
        raise Skipped("neovim is not installed")
    needs(COMMAND)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "booking.json")
        shutil.copy(os.path.join(ROOT, "TestVectors", "samples", "booking-faulty.json"), path)
        shutil.copy(os.path.join(ROOT, "TestVectors", "samples", ".apptlint.json"), folder)
        shown = run(
            editor, "--headless", "--clean", "--cmd", f"let g:apptlint_command = ['{COMMAND}', 'lsp']",
            "--cmd", "source " + os.path.join(ROOT, "Editors", "neovim", "apptlint.lua"),
            "-S", os.path.join(HERE, "neovim.lua"), env={**os.environ, "PAYLOAD": path, "XDG_STATE_HOME": folder}, timeout=300)
    expected = [
        "findings: BKL003@71 BKL006@77 BKL021@44 JSN001@71", "after the edit: BKL006@77 BKL021@44 JSN001@71",
        "after ApptlintFix: BKL006@77 BKL021@44", "hover: **Appointment.start** `instant` 0..1", "definition: line 59", "renamed",
        "completion: booked cancelled entered-in-error arrived fulfilled noshow pending proposed"]
    assert shown.split("\n")[:-1] == expected, shown


@test
def neovim_screen():
    """docs/editor.md followed in a terminal, and what the screen shows."""
    editor = shutil.which("nvim")
    if not editor:
        raise Skipped("neovim is not installed")
    needs(COMMAND)
    interpreter = python("pyte")
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "booking.json")
        shutil.copy(os.path.join(ROOT, "TestVectors", "samples", "booking-faulty.json"), path)
        shutil.copy(os.path.join(ROOT, "TestVectors", "samples", ".apptlint.json"), folder)
        plugin = os.path.join(ROOT, "Editors", "neovim", "apptlint.lua")
        print(run(interpreter, os.path.join(HERE, "neovim_screen.py"), editor, COMMAND, plugin, path, folder).strip())


@test
def emacs():
    """A session in Emacs with the configuration of Editors/."""
    editor = shutil.which("emacs")
    if not editor:
        raise Skipped("emacs (Debian: emacs-nox, elpa-eglot) is not installed")
    needs(COMMAND)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "booking.json")
        shutil.copy(os.path.join(ROOT, "TestVectors", "samples", "booking-faulty.json"), path)
        shutil.copy(os.path.join(ROOT, "TestVectors", "samples", ".apptlint.json"), folder)
        configuration = os.path.join(ROOT, "Editors", "emacs", "apptlint-eglot.el")
        shown = run(
            editor, "--batch", "-q", "-l", os.path.join(HERE, "emacs.el"), timeout=300,
            env={**os.environ, "APPTLINT": COMMAND, "PAYLOAD": path, "CONFIGURATION": configuration, "HOME": folder})
    expected = ["findings: BKL003@71 BKL006@77 BKL021@44 JSN001@71", "after apptlint-fix: BKL003@71 BKL006@77 BKL021@44"]
    assert shown.split("\n")[:-1] == expected, shown


@test
def editor_settings():
    """The settings for Helix and Kate are valid, and start the server with the right command."""
    interpreter = python("tomli")
    program = "import json, sys, tomli; print(json.dumps(tomli.load(open(sys.argv[1], 'rb'))))"
    helix = json.loads(run(interpreter, "-c", program, os.path.join(ROOT, "Editors", "helix", "languages.toml")))
    server = helix["language-server"]["apptlint"]
    assert [server["command"], *server["args"]] == ["apptlint", "lsp"], server
    assert {language["name"] for language in helix["language"]} == {"json", "xml", "http", "har"}, helix
    assert all("apptlint" in language["language-servers"] for language in helix["language"]), helix
    with open(os.path.join(ROOT, "Editors", "kate", "settings.json"), encoding="utf-8") as file:
        kate = json.load(file)
    assert set(kate["servers"]) == {"json", "xml"}, kate
    for language in kate["servers"].values():
        assert language["command"] == ["apptlint", "lsp"] and language["highlightingModeRegex"], language


@test
def vscode():
    """The extension: its files are in the archive, and its client talks to the server."""
    node = shutil.which("node")
    if not node:
        raise Skipped("node is not installed")
    needs(COMMAND)
    with tempfile.TemporaryDirectory() as folder:
        archive = os.path.join(folder, "apptlint.vsix")
        run(sys.executable, os.path.join(ROOT, "Editors", "vscode", "build.py"), archive)
        run(sys.executable, "-m", "zipfile", "-e", archive, folder)
        extension = os.path.join(folder, "extension")
        with open(os.path.join(extension, "package.json"), encoding="utf-8") as file:
            package = json.load(file)
        named = [package["main"]] + [item["path"] for kind in ("grammars", "snippets") for item in package["contributes"][kind]]
        named += [item["url"] for item in package["contributes"]["jsonValidation"]]
        assert all(os.path.exists(os.path.join(extension, name)) for name in named), named
        shown = run(node, os.path.join(HERE, "vscode.js"), extension, COMMAND)
    assert shown.split() == ["BND001", "Slot", "stopped"], shown


@test
def mcp():
    """The tools for assistants with the client of the package mcp."""
    needs(COMMAND)
    interpreter = python("mcp")
    shown = run(interpreter, os.path.join(HERE, "mcp_session.py"), COMMAND, BOOKING)
    print(shown.strip().splitlines()[-1])


@test
def schemas():
    """The rule files and settings in this repository conform to their JSON Schemas."""
    interpreter = python("jsonschema")
    run(interpreter, os.path.join(HERE, "check_schemas.py"))


@test
def systemd():
    if not shutil.which("systemd-analyze"):
        raise Skipped("systemd is not installed")
    unit = os.path.join(ROOT, "Packaging", "server", "apptlint-server.service")
    needs(SERVER)
    with tempfile.TemporaryDirectory() as folder:
        copy = os.path.join(folder, "apptlint-server.service")
        with open(unit) as source, open(copy, "w") as file:
            file.write(source.read().replace("/usr/bin/apptlint-server", SERVER))
        run("systemd-analyze", "verify", "--man=no", copy)


if __name__ == "__main__":
    failed = False
    for name, function in TESTS.items():
        if sys.argv[1:] and name not in sys.argv[1:]:
            continue
        try:
            function()
            print(f"{name}: passed", flush=True)
        except Skipped as reason:
            print(f"{name}: skipped, {reason}", flush=True)
        except AssertionError as error:
            failed = True
            print(f"{name}: FAILED, {error}", flush=True)
    sys.exit(failed)
