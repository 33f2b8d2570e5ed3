"""A rule that finds nobody who is there is looked at again when the first of those whom it names is back, and acts once."""

from datetime import date

import pytest

from rules.deciding.whynot import why_not
from rules.folding.entry import Aimed, Away, Configured, Departed, Entry, Notified, Roster, Tuned
from rules.key import Key
from rules.past.backtest import backtest
from rules.past.replay import check
from rules.plan.goal import Goal
from rules.read import goals, open_actions, site_of
from rules.replaced import replace
from rules.subject import Absence, PersonState, Tuning
from tests.rules.lived import Lived
from tests.rules.world import CHICAGO, blocked, book, local, rule, signal, user

PEOPLE_AWAY = {"diego": "03-12 00:00", "ana": "03-13 00:00", "grace": "03-14 00:00"}
REPORTED = rule("task.blocked = true", id="asks", more="cooldown: forever")
DANGER = rule("task.blocked = true", id="asks", severity="safety", more="cooldown: forever")
TOLD = rule(
    "task.blocked = true", id="asks", more="cooldown: forever", then="notify: x\n        to: [task.owner]"
)


def _away(who: str, until: str | None, deputy: str = "") -> Away:
    absence = Absence(since=local("03-09 00:00"), until=local(until), deputy=deputy) if until else None
    return Away(person=user(who), absence=absence, by=user(who))


def _deserted(asks: str) -> Lived:
    """Whoever the rule could ask is on leave."""
    site = Lived(asks)
    for who, until in PEOPLE_AWAY.items():
        site.take(_away(who, until))
    return site


def _nobody_there(asks: str) -> Lived:
    """Tuesday: nobody is there whom the rule could ask, and what it is about has begun."""
    site = _deserted(asks)
    site.say(blocked("A-1"), at="03-10 08:00", by="noor")
    assert site.decisions() == []
    return site


def _acted(site: Lived) -> list[str]:
    """When, of which the journal alone gives the same, and a trial of the same rules too."""
    found = check(site.records, site.books)
    assert found.differences == []
    trial = backtest(site.records, site.book)
    assert (trial.new, trial.gone) == ((), ())
    return [f"{site.at_of(one):%m-%d %H:%M}" for one in site.decisions()]


@pytest.mark.parametrize(
    ("asks", "at"), [(REPORTED, "03-12 07:00"), (DANGER, "03-12 00:00"), (TOLD, "03-12 07:00")]
)
def test_it_is_looked_at_on_the_first_return(asks: str, at: str) -> None:
    """As the shift of whoever is back first begins; what is about safety as their leave ends; once."""
    site = _nobody_there(asks)
    site.wait("03-20 17:00")
    assert _acted(site) == [at]


def _supervised_by(who: str) -> Configured:
    site = site_of(Lived().memory)
    return Configured(settings=replace(site, roles={**site.roles, "superintendent": (user(who),)}))


@pytest.mark.parametrize(
    "what",
    [_away("ana", None), _away("grace", "03-14 00:00", deputy=user("minh")), _supervised_by("minh")],
    ids=["back", "deputy", "role"],
)
def test_it_is_looked_at_once_somebody_is_there(what: Entry) -> None:
    """Somebody is back sooner, somebody stands in, or somebody else has the role: at once, and no second time later."""
    site = _nobody_there(REPORTED)
    site.take(what, at="03-11 09:00")
    site.wait("03-20 17:00")
    assert _acted(site) == ["03-11 09:00"]


def test_a_shorter_leave_counts() -> None:
    """Ana says that she is back on Wednesday morning already."""
    site = _nobody_there(REPORTED)
    site.take(_away("ana", "03-11 00:00"), at="03-10 09:00")
    site.wait("03-20 17:00")
    assert _acted(site) == ["03-11 07:00"]


@pytest.mark.parametrize("who", ["noor", "zoe"])
def test_somebody_who_had_left_the_site_and_somebody_new_count(who: str) -> None:
    """The rule asks them by name: Noor, who had left, comes back; Zoe, who was never here, is met."""
    site = _deserted(REPORTED.replace("[task.owner,", f'["person:{who}",'))
    site.take(Departed(person=user("noor")))
    site.say(blocked("A-1"), at="03-10 08:00", by="minh")
    assert site.decisions() == []
    met = Roster(people=(PersonState(id=user(who), handle=who, name=who.title()),))
    site.take(Departed(person=user(who), back=True) if who == "noor" else met, at="03-11 09:00")
    site.wait("03-20 17:00")
    assert _acted(site) == ["03-11 09:00"]


def test_nobody_is_waited_for_who_has_left_the_site() -> None:
    """They do not come back by the clock."""
    site = _nobody_there(REPORTED)
    assert site.wakes.at[Key("task", "A-1")] == local("03-12 07:00")
    site.take(*(Departed(person=user(who)) for who in PEOPLE_AWAY))
    assert Key("task", "A-1") not in site.wakes.at


def test_no_return_is_waited_for_where_there_is_nothing_to_ask() -> None:
    """What follows A-1 has begun already, so that nobody has to be asked to start it, whoever is back."""
    starts = "activate: Start {{ task.name }}\n        assign: [task.owner]\n        due: 2h"
    site = _deserted(rule("task.status = done", id="asks", more="cooldown: forever", then=starts))
    site.say(signal("progress", "A-2", percent=5), at="03-10 08:00", by="noor")
    site.say(signal("progress", "A-1", status="done"), at="03-10 09:00", by="noor")
    assert "on leave" not in why_not(site.memory, site.book, "asks", "A-1", site.now).reason
    assert Key("task", "A-1") not in site.wakes.at


