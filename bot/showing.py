"""Showing an action: one living card in the site's channel, and toward each person one direct message at a time."""

from dataclasses import replace

from bot.acting.finality import tell_final
from bot.acting.nudging import nudges
from bot.acting.reaching import is_in_thread
from bot.body import Body
from bot.cards import (
    Nudge,
    action_card,
    asks,
    escalation_note,
    is_for_all,
    is_with,
    named,
    nudge_card,
    passed_card,
    proposal_card,
)
from bot.happening import Happening, Pressed, Submitted
from bot.quoting import requoted
from bot.telling import placed, say_to
from bot.turn import Turn
from bot.view import SiteView
from rules.life.action import Life, life
from rules.life.approval import is_asked
from rules.life.departure import is_here
from rules.read import site_of
from rules.subject import ActionState, ReminderKind, Step
from rules.worktime.reachable import reachable
from storage.outgoing import Outgoing, OutgoingKind


def card_target(action: str) -> str:
    """The name of an action's living card."""
    return f"card:{action}"


def direct_target(action: str, person: str) -> str:
    """The name of the living direct message about an action to one person."""
    return f"dm:{action}:{person}"


def action_of_target(target: str | None) -> str | None:
    """The action that a living message is about."""
    kind, _, rest = (target or "").partition(":")
    return rest.partition(":")[0] if kind in ("card", "dm") and rest else None


def show_actions(turn: Turn) -> None:
    """Have Slack show as it stands now every action that this turn changed, or whose words it edited."""
    view = SiteView(turn)
    for before, after in (*turn.changed_actions(), *((one, one) for one in requoted(turn))):
        if is_asked(after) or (before is not None and is_asked(before)):
            _show_card(turn, view, after)
        _tell_people(turn, view, before, after)


def show_home(turn: Turn, happening: Happening) -> None:
    """Draw the home tab anew for whoever answered there, which is the only place without a channel."""
    if isinstance(happening, Pressed | Submitted) and not happening.channel:
        user = happening.user
        turn.send(Outgoing(key=turn.key(f"home:{user}"), kind="home", channel=user, user=user))


def _show_card(turn: Turn, view: SiteView, action: ActionState) -> None:
    channel = site_of(turn).channel
    if channel:
        target = card_target(action.asked.id)
        turn.send(_outgoing(turn, "show", channel, target, action_card(action, view)))


def _tell_people(turn: Turn, view: SiteView, before: ActionState | None, after: ActionState) -> None:
    was, now = (life(before) if before else None), life(after)
    known = {step.id for step in before.steps} if before else set()
    new = tuple(step for step in after.steps if step.id not in known)
    nudged = nudges(was, after, now, new)
    for person, why in nudged.items():
        _nudge(turn, view, after, person, why)
    for person in sorted(_told(was, after, now) - set(nudged)):
        if not is_here(turn, person) and not any(step.stead == person for step in new):
            continue  # what they have says already that it is another's
        target = direct_target(after.asked.id, person)
        body = _still(after, now, person, view)
        in_thread = is_in_thread(turn, person, after.asked.severity)
        body = named(body, view.mention(person)) if in_thread else placed(turn, person, body)
        turn.send(_outgoing(turn, "change", person, target, body))
    tell_final(turn, was, after, new)
    for step in new:
        _tell_asker(turn, view, after, step)
        if step.kind == "escalated" and step.to and site_of(turn).channel:
            _say_escalated(turn, view, after, step)


def _told(was: Life | None, action: ActionState, now: Life) -> set[str]:
    """Those who may have a direct message about it already."""
    if was is None:
        return set()
    if not is_asked(action):
        was_asked = {was.owner, *was.helpers} if was.status != "proposed" else set()
        return set(now.put_to) | was_asked
    owners = {action.asked.ladder[0].person, was.owner, now.owner}
    handed = {s.to for s in action.steps if s.kind == "answered" and s.to}
    wished = {wish.to for wish in (was.wish, now.wish) if wish is not None and wish.to} | set(now.wish_silent)
    verifiers = {*wished, *was.passed, was.verifier, now.verifier, *now.passed} - {""}
    return owners | set(now.helpers) | handed | verifiers | set(now.put_to)


