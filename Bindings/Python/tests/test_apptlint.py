"""Tests the package as users do. Run these against an installed wheel."""

import concurrent.futures
import json
import subprocess
import sys

import pytest

import apptlint as package
from apptlint import pytest_plugin

SLOT = '{"resourceType": "Slot", "schedule": {"reference": "Schedule/1"}, "status": "sesame", "start": "2026-03-02T09:00:00Z", "end": "2026-03-02T09:10:00Z"}'


def test_findings_are_typed():
    report = package.lint(SLOT.encode(), packs=[], fhir_version="3.0")
    assert report.release == "3.0" and report.packs == () and not report.ok
    (finding,) = report.errors
    assert (finding.code, finding.line, finding.element, finding.type) == ("BND001", 1, "Slot.status", "code-invalid")
    assert "sesame" not in finding.message


def test_values_only_on_request():
    shown = package.Linter(packs=[], fhir_version="3.0", show_values=True).lint(SLOT)
    assert "'sesame'" in shown.errors[0].message


def test_fatal_findings_are_errors():
    report = package.Linter(packs=[], fhir_version="3.0", severity={"BND001": "fatal"}).lint(SLOT)
    assert [finding.severity for finding in report.errors] == ["fatal"] and not report.ok and not report.warnings


@pytest.mark.parametrize("severity", ["fatal", "error", "warning", "information"])
def test_assert_clean_fails_for_each_severity(apptlint, monkeypatch, severity):
    report = package.Linter(packs=[], fhir_version="3.0", severity={"BND001": severity}).lint(SLOT)
    monkeypatch.setattr(pytest_plugin, "lint", lambda payload, **settings: report)
    for warnings in (False, True):
        if severity in ("fatal", "error") or warnings and severity == "warning":
            with pytest.raises(pytest.fail.Exception, match=f"1:.*{severity}: BND001"):
                apptlint.assert_clean(SLOT, warnings=warnings)
        else:
            apptlint.assert_clean(SLOT, warnings=warnings)


@pytest.mark.parametrize("payload", [
    b"", b"\x00\xff", b"{", b"<a", "\u20ac".encode("utf-16"), b"[" * 100_000, SLOT.replace("sesame", "\ud800"), "\udc80",
])
def test_broken_payloads_are_reported(payload):
    assert not package.lint(payload).ok


def test_invalid_settings_raise_one_sentence():
    with pytest.raises(package.ConfigurationError, match="unknown rule pack 'x'"):
        package.Linter(packs=["x"])


def test_outcomes():
    linter = package.Linter(packs=[])
    assert json.loads(linter.operation_outcome(SLOT))["resourceType"] == "OperationOutcome"
    assert linter.operation_outcome(SLOT, format="xml").startswith("<?xml")


def test_recordings():
    report = package.lint(b"GET /Slot HTTP/1.1\nHost: example.org\n\n", name="a.http")
    assert report.source == "a.http"


def test_any_text_is_a_name():
    assert package.lint(SLOT, name="\ud800.json").source.endswith(".json")


def test_threads_share_a_linter():
    linter = package.Linter(packs=["nhs-booking"])
    expected = linter.lint(SLOT)
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert all(report == expected for report in pool.map(lambda _: linter.lint(SLOT), range(200)))


def test_the_fixture(apptlint):
    apptlint.assert_clean(SLOT.replace("sesame", "free"), packs=[], fhir_version="3.0")
    apptlint.assert_finds(SLOT, ["BND001"], packs=[], fhir_version="3.0")
    with pytest.raises(pytest.fail.Exception, match="1:.*BND001"):
        apptlint.assert_clean(SLOT, packs=[], fhir_version="3.0")
    with pytest.raises(pytest.fail.Exception, match="not found: BKL999"):
        apptlint.assert_finds(SLOT, ["BKL999"], packs=[], fhir_version="3.0")


def test_importing_is_all_it_takes():
    done = subprocess.run([sys.executable, "-c", "import apptlint; print(apptlint.version())"], capture_output=True, text=True)
    assert done.stdout.strip() == package.version()
