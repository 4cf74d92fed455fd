"""Checks the rule files and settings in this repository against docs/schemas: run by run.py."""
import glob, json, os, re

import jsonschema

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def schema(name):
    with open(os.path.join(ROOT, "docs", "schemas", name + ".schema.json"), encoding="utf-8") as file:
        content = json.load(file)
    jsonschema.Draft7Validator.check_schema(content)
    return jsonschema.Draft7Validator(content)


count = 0


def check(validator, content, name):
    global count
    count += 1
    errors = [f"{name}: {'/'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(content)]
    assert not errors, "\n".join(errors)


pack, table, settings = schema("pack"), schema("rules"), schema("settings")
for path in sorted(glob.glob(os.path.join(ROOT, "Rules", "*", "*.json"))):
    with open(path, encoding="utf-8") as file:
        check(pack if path.endswith("/pack.json") else table, json.load(file), path)
for path in sorted(glob.glob(os.path.join(ROOT, "TestVectors", "*", "*.txtar"))):
    with open(path, encoding="utf-8", newline="") as file:
        found = re.search(r"(?ms)^-- \.apptlint\.json --\n(.*?)^-- ", file.read())
    if found:
        check(settings, json.loads(found[1]), path)
assert not settings.is_valid({"pack": ["bars"]}) and not settings.is_valid({"suppress": [{"rule": "LNT001"}]})
assert not table.is_valid({"table": {"title": "x", "source": {"document": "y"}}, "rules": [{"code": "ABC001"}]})
print(f"{count} files")
