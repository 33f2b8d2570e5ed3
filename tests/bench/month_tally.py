"""What a month came to: who was pushed how often and for what, what was captured as meant, which plants were acted on in time."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Literal

from bot.month.answers import ACTION
from bot.month.planted import Plant
from bot.month.record import Push, Record
from bot.month.words import Meaning
from bot.playing.demo import World
from rules.folding.entry import Decided, Entry, Notified, Said, Stepped, Woke
from rules.life.action import life
from rules.read import site_of
from rules.signal import Signal
from rules.subject import ActionState, Step
from rules.worktime.calendar import WorkCalendar

MOST = 6  # pushes of a person on a day
SHARE = 0.05  # of person-days that may have more

Kind = Literal["assigned", "question", "reminder", "escalation", "notice", "digest", "mention", "other"]
_OF_THE_WEEK = ("What will you finish", "Not answered yet", "How did the week go")
_BY_STEP: Mapping[str, Kind] = {"reminded": "reminder", "escalated": "escalation"}


@dataclass(frozen=True, kw_only=True)
class Told:
    """A push with what it was for: `rule` is the rule of its action, `by hand` where a person asked."""

    push: Push
    kind: Kind
    rule: str


@dataclass(frozen=True, kw_only=True)
class Fate:
    """What came of a plant: `acted` and `told` are the working hours until a rule acted and until somebody's telephone buzzed."""

    plant: Plant
    rule: str
    acted: float | None
    told: float | None

    @property
    def in_time(self) -> bool:
        """Whether somebody was told within the rule's time."""
        return self.told is not None and self.told <= self.plant.kind.hours


