"""What every listener has at hand: where things are put, read and routed, and what time it is."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.happening import HAPPENING, Happening
from bot.heard.readers import Readers
from bot.routing import Places, Routing
from storage.reader import Reader
from storage.troubles import Trouble


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> datetime:
        """The aware UTC instant."""
        ...


class Intake(Places, Protocol):
    """What listeners use of storage: the inbox is all that they write."""

    def receive(self, *, workspace: str, site: int, key: str, kind: str, payload: str, at: datetime) -> bool:
        """Commit it to the site's inbox; False where the key is known already."""
        ...

    def reading(self, site: int, /) -> AbstractContextManager[Reader]:
        """One consistent look at a site."""
        ...

    def troubles(self) -> Sequence[Trouble]:
        """What is wrong in the processes that run."""
        ...


@dataclass(frozen=True, kw_only=True)
class Desk:
    """The listeners' side of Siteloop, for one workspace.

    `bot_user` is Siteloop's own user id, `readers` read what a form shows.
    """

    store: Intake
    clock: Clock
    workspace: str
    bot_user: str
    readers: Readers

    @property
    def routes(self) -> Routing:
        """Finds sites."""
        return Routing(self.store, self.workspace)

    def take(self, happening: Happening, site: int) -> bool:
        """Commit what happened. It returns when it is on disk; an exception means that Slack must send it again."""
        return self.store.receive(
            workspace=self.workspace,
            site=site,
            key=happening.key,
            kind=happening.kind,
            payload=HAPPENING.dump_json(happening).decode(),
            at=self.clock.now(),
        )

    def reading(self, site: int) -> AbstractContextManager[Reader]:
        """Look at a site."""
        return self.store.reading(site)
