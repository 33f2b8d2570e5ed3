"""The store: everything that Siteloop keeps, behind one name."""

from collections.abc import Callable
from types import TracebackType
from typing import Self

from sqlalchemy.exc import DBAPIError

from storage import schema
from storage.aside import Aside, Kept
from storage.claim import Claim
from storage.database import Database
from storage.due import Due
from storage.errors import UnreachableDatabase
from storage.inbox import Inbox
from storage.instants import WallClock, wall_now
from storage.outbox import Outbox, Pending
from storage.part import Shared
from storage.places import Places, SiteRow
from storage.proof import Proof, Verification
from storage.reader import Reader
from storage.record import Record
from storage.troubles import Trouble, Troubles
from storage.unit import Unit
from storage.work import Work

__all__ = [
    "Aside",
    "Claim",
    "Due",
    "Pending",
    "Reader",
    "Record",
    "SiteRow",
    "Store",
    "Trouble",
    "Unit",
    "Verification",
]


class Store(Places, Inbox, Work, Outbox, Proof, Kept, Troubles):
    """What is kept of all workspaces; any number of threads and processes may share it.

    - `Places`: workspaces, sites, channels; what is posted where.
    - `Inbox`: receiving what happened.
    - `Work`: claiming a site and its units of work; reading without a claim.
    - `Outbox`: sending what units decided.
    - `Proof`: proving, forgetting, handing out the journal.
    - `Kept`: what was set aside.
    - `Troubles`: what is wrong with a process that runs.
    """

    @classmethod
    def open(
        cls, url: str, *, upgrade: bool = True, durable: bool = True, wall: WallClock = wall_now
    ) -> Self:
        """Open the database, with its tables brought up to date unless `upgrade` is False.

        `durable=False` does not wait for the disk; `wall` is the machine's time, on which leases run.

        Raises:
            UnsupportedDatabase: the URL is neither a SQLite file's nor PostgreSQL's, or PostgreSQL's driver is missing.
            UnreachableDatabase: it cannot be opened.
            SchemaOutdated: its tables are of another version, and were not to be upgraded.
        """
        database = Database(url, durable=durable)
        try:
            if upgrade:
                schema.upgrade(database)
            else:
                schema.require_head(database)
        except DBAPIError as error:
            database.close()
            place, why = database.url.render_as_string(), str(error.orig).partition("\n")[0]
            raise UnreachableDatabase(
                f"The database {place} cannot be opened: {why}. "
                "Check SITELOOP_DATABASE_URL, that it can be written there, and that the database runs."
            ) from error
        except BaseException:
            database.close()
            raise
        return cls(Shared(database=database, wall=wall))

    def close(self) -> None:
        """Give back every connection."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` (quick, from any thread) after each commit that may make work; gives what ends that."""
        return self._shared.news.subscribe(listener)
