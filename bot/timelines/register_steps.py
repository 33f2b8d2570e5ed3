"""Steps of managers at the register: what they book of a crew or machine, and what they free again."""

from bot import registering
from bot.happening import Commanded, Submitted
from bot.timelines.moment import moment
from bot.timelines.stage import CHANNEL, Stage
from bot.timelines.step import Happening
from bot.timelines.words import Moment, ResourceId, TaskId, user_id


class Book(Happening):
    """`book:` a crew or machine for a `task:`, from `start:` until `end:`; without `count:` all of it."""

    book: ResourceId
    task: TaskId = ""
    start: Moment
    end: Moment
    count: float = 0.0

    def play(self, stage: Stage) -> None:
        """The form of `/site resources book`."""
        start, end = (moment(word, stage.now, stage.calendar, past=True) for word in (self.start, self.end))
        fields = {
            "resource": self.book,
            "task": self.task,
            "start": f"{stage.calendar.local(start):%Y-%m-%dT%H:%M}",
            "end": f"{stage.calendar.local(end):%Y-%m-%dT%H:%M}",
            "count": f"{self.count:g}" if self.count else "",
        }
        form = Submitted(
            form="booking",
            about="",
            fields=fields,
            user=user_id(self.by),
            view=stage.stamp(),
            channel=CHANNEL,
        )
        stage.take(lambda turn: registering.register_form(turn, form))


class Free(Happening):
    """`free:` a crew or machine from a `task:` that has it."""

    free: ResourceId
    task: TaskId = ""

    def play(self, stage: Stage) -> None:
        """The command `/site resources free`."""
        asked = Commanded(
            name="resources",
            rest=f"free {self.free} {self.task}".strip(),
            user=user_id(self.by),
            channel=CHANNEL,
            trigger=stage.stamp(),
        )
        stage.take(lambda turn: registering.resources_command(turn, asked))
