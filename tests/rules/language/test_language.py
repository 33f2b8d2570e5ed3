"""What the words of a rule make of time and of other rules: for, clear_after, repeat_every, inhibits, active, group_by."""

import pytest

from rules.deciding.case import cases_of
from rules.deciding.decide import held_by
from rules.folding.entry import Watched
from rules.key import SITE, Key
from rules.life.action import life
from rules.read import action_of, task_of
from tests.rules.lived import Lived
from tests.rules.world import blocked, local, rule, signal, user

STOPPED = "task.blocked = true"
WAITS = rule(STOPPED, id="waits", more="for: 2h")


def firings(site: Lived) -> list[tuple[str, str]]:
    """Every decision: its rule, and when."""
    return [(d.rule, f"{site.at_of(d):%d %H:%M}") for d in site.decisions()]


def held(site: Lived, rule_id: str, key: Key) -> str:
    """What holds a rule back on a subject's own case."""
    book = site.book
    found = book.rule(rule_id)
    assert found is not None
    return held_by(site.memory, found, cases_of(site.memory, key, site.now)[0], book, site.now)


def test_for_waits_until_it_has_held_so_long() -> None:
    """Two working hours after the words, not before; what ended in between begins anew."""
    site = Lived(WAITS)
    site.say(blocked("A-1"), at="03-10 08:00")
    site.wait("03-10 09:59")
    assert site.decisions() == []
    assert held(site, "waits", Key("task", "A-1")).startswith("pending: it holds since Tue 10 Mar 08:00")
    site.say(signal("cleared", "A-1"), at="03-10 09:59")
    site.say(blocked("A-1"), at="03-10 10:30")
    site.wait("03-10 12:29")
    assert site.decisions() == []
    site.wait("03-10 12:30")
    assert firings(site) == [("waits", "10 12:30")]


def test_for_counts_working_time() -> None:
    """An hour before the end of the shift and an hour after its beginning."""
    site = Lived(WAITS)
    site.say(blocked("A-1"), at="03-10 16:00")
    site.wait("03-11 12:00")
    assert firings(site) == [("waits", "11 08:00")]


def test_clear_after_bridges_a_short_break() -> None:
    """A break shorter than it leaves the action open; a longer one closes it, at its very end."""
    site = Lived(rule(STOPPED, id="bridged", more="clear_after: 2h"))
    site.say(blocked("A-1"), at="03-10 08:00")
    site.say(signal("cleared", "A-1"), at="03-10 09:00")
    site.say(blocked("A-1"), at="03-10 10:00")
    site.say(signal("cleared", "A-1"), at="03-10 11:00")
    site.wait("03-10 12:59")
    assert site.life("ACT-1").is_open
    site.wait("03-10 13:00")
    assert (site.life("ACT-1").status, site.life("ACT-1").closed) == ("resolved", local("03-10 13:00"))
    assert len(site.decisions()) == 1


def test_repeat_every_asks_anew_about_what_goes_on() -> None:
    """Done, but still blocked: asked again after four working hours, and no sooner."""
    site = Lived(rule("task.silent_hours >= 0", id="again", more="repeat_every: 4h\ncooldown: forever"))
    site.press("ACT-1", "done", at="03-10 08:00")
    site.wait("03-10 11:29")
    assert len([d for d in site.decisions() if d.subject.id == "A-1"]) == 1
    site.wait("03-10 11:30")
    assert [at for r, at in firings(site)][-1] == "10 11:30"


def test_forever_is_once() -> None:
    """A rule about no matter that acts once in a task's life."""
    site = Lived(rule("task.status = in_progress", id="once", more="cooldown: forever"))
    site.say(signal("progress", "A-1", percent=10), at="03-10 08:00")
    site.press("ACT-1", "done", at="03-10 09:00")
    site.wait("03-20 17:00")
    assert len(site.decisions()) == 1


