"""What was said, edited, deleted and corrected leaves the state as if only the last had ever been said."""

from dataclasses import replace
from datetime import time
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from rules.folding.entry import (
    ENTRY,
    Configured,
    Deleted,
    Digested,
    Employed,
    Learned,
    Paused,
    Preferred,
    Roster,
    Ruled,
    Scheduled,
    Stepped,
    Woke,
)
from rules.folding.fold import apply
from rules.folding.refs import refs
from rules.folding.state import Memory
from rules.key import SITE, Key
from rules.life.action import life
from rules.matter import in_order, open_matters
from rules.plan.schedule import Schedule
from rules.read import action_of, message_of, person_of, site_of, task_of, tasks
from rules.signal import Signal
from rules.subject import Live, Pause, PersonState, Rung, SiteState, Step, Subject, TaskState, Word
from rules.worktime.calendar import WorkCalendar
from rules.worktime.shift import Shift
from storage.documents import read_document, write_document
from tests.rules.world import (
    CRITICAL,
    HOUR,
    World,
    blocked,
    corrected,
    local,
    plan,
    response,
    rule,
    said,
    signal,
    task,
    unstepped,
    user,
)

_SIGNALS: tuple[Signal, ...] = (
    signal("progress", "A-1", status="in_progress", percent=40),
    signal("progress", "A-1", status="done"),
    signal("progress", "A-3", status="started"),
    blocked("A-1"),
    blocked("A-1", "equipment", what="crane"),
    blocked("A-3", "equipment", since="2026-03-10"),
    blocked(None, "equipment", what="tower crane"),
    blocked("A-1", "weather", hedged=True),
    signal("cleared", None, cause="equipment", what="crane"),
    signal("cleared", "A-1", cause="material"),
    signal("cleared", "A-3"),
    signal("request", "A-1", need="material", when="2026-03-12"),
    signal("delivery", "A-1", status="late"),
    signal("delivery", "A-1", status="arrived"),
    signal("safety", "A-1", klass="hazard", category="fall"),
    signal("safety", None, klass="incident", category="other", injury=True),
    signal("quality", "A-3", result="fail"),
    signal("cost", "A-1", amount=250.5, currency="USD"),
    signal("forecast", "A-1", slip="P2D"),
    signal("headcount", None, count=4),
    response("done"),
    response("not_done", cause="material", when="2026-03-12"),
    response("eta", when="2026-03-10T16:00"),
    response("help"),
)
_some = st.lists(st.sampled_from(_SIGNALS), max_size=3)
_messages = st.lists(
    st.tuples(_some, _some, st.sampled_from(("keep", "edit", "delete", "correct"))), max_size=7
)


def _world() -> World:
    world = World()
    matter = world.say(blocked("A-1", "inspection"))
    world.ask(due=local("03-11 15:00"), matter=f"{matter}#0")
    return world


def _plain(signals: tuple[Live, ...]) -> list[Any]:
    return [(one.message, one.by, one.at, one.signal) for one in signals]


def _picture(world: World) -> dict[str, Any]:
    """The state without the ids of signals, without revisions, and without tombstones."""
    seen: dict[str, Any] = {}
    for found in tasks(world.memory):
        fact = world.facts(found.plan.id)
        seen[str(found.key)] = (
            sorted(map(repr, _plain(found.live))),
            (fact.status, fact.percent, fact.spent, fact.forecast, fact.last_word),
            [(m.kind, m.detail, m.since, m.told, m.firm, len(m.evidence)) for m in fact.matters],
            found.open_actions,
        )
    site = site_of(world.memory)
    seen["site"] = (sorted(map(repr, _plain(site.live))), site.open_actions)
    matters = open_matters(site.live, site.settled, site.calendar)
    seen["matters"] = [(m.kind, m.detail, m.told) for m in matters]
    for action in world.actions():
        steps = [(s.kind, s.at, s.answer, s.due, s.cause) for s in action.steps]
        found_life = life(action)
        seen[action.asked.id] = (steps, found_life.status, found_life.due, found_life.owner)
    return seen


