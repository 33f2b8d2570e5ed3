"""What people say: words for a meaning in one of their languages, and what must be captured of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cache
from importlib import resources
from random import Random

from pydantic import BaseModel, ConfigDict
from ruamel.yaml import YAML

from bot.month.naming import DEFECTS, DETAILS, SPOTS, called, day_called, things
from rules.plan.schedule import Task
from rules.worktime.calendar import WorkCalendar

_LANGUAGES = ("en", "es", "vi")


@dataclass(frozen=True, kw_only=True)
class Meaning:
    """What a message says: a signal of this kind about this task (None: about none) with at least these values."""

    kind: str
    task: str | None
    values: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Utterance:
    """Words, and what they mean; `meaning` is None for talk of which nothing is to be captured."""

    text: str
    meaning: Meaning | None


class _Lines(BaseModel):
    """What the file holds for one thing to say."""

    model_config = ConfigDict(extra="forbid")

    means: dict[str, str] = {}
    en: list[str]
    es: list[str] = []
    vi: list[str] = []

    def of(self, language: str) -> list[str]:
        """The lines in a language, in English where it has none."""
        return {"en": self.en, "es": self.es, "vi": self.vi}[language] or self.en

    def spoken(self, language: str) -> str:
        """The language in which it is said for one who would speak this one."""
        return language if {"en": self.en, "es": self.es, "vi": self.vi}[language] else "en"


@dataclass(frozen=True, kw_only=True)
class Tongue:
    """How something is said: the language, when, and by which chance; `by_id`: the task goes by its id."""

    language: str
    now: datetime
    calendar: WorkCalendar
    rng: Random
    by_id: bool = False


def names_of_words() -> tuple[str, ...]:
    """All that can be said."""
    return tuple(_lines())


def word(name: str, task: Task | None, tongue: Tongue, **facts: float | str | date) -> Utterance:
    """Say something; `facts` are what it needs beyond the task: `percent`, `count`, `when` (a date)."""
    lines = _lines()[name]
    spoken = replace(tongue, language=lines.spoken(tongue.language))
    given = _given(task, spoken, facts)
    text = tongue.rng.choice(lines.of(spoken.language)).format(**given)
    return Utterance(text=text, meaning=_meaning(lines.means, task, given))


def filled(template: str, task: Task | None, tongue: Tongue, **facts: float | str | date) -> str:
    """A template from elsewhere with its blanks filled in the same way."""
    return template.format(**_given(task, tongue, facts))


def _given(task: Task | None, tongue: Tongue, facts: Mapping[str, float | str | date]) -> dict[str, str]:
    known = {**_circumstances(tongue), **things(task), **_said(facts, tongue.language)}
    name = (task.id if tongue.by_id else called(task, tongue.language, tongue.rng)) if task else ""
    return {**known, "task": name}


def _said(facts: Mapping[str, float | str | date], language: str) -> dict[str, str]:
    said = {
        name: f"{value:g}" if isinstance(value, int | float) else str(value) for name, value in facts.items()
    }
    when = facts.get("when")
    if isinstance(when, date):
        said |= {"date": f"{when:%B} {when.day}", "day": day_called(when, language)}
    return said


def _circumstances(tongue: Tongue) -> dict[str, str]:
    rng, local = tongue.rng, tongue.calendar.local(tongue.now)
    next_day = tongue.calendar.add_working_days(local.date(), rng.choice((1, 1, 2)))
    later = local + timedelta(hours=rng.choice((1, 2, 3)))
    return {
        "count": str(rng.randrange(2, 9)),
        "money": f"${rng.randrange(1, 9) * 250:,}",
        "time": f"{later.hour}:{rng.choice(('00', '30'))}",
        "day_en": rng.choice(
            ("tomorrow", f"on {day_called(next_day, 'en')}", f"by {day_called(next_day, 'en')}")
        ),
        "day": day_called(next_day, tongue.language),
        "date": f"{next_day:%B} {next_day.day}",
        "spot": rng.choice(SPOTS),
        "detail": rng.choice(DETAILS),
        "defect": rng.choice(DEFECTS),
    }


def _meaning(means: Mapping[str, str], task: Task | None, given: Mapping[str, str]) -> Meaning | None:
    if not means:
        return None
    filled = {name: value.format(**given) for name, value in means.items()}
    values = {
        name: float(value) if value.isdigit() else value for name, value in filled.items() if name != "kind"
    }
    return Meaning(kind=filled["kind"], task=task.id if task else None, values=values)


@cache
def _lines() -> Mapping[str, _Lines]:
    text = resources.files("bot.month").joinpath("words.yml").read_text(encoding="utf-8")
    return {name: _Lines.model_validate(lines) for name, lines in YAML(typ="safe").load(text).items()}
