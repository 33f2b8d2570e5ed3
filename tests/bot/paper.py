"""A site on paper: its documents in a dictionary, for what only reads them."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time
from typing import Any

from rules.key import Key
from rules.life.action import life
from rules.plan.schedule import Task
from rules.signal import Signal
from rules.subject import (
    ActionState,
    Assignment,
    Live,
    MessageState,
    PersonState,
    ReminderPlan,
    Rung,
    SiteState,
    Step,
    Subject,
    TaskState,
)
from rules.worktime.calendar import WorkCalendar

Whatever = Any  # a field of the document that is made
NOON = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)  # 12:00 in Chicago
MESSAGE = "C0TOWERA:1773151920.000100"


def utc(hour: int, minute: int = 0, day: int = 10) -> datetime:
    """An instant in March 2026."""
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


class Paper:
    """Documents by key."""

    def __init__(self, documents: Iterable[Subject]) -> None:
        self.documents = {one.key: one for one in documents}

    def get(self, key: Key) -> Subject | None:
        """That document."""
        return self.documents.get(key)

    def all(self, kind: str, *, open_only: bool = False) -> list[Any]:
        """All documents of a kind."""
        found = [one for key, one in sorted(self.documents.items()) if key.kind == kind]
        if not open_only:
            return found
        return [one for one in found if isinstance(one, ActionState) and life(one).is_open]


def site(**changes: Whatever) -> SiteState:
    """Tower A, with its roles."""
    given: dict[str, Any] = {
        "name": "Tower A",
        "channel": "C0TOWERA",
        "calendar": WorkCalendar(timezone="America/Chicago"),
        "roles": {"superintendent": ("U0ANA",), "project_manager": ("U0GRACE",), "safety": ("U0NOOR",)},
        "owners": {"diego": "U0DIEGO", "minh": "U0MINH"},
        "morning": time(7),
    }
    return SiteState(**{**given, **changes})


def people() -> list[PersonState]:
    """Those who are at Tower A."""
    names = {
        "ana": "Ana Silva",
        "grace": "Grace Kim",
        "diego": "Diego Ramos",
        "minh": "Minh Tran",
        "noor": "Noor Ali",
    }
    return [PersonState(id=f"U0{handle.upper()}", handle=handle, name=name) for handle, name in names.items()]


def task(
    task_id: str = "A-310", name: str = "Level 3 slab pour", zone: str = "L3", **changes: Whatever
) -> TaskState:
    """A task planned for this week."""
    given: dict[str, Any] = {
        "start": date(2026, 3, 9),
        "finish": date(2026, 3, 13),
        "owner": "minh",
        "budget": 118000,
    }
    state = {
        name: changes.pop(name)
        for name in ("live", "critical", "float_days", "planned_percent")
        if name in changes
    }
    return TaskState(
        plan=Task(id=task_id, name=name, zone=zone, trade="concrete", **{**given, **changes}), **state
    )


def live(number: int = 1, words: str = "no concrete delivered", **changes: Whatever) -> Live:
    """A blocker that Ana told."""
    given: dict[str, Any] = {
        "kind": "blocker",
        "task": "A-310",
        "values": {"cause": "material"},
        "words": words,
    }
    return Live(
        id=f"{MESSAGE}#{number}",
        message=MESSAGE,
        by="U0ANA",
        at=utc(14, 12),
        signal=Signal(**{**given, **changes}),
    )


def message(
    *signals: Live, text: str = "L3 columns stopped, no concrete delivered", **changes: Whatever
) -> MessageState:
    """Ana's message."""
    given: dict[str, Any] = {"by": "U0ANA", "at": utc(14, 12), "revision": 1, "channel": "C0TOWERA"}
    return MessageState(id=MESSAGE, text=text, live=signals, **{**given, **changes})


def action(action_id: str = "ACT-12", *steps: Step, **changes: Whatever) -> ActionState:
    """Minh is asked to get the concrete by 15:00 in Chicago."""
    given: dict[str, Any] = {
        "text": "Get concrete to the L3 columns",
        "why": "A critical task is blocked.",
        "rule": "critical-task-blocked",
        "decision": "critical-task-blocked/task:A-310/m@2026-03-10T14:12:00Z",
        "subject": Key("task", "A-310"),
        "task": "A-310",
        "matter": f"{MESSAGE}#1",
        "evidence": (f"{MESSAGE}#1",),
        "ladder": (
            Rung(person="U0MINH", reason="owns the task"),
            Rung(person="U0ANA", reason="superintendent of the site"),
        ),
        "due": utc(20),
        "severity": "high",
        "plan": ReminderPlan(),
    }
    return ActionState(
        asked=Assignment(id=action_id, **{**given, **changes}), opened=utc(14, 12), steps=steps
    )


def tower(*more: Subject) -> Paper:
    """The whole site: settings, people, one task, one message, and what else is given."""
    return Paper([site(), *people(), task(live=(live(),), critical=True), message(live()), *more])
