"""The table of an action's transitions: what is not in it does not happen, and what is leads where it says."""

from dataclasses import replace
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rules.folding.entry import Deleted, Said, Stepped
from rules.life.action import begun, life, lived
from rules.life.asked import asks_of
from rules.life.follow import EndlessPlan, brought_up
from rules.life.table import CLOSED, TRANSITIONS, Act, Status, act_of, is_legal, transition_of
from rules.life.touch import next_touch
from rules.life.verification import NOBODY
from rules.life.who import as_meant, refusal_of
from rules.matter import open_matters
from rules.read import task_of
from rules.subject import ActionState, Answer, Attached, Settled, SiteState, Step, StepKind, Verify
from tests.rules.world import (
    CHICAGO,
    HOUR,
    World,
    assignment,
    blocked,
    ladder,
    local,
    response,
    said,
    unstepped,
    user,
)

_OPENED = local("03-10 09:00")
_PEOPLE = ("diego", "ana", "grace", "minh", "noor")
_ROLES = {"superintendent": (user("ana"),), "project_manager": (user("grace"),), "safety": (user("noor"),)}
_SITE = SiteState(roles=_ROLES, calendar=CHICAGO)
_OWN: tuple[StepKind, ...] = ("reminded", "escalated", "passed", "lapsed", "forgotten", "referred", "closed")
_WORDS: tuple[StepKind, ...] = (
    "answered",
    "shown",
    "confirmed",
    "returned",
    "approved",
    "refused",
    "dropped",
    "allowed",
    "denied",
)


@st.composite
def _steps(draw: st.DrawFn) -> list[Step]:
    """Any steps at all, in the order of their instants; half an hour between each."""
    found = []
    for place in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from((*_OWN, *_WORDS)))
        at = _OPENED + (place + 1) * HOUR / 2
        wishes = kind == "answered" and draw(st.booleans())
        found.append(
            Step(
                id=str(place),
                kind=kind,
                at=at,
                by=None if kind in _OWN else user(draw(st.sampled_from(_PEOPLE))),
                answer=draw(st.sampled_from(get_args(Answer))) if kind == "answered" else None,
                to=user(draw(st.sampled_from(_PEOPLE))) if draw(st.booleans()) else None,
                due=at + draw(st.integers(-3, 30)) * HOUR if draw(st.booleans()) else None,
                wish=at + 60 * HOUR if wishes else None,
                line=(user("ana"), user("grace")) if wishes else (),
                reminder=draw(st.sampled_from(("due", "wish"))) if kind == "reminded" else None,
            )
        )
    return found


_VERIFY = st.none() | st.builds(
    Verify,
    by=st.sampled_from(((), ladder("noor"), ladder("noor", "ana"), ladder("diego", "grace"))),
    photo=st.booleans(),
    data=st.booleans(),
    hours=st.sampled_from((0.5, 4.0)),
)


@given(_steps(), _VERIFY, st.booleans())
def test_every_step_leads_where_its_row_says(
    steps: list[Step], verify: Verify | None, proposed: bool
) -> None:
    """A step that is not legal changes nothing, a legal one leads to a status of its row, and the end is the end."""
    asked = assignment(verify=verify, proposed_to=(user("ana"),) if proposed else ())
    action = ActionState(asked=asked, opened=_OPENED, steps=tuple(steps))
    before = begun(action)
    for step, after in lived(action):
        if is_legal(step, before.status):
            assert after.status in transition_of(step).leads, step
        else:
            assert after == before
        assert (after.status == "reported") is (after.asked_at is not None and after.is_open)
        assert (after.closed is not None) is (after.status in CLOSED)
        before = after
    assert before == life(action)


