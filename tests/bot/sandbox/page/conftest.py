"""One Chromium for all tests; a test fails when its page logs an error.

Loading the page takes most of a second, so most tests share a window: `ana` starts the workspace anew and lets the page
load it, as it does after a lost connection. `page` is a window, and `site` a workspace, of the test's own.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from slack_sdk import WebClient

from bot.sandbox import AppConfig, Command, MovableClock, RateLimits, Sandbox, SandboxServer, Shortcut

from .site_bot import SiteBot

SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
SCHEMES: tuple[tuple[Literal["light", "dark"], dict[str, Any] | None], ...] = (
    ("light", None),
    ("dark", {"runOnly": {"type": "rule", "values": COLOUR_RULES}}),
)
PATIENCE_MS = 6000
PEOPLE = {
    "ana": ("Ana Ruiz", "superintendent"),
    "diego": ("Diego Santos", "equipment"),
    "grace": ("Grace Kim", "project manager"),
    "noor": ("Noor Haddad", "safety"),
}
SHORTCUTS = (
    Shortcut(callback_id="record", name="Record as update", description="Say what it means"),
    Shortcut(callback_id="new", name="New action", type="global"),
)
COMMANDS = (
    Command(command="/site", description="Ask about the site", usage_hint="[help|status|why ACT-12]"),
)
RELOAD = "import('/store.js').then((store) => store.publish('stream', {type: 'reset'}))"


def _chromium() -> str:
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found:
        return found
    reason = "No Chromium is installed: the page is not tested (Debian: apt install chromium)."
    if os.environ.get("SITELOOP_REQUIRE_BROWSER") == "1":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A headless Chromium."""
    path = _chromium()
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield launched
        launched.close()


@contextmanager
def _serving() -> Iterator[SandboxServer]:
    clock = MovableClock(datetime(2026, 3, 10, 12, tzinfo=UTC))
    app = AppConfig(shortcuts=SHORTCUTS, commands=COMMANDS)
    sandbox = Sandbox(clock=clock, app=app, limits=RateLimits.off(), name="Harbor Yards")
    for handle, (name, title) in PEOPLE.items():
        sandbox.workspace.add_user(handle, real_name=name, title=title)
    furnish(sandbox)
    with SandboxServer(sandbox) as server:
        yield server


def furnish(sandbox: Sandbox) -> None:
    """Two empty channels instead of everything that was said, and nobody to answer."""
    ws = sandbox.workspace
    sandbox.connect(None)
    with ws.lock:
        for kept in (ws.channels, ws.files, ws.homes, ws.modals):
            kept.clear()
        ws.add_channel("tower-a", members=[*PEOPLE, "siteloop"], topic="Levels B1 to L12")
        ws.add_channel("safety", members=["ana", "noor", "siteloop"])


@contextmanager
def _window(browser: Browser, server: SandboxServer) -> Iterator[tuple[Page, list[str]]]:
    wrong: list[str] = []

    def logged(message: ConsoleMessage) -> None:
        refused = "Failed to load resource" in message.text  # an answer of 4xx is shown to the person
        if message.type == "error" and not refused:
            wrong.append(message.text)

    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=server.url)
    context.set_default_timeout(PATIENCE_MS)
    opened = context.new_page()
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", logged)
    yield opened, wrong
    context.close()


@pytest.fixture(scope="module")
def shared(browser: Browser) -> Iterator[tuple[SandboxServer, Page, list[str]]]:
    """A workspace and Ana's window on it."""
    with _serving() as server, _window(browser, server) as (opened, wrong):
        arrive(opened, "ana")
        yield server, opened, wrong


@pytest.fixture
def site(request: pytest.FixtureRequest) -> Iterator[SandboxServer]:
    """A workspace with four people and two channels; the shared one for a test in Ana's window."""
    if "ana" in request.fixturenames:
        server: SandboxServer = request.getfixturevalue("shared")[0]
        furnish(server.sandbox)
        yield server
        return
    with _serving() as own:
        yield own


@pytest.fixture
def bot(site: SandboxServer) -> SiteBot:
    """The app, answering."""
    connected = SiteBot(WebClient(token=site.sandbox.app.bot_token, base_url=site.api_url))
    site.sandbox.connect(connected)
    return connected


@pytest.fixture
def ana(shared: tuple[SandboxServer, Page, list[str]], site: SandboxServer) -> Iterator[Page]:
    """Ana's window, in an empty #tower-a, without the hints."""
    _, opened, wrong = shared
    wrong.clear()
    if "as=ana" not in opened.url or not opened.url.endswith("#/tower-a"):
        arrive(opened, "ana")
    else:
        opened.mouse.move(0, 0)
        with opened.expect_response("**/ui/messages*"):
            opened.evaluate(RELOAD)
    expect(opened.locator("#main article")).to_have_count(0)
    opened.locator("#main .composer-text").fill("")
    yield opened
    assert wrong == []


@pytest.fixture
def page(browser: Browser, site: SandboxServer) -> Iterator[Page]:
    """A window that has not opened the site yet."""
    with _window(browser, site) as (opened, wrong):
        yield opened
        assert wrong == []


def arrive(page: Page, handle: str, place: str = "#/tower-a") -> Page:
    """Open the page as somebody and wait until it can be used."""
    page.add_init_script("localStorage.setItem('siteloop-hint', 'closed')")
    page.goto(f"/?as={handle}{place}")
    expect(page.locator(".composer-text, .home-page").first).to_be_visible()
    return page


def findings(page: Page) -> list[str]:
    """What axe finds: by all its rules in light, and in dark by those that colours can change."""
    found: list[str] = []
    for scheme, options in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for rule in Axe().run(page, options=options).response["violations"]:
            found += [f"{scheme}: {rule['id']}: {node['target']}" for node in rule["nodes"]]
    return found
