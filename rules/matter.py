"""Matters: what is open at a site because somebody said so, read from the live signals of a task or of the site.

A blocker holds until it is cleared, its task is done, or an action on it was reported done; a request until its task or an
action on it is done, or what was asked for arrives or is inspected; a late delivery until it arrives; a failed check until one
passes; a safety report until an action on it is done. The same words said again continue the matter that is open; said
after its end they begin a new one. Two who tell the very same within an hour tell of one thing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal

from rules.replaced import replace
from rules.signal import Signal
from rules.subject import Live, Settled
from rules.worktime.calendar import WorkCalendar
from rules.worktime.saidtime import day_of, instant_of

MatterKind = Literal["blocker", "request", "delivery", "safety", "quality"]
_NEVER = datetime.min.replace(tzinfo=UTC)
_AT_ONCE = timedelta(hours=1)
_ENDING = ("progress", "cleared", "delivery", "quality")
_TELLING = frozenset({*_ENDING, "blocker", "request", "safety"})


@dataclass(frozen=True, kw_only=True)
class Matter:
    """Something open. `id` is the live signal that began it, `evidence` all that told it; `detail` its cause, need,
    status, class or result; `firm` whether any of them was stored without doubt; `reason_of` the action that it explains,
    `to` whom it is addressed to, `trade` whose people it calls on where it names nobody else."""

    id: str
    kind: MatterKind
    detail: str
    since: datetime
    told: datetime
    by: str
    words: str
    what: str
    firm: bool
    evidence: tuple[str, ...]
    task: str | None = None
    category: str = ""
    injury: bool | None = None
    needed: datetime | None = None
    quantity: float | None = None
    unit: str = ""
    reason_of: str = ""
    to: str = ""
    trade: str = ""

    @property
    def counts(self) -> bool:
        """Whether rules may go by it: what nobody confirmed does not count, but danger does not wait for an answer."""
        return self.firm or self.kind == "safety"


def open_matters(
    live: Iterable[Live], settled: Iterable[Settled], calendar: WorkCalendar
) -> tuple[Matter, ...]:
    """What these signals leave open, oldest first. A done action ends its matter, and why it was not done before."""
    endings: dict[str, datetime] = {}
    done: dict[str, datetime] = {}
    for end in settled:
        endings[end.matter] = min(end.at, endings.get(end.matter, end.at))
        done[end.action] = max(end.at, done.get(end.action, end.at))
    found: list[Matter] = []
    said = in_order(live)
    stopped = _stopped(said)
    for one in filter(_matters, said):
        found = [m for m in found if not (m.id in endings and endings[m.id] < one.at)]
        found = [m for m in found if not m.told <= done.get(m.reason_of, _NEVER) < one.at]
        if one.signal.kind in _ENDING and is_firm(one.signal):
            found = [m for m in found if not _ends(one, m)]
        if (begun := _begun(one, calendar)) is not None and not _is_told(one, stopped):
            found = _joined(found, begun)
    return tuple(m for m in found if m.id not in endings and not m.told <= done.get(m.reason_of, _NEVER))


def _matters(one: Live) -> bool:
    """Whether it can begin something or end it; most words tell how far the work is, and by how many."""
    kind = one.signal.kind
    return kind in _TELLING and (kind != "progress" or one.signal.values.get("status") == "done")


def _stopped(live: Iterable[Live]) -> set[tuple[str, str | None]]:
    """Where a message says for want of what the work stands: (message, task)."""
    return {
        (one.message, one.signal.task)
        for one in live
        if one.signal.kind == "blocker"
        and one.signal.values.get("cause") in ("material", "equipment")
        and is_firm(one.signal)
    }


def _is_told(one: Live, stopped: set[tuple[str, str | None]]) -> bool:
    """Whether a delivery that failed is the matter already as the blocker that the same message tells."""
    return one.signal.kind == "delivery" and (one.message, one.signal.task) in stopped


def in_order(live: Iterable[Live]) -> tuple[Live, ...]:
    """As they were said, within a message as they stand there."""
    return tuple(sorted(live, key=lambda one: (one.at, one.message, one.place, one.id)))


def is_firm(signal: Signal) -> bool:
    """Whether it was understood and said without doubt."""
    return not signal.confirm and not signal.hedged


def ends_elsewhere(signal: Signal, matter: Matter) -> bool:
    """Whether clearing what the whole site shares clears this blocker of a task as well."""
    if signal.kind != "cleared" or signal.task is not None or matter.kind != "blocker":
        return False
    return signal.values.get("cause") == matter.detail and same_thing(signal.what, matter.what)


def same_thing(one: str, other: str) -> bool:
    """Whether the words for two things can mean the same: `crane` and `tower crane`, or a thing that was not named."""
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return a <= b or b <= a


def _begun(live: Live, calendar: WorkCalendar) -> Matter | None:
    signal = live.signal
    kind, detail = _kind_of(signal)
    if kind is None:
        return None
    quantity, injury = signal.values.get("quantity"), signal.values.get("injury")
    since = _since(signal, calendar)
    return Matter(
        id=live.id,
        kind=kind,
        detail=detail,
        since=min(since, live.at) if since else live.at,
        told=live.at,
        by=live.by,
        words=signal.words,
        what=signal.what,
        firm=is_firm(signal),
        evidence=(live.id,),
        task=signal.task,
        category=str(signal.values.get("category", "")),
        injury=injury if isinstance(injury, bool) else None,
        needed=_instant(signal, "when", calendar),
        quantity=float(quantity) if isinstance(quantity, int | float) else None,
        unit=str(signal.values.get("unit", "")),
        reason_of=live.reason_of,
        to=live.to,
        trade=signal.trade,
    )


def _kind_of(signal: Signal) -> tuple[MatterKind | None, str]:
    values = signal.values
    match signal.kind:
        case "blocker":
            return "blocker", str(values.get("cause", "other"))
        case "request":
            return "request", str(values.get("need", "other"))
        case "delivery" if values.get("status") in ("late", "short", "damaged"):
            return "delivery", str(values["status"])
        case "safety" if values.get("class") in ("incident", "near_miss", "hazard"):
            return "safety", str(values["class"])
        case "quality" if values.get("result") in ("fail", "defect"):
            return "quality", str(values["result"])
        case _:
            return None, ""


def _joined(found: list[Matter], begun: Matter) -> list[Matter]:
    for place, old in enumerate(found):
        if _same(old, begun):
            joined = replace(
                old,
                firm=old.firm or begun.firm,
                evidence=(*old.evidence, *begun.evidence),
                since=min(old.since, begun.since),
                what=old.what or begun.what,
                needed=begun.needed or old.needed,
                to=old.to or begun.to,
                trade=old.trade or begun.trade,
            )
            return [*found[:place], joined, *found[place + 1 :]]
    return [*found, begun]


def _same(old: Matter, new: Matter) -> bool:
    """Blockers and deliveries run on; a request never does, a safety report or failed check only where it is told twice."""
    if old.kind != new.kind or old.task != new.task or old.kind == "request":
        return False
    if old.kind in ("safety", "quality"):
        return _is_told_twice(old, new)
    if new.task is None and old.reason_of and new.what and not old.what:
        return False  # why an errand is not done says nothing of what the whole site lacks
    if new.task is None and old.reason_of and new.reason_of and old.reason_of != new.reason_of:
        return False  # nor of why another one is not done
    return old.detail == new.detail and same_thing(old.what, new.what)


def _is_told_twice(old: Matter, new: Matter) -> bool:
    """The very same words, soon after."""
    if old.detail != new.detail or new.told - old.told > _AT_ONCE:
        return False
    return bool(old.words) and old.words.casefold().split() == new.words.casefold().split()


def _ends(ending: Live, matter: Matter) -> bool:
    """Whether these words end that matter; they speak of the same subject already."""
    signal = ending.signal
    if signal.task != matter.task and not ends_elsewhere(signal, matter):
        return False
    status, same = signal.values.get("status"), same_thing(signal.what, matter.what)
    match signal.kind, matter.kind:
        case "progress", "blocker" | "request" | "delivery":
            return status == "done"
        case "cleared", "blocker":
            cause = signal.values.get("cause")
            return cause is None or (cause == matter.detail and same)
        case "delivery", "delivery":
            return status == "arrived" and same
        case "delivery", "request":
            return status == "arrived" and matter.detail in ("material", "equipment") and same
        case "quality", "quality":
            return signal.values.get("result") == "pass"
        case "quality", "request":
            return matter.detail == "inspection"
        case _:
            return False


def _since(signal: Signal, calendar: WorkCalendar) -> datetime | None:
    """Since when it stands; a day alone means the beginning of its shift."""
    said = signal.values.get("since")
    day = day_of(said) if isinstance(said, str) and "T" not in said else None
    return calendar.opening(day) if day else _instant(signal, "since", calendar)


def _instant(signal: Signal, field: str, calendar: WorkCalendar) -> datetime | None:
    said = signal.values.get(field)
    return instant_of(said, calendar) if isinstance(said, str) else None
