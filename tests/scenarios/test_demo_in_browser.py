"""The whole loop on the demo's page, as a newcomer goes through it: by the keyboard alone, in a real browser."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from bot.playing.demo import World
from tests.chromium import SIZE, TELEPHONE, findings, overflow, window

pytestmark = pytest.mark.browser

REPORT = "L3 columns stopped, no concrete delivered, crane's waiting"
FAR = 80  # presses of Tab, more than the page has stops in this story


@pytest.fixture
def page(browser: Browser, live: World) -> Iterator[Page]:
    """A newcomer's window; nothing may go wrong in it."""
    with window(browser, live.server.url) as (opened, wrong):
        yield opened
        assert wrong == []


def go_to(page: Page, wanted: Locator) -> Locator:
    """Press Tab until the focus is there."""
    expect(wanted).to_be_visible()
    for _ in range(FAR):
        if wanted.evaluate("(e) => e === document.activeElement"):
            return wanted
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never reaches {wanted}")


def choose(page: Page, wanted: Locator) -> None:
    """Go there and press Enter."""
    go_to(page, wanted)
    page.keyboard.press("Enter")


def write(page: Page, text: str) -> None:
    """Go to the message field, type, send."""
    go_to(page, page.locator("#main .composer-text"))
    page.keyboard.type(text)
    page.keyboard.press("Enter")


def visit(page: Page, address: str) -> None:
    """Follow a link of the sidebar."""
    choose(page, page.locator(f"#sidebar a[href='{address}']"))


def become(page: Page, name: str) -> None:
    """Choose in the menu of people, by first letters."""
    choose(page, page.locator(".person"))
    page.keyboard.type(name[0])
    expect(page.locator(":focus")).to_contain_text(name)
    page.keyboard.press("Enter")
    expect(page.locator(".person")).to_contain_text(name)


def type_moment(page: Page, day: str, time: str) -> None:
    """Fill the field for day and time that has the focus, part by part."""
    page.keyboard.type(day)
    page.keyboard.press("ArrowRight")
    page.keyboard.type(time)


def move_clock(page: Page, day: str, time: str, shown: str) -> None:
    """Open the clock, type where to move it, and wait until it is there."""
    choose(page, page.locator(".clock-face"))
    go_to(page, page.get_by_label("Move to"))
    type_moment(page, day, time)
    choose(page, page.get_by_role("button", name="Go"))
    expect(page.locator(".clock-time")).to_have_text(shown)
    expect(page.locator("#clock")).to_have_attribute("aria-busy", "false")


def card(page: Page, action: str = "ACT-1") -> Locator:
    """The message about an action, the newest if there are several."""
    return page.locator("#main article.message, #main article").filter(has_text=action).last


def sound(page: Page) -> None:
    """Axe finds nothing, in light and in dark; on a telephone nothing is wider than the screen."""
    assert findings(page) == []
    page.set_viewport_size(TELEPHONE)
    assert overflow(page) == 0
    page.set_viewport_size(SIZE)


def test_the_loop_closes_by_keyboard(page: Page) -> None:
    """Reported, asked, refused with a reason and a new time, reminded, done, explained, told in the evening: no mouse."""
    page.goto("/?as=ana")
    expect(page.get_by_role("heading", name="Try this")).to_be_visible()
    write(page, REPORT)
    expect(card(page)).to_contain_text("Waiting for Minh Trần")
    expect(card(page)).to_contain_text(f"“{REPORT}” Ana Ruiz")
    sound(page)

    become(page, "Minh")
    choose(page, card(page).get_by_role("button", name="Not done"))
    expect(page.locator(":focus")).to_have_attribute("data-action", "reason")
    sound(page)
    page.keyboard.type("mat")
    page.keyboard.press("Tab")
    type_moment(page, "03102026", "0130PM")
    go_to(page, page.get_by_label("Anything to add?"))
    page.keyboard.type("batch plant is down")
    choose(page, page.get_by_role("button", name="Tell"))
    expect(card(page)).to_contain_text("Promised by Minh Trần for Tue 10 Mar 13:30")
    expect(card(page)).to_contain_text("material missing")

    move_clock(page, "03102026", "0140PM", "13:40")
    visit(page, "#/@siteloop")
    expect(card(page)).to_contain_text("Due now. Is it done?")
    assert findings(page) == []
    choose(page, card(page).get_by_role("button", name="Done: ACT-1", exact=True))
    expect(card(page)).to_contain_text("Done, Minh Trần")

    visit(page, "#/tower-a")
    expect(card(page)).to_contain_text("Done, Minh Trần Tue 10 Mar 13:40")
    write(page, "/site why ACT-1")
    expect(page.locator("#main article").last).to_contain_text("Rule work-stopped")
    assert findings(page) == []

    visit(page, "#/app")
    expect(page.locator(".home")).to_contain_text("Your tasks today")
    expect(page.locator(".home")).not_to_contain_text("ACT-1 ")
    sound(page)

    visit(page, "#/tower-a")
    move_clock(page, "03102026", "0500PM", "17:00")
    digest = page.locator("#main article").filter(has_text="What happened")
    expect(digest).to_contain_text("ACT-1 done by Minh Trần")
    sound(page)
