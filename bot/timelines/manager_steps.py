"""Steps of managers: what they ask for by hand, and what they change of the site, its plan and its rules."""

from dataclasses import dataclass
from typing import Any

from pydantic import Field

from bot import roster
from bot.acting import assigning
from bot.happening import Configure, Submitted
from bot.timelines.moment import moment
from bot.timelines.site import PlanShape, SettingsShape, fields_of, take_over
from bot.timelines.stage import CHANNEL, CannotHappen, Stage
from bot.timelines.step import Happening
from bot.timelines.words import Moment, Person, RuleId, Shape, TaskId, user_id
from rules.folding.entry import Tuned
from rules.language.thresholds import with_thresholds
from rules.plan.schedule import Schedule
from rules.subject import Mode, Tuning


class Assign(Happening):
    """`assign:` what a manager asks of somebody by hand, `to:` whom, `due:` when, about a `task:`."""

    assign: str
    to: Person
    due: Moment = ""
    task: TaskId = ""

    def play(self, stage: Stage) -> None:
        """The form of `/site assign`."""
        due = moment(self.due, stage.now, stage.calendar) if self.due else None
        fields = {
            "to": user_id(self.to),
            "text": self.assign,
            "when": f"{stage.calendar.local(due):%Y-%m-%dT%H:%M}" if due else None,
            "task": self.task,
        }
        form = Submitted(
            form="assign", about="", fields=fields, user=user_id(self.by), view=stage.stamp(), channel=CHANNEL
        )
        stage.take(lambda turn: assigning.assign_form(turn, stage.readers, form))


class Settings(Shape):
    """`settings:` what a manager changes in the set-up form, such as `{ opens: "06:00" }`; read by `step_reading`."""

    settings: Any


class NewPlanShape(PlanShape):
    """`tasks:` or `schedule:` a new schedule, listed here or in a file; read by `step_reading`."""


@dataclass(frozen=True, kw_only=True)
class NewSettings:
    """Settings as they were read."""

    changed: SettingsShape

    def play(self, stage: Stage) -> None:
        """The set-up form."""
        asked = Configure(fields=dict(fields_of(self.changed)), asked=stage.stamp())
        stage.take(lambda turn: roster.configure(turn, asked))


@dataclass(frozen=True, kw_only=True)
class NewPlan:
    """A schedule as it was read."""

    plan: Schedule

    def play(self, stage: Stage) -> None:
        """It takes the place of the one before."""
        stage.take(lambda turn: take_over(turn, self.plan))


class Tune(Happening):
    """`tune:` a rule to another `mode:`, `off: true`, silent `until:` a time, with other `thresholds:`; `why:`. What is not
    said is as the rule declares it."""

    tune: RuleId
    mode: Mode | None = None
    off: bool = False
    until: Moment = ""
    thresholds: dict[str, float] = Field(default={})
    why: str = ""

    def play(self, stage: Stage) -> None:
        """It holds for this site from now on."""
        rule = stage.book.rule(self.tune)
        if rule is None:
            raise CannotHappen(f"There is no rule {self.tune}.")
        with_thresholds(rule, self.thresholds)
        tuning = Tuning(
            rule=self.tune,
            mode=self.mode,
            off=self.off,
            until=moment(self.until, stage.now, stage.calendar) if self.until else None,
            thresholds=self.thresholds,
            by=user_id(self.by),
            at=stage.now,
            why=self.why,
        )
        stage.record(Tuned(tuning=tuning))
