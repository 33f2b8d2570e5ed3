"""The fold: how a site's state follows from its journal, entry by entry. Live running and backtests call the same function."""

from datetime import datetime

from rules.deciding.decision import Decision
from rules.deciding.standing import stand
from rules.deciding.tuning import tune
from rules.folding.entry import (
    Aimed,
    Assigned,
    Away,
    Booked,
    Configured,
    Corrected,
    Decided,
    Deleted,
    Departed,
    Digested,
    Employed,
    Entry,
    Learned,
    Listed,
    Paused,
    Preferred,
    Registered,
    Risked,
    Roster,
    Ruled,
    Said,
    Scheduled,
    Stated,
    Stepped,
    Suggested,
    Tuned,
    Unsilenced,
    Unstepped,
    Watched,
)
from rules.folding.erasure import erase
from rules.folding.forget import forget
from rules.folding.holders import tell_holders
from rules.folding.planning import take_over, unlearn
from rules.folding.state import Overlay
from rules.folding.statement import tell, unsaid_since, withdraw
from rules.key import SITE, Key
from rules.life.answer import answer
from rules.life.budget import count_pushes
from rules.plan.successors import tell_successors
from rules.read import Reader, action_of, message_of, site_of
from rules.replaced import replace
from rules.resources.register import enter, move, tell_register
from rules.signal import Signal
from rules.subject import ActionState, Fired, MessageState, SiteState, Subject
from rules.weekly.keeping import keep_week
from rules.weekly.lookahead import look_ahead


def apply(read: Reader, entry: Entry, at: datetime) -> dict[Key, Subject]:
    """The subjects that an entry changes, as they stand after it; nothing is changed in place."""
    part = Overlay(read)
    _take(part, entry, at)
    move(part, entry, at)
    keep_week(part, entry, at)
    look_ahead(part, entry, at)
    tell_holders(read, part, at)
    tell_register(read, part)
    tell_successors(read, part)
    count_pushes(part, entry, at)
    forget(part, at)
    _keep_year(part, at)
    return part.changed


def _take(part: Overlay, entry: Entry, at: datetime) -> None:
    """What the entry itself says."""
    match entry:
        case (
            Configured()
            | Roster()
            | Away()
            | Preferred()
            | Employed()
            | Departed()
            | Scheduled()
            | Aimed()
            | Learned()
            | Paused()
            | Ruled()
        ):
            take_over(part, entry, at)
        case Registered() | Booked() | Listed():
            enter(part, entry, at)
        case Tuned() | Unsilenced() | Suggested():
            tune(part, entry, at)
        case Said() | Corrected() | Deleted():
            _speak(part, entry, at)
            if isinstance(entry, Deleted) and entry.for_good:
                erase(part, entry.message)
        case Stepped():
            answer(part, entry.action, entry.step, entry.step.id)
        case Unstepped():
            withdraw(part, entry.step, (Key("action", entry.action),))
        case Decided():
            _remember(part, entry, at)
        case Assigned():
            _assign(part, entry, at)
        case Digested():
            site = site_of(part)
            part.put(replace(site, digested={**site.digested, entry.to: entry.day}))
        case Watched() | Stated() | Risked():
            stand(part, entry, at)


def _keep_year(part: Overlay, at: datetime) -> None:
    site = part.get(SITE)
    if isinstance(site, SiteState) and site.year != (year := site.calendar.local_date(at).year):
        part.put(replace(site, year=year))


def _speak(part: Overlay, entry: Said | Corrected | Deleted, at: datetime) -> None:
    known = message_of(part, entry.message)
    if known is not None and (known.withdrawn or _is_old(known, entry)):
        return
    if known is not None:
        withdraw(part, known.id, (*known.subjects, *_thread(known.action)))
    match entry:
        case Said():
            _hear(part, _written(entry, known), known, entry.signals)
        case Corrected() if known is not None:
            _hear(part, replace(known, corrected_by=entry.by), known, entry.signals)
        case Deleted():
            # Slack may tell of a deletion before it tells of the message; then this keeps it from being heard.
            known = known or MessageState(id=entry.message, channel="", by="", at=at, revision=0, text="")
            gone = replace(known, withdrawn=True, live=(), subjects=(), text="", files=())
            part.put(replace(gone, unsaid=unsaid_since(known, gone)))
            unlearn(part, known.id, ())


def _written(entry: Said, known: MessageState | None) -> MessageState:
    return MessageState(
        id=entry.message,
        channel=entry.channel,
        by=entry.by,
        at=known.at if known else entry.said,
        revision=entry.revision,
        text=entry.text,
        action=entry.action,
        numbered=known.numbered if known else 0,
        files=entry.files,
        relayed_by=entry.relayed_by,
        heard_as=entry.heard_as,
    )


def _hear(
    part: Overlay, message: MessageState, known: MessageState | None, signals: tuple[Signal, ...]
) -> None:
    """What a message says now, in the place of what it said when it was `known` last."""
    told = tell(part, message, signals, known.live if known else ())
    is_kept_out = not message.text and not message.files  # by `[off]`: then its words are quoted nowhere
    unsaid = unsaid_since(known, told) if known and not is_kept_out else {}
    part.put(replace(told, unsaid=unsaid))
    unlearn(part, message.id, (signal.task for signal in signals))


def _is_old(known: MessageState, entry: Said | Corrected | Deleted) -> bool:
    return isinstance(entry, Said) and entry.revision <= known.revision


def _thread(action: str | None) -> tuple[Key, ...]:
    return (Key("action", action),) if action else ()


def _remember(part: Overlay, entry: Decided, at: datetime) -> None:
    found = entry.decision
    subject = site_of(part) if found.subject == SITE else part.get(found.subject)
    if subject is None or isinstance(subject, MessageState):
        return
    known = next((f for f in subject.memory if (f.rule, f.matter) == (found.rule, found.matter)), None)
    fired = _fired(found, known, at)
    if fired is not None:
        part.put(replace(subject, memory=(*(f for f in subject.memory if f != known), fired)))


def _fired(found: Decision, known: Fired | None, at: datetime) -> Fired | None:
    """What a rule remembers after a decision; None where it only stated something since all whom it would ask are on leave: it
    has still to ask them."""
    if found.outcome in ("approved", "renewed"):
        return replace(known, renewed=at) if known is not None else None
    return Fired(
        rule=found.rule,
        matter=found.matter,
        at=at,
        action=found.action,
        observed=found.outcome == "observed",
        told=found.outcome == "told",
    )


def _assign(part: Overlay, entry: Assigned, at: datetime) -> None:
    if action_of(part, entry.asked.id) is not None:
        return
    site = site_of(part)
    number = int(entry.asked.id.rpartition("-")[2])
    part.put(replace(site, next_action=max(site.next_action, number + 1)))
    part.put(ActionState(asked=entry.asked, opened=at))
