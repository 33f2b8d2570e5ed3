"""Talking on the page: messages, threads, reactions, files, commands, people."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from bot.sandbox import SandboxServer
from tests.chromium import SIZE, TELEPHONE, findings

from .conftest import arrive
from .site_bot import SiteBot

pytestmark = pytest.mark.browser


def write(page: Page, text: str, where: str = "#main") -> None:
    """Write and send with Enter."""
    box = page.locator(f"{where} .composer-text")
    box.fill(text)
    box.press("Enter")


def message(page: Page, text: str, where: str = "#main") -> Locator:
    """The message that holds a text."""
    return page.locator(f"{where} article").filter(has_text=text)


def choose(page: Page, handle: str) -> None:
    """Become somebody else."""
    page.locator(".person").click()
    page.get_by_role("menuitemradio", name=handle).click()


def test_a_message_is_shown_as_it_was_meant(ana: Page, site: SandboxServer) -> None:
    """Enter sends; names become mentions; markup of the web stays text; the next message of the same person joins it."""
    write(ana, "@diego see #tower-a: *L3* <img src=x onerror=alert(1)> a < b :construction:")
    written = message(ana, "see")
    expect(written.locator(".mention").first).to_have_text("@Diego Santos")
    expect(written.locator("a.mention")).to_have_text("#tower-a")
    expect(written.locator("strong")).to_have_text("L3")
    expect(written).to_contain_text("<img src=x onerror=alert(1)> a < b 🚧")
    expect(written.locator("time")).to_have_text("07:00")
    write(ana, "and one more")
    expect(message(ana, "one more")).to_have_class(re.compile("grouped"))
    expect(ana.locator(".composer-text")).to_have_value("")
    assert (
        "<@U0DIEGO> see <#C0TOWERA"
        in next(iter(site.sandbox.workspace.channel("tower-a").messages.values())).text
    )


def test_others_are_seen_as_they_write(ana: Page, site: SandboxServer) -> None:
    """What another writes comes by itself and is announced; elsewhere it is counted until it is read."""
    site.sandbox.say("diego", "#tower-a", "hoist is back")
    expect(message(ana, "hoist is back")).to_be_visible()
    expect(ana.locator("#live")).to_have_text("Diego Santos: hoist is back")
    site.sandbox.say("noor", "#safety", "toolbox talk")
    site.sandbox.say("noor", "#safety", "@ana please join")
    safety = ana.locator(".place[href='#/safety']")
    expect(safety.locator(".count")).to_contain_text("1 for you")
    expect(ana).to_have_title(re.compile(r"^\(1\)"))
    safety.click()
    expect(ana.locator(".new-line")).to_be_visible()
    expect(safety.locator(".count")).to_have_count(0)
    ana.go_back()
    expect(ana.locator("#main h2").first).to_have_text("tower-a")
    expect(ana.locator(".place[href='#/safety']").locator(".count")).to_have_count(0)


def test_own_messages_can_be_edited_and_deleted(ana: Page) -> None:
    """Editing happens in place and is marked; deleting asks first; nobody else's message offers either."""
    write(ana, "L2 70% done")
    message(ana, "70%").hover()
    ana.get_by_role("button", name="More message actions").click()
    ana.get_by_role("menuitem", name="Edit message").click()
    ana.get_by_label("Edit message").fill("L2 80% done")
    ana.keyboard.press("Enter")
    expect(message(ana, "L2 80% done").locator(".edited")).to_be_visible()
    message(ana, "80%").hover()
    ana.get_by_role("button", name="More message actions").click()
    ana.get_by_role("menuitem", name="Delete message").click()
    ana.get_by_role("button", name="Delete", exact=True).click()
    expect(ana.locator("#main article")).to_have_count(0)


