"""Finding work: which site is due, when the next one will be, and whether all is quiet."""

import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Select,
    and_,
    bindparam,
    func,
    or_,
    select,
    union,
    union_all,
    update,
)

from storage.claim import Claim
from storage.errors import UnknownSite
from storage.instants import Instant
from storage.outbox import waiting
from storage.part import Part
from storage.reader import Reader, Snapshot
from storage.tables import inbox, is_queued, lane, outbox, site, wake

_QUEUED = is_queued(inbox.c.state)
_NOW, _WALL = bindparam("now", type_=Instant()), bindparam("wall", type_=Instant())


def _unheld(columns: Any) -> ColumnElement[bool]:  # noqa: ANN401 - the columns of a leased table
    return or_(columns.lease_until.is_(None), columns.lease_until <= _WALL)


# Those that are asked at every poll are put together once.
_DUE = union(  # the sites that have something to live through
    select(inbox.c.site).where(_QUEUED),
    select(wake.c.site).where(is_queued(wake.c.state), wake.c.at <= _NOW),
)
_FREE = and_(_unheld(site.c), or_(site.c.blocked_until.is_(None), site.c.blocked_until <= _NOW))
_CLAIMABLE = (
    select(site.c.id, site.c.workspace)
    .where(site.c.id.in_(_DUE), _FREE)
    .order_by(site.c.claimed_at.asc().nulls_first(), site.c.id)
    .limit(1)
)
_TAKE = (
    update(site)
    .where(site.c.id == bindparam("of"), _FREE)
    .values(lease=bindparam("token"), lease_until=bindparam("until"), claimed_at=_WALL)
    .returning(site.c.last_now)
)
_FIRST = union_all(
    select(inbox.c.site, func.min(inbox.c.received_at).label("at")).where(_QUEUED).group_by(inbox.c.site),
    select(wake.c.site, func.min(wake.c.at)).where(is_queued(wake.c.state)).group_by(wake.c.site),
).subquery()
_NEXT = select(_FIRST.c.at, site.c.blocked_until).join(site, site.c.id == _FIRST.c.site)
_TO_TRY: CompoundSelect[Any] = union_all(
    select(func.coalesce(site.c.blocked_until, _NOW)).where(site.c.id.in_(_DUE), _unheld(site.c)),
    waiting()
    .where(outbox.c.not_before <= _NOW, _unheld(lane.c))
    .with_only_columns(lane.c.free_at)
    .distinct(),
)


class Work(Part):
    """Claims, and the reading that needs none."""

    def claim(self, now: datetime, *, worker: str, lease: timedelta) -> Claim | None:
        """A site that has something due by `now`, for this worker alone; the one that waited longest. None: there is none.

        `lease` is how long it stays held should the worker fall silent; each unit prolongs it.
        """
        token = f"{worker}/{secrets.token_hex(8)}"
        while True:
            asked = {"now": now, "wall": self._shared.wall()}
            with self._database.read() as connection:
                found = connection.execute(_CLAIMABLE, asked).first()
            if found is None:
                return None
            held = asked | {"of": found.id, "token": token, "until": self._shared.wall() + lease}
            with self._database.write() as connection:
                taken = connection.execute(_TAKE, held).first()
            if taken is not None:  # else another worker was faster
                break
        return Claim(
            self._shared,
            site=found.id,
            workspace=found.workspace,
            lease=token,
            length=lease,
            last_now=taken.last_now,
        )

    def next_due(self) -> datetime | None:
        """The earliest instant at which a site has something to live through: of happenings their arrival, of wakes their own.

        A site that waits after a failure is due when it may try again.
        """
        with self._database.read() as connection:
            return min((max(at, until or at) for at, until in connection.execute(_NEXT)), default=None)

    def quiet(self, now: datetime) -> bool:
        """Whether nothing is queued or due by `now`, neither to be worked in nor to be sent."""
        queries: list[Select[Any]] = [
            select(inbox.c.id).where(_QUEUED).limit(1),
            select(wake.c.site).where(is_queued(wake.c.state), wake.c.at <= now).limit(1),
            waiting().where(outbox.c.not_before <= now).with_only_columns(outbox.c.id).limit(1),
        ]
        with self._database.read() as connection:
            return all(connection.execute(query).first() is None for query in queries)

    def next_try(self, now: datetime) -> datetime | None:
        """When the first of all that is due by `now` may be tried: at once, after a pause for a failure, or at its lane's pace.

        None: nothing is due, or others are at it.
        """
        asked = {"now": now, "wall": self._shared.wall()}
        with self._database.read() as connection:
            found = connection.execute(_TO_TRY, asked).scalars().all()
        return max(min(found), now) if found else None

    @contextmanager
    def reading(self, site_id: int) -> Iterator[Reader]:
        """One site as it stands now, consistent in itself, without a lease; for listeners, commands and the home tab.

        Raises:
            UnknownSite: there is none with this number.
        """
        with self._database.read() as connection:
            owner = connection.execute(
                select(site.c.workspace).where(site.c.id == site_id)
            ).scalar_one_or_none()
            if owner is None:
                raise UnknownSite(f"there is no site {site_id}: take its number from site_for() or sites()")
            yield Snapshot(connection, self._shared.cache, site_id, owner)

    def abandon(self, is_gone: Callable[[str], bool]) -> int:
        """End the leases of workers that are gone, as `is_gone` says of their names; gives how many.

        What a gone worker was sending comes back as uncertain; a site that it worked on is free.
        """
        ended = 0
        with self._database.write() as connection:
            for table in (site, lane):
                leases = connection.execute(
                    select(table.c.id, table.c.lease).where(table.c.lease.is_not(None))
                ).all()
                gone = [id_ for id_, lease in leases if is_gone((lease or "").rpartition("/")[0])]
                freed = update(table).where(table.c.id.in_(gone)).values(lease=None, lease_until=None)
                ended += connection.execute(freed).rowcount
        self._shared.news.tell()
        return ended
