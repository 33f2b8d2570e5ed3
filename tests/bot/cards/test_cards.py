"""Cards tell what is asked of whom, until when, why, and what became of it; nothing that people wrote can break them."""

import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.body import Body
from bot.cards import (
    Choice,
    Part,
    action_card,
    digest_body,
    escalation_note,
    nudge_card,
    question,
    understood,
    welcome,
)
from bot.sandbox.blocks import check_blocks
from bot.view import SiteView
from rules.subject import Rung, Step, Subject
from tests.bot import paper

REMINDED = Step(id="s1", kind="reminded", at=paper.utc(19), to="U0MINH", reminder="before")
ESCALATED = Step(id="s2", kind="escalated", at=paper.utc(22), to="U0ANA", note="no answer")
NOT_DONE = Step(
    id="s3", kind="answered", at=paper.utc(22, 30), by="U0MINH", answer="not_done", cause="material",
    due=paper.utc(20, day=12), note="no rebar until Thursday",
)  # fmt: skip
DONE = Step(id="s4", kind="answered", at=paper.utc(21), by="U0MINH", answer="done")


def view(*more: Subject) -> SiteView:
    """The view of Tower A."""
    return SiteView(paper.tower(*more))


def problems(body: Body) -> list[str]:
    """What Slack would refuse."""
    return check_blocks([dict(block) for block in body.blocks], "message")


def texts(part: object, kind: str) -> list[str]:
    """All texts of a kind, wherever they stand."""
    if isinstance(part, dict):
        own = [part["text"]] if part.get("type") == kind else []
        return own + [text for value in part.values() for text in texts(value, kind)]
    return [text for value in part for text in texts(value, kind)] if isinstance(part, list | tuple) else []


def names_of_buttons(body: Body) -> list[str]:
    """The action ids on a card."""
    return [e["action_id"] for block in body.blocks if block["type"] == "actions" for e in block["elements"]]


def test_what_is_low_takes_little_room_until_something_comes_of_it() -> None:
    """Who, what, until when and the buttons; the text tells all, and so does the card once there was a step."""
    low = paper.action(severity="low")
    body = action_card(low, view())
    assert [block["type"] for block in body.blocks] == ["section", "context", "actions"]
    shown = json.dumps(body.blocks, ensure_ascii=False)
    assert all(wanted in shown for wanted in ("Get concrete", "Minh Tran (@minh)", "Tue 10 Mar 15:00"))
    assert "A critical task is blocked." in body.text
    stepped = action_card(paper.action("ACT-12", REMINDED, severity="low"), view())
    assert names_of_buttons(stepped) == names_of_buttons(body)
    assert "A critical task is blocked." in json.dumps(stepped.blocks, ensure_ascii=False)


def test_a_card_says_all_that_matters_in_text_and_in_blocks() -> None:
    """What, task, who and why they, due in local time, severity, the words that were said with their writer and time."""
    body = action_card(paper.action(), view())
    for shown in (body.text, json.dumps(body.blocks, ensure_ascii=False)):
        for wanted in (
            "ACT-12", "Get concrete to the L3 columns", "A-310 Level 3 slab pour · L3", "Minh Tran (@minh), owns the task",
            "Tue 10 Mar 15:00", "high", "“L3 columns stopped, no concrete delivered” Ana Silva, Tue 10 Mar 09:12",
            "A critical task is blocked.",
            "Waiting for Minh Tran",
        ):  # fmt: skip
            assert wanted in shown


def test_an_open_card_offers_its_answers_and_a_closed_one_none() -> None:
    """The buttons carry the action's id and disappear with its end, which is told instead."""
    body = action_card(paper.action(), view())
    assert names_of_buttons(body) == ["done", "accept", "not_done", "help", "not_mine", "why", "more"]
    closed = action_card(paper.action("ACT-12", DONE), view())
    assert names_of_buttons(closed) == []
    assert "Done, Minh Tran Tue 10 Mar 16:00" in closed.text


def test_a_card_pings_nobody() -> None:
    """The channel's card names people and mentions none: each gets a direct message of their own."""
    body = action_card(paper.action("ACT-12", REMINDED, ESCALATED), view())
    assert "<@" not in body.text + json.dumps(body.blocks)


def test_a_card_tells_its_last_steps() -> None:
    """Reminders, escalations and promises are told with their times."""
    body = action_card(paper.action("ACT-12", REMINDED, ESCALATED, NOT_DONE), view())
    assert "10 Mar 14:00 Reminded Minh Tran before it is due" in body.text
    assert "10 Mar 17:00 Escalated to Ana Silva: no answer" in body.text
    assert "not done, material missing, promised for Thu 12 Mar 15:00 “no rebar until Thursday”" in body.text
    assert "Promised by Minh Tran for Thu 12 Mar 15:00" in body.text


