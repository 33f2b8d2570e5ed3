"""What the app shows on the page: cards, forms, the home tab, and the clock that makes things due."""

from datetime import date, timedelta
from threading import Event

import pytest
from playwright.sync_api import Locator, Page, expect
from slack_sdk import WebClient

from bot.charts.chart import drawn
from bot.charts.weekly import WeekChart
from bot.sandbox import MovableClock, Move, SandboxServer
from rules.weekly.measures import Share, Why
from tests.chromium import SIZE, TELEPHONE, findings, overflow

from ..test_web_api import kept
from .conftest import arrive
from .site_bot import SiteBot

pytestmark = pytest.mark.browser
TITLE = {"type": "plain_text", "text": "Promises kept"}


@pytest.fixture
def card(ana: Page, bot: SiteBot) -> Locator:
    """The card that answers Ana's report."""
    ana.locator("#main .composer-text").fill("L3 columns stopped, no concrete")
    ana.keyboard.press("Enter")
    shown = ana.locator("#main article").filter(has_text="ACT-12")
    expect(shown).to_be_visible()
    return shown


def test_a_report_is_answered_with_a_card(ana: Page, card: Locator) -> None:
    """The report gets its reaction, the card shows header, fields, who answers and its rule."""
    expect(ana.get_by_role("button", name="eyes, 1, Siteloop")).to_be_visible()
    expect(card.get_by_role("heading", name="ACT-12 · Get concrete to L3")).to_be_visible()
    expect(card.locator(".b-fields .mention")).to_have_text("@Diego Santos")
    expect(card.locator(".b-context")).to_contain_text("🚧 rule critical task blocked")
    expect(card.locator(".badge")).to_have_text("App")


def test_pressing_a_button_changes_the_card_in_place(ana: Page, card: Locator) -> None:
    """Done closes the card where it stands; the keyboard's focus stays with it."""
    card.get_by_role("button", name="Done", exact=True).click()
    expect(card).to_contain_text("✅ ACT-12 done by @Ana Ruiz")
    expect(card.locator(".b-actions")).to_have_count(0)
    expect(card).to_be_focused()


def test_a_menu_and_a_question_come_before_the_press(ana: Page, card: Locator, bot: SiteBot) -> None:
    """A select sends what was chosen; a button with a confirmation sends nothing when the person keeps it."""
    card.get_by_role("button", name="Remind me later").click()
    with ana.expect_response("**/ui/press"):
        ana.get_by_role("menuitemradio", name="At 15:00").click()
    expect(card.get_by_role("button", name="At 15:00")).to_be_visible()
    assert bot.pressed[-1]["selected_option"]["value"] == "15:00"
    card.get_by_role("button", name="Not mine").click()
    ana.get_by_role("button", name="Keep it").click()
    assert [action["action_id"] for action in bot.pressed] == ["snooze"]
    card.get_by_role("button", name="Not mine").click()
    with ana.expect_response("**/ui/press"):
        ana.get_by_role("button", name="Pass it on").click()
    assert bot.pressed[-1]["action_id"] == "not_mine"


def test_a_form_says_what_is_wrong_and_then_goes(ana: Page, card: Locator, bot: SiteBot) -> None:
    """Missing fields and the app's own complaint are shown at the field; what was entered stays; then it is sent."""
    card.get_by_role("button", name="Not done").click()
    form = ana.get_by_role("dialog", name="Not done")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_role("alert")).to_have_text("3 answers need a change.")
    reason = form.get_by_label("Reason")
    expect(reason).to_be_focused()
    expect(reason).to_have_attribute("aria-invalid", "true")
    reason.fill("no")
    form.get_by_label("Cause").select_option("Material")
    form.get_by_label("New time").fill("2026-03-12T15:00")
    form.get_by_role("checkbox", name="Grace Kim").check()
    form.get_by_label("Workers waiting").fill("12")
    form.get_by_role("radio", name="Crew").check()
    form.get_by_label("Photos").set_input_files(
        {"name": "l3.txt", "mimeType": "text/plain", "buffer": b"rebar"}
    )
    expect(form.locator(".file-names")).to_have_text("l3.txt")
    form.get_by_role("button", name="Send").click()
    expect(form.get_by_text("Say what holds it up, in a few words.")).to_be_visible()
    expect(form.locator(".field-error:visible")).to_have_count(1)
    reason.fill("no rebar until Thursday")
    form.get_by_role("button", name="Send").click()
    expect(form).to_be_hidden()
    expect(ana.locator("#main .replies-count")).to_have_text("1 reply")
    sent = bot.submitted[0]
    assert sent["reason"]["reason"]["value"] == "no rebar until Thursday"
    assert sent["cause"]["cause"]["selected_option"]["value"] == "material"
    assert sent["when"]["when"]["selected_date_time"] == 1773345600
    assert sent["who"]["who"]["selected_users"] == ["U0GRACE"]
    assert sent["crew"]["crew"]["value"] == "12"
    assert sent["effect"]["effect"]["selected_option"]["value"] == "crew"
    assert sent["photo"]["photo"]["files"][0]["name"] == "l3.txt"


