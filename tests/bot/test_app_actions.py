"""Buttons, forms and commands as people meet them: what answers goes to the inbox, what asks is answered at once."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.body import section
from bot.cards import action_card, understood, welcome
from bot.happening import Commanded, Pressed, Submitted, Wrote
from bot.sandbox import BotFailed
from bot.view import SiteView
from rules.subject import Step
from tests.bot import paper
from tests.bot.surface import CHANNEL, Surface, as_json, surface

DONE = Step(id="s", kind="answered", at=paper.utc(14, 20), by="U0MINH", answer="done")
MINE = paper.action("ACT-12")
CLOSED = paper.action("ACT-13", DONE)


@pytest.fixture(scope="module")
def slack(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Surface]:
    """Tower A with an open action and a closed one."""
    folder: Path = tmp_path_factory.mktemp("slack")
    with surface(folder) as made:
        made.tower(MINE, CLOSED)
        yield made


@pytest.fixture(autouse=True)
def _empty(slack: Surface) -> Iterator[None]:
    """Each test leaves the inbox and the screen empty."""
    slack.clock.advance(timedelta(seconds=2))
    yield
    slack.happened()
    slack.shown.clear()
    slack.sandbox.workspace.modals.clear()


def card(slack: Surface, action_id: str = "ACT-12") -> str:
    """The card of an action, posted while it was open."""
    with slack.store.reading(slack.store.open_site(slack.workspace, CHANNEL)) as reader:
        body = action_card(paper.action(action_id), SiteView(reader))
    return slack.post(body.as_message())


@pytest.mark.parametrize("name", ["done", "accept"])
def test_a_plain_button_is_a_happening(slack: Surface, name: str) -> None:
    """Who pressed what, on which card."""
    ts = card(slack)
    slack.sandbox.press("minh", "tower-a", ts, name)
    (pressed,) = slack.happened()
    assert isinstance(pressed, Pressed)
    assert (pressed.name, pressed.value, pressed.user, pressed.ts) == (name, "ACT-12", "U0MINH", ts)


def test_not_done_asks_why_and_until_when(slack: Surface) -> None:
    """The form opens at once; submitted by field name, it is a happening with the site's local time."""
    slack.sandbox.press("minh", "tower-a", card(slack), "not_done")
    slack.sandbox.submit(
        "minh", None, {"reason": "inspection", "when": "2026-03-12T15:00", "note": " no slot < Thursday "}
    )
    (submitted,) = slack.happened()
    assert isinstance(submitted, Submitted)
    assert (submitted.form, submitted.about, submitted.user, submitted.channel) == (
        "not_done",
        "ACT-12",
        "U0MINH",
        CHANNEL,
    )
    assert submitted.fields == {
        "reason": "inspection",
        "when": "2026-03-12T15:00",
        "note": "no slot < Thursday",
    }
    assert not slack.sandbox.workspace.modals.get("U0MINH")


def test_a_time_that_has_passed_is_refused_at_its_field(slack: Surface) -> None:
    """The form stays open and says which field is wrong; nothing is written."""
    slack.sandbox.press("minh", "tower-a", card(slack), "not_done")
    answer = slack.sandbox.submit("minh", None, {"reason": "inspection", "when": "2026-03-09T15:00"})
    assert "has passed" in answer.errors["when"]
    assert slack.happened() == []


def test_a_closed_action_opens_no_form(slack: Surface) -> None:
    """Whoever presses on an old card is told privately how it ended."""
    slack.sandbox.press("minh", "tower-a", card(slack, "ACT-13"), "not_done")
    assert slack.told("ephemeral") == [
        "ACT-13 is closed already. Done, Minh Tran Tue 10 Mar 09:20. Nothing was changed."
    ]
    assert slack.happened() == []


def test_whose_answer_it_is_not_is_told_before_they_write_it(slack: Surface) -> None:
    """Noor presses what is Minh's: no form opens, and she is told whose it is."""
    for name in ("not_done", "not_mine"):
        slack.sandbox.press("noor", "tower-a", card(slack), name)
    (told, again) = slack.told("ephemeral")
    assert told == again
    assert told.startswith("ACT-12 is Minh Tran's to answer.")
    assert not slack.sandbox.workspace.modals.get("U0NOOR")