@given(_steps(), _VERIFY)
def test_what_is_open_is_brought_up_or_at_its_end(steps: list[Step], verify: Verify | None) -> None:
    """Left alone after anything at all, an action is brought up in order and not for ever, and what is reported ends."""
    action = ActionState(asked=assignment(verify=verify), opened=_OPENED, steps=tuple(steps))
    now = steps[-1].at if steps else _OPENED
    was_reported = life(action).status == "reported"
    for _ in range(20):
        touch = next_touch(action, lambda _: CHICAGO, now)
        if touch is None:
            break
        now = max(now, touch.at)
        kind: StepKind = {
            "escalate": "escalated",
            "pass": "passed",
            "lapse": "lapsed",
            "forget": "forgotten",
            "refer": "referred",
            "give_up": "unheard",
            "no_word": "unheard",
        }.get(touch.kind, "reminded")  # type: ignore[assignment]
        step = Step(id=f"own{now}{touch.kind}", kind=kind, at=now, to=touch.to, reminder=touch.reminder)
        action = ActionState(asked=action.asked, opened=_OPENED, steps=(*action.steps, step))
    else:
        raise AssertionError("it goes on for ever")
    assert life(action).status not in ("accepted", "reported"), "acknowledged and forgotten"
    assert not was_reported or life(action).status in ("done", "stuck")


def test_each_transition_stands_in_the_table_once() -> None:
    """Every kind of step and every answer has its row, and rows lead to statuses that there are."""
    kinds = [Step(id="", kind=kind, at=_OPENED) for kind in get_args(StepKind) if kind != "answered"]
    answers = [Step(id="", kind="answered", at=_OPENED, answer=one) for one in (None, *get_args(Answer))]
    assert {act_of(step) for step in (*kinds, *answers)} == set(get_args(Act)) == set(TRANSITIONS)
    for row in TRANSITIONS.values():
        assert {*row.froms, *row.leads} <= set(get_args(Status))
        assert not {*row.froms} & {*CLOSED}


def _world(verify: Verify | None) -> World:
    world = World(at="03-10 09:00")
    name = world.say(blocked())
    world.ask(verify=verify, matter=f"{name}#0", evidence=(f"{name}#0",))
    return world


_BY_NOOR = Verify(by=ladder("noor", "ana"), hours=4)


def _confirm(world: World, by: str = "noor", step_id: str = "ok") -> None:
    action = world.actions()[0]
    step = Step(id=step_id, kind="confirmed", at=world.now, by=user(by))
    assert refusal_of(action, step, _SITE) == ""
    world.take(Stepped(action=action.asked.id, step=step))


def test_what_is_reported_settles_nothing_before_it_is_sure() -> None:
    """The blocker stands until somebody confirms; the report is when it was done, and taking either back brings it back."""
    world = _world(_BY_NOOR)
    report = world.press("ACT-1", "done", at="03-10 11:00")
    assert (world.life().status, world.life().verifier) == ("reported", user("noor"))
    assert _blockers(world)
    world.now = local("03-10 16:00")
    _confirm(world)
    assert (world.life().status, world.life().finished) == ("done", local("03-10 11:00"))
    assert not _blockers(world)
    world.take(unstepped("ACT-1", "ok"))
    assert world.life().status == "reported"
    assert _blockers(world)
    _confirm(world, step_id="again")
    world.take(unstepped("ACT-1", report))
    assert world.life().status == "assigned"
    assert _blockers(world)


def test_a_mended_report_is_as_sure_as_it_was_and_no_surer() -> None:
    """Noor confirmed what Diego reported; he mends a word of it, which stays done; once Noor takes hers back it is not sure."""
    world = _world(_BY_NOOR)
    report = world.say(response("done"), action="ACT-1", by="diego", at="03-10 11:00")
    again = said(report, (response("done"),), world.now, revision=2, by="diego", action="ACT-1")
    world.now = local("03-10 11:30")
    _confirm(world)
    settled = _settled(world)
    world.take(again, at="03-10 12:00")
    assert (world.life().status, _blockers(world), _settled(world)) == ("done", [], settled)
    world.take(unstepped("ACT-1", "ok"))
    assert world.life().status == "reported"
    assert _blockers(world)


def test_mended_words_mean_what_they_meant_when_they_were_said() -> None:
    """Ana's “not done” of before the report sends nothing back, and Diego's report, sent back since, settles nothing."""
    world = _world(_BY_NOOR)
    no = world.say(response("not_done"), action="ACT-1", by="ana", at="03-10 10:00")
    first = said(no, (response("not_done"),), world.now, revision=2, by="ana", action="ACT-1")
    report = world.say(response("done"), action="ACT-1", by="diego", at="03-10 11:00")
    again = said(report, (response("done"),), world.now, revision=2, by="diego", action="ACT-1")
    before = world.actions()[0].steps
    world.take(first, at="03-10 11:30")
    assert world.actions()[0].steps == before
    world.say(response("not_done"), action="ACT-1", by="noor", at="03-10 12:00")
    world.take(again, at="03-10 13:00")
    assert world.life().status == "stuck"
    assert _blockers(world)