def test_reactions_are_toggled(ana: Page, site: SandboxServer) -> None:
    """A reaction counts, shows who, and goes when pressed again; others' changes arrive."""
    ts = site.sandbox.say("diego", "#tower-a", "crane is up")
    message(ana, "crane is up").hover()
    ana.get_by_role("button", name="React with eyes").click()
    eyes = ana.get_by_role("button", name="eyes, 1, you")
    expect(eyes).to_have_attribute("aria-pressed", "true")
    site.sandbox.react("grace", "#tower-a", ts, "eyes")
    both = ana.get_by_role("button", name="eyes, 2, you, Grace Kim")
    both.click()
    expect(ana.get_by_role("button", name="eyes, 1, Grace Kim")).to_have_attribute("aria-pressed", "false")


def test_a_thread_opens_beside_the_channel(ana: Page, site: SandboxServer) -> None:
    """A reply stays in its thread, is counted at the root, arrives live, and goes to the channel too when asked."""
    ts = site.sandbox.say("diego", "#tower-a", "truck at gate 2")
    message(ana, "truck").hover()
    ana.get_by_role("link", name="Reply in thread").click()
    expect(ana.locator("#thread .composer-text")).to_be_focused()
    write(ana, "send it to the crane", "#thread")
    expect(message(ana, "send it", "#thread")).to_be_visible()
    expect(ana.locator("#main .replies-count")).to_have_text("1 reply")
    expect(message(ana, "send it")).to_have_count(0)
    site.sandbox.say("diego", "#tower-a", "on the way", ts)
    expect(message(ana, "on the way", "#thread")).to_be_visible()
    expect(ana.locator("#main .replies-count")).to_have_text("2 replies")
    ana.get_by_label("Also send to #tower-a").check()
    write(ana, "gate 2 is closed at noon", "#thread")
    expect(message(ana, "closed at noon")).to_be_visible()
    ana.keyboard.press("Escape")
    expect(ana.locator("#thread")).to_be_hidden()
    expect(message(ana, "truck at gate").first).to_be_focused()


def test_a_command_is_answered_in_private(ana: Page, bot: SiteBot) -> None:
    """/site is suggested with its words; the answer is for this person only and can be dismissed."""
    box = ana.locator("#main .composer-text")
    box.press_sequentially("/si")
    expect(ana.get_by_role("option", name="/site", exact=False).first).to_be_visible()
    box.press("ArrowDown")
    box.press("ArrowDown")
    box.press("Tab")
    expect(box).to_have_value("/site status")
    box.press("Enter")
    answer = message(ana, "1 action open")
    expect(answer).to_contain_text("Only visible to you")
    answer.get_by_role("button", name="Dismiss this message").click()
    expect(answer).to_have_count(0)


def test_what_goes_wrong_is_said_and_nothing_is_lost(ana: Page) -> None:
    """An unknown command is explained by a toast, and the text is back in the composer."""
    write(ana, "/sitemap now")
    expect(ana.locator(".toast.error")).to_contain_text("/sitemap is not a valid command")
    expect(ana.locator("#main .composer-text")).to_have_value("/sitemap now")


def test_a_toast_is_in_nobodys_way(page: Page, site: SandboxServer) -> None:
    """It leaves the message field free, goes by a click, and by itself even where the pointer rests on it."""
    page.clock.install()
    ana = arrive(page, "ana")
    box, toasts = ana.locator("#main .composer-text"), ana.locator(".toast.error")
    for count in (1, 2):
        write(ana, "/nosuch x")
        expect(toasts).to_have_count(count)
    for size in (SIZE, TELEPHONE):
        ana.set_viewport_size(size)
        box.click()
    toasts.first.click()
    expect(toasts).to_have_count(1)
    toasts.hover()
    ana.clock.run_for(10_000)
    expect(toasts).to_have_count(0)


