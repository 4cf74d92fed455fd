#!/usr/bin/env python3
"""Measures how the cost of a run grows with its input: at n, 10 n and 100 n, for everything that can occur many times in it.

    Benchmarks/growth.py [APPTLINT] [NAME...]

The cost is the minimum CPU time of several runs, minus that of runs with the smallest input (n = 1). Exits with 1 if ten times as
much of anything costs more than 12 times as much.
"""
import gzip, io, json, os, resource, shutil, subprocess, sys, tarfile, tempfile, base64

MAX_GROWTH = 12
# A cost below this, in seconds, is too small for a comparison.
MIN_COST = 0.02
TIMEOUT = 120
CASES = []


def case(name, n):
    """Declares a case: its function returns the input of a given size, as files by name, and the command line."""
    def add(make):
        CASES.append((name, n, make))
        return make
    return add


def check(*options):
    return ["check", "--quiet", "--fail-on", "never", "--max-size", "1G", *options, "p.json"]


def payload(resource, *options, **files):
    return {"p.json": json.dumps(resource), **files}, check(*options)


R4 = ("--fhir-version", "4.0", "--pack", "none")


# Values

@case("digits of a UCUM code", 800)
def _(n):
    quantity = {"value": 1, "system": "http://unitsofmeasure.org", "code": "m" + "9" * n}
    return payload({"resourceType": "Observation", "status": "final", "code": {"text": "x"},
                    "valueRange": {"low": quantity, "high": quantity}}, *R4)


@case("digits of a decimal", 800)
def _(n):
    text = json.dumps({"resourceType": "Observation", "status": "final", "code": {"text": "x"},
                       "referenceRange": [{"low": {"value": 0}, "high": {"value": 1}}]})
    return {"p.json": text.replace('"value": 1', '"value": 1.' + "3" * n)}, check(*R4)


@case("digits of a fraction of a second", 800)
def _(n):
    return payload({"resourceType": "Appointment", "status": "booked", "start": "2026-03-09T09:20:00." + "5" * n + "Z"}, *R4)


@case("long names (vsd-0)", 50)
def _(n):
    sets = [{"resourceType": "ValueSet", "status": "draft", "name": f"Name{i}" + "x" * 400} for i in range(n)]
    return payload({"resourceType": "Bundle", "type": "collection", "entry": [{"resource": s} for s in sets]}, *R4)


# Syntax errors

MISTAKES = {"line breaks in a string": ("[\"", "\n"), "indented lines in a string": ("[\"a", "\n   "),
            "quotes in an object": ("{", "\""), "typographic quotes": ("[", "\u2018a,"),
            "members without a value": ("{\"a\":\"x\",", "\"b\","), "quotes in a string": ("{\"a\":", "\"b\"c")}

for name, (head, mistake) in MISTAKES.items():
    @case(name, 3200)
    def _(n, head=head, mistake=mistake):
        return {"p.json": head + mistake * n}, check(*R4)


# Repeated items

@case("Bundle entries", 100)
def _(n):
    entries = [{"fullUrl": f"https://a.example/Patient/{i}", "resource": {"resourceType": "Patient", "id": str(i)}} for i in range(n)]
    return payload({"resourceType": "Bundle", "type": "collection", "entry": entries})


@case("contained resources", 100)
def _(n):
    return payload({"resourceType": "Appointment", "status": "booked",
                    "contained": [{"resourceType": "Patient", "id": f"p{i}"} for i in range(n)],
                    "participant": [{"actor": {"reference": f"#p{i}"}, "status": "accepted"} for i in range(n)]})


@case("extensions", 100)
def _(n):
    extensions = [{"url": f"https://a.example/e{i}", "valueString": "x"} for i in range(n)]
    return payload({"resourceType": "Patient", "extension": extensions}, *R4)


@case("codings", 100)
def _(n):
    codings = [{"system": f"https://a.example/s{i % 7}", "code": f"c{i}", "display": "x"} for i in range(n)]
    return payload({"resourceType": "Appointment", "status": "booked", "reasonCode": [{"coding": codings}]}, *R4)