def test_a_rule_that_stands_holds_others_back() -> None:
    """On the same task; once it is gone the other one acts."""
    grave = rule("blocker.firm = true", id="grave", each="blocker", severity="high", more="inhibits: [minor]")
    minor = rule("task.open_requests > 0", id="minor")
    site = Lived(grave, minor)
    site.say(blocked("A-1"), signal("request", "A-1", need="labour"), at="03-10 08:00")
    site.say(signal("request", "A-3", need="labour"), at="03-10 08:10")
    assert [(d.rule, d.subject.id) for d in site.decisions()] == [("grave", "A-1"), ("minor", "A-3")]
    assert held(site, "minor", Key("task", "A-1")) == "inhibited by grave"
    site.say(signal("cleared", "A-1"), at="03-10 09:00")
    assert [(d.rule, d.subject.id) for d in site.decisions()][2:] == [("minor", "A-1")]


def test_what_stops_the_site_holds_back_what_is_about_its_tasks() -> None:
    """And lets go of them all when it ends, without a word about them."""
    stop = rule(
        "blocker.firm = true", id="stop", on="site", each="blocker", more="inhibits: [minor]",
        assign='["role:superintendent"]',
    )  # fmt: skip
    site = Lived(stop, rule("task.open_requests > 0", id="minor"))
    site.say(blocked(None, cause="equipment", what="crane"), at="03-10 08:00")
    site.say(signal("request", "A-3", need="labour"), at="03-10 08:30")
    assert [d.rule for d in site.decisions()] == ["stop"]
    site.say(signal("cleared", None, cause="equipment", what="crane"), at="03-10 09:00")
    assert [(d.rule, d.subject.id) for d in site.decisions()] == [("stop", ""), ("minor", "A-3")]


@pytest.mark.parametrize(
    ("active", "said", "fires"),
    [
        ("shift", "10 06:00", "10 07:00"),
        ("shift", "10 12:00", "10 12:00"),
        ("07:00-11:00", "10 12:00", "11 07:00"),
        ("07:00-11:00", "13 11:00", "16 07:00"),
        ("22:00-02:00", "10 12:00", "10 22:00"),
        ("22:00-02:00", "11 01:30", "11 01:30"),
        ("always", "10 03:00", "10 03:00"),
    ],
)
def test_a_rule_acts_in_its_hours(active: str, said: str, fires: str) -> None:
    """Said outside of them, it waits for their beginning, over a weekend as well; night hours belong to the day they begin on."""
    site = Lived(rule(STOPPED, id="timely", more=f'active: "{active}"'), at="03-10 02:00")
    site.say(blocked("A-1"), at=f"03-{said}")
    if fires != said:
        assert held(site, "timely", Key("task", "A-1")).startswith("outside its hours until")
    site.wait("03-17 00:00")
    assert firings(site)[:1] == [("timely", fires)]


TOGETHER = """\
ask: Say how far {{ task.name }} is
        together: Say how far these are
        assign: [task.owner, "role:superintendent"]
        due: 4h"""
GROUPED = rule("task.open_requests > 0", id="grouped", more="group_by: assignee", then=TOGETHER)


def ask_for(site: Lived, *tasks: str, at: str) -> None:
    """A request for each task."""
    for name in tasks:
        site.say(signal("request", name, need="labour"), at=at)


def test_cases_of_one_assignee_share_an_action() -> None:
    """Diego has two tasks and one action, Minh his own; each decision names the action; the site counts two."""
    site = Lived(GROUPED)
    ask_for(site, "A-1", "A-3", "A-2", at="03-10 08:00")
    assert [(d.subject.id, d.action) for d in site.decisions()] == [
        ("A-1", "ACT-1"), ("A-3", "ACT-2"), ("A-2", "ACT-1"),
    ]  # fmt: skip
    found = site.life("ACT-1")
    assert (found.text, [m.text for m in found.members]) == (
        "Say how far these are",
        ["Say how far Work A-1 is", "Say how far Work A-2 is"],
    )
    for name in ("A-1", "A-2"):
        task = task_of(site.memory, name)
        assert task is not None
        assert task.open_actions == ("ACT-1",)


def test_a_case_that_is_over_leaves_and_the_last_one_closes() -> None:
    """With one left it reads as if it had been asked alone."""
    site = Lived(GROUPED)
    ask_for(site, "A-1", "A-2", at="03-10 08:00")
    site.say(signal("progress", "A-1", status="done"), at="03-10 09:00")
    assert (site.life("ACT-1").text, site.life("ACT-1").is_open) == ("Say how far Work A-2 is", True)
    task = task_of(site.memory, "A-1")
    assert task is not None
    assert task.open_actions == ()
    site.say(signal("progress", "A-2", status="done"), at="03-10 10:00")
    assert site.life("ACT-1").status == "resolved"


