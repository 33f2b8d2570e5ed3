"""What tests of several packages share: one Chromium for all of them, how examples are drawn, and when garbage is looked for."""

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from tests.chromium import PATIENCE_MS, SWITCHES, chromium

_LONG = (
    "test_kill.py",
    "test_demo_in_browser.py",
    "test_replay.py",
    "test_weekly.py",
    "test_rules.py",
    "test_shipped.py",
)

# No example is wrong for being slow. Where the whole is judged, the examples are the same at every run; developers draw new ones.
settings.register_profile("siteloop", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("siteloop")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest go first, so that no worker is left alone with one at the end."""
    items.sort(key=lambda one: one.path.name not in _LONG)


def pytest_collection_finish() -> None:
    """What was imported and collected lives to the end: looking through it for garbage took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    path = chromium()
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield launched
        launched.close()
