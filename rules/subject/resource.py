"""A crew or a machine of the register."""

from dataclasses import dataclass
from datetime import datetime

from rules.key import Key
from rules.resources.resource import Booking, Resource
from rules.subject.memory import Fired, Watch


@dataclass(frozen=True, kw_only=True)
class Broken:
    """A machine was replaced because it did not work; it is down until somebody says that it is back, or takes back the words
    (`live`, a live signal) that told it."""

    live: str
    since: datetime
    by: str
    words: str


@dataclass(frozen=True, kw_only=True)
class ResourceState:
    """A crew or a machine of the register, and what of it is booked, the earliest first.

    `added` is when it came into the register, or what it says of it was last changed, `origin` what brought it (as a
    booking's). One that was `retired` left the site.
    """

    resource: Resource
    added: datetime
    bookings: tuple[Booking, ...] = ()
    origin: str = ""
    broken: Broken | None = None
    retired: bool = False
    memory: tuple[Fired, ...] = ()
    watches: tuple[Watch, ...] = ()

    @property
    def key(self) -> Key:
        """Where this document is kept."""
        return Key("resource", self.resource.id)
