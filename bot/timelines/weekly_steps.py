"""Steps of people who plan a week: what they promise, and what they say of it at the week's end."""

from datetime import date
from typing import Literal

from pydantic import Field

from bot.happening import Submitted
from bot.timelines.stage import CHANNEL, CannotHappen, Stage
from bot.timelines.step import Happening
from bot.timelines.words import TaskIds, user_id
from bot.weekly.forms import FINISHED
from bot.weekly.taking import week_form
from rules.read import site_of
from rules.weekly.outcome import of_week
from rules.weekly.rounds import is_planned, week_meant

_WORDS = Literal[
    "finished", "design", "material", "labour", "equipment", "space", "prior_work", "weather", "safety", "inspection",
    "unforeseen",
]  # fmt: skip


class Promises(Happening):
    """`promises:` tasks that somebody will finish in the week that is planned now, or runs; none: they promise nothing.
    `percent:` how far the tasks shall be instead."""

    promises: TaskIds
    percent: int | None = None

    def play(self, stage: Stage) -> None:
        """The form with its ticks."""
        fields: dict[str, object] = {"more": list(self.promises)}
        if self.percent is not None:
            fields |= {f"how:{name}": str(self.percent) for name in self.promises}
        _submit(stage, self.by, "promise", _week(stage), fields)


class Reviews(Happening):
    """`reviews:` what became of all promises of somebody that do not show as kept: `finished`, or one reason; `still:` the tasks
    that it is in the way of still."""

    reviews: _WORDS
    still: TaskIds = Field(default=[])
    note: str = ""

    def play(self, stage: Stage) -> None:
        """The form of the week's end, of the last week that was reviewed."""
        week = site_of(stage.memory).rounds.get("review")
        if week is None:
            raise CannotHappen("No week has come to its end by then.")
        mine = [one for one in of_week(stage.memory, week) if one.promise.by == user_id(self.by)]
        word = FINISHED if self.reviews == "finished" else self.reviews
        fields: dict[str, object] = {f"what:{one.task}": word for one in mine if not one.verdict.kept}
        _submit(stage, self.by, "week_review", week, {**fields, "still": list(self.still), "note": self.note})


def _week(stage: Stage) -> date:
    site = site_of(stage.memory)
    if not is_planned(site):
        raise CannotHappen("The site plans no weeks by then: it needs a schedule.")
    return week_meant(site, stage.now)


def _submit(stage: Stage, by: str, form: str, week: date, fields: dict[str, object]) -> None:
    given = Submitted(
        form=form,
        about=week.isoformat(),
        fields=fields,
        user=user_id(by),
        view=stage.stamp(),
        channel=CHANNEL,
    )
    stage.take(lambda turn: week_form(turn, given))
