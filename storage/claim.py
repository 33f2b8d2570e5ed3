"""A claim: one worker has one site for itself, and takes what is due there in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, select, update

from rules.key import Key
from storage.commit import Commit
from storage.due import Due
from storage.errors import LeaseLost
from storage.part import Shared
from storage.reader import Snapshot
from storage.tables import inbox, site, wake
from storage.unit import Unit

ATTEMPTS = 5


class Claim:
    """One site, held by a lease that every unit prolongs; leaving the `with` block gives it back."""

    def __init__(self, shared: Shared, *, site: int, workspace: str, lease: str, length: timedelta) -> None:
        self.site = site
        self.workspace = workspace
        self._shared = shared
        self._database = shared.database
        self._lease = lease
        self._length = length

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Give the site back, if it is held still."""
        with self._database.write() as connection:
            connection.execute(
                update(site)
                .where(site.c.id == self.site, site.c.lease == self._lease)
                .values(lease=None, lease_until=None)
            )
        self._shared.news.tell()

    def next(self, now: datetime) -> Due | None:
        """What the site has to live through next, by `now`: its oldest happening, or a wake that was to come before that."""
        with self._database.read() as connection:
            here = select(site.c.last_now, site.c.blocked_until).where(site.c.id == self.site)
            last_now, blocked_until = connection.execute(here).one()
            if blocked_until is not None and blocked_until > now:
                return None
            found = self._first_due(connection, now)
        return found if found is None or last_now is None else replace(found, now=max(found.now, last_now))

    def _first_due(self, connection: Connection, now: datetime) -> Due | None:
        query = select(
            inbox.c.id, inbox.c.key, inbox.c.kind, inbox.c.payload, inbox.c.received_at, inbox.c.attempts
        )
        query = (
            query.where(inbox.c.site == self.site, inbox.c.state == "queued").order_by(inbox.c.id).limit(1)
        )
        happened = connection.execute(query).one_or_none()
        until = now if happened is None else happened.received_at
        waking = select(wake.c.kind, wake.c.id, wake.c.at, wake.c.attempts)
        waking = waking.where(wake.c.site == self.site, wake.c.state == "queued", wake.c.at <= until)
        woken = connection.execute(waking.order_by(wake.c.at, wake.c.kind, wake.c.id).limit(1)).one_or_none()
        if woken is not None:
            subject, at = Key(woken[0], woken[1]), woken[2]  # type: ignore[arg-type]  # only kinds are stored
            return Due(
                inbox=None,
                key=f"wake:{subject}@{at.isoformat()}",
                kind="wake",
                payload="",
                subject=subject,
                now=at,
                attempts=woken[3],
                wake_at=at,
            )
        if happened is None:
            return None
        id_, key, kind, payload, received_at, attempts = happened
        return Due(
            inbox=id_, key=key, kind=kind, payload=payload, subject=None, now=received_at, attempts=attempts
        )

    @contextmanager
    def unit(self, due: Due) -> Iterator[Unit]:
        """A unit of work for what is due: written when the block ends well, forgotten when it raises.

        Raises:
            LeaseLost: at its end, where the site has been claimed by somebody else meanwhile; nothing was written then.
        """
        with self._database.read() as connection:
            here = select(site.c.head_seq).where(site.c.id == self.site)
            head_seq = connection.execute(here).scalar_one()
            snapshot = Snapshot(connection, self._shared.cache, self.site, self.workspace)
            unit = Unit(snapshot, now=due.now, source=due.key, head_seq=head_seq)
            yield unit
        Commit(self._shared, unit, due).write(self._lease, self._shared.wall() + self._length)
        if unit.outgoing:
            self._shared.news.tell()

    def failed(self, due: Due, error: str, now: datetime) -> None:
        """Count a failure; the site waits a while (1, 2, 4, 8 s) and tries again, at the fifth it goes on without it.

        Raises:
            LeaseLost: the site has been claimed by somebody else meanwhile.
        """
        attempts = due.attempts + 1
        aside = attempts >= ATTEMPTS
        until = None if aside else now + timedelta(seconds=2**due.attempts)
        with self._database.write() as connection:
            held = connection.execute(
                update(site)
                .where(site.c.id == self.site, site.c.lease == self._lease)
                .values(blocked_until=until, lease_until=self._shared.wall() + self._length)
            )
            if held.rowcount != 1:
                raise LeaseLost(
                    f"site {self.site} was claimed by another worker: its next claim does this again"
                )
            note: dict[str, Any] = {
                "attempts": attempts,
                "error": error,
                "state": "aside" if aside else "queued",
            }
            if due.subject is None:
                connection.execute(update(inbox).where(inbox.c.id == due.inbox).values(note))
            else:
                mine = (
                    wake.c.site == self.site,
                    wake.c.kind == due.subject.kind,
                    wake.c.id == due.subject.id,
                )
                connection.execute(update(wake).where(*mine, wake.c.at == due.wake_at).values(note))
