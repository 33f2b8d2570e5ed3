"""A claim: one worker has one site for itself, and takes what is due there in order."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from types import TracebackType
from typing import Any, Self, cast

from sqlalchemy import Connection, bindparam, select, update

from rules.key import Key, SubjectKind
from storage.commit import commit
from storage.due import Due
from storage.errors import LeaseLost
from storage.part import Shared
from storage.reader import Snapshot
from storage.tables import inbox, is_queued, site, wake
from storage.unit import Head, Unit

ATTEMPTS = 5

_HEAD = select(site.c.revision, site.c.head_seq, site.c.head_hash).where(site.c.id == bindparam("of"))
_RELEASE = (
    update(site)
    .where(site.c.id == bindparam("of"), site.c.lease == bindparam("held"))
    .values(lease=None, lease_until=None)
)
_HAPPENED = (
    select(inbox.c.id, inbox.c.key, inbox.c.kind, inbox.c.payload, inbox.c.received_at, inbox.c.attempts)
    .where(inbox.c.site == bindparam("of"), is_queued(inbox.c.state))
    .order_by(inbox.c.id)
    .limit(1)
)
_WOKEN = (
    select(wake.c.kind, wake.c.id, wake.c.at, wake.c.attempts)
    .where(wake.c.site == bindparam("of"), is_queued(wake.c.state), wake.c.at <= bindparam("until"))
    .order_by(wake.c.at, wake.c.kind, wake.c.id)
    .limit(1)
)


class Claim:
    """One site, held by a lease that every unit prolongs; leaving the `with` block gives it back.

    Nobody else changes its times meanwhile, so they are not asked for again: `last_now`, the last instant that was lived through.
    """

    def __init__(
        self,
        shared: Shared,
        *,
        site: int,
        workspace: str,
        lease: str,
        length: timedelta,
        last_now: datetime | None,
    ) -> None:
        self.site = site
        self.workspace = workspace
        self._shared = shared
        self._database = shared.database
        self._lease = lease
        self._length = length
        self._last_now = last_now
        self._blocked_until: datetime | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()

    def release(self) -> None:
        """Give the site back, if it is held still."""
        with self._database.write() as connection:
            connection.execute(_RELEASE, {"of": self.site, "held": self._lease})
        self._shared.news.tell()

    def next(self, now: datetime) -> Due | None:
        """What the site has to live through next, by `now`: its oldest happening, or a wake that was to come before that."""
        if self._blocked_until is not None and self._blocked_until > now:
            return None
        with self._database.read() as connection:
            found = self._first_due(connection, now)
        last = self._last_now
        return found if found is None or last is None else replace(found, now=max(found.now, last))

    def _first_due(self, connection: Connection, now: datetime) -> Due | None:
        happened = connection.execute(_HAPPENED, {"of": self.site}).one_or_none()
        until = now if happened is None else happened[4]
        woken = connection.execute(_WOKEN, {"of": self.site, "until": until}).one_or_none()
        if woken is not None:
            return _wake(*woken)
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
            head = Head(*connection.execute(_HEAD, {"of": self.site}).one())
            image = self._shared.images.take(self.site, head.revision)
            snapshot = Snapshot(connection, self._shared.cache, self.site, self.workspace, image)
            unit = Unit(snapshot, now=due.now, source=due.key, head=head)
            yield unit
        commit(self._shared, unit, due, lease=self._lease, until=self._shared.wall() + self._length)
        self._last_now, self._blocked_until = unit.now, None
        if unit.outgoing or unit.moved:
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
        self._blocked_until = until


def _wake(kind: str, id_: str, at: datetime, attempts: int) -> Due:
    subject = Key(cast(SubjectKind, kind), id_)
    key = f"wake:{subject}@{at.isoformat()}"
    return Due(
        inbox=None, key=key, kind="wake", payload="", subject=subject, now=at, attempts=attempts, wake_at=at
    )
