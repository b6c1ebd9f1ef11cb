"""What all tests share: in CI nothing may be skipped."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from hypothesis import settings

from kg.ingest.pipeline import Pipeline
from tests.browsing import CHROMIUM, FLAGS

Reports = Generator[None, pytest.TestReport, pytest.TestReport]


settings.register_profile("untimed", deadline=None)  # machines differ: speed is measured in benchmarks/
settings.load_profile("untimed")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Reports:
    """Where CI=true a skipped test is a failed one: a missing browser or package must be seen."""
    report = yield
    if os.environ.get("CI") == "true" and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped in CI: {report.longrepr}"
    return report


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """The pipeline with all that ships, loaded once for all tests."""
    return Pipeline()


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Headless Chromium, one a module: playwright keeps a loop of its own that other tests must not meet."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()
