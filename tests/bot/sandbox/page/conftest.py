"""One Chromium for all tests; a test fails when its page logs an error.

Loading the page takes most of a second, so most tests share a window: `ana` starts the workspace anew and lets the page
load it, as it does after a lost connection. `page` is a window, and `site` a workspace, of the test's own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser, Page, expect
from slack_sdk import WebClient

from bot.sandbox import AppConfig, Command, MovableClock, RateLimits, Sandbox, SandboxServer, Shortcut
from tests.chromium import SIZE, window

from .site_bot import SiteBot

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
RELOAD = """() => {
  localStorage.setItem('siteloop-hint', 'closed');
  for (const toasts of document.querySelectorAll('#notes, #alerts')) toasts.replaceChildren();
  history.replaceState(null, '', '?as=ana#/tower-a');
  return import('/store.js').then((store) => store.publish('stream', {type: 'reset'}));
}"""


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


@pytest.fixture(scope="session")
def shared(browser: Browser) -> Iterator[tuple[SandboxServer, Page, list[str]]]:
    """A workspace and Ana's window on it."""
    with _serving() as server, window(browser, server.url) as (opened, wrong):
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
    opened.set_viewport_size(SIZE)
    opened.emulate_media(color_scheme="light", reduced_motion="no-preference")
    if "as=ana" not in opened.url:
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
    with window(browser, site.url) as (opened, wrong):
        yield opened
        assert wrong == []


def arrive(page: Page, handle: str, place: str = "#/tower-a") -> Page:
    """Open the page as somebody and wait until it can be used."""
    page.add_init_script("localStorage.setItem('siteloop-hint', 'closed')")
    page.goto(f"/?as={handle}{place}")
    expect(page.locator(".composer-text, .home-page").first).to_be_visible()
    return page