@case("references", 100)
def _(n):
    return payload({"resourceType": "Bundle", "type": "collection", "entry": [
        {"fullUrl": "https://a.example/Appointment/1", "resource": {
            "resourceType": "Appointment", "status": "booked",
            "participant": [{"actor": {"reference": f"Patient/{i}"}, "status": "accepted"} for i in range(n)]}}]})


@case("versioned references", 100)
def _(n):
    entries = [{"fullUrl": "https://a.example/Patient/1", "resource": {"resourceType": "Patient", "id": "1", "meta": {"versionId": str(i)}}}
               for i in range(n)]
    links = [{"other": {"reference": f"https://a.example/Patient/1/_history/{i}"}, "type": "seealso"} for i in range(n)]
    entries.append({"fullUrl": "https://a.example/Patient/x", "resource": {"resourceType": "Patient", "id": "x", "link": links}})
    return payload({"resourceType": "Bundle", "type": "collection", "entry": entries}, *R4)


@case("participants", 100)
def _(n):
    return payload({"resourceType": "Appointment", "status": "booked",
                    "participant": [{"actor": {"display": f"p{i}"}, "status": "accepted"} for i in range(n)]}, "--pack", "nhs-booking")


@case("findings", 100)
def _(n):
    return payload({"resourceType": "Patient", "telecom": [{"system": "fone", "unknown": str(i)} for i in range(n)]},
                   "--fhir-version", "4.0", "--max-findings", "10000000")


@case("narrative elements", 100)
def _(n):
    div = '<div xmlns="http://www.w3.org/1999/xhtml">' + "".join(f'<p id="a{i}"><a href="#a{i}">x</a></p>' for i in range(n)) + "</div>"
    return payload({"resourceType": "Patient", "text": {"status": "generated", "div": div}}, *R4)


@case("elements of a StructureDefinition", 40)
def _(n):
    elements = [{"id": "Patient", "path": "Patient"}] + [
        {"id": f"Patient.extension:s{i}", "path": "Patient.extension", "sliceName": f"s{i}", "min": 0, "max": "1",
         "base": {"path": "Patient.extension", "min": 0, "max": "*"}} for i in range(n)]
    return payload({"resourceType": "StructureDefinition", "url": "https://a.example/p", "name": "P", "status": "draft", "kind": "resource",
                    "abstract": False, "type": "Patient", "derivation": "constraint",
                    "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Patient",
                    "snapshot": {"element": elements}, "differential": {"element": elements}}, *R4)


# Depth

@case("contained in contained", 50)
def _(n):
    resource = {"resourceType": "Patient", "id": "p"}
    text = '{"resourceType":"Patient","id":"p","contained":[' * n + json.dumps(resource) + "]}" * n
    return {"p.json": text}, check("--max-depth", "1000000", *R4)


@case("depth of Questionnaire items", 50)
def _(n):
    item = '"linkId":"%d","type":"group","item":[{'
    text = '{"resourceType":"Questionnaire","status":"draft","item":[{' + "".join(item % i for i in range(n))
    return {"p.json": text + '"linkId":"x","type":"display"' + "}]" * n + "}]}"}, check("--max-depth", "1000000", *R4)


# Exchanges

def har(entries):
    return {"p.har": json.dumps({"log": {"version": "1.2", "entries": entries}})}, check()[:-1] + ["--pack", "nhs-booking", "p.har"]


def entry(method, url, headers=(), answer=(), status=201, body=None):
    def fields(pairs):
        return [{"name": name, "value": value} for name, value in pairs]
    return {"startedDateTime": "2026-03-02T09:14:30Z", "request": {
                "method": method, "url": url, "headers": fields(headers),
                "postData": {"mimeType": "application/fhir+json", "text": body or '{"resourceType":"Appointment"}'}},
            "response": {"status": status, "headers": fields(answer), "content": {}}}


@case("PUTs to different ids, with Location", 30)
def _(n):
    base = "https://p.example/fhir/Appointment/"
    return har([entry("PUT", base + str(i), answer=[("Location", f"{base}{i}/_history/2")], status=200,
                      body=json.dumps({"resourceType": "Appointment", "id": str(i)})) for i in range(n)])


