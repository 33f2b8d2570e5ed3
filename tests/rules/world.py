"""A site in memory that lives as a running one does: an entry, then the rules' look, then the wakes that this sets."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from rules.book import Book
from rules.deciding.decision import Decision
from rules.deciding.look import look
from rules.folding.entry import (
    Assigned,
    Configured,
    Corrected,
    Decided,
    Deleted,
    Digested,
    Entry,
    Roster,
    Said,
    Scheduled,
    Stepped,
    Unstepped,
    Woke,
)
from rules.folding.fold import apply
from rules.folding.state import Memory
from rules.key import SITE, Key, SubjectKind
from rules.language.rulebook import load_rulebook
from rules.life.action import Life, life
from rules.life.follow import brought_up
from rules.match import reference_matcher
from rules.plan.schedule import Link, Schedule, Task
from rules.progress import TaskFacts, facts
from rules.read import action_of, person_of, site_of, task_of
from rules.signal import Signal, SignalKind
from rules.subject import (
    ActionState,
    Answer,
    Assignment,
    Attached,
    PersonState,
    ReminderPlan,
    Rung,
    SiteState,
    Step,
    Subject,
)
from rules.weekly.cycle import weekly_due
from rules.worktime.calendar import WorkCalendar
from rules.worktime.digest import NAMES, digest_at

Whatever = Any  # a field of what is made
CHICAGO = WorkCalendar(timezone="America/Chicago")
PEOPLE = ("ana", "grace", "diego", "minh", "noor")


def local(text: str, calendar: WorkCalendar = CHICAGO) -> datetime:
    """An instant by the site's clock: `03-10 09:00`, in 2026."""
    return calendar.instant(datetime.fromisoformat(f"2026-{text.replace(' ', 'T')}")).astimezone(UTC)


def user(handle: str) -> str:
    """The Slack id of a person."""
    return f"U0{handle.upper()}"


def task(task_id: str, **changes: Whatever) -> Task:
    """Work of diego's in the week of 9 March 2026."""
    given: dict[str, Any] = {
        "name": f"Work {task_id}",
        "start": date(2026, 3, 9),
        "finish": date(2026, 3, 13),
        "zone": "L3",
        "trade": "concrete",
        "owner": "diego",
        "budget": 1000.0,
    }
    return Task(id=task_id, **{**given, **changes})


def plan(*tasks: Task, **changes: Whatever) -> Scheduled:
    """Those tasks, or three in a row: A-1, A-2 (both critical), and A-3 which has time."""
    three = (
        task("A-1"),
        task("A-2", start=date(2026, 3, 16), finish=date(2026, 3, 20), links=(Link(predecessor="A-1"),)),
        task("A-3", owner="minh"),
    )
    return Scheduled(schedule=Schedule(name="Tower", tasks=tasks or three, **changes))


def signal(kind: SignalKind, task_id: str | None = None, **values: Whatever) -> Signal:
    """A signal; `what`, `hedged` and `confirm` are its own fields, `klass` is a safety report's class."""
    own = {name: values.pop(name) for name in ("what", "hedged", "confirm") if name in values}
    values = {{"klass": "class"}.get(name, name): value for name, value in values.items()}
    return Signal(kind=kind, task=task_id, values=values, words=f"{kind} {values}", **own)


def blocked(task_id: str | None = "A-1", cause: str = "material", **more: Whatever) -> Signal:
    """Something is stopped."""
    return signal("blocker", task_id, cause=cause, **more)


RULE = """\
  - id: {id}
    title: {id}
    why: Because.
    owner: superintendent
    on: {on}
    {each}
    when: {when}
    severity: {severity}
    {more}
    then:
      - {then}
    tests:
      - {{ name: it fires, fires: {{ site.open_actions: 1 }} }}
      - {{ name: it stays quiet, quiet: {{ site.open_actions: 0 }} }}
"""


_ASK = "ask: Do it\n        assign: {assign}\n        due: {due}\n        remind: {remind}"


def rule(when: str, **changes: str) -> str:
    """One rule as YAML; on tasks, asked of the task's owner, then of the superintendent, due in two hours.

    `more` are further lines of it, `then` another outcome than to ask.
    """
    given = {
        "id": "the-rule",
        "on": "task",
        "each": "",
        "severity": "medium",
        "more": "",
        "assign": '[task.owner, "role:superintendent", "role:project_manager"]',
        "due": "2h",
        "remind": "{ before: [30m], at_due: true, after: [1h], escalate_after: 2h }",
        "then": _ASK,
        **changes,
    }
    given["each"] = f"each: {given['each']}" if given["each"] else ""
    given["more"] = given["more"].replace("\n", "\n    ")
    given["then"] = given["then"].format(**given) if given["then"] is _ASK else given["then"]
    return RULE.format(when=when, **given)


CRITICAL = rule(
    "{ all: [task.critical = true, blocker.firm = true, { not: task.status = done }] }",
    id="critical",
    each="blocker",
    severity="high",
)


