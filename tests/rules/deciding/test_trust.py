"""What became of a rule, and the mode that it has earned or lost."""

from dataclasses import fields, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rules.deciding.trust import Observation, Trust, is_approved_enough, suggestion, trust_of
from rules.folding.entry import Stepped, Tuned
from rules.key import Key
from rules.past.verdict import verdict
from rules.read import site_of
from rules.subject import ActionState, Mode, Step, Tuning
from tests.rules.lived import Lived
from tests.rules.world import Whatever, assignment, blocked, local, rule, signal, user

PROPOSED = rule("task.blocked = true", id="plain", more="mode: propose")
AT = local("03-10 08:00")


def actions(site: Lived) -> list[ActionState]:
    """Every action of a site."""
    return [one for one in site.memory.all("action") if isinstance(one, ActionState)]


def test_what_became_of_proposals_and_of_what_was_asked() -> None:
    """Approved as it was, edited, refused with a reason, run out; of those asked: answered when, and how it ended."""
    site = Lived(PROPOSED)
    words = {
        "ACT-1": Step(id="1", kind="approved", at=AT, by=user("grace")),
        "ACT-2": Step(id="2", kind="approved", at=AT, by=user("grace"), text="Call them", changed=("text",)),
        "ACT-3": Step(id="3", kind="refused", at=AT, by=user("grace"), note="the truck is here"),
    }
    for number, task in enumerate(("A-1", "A-2", "A-3"), start=1):
        site.say(blocked(task), at=f"03-10 08:0{number}")
    site.wait("03-10 08:30")
    for action, step in words.items():
        site.take(Stepped(action=action, step=replace(step, at=site.now)))
    site.press("ACT-1", "done", at="03-10 09:00")
    site.press("ACT-2", "declined", at="03-10 09:30", by="diego")
    found = trust_of("plain", actions(site))
    assert (found.proposed, found.approved, found.edited, found.refused, found.unanswered) == (3, 1, 1, 1, 0)
    assert found.reasons == ("the truck is here",)
    assert (found.asked, found.real, found.no_problem, found.closed, found.unescalated) == (2, 1, 1, 1, 1)
    assert found.first_answer == timedelta(minutes=45)
    assert trust_of("another", actions(site)) == Trust(rule="another")


def test_a_proposal_that_nobody_looked_at_has_run_out() -> None:
    """It is none that waits, and none that was refused."""
    site = Lived(PROPOSED)
    site.say(blocked("A-1"), at="03-10 08:00")
    assert trust_of("plain", actions(site)).waiting == 1
    site.wait("03-10 12:00")
    found = trust_of("plain", actions(site))
    assert (found.waiting, found.unanswered, found.refused, found.asked) == (0, 1, 0, 0)


def test_a_proposal_that_was_never_pushed_has_not_run_out_unheard() -> None:
    """Whoever had enough for the day was not told of it, so that their silence says nothing."""
    each = rule(
        "request.firm = true", id="plain", each="request", severity="low", more="mode: propose", due="1h"
    )
    site = Lived(each)
    for _ in range(5):
        site.say(signal("request", "A-1", need="labour"), at="03-10 08:00")
    site.wait("03-10 12:00")
    found = trust_of("plain", actions(site))
    assert (found.proposed, found.unanswered, found.words) == (5, 3, 3)
    assert [verdict(one) for one in actions(site)].count("unjudged") == 2


def test_it_counts_from_the_last_change_of_the_mode() -> None:
    """What came before another mode is another story; other changes do not begin anew."""
    site = Lived(rule("task.blocked = true", id="plain"))
    site.say(blocked("A-1"), at="03-10 08:00")
    site.take(Tuned(tuning=Tuning(rule="plain", mode="propose")), at="03-10 09:00")
    site.take(Tuned(tuning=Tuning(rule="plain", mode="propose", off=True)), at="03-10 10:00")
    since = site_of(site.memory).tuning["plain"].mode_since
    assert since == local("03-10 09:00")
    assert trust_of("plain", actions(site)).asked == 1
    assert trust_of("plain", actions(site), since=since).asked == 0