@given(messages=_messages, order=st.randoms(use_true_random=False))
@settings(max_examples=80)
def test_edits_and_deletions_leave_what_was_said_last(messages: list[Any], order: Random) -> None:
    """Whenever each message is edited, deleted or corrected, the state is that of its last words alone."""
    changed, plain = _world(), _world()
    start = changed.now
    entries: list[tuple[int, Any]] = []
    for number, (first, last, fate) in enumerate(messages):
        name, at = f"C2:{number}", start + number * HOUR / 2
        entries.append((2 * number, said(name, first, at, action="ACT-1")))
        later = 2 * number + order.choice((1, 5, 99))
        if fate == "edit":
            entries.append((later, said(name, last, at, revision=2, action="ACT-1")))
        if fate == "delete":
            entries.append((later, Deleted(message=name)))
        if fate == "correct":
            entries.append((later, corrected(name, last)))
        kept = {"keep": first, "delete": None}.get(fate, last)
        if kept is not None:
            plain.now = at
            plain.fold(said(name, kept, at, action="ACT-1"))
    for place, entry in sorted(entries, key=lambda one: one[0]):
        changed.now = start + place * HOUR / 4
        changed.fold(entry)
    assert _picture(changed) == _picture(plain)


@given(messages=_messages)
@settings(max_examples=40)
def test_replays_change_nothing(messages: list[Any]) -> None:
    """The same entry once more, or an older revision, leaves the state equal; the same entries give an equal state."""
    world, twin = _world(), _world()
    for number, (first, last, _) in enumerate(messages):
        for revision, signals in enumerate((first, last), start=1):
            entry = said(f"C2:{number}", signals, world.now, revision=revision, action="ACT-1")
            world.fold(entry)
            before = dict(world.memory.subjects)
            world.fold(entry)
            world.fold(said(f"C2:{number}", (), world.now, revision=revision, action="ACT-1"))
            assert world.memory.subjects == before
            twin.fold(entry)
    assert world.memory.subjects == twin.memory.subjects


@given(messages=_messages)
@settings(max_examples=40)
def test_everything_survives_json(messages: list[Any]) -> None:
    """Entries and subjects come back from JSON as they were; what was written stays as it is while folding goes on."""
    world = _world()
    written: dict[Key, tuple[Subject, str]] = {}
    for number, (first, last, _) in enumerate(messages):
        world.take(said(f"C2:{number}", first, world.now, action="ACT-1"))
        world.edit(f"C2:{number}", *last, action="ACT-1")
        written |= {key: (found, write_document(found)) for key, found in world.memory.subjects.items()}
    for entry, _ in world.journal:
        assert ENTRY.validate_json(ENTRY.dump_json(entry)) == entry
    for key, (found, text) in written.items():
        assert read_document(key.kind, text) == found
        assert write_document(found) == text


def test_every_kind_of_entry_survives_json() -> None:
    """What a site lives through with rules: decisions, actions, wakes and digests come back from JSON."""
    world = World(CRITICAL)
    world.say(blocked(), signal("request", "A-1", need="labour", quantity=2, unit="person"))
    step = world.press("ACT-1", "not_done", cause="material", due=local("03-11 10:00"))
    world.take(unstepped("ACT-1", step))
    world.say(signal("cleared", "A-1"), at="03-10 12:00")
    world.take(Ruled(rulebook="abc"))
    world.advance("03-11 12:00")
    kinds = {entry.kind for entry, _ in world.journal}
    assert len(kinds) == 11
    for entry, _ in world.journal:
        assert ENTRY.validate_json(ENTRY.dump_json(entry)) == entry
    for key, subject in world.memory.subjects.items():
        assert read_document(key.kind, write_document(subject)) == subject