def test_views_are_stacked(ana: Page, card: Locator) -> None:
    """A pushed view lies over the form; going back brings what was entered; Escape leaves the form."""
    card.get_by_role("button", name="Not done").click()
    form = ana.get_by_role("dialog", name="Not done")
    form.get_by_label("Reason").fill("waiting for the pump")
    form.get_by_role("button", name="Details").click()
    pushed = ana.get_by_role("dialog", name="A-310")
    expect(pushed).to_contain_text("no float")
    pushed.get_by_role("button", name="Back").click()
    expect(form.get_by_label("Reason")).to_have_value("waiting for the pump")
    ana.keyboard.press("Escape")
    expect(form).to_be_hidden()
    expect(card.get_by_role("button", name="Not done")).to_be_focused()


def test_shortcuts_open_from_a_message_and_from_the_composer(
    ana: Page, bot: SiteBot, site: SandboxServer
) -> None:
    """The app's message shortcut is in the message's menu, its global one beside the composer."""
    site.sandbox.say("diego", "#tower-a", "pump is broken")
    ana.locator("#main article").filter(has_text="pump").hover()
    ana.get_by_role("button", name="More message actions").click()
    ana.get_by_role("menuitem", name="Record as update").click()
    form = ana.get_by_role("dialog", name="Not done")
    form.get_by_role("button", name="Close").click()
    expect(form).to_be_hidden()
    ana.get_by_role("button", name="Shortcuts").click()
    ana.get_by_role("menuitem", name="New action").click()
    expect(form).to_be_visible()


def test_the_home_tab_shows_what_the_app_put_there(ana: Page, bot: SiteBot) -> None:
    """Opening it tells the app; its blocks are drawn; its controls press; Messages leads to the app's conversation."""
    ana.get_by_role("link", name="Siteloop home").click()
    home = ana.locator(".home-page")
    expect(home.get_by_role("heading", name="Good morning")).to_be_visible()
    home.get_by_role("button", name="Open").click()
    home.locator("input[type=date]").fill("2026-03-12")
    expect(home.locator("[aria-busy=true]")).to_have_count(0)
    assert [action.get("selected_date", action["action_id"]) for action in bot.pressed] == [
        "open",
        "2026-03-12",
    ]
    ana.get_by_role("navigation", name="Siteloop").get_by_role("link", name="Messages").click()
    expect(ana.locator("#main .composer-text")).to_be_visible()


def test_a_digest_is_drawn(ana: Page, bot: SiteBot) -> None:
    """Markdown, rich text and tables are drawn as such."""
    ana.locator("#main .composer-text").fill("digest")
    ana.keyboard.press("Enter")
    digest = ana.locator("#main article").filter(has_text="This week")
    expect(digest.locator("li")).to_have_text(["A-310 stopped", "A-320 waits"])
    expect(digest.locator(".rich")).to_have_text("critical@Diego Santos")
    expect(digest.get_by_role("columnheader", name="Float")).to_be_visible()
    expect(digest.get_by_role("cell", name="0 d")).to_be_visible()


def test_an_app_that_fails_is_reported(ana: Page, card: Locator, site: SandboxServer) -> None:
    """A button whose app is gone says so and can be pressed again."""
    site.sandbox.connect(None)
    card.get_by_role("button", name="Done", exact=True).click()
    expect(ana.locator(".toast.error").first).to_be_visible()
    expect(card.get_by_role("button", name="Done", exact=True)).not_to_have_attribute("aria-busy", "true")