def test_nobody_hands_over_to_whoever_has_it(slack: Surface) -> None:
    """Minh names himself: the form stays open and says so at the field."""
    slack.sandbox.press("minh", "tower-a", card(slack), "not_mine")
    answer = slack.sandbox.submit("minh", None, {"to": "U0MINH"})
    assert answer.errors["to"].startswith("It is with Minh Tran already.")
    assert slack.happened() == []


def test_a_form_of_an_action_that_was_closed_meanwhile(slack: Surface) -> None:
    """The form says so in its place, and nothing is written."""
    slack.seed(paper.action("ACT-14"))
    slack.sandbox.press("minh", "tower-a", card(slack, "ACT-14"), "not_mine")
    slack.seed(paper.action("ACT-14", DONE))
    slack.sandbox.submit("minh", None, {"to": "U0DIEGO"})
    shown = slack.sandbox.top_modal("minh").content
    assert "ACT-14 was closed in the meantime" in as_json(shown)
    assert slack.happened() == []


def test_not_mine_needs_nobody(slack: Surface) -> None:
    """Handing over without a name is an answer too."""
    slack.sandbox.press("minh", "tower-a", card(slack), "not_mine")
    slack.sandbox.submit("minh", None, {})
    (submitted,) = slack.happened()
    assert isinstance(submitted, Submitted)
    assert (submitted.form, submitted.fields) == ("not_mine", {})


def test_why_is_answered_privately(slack: Surface) -> None:
    """The button tells the ground, and nothing is written."""
    slack.sandbox.press("diego", "tower-a", card(slack), "why")
    (told,) = slack.told("ephemeral")
    assert "“L3 columns stopped, no concrete delivered” Ana Silva" in told
    assert slack.happened() == []


def test_the_home_tab_is_theirs_and_its_buttons_answer(slack: Surface) -> None:
    """It shows what is theirs with its buttons; pressed there, they reach the action's site; forms open there as well."""
    slack.sandbox.open_home("minh")
    home = slack.sandbox.workspace.homes["U0MINH"]
    assert "ACT-12" in as_json(home.content)
    assert "ACT-13" not in as_json(home.content)
    slack.sandbox.press_in_view("minh", home.id, "done", "ACT-12")
    (pressed,) = slack.happened()
    assert isinstance(pressed, Pressed)
    assert (pressed.name, pressed.value, pressed.channel) == ("done", "ACT-12", "")
    slack.sandbox.press_in_view("minh", home.id, "not_done", "ACT-12")
    assert slack.sandbox.top_modal("minh").content["callback_id"] == "not_done"
    slack.sandbox.press_in_view("minh", home.id, "show_status")
    assert "Tower A" in as_json(slack.sandbox.top_modal("minh").content)


def test_the_home_tab_of_somebody_new_says_how_to_begin(slack: Surface) -> None:
    """Without a site it says what to do."""
    slack.sandbox.workspace.add_user("zoe")
    slack.sandbox.open_home("zoe")
    assert "/site setup" in as_json(slack.sandbox.workspace.homes["U0ZOE"].content)


def test_a_command_is_answered_to_the_one_who_asked(slack: Surface) -> None:
    """`/site` and all that only asks: an ephemeral answer, nothing written."""
    for command in (
        "/site",
        "/site help",
        "/site status",
        "/site tasks",
        "/site actions mine",
        "/site import",
        "/site nope",
    ):
        slack.sandbox.command("diego", "tower-a", command)
    assert len(slack.told("ephemeral")) == 7
    assert slack.happened() == []


def test_a_command_where_no_site_is(slack: Surface) -> None:
    """Somebody of no site is told how to begin."""
    slack.sandbox.workspace.add_user("yan")
    slack.sandbox.workspace.add_channel("elsewhere", members=["yan"])
    slack.sandbox.command("yan", "elsewhere", "/site status")
    assert "/site setup" in slack.told("ephemeral")[0]