def test_a_state_is_the_fold_of_its_journal() -> None:
    """Folding the journal anew, at the same instants, gives the very same state."""
    world = World(CRITICAL)
    world.say(blocked(), by="minh")
    world.press("ACT-1", "eta", due=local("03-10 11:00"))
    world.advance("03-12 12:00")
    again = Memory()
    for entry, at in world.journal:
        for subject in apply(again, entry, at).values():
            again.put(subject)
    assert again.subjects == world.memory.subjects


def test_a_signal_that_stays_keeps_its_id_when_another_goes() -> None:
    """The action on the second blocker of a message goes on when the first one is dropped from it."""
    world = World(CRITICAL)
    unsure = blocked("A-1", "space", confirm=True)
    message = world.say(unsure, blocked("A-1", "equipment"))
    assert [a.asked.matter for a in world.actions()] == [f"{message}#1"]
    world.take(corrected(message, [blocked("A-1", "equipment")]))
    world.edit(message, blocked("A-1", "equipment", what="pump"))
    assert world.open() == ["ACT-1"]
    assert [m.id for m in world.facts().matters] == [f"{message}#1"]


def test_a_number_is_never_given_twice_within_a_message() -> None:
    """What is new in a later revision is a new matter, also where an old number is free."""
    world = World()
    message = world.say(blocked("A-1", "space"), blocked("A-1", "labour"))
    world.edit(message, blocked("A-1", "labour"))
    world.edit(message, blocked("A-1", "labour"), blocked("A-1", "design"), revision=3)
    assert [m.id for m in world.facts().matters] == [f"{message}#1", f"{message}#2"]


def but_for_pushes(world: World) -> dict[Key, Subject]:
    """All that stands but messages, and what people were pushed for."""
    kept = {key: found for key, found in world.memory.subjects.items() if key.kind != "message"}
    people = {k: replace(s, pushed=None, pushes=0) for k, s in kept.items() if isinstance(s, PersonState)}
    return {**kept, **people}


def test_taking_an_answer_back_leaves_it_unanswered() -> None:
    """Also what followed from it: the escalation of a cry for help, the end of a matter, the reason as a blocker; but for the
    telephone that buzzed."""
    world = World(CRITICAL)
    world.say(blocked())
    before = but_for_pushes(world)
    for answer, more in (("help", {}), ("done", {}), ("not_done", {"cause": "weather"})):
        step = Step(id="reaction:1", kind="answered", at=world.now, by=user("diego"), answer=answer, **more)  # type: ignore[arg-type]
        world.fold(Stepped(action="ACT-1", step=step))
        up = Step(id="reaction:1/up", kind="escalated", at=world.now, to=user("ana"))
        world.fold(Stepped(action="ACT-1", step=up))
        world.fold(unstepped("ACT-1", "reaction:1"))
        assert but_for_pushes(world) == before


def test_an_unsure_answer_waits_to_be_confirmed() -> None:
    """A hedged "done" closes nothing; confirmed it does."""
    world = World()
    world.ask()
    message = world.say(response("done", hedged=True), action="ACT-1", by="diego")
    assert world.life().status == "assigned"
    world.take(corrected(message, [response("done")]))
    assert world.life().status == "done"


def test_an_answer_names_people_by_handle_or_id() -> None:
    """ "Not mine, ask @minh" hands it to Minh, whom the site knows; a stranger is not asked, so that Minh has passed it back."""
    world = World()
    world.ask()
    world.say(response("reassign", to="@minh"), action="ACT-1", by="diego")
    assert world.life().owner == user("minh")
    world.say(response("reassign", to="stranger"), action="ACT-1", by="minh")
    assert world.life().owner == user("diego")
    assert person_of(world.memory, user("minh")).open_actions == ()  # type: ignore[union-attr]
    assert person_of(world.memory, user("diego")).open_actions == ("ACT-1",)  # type: ignore[union-attr]


def test_an_action_asked_once_more_keeps_its_steps() -> None:
    """A replayed assignment does not begin the action anew."""
    world = World()
    world.ask()
    asked = world.journal[-1][0]
    world.press("ACT-1", "accepted")
    world.fold(asked)
    assert world.life().status == "accepted"