class Tally:
    """Reads one month's record together with Siteloop's journal."""

    def __init__(
        self,
        record: Record,
        entries: Sequence[tuple[datetime, Entry]],
        actions: Iterable[ActionState],
        calendar: WorkCalendar,
    ) -> None:
        self.record = record
        self._entries = entries
        self._actions = {action.asked.id: action for action in actions}
        self._calendar = calendar

    @classmethod
    def of(cls, record: Record, world: World) -> "Tally":
        """Read the world's one site."""
        with world.siteloop.store.reading(world.site) as reader:
            entries = [(r.at, r.entry) for r in reader.records() if r.entry is not None]
            actions = [one for one in reader.all("action") if isinstance(one, ActionState)]
            return cls(record, entries, actions, site_of(reader).calendar)

    @cached_property
    def told(self) -> list[Told]:
        """Every push, with what it was for."""
        return [self._told(push) for push in self.record.pushes if push.how != "whisper"]

    @property
    def whispers(self) -> int:
        """Questions and notes that only one person sees in the channel."""
        return sum(1 for push in self.record.pushes if push.how == "whisper")

    @cached_property
    def by_day(self) -> Counter[tuple[str, date]]:
        """Pushes of each person on each day of the site; nobody's day without one is in it."""
        return Counter((one.push.to, self._calendar.local_date(one.push.at)) for one in self.told)

    @property
    def person_days(self) -> int:
        """How many days of a person there are."""
        return len(self.record.people) * len(self.record.days)

    @property
    def over(self) -> int:
        """Person-days with more pushes than there may be."""
        return sum(1 for count in self.by_day.values() if count > MOST)

    @property
    def crowded_days(self) -> int:
        """Days on which anybody had more pushes than there may be."""
        return len({day for (_, day), count in self.by_day.items() if count > MOST})

    def worst(self) -> tuple[str, date, list[Told]]:
        """The person-day with most pushes, and all of them."""
        (person, day), _ = max(
            self.by_day.items(), key=lambda one: (one[1], one[0]), default=(("", self.record.days[0]), 0)
        )
        return person, day, self.of_day(person, day)

    def of_day(self, person: str, day: date) -> list[Told]:
        """Everything that somebody was pushed for on a day."""
        return [t for t in self.told if t.push.to == person and self._calendar.local_date(t.push.at) == day]

    def over_by_person(self) -> Counter[str]:
        """On how many days each had more than there may be."""
        return Counter(person for (person, _), count in self.by_day.items() if count > MOST)

    def for_what(self) -> Counter[tuple[str, Kind]]:
        """Pushes by rule and kind."""
        return Counter((one.rule, one.kind) for one in self.told)

    def ends(self) -> Counter[tuple[str, str]]:
        """Actions by rule and by where they stood at the end."""
        return Counter(
            (action.asked.rule or "by hand", life(action).status) for action in self._actions.values()
        )

    def captured(self) -> tuple[int, list[str]]:
        """How much was said of which something can be checked, and what was not captured as meant."""
        heard = {e.message: e.signals for _, e in self._entries if isinstance(e, Said) and e.revision == 1}
        wrong = []
        for said in self.record.said:
            signals = heard.get(said.message, ())
            if not (_means(signals, said.meaning) if said.meaning else not signals):
                meant = _meant(said.meaning) if said.meaning else "nothing"
                wrong.append(f"“{said.text}”, meant {meant}, heard {_heard(signals)}")
        return len(self.record.said), wrong

    def answers_captured(self) -> tuple[int, list[str]]:
        """How many answers were given in words, and which were not captured as meant."""
        heard = {e.message: e for _, e in self._entries if isinstance(e, Said)}
        wrong = []
        for message, act in self.record.answered:
            said = heard.get(message)
            signals = said.signals if said else ()
            if not any(
                act.answer in (s.kind, s.values.get("answer"), s.values.get("status")) for s in signals
            ):
                wrong.append(f"“{act.words}”, meant {act.answer}, heard {_heard(signals)}")
        return len(self.record.answered), wrong

    def local(self, instant: datetime) -> datetime:
        """An instant on the site's clock."""
        return self._calendar.local(instant)

    def fates(self) -> list[Fate]:
        """What came of every plant."""
        return [self._fate(plant) for plant in self.record.plants]

    def counts(self) -> dict[str, int]:
        """Messages in the channel, entries of the journal, wakes, decisions, and what people tried on cards that had gone."""
        return {
            "messages": len(self.record.said),
            "entries": len(self._entries),
            "wakes": sum(isinstance(e, Woke) for _, e in self._entries),
            "decisions": sum(isinstance(e, Decided) for _, e in self._entries),
            "in vain": self.record.in_vain,
        }

    def _told(self, push: Push) -> Told:
        found = ACTION.search(push.text)
        if push.text.startswith("Good morning"):
            return Told(push=push, kind="digest", rule="digest")
        if push.text.startswith(_OF_THE_WEEK):
            return Told(push=push, kind="digest", rule="week")
        action = self._actions.get(found.group()) if found else None
        if (notice := self._notice(push)) is not None:
            return Told(push=push, kind="notice", rule=notice.rule)
        if action is None:
            return Told(push=push, kind="mention" if push.how == "mention" else "other", rule="-")
        rule = action.asked.rule or "by hand"
        return Told(push=push, kind=self._kind(action, push), rule=rule)

    def _kind(self, action: ActionState, push: Push) -> Kind:
        """By the last step of the action that brought it to this person before the push."""
        steps = [s for s in action.steps if s.at <= push.at and self._reached(s, push.to)]
        first: Kind = "question" if action.asked.expects else "assigned"
        return _BY_STEP.get(steps[-1].kind, first) if steps else first

    def _notice(self, push: Push) -> Notified | None:
        """What a rule told of which nothing is expected, where that is what was pushed."""
        to = self.record.people[push.to]
        told = (e for at, e in self._notices if at <= push.at and to in e.to)
        return next((notice for notice in told if notice.text in push.text), None)

    @cached_property
    def _notices(self) -> list[tuple[datetime, Notified]]:
        return [(at, e) for at, e in reversed(self._entries) if isinstance(e, Notified)]

    def _reached(self, step: Step, handle: str) -> bool:
        return step.to == self.record.people[handle]

    def _fate(self, plant: Plant) -> Fate:
        acted = next((one for one in self._entries if self._acts_on(one, plant)), None)
        if acted is None:
            return Fate(plant=plant, rule="", acted=None, told=None)
        at, entry = acted
        name, rule = _action_of(entry)
        heard = [p.at for p in self.record.pushes if name in ACTION.findall(p.text) and p.at >= at]
        told = min(heard, default=None) if name else at  # what asks nobody is told at once
        hours = self._calendar.working_hours_between
        return Fate(
            plant=plant, rule=rule, acted=hours(plant.at, at), told=hours(plant.at, told) if told else None
        )

    def _acts_on(self, one: tuple[datetime, Entry], plant: Plant) -> bool:
        at, entry = one
        if at < plant.at:
            return False
        if isinstance(entry, Stepped) and plant.kind.escalates and entry.step.kind == "escalated":
            return self._is_of(self._actions[entry.action], plant)
        if not isinstance(entry, Decided) or entry.decision.outcome not in ("acted", "proposed"):
            return False
        found = entry.decision
        is_said = any(self._says(live, plant) for live in found.evidence)
        about = self._actions.get(found.subject.id)
        is_about = found.subject.id in self._subjects(plant) or (
            about is not None and self._is_of(about, plant)
        )
        return found.rule in plant.kind.rules and (is_said or is_about)

    def _is_of(self, action: ActionState, plant: Plant) -> bool:
        return any(self._says(live, plant) for live in action.asked.evidence)

    def _says(self, live: str, plant: Plant) -> bool:
        said = next((s.message for s in self.record.said if s.plant is plant), None)
        return said is not None and live.startswith(f"{said}#")

    def _subjects(self, plant: Plant) -> tuple[str, ...]:
        if plant.kind.how == "load":
            return (self.record.people[plant.by.handle],)
        return (plant.task.id,) if plant.task else ()


def _action_of(entry: Entry) -> tuple[str, str]:
    """The action that an entry made or brought up, and by which rule."""
    if isinstance(entry, Decided):
        return entry.decision.action or "", entry.decision.rule
    return (entry.action, "its escalation") if isinstance(entry, Stepped) else ("", "")


def _means(signals: Sequence[Signal], meaning: Meaning) -> bool:
    """Whether one of the signals says what was meant."""
    return any(
        signal.kind == meaning.kind
        and (meaning.task is None or signal.task == meaning.task)
        and all(signal.values.get(name) == value for name, value in meaning.values.items())
        for signal in signals
    )


def _heard(signals: Sequence[Signal]) -> str:
    return ", ".join(_written(s.kind, s.task, s.values) for s in signals) or "nothing"


def _meant(meaning: Meaning) -> str:
    return _written(meaning.kind, meaning.task, meaning.values)


def _written(kind: str, task: str | None, values: Mapping[str, object]) -> str:
    facts = " ".join(f"{name}={value}" for name, value in values.items())
    return " ".join(part for part in (kind, task or "", facts) if part)
