"""A headless Chromium for the tests of the page, its windows, and what axe finds in them."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
)
PATIENCE_MS = 20_000  # a browser beside other tests on two busy cores
SIZE: ViewportSize = {"width": 1280, "height": 800}
TELEPHONE: ViewportSize = {"width": 390, "height": 844}
# By all rules in light, in dark by those that colours can change.
SCHEMES: tuple[tuple[Literal["light", "dark"], dict[str, object]], ...] = (
    ("light", {"resultTypes": ["violations"]}),
    (
        "dark",
        {
            "resultTypes": ["violations"],
            "runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]},
        },
    ),
)
_RUN = """(options) => axe.run(options).then(({violations}) =>
  violations.flatMap(({id, nodes}) => nodes.map(({target}) => `${id}: ${target.join(' ')}`)))"""
_OVERFLOW = """() => Math.max(...['html', '.timeline-view', '.home', '.dialog-body']
  .flatMap((place) => [...document.querySelectorAll(place)]).map((e) => e.scrollWidth - e.clientWidth))"""


def chromium() -> str:
    """Where Chromium is; the test is skipped where there is none, or fails where one is required."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found:
        return found
    reason = "No Chromium is installed: the page is not tested (Debian: apt install chromium)."
    if os.environ.get("SITELOOP_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@contextmanager
def window(browser: Browser, url: str) -> Iterator[tuple[Page, list[str]]]:
    """A window on that address that has nothing open yet, and the errors that its pages log."""
    wrong: list[str] = []

    def logged(message: ConsoleMessage) -> None:
        refused = "Failed to load resource" in message.text  # an answer of 4xx is shown to the person
        if message.type == "error" and not refused:
            wrong.append(message.text)

    # Without motion nothing is looked at while it fades from one colour to another.
    context = browser.new_context(viewport=SIZE, base_url=url, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    opened = context.new_page()
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", logged)
    yield opened, wrong
    context.close()


def findings(page: Page) -> list[str]:
    """What axe finds on the page as it stands, in light and in dark."""
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found: list[str] = []
    for scheme, options in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found += [f"{scheme}: {finding}" for finding in page.evaluate(_RUN, options)]
    return found


def overflow(page: Page) -> int:
    """How many pixels anything is wider than its place."""
    width: int = page.evaluate(_OVERFLOW)
    return width
