"""Checks FHIR payloads and HTTP exchanges of NHS appointment booking.

    import apptlint

    report = apptlint.lint(body, packs=["nhs-booking"], interaction="book")
    for finding in report.errors:
        print(finding.line, finding.column, finding.code, finding.message)

A `Linter` keeps its settings and can be used by any number of threads concurrently; the interpreter's lock is released while it
works. Errors in a payload never raise an exception: they are in the report.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from . import _library

__all__ = ["ConfigurationError", "Finding", "FurtherRule", "Linter", "NotChecked", "Report", "lint", "version"]

Severity = Literal["fatal", "error", "warning", "information"]
ConfigurationError = _library.ConfigurationError
_DECODER = json.JSONDecoder()


class FurtherRule(NamedTuple):
    """Another rule that reports the same problem."""

    code: str
    name: str
    severity: Severity
    message: str


class Finding(NamedTuple):
    """One problem or note at one position in a payload."""

    code: str
    name: str
    severity: Severity
    #: The kind of issue, a code of FHIR's value set issue-type.
    type: str
    #: The line, counted from 1.
    line: int
    #: The column in characters, counted from 1.
    column: int
    #: What is wrong and what is right, in one line.
    message: str
    #: The element as a FHIRPath expression; None if the finding is outside any element.
    element: str | None = None
    help: str | None = None
    #: The clause of the specification with the requirement.
    clause: str | None = None
    #: The key of the violated constraint of FHIR or a profile.
    constraint: str | None = None
    further: tuple[FurtherRule, ...] = ()


class NotChecked(NamedTuple):
    """A requirement that applies but could not be checked."""

    code: str
    requirement: str
    reason: str


@dataclass(frozen=True)
class Report:
    """The result for one payload or recording."""

    source: str
    #: "3.0" or "4.0"; "other" for an unsupported release.
    release: str
    packs: tuple[str, ...]
    #: How release and packs were determined.
    basis: str
    findings: tuple[Finding, ...]
    not_checked: tuple[NotChecked, ...]
    #: The HTTP status for a server's response; None if there are no errors.
    recommended_status: int | None = None
    #: The minimum number of findings omitted because of the limit.
    omitted: int = 0

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of severity error or fatal."""
        return tuple(finding for finding in self.findings if finding.severity in ("error", "fatal"))

    @property
    def warnings(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.severity == "warning")

    @property
    def ok(self) -> bool:
        """True if there are no errors and no omitted findings, which could be errors."""
        return not self.errors and self.omitted == 0

    @classmethod
    def from_json(cls, text: str | bytes) -> Report:
        # Faster than json.loads, which would detect the encoding first.
        data: dict[str, Any] = _DECODER.decode(text if isinstance(text, str) else text.decode())
        findings = []
        for item in data["findings"]:
            further = tuple(FurtherRule(**rule) for rule in item.pop("further", ()))
            findings.append(Finding(**item, further=further))
        report = cls.__new__(cls)
        # The constructor of a frozen data class sets its fields one by one, which takes longer than reading the JSON.
        report.__dict__.update(
            source=data["source"], release=data["release"], packs=tuple(data["packs"]), basis=data["basis"],
            findings=tuple(findings),
            not_checked=tuple([NotChecked(item["code"], item["requirement"], item["reason"]) for item in data["notChecked"]]),
            recommended_status=data.get("recommendedStatus"), omitted=data["omitted"])
        return report


@dataclass(frozen=True)
class _Settings:
    packs: tuple[str, ...] | None
    interaction: str | None
    fhir_version: str | None
    profiles: tuple[str, ...]
    packages: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    severity: tuple[tuple[str, str], ...] = field(default=())

    def json(self) -> str:
        members = {
            "packs": self.packs, "interaction": self.interaction, "fhirVersion": self.fhir_version, "profiles": self.profiles,
            "packages": self.packages, "select": self.select, "ignore": self.ignore, "severity": dict(self.severity)}
        return json.dumps({name: value for name, value in members.items() if value or name == "packs" and value is not None})


class Linter:
    """Checks payloads with one set of settings. Except for `show_values`, these are keys of `.apptlint.json`, in snake case.

    Raises `ConfigurationError` if the settings are invalid.
    """

    def __init__(
        self, *, packs: Sequence[str] | None = None, interaction: str | None = None, fhir_version: str | None = None,
        profiles: Sequence[str] = (), packages: Sequence[str] = (), select: Sequence[str] = (), ignore: Sequence[str] = (),
        severity: Mapping[str, Severity] | None = None, show_values: bool = False,
    ) -> None:
        settings = _Settings(
            None if packs is None else tuple(packs), interaction, fhir_version, tuple(profiles), tuple(packages), tuple(select),
            tuple(ignore), tuple(sorted((severity or {}).items())))
        self._handle = _library.Handle(settings.json())
        self._show_values = show_values

    def lint(self, payload: bytes | bytearray | memoryview | str, name: str = "payload") -> Report:
        """The report on a payload (JSON or XML) or a recording, recognised by its content or a name ending in .har or .http."""
        return Report.from_json(self._handle.lint(payload, name, _library.REPORT, self._show_values))

    def operation_outcome(
        self, payload: bytes | bytearray | memoryview | str, name: str = "payload", *, format: Literal["json", "xml"] = "json"
    ) -> str:
        """The report as a FHIR OperationOutcome."""
        form = {"json": _library.OUTCOME_JSON, "xml": _library.OUTCOME_XML}[format]
        return self._handle.lint(payload, name, form, self._show_values).decode()


@functools.lru_cache(maxsize=64)
def _linter(packs: tuple[str, ...] | None, interaction: str | None, fhir_version: str | None, profiles: tuple[str, ...]) -> Linter:
    return Linter(packs=packs, interaction=interaction, fhir_version=fhir_version, profiles=profiles)


def lint(
    payload: bytes | bytearray | memoryview | str, *, packs: Sequence[str] | None = None, interaction: str | None = None,
    fhir_version: str | None = None, profiles: Sequence[str] = (), name: str = "payload",
) -> Report:
    """Checks a payload; `packs=None` infers the packs from the payload, an empty list checks FHIR only."""
    linter = _linter(None if packs is None else tuple(packs), interaction, fhir_version, tuple(profiles))
    return linter.lint(payload, name)


def version() -> str:
    """The version of the library."""
    return _library.version()