def _still(action: ActionState, now: Life, person: str, view: SiteView) -> Body:
    """The message that they have, as it reads now: a reminder stays one until it is answered."""
    if view.is_gone(person):
        return passed_card(action, view, "You have left the site.")
    waits = now.status == "proposed"
    if waits and person not in now.put_to:
        return passed_card(action, view, "Not asked of you for now.")
    if now.is_open and person in now.former and not is_with(action, person):
        return passed_card(action, view, "Not with you any more.")
    if person in now.put_to and (waits or person not in (now.owner, *now.helpers)):
        return proposal_card(action, view)
    kind: Nudge = "assigned"
    if now.wish is not None and person == now.wish.to:
        kind = "wish"
    elif now.status == "reported":
        kind = "verify" if person == now.verifier else kind
    elif person in now.helpers:
        kind = "escalated"
    elif now.doubted is not None and person == now.owner:
        kind = "needed"
    elif (last := _last_reminder(now)) and (now.status == "assigned" or last == "settled"):
        kind = last
    return nudge_card(action, kind, view, person)


def _last_reminder(now: Life) -> ReminderKind | None:
    """The last one that still asks something."""
    kinds = [step.reminder for step in now.reminded if step.reminder != "needed"]
    return kinds[-1] if kinds else None


def _nudge(turn: Turn, view: SiteView, action: ActionState, person: str, why: Nudge) -> None:
    """A new direct message; outside the shift, and in the night where they are, it waits for the next one, unless it is about
    safety or was wanted just then."""
    is_now = action.asked.severity == "safety" or why == "snoozed"
    waits = None if is_now else reachable(view.calendar, view.person(person), turn.now)
    not_before = waits if waits and waits > turn.now else None
    turn.send(
        _asking(turn, view, action, person, why, nudge_card(action, why, view, person)), not_before=not_before
    )


def _asking(turn: Turn, view: SiteView, action: ActionState, person: str, why: Nudge, card: Body) -> Outgoing:
    """Where they want to be asked; a proposal has no card in whose thread it could be."""
    target = direct_target(action.asked.id, person)
    if why == "proposed" or not is_in_thread(turn, person, action.asked.severity):
        return _outgoing(turn, "nudge", person, target, placed(turn, person, card))
    asked = _outgoing(turn, "nudge", site_of(turn).channel, target, named(card, view.mention(person)))
    return replace(asked, thread_of=card_target(action.asked.id))


def _tell_asker(turn: Turn, view: SiteView, action: ActionState, step: Step) -> None:
    """Whoever asked for it learns that it is another's now."""
    asker, to = action.asked.asked_by, step.to
    if step.answer not in ("reassign", "declined") or asker is None or to is None or asker in (to, step.by):
        return
    how = (
        f"{view.name(step.by)} has handed it to {view.name(to)}"
        if step.by
        else f"It is with {view.name(to)} now"
    )
    text = f"*{action.asked.id}* {asks(action, view, 160)}\n{how}."
    urgent = action.asked.severity == "safety"
    say_to(turn, asker, text, name=f"asker:{action.asked.id}:{step.id}", urgent=urgent)


def _say_escalated(turn: Turn, view: SiteView, action: ActionState, step: Step) -> None:
    body = escalation_note(action, step.to or "", view)
    is_aloud = is_for_all(action, step)  # in the thread only those read it who follow that
    turn.send(
        Outgoing(
            key=turn.key(f"escalated:{action.asked.id}"),
            kind="say",
            channel=site_of(turn).channel,
            target=f"note:{action.asked.id}:{step.id}",
            thread_of="" if is_aloud else card_target(action.asked.id),
            body=body.as_message(),
        )
    )


def _outgoing(turn: Turn, kind: OutgoingKind, channel: str, target: str, body: Body) -> Outgoing:
    return Outgoing(
        key=turn.key(target),
        kind=kind,
        channel=channel,
        target=target,
        body=body.as_message(),
    )
