"""One Chromium for all; each test has a site of its own and fails when its page logs an error."""

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime

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
PATIENCE_MS = 4000
PEOPLE = {
    "ana": ("Ana Ruiz", "superintendent"),
    "diego": ("Diego Santos", "equipment"),
    "grace": ("Grace Kim", "project manager"),
    "noor": ("Noor Haddad", "safety"),
}


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
    path = _chromium()
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        yield launched
        launched.close()


@pytest.fixture
def site() -> Iterator[SandboxServer]:
    """A site with four people, two channels and some messages; nobody answers yet."""
    shortcuts = (
        Shortcut(callback_id="record", name="Record as update", description="Say what it means"),
        Shortcut(callback_id="new", name="New action", type="global"),
    )
    commands = (
        Command(command="/site", description="Ask about the site", usage_hint="[help|status|why ACT-12]"),
    )
    sandbox = Sandbox(
        clock=MovableClock(datetime(2026, 3, 10, 12, tzinfo=UTC)),
        app=AppConfig(shortcuts=shortcuts, commands=commands),
        limits=RateLimits.off(),
        name="Harbor Yards",
    )
    for handle, (name, title) in PEOPLE.items():
        sandbox.workspace.add_user(handle, real_name=name, title=title)
    everyone = [*PEOPLE, "siteloop"]
    sandbox.workspace.add_channel("tower-a", members=everyone, topic="Levels B1 to L12")
    sandbox.workspace.add_channel("safety", members=["ana", "noor", "siteloop"])
    with SandboxServer(sandbox) as server:
        yield server


@pytest.fixture
def bot(site: SandboxServer) -> SiteBot:
    """The app, answering."""
    connected = SiteBot(WebClient(token=site.sandbox.app.bot_token, base_url=site.api_url))
    site.sandbox.connect(connected)
    return connected


@pytest.fixture
def page(browser: Browser, site: SandboxServer) -> Iterator[Page]:
    """A window that has not opened the site yet; an error in the page fails the test."""
    wrong: list[str] = []

    def logged(message: ConsoleMessage) -> None:
        refused = "Failed to load resource" in message.text  # an answer of 4xx is shown to the person
        if message.type == "error" and not refused:
            wrong.append(message.text)

    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=site.url)
    context.set_default_timeout(PATIENCE_MS)
    opened = context.new_page()
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", logged)
    yield opened
    context.close()
    assert wrong == []


@pytest.fixture
def ana(page: Page) -> Page:
    """Ana's window, in #tower-a, without the hints."""
    return arrive(page, "ana")


def arrive(page: Page, handle: str, place: str = "#/tower-a") -> Page:
    """Open the page as somebody and wait until it can be used."""
    page.add_init_script("localStorage.setItem('siteloop-hint', 'closed')")
    page.goto(f"/?as={handle}{place}")
    expect(page.locator(".composer-text, .home-page").first).to_be_visible()
    return page


def findings(page: Page) -> list[str]:
    """What axe finds, in light and in dark."""
    found: list[str] = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for rule in Axe().run(page).response["violations"]:
            found += [f"{scheme}: {rule['id']}: {node['target']}" for node in rule["nodes"]]
    return found
