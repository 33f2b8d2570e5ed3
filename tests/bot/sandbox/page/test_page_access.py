"""Everybody can use the page: by keyboard alone, with a screen reader, on a telephone, in the dark."""

import pytest
from playwright.sync_api import Page, expect

from bot.sandbox import SandboxServer
from tests.chromium import TELEPHONE, findings, overflow

from .conftest import arrive
from .site_bot import SiteBot

pytestmark = pytest.mark.browser


def fill_site(site: SandboxServer) -> None:
    """A channel with a card, a thread, reactions, code and a private answer."""
    root = site.sandbox.say("diego", "#tower-a", "L2 rebar `TB-04` done ```zone bars```")
    site.sandbox.say("grace", "#tower-a", "seen, @ana", root)
    site.sandbox.say("ana", "#tower-a", "L3 columns stopped, no concrete")
    site.sandbox.settle()
    site.sandbox.react("ana", "#tower-a", root, "+1")
    site.sandbox.command("ana", "#tower-a", "/site status")


def test_axe_finds_nothing(ana: Page, site: SandboxServer, bot: SiteBot) -> None:
    """Channel with hints and card, open menus, thread, form with errors, home: no finding, light and dark."""
    page = ana
    fill_site(site)
    page.get_by_role("button", name="Try this: hints").click()
    expect(page.locator(".try")).to_be_visible()
    expect(page.locator("#main article").filter(has_text="ACT-12")).to_be_visible()
    assert findings(page) == []
    page.locator("#main article").first.focus()
    page.get_by_role("button", name="More message actions").click()
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("link", name="1 reply").click()
    expect(page.locator("#thread article")).to_have_count(2)
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Not done").click()
    page.get_by_role("dialog").get_by_role("button", name="Send").click()
    expect(page.locator(".field-error:visible")).to_have_count(3)
    expect(page.locator("dialog [type=submit]")).not_to_have_attribute("aria-busy", "true")
    assert findings(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Siteloop home").click()
    expect(page.get_by_role("heading", name="Good morning")).to_be_visible()
    assert findings(page) == []


def test_the_page_is_whole_on_a_telephone(ana: Page, site: SandboxServer, bot: SiteBot) -> None:
    """At 390 pixels nothing is cut or scrolls sideways; the sidebar is a drawer, the thread takes all; axe agrees."""
    page = ana
    fill_site(site)
    page.set_viewport_size(TELEPHONE)
    expect(page.locator("#main article").filter(has_text="ACT-12")).to_be_visible()
    assert overflow(page) == 0
    assert findings(page) == []
    expect(page.locator("#sidebar")).not_to_be_visible()
    page.get_by_role("button", name="Channels and people").click()
    expect(page.get_by_role("link", name="tower-a")).to_be_focused()
    assert findings(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Channels and people")).to_be_focused()
    page.get_by_role("link", name="1 reply").click()
    expect(page.locator("#thread article")).to_have_count(2)
    expect(page.locator("#main")).not_to_be_visible()
    assert overflow(page) == 0
    page.get_by_role("link", name="Close thread").click()
    page.get_by_role("button", name="Not done").click()
    expect(page.locator("dialog[open]")).to_be_visible()
    assert overflow(page) == 0
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Channels and people").click()
    page.get_by_role("link", name="Siteloop home").click()
    expect(page.get_by_role("heading", name="Good morning")).to_be_visible()
    assert overflow(page) == 0


def test_the_whole_loop_needs_no_mouse(page: Page, site: SandboxServer, bot: SiteBot) -> None:
    """Report, become the one who answers, refuse with a reason, move the clock, read the thread: keys only."""
    arrive(page, "ana")
    press = page.keyboard.press
    focus = page.locator(":focus")
    press("Tab")
    press("Tab")
    expect(focus).to_have_text("Skip to writing")
    press("Enter")
    page.keyboard.type("L3 columns stopped, crane's waiting")
    press("Enter")
    expect(page.get_by_role("heading", name="ACT-12")).to_be_visible()
    page.locator(".person").focus()
    press("Enter")
    press("d")
    press("Enter")
    expect(page.locator(".person")).to_contain_text("Diego Santos")
    for _ in range(40):
        # The page is drawn anew for Diego meanwhile, so that nothing may have the focus for an instant.
        if page.evaluate("document.activeElement.textContent.trim()") == "Not done":
            break
        press("Tab")
    expect(focus).to_have_text("Not done")
    press("Enter")
    expect(focus).to_have_attribute("data-action", "reason")
    page.keyboard.type("no rebar until Thursday")
    press("Tab")
    press("m")
    press("Tab")
    page.keyboard.type("03122026")
    press("ArrowRight")
    page.keyboard.type("0300PM")
    page.get_by_label("Reason").press("Control+Enter")
    expect(page.locator("dialog[open]")).to_have_count(0)
    expect(focus).to_have_text("Not done")
    page.locator("[data-move=quick-0]").focus()
    press("Enter")
    expect(page.locator(".clock-time")).to_have_text("08:00")
    expect(page.locator("[data-move=quick-0]")).to_be_focused()
    page.locator("#main article").last.focus()
    press("Home")
    press("End")
    expect(focus).to_contain_text("ACT-12")
    page.locator("a.replies").focus()
    press("Enter")
    expect(page.locator("#thread article").last).to_contain_text("Noted")
    expect(page.locator("#thread .composer-text")).to_be_focused()
    press("Escape")
    expect(page.locator("#thread")).to_be_hidden()


def test_motion_can_be_turned_off(ana: Page) -> None:
    """With prefers-reduced-motion nothing slides."""
    ana.emulate_media(reduced_motion="reduce")
    ana.set_viewport_size(TELEPHONE)
    assert ana.locator("#sidebar").evaluate("(e) => getComputedStyle(e).transitionDuration") in (
        "0s",
        "0s, 0s",
    )


def test_hints_lead_into_the_first_message(page: Page, site: SandboxServer) -> None:
    """The first visit offers samples that fill the composer; closed, they stay closed until asked for."""
    page.goto("/?as=ana#/tower-a")
    page.get_by_role("button", name="L3 columns stopped").click()
    expect(page.locator(".composer-text")).to_have_value(
        "L3 columns stopped, no concrete delivered, crane's waiting"
    )
    page.get_by_role("button", name="Close the hints").click()
    page.reload()
    expect(page.locator(".composer-text")).to_be_visible()
    expect(page.locator(".try")).to_have_count(0)
    page.get_by_role("button", name="Try this: hints").click()
    expect(page.locator(".try")).to_be_visible()