def test_managers_assign_and_others_are_told_kindly(slack: Surface) -> None:
    """A manager's order goes to the inbox as it was written; anybody else's goes nowhere."""
    slack.sandbox.command("grace", "tower-a", "/site assign @diego inspect the pump by 15:00")
    (taken,) = slack.happened()
    assert isinstance(taken, Commanded)
    assert taken.name == "assign"
    assert taken.rest.startswith("<@U0DIEGO")
    slack.sandbox.command("diego", "tower-a", "/site assign @grace buy donuts")
    assert "managers" in slack.told("ephemeral")[-1]
    assert slack.happened() == []


@pytest.mark.parametrize(
    ("order", "answer"),
    [
        ("@noone fix it", "I do not know @noone"),
        ("fix the pump", "Say it like this"),
        ("@diego", "What shall they do?"),
    ],
)
def test_an_order_that_lacks_something(slack: Surface, order: str, answer: str) -> None:
    """An unknown person, nobody, or nothing to do: it says what is missing."""
    slack.sandbox.command("grace", "tower-a", f"/site assign {order}")
    assert answer in slack.told("ephemeral")[-1]
    assert slack.happened() == []


def test_the_form_to_ask_somebody(slack: Surface) -> None:
    """`/site assign` alone opens a form; a task that is not there is refused with what was meant."""
    slack.sandbox.command("grace", "tower-a", "/site assign")
    given = {"to": "U0DIEGO", "text": "Inspect the pump", "when": "2026-03-11T09:00"}
    refused = slack.sandbox.submit("grace", None, {**given, "task": "A-301"})
    assert "Did you mean A-310" in refused.errors["task"]
    slack.sandbox.submit("grace", None, {**given, "task": "A-310"})
    (submitted,) = slack.happened()
    assert isinstance(submitted, Submitted)
    assert submitted.fields == {**given, "task": "A-310"}


def test_setup_shows_what_is_set_and_checks_what_is_given(slack: Surface) -> None:
    """The form has the present values; nonsense is refused at its field; what is given is a happening."""
    slack.sandbox.command("ana", "tower-a", "/site setup")
    assert "America/Chicago" in as_json(slack.sandbox.top_modal("ana").content)
    refused = slack.sandbox.submit(
        "ana", None, {"timezone": "America/Chicagoo", "country": "ZZ", "currency": "US"}
    )
    assert set(refused.errors) == {"timezone", "country", "currency"}
    assert "America/Chicago" in refused.errors["timezone"]
    slack.sandbox.submit(
        "ana",
        None,
        {"timezone": "Asia/Ho_Chi_Minh", "safety": ["U0NOOR"], "country": "vn", "currency": "VND"},
    )
    (submitted,) = slack.happened()
    assert isinstance(submitted, Submitted)
    assert submitted.form == "setup"
    assert submitted.fields["timezone"] == "Asia/Ho_Chi_Minh"
    assert submitted.fields["superintendent"] == ["U0ANA"]
    assert submitted.fields["weekdays"] == ["0", "1", "2", "3", "4"]
    assert (submitted.fields["opens"], submitted.fields["closes"]) == ("07:00", "17:00")


def test_setup_is_for_managers(slack: Surface) -> None:
    """Anybody else is told so."""
    slack.sandbox.command("diego", "tower-a", "/site setup")
    assert "managers" in slack.told("ephemeral")[-1]