def book(*rules: str) -> Book:
    """A rulebook of these rules, with the reference matcher."""
    if not rules:
        rules = (rule("site.open_actions > 9000", id="never", on="site", assign='["role:superintendent"]'),)
    loaded = load_rulebook({"book.yml": "rules:\n" + "".join(rules)})
    return Book(rulebook=loaded, matcher=reference_matcher(loaded))


class World:
    """Takes entries as the pipeline does, without Slack and without storage."""

    def __init__(
        self,
        *rules: str,
        schedule: Scheduled | None = None,
        at: str = "03-10 07:30",
        **settings: Whatever,
    ) -> None:
        self.book = book(*rules)
        self.memory = Memory()
        self.now = local(at)
        self.journal: list[tuple[Entry, datetime]] = []
        self.wakes: dict[Key, datetime] = {}
        self._numbers = 0
        self._touched: dict[Key, None] = {}
        roles = {
            "superintendent": (user("ana"),),
            "project_manager": (user("grace"),),
            "safety": (user("noor"),),
        }
        owners = {"diego": user("diego"), "minh": user("minh")}
        given = {"name": "Tower", "channel": "C1", "calendar": CHICAGO, "roles": roles, "owners": owners}
        self.take(Configured(settings=SiteState(**{**given, **settings})))
        self.take(Roster(people=tuple(PersonState(id=user(p), handle=p, name=p.title()) for p in PEOPLE)))
        self.take(schedule or plan())

    # what happens

    def fold(self, entry: Entry) -> set[Key]:
        """Fold an entry in without letting the rules look."""
        changed = apply(self.memory, entry, self.now)
        for subject in changed.values():
            self.memory.put(subject)
        self.journal.append((entry, self.now))
        return set(changed)

    def take(self, entry: Entry, at: str | datetime | None = None) -> None:
        """An entry, and what the rules make of it."""
        if at is not None:
            self.now = local(at) if isinstance(at, str) else at
        self._look(self.fold(entry))

    def say(self, *signals: Signal, by: str = "ana", at: str | None = None, action: str | None = None) -> str:
        """A message; gives its id."""
        if at is not None:
            self.now = local(at)
        self._numbers += 1
        name = f"C1:{self._numbers}"
        self.take(said(name, signals, self.now, by=by, action=action))
        return name

    def fold_said(self, message: str, *signals: Signal) -> None:
        """A message that the rules do not look at."""
        self.fold(said(message, signals, self.now))

    def edit(self, message: str, *signals: Signal, revision: int = 2, action: str | None = None) -> None:
        """The message says this instead."""
        self.take(said(message, signals, self.now, revision=revision, action=action))

    def delete(self, message: str) -> None:
        """The message is gone."""
        self.take(Deleted(message=message))

    def press(
        self, action: str, answer: Answer, by: str = "diego", at: str | None = None, **more: Whatever
    ) -> str:
        """An answer by button or form; gives the step's id."""
        if at is not None:
            self.now = local(at)
        self._numbers += 1
        step = Step(
            id=f"press:{self._numbers}", kind="answered", at=self.now, by=user(by), answer=answer, **more
        )
        self.take(Stepped(action=action, step=step))
        return step.id

    def show(self, action: str, by: str = "diego") -> str:
        """A photo in an action's thread; gives its message."""
        self._numbers += 1
        name = f"C1:{self._numbers}"
        photo = Attached(id="F1", name="photo.jpg", sort="photo")
        self.take(replace(said(name, (), self.now, by=by, action=action), files=(photo,)))
        return name

    def ask(self, **changes: Whatever) -> str:
        """An action that a person asks for; gives its id."""
        number = site_of(self.memory).next_action
        self.take(Assigned(asked=assignment(f"ACT-{number}", **changes)))
        return f"ACT-{number}"

    # time

    def advance(self, until: str | datetime, most: int = 500) -> list[tuple[datetime, Key]]:
        """Live through every wake up to then, in order; gives them."""
        end = local(until) if isinstance(until, str) else until
        lived: list[tuple[datetime, Key]] = []
        while self.wakes:
            at, key = min((at, key) for key, at in self.wakes.items())
            if at > end:
                break
            self.now = max(at, self.now)
            self._wake(key)
            lived.append((at, key))
            assert len(lived) <= most, f"wakes go on for ever: {lived[-5:]}"
        self.now = end
        return lived

    def _wake(self, key: Key) -> None:
        touched = {key} | self.fold(Woke(subject=key))
        if key.kind == "action":
            touched |= self._bring_up(key.id)
        if key == SITE:
            touched |= self._digest()
        self._look(touched)

    def _bring_up(self, action_id: str) -> set[Key]:
        touched: set[Key] = set()
        for step in brought_up(self, action_id, self.now):
            touched |= self.fold(step)
        return touched

    def _digest(self) -> set[Key]:
        touched: set[Key] = set()
        for name in NAMES:
            site = site_of(self.memory)
            day = site.calendar.local_date(self.now)
            last = site.digested.get(name)
            is_due = digest_at(site, name, day) <= self.now and (last is None or last < day)
            if is_due and site.calendar.is_working_day(day):
                touched |= self.fold(Digested(to=name, day=day, counts={}))
        for entry in weekly_due(self, self.now):
            touched |= self.fold(entry)
        return touched

    def _look(self, touched: set[Key]) -> None:
        self._touched.update(dict.fromkeys(sorted(touched)))
        for key, at in look(self, self.book, self.now).items():
            self.wakes.pop(key, None)
            if at is not None:
                assert at >= self.now, f"{key} wakes in the past"
                self.wakes[key] = at

    # as the ledger that the rules look at

    def get(self, key: Key) -> Subject | None:
        """A subject as it stands now."""
        return self.memory.get(key)

    def all(self, kind: SubjectKind, *, open_only: bool = False) -> Iterator[Subject]:
        """Every subject of a kind."""
        return self.memory.all(kind, open_only=open_only)

    def record(self, entry: Entry, *, cause: int | None = None) -> int:
        """Fold in what the rules concluded."""
        self.touch(*sorted(self.fold(entry)))
        return len(self.journal)

    def touch(self, *subjects: Key) -> None:
        """Have the rules look at subjects that no entry changed."""
        self._touched.update(dict.fromkeys(subjects))

    def take_touched(self) -> tuple[Key, ...]:
        """The subjects that have to be looked at since this was asked last."""
        touched, self._touched = tuple(self._touched), {}
        return touched

    # what can be seen

    def facts(self, task_id: str = "A-1") -> TaskFacts:
        """What is true of a task."""
        found = task_of(self.memory, task_id)
        assert found is not None
        return facts(found, site_of(self.memory).calendar)

    def life(self, action: str = "ACT-1") -> Life:
        """Where an action stands."""
        found = action_of(self.memory, action)
        assert found is not None
        return life(found)

    def person(self, handle: str) -> PersonState:
        """Somebody as the site knows them."""
        found = person_of(self.memory, user(handle))
        assert found is not None
        return found

    def actions(self) -> list[ActionState]:
        """Every action, in the order in which they were asked."""
        found = [a for a in self.memory.all("action") if isinstance(a, ActionState)]
        return sorted(found, key=lambda a: int(a.asked.id.rpartition("-")[2]))

    def open(self) -> list[str]:
        """The open actions' ids."""
        return [a.asked.id for a in self.actions() if life(a).is_open]

    def decisions(self) -> list[Decision]:
        """Every decision."""
        return [entry.decision for entry, _ in self.journal if isinstance(entry, Decided)]

    def steps(self, action: str = "ACT-1") -> list[tuple[str, str]]:
        """What came of itself: (reminder's kind or `up`, local time)."""
        found = action_of(self.memory, action)
        assert found is not None
        calendar = site_of(self.memory).calendar
        shown = [(s.reminder or "up", s) for s in found.steps if s.kind in ("reminded", "escalated")]
        return [(word, f"{calendar.local(step.at):%m-%d %H:%M}") for word, step in shown]


