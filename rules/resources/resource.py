"""Crews and plant: what a site has to work with, and what of it is booked for which task, from when until when."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from rules.errors import SiteloopError

ResourceKind = Literal["crew", "plant"]
KINDS: tuple[ResourceKind, ...] = ("crew", "plant")
_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"[\s#-]*\d+$")


class ResourceError(SiteloopError):
    """A crew, a machine or a booking that cannot be; the text says what to write instead."""


@dataclass(frozen=True, kw_only=True)
class Resource:
    """A crew or a machine, as the register has it.

    `count` is how many people, or machines of its sort, it is; `trade` a crew's, or that of the crews which use the machine.
    `called` are other names for it, in any language; `zone` is where it stands when nobody has it. It is on site from `since`
    until `until`, local days, both worked (None: open). What is `shared` serves the whole site, as a tower crane does: it is
    booked by the hour, and never idle.

    Raises:
        ResourceError: it has no id or name, is less than one, or leaves before it comes.
    """

    id: str
    name: str
    kind: ResourceKind
    trade: str = ""
    count: float = 1.0
    zone: str = ""
    called: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    shared: bool = False

    def __post_init__(self) -> None:
        if not self.id or not self.name.strip():
            raise ResourceError("Give it a name, such as Concrete pump 2 or Rebar crew.")
        if not 0 < self.count < 10_000:
            raise ResourceError(f"{self.count:g} is no count. Write how many there are, such as 1 or 8.")
        if self.since and self.until and self.until < self.since:
            raise ResourceError(
                f"It leaves on {self.until}, before it comes on {self.since}. Correct one of the two."
            )

    @property
    def sort(self) -> str:
        """What another machine has to be called to do the same: `concrete pump`, of Concrete pump 2."""
        return _NUMBERED.sub("", self.name).casefold().strip()

    def is_called(self, words: str) -> bool:
        """Whether somebody can mean it by these words: `crane` the Tower crane, `pump 2` the Concrete pump 2, `concrete` neither.

        Of its own name they have to give the last word, which says what it is, and nothing that contradicts the others.
        """
        said, own = _words(words), _words(self.name)
        plain = [word for word in own if not word.isdecimal()] or own
        if (
            plain
            and plain[-1] in said
            and (set(said) <= set(own) or (set(plain) <= set(said) and not _numbers(said) - set(own)))
        ):
            return True
        return any(other and set(other) <= set(said) for other in map(_words, self.called))


@dataclass(frozen=True, kw_only=True)
class Booking:
    """So many of a resource (0: all of it) for a task, or for none in particular, from `start` until before `end`.

    `origin` is what brought it: a form (its key), `list` or `schedule` (an import), the action that moved it here.

    Raises:
        ResourceError: it ends before it starts, or is for less than none.
    """

    id: str
    start: datetime
    end: datetime
    task: str | None = None
    zone: str = ""
    count: float = 0.0
    by: str = ""
    origin: str = ""

    def __post_init__(self) -> None:
        if self.end <= self.start:
            raise ResourceError("The booking ends before it starts. Correct one of the two times.")
        if self.count < 0:
            raise ResourceError(f"{self.count:g} cannot be booked. Write how many, or nothing for all of it.")

    def covers(self, at: datetime) -> bool:
        """Whether it is under way then."""
        return self.start <= at < self.end

    def amount(self, resource: Resource) -> float:
        """How many it takes."""
        return self.count or resource.count


@dataclass(frozen=True, kw_only=True)
class Listing:
    """A resource with its bookings, as a list brings them."""

    resource: Resource
    bookings: tuple[Booking, ...] = field(default=())


@dataclass(frozen=True, kw_only=True)
class Transfer:
    """A move that is proposed: a resource goes to a task from `start` until `end`, from a `giver` whose `booking` gives way.

    `instead` is the machine that is down and that the taker has, as the words `wanted` (a live signal) say. `taker_float` and
    `giver_float` are working days that each can slip, `costs` the working days for which the giver does without it, `gains`
    those that the taker works instead of standing.
    """

    resource: str
    taker: str
    start: datetime
    end: datetime
    gains: int
    taker_float: float
    instead: str = ""
    wanted: str = ""
    booking: str = ""
    giver: str = ""
    giver_float: float = 0.0
    costs: int = 0

    @property
    def left(self) -> float:
        """Working days that the giver can still slip afterwards."""
        return self.giver_float - self.costs


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def _numbers(words: list[str]) -> set[str]:
    return {word for word in words if word.isdecimal()}
