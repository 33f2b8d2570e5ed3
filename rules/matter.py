"""Matters: what is open at a site because somebody said so, read from the live signals of a task or of the site.

A blocker holds until it is cleared, its task is done, or an action on it was reported done; a request until it is answered in
one of these ways, or by what was asked for arriving; a late delivery until it arrives. The same words said again
continue the matter that is open; said after its end they begin a new one.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from rules.calendar import WorkCalendar
from rules.saidtime import instant_of
from rules.signal import Signal
from rules.subject import Live, Settled

MatterKind = Literal["blocker", "request", "delivery", "safety", "quality"]
_ENDING = ("progress", "cleared", "delivery", "quality")


@dataclass(frozen=True, kw_only=True)
class Matter:
    """Something open. `id` is the live signal that began it, `evidence` all that told it; `detail` its cause, need,
    status, class or result; `firm` whether any of them was stored without doubt."""

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


def open_matters(
    live: Iterable[Live], settled: Iterable[Settled], calendar: WorkCalendar
) -> tuple[Matter, ...]:
    """What these signals leave open, oldest first."""
    endings = {s.matter: s.at for s in settled}
    found: list[Matter] = []
    for one in sorted(live, key=lambda one: (one.at, one.id)):
        found = [m for m in found if not (m.id in endings and endings[m.id] < one.at)]
        if one.signal.kind in _ENDING and is_firm(one.signal):
            found = [m for m in found if not _ends(one, m)]
        if (begun := _begun(one, calendar)) is not None:
            found = _joined(found, begun)
    return tuple(m for m in found if m.id not in endings)


def is_firm(signal: Signal) -> bool:
    """Whether it was understood and said without doubt."""
    return not signal.confirm and not signal.hedged


def ends_elsewhere(signal: Signal, matter: Matter) -> bool:
    """Whether clearing what the whole site shares clears this blocker of a task as well."""
    if signal.kind != "cleared" or signal.task is not None or matter.kind != "blocker":
        return False
    same_thing = not signal.what or not matter.what or signal.what == matter.what
    return signal.values.get("cause") == matter.detail and same_thing


def _begun(live: Live, calendar: WorkCalendar) -> Matter | None:
    signal = live.signal
    kind, detail = _kind_of(signal)
    if kind is None:
        return None
    quantity, injury = signal.values.get("quantity"), signal.values.get("injury")
    since = _instant(signal, "since", calendar)
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
                needed=begun.needed or old.needed,
            )
            return [*found[:place], joined, *found[place + 1 :]]
    return [*found, begun]


def _same(old: Matter, new: Matter) -> bool:
    """Blockers and deliveries run on; each request, safety report and failed check is a matter of its own."""
    if old.kind != new.kind or old.task != new.task or old.kind in ("request", "safety", "quality"):
        return False
    same_thing = not old.what or not new.what or old.what == new.what
    return old.detail == new.detail and same_thing


def _ends(ending: Live, matter: Matter) -> bool:
    """Whether these words end that matter; they speak of the same subject already."""
    signal = ending.signal
    if signal.task != matter.task and not ends_elsewhere(signal, matter):
        return False
    match signal.kind, matter.kind:
        case "progress", "blocker" | "request" | "delivery":
            return signal.values.get("status") == "done"
        case "cleared", "blocker":
            return signal.values.get("cause") in (None, matter.detail)
        case "delivery", "delivery":
            return signal.values.get("status") == "arrived" and _about_same(signal, matter)
        case "delivery", "request":
            return signal.values.get("status") == "arrived" and matter.detail == "material"
        case "quality", "quality":
            return signal.values.get("result") == "pass"
        case "quality", "request":
            return matter.detail == "inspection"
        case _:
            return False


def _about_same(signal: Signal, matter: Matter) -> bool:
    return not signal.what or not matter.what or signal.what == matter.what


def _instant(signal: Signal, field: str, calendar: WorkCalendar) -> datetime | None:
    said = signal.values.get(field)
    return instant_of(said, calendar) if isinstance(said, str) else None
