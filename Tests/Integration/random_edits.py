#!/usr/bin/env python3
"""Random edits of an open payload, sent as changed ranges for one document and as whole texts for another: after each, both must
have the same findings and the same outline.

    Tests/Integration/random_edits.py APPTLINT [EDITS]
"""
import os, random, sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from languageclient import Client

PIECES = ['"', ",", "{", "}", "[", "]", ":", "\n", "\r\n", "\r", " ", "é", "€", "𝄞", '"status"', '"booked"', "null", "\\", "1", "<", "\ufeff"]


def position(text, offset, width):
    """The line and character of an offset; a line ends with LF, CR LF or CR."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    line = before[before.rfind("\n") + 1:]
    return {"line": before.count("\n"), "character": sum(width(character) for character in line)}


WIDTHS = {
    "utf-8": lambda character: len(character.encode()),
    "utf-16": lambda character: 2 if ord(character) > 0xFFFF else 1,
    "utf-32": lambda character: 1,
}


def edits(command, text, count, encoding, seed):
    generator = random.Random(seed)
    capabilities = {"general": {"positionEncodings": [encoding]},
                    "textDocument": {"diagnostic": {}, "documentSymbol": {"hierarchicalDocumentSymbolSupport": True}}}
    parts, whole = "file:///tmp/apptlint-test/parts.json", "file:///tmp/apptlint-test/whole.json"
    original = text
    with Client([command, "lsp"]) as client:
        client.start(capabilities)
        client.open(parts, text)
        client.open(whole, text)
        version = 1
        while version <= count:
            changes = []
            for _ in range(generator.choice([1, 1, 1, 2, 3])):
                start = generator.randrange(len(text) + 1)
                end = min(len(text), start + generator.choice([0, 0, 1, 1, 2, 5, 40]))
                # There is no position between the two characters of a line break.
                if text[start - 1:start + 1] == "\r\n":
                    start -= 1
                if text[end - 1:end + 1] == "\r\n":
                    end -= 1
                new = "".join(generator.choice(PIECES) for _ in range(generator.choice([0, 1, 1, 2, 6])))
                if generator.random() < 0.02:
                    new, start, end = original, 0, len(text)
                width = WIDTHS[encoding]
                changes.append({"range": {"start": position(text, start, width), "end": position(text, end, width)}, "text": new})
                text = text[:start] + new + text[max(start, end):]
            version += 1
            client.change(parts, version, changes)
            client.change(whole, version, [{"text": text}])
            found = [[client.request(f"textDocument/{method}", {"textDocument": {"uri": uri}})
                      for method in ("diagnostic", "foldingRange", "documentSymbol")] for uri in (parts, whole)]
            # Messages name the document.
            same = str(found[0]).replace("parts.json", "whole.json") == str(found[1])
            assert same, f"{encoding}, seed {seed}, edit {version}: the documents differ: {text!r}"
        assert client.stop() == 0


if __name__ == "__main__":
    total = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    with open(os.path.join(os.path.dirname(os.path.dirname(HERE)), "Benchmarks", "Payloads", "booking.json"), encoding="utf-8") as file:
        payload = file.read()
    for number, encoding in enumerate(WIDTHS):
        edits(sys.argv[1], payload, total // 3 + 1, encoding, number + 1)
    print(f"{total} edits")