def test_importing_again_keeps_what_was_said() -> None:
    """The plan is replaced, the words stay, also those about a task that comes back; what was shared reaches it."""
    world = World(CRITICAL)
    world.say(signal("progress", "A-1", status="in_progress", percent=60))
    world.say(blocked("A-3", "equipment"))
    world.take(plan(task("A-1", budget=9.0)))
    assert [t.plan.id for t in tasks(world.memory)] == ["A-1"]
    assert (world.facts().percent, task_of(world.memory, "A-1").plan.budget) == (60, 9.0)  # type: ignore[union-attr]
    world.say(signal("cleared", None, cause="equipment"))
    world.take(plan())
    assert world.facts("A-3").matters == ()
    assert [one.signal.kind for one in task_of(world.memory, "A-3").live] == ["blocker", "cleared"]  # type: ignore[union-attr]


def test_actions_on_a_removed_task_are_closed_with_the_reason() -> None:
    """Those of rules; nobody still holds them. What people asked for they are asked about."""
    world = World(CRITICAL)
    world.say(blocked("A-2"))
    world.take(plan(task("A-1")))
    assert world.open() == []
    assert {life(a).closed_why for a in world.actions()} == {"A-2 is no longer in the schedule"}
    gone = world.memory.get(Key("task", "A-2"))
    assert isinstance(gone, TaskState)
    assert (gone.open_actions, site_of(world.memory).open_actions) == ((), ())


def test_settings_leave_alone_what_was_said() -> None:
    """Everything but the settings stays; a digest whose time has passed by the new settings is not sent for today."""
    world = World(channel="")
    world.say(blocked(None))
    world.ask()
    before = site_of(world.memory)
    world.now = local("03-10 16:00")
    world.take(Configured(settings=replace(SiteState(), name="New", channel="C2", evening=before.morning)))
    after = site_of(world.memory)
    assert (after.live, after.open_actions, after.next_action) == (before.live, before.open_actions, 2)
    assert set(after.digested) == {"morning", "evening"}


def test_another_calendar_plans_anew() -> None:
    """Floats count in working days, so a six-day week changes them, and every task is looked at again."""
    world = World()
    task_a3 = task_of(world.memory, "A-3")
    assert task_a3 is not None and task_a3.float_days == 5
    week = WorkCalendar(timezone="America/Chicago", weekdays=frozenset(range(6)))
    changed = world.fold(Configured(settings=replace(site_of(world.memory), calendar=week)))
    task_a3 = task_of(world.memory, "A-3")
    assert task_a3 is not None and task_a3.float_days == 6
    assert {Key("task", name) for name in ("A-1", "A-2", "A-3")} <= changed


def test_a_new_rulebook_has_everything_looked_at() -> None:
    """Tasks that nobody speaks of are decided about by the new rules; the same book again changes the site alone."""
    world = World()
    names = {Key("task", name) for name in ("A-1", "A-2", "A-3")}
    assert names <= world.fold(Ruled(rulebook="new"))
    assert world.fold(Ruled(rulebook="new")) == {SITE}


def test_somebody_met_later_holds_what_was_asked_of_them() -> None:
    """An action can be asked of a person before the site knows them; meeting people again loses nothing."""
    world = World()
    world.ask(ladder=(Rung(person="U9", reason="named"),))
    new = PersonState(id="U9", handle="new", name="New")
    for _ in range(2):
        world.fold(Roster(people=(new,)))
        assert person_of(world.memory, "U9").open_actions == ("ACT-1",)  # type: ignore[union-attr]


def test_where_somebody_wants_to_be_asked_outlives_a_new_roster() -> None:
    """Said once it holds until it is said otherwise, and is found by whose it is; of a stranger nothing is kept."""
    world = World()
    said = Preferred(person=user("minh"), reach="thread")
    world.fold(said)
    known = person_of(world.memory, user("minh"))
    assert known is not None
    world.fold(Roster(people=(replace(known, reach="direct"),)))
    assert person_of(world.memory, user("minh")) == known
    assert known.reach == "thread"
    assert refs(said) == (f"person:{user('minh')}",)
    world.fold(Preferred(person="U9", reach="thread"))
    assert person_of(world.memory, "U9") is None