def test_who_sends_is_taken_to_what_comes_of_it(ana: Page, bot: SiteBot, site: SandboxServer) -> None:
    """Who reads further up sees one's own message and the answer to one's own command; others' words only wait below."""
    for number in range(40):
        site.sandbox.say("diego", "#tower-a", f"report {number}")
    view, jump = ana.locator("#main .timeline-view"), ana.get_by_role("button", name="New messages")
    for own, shown in (("/site status", "1 action open"), ("crane is up", "crane is up")):
        expect(message(ana, "report 39")).to_be_visible()
        view.hover()
        ana.mouse.wheel(0, -9000)
        expect(message(ana, "report 0")).to_be_in_viewport()
        site.sandbox.say("diego", "#tower-a", f"before {own}")
        expect(jump).to_be_visible()
        write(ana, own)
        expect(message(ana, shown).last).to_be_in_viewport(ratio=1)
        expect(jump).to_be_hidden()


def test_the_end_is_followed_however_fast_it_grows(ana: Page, site: SandboxServer) -> None:
    """Who is at the end stays there, although the last message grows before the page has drawn that it came."""
    for number in range(40):
        site.sandbox.say("diego", "#tower-a", f"report {number}")
    expect(message(ana, "report 39")).to_be_in_viewport()
    ana.locator("#main .timeline-view").hover()
    ana.mouse.wheel(0, -9000)
    expect(message(ana, "report 0")).to_be_in_viewport()
    site.sandbox.say("diego", "#tower-a", "the newest")
    expect(ana.locator("#main .jump")).to_be_visible()
    ana.evaluate(
        "() => { document.querySelector('#main .jump').click();"
        "[...document.querySelectorAll('#main article')].at(-1).style.paddingTop = '900px'; }"
    )
    expect(message(ana, "the newest").locator(".text")).to_be_in_viewport()
    site.sandbox.say("diego", "#tower-a", "and one more")
    expect(message(ana, "and one more")).to_be_in_viewport()


def test_mentions_are_suggested(ana: Page) -> None:
    """@ offers people by any of their names, # channels, : emoji."""
    box = ana.locator("#main .composer-text")
    box.press_sequentially("ask @sant")
    expect(ana.get_by_role("option")).to_have_count(1)
    box.press("Enter")
    box.press_sequentially("in #saf")
    box.press("Tab")
    box.press_sequentially(":construction_w")
    box.press("Tab")
    expect(box).to_have_value("ask @diego in #safety :construction_worker: ")


def test_files_are_sent_with_their_message(ana: Page, tmp_path: Path) -> None:
    """Files are chosen, shown, removable, and arrive with the words; pictures are shown, the rest can be downloaded."""
    picture = tmp_path / "rebar.png"
    picture.write_bytes(
        bytes.fromhex(
            "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63f8cfc0f01f0005000"
            "1ff56c72ff50000000049454e44ae426082"
        )
    )
    plan = tmp_path / "plan.csv"
    plan.write_text("id,name\nA-310,Level 3\n")
    ana.locator("#main input[type=file]").set_input_files([picture, plan])
    expect(ana.locator(".chip")).to_have_count(2)
    write(ana, "rebar on L3")
    sent = message(ana, "rebar on L3")
    expect(sent.locator(".paper")).to_contain_text("plan.csv")
    expect(sent.locator(".photo img")).to_have_js_property("naturalWidth", 1)
    expect(ana.locator(".chip")).to_have_count(0)
    ana.evaluate(
        "() => { const d = new DataTransfer(); d.items.add(new File(['x'], 'note.txt'));"
        "for (const t of ['dragover', 'drop']) document.querySelector('#main')"
        ".dispatchEvent(new DragEvent(t, {dataTransfer: d, bubbles: true, cancelable: true})); }"
    )
    expect(ana.locator(".chip")).to_have_text("note.txt")