@case("bearer tokens", 100)
def _(n):
    def token(i):
        parts = [json.dumps({"alg": "none"}), json.dumps({"sub": str(i), "exp": 4000000000})]
        return ".".join(base64.urlsafe_b64encode(part.encode()).decode().rstrip("=") for part in parts) + "."
    return har([entry("POST", "https://p.example/fhir/Appointment", [("Authorization", "Bearer " + token(i))]) for i in range(n)])


@case("cookies with a common prefix", 100)
def _(n):
    cookie = "; ".join(f"c{i}=aaaaaaaaaaaaaaaaaaaa{i}" for i in range(n))
    return har([entry("POST", "https://p.example/fhir/Appointment", [("Cookie", cookie)])])


@case("header fields", 100)
def _(n):
    return har([entry("POST", "https://p.example/fhir/Appointment", [(f"X-F{i}", f"value {i}") for i in range(n)])])


@case("exchanges in HTTP text", 100)
def _(n):
    text = "".join(f"POST /Appointment HTTP/1.1\nHost: p.example\nAuthorization: Bearer t{i}\n\n{{}}\n\nHTTP/1.1 400 Bad Request\n\n" for i in range(n))
    return {"p.http": text}, check()[:-1] + ["--pack", "nhs-booking", "p.http"]


# Expressions

def expression(text):
    return {"p.json": '{"resourceType":"Patient"}'}, ["fhirpath", "--fhir-version", "4.0", text, "p.json"]


@case("capture groups of a pattern", 50)
def _(n):
    return expression("'" + "a" * 50 + "b'.matches('" + "(a*)" * n + "c')")


@case("empty alternatives of a pattern", 50)
def _(n):
    return expression("'" + "a" * 50 + "'.matches('(" + "|" * n + "a)*b')")


@case("terms of an expression", 100)
def _(n):
    return expression(" + ".join(["1"] * n))


# Packages

def package(n, member):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for i in range(n):
            content = json.dumps(member(i)).encode()
            info = tarfile.TarInfo(f"package/{i}.json")
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return gzip.compress(buffer.getvalue(), 1)


@case("members of a package", 100)
def _(n):
    archive = package(n, lambda i: {"resourceType": "ValueSet", "url": f"https://a.example/v{i}", "status": "draft"})
    return payload({"resourceType": "Patient"}, *R4, "--ig", "d.tgz", **{"d.tgz": archive})


@case("profiles of a package", 30)
def _(n):
    def profile(i):
        return {"resourceType": "StructureDefinition", "url": f"https://a.example/p{i}", "name": "P", "status": "draft",
                "fhirVersion": "4.0.1", "kind": "resource", "abstract": False, "type": "Patient", "derivation": "constraint",
                "baseDefinition": f"https://a.example/p{i - 1}" if i % 8 else "http://hl7.org/fhir/StructureDefinition/Patient",
                "differential": {"element": [{"id": "Patient.name", "path": "Patient.name", "min": 1}]}}
    return payload({"resourceType": "Patient"}, *R4, "--ig", "d.tgz", **{"d.tgz": package(n, profile)})


@case("elements of a profile", 40)
def _(n):
    elements = [{"id": "Patient.identifier", "path": "Patient.identifier", "slicing": {
        "discriminator": [{"type": "value", "path": "system"}], "rules": "open"}}]
    for i in range(n):
        name = f"Patient.identifier:s{i}"
        elements += [{"id": name, "path": "Patient.identifier", "sliceName": f"s{i}", "max": "1"},
                     {"id": name + ".system", "path": "Patient.identifier.system", "fixedUri": f"https://a.example/{i}"}]
    profile = {"resourceType": "StructureDefinition", "url": "https://a.example/p", "name": "P", "status": "draft",
               "fhirVersion": "4.0.1", "kind": "resource", "abstract": False, "type": "Patient", "derivation": "constraint",
               "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Patient", "differential": {"element": elements}}
    return payload({"resourceType": "Patient", "identifier": [{"system": "https://a.example/7", "value": "1"}]}, *R4,
                   "--ig", "d.tgz", "--profile", "https://a.example/p", **{"d.tgz": package(1, lambda _: profile)})


# Settings, baselines and command lines

FAULTY = '{"resourceType": "Patient", "gender": "unknown "}'