def test_what_somebody_does_at_the_site_outlives_a_new_roster() -> None:
    """Trades and shift hold until they are said otherwise, and are found by whose they are; of a stranger nothing is kept."""
    world = World()
    night = Shift(opens=time(19), closes=time(5))
    said = Employed(person=user("minh"), trades=("rebar",), shift=night, by=user("grace"))
    world.fold(said)
    known = person_of(world.memory, user("minh"))
    assert known is not None
    world.fold(Roster(people=(replace(known, trades=(), shift=None),)))
    assert person_of(world.memory, user("minh")) == known
    assert (known.trades, known.shift) == (("rebar",), night)
    assert refs(said) == (f"person:{user('minh')}",)
    world.fold(Employed(person="U9", trades=("rebar",), shift=None, by=user("grace")))
    assert person_of(world.memory, "U9") is None


def test_what_ended_long_ago_is_forgotten_what_is_open_never() -> None:
    """After 60 days the site lets go of talk and of ended matters; an open blocker and its memory stay."""
    world = World(
        CRITICAL,
        CRITICAL.replace("task.critical = true, ", "")
        .replace("critical", "site-blocked")
        .replace("on: task", "on: site")
        .replace("{ not: task.status = done }", "site.open_blockers > 0")
        .replace("task.owner, ", ""),
    )
    world.say(signal("headcount", None, count=3), signal("weather", None, condition="rain"))
    world.say(blocked(None, "equipment"))
    world.say(blocked(None, "space"), at="03-10 08:00")
    world.say(signal("cleared", None, cause="space"), at="03-10 09:00")
    assert (len(site_of(world.memory).live), len(site_of(world.memory).memory)) == (5, 2)
    world.now = local("06-01 09:00")
    world.say(signal("headcount", None, count=5))
    site = site_of(world.memory)
    assert [one.signal.kind for one in site.live] == ["blocker", "cleared", "headcount"]
    assert len(site.memory) == 1


def test_what_an_action_ended_stays_ended_when_much_is_forgotten() -> None:
    """The reason why it was not done, and the blocker that it was about, do not come back after 60 days."""
    world = World(CRITICAL)
    world.say(blocked())
    world.press("ACT-1", "not_done", cause="labour")
    world.press("ACT-1", "done", at="03-10 10:00")
    world.ask(subject=Key("action", "ACT-1"))
    world.press(world.open()[-1], "not_done", cause="weather")
    world.press(world.open()[-1], "done", at="03-10 11:00")
    assert [m.detail for m in world.facts().matters if m.kind == "blocker"] == []
    world.say(signal("progress", "A-1", percent=50), at="06-01 09:00")
    assert world.facts().matters == ()


def test_every_entry_can_be_found_by_what_it_is_about() -> None:
    """From a decision one gets to the message that led to it, or to the form whose reason did."""
    world = World(CRITICAL, rule("request.firm = true", id="requests", each="request"))
    message = world.say(signal("request", "A-1", need="access"))
    step = world.press("ACT-1", "not_done", cause="labour")
    assert [d.matter for d in world.decisions()] == [f"{message}#0", f"{step}/reason"]
    found = [refs(entry) for entry, _ in world.journal if entry.kind == "decided"]
    assert f"message:{message}" in found[0]
    assert f"step:{step}" in found[1]
    stepped = next(entry for entry, _ in world.journal if entry.kind == "stepped")
    assert f"step:{step}" in refs(stepped)


