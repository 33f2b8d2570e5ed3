"""The site itself, its words and the pauses of its channels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Literal

from rules.key import SITE, Key
from rules.subject.memory import Fired, Watch
from rules.subject.said import Live, Settled
from rules.subject.tuning import Tuning
from rules.weekly.promised import SiteWeek
from rules.worktime.calendar import WorkCalendar

WordSort = Literal["task", "person", "words"]


@dataclass(frozen=True, kw_only=True)
class Word:
    """What people of a site call something: `said` stands for a task or a person by their id, or for words that everybody knows.

    `by` is whose answer it was learned from (the message `origin`), or the manager who added it (no origin).
    """

    said: str
    sort: WordSort
    means: str
    by: str
    at: datetime
    origin: str = ""


@dataclass(frozen=True, kw_only=True)
class Pause:
    """A time in which nothing that is written in a channel is read: from `at` until `until` (None: until somebody ends it)."""

    by: str
    at: datetime
    until: datetime | None = None
    why: str = ""

    def holds(self, instant: datetime) -> bool:
        """Whether it held then."""
        return self.at <= instant and (self.until is None or instant < self.until)


@dataclass(frozen=True, kw_only=True)
class SiteState:
    """The site itself: its settings, its people's roles, and what was said about no task in particular.

    `roles` maps a role (`superintendent`, `project_manager`, `safety`, `owner_rep`) to people's ids; `owners` maps the words
    that the schedule uses for who answers to people's ids. `open_actions` are all of the site's. `digested` says up to which
    day the `morning` and `evening` digests went out; `rulebook` is the version in force since `ruled`, `tuning` what the
    managers made of its rules, by their ids, `suggested` when another mode was last suggested to them; `words` are the site's
    own, by what is said, `pauses` the last one of each channel; `vocabulary` counts up whenever the names that people may use
    (tasks, people, words) change; `scheduled` is when the site first had a schedule.

    People are asked for their weekly promises on `planning_day` (0: Monday; None: a week's last working day) at `planning` (None:
    never); `rounds` says for which week each step of that was taken last, `weeks` holds the last ones. `year` is the one in
    which its last entry was made; days of another are told with theirs.
    """

    name: str = ""
    channel: str = ""
    calendar: WorkCalendar = field(default_factory=lambda: WorkCalendar(timezone="UTC"))
    currency: str = "USD"
    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    owners: Mapping[str, str] = field(default_factory=dict)
    morning: time = time(7, 0)
    evening: time = time(17, 0)
    next_action: int = 1
    schedule_name: str = ""
    data_date: date | None = None
    finish: date | None = None
    live: tuple[Live, ...] = ()
    settled: tuple[Settled, ...] = ()
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()
    open_actions: tuple[str, ...] = ()
    digested: Mapping[str, date] = field(default_factory=dict)
    rulebook: str = ""
    ruled: datetime | None = None
    tuning: Mapping[str, Tuning] = field(default_factory=dict)
    suggested: Mapping[str, datetime] = field(default_factory=dict)
    words: Mapping[str, Word] = field(default_factory=dict)
    pauses: Mapping[str, Pause] = field(default_factory=dict)
    vocabulary: int = 0
    scheduled: datetime | None = None
    planning_day: int | None = None
    planning: time | None = time(10, 0)
    rounds: Mapping[str, date] = field(default_factory=dict)
    weeks: tuple[SiteWeek, ...] = ()
    year: int = 0

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return SITE
