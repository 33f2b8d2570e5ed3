"""Cards of what rules propose, ask, tell and put together: they say what matters, and nothing that people wrote breaks them."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings

from bot.body import Body
from bot.cards import (
    action_card,
    asks,
    buttons,
    cases,
    escalation_note,
    no_word,
    notice_body,
    nudge_card,
    proposal_card,
    status_line,
    step_lines,
)
from bot.forms.fields import About
from bot.forms.negotiation import handover_form
from bot.forms.proposals import check_proposal, edit_form, refuse_form, words_of
from bot.forms.question import answer_form, check_answer
from bot.sandbox.blocks import check_blocks, check_view
from bot.view import SiteView
from rules.folding.entry import Notified
from rules.key import Key
from rules.signal import Signal
from rules.subject import ActionState, DoneMeans, Expects, Member, Rung, Step
from tests.bot import paper
from tests.bot.cards.test_cards import NASTY, texts, view

PROPOSED: dict[str, paper.Whatever] = {"proposed_to": ("U0GRACE", "U0ANA"), "hours": 4.0}
APPROVED = Step(id="a", kind="approved", at=paper.utc(16), by="U0ANA", due=paper.utc(20), via="button")
ABOUT = About(about="ACT-12", site=1)


def joined(number: int, text: str = "Clear the L3 slab", **changes: paper.Whatever) -> Step:
    """Another case of the action."""
    task = Key("task", f"A-{number}")
    member = Member(subject=task, matter=f"m{number}", task=task.id, text=text, evidence=())
    return Step(id=f"j{number}", kind="joined", at=paper.utc(15), member=member, **changes)


def shared(*steps: Step, **changes: paper.Whatever) -> ActionState:
    """An action for several cases."""
    return paper.action(
        "ACT-12", *steps, **{"group": "0:U0MINH", "together": "Clear what stops you", **changes}
    )


def names(action: ActionState, here: SiteView | None = None) -> list[str]:
    """The names of its buttons, in order."""
    return [element["action_id"] for element in buttons(action, here or view())["elements"]]


def test_several_cases_are_a_heading_and_lines() -> None:
    """One line for a digest, the first eight on a card, how many more; back to its own words with one left."""
    three = shared(joined(1), joined(2))
    assert asks(three, view()) == "Clear what stops you (3 cases)"
    assert cases(three, view()) == [
        "• Get concrete to the L3 columns",
        "• Clear the L3 slab",
        "• Clear the L3 slab",
    ]
    many = shared(*(joined(number) for number in range(12)))
    assert cases(many, view())[8:] == ["… and 5 more"]
    left = replace(joined(1), id="l", kind="left", at=paper.utc(16))
    alone = shared(joined(1), left)
    assert (asks(alone, view()), cases(alone, view())) == ("Get concrete to the L3 columns", [])


def test_what_joined_at_one_time_is_one_line() -> None:
    """So that the last steps of a card are not all of one instant."""
    lines = step_lines((joined(1), joined(2, "Fix the pump"), APPROVED), view())
    assert lines == [
        "10 Mar 10:00 Added 2 cases: Clear the L3 slab; Fix the pump",
        "10 Mar 11:00 Ana Silva approved it",
    ]


def test_an_escalation_tells_how_much_it_is_about() -> None:
    """Whoever reads the thread sees that it is more than one thing."""
    up = Step(id="u", kind="escalated", at=paper.utc(22), to="U0ANA", note="no answer")
    note = escalation_note(shared(joined(1), up), "U0ANA", view()).text
    assert note.startswith(
        "ACT-12 (2 cases) was due Tue 10 Mar 15:00 and is still open. Escalated to Ana Silva"
    )


@pytest.mark.parametrize(
    ("hours", "severity", "told"),
    [(4.0, "medium", "4 working hours"), (1.0, "high", "1 working hour"), (0.5, "safety", "30 minutes"),
     (2.0, "safety", "2 hours")],
)  # fmt: skip
def test_a_proposal_says_how_long_there_would_be(hours: float, severity: str, told: str) -> None:
    """In working hours; of safety in hours of the clock; less than one in minutes."""
    card = proposal_card(paper.action(**{**PROPOSED, "hours": hours, "severity": severity}), view())
    assert f"to be done within {told}." in card.text


def test_whose_word_counts() -> None:
    """Those to whom it is proposed and the managers, once."""
    open_one = paper.action(**PROPOSED)
    assert [no_word(open_one, person, view()) for person in ("U0GRACE", "U0ANA")] == ["", ""]
    assert "Grace Kim to decide" in no_word(open_one, "U0MINH", view())
    approved = paper.action("ACT-12", APPROVED, **PROPOSED)
    assert "approved by Ana Silva already" in no_word(approved, "U0GRACE", view())


def test_what_the_manager_changed_is_told() -> None:
    """And only that."""
    told: tuple[tuple[paper.Whatever, str], ...] = (
        (("to",), "approved it, changed: asked of Noor Ali"),
        (("text", "due"), "approved it, changed: asked in other words and until Tue 10 Mar 15:00"),
    )
    for changed, words in told:
        (line,) = step_lines((replace(APPROVED, to="U0NOOR", changed=changed),), view())
        assert line.endswith(words)


@pytest.mark.parametrize(
    ("expects", "field"), [("percent", "percent"), ("finish", "day"), ("people", "people")]
)
def test_a_question_has_its_own_form(expects: Expects, field: str) -> None:
    """One typed field and room for words."""
    made = answer_form(paper.action(expects=expects, answers=("help", "reassign")), view(), ABOUT)
    assert check_view(made) == []
    assert [block["block_id"] for block in made["blocks"] if block["type"] == "input"] == [field, "note"]


def test_a_question_about_many_has_a_field_for_each_of_ten() -> None:
    """None has to be filled in; how many more there are is told, and Slack takes the form."""
    asked = paper.action(
        "ACT-12", *map(joined, range(1, 12)), expects="percent", answers=("help", "reassign")
    )
    made = answer_form(asked, view(), ABOUT)
    assert check_view(made) == []
    fields = [block for block in made["blocks"] if block["type"] == "input"]
    assert [block["block_id"] for block in fields] == [
        "percent:A-310",
        *(f"percent:A-{n}" for n in range(1, 10)),
        "note",
    ]
    assert all(block["optional"] for block in fields)
    assert fields[0]["label"]["text"].endswith("(A-310)")
    assert "… and 2 more" in str(made["blocks"])
    assert list(check_answer(asked, {"note": "soon"}, view(), paper.NOON)) == ["percent:A-310"]
    assert check_answer(asked, {"percent:A-3": "40"}, view(), paper.NOON) == {}
    assert list(check_answer(asked, {"percent:A-3": "40", "percent:A-4": "x"}, view(), paper.NOON)) == [
        "percent:A-4"
    ]


def test_the_button_of_a_start_says_what_it_means() -> None:
    """“Started” where it will be kept that the task has started, “Done” elsewhere."""
    labels = {
        means: [
            one["text"]["text"] for one in buttons(paper.action(done_means=means), view())["elements"][:-1]
        ]
        for means in ("", "started")
    }
    assert (labels[""][0], labels["started"][0]) == ("Done", "Started")


def test_the_form_that_hands_over_says_what_it_has_no_room_for() -> None:
    """Ten can be ticked; of more it tells how many there are, and how all go over."""
    mine = [paper.action(f"ACT-{number}") for number in range(1, 14)]
    which, _ = handover_form(mine, view(), ABOUT)["blocks"]
    assert which["hint"]["text"].startswith("10 of the 13 that are open with you. /site handover ")
    which, _ = handover_form(mine[:10], view(), ABOUT)["blocks"]
    assert "hint" not in which


@pytest.mark.parametrize(("means", "offered"), [("", ["done", "start"]), ("started", ["done", "not_done"])])
def test_started_is_offered_once(means: DoneMeans, offered: list[str]) -> None:
    """Whoever is on it may say that it was started, unless that is what “done” says already."""
    on_it = Step(id="s", kind="answered", at=paper.NOON, by="U0MINH", answer="accepted", via="button")
    assert names(paper.action("ACT-12", on_it, done_means=means))[:2] == offered


@pytest.mark.parametrize(
    ("expects", "fields", "wrong"),
    [
        ("percent", {"percent": "0"}, False),
        ("percent", {"percent": "100"}, False),
        ("percent", {"percent": "101"}, True),
        ("percent", {"percent": "４０"}, True),
        ("percent", {}, True),
        ("finish", {"day": "2026-03-10"}, False),
        ("finish", {"day": "2026-03-09"}, True),
        ("people", {"people": "12"}, False),
        ("people", {"people": "1.5"}, True),
    ],
)
def test_an_answer_is_checked(expects: Expects, fields: dict[str, str], wrong: bool) -> None:
    """Whole numbers within their bounds, and days that have not passed."""
    asked = paper.action(expects=expects)
    assert bool(check_answer(asked, fields, view(), paper.NOON)) is wrong


def test_quarters_beyond_what_is_known_are_one_tap() -> None:
    """At 60 % only 75 and 100 are offered."""
    asked = paper.action(expects="percent", answers=("help", "reassign"))
    progress = Signal(kind="progress", task="A-310", values={"status": "in_progress", "percent": 60})
    here = view(paper.task(live=(replace(paper.live(2), signal=progress),)))
    assert names(asked, here) == ["answer", "percent_75", "percent_100", "help", "not_mine", "why", "more"]
    assert names(paper.action(expects="people", answers=("help",))) == ["answer", "help", "why", "more"]


def test_an_answered_question_says_what_it_was_told() -> None:
    """The number stands on the card."""
    told = Signal(kind="progress", task="A-310", values={"status": "in_progress", "percent": 60})
    step = Step(id="s", kind="answered", at=paper.utc(16), by="U0MINH", answer="done", signals=(told,))
    asked = paper.action("ACT-12", step, expects="percent")
    assert status_line(asked, view()) == "Answered, Minh Tran Tue 10 Mar 11:00: 60 % done"


def test_unchanged_words_are_no_edit() -> None:
    """However the client broke its lines; longer texts than the form takes are compared as far as it shows them."""
    long = paper.action(text="word " * 200, **PROPOSED)
    assert words_of(long, ("word " * 200)[:500].strip()) == ""
    assert words_of(long, "Call the plant") == "Call the plant"


def test_the_forms_of_a_proposal_are_checked() -> None:
    """A reason is needed to refuse; a text, a person of the site and a time to come to ask."""
    assert set(check_proposal("refuse", {}, view(), paper.NOON)) == {"why"}
    wrong = {"text": "", "to": "U0NOBODY", "when": "2026-03-10T11:00"}
    assert set(check_proposal("edit", wrong, view(), paper.NOON)) == {"text", "to", "when"}
    assert check_proposal("edit", {"text": "Do it", "to": "U0MINH"}, view(), paper.NOON) == {}


def made(text: str, why: str, note: str, here: SiteView) -> Iterator[Body]:
    """Every card that shows these words."""
    ladder = (Rung(person="U0MINH", reason=why),)
    given = {"text": text, "why": why, "ladder": ladder, "rule": text}
    refused = Step(id="r", kind="refused", at=paper.utc(16), by="U0ANA", note=note)
    changed = replace(APPROVED, text=note, changed=("text",))
    for steps in ((), (refused,), (changed,)):
        yield proposal_card(paper.action("ACT-12", *steps, **PROPOSED, **given), here)
    several = shared(*(joined(number, text) for number in range(20)), together=note, **given)
    yield action_card(several, here)
    yield nudge_card(several, "settled", here)
    yield nudge_card(paper.action("ACT-12", expects="percent", **given), "assigned", here)
    told = {"decision": "d", "rule": "r", "to": (), "aloud": True, "task": "A-310"}
    yield notice_body(Notified(text=text, severity="high", **told), here)  # type: ignore[arg-type]


@settings(max_examples=25)
@given(text=NASTY, why=NASTY, note=NASTY, name=NASTY)
def test_no_text_breaks_them_or_pings_anybody(text: str, why: str, note: str, name: str) -> None:
    """Whatever people and rules write: Slack takes card and form, and nothing in them notifies a channel or a person."""
    told = paper.live(words=text)
    here = view(paper.message(told, text=text), paper.task(name=name), paper.site(name=name))
    for body in made(text, why, note, here):
        assert not check_blocks([dict(block) for block in body.blocks], "message")
        shown = [body.text, *texts(body.blocks, "mrkdwn")]
        assert not any(mark in one for one in shown for mark in ("<!", "<@", "<#"))
    asked = shared(joined(1, text), text=text, together=note, **PROPOSED)
    for form in (
        edit_form(asked, here, ABOUT),
        refuse_form(asked, here, ABOUT),
        answer_form(asked, here, ABOUT),
    ):
        assert check_view(form) == []


def unplanned(task: str = "A-310", **changes: paper.Whatever) -> ActionState:
    """An action whose task has left the schedule."""
    member = Member(subject=Key("task", task), matter="m1", task=task, text="Clear it", evidence=())
    step = Step(id="u", kind="unplanned", at=paper.utc(16), member=member, **changes)
    return paper.action("ACT-12", step)


@pytest.mark.parametrize(("reminder", "asked"), [("needed", True), (None, False)])
def test_cards_tell_that_the_task_has_left_the_schedule(reminder: str | None, asked: bool) -> None:
    """In what Slack shows as in the text for a notification; the question only while it is asked, with no answer stressed."""
    action = unplanned(reminder=reminder, to="U0MINH" if asked else None)
    words = "A-310 is no longer in the schedule." + " Is this still needed?" * asked
    for body in (
        action_card(action, view()),
        nudge_card(action, "due", view()),
        nudge_card(action, "needed", view()),
    ):
        assert words in body.text
        assert any(words in text for text in texts(body.blocks, "mrkdwn"))
        assert not check_blocks([dict(block) for block in body.blocks], "message")
    assert ("not_needed" in names(action)) is asked
    stressed = [one["action_id"] for one in buttons(action, view())["elements"] if one.get("style")]
    assert stressed == ([] if asked else ["done"])


@settings(max_examples=15)
@given(task=NASTY)
def test_no_name_of_a_task_breaks_them(task: str) -> None:
    """Schedules name their tasks as they like."""
    for body in (
        action_card(unplanned(task, reminder="needed"), view()),
        nudge_card(unplanned(task, reminder="needed"), "needed", view()),
    ):
        assert not check_blocks([dict(block) for block in body.blocks], "message")
