"""What every test shares: a fixed clock zone and language, reproducible property tests, and no silent skips in CI."""

from __future__ import annotations

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "arshjul", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=False
)
settings.load_profile("arshjul")


def _forbid_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    """With ARSHJUL_REQUIRE_ALL=1 (CI) a skipped test is a failed one: the machine should have had what it needs."""
    if report.skipped and os.environ.get("ARSHJUL_REQUIRE_ALL") == "1" and not hasattr(report, "wasxfail"):
        reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longrepr
        report.outcome = "failed"
        report.longrepr = f"Skipped, but ARSHJUL_REQUIRE_ALL=1 demands every test: {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _forbid_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _forbid_skip(report)
    return report


@pytest.fixture(autouse=True)
def _a_plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No setting of the person who runs the tests reaches them."""
    for name in list(os.environ):
        if name.startswith("ARSHJUL_") and name not in ("ARSHJUL_REQUIRE_ALL", "ARSHJUL_EWS_SCHEMA", "ARSHJUL_ICALJS"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("LC_ALL", "sv_SE.UTF-8")
    monkeypatch.setenv("TZ", "America/Los_Angeles")
