"""Whoever asked for something hears it once when nobody takes it on, or when it was let go: what was tried, what they can do."""

from collections.abc import Callable

import pytest

from tests.rules.world import rule
from tests.scenarios.replaying import replayed
from tests.scenarios.stage import Line, Stage, told

ASKED = "@raj need 2 electricians to move the conduit for A-480"


@pytest.fixture
def asked(stage: Stage) -> Stage:
    """Tuesday 09:00: Carlos has asked Raj."""
    stage.until("2026-03-10T09:00")
    stage.say("carlos", ASKED)
    return stage


def _final(shown: list[Line], to: str = "@carlos") -> list[Line]:
    return [one for one in shown if one.to == to and "Still open: ACT-1" in one.text]


def test_nobody_answers(asked: Stage) -> None:
    """After Raj, Ana and Grace kept silent for their time Carlos is told, once, in working time, and what he can do."""
    shown = asked.until("2026-03-20T17:00")
    (final,) = _final(shown)
    assert "It was asked of Raj Patel, brought up" in final.text
    assert "went up to Ana Ruiz and Grace Okafor: nobody answered" in final.text
    assert "ask again and name who shall do it" in final.text
    up = [step for step in asked.action().steps if step.kind == "escalated"]
    assert final.at > asked.local(up[-1].at)
    assert "07:00" <= final.at[11:16] < "17:00"
    assert len([step for step in asked.action().steps if step.kind == "unheard"]) == 1
    card = [text for text in told(shown, "#tower-a", "update") if text.startswith("ACT-1:")][-1]
    assert "Told Carlos" in card
    replayed(asked)


def test_an_answer_keeps_it_from_being_said(asked: Stage) -> None:
    """Raj does it once it has gone up: there is nothing left to tell."""
    asked.until("2026-03-11T11:00")
    assert asked.life().helpers
    asked.press("raj", "done", "ACT-1")
    assert _final(asked.until("2026-03-20T17:00")) == []


def test_everybody_says_no(asked: Stage) -> None:
    """Each who has it can do nothing: the last of their words is what Carlos reads, in the thread where he likes that."""
    asked.command("carlos", "/site me thread")
    for who in ("raj", "ana", "grace"):
        asked.say(who, "can't, no men for that", "@siteloop")
    shown = asked.until("2026-03-13T17:00")
    (final,) = _final(shown, "#tower-a")
    card = next(one for one in asked.shown if one.to == "#tower-a" and one.text.startswith("ACT-1"))
    assert final.text.startswith("@carlos ")
    assert final.thread == card.ts
    assert "nobody takes it on. Grace Okafor: “can't, no men for that”" in final.text


def test_it_was_let_go(asked: Stage) -> None:
    """A manager drops it: who asked reads why; who drops their own asking knows."""
    shown = asked.say("grace", "drop it, the client moves the wall", thread="last-card")
    (line,) = [text for text in told(shown, "@carlos") if "Not done: ACT-1" in text]
    assert "Grace Okafor dropped it: “the client moves the wall”" in line
    shown = asked.command("grace", "/site assign @minh grease the hoist by 15:00")
    shown = asked.say("grace", "drop it, done by others", thread="last-card")
    assert not any("Not done" in text for text in told(shown, "@grace"))


def test_nobody_says_whether_it_may_take_longer(stage: Stage) -> None:
    """Minh's wish goes from Ana to Grace and is left: he is told that his time stands."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, waiting on concrete")
    stage.press("minh", "later")
    stage.play({"submit": {"when": "2026-03-17T10:00"}, "by": "minh"})
    shown = stage.until("2026-03-12T17:00")
    (line,) = [text for text in told(shown, "@minh") if "Nobody said whether ACT-1" in text]
    assert "Asked: Ana Ruiz and Grace Okafor. So its time stands: Tue 10 Mar 13:12" in line
    replayed(stage)


def test_a_proposal_that_nobody_approves(ruled: Callable[..., Stage]) -> None:
    """What a rule would have asked for Carlos's sake was never asked: he hears that as well."""
    proposes = rule("request.firm = true", id="proposed", each="request", more="mode: propose", due="4h")
    stage = ruled(proposes)
    stage.until("2026-03-10T09:00")
    stage.say("carlos", "need 2 electricians to move the conduit for A-480")
    shown = stage.until("2026-03-13T17:00")
    (line,) = [text for text in told(shown, "@carlos") if "Not done: ACT-1" in text]
    assert "nobody approved it in time" in line
