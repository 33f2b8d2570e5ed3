"""How often a person is pushed on a day: counted, held to a budget by severity, and kept for the digest what is over it."""

from datetime import time

import pytest

from rules.folding.entry import Assigned, Notified, Stepped
from rules.read import person_of
from rules.subject import PersonState, Step
from rules.worktime.calendar import WorkCalendar
from tests.rules.lived import Lived
from tests.rules.world import Whatever, assignment, local, rule, signal, user

QUIET = "{ before: [], at_due: false, after: [], escalate_after: never }"


def diego(site: Lived) -> PersonState:
    """Diego as he stands."""
    found = person_of(site.memory, user("diego"))
    assert found is not None
    return found


def asked(site: Lived, times: int, severity: str, at: str = "03-10 08:00") -> list[str]:
    """So many requests of A-1, each asked of diego by a rule of this severity; gives what held each of them."""
    for _ in range(times):
        site.say(signal("request", "A-1", need="labour"), at=at)
    found = [r.entry.asked for r in site.records if isinstance(r.entry, Assigned)]
    return [one.held for one in found if one.severity == severity]


@pytest.mark.parametrize(("severity", "most"), [("low", 3), ("medium", 5), ("high", 8)])
def test_each_severity_reaches_as_far_as_its_weight(severity: str, most: int) -> None:
    """The first so many are pushed, the others wait for the digest; on the next day all begins anew."""
    each = rule("request.firm = true", each="request", severity=severity, remind=QUIET, due="3d")
    site = Lived(each)
    assert asked(site, 10, severity) == [""] * most + ["budget"] * (10 - most)
    assert (diego(site).pushes, len(diego(site).open_actions)) == (most, 10)
    assert asked(site, 1, severity, at="03-11 08:00")[-1] == ""
    assert diego(site).pushes == 1


def test_safety_always_passes() -> None:
    """Danger does not wait for tomorrow."""
    each = rule("request.firm = true", each="request", severity="safety", remind=QUIET, due="3d")
    assert asked(Lived(each), 12, "safety") == [""] * 12


def test_what_comes_by_night_counts_for_the_next_shift() -> None:
    """It is then that the telephone buzzes."""
    each = rule("request.firm = true", each="request", severity="low", remind=QUIET, due="3d")
    site = Lived(each)
    assert asked(site, 2, "low", at="03-10 20:00") == ["", ""]
    assert asked(site, 2, "low", at="03-11 08:00") == ["", "", "", "budget"]


def test_reminders_and_escalations_count_as_well() -> None:
    """Whoever has had enough is not reminded; the step is there, and says so."""
    site = Lived(rule("request.firm = true", each="request", severity="low", due="1h"))
    assert asked(site, 3, "low") == ["", "", ""]
    site.wait("03-10 09:00")
    steps = [r.entry.step for r in site.records if isinstance(r.entry, Stepped)]
    assert {step.held for step in steps if step.to == user("diego")} == {"budget"}
    site.wait("03-10 11:30")
    steps = [r.entry.step for r in site.records if isinstance(r.entry, Stepped)]
    assert [s.held for s in steps if s.kind == "escalated" and s.to == user("ana")][:3] == ["", "", ""]


def test_what_people_ask_of_each_other_is_pushed_and_counts() -> None:
    """A colleague's order, an approval, a task handed over."""
    site = Lived()
    site.take(Assigned(asked=assignment("ACT-1", asked_by=user("grace"))), at="03-10 08:00")
    asked_again: Whatever = {"asked_by": user("grace"), "proposed_to": (user("ana"),)}
    site.take(Assigned(asked=assignment("ACT-2", **asked_again)))
    approved = Step(id="approved:1", kind="approved", at=site.now, by=user("ana"))
    site.take(Stepped(action="ACT-2", step=approved))
    site.press("ACT-1", "reassign", to=user("minh"))
    counts = [person_of(site.memory, user(name)) for name in ("diego", "ana", "minh")]
    assert [one.pushes for one in counts if one] == [2, 1, 1]


def test_what_is_told_beyond_the_budget_is_kept_for_the_digest() -> None:
    """It is read there in the morning, and kept no longer."""
    tells = rule(
        "request.firm = true", each="request", severity="low",
        then='notify: "Asked: {{ task.name }}"\n        to: [task.owner]',
    )  # fmt: skip
    site = Lived(tells)
    asked(site, 5, "low")
    held = [r.entry.held for r in site.records if isinstance(r.entry, Notified)]
    assert held == [(), (), (), (user("diego"),), (user("diego"),)]
    assert [kept.text for kept in diego(site).kept] == ["Asked: Work A-1"] * 2
    site.wait("03-11 07:00")
    assert diego(site).kept == ()
    assert diego(site).pushed == local("03-10 08:00").date()


def test_safety_in_the_night_does_not_make_the_morning_anew() -> None:
    """What waits for the next shift is counted still when danger was told in between."""
    low = rule("request.firm = true", id="low", each="request", severity="low", remind=QUIET, due="3d")
    safety = rule(
        "blocker.firm = true", id="danger", each="blocker", severity="safety", remind=QUIET, due="3d"
    )
    site = Lived(low, safety)
    assert asked(site, 3, "low", at="03-10 20:00") == ["", "", ""]
    site.say(signal("blocker", "A-1", cause="safety"), at="03-10 21:00")
    assert asked(site, 1, "low", at="03-10 22:00") == ["", "", "", "budget"]


def test_a_night_shift_is_one_day() -> None:
    """Midnight gives nobody another day's budget."""
    night = WorkCalendar(timezone="America/Chicago", opens=time(19), closes=time(5))
    each = rule("request.firm = true", each="request", severity="low", remind=QUIET, due="3d")
    site = Lived(each, calendar=night)
    assert asked(site, 3, "low", at="03-10 22:00") == ["", "", ""]
    assert asked(site, 1, "low", at="03-11 02:00") == ["", "", "", "budget"]
    assert asked(site, 1, "low", at="03-11 06:00")[-1] == ""