def test_a_reminder_that_was_kept_for_the_digest_says_so() -> None:
    """Whoever looks why nobody's telephone rang finds it there."""
    body = action_card(paper.action("ACT-12", replace(REMINDED, held="budget"), ESCALATED), view())
    reminded, escalated = body.text.splitlines()[-2:]
    assert reminded.endswith("before it is due, in their next digest: they had enough messages for the day")
    assert "digest" not in escalated


@pytest.mark.parametrize(
    ("kind", "lead"),
    [
        ("assigned", "This is yours to do."),
        ("before", "Due soon, Tue 10 Mar 15:00."),
        ("due", "Due now."),
        ("after", "Overdue since Tue 10 Mar 15:00."),
        ("escalated", "Escalated to you: Minh Tran was asked first"),
    ],
)
def test_a_nudge_says_why_now(kind: str, lead: str) -> None:
    """Each kind of nudge begins with its reason and offers the answers."""
    body = nudge_card(paper.action(), kind, view())  # type: ignore[arg-type]
    assert body.text.startswith(lead)
    assert "done" in names_of_buttons(body)
    assert not problems(body)


def test_a_nudge_of_a_closed_action_offers_nothing() -> None:
    """The direct message that stands after the end tells the end."""
    body = nudge_card(paper.action("ACT-12", DONE), "due", view())
    assert not names_of_buttons(body)
    assert "Done, Minh Tran" in body.text


def test_evidence_that_was_taken_back_says_so() -> None:
    """A card keeps the words that led to it and tells that their writer took them back."""
    paper_site = view(paper.message(withdrawn=True))
    assert "(taken back since)" in action_card(paper.action(), paper_site).text


def test_the_escalation_is_told_with_its_ground() -> None:
    """The thread hears who is asked next, and why they."""
    assert (
        "Escalated to Ana Silva (@ana), superintendent of the site"
        in escalation_note(paper.action(), "U0ANA", view()).text
    )


def test_what_was_understood_can_be_put_right() -> None:
    """Each signal is a line of plain words, and one button corrects them."""
    body = understood(paper.MESSAGE, [paper.live().signal], view())
    assert "Level 3 slab pour (A-310): blocked, material missing" in body.text
    assert names_of_buttons(body) == ["correct"]


def test_a_question_offers_its_answers() -> None:
    """Unsure, it asks with a button for each answer, whose value names the signal."""
    choices = [
        Choice(label="A-310", value="A-310"),
        Choice(label="A-320", value="A-320"),
        Choice(label="Neither", value="no"),
    ]
    body = question(paper.live(), view(), choices, asks="Which one is meant?")
    assert names_of_buttons(body) == ["choose_1", "choose_2", "choose_3", "correct"]
    assert body.blocks[-1]["elements"][0]["value"] == f"{paper.MESSAGE}#1|A-310"


def test_welcome_and_digest_pass_slack() -> None:
    """A welcome and a digest of any length are accepted; an empty part says that it is empty or is left out."""
    long = digest_body(
        "Tower A", [Part(heading="Open", lines=["• a line " * 20] * 400), Part(heading="None")], "Good night."
    )
    short = digest_body("Tower A", [Part(heading="Open", empty="Nothing is open.")])
    assert not problems(welcome("C0TOWERA", "tower-a")) + problems(long) + problems(short)
    assert "Nothing is open." in short.text
    assert len(long.text) <= 4000


NASTY = st.one_of(
    st.text(max_size=400),
    st.sampled_from(
        [
            "<!channel> <@U0ANA>",
            "&" * 40_000,
            "x" * 40_000,
            "👷🏽‍♀️" * 9_000,
            "שלום \u202e<b>",
            "*_~`>" * 900,
            "\ud800",
        ]
    ),
)


@settings(max_examples=25)
@given(text=NASTY, why=NASTY, note=NASTY, name=NASTY)
def test_no_text_breaks_a_card_or_pings_anybody(text: str, why: str, note: str, name: str) -> None:
    """Whatever people write: Slack accepts the card, and nothing in it notifies a channel or a person."""
    answered = Step(id="s", kind="answered", at=paper.utc(21), by="U0MINH", answer="not_done", note=note)
    told = paper.live(words=text)
    here = view(paper.message(told, text=text), paper.task(name=name), paper.site(name=name))
    asked = paper.action("ACT-12", answered, text=text, why=why, ladder=(Rung(person="U0MINH", reason=why),))
    for body in (
        action_card(asked, here),
        nudge_card(asked, "after", here),
        understood(paper.MESSAGE, [told.signal] * 30, here),
        question(told, here, [Choice(label="Yes", value="yes")], asks=text),
        digest_body(name, [Part(heading=text, lines=[here.said(text)] * 30)]),
        welcome("C0TOWERA", name),
    ):
        assert not problems(body)
        shown = [body.text, *texts(body.blocks, "mrkdwn")]
        assert not any(mark in text for text in shown for mark in ("<!", "<@", "<#"))
        "".join([*shown, *texts(body.blocks, "plain_text")]).encode()
