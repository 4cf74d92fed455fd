"""Writes payloads as JSON, with the elements in FHIR's order."""

import json

from definitions import tree
from payload import PayloadMaker


def in_order(release, body, elements=(), type=""):
    """An element with its content in FHIR's order."""
    if not isinstance(body, dict):
        return body
    result = {}
    if "resourceType" in body:
        type = body["resourceType"]
        elements = [tree(release.type(type))]
        result["resourceType"] = type
    maker = PayloadMaker(release, release.type("Patient"))
    for name, definitions in maker.children(elements, type):
        for key in [k for k in body if k.removeprefix("_") == name or maker.is_type_of(k.removeprefix("_"), name)]:
            codes = definitions[-1].codes()
            named = [c for c in codes if key == name.removesuffix("[x]") + c[0].upper() + c[1:]]
            inner = (definitions, (named or codes)[0]) if key[0] != "_" else ([tree(release.type("Element"))], "Element")
            value = body[key]
            result[key] = [in_order(release, i, *inner) for i in value] if isinstance(value, list) else in_order(
                release, value, *inner)
    return {**result, **{k: v for k, v in body.items() if k not in result}}


def as_json(body):
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False)