def test_one_of_two_photos_is_enough() -> None:
    """Shown before and after it was reported: without the first it is as done as before, without both it is not sure."""
    world = _world(Verify(photo=True))
    photos = [world.show("ACT-1")]
    world.press("ACT-1", "done", at="03-10 11:00")
    world.now = local("03-10 12:00")
    photos.append(world.show("ACT-1"))
    stands = []
    for photo in photos:
        world.delete(photo)
        stands.append((world.life().status, bool(_blockers(world))))
    assert stands == [("done", False), ("reported", True)]


_TOLD = st.tuples(
    st.sampled_from(("done", "not_done", "accepted", "help", "eta", "confirmed", "returned", "shown")),
    st.sampled_from(("diego", "ana", "noor")),
    st.booleans(),
)


@given(st.lists(_TOLD, min_size=2, max_size=5), st.integers(0, 4), _VERIFY)
@settings(max_examples=60)
def test_what_is_taken_back_leaves_settled_what_is_done(
    told: list[tuple[str, str, bool]], which: int, verify: Verify | None
) -> None:
    """Whatever was said by press or in words: said again in an edit it changes nothing; taken back, the matter has ended just
    where the action is done still."""
    world = _world(verify)
    entries = [entry for one in told if (entry := _take(world, *one)) is not None]
    entry = entries[which % len(entries)] if entries else None
    before = (world.actions(), task_of(world.memory, "A-1"))
    world.now = local("03-11 09:00")
    if isinstance(entry, Said):
        world.fold(replace(entry, revision=2))
        assert (world.actions(), task_of(world.memory, "A-1")) == before
        world.fold(Deleted(message=entry.message))
    elif entry is not None:
        world.fold(unstepped("ACT-1", entry.step.id))
    assert bool(_blockers(world)) is (world.life().status != "done")


def _take(world: World, how: str, who: str, in_words: bool) -> Said | Stepped | None:
    """What somebody says to the action a while later; None where it is refused."""
    world.now += HOUR / 4
    (action,), name = world.actions(), f"C1:{world.now.isoformat()}"
    is_answer = how in get_args(Answer)
    given = Step(id=name, kind="answered" if is_answer else how, at=world.now, by=user(who))  # type: ignore[arg-type]
    step = as_meant(action, replace(given, answer=how) if is_answer else given, _SITE)  # type: ignore[arg-type]
    if refusal_of(action, step, _SITE):
        return None
    if how == "shown":
        photo = Attached(id="F1", name="photo.jpg", sort="photo")
        entry: Said | Stepped = replace(said(name, (), world.now, by=who, action="ACT-1"), files=(photo,))
    elif in_words and is_answer:
        entry = said(name, (response(how),), world.now, by=who, action="ACT-1")
    else:
        entry = Stepped(action="ACT-1", step=step)
    world.fold(entry)
    return entry


def test_who_reports_it_done_needs_no_more_time_and_who_needs_time_has_not_done_it() -> None:
    """Ana's yes is asked for more time, then whether it is done, then for more time again, as Diego says."""
    world = _world(_BY_NOOR)
    wish: dict[str, Any] = {"wish": local("03-12 15:00"), "to": user("ana"), "line": (user("grace"),)}

    def asked() -> tuple[Status, str]:
        return world.life().status, asks_of(world.actions()[0], _SITE, user("ana"))

    world.press("ACT-1", "eta", at="03-10 11:00", **wish)
    assert asked() == ("assigned", "leave")
    world.press("ACT-1", "done", at="03-10 11:30")
    assert asked() == ("reported", "done")
    world.press("ACT-1", "eta", at="03-10 12:00", **wish)
    assert asked() == ("stuck", "leave")