@case("baseline entries", 1000)
def _(n):
    entries = [{"file": f"f{i % 1000}.json", "rule": "BND001", "element": f"Patient.name[{i}]", "count": 1} for i in range(n)]
    return {"p.json": FAULTY, "base": json.dumps({"version": 1, "findings": entries})}, check("--baseline", "base")


@case("suppressions", 100)
def _(n):
    items = [{"rule": "BND001", "files": f"old/{i}.json", "element": f"Patient.name[{i}]", "reason": "x"} for i in range(n)]
    items += [{"rule": "BND001", "files": f"old/*{i}.json", "reason": "x"} for i in range(n)]
    return {"p.json": FAULTY, ".apptlint.json": json.dumps({"suppress": items})}, check()


@case("brace groups of a pattern", 1)
def _(n):
    return {"p.json": FAULTY}, ["check", "--quiet", "{p,q}" * n + ".json"]


@case("alternatives of a brace group", 90)
def _(n):
    return {f"{i}.json": "{}" for i in range(3)}, ["check", "--quiet", "{" + ",".join(map(str, range(n))) + "}.json"]


@case("rules selected", 100)
def _(n):
    return {"p.json": FAULTY}, check(*(["--ignore", "BND001,LNT001"] * n))


@case("settings files", 30)
def _(n):
    files = {}
    for i in range(n):
        files[f"d{i}/p.json"] = FAULTY
        files[f"d{i}/.apptlint.json"] = json.dumps({"ignore": ["BND001"], "limits": {"findings": i + 1}})
    return files, check()[:-1] + ["."]


@case("files", 30)
def _(n):
    return {f"d{i % 10}/{i}.json": FAULTY for i in range(n)}, check()[:-1] + ["."]


@case("lines of NDJSON", 30)
def _(n):
    return {"p.json": (FAULTY + "\n") * n}, check("--ndjson-input")


def cost(apptlint, make, n):
    """CPU time of a run, in seconds; None if it does not end."""
    folder = tempfile.mkdtemp()
    try:
        files, words = make(n)
        for name, text in files.items():
            path = os.path.join(folder, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(text if isinstance(text, bytes) else text.encode())
        best = None
        for _ in range(5):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            try:
                status = subprocess.run([apptlint, *words], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                        timeout=TIMEOUT).returncode
            except subprocess.TimeoutExpired:
                return None
            if status not in (0, 1, 2):
                raise SystemExit(f"{words[0]} ended with {status}")
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            best = spent if best is None else min(best, spent)
            if spent > 10:
                break
        return best
    finally:
        shutil.rmtree(folder)


def main():
    apptlint = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ".build/release/apptlint")
    names = sys.argv[2:]
    failures = 0
    print(f"{'':42}{'n':>7}{'n, ms':>10}{'10 n':>10}{'100 n':>10}{'growth':>14}")
    for name, n, make in CASES:
        if names and not any(part in name for part in names):
            continue
        fixed = cost(apptlint, make, 1)
        costs = []
        for factor in (1, 10, 100):
            if costs and (costs[-1] is None or costs[-1] > TIMEOUT / 10):
                costs.append(None)
                break
            spent = cost(apptlint, make, n * factor)
            costs.append(None if spent is None else max(0, spent - fixed))
        growth = []
        for less, more in zip(costs, costs[1:]):
            if more is None:
                growth.append(None)
            elif less >= MIN_COST:
                growth.append(more / less)
        fails = None in costs or any(value > MAX_GROWTH for value in growth)
        # A case that is too cheap to be compared must be cheap at every size.
        fails = fails or (not growth and costs[-1] > MIN_COST * MAX_GROWTH * 10)
        failures += fails
        columns = "".join("         -" if value is None else f"{value * 1000:10.1f}" for value in costs)
        text = ", ".join("endless" if value is None else f"{value:.1f}" for value in growth) or "-"
        print(f"{name:42}{n:7}{columns:30}{text:>14}{'  FAILS' if fails else ''}", flush=True)
    print(f"{failures} of these cost more than {MAX_GROWTH} times as much for ten times as many" if failures else "all grow in proportion")
    return 1 if failures else 0


sys.exit(main())
