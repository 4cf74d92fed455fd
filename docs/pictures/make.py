#!/usr/bin/env python3
"""Draws the pictures of the README from the output of the command.

usage: docs/pictures/make.py COMMAND     (such as .build/release/apptlint; from the root of the repository)
       docs/pictures/make.py --check COMMAND

Writes terminal.svg, the first findings of a check, and report.svg, the top of the HTML report. With --check, compares them with
the files instead, and ends with status 1 if one differs.
"""
import html
import html.parser
import pathlib
import re
import subprocess
import sys

FOLDER = pathlib.Path(__file__).parent
SAMPLE = "TestVectors/samples/booking-faulty.json"
FONT = "ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
# The colours of a terminal, by the codes of ANSI escape sequences.
COLORS = {"31": "#ff7b72", "33": "#e3b341", "34": "#79c0ff", "36": "#56d4dd"}
WIDTH, LINE, MARGIN = 8.43, 19, 16


def run(command, *words):
    return subprocess.run([command, "check", "--show-values", *words, SAMPLE], capture_output=True, text=True).stdout


def escaped(text):
    """Text of an element; spaces are non-breaking, because renderers collapse others."""
    return html.escape(text, quote=False).replace(" ", "\u00a0")


def spans(line, style):
    """The parts of a line with their style, a set of escape codes, and the style at its end."""
    parts = []
    for text, codes in re.findall(r"([^\x1b]*)(?:\x1b\[([0-9;]*)m)?", line):
        if text:
            parts.append((text, frozenset(style)))
        if codes:
            style = set() if codes == "0" else style | set(codes.split(";"))
    return parts, style


def terminal(command):
    blocks = run(command, "--color", "always").split("\n\n")
    lines = ["$ apptlint check " + SAMPLE, *"\n\n".join(blocks[:2]).splitlines(), "...", blocks[-1].strip()]
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    width = round(max(map(len, plain)) * WIDTH + 2 * MARGIN)
    height = len(lines) * LINE + 2 * MARGIN
    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">',
        "<title>Two findings of apptlint in a terminal</title>",
        f'<rect width="{width}" height="{height}" rx="8" fill="#0d1117"/>',
        f'<g font-family="{FONT}" font-size="14" fill="#e6edf3">',
    ]
    style = set()
    for number, line in enumerate(lines):
        parts, style = spans(line, style)
        text = ""
        for part, codes in parts:
            color = next((COLORS[code] for code in sorted(codes) if code in COLORS), None)
            attributes = (f' fill="{color}"' if color else "") + (' font-weight="bold"' if "1" in codes else "")
            text += f"<tspan{attributes}>{escaped(part)}</tspan>" if attributes else escaped(part)
        out.append(f'<text x="{MARGIN}" y="{MARGIN + number * LINE + 14}">{text}</text>')
    return "\n".join(out + ["</g>", "</svg>", ""])


class XMLWriter(html.parser.HTMLParser):
    """Writes HTML as well-formed XML: the content of the body, and the style sheet."""

    VOID = {"br", "hr", "img", "input", "meta", "link"}

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.body, self.style, self.target = [], [], None

    def handle_starttag(self, tag, attributes):
        if tag in ("body", "style"):
            self.target = self.body if tag == "body" else self.style
        elif self.target is self.body:
            words = "".join(f' {name}="{html.escape(value or name)}"' for name, value in attributes)
            self.body.append(f"<{tag}{words}{'/' if tag in self.VOID else ''}>")

    def handle_endtag(self, tag):
        if tag in ("body", "style"):
            self.target = None
        elif self.target is self.body and tag not in self.VOID:
            self.body.append(f"</{tag}>")

    def handle_data(self, text):
        if self.target is not None:
            self.target.append(html.escape(text, quote=False))


def report(command):
    writer = XMLWriter()
    # The footer has the version, which would change the picture with each release.
    writer.feed(re.sub(r"<footer>.*?</footer>", "", run(command, "--format", "html"), flags=re.DOTALL))
    width, height = 1040, 900
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}" role="img">',
        "<title>The top of an HTML report of apptlint</title>",
        f"<style>{''.join(writer.style)}</style>",
        f'<foreignObject width="{width}" height="{height}">',
        f'<body xmlns="http://www.w3.org/1999/xhtml" style="min-height: {height}px">{"".join(writer.body)}</body>',
        "</foreignObject>", "</svg>", "",
    ])


def main():
    words = sys.argv[1:]
    checks = words[:1] == ["--check"]
    if len(words) != 1 + checks:
        sys.exit(__doc__)
    differing = []
    for name, draw in (("terminal.svg", terminal), ("report.svg", report)):
        text, file = draw(words[-1]), FOLDER / name
        if not checks:
            file.write_text(text)
        elif not file.exists() or file.read_text() != text:
            differing.append(name)
    if differing:
        sys.exit(f"not up to date: {', '.join(differing)}; run docs/pictures/make.py")


main()