def test_the_clock_is_moved(page: Page, site: SandboxServer) -> None:
    """By hours, to tomorrow's or Monday's start, to a time of one's own; "Today" follows; a time past is refused."""
    site.sandbox.say("diego", "#tower-a", "said today")
    ana = arrive(page, "ana")
    day, time = ana.locator(".clock-day"), ana.locator(".clock-time")
    expect(time).to_have_text("07:00")
    ana.get_by_role("button", name="+4 h: Move the clock four hours on").click()
    expect(time).to_have_text("11:00")
    expect(ana.locator(".day")).to_have_text("Today")
    ana.get_by_role("button", name="Tomorrow 07:00").click()
    expect(day).to_have_text("Wed, Mar 11")
    expect(ana.locator(".day")).to_have_text("Yesterday")
    ana.get_by_role("button", name="Next Monday 07:00").click()
    expect(day).to_have_text("Mon, Mar 16")
    expect(ana.locator("#live")).to_have_text("The clock now shows Monday, March 16, 2026 at 07:00.")
    ana.locator(".clock-face").click()
    ana.get_by_label("Move to").fill("2026-03-16T09:30")
    ana.get_by_role("button", name="Go").click()
    expect(time).to_have_text("09:30")
    clock = site.sandbox.clock
    assert isinstance(clock, MovableClock)
    assert clock.now().isoformat() == "2026-03-16T14:30:00+00:00"


def test_a_moving_clock_can_be_stopped(page: Page, site: SandboxServer) -> None:
    """Too far is refused in words; on the way the page shows how far it has come, also anew, and stops where it is."""
    ana, on, clock = arrive(page, "ana"), Event(), site.sandbox.clock
    assert isinstance(clock, MovableClock)

    def walk(move: Move) -> None:
        clock.advance(timedelta(days=1))
        while not move.stopped():
            if on.wait(0.01):
                on.clear()
                clock.advance(timedelta(days=1))

    site.page.on_advance = walk
    ana.locator(".clock-face").click()
    ana.get_by_label("Move to").fill("2126-01-01T07:00")
    ana.get_by_role("button", name="Go", exact=True).click()
    words = ana.get_by_label("Move to").evaluate("(field) => field.validationMessage")
    assert words == "The clock moves a year ahead at most, to Wednesday, March 10, 2027 at 07:00."
    ana.get_by_label("Move to").fill("2027-01-01T07:00")
    ana.get_by_role("button", name="Go", exact=True).click()
    moving, stop = ana.locator(".moving"), ana.get_by_role("button", name="Stop")
    expect(moving).to_contain_text("Moving to Fri, Jan 1, 2027, 07:00 Now Wed, Mar 11, 2026, 07:00")
    on.set()
    expect(moving).to_contain_text("Now Thu, Mar 12, 2026, 07:00")
    assert findings(ana) == []
    for size in (TELEPHONE, SIZE):
        ana.set_viewport_size(size)
        stop.click(trial=True)
        assert overflow(ana) <= 0
    ana.reload()
    stop.focus()
    ana.keyboard.press("Enter")
    expect(ana.locator(".toast.note")).to_contain_text("Stopped. It is Thursday, March 12, 2026 at 07:00.")
    expect(moving).to_be_hidden()
    expect(ana.locator(".clock-face")).to_be_focused()
    expect(ana.locator(".move").first).not_to_have_attribute("aria-disabled", "true")


def test_a_picture_is_seen_with_what_stands_for_it(ana: Page, site: SandboxServer) -> None:
    """A file that the app handed over without a channel is drawn in the message that shows it, below its title."""
    client = WebClient(token=site.sandbox.app.bot_token, base_url=site.api_url)
    chart = WeekChart(
        weeks={date(2026, 3, 9): Share(part=6, whole=9)}, reasons=(Why(reason="material", told=3),)
    )
    id = kept(client, content=drawn(chart))
    block = {"type": "image", "slack_file": {"id": id}, "alt_text": "67 % kept", "title": TITLE}
    client.chat_postMessage(channel=site.sandbox.workspace.channel("tower-a").id, text="x", blocks=[block])
    shown = ana.get_by_role("img", name="67 % kept")
    expect(shown).to_be_visible()
    expect(ana.locator("figcaption")).to_have_text("Promises kept")
    ana.wait_for_function("(image) => image.complete && image.naturalWidth > 500", arg=shown.element_handle())
    assert overflow(ana) <= 0
