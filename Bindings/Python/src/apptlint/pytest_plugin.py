"""The pytest plugin: a fixture for payloads in test suites.

    def test_booking(apptlint):
        apptlint.assert_clean(response.body, packs=["nhs-booking"], interaction="book")
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from . import Report, lint


class PayloadAssertions:
    """The methods of the fixture `apptlint`."""

    def lint(self, payload: bytes | str, **settings: Any) -> Report:
        """The report on a payload: see `apptlint.lint`."""
        return lint(payload, **settings)

    def assert_clean(self, payload: bytes | str, *, warnings: bool = False, **settings: Any) -> Report:
        """Fails unless the payload has no errors, and with `warnings` no warnings either."""
        __tracebackhide__ = True
        report = lint(payload, **settings)
        severities = ("fatal", "error", "warning") if warnings else ("fatal", "error")
        wrong = [finding for finding in report.findings if finding.severity in severities]
        if wrong or not report.ok:
            lines = [f"{item.line}:{item.column}: {item.severity}: {item.code} {item.name}: {item.message}" for item in wrong]
            pytest.fail("\n".join(["the payload has findings", *lines]), pytrace=False)
        return report

    def assert_finds(self, payload: bytes | str, codes: Sequence[str], **settings: Any) -> Report:
        """Fails unless each of the codes is found: for payloads that are invalid on purpose."""
        __tracebackhide__ = True
        report = lint(payload, **settings)
        found = {item.code for item in report.findings} | {rule.code for item in report.findings for rule in item.further}
        missing = [code for code in codes if code not in found]
        if missing:
            pytest.fail(f"not found: {', '.join(missing)}; found: {', '.join(sorted(found)) or 'nothing'}", pytrace=False)
        return report


@pytest.fixture(name="apptlint", scope="session")
def _apptlint() -> PayloadAssertions:
    return PayloadAssertions()
