"""Writes payloads: elements in FHIR's order, as JSON and as XML."""

import json
from xml.sax.saxutils import quoteattr

from definitions import tree
from payload import PayloadMaker


def in_order(release, body, elements=(), type=""):
    """An element with what is in it in FHIR's order."""
    if not isinstance(body, dict):
        return body
    result = {}
    if "resourceType" in body:
        type = body["resourceType"]
        elements = [tree(release.type(type))]
        result["resourceType"] = type
    maker = PayloadMaker(release, release.type("Patient"))
    for name, said in maker.children(elements, type):
        for key in [k for k in body if k.removeprefix("_") == name or maker.is_type_of(k.removeprefix("_"), name)]:
            codes = said[-1].codes()
            named = [c for c in codes if key == name.removesuffix("[x]") + c[0].upper() + c[1:]]
            inner = (said, (named or codes)[0]) if key[0] != "_" else ([tree(release.type("Element"))], "Element")
            value = body[key]
            result[key] = [in_order(release, i, *inner) for i in value] if isinstance(value, list) else in_order(
                release, value, *inner)
    return {**result, **{k: v for k, v in body.items() if k not in result}}


def as_json(body):
    return json.dumps(body, indent=2, ensure_ascii=False) + "\n"


def as_xml(body):
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + "\n".join(resource_lines(body, "", ' xmlns="http://hl7.org/fhir"')) + "\n"


def resource_lines(body, pad, namespace=""):
    yield f"{pad}<{body['resourceType']}{namespace}>"
    yield from inner_lines({k: v for k, v in body.items() if k != "resourceType"}, pad + "  ")
    yield f"{pad}</{body['resourceType']}>"


def inner_lines(body, pad):
    for key, value in body.items():
        if key[0] != "_":
            for item in value if isinstance(value, list) else [value]:
                yield from element_lines(key, item, body.get("_" + key), pad)


def element_lines(key, value, beside, pad):
    if key == "div":
        yield pad + value
        return
    inner, attributes = beside or {}, ""
    if not isinstance(value, dict):
        text = str(value).lower() if isinstance(value, bool) else str(value)
        attributes = f" value={quoteattr(text)}"
    elif "resourceType" in value:
        yield f"{pad}<{key}>"
        yield from resource_lines(value, pad + "  ")
        yield f"{pad}</{key}>"
        return
    else:
        names = ("id", "url") if "xtension" in key else ("id",)
        attributes = "".join(f" {n}={quoteattr(value[n])}" for n in names if n in value)
        inner = {k: v for k, v in value.items() if k not in names}
    if not inner:
        yield f"{pad}<{key}{attributes}/>"
        return
    yield f"{pad}<{key}{attributes}>"
    yield from inner_lines(inner, pad + "  ")
    yield f"{pad}</{key}>"
