"""A time that an answer gives is data: when a blocker is expected to be clear, or when its task will be finished; taken back it
is gone."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from bot.playing.plot import Plot
from rules.deciding.case import cases_of
from rules.key import Key
from rules.progress import facts
from tests.scenarios.replaying import replayed, tried
from tests.scenarios.stage import Stage, told

THURSDAY, WEDNESDAY, A_WEEK_LATER = "Thu 12 Mar 10:00", "Wed 11 Mar 15:00", "Thu 19 Mar 10:00"


@pytest.fixture
def stopped(stage: Stage) -> Stage:
    """Tuesday 09:12: the columns are stopped, and Minh is asked to get them moving by 13:12."""
    stage.until("2026-03-10T09:12")
    stage.say("ana", "L3 columns stopped, no concrete delivered")
    assert stage.action().asked.task == "A-370"
    return stage


def expected(stage: Stage, task: str = "A-370") -> str:
    """What the list of tasks says of it: `Thu 12 Mar 10:00, says Minh Trần`, empty where it tells no time."""
    (listed,) = stage.command("grace", f"/site tasks {task}")
    _, _, rest = listed.text.partition("expected clear ")
    return rest.partition(")")[0]


def hours(stage: Stage, at: str, task: str = "A-370") -> object:
    """The field of the task at a local time."""
    stage.until(at)
    with stage.store.reading(stage.site_id()) as reader:
        (case, *_) = cases_of(reader, Key("task", task), stage.world.sandbox.clock.now())
    return case.values.get("task.blocker_expected_in_hours")


def later(stage: Stage, by: str, when: str, action: str = "ACT-1") -> list[str]:
    """Another time, in its form; gives the card as it stands then."""
    stage.press(by, "later", action)
    return told(stage.play({"submit": {"when": when}, "by": by}), "#tower-a", "update")


def test_a_promised_time_is_shown_wherever_the_blocker_is(stopped: Stage) -> None:
    """On the card, in its story, with the task, in the state of the site and in the morning; cleared, it is nowhere."""
    assert expected(stopped) == ""
    (card,) = later(stopped, "minh", "2026-03-12T10:00")
    says = f"xpected clear {THURSDAY}, says Minh Trần"
    assert f"\nE{says}\n" in card
    for command in ("/site why ACT-1", "/site tasks A-370", "/site status"):
        (shown,) = stopped.command("grace", command)
        assert says in shown.text, command
    morning = told(stopped.until("2026-03-11T07:00"), "@minh")
    assert any(f"*blocked*, e{says}" in text for text in morning)
    assert hours(stopped, "2026-03-11T10:00") == 10
    assert hours(stopped, "2026-03-12T12:00") == -2
    stopped.say("ana", "L3 columns unblocked")
    (shown,) = stopped.command("grace", "/site status")
    assert (expected(stopped), "xpected clear" in shown.text) == ("", False)
    replayed(stopped)


def test_a_time_counts_while_it_stands(stopped: Stage) -> None:
    """A later word replaces it and gives way when it is deleted; what has to be allowed counts once it is, by whatever sign, and
    as long as that is not taken back."""
    later(stopped, "minh", "2026-03-12T10:00")
    stopped.say("minh", "ACT-1 not done, waiting for the inspector until Wednesday 15:00", "@siteloop")
    assert expected(stopped) == f"{WEDNESDAY}, says Minh Trần"
    (shown,) = stopped.command("grace", "/site tasks A-370")
    assert f"inspection, permit or approval (expected clear {WEDNESDAY}, says Minh Trần)" in shown.text
    stopped.play({"delete": "last", "by": "minh"})
    assert expected(stopped) == f"{THURSDAY}, says Minh Trần"
    later(stopped, "minh", "2026-03-19T10:00")
    assert expected(stopped) == f"{THURSDAY}, says Minh Trần"
    stopped.play({"react": "+1", "by": "ana", "card": "ACT-1"})
    assert expected(stopped) == f"{A_WEEK_LATER}, says Minh Trần"
    stopped.play({"unreact": "+1", "by": "ana", "card": "ACT-1"})
    assert expected(stopped) == f"{THURSDAY}, says Minh Trần"
    replayed(stopped)
    tried(stopped)


def test_what_nobody_is_at_is_told_in_the_evening_with_its_time(stage: Stage) -> None:
    """The errand is dropped; the reason that was given for it stops its task still, with the time that was said of it. What only
    an errand waited for stops nobody once that is dropped, and what an open one waits for is told with it."""
    stage.until("2026-03-10T09:12")
    errands = ("order the props for A-620", "order the lunch", "order the ties for A-610")
    for place, errand in enumerate(errands, start=1):
        stage.command("grace", f"/site assign @diego {errand} by 11:00")
        stage.press("diego", "not_done", f"ACT-{place}")
        form = {"reason": "inspection", "when": "2026-03-12T10:00", "note": f"cannot {errand}"}
        stage.play({"submit": form, "by": "diego"})
        (why,) = stage.command("grace", f"/site why ACT-{place}")
        assert f"Expected clear {THURSDAY}, says Diego Ramos" in why.text
    for dropped in ("ACT-1", "ACT-2"):
        stage.press("grace", "drop", dropped)
        stage.play({"submit": {"why": "it need not be done"}, "by": "grace"})
    shown = told(stage.until("2026-03-10T17:00"), "#tower-a", "message")
    (digest,) = [text for text in shown if text.startswith("Tower A · ")]
    blocked = [line for line in digest.splitlines() if "is blocked since" in line]
    assert [line.partition("is blocked since ")[2] for line in blocked] == [
        "10 Mar 09:12: inspection, permit or approval, “cannot order the props for A-620”, "
        f"expected clear {THURSDAY}, says Diego Ramos"
    ]
    replayed(stage)


def _asked(stage: Stage) -> str:
    """Wednesday 08:01: the rebar was to be finished yesterday, and Hector is asked when it will be; gives the action."""
    stage.until("2026-03-10T16:00")
    stage.say("hector", "L3 slab rebar 60%")
    stage.until("2026-03-11T08:01")
    (found,) = [one.asked for one in stage.actions() if one.asked.task == "A-390"]
    assert found.expects == "finish"
    return found.id


def test_a_finish_that_is_answered_hits_whom_one_that_is_told_hits(
    staging: Callable[[Plot], AbstractContextManager[Stage]], tower: Plot
) -> None:
    """By another time in the form, by a day in the thread, or by the way in the channel: the same forecast, and within the hour
    the same words to the same people."""
    heard = []
    for how in ("form", "thread", "channel"):
        with staging(tower) as stage:
            action = _asked(stage)
            if how == "form":
                (form,) = [line for line in stage.press("hector", "later", action) if line.kind == "view"]
                assert "When will it be finished?" in form.text
                later(stage, "hector", "2026-03-19T10:00", action)
            elif how == "thread":
                stage.say("hector", f"{action} Thursday 19 March", "@siteloop")
            else:
                stage.say("hector", "L3 slab rebar will be finished Thursday 19 March")
            assert str(facts(stage.task("A-390"), stage.site().calendar).forecast) == "2026-03-19"
            assert stage.life(action).status == ("resolved" if how == "channel" else "done")
            shown = stage.until("2026-03-11T09:02")
            heard.append(sorted((line.to, line.text) for line in shown if "ends 7 days later" in line.text))
            replayed(stage)
    assert {"@minh", "@carlos", "@ana"} <= {to for to, _ in heard[0]}
    assert heard[0] == heard[1] == heard[2]


def test_until_when_a_reason_holds_is_no_finish(stage: Stage) -> None:
    """“No rebar until Friday” to the question for a finish stops the task until then, and forecasts nothing; whoever is asked to
    get it moving sees the time; with the words all of it is gone."""
    action = _asked(stage)
    shown = stage.say("hector", f"{action} not done, no rebar until Friday", "@siteloop")
    found = facts(stage.task("A-390"), stage.site().calendar)
    assert (found.forecast, [one.detail for one in found.of("blocker")]) == (None, ["material"])
    assert expected(stage, "A-390") == "Fri 13 Mar 17:00, says Hector Salas"
    fresh = [text for text in told(shown, "#tower-a", "message") if "Get Level 3 slab rebar moving" in text]
    assert ["Expected clear Fri 13 Mar 17:00, says Hector Salas" in text for text in fresh] == [True]
    replayed(stage)
    stage.play({"delete": "last", "by": "hector"})
    assert facts(stage.task("A-390"), stage.site().calendar).of("blocker") == ()
    assert expected(stage, "A-390") == ""
    replayed(stage)