def test_a_promise_is_kept_when_it_was_done_in_time_not_when_it_was_confirmed() -> None:
    """Reported at 14:00, due at 15:00, confirmed at 16:00: kept."""
    world = _world(_BY_NOOR)
    world.press("ACT-1", "done", at="03-10 14:00")
    world.now = local("03-10 16:00")
    _confirm(world)
    (met,) = world.person("diego").record
    assert met.kept is True


@pytest.mark.parametrize(
    ("verify", "status"),
    [
        (None, "done"),
        (Verify(by=ladder("diego")), "done"),
        (Verify(by=ladder("noor", "diego")), "done"),
        (Verify(by=ladder("noor")), "reported"),
        (Verify(photo=True), "reported"),
        (Verify(data=True), "reported"),
    ],
)
def test_whose_word_is_enough(verify: Verify | None, status: Status) -> None:
    """Diego's own word is, where nothing is to be made sure of, or where it is his that would be asked."""
    world = _world(verify)
    world.press("ACT-1", "done")
    assert world.life().status == status


def test_a_photo_counts_before_and_after_the_report() -> None:
    """Shown first, the report closes it; reported first, the photo does; without one it is open again in the end."""
    shown_first = _world(Verify(photo=True))
    photo = shown_first.show("ACT-1")
    shown_first.press("ACT-1", "done")
    assert shown_first.life().status == "done"
    assert not _blockers(shown_first)
    shown_first.delete(photo)
    assert shown_first.life().status == "reported"
    assert _blockers(shown_first)
    shown_after = _world(Verify(photo=True))
    shown_after.press("ACT-1", "done")
    message = shown_after.show("ACT-1")
    assert shown_after.life().status == "done"
    assert not _blockers(shown_after)
    shown_after.delete(message)
    assert shown_after.life().status == "reported"
    assert _blockers(shown_after)
    shown_after.advance("03-10 18:00")
    assert shown_after.life().status == "stuck"


def test_silence_asks_the_next_and_ends() -> None:
    """Two hours, a reminder; two more, the next; and so on; then it is done, and nobody confirmed it."""
    world = _world(_BY_NOOR)
    world.press("ACT-1", "done", at="03-10 09:30")
    world.advance("03-12 12:00")
    steps = [(s.kind, s.to, f"{CHICAGO.local(s.at):%d %H:%M}") for s in world.actions()[0].steps if not s.by]
    assert steps == [
        ("reminded", user("noor"), "10 11:30"),
        ("passed", user("ana"), "10 13:30"),
        ("reminded", user("ana"), "10 15:30"),
        ("lapsed", None, "11 07:30"),
    ]
    assert (world.life().status, world.life().closed_why) == ("done", NOBODY)


def test_who_may_confirm_and_what_they_say() -> None:
    """Those whom the rule names and the managers, not who reported it; “done” and “ok” confirm, “not done” sends it back."""
    world = _world(_BY_NOOR)
    world.press("ACT-1", "done")
    action = world.actions()[0]
    for who, refusal in (("noor", ""), ("grace", ""), ("minh", "not_theirs"), ("diego", "own_word")):
        step = Step(id="x", kind="confirmed", at=world.now, by=user(who))
        assert refusal_of(action, step, _SITE) == refusal, who
    for answer, kind in (("done", "confirmed"), ("accepted", "confirmed"), ("not_done", "returned")):
        told = Step(id="x", kind="answered", at=world.now, by=user("noor"), answer=answer)  # type: ignore[arg-type]
        assert as_meant(action, told, _SITE).kind == kind
    again = Step(id="x", kind="answered", at=world.now, by=user("diego"), answer="done")
    assert refusal_of(action, again, _SITE) == "waits"
    world.say(response("not_done"), action="ACT-1", by="noor")
    assert (world.life().status, world.life().owner) == ("stuck", user("diego"))


def test_taken_on_without_a_word_is_not_taken_on() -> None:
    """Due in four days: asked after a shift whether it goes on, after two it counts as not taken on; a word begins it anew."""
    world = World(at="03-10 09:00")
    world.ask(due=local("03-16 15:00"))
    world.press("ACT-1", "accepted", at="03-10 10:00")
    world.advance("03-11 10:30")
    assert world.steps() == [("check", "03-11 10:00")]
    world.press("ACT-1", "accepted", at="03-11 11:00")
    world.advance("03-13 10:00")
    assert world.life().status == "accepted"
    world.advance("03-13 11:30")
    assert (world.life().status, world.life().forgotten) == ("assigned", 1)


