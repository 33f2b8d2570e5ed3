"""The action that a message replies to."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Thread:
    """The assigned action in whose thread a message stands; `due` is local, `YYYY-MM-DDTHH:MM`."""

    action: str
    task: str | None
    due: str | None
    options: tuple[str, ...] = ("done", "not_done")