def test_what_a_rule_saw_is_echoed_where_somebody_was_asked_about_the_same() -> None:
    """Within two days, on the subject itself or its task."""
    asked = ActionState(asked=assignment(subject=Key("task", "A-1"), task="A-1"), opened=local("03-11 08:00"))
    seen = [
        Observation(at=local(at), day=date(2026, 3, day), subject=Key("task", task))
        for at, day, task in (
            ("03-10 08:00", 10, "A-1"), ("03-10 09:00", 10, "A-2"),
            ("03-08 08:00", 8, "A-1"), ("03-12 08:00", 12, "A-1"),
        )
    ]  # fmt: skip
    found = trust_of("plain", [asked], seen)
    assert (found.observed, found.days, found.echoed) == (4, 3, 1)


@pytest.mark.parametrize(
    ("mode", "counts", "wanted"),
    [
        ("propose", {"approved": 20}, "auto"),
        ("propose", {"approved": 19, "refused": 1}, "auto"),
        ("propose", {"approved": 19}, None),
        ("propose", {"approved": 18, "edited": 2}, None),
        ("propose", {"approved": 20, "real": 9, "no_problem": 1}, "auto"),
        ("propose", {"approved": 20, "real": 8, "ignored": 2}, None),
        ("propose", {"approved": 5, "refused": 3, "unanswered": 2}, "observe"),
        ("propose", {"approved": 6, "refused": 4}, None),
        ("propose", {"approved": 1, "refused": 8}, None),
        ("auto", {"real": 5, "no_problem": 3, "ignored": 2}, "propose"),
        ("auto", {"real": 6, "ignored": 4}, None),
        ("auto", {"ignored": 9}, None),
        ("auto", {"approved": 100, "real": 100}, None),
        ("observe", {"observed": 10, "days": 5}, "propose"),
        ("observe", {"observed": 9, "days": 5}, None),
        ("observe", {"observed": 20, "days": 4}, None),
        ("observe", {"observed": 16, "days": 5}, None),
    ],
)
def test_a_mode_is_earned_and_lost(mode: Mode, counts: dict[str, Whatever], wanted: Mode | None) -> None:
    """By numbers that a manager can follow."""
    found = suggestion(mode, Trust(rule="plain", **counts))
    assert (found.mode if found else None) == wanted


def test_what_only_tells_is_never_proposed() -> None:
    """There is nothing to approve; it goes from observing to telling."""
    found = suggestion("observe", Trust(rule="plain", observed=10, days=5), asks=False)
    assert found is not None
    assert (found.mode, found.promotes) == ("auto", True)
    assert suggestion("auto", Trust(rule="plain", ignored=20), asks=False) is None


COUNTS = [one.name for one in fields(Trust) if one.type in ("int", int)]


def trusting(counts: dict[str, Whatever]) -> Trust:
    """A rule of which that became."""
    return Trust(rule="plain", **counts)


TRUSTS = st.fixed_dictionaries({name: st.integers(0, 60) for name in COUNTS}).map(trusting)
MODES: st.SearchStrategy[Mode] = st.sampled_from(("observe", "propose", "auto"))


@given(MODES, TRUSTS)
def test_a_suggestion_never_contradicts_its_evidence(mode: Mode, trust: Trust) -> None:
    """Good news never demotes, bad news never promotes; its words have the very numbers, and one step is one step."""
    found = suggestion(mode, trust)
    better = replace(trust, approved=trust.approved + 50, real=trust.real + 50)
    worse = replace(trust, refused=trust.refused + 50, ignored=trust.ignored + 50)
    if found is None:
        return
    steps: list[Mode] = ["observe", "propose", "auto"]
    assert steps.index(found.mode) - steps.index(mode) == (1 if found.promotes else -1)
    if not found.promotes:
        assert suggestion(mode, worse) is not None
        assert not is_approved_enough(trust)
    if found.promotes and mode == "propose":
        after = suggestion(mode, better)
        assert after is not None
        assert after.promotes
        assert str(trust.approved) in found.evidence
        assert trust.refused + trust.edited + trust.unanswered <= trust.words // 20
    if mode == "auto":
        assert trust.nothing >= trust.real
        assert str(trust.nothing) in found.evidence
