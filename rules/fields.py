"""Every field that a rule can read: its type, unit, meaning and an example."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

FieldType = Literal["number", "text", "truth"]


@dataclass(frozen=True, kw_only=True)
class Field:
    """A fact of a case. `timed` fields move with the clock alone; `options` are all values of a text with few."""

    name: str
    type: FieldType
    meaning: str
    example: str
    unit: str = ""
    timed: bool = False
    options: tuple[str, ...] = ()

    @property
    def subject(self) -> str:
        """What the field speaks of: `task`, `blocker` …"""
        return self.name.partition(".")[0]


_CAUSES = (
    "design", "material", "labour", "equipment", "space", "prior_work",
    "weather", "safety", "inspection", "unforeseen", "other",
)  # fmt: skip
_NEEDS = ("labour", "equipment", "material", "information", "inspection", "decision", "access", "other")


def _number(name: str, unit: str, meaning: str, example: str, timed: bool = False) -> Field:
    return Field(name=name, type="number", unit=unit, meaning=meaning, example=example, timed=timed)


def _text(name: str, meaning: str, example: str, options: tuple[str, ...] = ()) -> Field:
    return Field(name=name, type="text", meaning=meaning, example=example, options=options)


def _truth(name: str, meaning: str) -> Field:
    return Field(name=name, type="truth", meaning=meaning, example="true")


_TASK = (
    _text("task.id", "the schedule's id", "A-310"),
    _text("task.name", "the schedule's name", "Level 3 slab pour"),
    _text("task.zone", "the schedule's zone", "L3"),
    _text("task.trade", "the schedule's trade", "concrete"),
    _text("task.status", "how far it is", "in_progress", ("not_started", "in_progress", "done")),
    _truth("task.has_owner", "the schedule names somebody that the site knows"),
    _number("task.percent", "%", "done, as last said", "80"),
    _number("task.behind_percent", "%", "planned by now less done; negative when ahead", "15", True),
    _truth("task.critical", "its float is used up: a slip moves the end of the schedule"),
    _number("task.float_days", "working days", "how far it can slip before the schedule's end moves", "3"),
    _number("task.hours_to_start", "working hours", "until its planned start; negative after it", "12", True),
    _number("task.hours_to_finish", "working hours", "until its planned finish; negative after it", "20", True),
    _number("task.silent_hours", "working hours", "since anybody spoke of it, or since its planned start", "10", True),
    _truth("task.blocked", "something stops or hampers it now"),
    _number("task.open_blockers", "count", "blockers that nobody cleared", "1"),
    _number("task.open_requests", "count", "requests that nobody answered", "2"),
    _number("task.budget", "money", "the schedule's budget", "118000"),
    _number("task.spent", "money", "costs told so far in the site's currency, and the schedule's actual cost", "12000"),
    _truth("task.ready", "every predecessor that must be finished is"),
    _number("task.slip_days", "working days", "from planned finish to the finish last forecast", "2"),
    _number("task.open_actions", "count", "actions on it that are not closed", "1"),
)  # fmt: skip
_MATTERS = (
    _text("blocker.cause", "why the work stands", "material", _CAUSES),
    _number("blocker.hours", "working hours", "since it began, or since it was told", "10", True),
    _text("blocker.words", "the words that told it", "no concrete delivered"),
    _truth("blocker.firm", "it was stored without doubt (not to be confirmed)"),
    _text("request.need", "what is asked for", "inspection", _NEEDS),
    _number("request.hours", "working hours", "since it was asked", "5", True),
    _number("request.hours_to_needed", "working hours", "until it is needed; absent where no time was said", "8", True),
    _text("request.words", "the words that asked", "need 4 carpenters by Thursday"),
    _truth("request.firm", "it was stored without doubt"),
    _text("delivery.status", "what became of it", "late", ("late", "short", "damaged", "scheduled", "arrived")),
    _number("delivery.hours", "working hours", "since it was told", "2", True),
    _text("delivery.words", "the words that told it", "rebar truck not here till Thursday"),
    _truth("delivery.firm", "it was stored without doubt"),
    _text("safety.class", "what kind of report", "hazard", ("incident", "near_miss", "hazard", "good")),
    _text("safety.category", "of the Focus Four, or other", "fall", ("fall", "struck_by", "caught_in", "electrical", "other")),
    _truth("safety.injury", "somebody was hurt, where the words say"),
    _number("safety.hours", "working hours", "since it was told", "1", True),
    _text("safety.words", "the words that told it", "no harness on the deck edge"),
    _truth("safety.firm", "it was stored without doubt"),
    _text("quality.result", "what the check found", "fail", ("pass", "fail", "defect")),
    _number("quality.hours", "working hours", "since it was told", "1", True),
    _text("quality.words", "the words that told it", "honeycombing on C4"),
    _truth("quality.firm", "it was stored without doubt"),
)  # fmt: skip
_OTHERS = (
    _text("action.status", "where it stands", "assigned", ("assigned", "accepted", "promised", "stuck")),
    _text("action.severity", "of its rule", "high", ("low", "medium", "high", "safety")),
    _number("action.hours_overdue", "working hours", "past its due time; negative before it", "3", True),
    _number("action.hours_silent", "working hours", "since its last answer, or since it was asked", "4", True),
    _number("action.level", "count", "how often it was escalated", "1"),
    _number("action.promises", "count", "how often its time was moved", "2"),
    _number("person.open_actions", "count", "actions asked of them that are not closed", "6"),
    _number("site.open_actions", "count", "actions that are not closed", "14"),
    _number("site.open_blockers", "count", "blockers of no task in particular that nobody cleared", "1"),
    _number("site.open_requests", "count", "requests for no task in particular that nobody answered", "1"),
)  # fmt: skip

FIELDS: Mapping[str, Field] = {f.name: f for f in (*_TASK, *_MATTERS, *_OTHERS)}


def readable(on: str, each: str = "") -> tuple[Field, ...]:
    """The fields that a rule on this subject, for each such matter, can read."""
    subjects = {on, each, "site"}
    return tuple(f for f in FIELDS.values() if f.subject in subjects)
