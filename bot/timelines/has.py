"""Expectations of the register: which task has which crew or machine after a step, and until when."""

from bot.timelines.expectation import Expectation
from bot.timelines.moment import minute
from bot.timelines.scene import Scene
from bot.timelines.words import Moment, ResourceId, TaskId
from rules.read import resource_of
from rules.resources.resource import Booking


class Has(Expectation):
    """`has:` a task has a `resource:`, now or later, `until:` when."""

    has: TaskId
    resource: ResourceId
    until: Moment = ""

    def miss(self, scene: Scene) -> str:
        """Who has it instead."""
        bookings = _left(scene, self.resource)
        mine = [one for one in bookings if one.task == self.has]
        if any(not self.until or minute(one.end) == scene.moment(self.until) for one in mine):
            return ""
        return _told(scene, bookings)


class Lacks(Expectation):
    """`lacks:` a task does not have a `resource:`, neither now nor later."""

    lacks: TaskId
    resource: ResourceId

    def miss(self, scene: Scene) -> str:
        """Until when it does."""
        bookings = _left(scene, self.resource)
        return _told(scene, bookings) if any(one.task == self.lacks for one in bookings) else ""


def _left(scene: Scene, name: str) -> list[Booking]:
    found = resource_of(scene.stage.memory, name)
    return [one for one in found.bookings if one.end > scene.stage.now] if found else []


def _told(scene: Scene, bookings: list[Booking]) -> str:
    words = (
        f"{one.task or 'other work'} from {scene.told(one.start)} until {scene.told(one.end)}"
        for one in bookings
    )
    return f"it is booked for {'; '.join(words)}" if bookings else "nobody has it"
