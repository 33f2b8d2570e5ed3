"""What every kind of step has: whoever does it, and how it is played."""

from bot import dispatch
from bot.happening import Pressed
from bot.timelines.stage import CHANNEL, Stage
from bot.timelines.words import Person, Shape, user_id


class Happening(Shape):
    """Something that a person does."""

    by: Person

    def play(self, stage: Stage) -> None:
        """Let it happen now.

        Raises:
            SiteloopError: it cannot be done as things stand.
        """
        raise NotImplementedError


def press(stage: Stage, by: str, name: str, value: str) -> None:
    """A button that needs no form."""
    pressed = Pressed(
        name=name, value=value, user=user_id(by), channel=CHANNEL, ts="", pressed_ts=stage.stamp()
    )
    stage.take(lambda turn: dispatch.press(turn, stage.readers, pressed))
