"""The names under which an entry of the journal is found again."""

from rules.folding.entry import (
    Aimed,
    Assigned,
    Away,
    Booked,
    Corrected,
    Decided,
    Deleted,
    Departed,
    Digested,
    Employed,
    Entry,
    FollowUp,
    Learned,
    Notified,
    Paused,
    Preferred,
    Registered,
    Risked,
    Said,
    Stated,
    Stepped,
    Suggested,
    Tuned,
    Unsilenced,
    Unstepped,
    Watched,
    Woke,
)
from rules.weekly.entries import Offered, Promised, Reviewed, WeekJudged, WeekTurned


def refs(entry: Entry) -> tuple[str, ...]:
    """The names under which an entry is found again: `action:ACT-12`, `decision:…`, `message:…`, `step:…`, `rule:…`,
    `task:A-310`, `goal:finish-on-time`, `word:podium`, `channel:C0…`, `resource:pump-2`, `week:2026-03-16`."""
    match entry:
        case Said() | Corrected() | Deleted() | FollowUp():
            return (f"message:{entry.message}", *_beside_message(entry))
        case Stepped():
            return (f"action:{entry.action}", f"step:{entry.step.id}")
        case Unstepped():
            return (f"action:{entry.action}", f"step:{entry.step}")
        case Woke() | Aimed() | Registered() | Booked() | Away() | Departed() | Preferred() | Employed():
            return (str(entry.subject),)
        case Decided():
            found = entry.decision
            acted = (f"action:{found.action}",) if found.action else ()
            sources = dict.fromkeys(map(_source, found.evidence))
            return (f"decision:{found.id}", f"rule:{found.rule}", str(found.subject), *acted, *sources)
        case Assigned():
            decision = (f"decision:{entry.asked.decision}",) if entry.asked.decision else ()
            return (f"action:{entry.asked.id}", str(entry.asked.subject), *decision)
        case Digested():
            return (f"digest:{entry.to}",)
        case _:
            return _other_refs(entry)


def _beside_message(entry: Said | Corrected | Deleted | FollowUp) -> tuple[str, ...]:
    if isinstance(entry, FollowUp):
        return (f"person:{entry.person}",)
    return (f"message:{entry.heard_as}",) if isinstance(entry, Said) and entry.heard_as else ()


def _other_refs(entry: Entry) -> tuple[str, ...]:
    match entry:
        case Watched():
            return (str(entry.subject), f"rule:{entry.rule}")
        case Notified() | Stated():
            return (f"decision:{entry.decision}",)
        case Risked():
            return (f"decision:{entry.decision}", f"goal:{entry.goal}")
        case Tuned():
            return (f"rule:{entry.tuning.rule}",)
        case Learned():
            return (f"word:{entry.word.said}",)
        case Paused():
            return (f"channel:{entry.channel}",)
        case Unsilenced() | Suggested():
            return (f"rule:{entry.rule}",)
        case _:
            return _refs_of_weeks(entry)


def _refs_of_weeks(entry: Entry) -> tuple[str, ...]:
    match entry:
        case WeekTurned():
            return (f"week:{entry.week}",)
        case Offered() | Promised() | Reviewed() | WeekJudged():
            return (f"week:{entry.week}", f"person:{entry.person}")
        case _:
            return ()


def _source(live: str) -> str:
    """Where a live signal came from: the message that said it, or the press or form that gave a reason."""
    message, _, _ = live.rpartition("#")
    return f"message:{message}" if message else f"step:{live.removesuffix('/reason')}"
