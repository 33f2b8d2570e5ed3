"""What a task lacks before it can be worked on, as far as the site knows: one kind for each cause that a promise can break by.

The preconditions are Koskela's (An exploration towards a production theory and its application to construction, 2000): design,
material, labour, equipment, space, connecting work, outer conditions; inspections and safety are asked for beside these.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from rules.facts.lasting import Lasting
from rules.facts.scene import Scene
from rules.matter import Matter
from rules.plan.schedule import LinkKind
from rules.plan.span import bond_of
from rules.weekly.promised import Missing

KINDS = (
    "prior_work",
    "design",
    "material",
    "labour",
    "equipment",
    "space",
    "inspection",
    "safety",
    "weather",
    "unforeseen",
)
_DAY = timedelta(days=1)
_BEHIND = 25.0  # percent of it that the plan wants done and is not, before its own finish is doubted
_OF_NEED = {
    "information": "design", "decision": "design", "access": "space", "labour": "labour", "equipment": "equipment",
    "material": "material", "inspection": "inspection",
}  # fmt: skip


def missing_of(scene: Scene, task: Lasting, by: date) -> tuple[Missing, ...]:
    """What a task lacks that is to be worked on from that day on; one of each kind, in the order of `KINDS`."""
    found: dict[str, Missing] = {}
    for one in (*_prior_work(scene, task, by), *_said(scene, task), *_delivery(scene, task, by)):
        found.setdefault(one.kind, one)
    return tuple(found[kind] for kind in KINDS if kind in found)


def _prior_work(scene: Scene, task: Lasting, by: date) -> Iterator[Missing]:
    """What comes before it is not done, and will not be by then; once it runs, that is no longer waited for."""
    for late in _late_before(scene, task, by):
        plan = late.before.plan
        yield Missing(kind="prior_work", words=plan.name, task=plan.id, until=late.ends)


class _Late(NamedTuple):
    """What is waited for, by which kind of link, when it will be done as far as is known, and by which day it has to be."""

    kind: LinkKind
    before: Lasting
    ends: date | None
    by: date


def _late_before(scene: Scene, task: Lasting, by: date) -> Iterator[_Late]:
    if task.found.status != "not_started":
        return
    for link in task.plan.links:
        before = scene.lasting(link.predecessor)
        if before is None or not _is_waited_for(scene, before, link.kind):
            continue
        ends, lag = scene.finishes.get(link.predecessor), bond_of(link).lag
        needed = scene.calendar.add_working_days(by, -lag) if lag else by  # concrete has to cure
        if link.kind == "SS" or ends is None or ends >= needed or not _fits(scene, before, needed):
            yield _Late(link.kind, before, ends, needed)


def waits_days(scene: Scene, task: Lasting, by: date) -> int:
    """By how many working days what comes before it keeps it from beginning on that day, as far as is known; what only has to
    begin first may still do so by then."""
    waits = (_wait(scene, late) for late in _late_before(scene, task, by) if late.kind != "SS")
    return max(waits, default=0)


def _wait(scene: Scene, late: _Late) -> int:
    """Until the day after its end; at least one where too much of it is left, whatever its plan says."""
    return max(1, scene.calendar.working_days_between(late.by - _DAY, late.ends)) if late.ends else 1


def is_told(task: Lasting, kind: str) -> bool:
    """Whether a blocker or a request tells without doubt of what it lacks: rules of their own ask about these, each of them."""
    return any(
        one.firm and _kind_of(one) == kind for one in task.found.matters if one.kind in ("blocker", "request")
    )


def _is_waited_for(scene: Scene, before: Lasting, kind: LinkKind) -> bool:
    """Whether it has to be finished first and is not, or has to begin first and is late to."""
    if kind == "FS":
        return before.found.status != "done"
    return kind == "SS" and before.found.status == "not_started" and before.starts < scene.now


def _fits(scene: Scene, before: Lasting, by: date) -> bool:
    """Whether it goes by its plan, or what is left of it can be done in the working time until then."""
    calendar, now = scene.calendar, scene.now
    if before.behind.value(now, calendar) <= _BEHIND:
        return True
    left = before.hours * (100.0 - before.found.percent) / 100.0
    return left <= max(0.0, calendar.working_hours_between(now, calendar.opening(by)))


def _said(scene: Scene, task: Lasting) -> Iterator[Missing]:
    """What somebody said stands in its way."""
    for matter in task.found.matters:
        kind = _kind_of(matter) if matter.counts else ""
        if kind:
            expected = scene.clearings(task.plan.id).get(matter.id)
            until = scene.calendar.local_date(expected.at) if expected else None
            yield Missing(kind=kind, words=matter.words, evidence=matter.id, until=until)


def _kind_of(matter: Matter) -> str:
    match matter.kind:
        case "blocker":
            return matter.detail if matter.detail in KINDS else "unforeseen"
        case "request":
            return _OF_NEED.get(matter.detail, "")
        case "quality":
            return "inspection"
        case "safety":
            return "safety" if matter.detail == "hazard" else ""
        case _:
            return ""


def _delivery(scene: Scene, task: Lasting, by: date) -> Iterator[Missing]:
    """What came late, short or damaged, and what is announced only for later."""
    comes, calendar = task.delivery_at, scene.calendar
    if comes is not None and calendar.local_date(comes) <= by:
        return
    failed = next((matter for matter in task.of("delivery") if matter.firm), None)
    if failed is not None:
        yield Missing(kind="material", words=failed.words, evidence=failed.id)
    elif comes is not None and task.found.status == "not_started":
        yield Missing(kind="material", words="announced", until=calendar.local_date(comes))