def test_the_first_setup_of_a_channel(slack: Surface) -> None:
    """In a channel that is no site yet anybody may begin, once Siteloop is in it; it takes the opener's time zone and name."""
    slack.sandbox.command("grace", "office", "/site setup")
    assert "/invite" in slack.told("ephemeral")[-1]
    slack.sandbox.workspace.add_channel("tower-b", members=["grace", "siteloop"])
    ts = slack.post(welcome("C0TOWERB").as_message(), "C0TOWERB")
    slack.sandbox.press("grace", "tower-b", ts, "show_setup")
    slack.sandbox.submit("grace", None, {})
    (submitted,) = slack.happened()
    assert isinstance(submitted, Submitted)
    assert submitted.fields["name"] == "tower-b"
    assert submitted.fields["channel"] == "C0TOWERB"
    assert submitted.fields["timezone"] == "America/Chicago"
    assert submitted.fields["superintendent"] == ["U0GRACE"]
    assert slack.store.site_for(slack.workspace, "C0TOWERB") is not None


def test_the_schedules_owners_are_offered_by_name(slack: Surface) -> None:
    """An owner of the schedule whom nobody is named for is asked for, the one of that name proposed."""
    slack.seed(paper.task("A-400", owner="Noor"), paper.task("A-410", owner="Acme Steel"))
    slack.sandbox.command("ana", "tower-a", "/site setup")
    slack.sandbox.submit("ana", None, {})
    (submitted,) = slack.happened()
    assert isinstance(submitted, Submitted)
    assert submitted.fields["owner:Noor"] == "U0NOOR"
    assert "owner:Acme Steel" not in submitted.fields


def test_what_was_understood_is_put_right_by_its_writer(slack: Surface) -> None:
    """`Not right?` shows each signal with its fields; others only read it."""
    body = understood(paper.MESSAGE, [paper.live().signal], SiteView(paper.tower()))
    ts = slack.post(body.as_message())
    slack.sandbox.press("ana", "tower-a", ts, "correct")
    slack.sandbox.submit("ana", None, {"cause": "labour"})
    (submitted,) = slack.happened()
    assert isinstance(submitted, Submitted)
    assert (submitted.form, submitted.about) == ("correct", paper.MESSAGE)
    assert submitted.fields == {"kind:1": "blocker", "task:1": "A-310", "cause:1": "labour"}
    slack.sandbox.press("diego", "tower-a", ts, "correct")
    assert "submit" not in slack.sandbox.top_modal("diego").content


def test_a_messages_menu(slack: Surface) -> None:
    """One that holds nothing says so; one that was not heard is taken in."""
    ts = slack.sandbox.say("ana", "tower-a", "good morning")
    slack.happened()
    slack.sandbox.message_shortcut("diego", "tower-a", ts, "understood")
    assert "I recorded nothing" in as_json(slack.sandbox.top_modal("diego").content)
    slack.clock.advance(timedelta(seconds=2))
    old = slack.sandbox.say("ana", "tower-a", "crane down")
    slack.sandbox.message_shortcut("diego", "tower-a", old, "record")
    wrote = [one for one in slack.happened() if isinstance(one, Wrote)]
    assert [(one.ts, one.recorded_by) for one in wrote] == [(old, ""), (old, "U0DIEGO")]
    assert "Taken" in slack.told("ephemeral")[-1]


def test_an_unknown_button_goes_to_the_pipeline(slack: Surface) -> None:
    """Buttons that other parts put on their messages need no listener of their own."""
    button = {"type": "actions", "elements": [{"type": "button", "action_id": "import", "value": "F1",
              "text": {"type": "plain_text", "text": "Import"}}]}  # fmt: skip
    ts = slack.post({"text": "a file", "blocks": [section("a file"), button]})
    slack.sandbox.press("ana", "tower-a", ts, "import")
    assert [getattr(one, "name", "") for one in slack.happened()] == ["import"]


def test_when_the_store_is_away_the_person_learns_it(slack: Surface, monkeypatch: pytest.MonkeyPatch) -> None:
    """A press that could not be kept is not acknowledged."""
    ts = card(slack)

    def away(**_: object) -> bool:
        raise OSError("disk full")

    monkeypatch.setattr(slack.store, "receive", away)
    with pytest.raises(BotFailed):
        slack.sandbox.press("minh", "tower-a", ts, "done")
    monkeypatch.undo()
    slack.sandbox.press("minh", "tower-a", ts, "done")
    assert len(slack.happened()) == 1