def said(
    message: str,
    signals: Sequence[Signal],
    at: datetime,
    *,
    revision: int = 1,
    by: str = "ana",
    action: str | None = None,
) -> Said:
    """A message's entry."""
    return Said(
        message=message,
        revision=revision,
        channel="C1",
        by=user(by),
        said=at,
        text="words",
        signals=tuple(signals),
        action=action,
    )


def assignment(action_id: str = "ACT-1", **changes: Whatever) -> Assignment:
    """Asked of diego, then ana, then grace; due on Tuesday at 15:00."""
    given: dict[str, Any] = {
        "text": "Do it",
        "why": "because",
        "rule": None,
        "decision": None,
        "subject": Key("task", "A-1"),
        "task": "A-1",
        "matter": None,
        "evidence": (),
        "ladder": ladder("diego", "ana", "grace"),
        "due": local("03-10 15:00"),
        "severity": "medium",
        "plan": ReminderPlan(),
    }
    return Assignment(id=action_id, **{**given, **changes})


def ladder(*handles: str) -> tuple[Rung, ...]:
    """These people, in order."""
    return tuple(Rung(person=user(h), reason="can answer") for h in handles)


def response(answer: str, **values: Whatever) -> Signal:
    """An answer in words."""
    return signal("response", answer=answer, **values)


def corrected(message: str, signals: Iterable[Signal]) -> Corrected:
    """A correction's entry."""
    return Corrected(message=message, by=user("ana"), signals=tuple(signals))


def unstepped(action: str, step: str) -> Unstepped:
    """An answer taken back."""
    return Unstepped(action=action, step=step, by=user("diego"))


HOUR = timedelta(hours=1)