def test_cases_that_are_over_at_once_close_it() -> None:
    """One message ends them all; nobody is left with an action that stands for nothing."""
    site = Lived(GROUPED)
    ask_for(site, "A-1", "A-2", at="03-10 08:00")
    done = [signal("progress", name, status="done") for name in ("A-1", "A-2")]
    site.say(*done, at="03-10 09:00")
    assert site.life("ACT-1").status == "resolved"


def test_done_settles_all_that_it_stands_for() -> None:
    """Both requests are answered; nothing is asked anew."""
    each = rule("request.firm = true", id="grouped", each="request", more="group_by: assignee", then=TOGETHER)
    site = Lived(each)
    ask_for(site, "A-1", "A-2", at="03-10 08:00")
    assert len(site.life("ACT-1").members) == 2
    site.press("ACT-1", "done", at="03-10 09:00")
    site.wait("03-12 17:00")
    assert len(site.decisions()) == 2


def test_what_is_overdue_is_not_joined() -> None:
    """A new case gets an action with time of its own."""
    site = Lived(GROUPED)
    ask_for(site, "A-1", at="03-10 08:00")
    ask_for(site, "A-2", at="03-10 12:30")
    assert [d.action for d in site.decisions()] == ["ACT-1", "ACT-2"]


def test_the_owner_is_asked_whether_it_is_settled() -> None:
    """`when_resolved: ask` leaves it open and asks once."""
    site = Lived(rule(STOPPED, id="asks", more="when_resolved: ask"))
    site.say(blocked("A-1"), at="03-10 08:00")
    site.say(signal("cleared", "A-1"), at="03-10 08:30")
    site.say(signal("progress", "A-1", percent=10), at="03-10 08:40")
    action = action_of(site.memory, "ACT-1")
    assert action is not None
    assert life(action).is_open
    assert [(s.reminder, s.to) for s in action.steps if s.kind == "reminded"] == [("settled", user("diego"))]


def test_nobody_is_asked_whether_a_proposal_is_settled() -> None:
    """Nobody has it yet: it ends, as nothing is to be approved any more."""
    site = Lived(rule(STOPPED, id="asks", more="when_resolved: ask\nmode: propose"))
    site.say(blocked("A-1"), at="03-10 08:00")
    site.say(signal("cleared", "A-1"), at="03-10 08:30")
    action = action_of(site.memory, "ACT-1")
    assert action is not None
    assert life(action).status == "resolved"
    assert [step.kind for step in action.steps] == ["closed"]


@pytest.mark.parametrize(
    ("verify", "stands"), [("{ data: true }", "done"), ('{ by: ["role:superintendent"] }', "reported")]
)
def test_who_has_said_that_it_is_done_is_not_asked(verify: str, stands: str) -> None:
    """The data makes sure of what they reported where the rule says so; else it waits for whom it waited for."""
    checked = rule(STOPPED, id="asks", more="when_resolved: ask", due=f"2h\n        verify: {verify}")
    site = Lived(checked)
    site.say(blocked("A-1"), at="03-10 08:00")
    site.press("ACT-1", "done", at="03-10 08:10")
    assert site.life().status == "reported"
    site.say(signal("cleared", "A-1"), at="03-10 08:30")
    assert site.life().status == stands
    assert [step.kind for step in site.life().reminded] == []


def test_watches_are_in_the_journal_only_where_they_matter() -> None:
    """A rule without memory leaves none; one with `for` leaves its beginning and its end."""
    plain, site = Lived(rule(STOPPED)), Lived(WAITS)
    for one in (plain, site):
        one.say(blocked("A-1"), at="03-10 08:00")
        one.say(signal("cleared", "A-1"), at="03-10 09:00")
    assert [r.entry for r in plain.records if isinstance(r.entry, Watched)] == []
    assert [r.entry.state for r in site.records if isinstance(r.entry, Watched)] == ["holds", "gone"]
    assert SITE not in site.wakes.at or site.wakes.at[SITE] > site.now
