"""The action that a message replies to."""

from dataclasses import dataclass
from typing import Literal

Wants = Literal["", "done", "yours"]


@dataclass(frozen=True, kw_only=True)
class Thread:
    """The assigned action in whose thread a message stands; `due` is local, `YYYY-MM-DDTHH:MM`.

    `wants` is what was asked last of whoever writes: whether it is `done`, or whether it is theirs (`yours`). An action that is
    only `placed` at its task asks for something else there: how far that is, in a reply, says nothing of the task.
    """

    action: str
    task: str | None
    due: str | None
    options: tuple[str, ...] = ("done", "not_done")
    wants: Wants = ""
    placed: bool = False