def test_who_wants_to_hear_nothing_for_a_while_hears_nothing() -> None:
    """Taken on and put off until Wednesday of next week: a word is expected again from then on."""
    world = World(at="03-10 09:00")
    world.ask(due=local("03-20 15:00"))
    world.press("ACT-1", "accepted", at="03-10 10:00")
    until = local("03-18 09:00")
    later = Step(id="later", kind="snoozed", at=world.now, by=user("diego"), due=until)
    world.take(Stepped(action="ACT-1", step=later))
    world.advance("03-19 12:00")
    assert world.life().status == "accepted"
    assert world.steps() == [("snoozed", "03-18 09:00"), ("check", "03-19 09:00")]
    world.advance("03-20 12:00")
    assert (world.life().status, world.life().forgotten) == ("assigned", 1)


def test_a_yes_stays_once_all_is_over() -> None:
    """Ana approved it and did it herself: deleting her “yes” does not ask for it anew."""
    world = World(at="03-10 09:00")
    world.ask(proposed_to=(user("ana"),))
    yes = world.say(action="ACT-1", by="ana")
    due = local("03-10 15:00")
    word = Step(id=f"{yes}#word1", kind="approved", at=world.now, by=user("ana"), due=due)
    world.take(Stepped(action="ACT-1", step=word))
    world.press("ACT-1", "done", by="ana", at="03-10 10:00")
    world.delete(yes)
    assert world.life().status == "done"


def test_what_is_in_hand_is_not_forgotten() -> None:
    """Who has started, or said until when, has given their word: it is reminded of and goes up as its plan says."""
    world = World(at="03-10 09:00")
    world.ask(due=local("03-16 15:00"))
    world.press("ACT-1", "accepted")
    world.press("ACT-1", "started", at="03-10 10:00")
    world.advance("03-16 14:30")
    assert world.life().status == "in_hand"
    assert world.steps() == [("before", "03-16 14:00")]


def test_who_has_it_from_somebody_says_whether_it_is_theirs() -> None:
    """Diego says that it is Minh's; Minh passes it back; Diego's “not mine” then goes up the line and not to Minh again."""
    world = World()
    world.ask()
    world.press("ACT-1", "reassign", to=user("minh"))
    assert (world.life().owner, world.life().giver) == (user("minh"), user("diego"))
    world.press("ACT-1", "reassign", by="minh")
    assert (world.life().owner, world.life().giver) == (user("diego"), "")
    world.press("ACT-1", "reassign")
    assert world.life().owner == user("ana")


def test_of_two_things_somebody_is_reminded_at_one_instant() -> None:
    """Minh wants more time of what Diego asked himself to do: at three it is due, and his word is wanted; each is told once."""
    world = World(at="03-10 09:00")
    world.ask(ladder=ladder("diego", "minh", "grace"), asked_by=user("diego"))
    world.press("ACT-1", "eta", by="minh", at="03-10 13:00", wish=local("03-12 15:00"), to=user("diego"))
    world.advance("03-10 15:30")
    assert world.steps() == [("before", "03-10 14:00"), ("due", "03-10 15:00"), ("wish", "03-10 15:00")]


def test_what_would_be_brought_up_for_ever_is_an_error() -> None:
    """A plan that wants the same again, since nothing came of it, ends with what it is about instead of never."""
    world = World(at="03-10 09:00")
    world.ask()
    with pytest.raises(EndlessPlan, match="ACT-1 is to be brought up for ever"):
        list(brought_up(world, "ACT-1", local("03-10 14:00")))


def _settled(world: World) -> tuple[Settled, ...]:
    task = task_of(world.memory, "A-1")
    assert task is not None and task.settled
    return task.settled


def _blockers(world: World) -> list[str]:
    task = task_of(world.memory, "A-1")
    assert task is not None
    return [one.id for one in open_matters(task.live, task.settled, CHICAGO) if one.kind == "blocker"]