def test_nothing_comes_of_what_is_unknown() -> None:
    """Edits, deletions, answers and wakes of what is not there change nothing; an edit of an unknown message is its text."""
    world = World()
    before = dict(world.memory.subjects)
    step = Step(id="s", kind="answered", at=world.now, by="U1", answer="done")
    for entry in (
        corrected("none", [blocked()]),
        Stepped(action="ACT-9", step=step),
        unstepped("ACT-9", "s"),
        Woke(subject=Key("task", "none")),
    ):
        world.fold(entry)
    assert world.memory.subjects == before
    world.edit("C1:edited", blocked())
    found = message_of(world.memory, "C1:edited")
    assert found is not None and len(found.live) == 1
    world.delete("C1:edited")
    world.edit("C1:edited", blocked(), revision=3)
    assert world.facts().matters == ()


def test_days_of_digests_are_kept() -> None:
    """One entry for each digest, the newest day by its name."""
    world = World()
    day = local("03-10 07:30").date()
    world.fold(Digested(to="evening", day=day, counts={"open": 1}))
    assert site_of(world.memory).digested["evening"] == day


def test_more_than_ten_signals_stand_in_their_order() -> None:
    """`#10` comes after `#9`."""
    live = tuple(
        Live(id=f"m#{n}", message="m", by="U1", at=local("03-10 08:00"), signal=blocked(), place=n)
        for n in range(12)
    )
    assert in_order(reversed(live)) == live


def test_an_empty_schedule_is_refused_as_a_whole() -> None:
    """The network says what is wrong, and the state keeps its tasks."""
    world = World()
    try:
        world.fold(Scheduled(schedule=Schedule(name="none", tasks=())))
    except ValueError as error:
        raise AssertionError from error
    except Exception as error:
        assert "no tasks" in str(error)
    assert len(list(tasks(world.memory))) == 3
    assert action_of(world.memory, "ACT-1") is None


def test_a_word_that_a_message_taught_goes_with_what_it_said() -> None:
    """It holds as long as the message speaks of that task; one that a manager added stays whatever is said."""
    world = World(CRITICAL)
    message = world.say(blocked("A-1"))
    taught = Word(said="podium", sort="task", means="A-1", by=user("ana"), at=world.now, origin=message)
    added = Word(said="pit", sort="task", means="A-1", by=user("grace"), at=world.now)
    world.take(Learned(word=taught))
    world.take(Learned(word=added, by=user("grace")))
    before = site_of(world).vocabulary
    world.edit(message, blocked("A-1", "equipment"))
    assert set(site_of(world).words) == {"podium", "pit"}
    world.edit(message, blocked("A-2"), revision=3)
    assert set(site_of(world).words) == {"pit"}
    assert site_of(world).vocabulary > before
    world.take(Learned(word=added, forgotten=True, by=user("grace")))
    assert site_of(world).words == {}


def test_a_pause_holds_until_its_time_or_until_somebody_ends_it() -> None:
    """Its end is concluded when it comes, once."""
    world = World(CRITICAL)
    pause = Pause(by=user("grace"), at=local("03-10 09:00"), until=local("03-10 12:00"))
    world.take(Paused(channel="C1", pause=pause, by=user("grace")), at="03-10 09:00")
    assert site_of(world).pauses == {"C1": pause}
    assert [pause.holds(local(f"03-10 {at}")) for at in ("08:59", "09:00", "11:59", "12:00")] == [
        False,
        True,
        True,
        False,
    ]
    world.advance("03-10 12:00")
    assert site_of(world).pauses == {}


def test_what_is_forgotten_for_good_is_quoted_nowhere() -> None:
    """The actions that it led to keep who was asked and when, and lose its words; what others said stays."""
    world = World(CRITICAL)
    message = world.say(blocked("A-1", what="rebar"))
    other = world.say(blocked("A-2"))
    before = {one.asked.id: one.asked.text for one in world.actions()}
    world.take(Deleted(message=message, for_good=True))
    after = {one.asked.id: one.asked.text for one in world.actions()}
    assert after == {**before, "ACT-1": "(erased)"}
    assert world.life("ACT-1").owner == user("diego")
    found, stays = message_of(world, message), message_of(world, other)
    assert found is not None and (found.withdrawn, found.erased, found.text) == (True, True, "")
    assert stays is not None and not stays.erased