def test_what_it_states_does_not_wait() -> None:
    """The risk is raised at once, and taken back as the condition goes; the question, once, is asked on the first return."""
    raising = rule(
        "task.blocked = true",
        id="asks",
        more="cooldown: forever\nserves: finish",
        then="ask: Do it\n        assign: [task.owner]\n        due: 2h\n      - risk: high\n        words: x",
    )
    site = _deserted(raising)
    site.take(Aimed(goal=Goal(id="finish", name="Finish", measure="finish", target=date(2026, 3, 20))))
    said = site.say(blocked("A-1"), at="03-10 08:00", by="noor")
    assert [len(goal.risks) for goal in goals(site.memory)] == [1]
    told = why_not(site.memory, site.book, "asks", "A-1", site.now).reason
    assert told.endswith("it is looked at again on Thu 12 Mar 07:00, when Diego is back")
    site.wait("03-11 17:00")
    assert list(open_actions(site.memory)) == []
    site.wait("03-20 17:00")
    assert [f"{CHICAGO.local(one.opened):%m-%d %H:%M}" for one in open_actions(site.memory)] == [
        "03-12 07:00"
    ]
    site.delete(said)
    assert [len(goal.risks) for goal in goals(site.memory)] == [0]
    _acted(site)


TELLS = rule(
    "task.blocked = true",
    id="asks",
    more="cooldown: 3d",
    then='notify: Look\n        to: ["person:noor"]\n      - ask: Do it\n        assign: [task.owner]\n        due: 2h',
)


def _told(site: Lived) -> list[str]:
    told = (one for one in site.records if isinstance(one.entry, Notified))
    return [f"{CHICAGO.local(one.at):%m-%d %H:%M}" for one in told]


def _told_only() -> Lived:
    """Noor, who is there, has read the notice; whom the rule asks is on leave."""
    site = _deserted(TELLS)
    site.say(blocked("A-1"), at="03-10 08:00", by="minh")
    return site


def test_a_notice_goes_out_and_the_question_waits() -> None:
    """Noor is told at once; Diego is asked once he is back, and nobody is told twice."""
    site = _told_only()
    assert _told(site) == ["03-10 08:00"]
    told = why_not(site.memory, site.book, "asks", "A-1", site.now)
    assert told.reason.endswith("it is looked at again on Thu 12 Mar 07:00, when Diego is back")
    assert [one.acted for one in told.looked] == ["a notice went to Noor on Tue 10 Mar 08:00"]
    site.wait("03-12 16:00")
    assert _told(site) == ["03-10 08:00"]
    assert [(one.outcome, one.action) for one in site.decisions()] == [("told", None), ("asked", "ACT-1")]
    assert _acted(site) == ["03-10 08:00", "03-12 07:00"]


def test_a_backtest_shows_the_answer_to_what_was_asked_later() -> None:
    """That it was told says nothing of whether it was a problem; nor does it where it was gone before anybody was asked."""
    site = _told_only()
    site.wait("03-12 08:00")
    site.press("ACT-1", "done", at="03-12 08:00")
    (kept,) = backtest(site.records, site.book).rows
    assert (kept.fired, kept.kept) == (1, {"real": 1})
    (gone,) = [one for one in backtest(site.records, book()).rows if one.fired]
    assert gone.gone == {"real": 1}
    site.say(signal("cleared", "A-1"), at="03-12 09:00", by="minh")
    site.take(*(_away(who, "03-25 00:00") for who in PEOPLE_AWAY), at="03-12 10:00")
    site.say(blocked("A-1"), at="03-17 08:00", by="minh")
    site.say(signal("cleared", "A-1"), at="03-17 09:00", by="minh")
    site.wait("03-26 08:00")
    assert backtest(site.records, site.book).rows[0].kept == {"real": 1, "told": 1}


def test_nobody_is_asked_once_it_is_gone() -> None:
    """It is cleared before Diego is back; after the cooldown it is news again, which Noor reads once more."""
    site = _told_only()
    site.say(signal("cleared", "A-1"), at="03-11 08:00", by="minh")
    site.take(*(_away(who, "03-18 00:00") for who in PEOPLE_AWAY), at="03-11 09:00")
    site.wait("03-16 08:00")
    site.say(blocked("A-1"), at="03-16 08:00", by="minh")
    site.wait("03-18 17:00")
    assert _acted(site) == ["03-10 08:00", "03-16 08:00", "03-18 07:00"]
    assert _told(site) == ["03-10 08:00", "03-16 08:00"]


def test_what_comes_again_within_the_cooldown_is_asked_and_not_told_again() -> None:
    """A notice says it once in three days; the question has not been put at all."""
    site = _told_only()
    site.say(signal("cleared", "A-1"), at="03-11 08:00", by="minh")
    site.say(blocked("A-1"), at="03-11 10:00", by="minh")
    site.wait("03-12 16:00")
    assert _told(site) == ["03-10 08:00"]
    assert _acted(site) == ["03-10 08:00", "03-12 07:00"]


def test_what_a_manager_has_to_let_pass_by_then_is_proposed() -> None:
    """Grace has the rule propose from Wednesday on, so that nobody is asked before she approves it."""
    site = _told_only()
    site.take(Tuned(tuning=Tuning(rule="asks", mode="propose", by=user("grace"))), at="03-11 09:00")
    site.wait("03-12 07:30")
    assert [(one.outcome, one.action) for one in site.decisions()] == [("told", None), ("proposed", "ACT-1")]
    assert site.life().status == "proposed"
