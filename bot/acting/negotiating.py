"""Negotiating an action: what is needed for it, another time, later, in two parts; and the word on a time that was asked for."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.acting.answering import take_answer
from bot.acting.questions import tasks_of
from bot.acting.refusing import refusal_words
from bot.happening import Pressed, Submitted
from bot.mrkdwn import said
from bot.phrases import NEEDS
from bot.telling import tell
from bot.turn import Turn
from bot.view import SiteView
from rules.folding.entry import Assigned, Stepped
from rules.life.action import first_member, life
from rules.life.departure import is_here
from rules.life.snooze import capped
from rules.read import action_of, person_of, site_of
from rules.signal import Signal
from rules.subject import ActionState, Assignment, Rung, Step, StepKind
from rules.worktime.calendar import WorkCalendar
from rules.worktime.reachable import hours_of
from rules.worktime.saidtime import instant_of

FORMS = ("help", "later", "snooze", "split")
BUTTONS: Mapping[str, StepKind] = {"allow": "allowed", "deny": "denied"}
_EVENING = time(19, 0)
_CAUSES: Mapping[str, str] = {
    "labour": "labour",
    "equipment": "equipment",
    "material": "material",
    "information": "design",
    "inspection": "inspection",
    "decision": "design",
    "access": "space",
}


def press(turn: Turn, happening: Pressed) -> None:
    """The word of a manager, or of who asked for it, on another time."""
    action = action_of(turn, happening.value)
    if action is None:
        tell(turn, happening.user, happening.channel, "I no longer know what this button was for.")
        return
    step = Step(id=happening.key, kind=BUTTONS[happening.name], at=turn.now, by=happening.user, via="button")
    take_answer(turn, action, step, happening.channel)


def submit(turn: Turn, happening: Submitted) -> None:
    """A form: `help` (need, what, stops), `later` (when, note), `snooze` (again, when), `split` (mine, theirs, to)."""
    action = action_of(turn, happening.about)
    if action is None:
        gone = f"There is no action {said(happening.about, 40)} any more."
        tell(turn, happening.user, happening.channel, gone)
        return
    fields = {name: str(value) for name, value in happening.fields.items() if value}
    step = Step(id=happening.key, kind="answered", at=turn.now, by=happening.user, via="form")
    match happening.form:
        case "help":
            signals = (needed(action, fields),) if fields.get("need") else ()
            step = replace(step, answer="help", signals=signals, note=fields.get("what", ""))
            take_answer(turn, action, step, happening.channel)
        case "later":
            due = instant_of(fields["when"], site_of(turn).calendar)
            step = replace(step, answer="eta", due=due, note=fields.get("note", ""))
            take_answer(turn, action, step, happening.channel)
        case "snooze":
            snooze(turn, action, step, _again(turn, happening.user, fields), happening.channel)
        case _:
            split(turn, action, step, (fields["mine"], fields["theirs"], fields["to"]), happening.channel)


def needed(action: ActionState, fields: Mapping[str, str]) -> Signal:
    """What is needed, as the request that it is, or as the blocker where nothing moves without it."""
    need, what = fields["need"], fields.get("what", "")
    task = tasks_of(action)[0]
    words = what or f"{NEEDS[need]}, to help with {action.asked.id}"
    if fields.get("stops") == "yes":
        values = {"cause": _CAUSES.get(need, "other")}
        return Signal(kind="blocker", task=task, values=values, what=what, words=words)
    return Signal(kind="request", task=task, values={"need": need}, what=what, words=words)


def snooze(turn: Turn, action: ActionState, step: Step, until: datetime, channel: str) -> None:
    """No word of it until then, or until it is due; they are told which."""
    step = replace(step, kind="snoozed", answer=None, due=until)
    view, person = SiteView(turn), step.by or ""
    if refusal := refusal_words(view, action, step):
        tell(turn, person, channel, refusal)
        return
    found, name = life(action), action.asked.id
    at = capped(found, until, turn.now)
    turn.record(Stepped(action=name, step=replace(step, due=at)))
    told = f"I remind you of {name} {view.when(at)}."
    if at < until:
        moves = "To move its time choose “Another time …” behind its three dots."
        late = f"{name} is overdue, so I remind you {view.when(at)} already. {moves}"
        told = f"{name} is due {view.when(at)}, so I remind you then. {moves}" if at == found.due else late
    tell(turn, person, channel, told)


def split(turn: Turn, action: ActionState, step: Step, parts: tuple[str, str, str], channel: str) -> None:
    """The first part stays as it is asked, the second becomes an action of the other person, until the same time."""
    mine, theirs, to = parts
    step = replace(step, kind="split", answer=None, text=mine, to=to)
    view, person = SiteView(turn), step.by or ""
    refusal = refusal_words(view, action, step)
    if not refusal and (len(life(action).members) > 1 or action.asked.expects):
        refusal = f"{action.asked.id} stands for several cases, or asks a question: that cannot be split."
    if not refusal and (not is_here(turn, to) or to == life(action).owner):
        refusal = "Name somebody else of this site for the other part."
    if refusal:
        tell(turn, person, channel, refusal)
        return
    turn.record(Stepped(action=action.asked.id, step=step))
    asked = _part(turn, action, step, theirs)
    turn.record(Assigned(asked=asked))
    tell(turn, person, channel, f"{asked.id} is the other part, asked of {view.name(to)}.")


def _part(turn: Turn, action: ActionState, step: Step, text: str) -> Assignment:
    asked, found, to = action.asked, life(action), step.to or ""
    above = tuple(rung for rung in asked.ladder if rung.person not in (to, found.owner))
    owner = person_of(turn, found.owner)
    reason = f"shares it with {owner.name or owner.handle if owner else 'its owner'}"
    first = found.members[0] if found.members else first_member(asked)
    return replace(
        asked,
        id=f"ACT-{site_of(turn).next_action}",
        text=text,
        asked_by=step.by,
        part_of=asked.part_of or asked.id,
        origin=step.id,
        decision=None,
        subject=first.subject,
        matter=first.matter,
        task=first.task,
        ladder=(Rung(person=to, reason=reason), *above),
        due=found.due,
        proposed_to=(),
        group="",
        together="",
        held="",
    )


def _again(turn: Turn, person: str, fields: Mapping[str, str]) -> datetime:
    calendar = hours_of(turn, person)
    if fields.get("again") == "tomorrow":
        return tomorrow(calendar, turn.now)
    then = instant_of(fields["when"], calendar) if fields.get("again") == "then" else None
    return then or tonight(calendar, turn.now)


def tonight(calendar: WorkCalendar, now: datetime) -> datetime:
    """This evening; late in the evening, in two hours."""
    evening = calendar.instant(datetime.combine(calendar.local_date(now), _EVENING))
    return evening if evening > now + timedelta(minutes=30) else now + timedelta(hours=2)


def tomorrow(calendar: WorkCalendar, now: datetime) -> datetime:
    """On the next day that is worked, when the shift begins; after midnight a night shift is still the day's before."""
    today = calendar.shift_of(now) or calendar.local_date(now)
    return calendar.opening(calendar.add_working_days(today, 1))