def test_one_becomes_somebody_else(ana: Page) -> None:
    """The switcher names everybody with their role; what is written then is theirs; the page remembers."""
    ana.locator(".person").click()
    expect(ana.get_by_role("menuitemradio")).to_have_count(4)
    expect(ana.get_by_role("menuitemradio", checked=True)).to_contain_text("superintendent")
    ana.get_by_role("menuitemradio", name="Diego Santos").click()
    expect(ana.locator(".person")).to_contain_text("You are: Diego Santos — equipment")
    expect(ana.locator(".place[href='#/safety']")).to_have_count(0)
    write(ana, "crane is mine")
    expect(message(ana, "crane is mine").locator(".msg-author")).to_have_text("Diego Santos")
    ana.reload()
    expect(ana.locator(".person")).to_contain_text("Diego Santos")


def test_a_name_that_is_typed_finds_its_entry(ana: Page) -> None:
    """Whole, although somebody else begins with one of its letters; the same letter again stays where nobody else has it."""
    for typed, found in (("Diego", "Diego Santos"), ("gg", "Grace Kim")):
        ana.locator(".person").click()
        ana.keyboard.type(typed)
        ana.keyboard.press("Enter")
        expect(ana.locator(".person")).to_contain_text(found)


def test_people_write_to_each_other(ana: Page, site: SandboxServer) -> None:
    """A direct message opens from the sidebar and reaches the other, counted as theirs."""
    ana.locator(".place", has_text="Grace Kim").click()
    expect(ana.get_by_role("heading", name="Grace Kim")).to_be_visible()
    write(ana, "call me")
    expect(message(ana, "call me")).to_be_visible()
    choose(ana, "Grace Kim")
    waiting = ana.locator(".place", has_text="Ana Ruiz")
    expect(waiting.locator(".count")).to_contain_text("1 for you")


def test_a_long_channel_stays_quick(page: Page, site: SandboxServer) -> None:
    """Of 1,000 messages the last 200 are drawn, older ones on request, and one more message touches one row."""
    for number in range(1000):
        site.sandbox.say("diego", "#tower-a", f"report {number}")
    ana = arrive(page, "ana")
    rows = ana.locator("#main .messages > li")
    expect(rows).to_have_count(200)
    ana.evaluate(
        "() => { window.touched = 0; new MutationObserver((all) => { window.touched += all.length })"
        ".observe(document.querySelector('#main .messages'), {childList: true}); }"
    )
    site.sandbox.say("diego", "#tower-a", "the newest")
    expect(message(ana, "the newest")).to_be_in_viewport()
    assert ana.evaluate("window.touched") == 1
    ana.get_by_role("button", name="Show earlier messages").click()
    expect(rows).to_have_count(401)


def test_the_page_survives_a_restart_of_the_sandbox(page: Page, site: SandboxServer) -> None:
    """When the stream breaks the page says so, connects again and shows what was missed."""
    ana = arrive(page, "ana")
    for word in ("one", "two"):  # the second can only have come by the stream: it is open
        site.sandbox.say("diego", "#tower-a", f"said before, {word}")
        expect(message(ana, f"said before, {word}")).to_be_visible()
    ana.route("**/ui/stream*", lambda route: route.abort())
    site.page.close()
    expect(ana.locator("#connection")).to_be_visible()
    site.sandbox.say("diego", "#tower-a", "said meanwhile")
    ana.unroute("**/ui/stream*")
    expect(message(ana, "said meanwhile")).to_be_visible()
    expect(ana.locator("#connection")).to_be_hidden()


def test_who_leaves_a_channel_can_join_it_again(ana: Page, site: SandboxServer) -> None:
    """The page goes on in another place; the sidebar offers the channel, and takes one back in; axe agrees."""
    ana.get_by_role("button", name="Leave #tower-a").click()
    expect(ana.locator("#main h2")).to_have_text("safety")
    assert "U0ANA" not in site.sandbox.workspace.channel("tower-a").members
    join = ana.locator("#sidebar").get_by_role("button", name="Join tower-a")
    expect(join).to_be_visible()
    assert findings(ana) == []
    join.click()
    expect(ana.locator("#main h2")).to_have_text("tower-a")
    expect(message(ana, "has left the channel")).to_be_visible()
    expect(join).to_have_count(0)
