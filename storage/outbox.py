"""Sending: which outgoing message goes next, and what became of it."""

import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, bindparam, delete, func, insert, or_, select, update

from storage.instants import Instant
from storage.outgoing import Outgoing, OutgoingKind
from storage.part import Part
from storage.queueing import lane_ids, lane_of, row_of
from storage.reader import standing
from storage.tables import is_waiting, lane, outbox, posted, trace, workspace

_WAITING = is_waiting(outbox.c.state)
_STANDING: tuple[OutgoingKind, ...] = ("show", "nudge", "say")


def waiting() -> Select[Any]:
    """What is to be sent still, with its lane; a workspace that took the app away gets nothing."""
    return (
        select(outbox)
        .join(lane, lane.c.id == outbox.c.lane)
        .join(workspace, workspace.c.id == outbox.c.workspace)
        .where(_WAITING, workspace.c.removed_at.is_(None))
    )


_NOW, _WALL = bindparam("now", type_=Instant()), bindparam("wall", type_=Instant())
_UNHELD = or_(lane.c.lease_until.is_(None), lane.c.lease_until <= _WALL)
_IS_TRIAL = outbox.c.kind == "trial"


def _sendable(trials: bool | None) -> Select[int, int]:
    due = waiting().where(outbox.c.not_before <= _NOW, lane.c.free_at <= _NOW, _UNHELD)
    if trials is not None:
        due = due.where(_IS_TRIAL if trials else ~_IS_TRIAL)
    found = due.with_only_columns(outbox.c.id, outbox.c.lane)
    return found.order_by(outbox.c.id).limit(1)


# Those that are asked at every poll are put together once: for all, for trials alone, and for all but trials.
_SENDABLE = {trials: _sendable(trials) for trials in (None, True, False)}
_HOLD = (
    update(lane)
    .where(lane.c.id == bindparam("of"), lane.c.free_at <= _NOW, _UNHELD)
    .values(lease=bindparam("token"), lease_until=bindparam("until"))
)
# It comes back as it stands by then: it may have got a newer body since it was found.
_SENDING = (
    update(outbox)
    .where(outbox.c.id == bindparam("of"), _WAITING, outbox.c.not_before <= _NOW)
    .values(state="sending", uncertain=or_(outbox.c.uncertain, outbox.c.state == "sending"))
    .returning(outbox)
)
_MARK = update(outbox).where(outbox.c.id == bindparam("of"), _WAITING)
_ARRIVED = _MARK.values(
    state="sent",
    body="{}",
    error="",
    uncertain=False,
    sent_ts=bindparam("its_ts", type_=outbox.c.sent_ts.type),
)
_HELD = update(lane).where(lane.c.id == bindparam("of"), lane.c.lease == bindparam("held"))
_FREE = _HELD.values(lease=None, lease_until=None)
_FREE_AT = _HELD.values(lease=None, lease_until=None, free_at=bindparam("at", type_=Instant()))
_NEXT = (
    waiting()
    .where(_UNHELD)
    .group_by(lane.c.id, lane.c.free_at)
    .with_only_columns(lane.c.free_at, func.min(outbox.c.not_before))
)


@dataclass(frozen=True, kw_only=True)
class Pending:
    """An outgoing message that one sender has for itself.

    `uncertain`: an earlier try may have arrived. `stands` is (channel, ts) of its living message as it stands now, `thread` of
    the one in whose thread it belongs.
    """

    id: int
    workspace: str
    site: int
    outgoing: Outgoing
    attempts: int
    uncertain: bool
    created_at: datetime
    stands: tuple[str, str] | None
    thread: tuple[str, str] | None
    lane: int
    lease: str


class Outbox(Part):
    """What Slack shall show, in order within each lane, at the lane's pace."""

    def take_outgoing(
        self, now: datetime, *, worker: str, lease: timedelta, trials: bool | None = None
    ) -> Pending | None:
        """The oldest message of a lane that is free by `now`, for this sender alone; None: there is none.

        `trials`: only those, which take long, or (False) anything but them.
        One whose sender fell silent comes again after its lease, `uncertain`.
        """
        token = f"{worker}/{secrets.token_hex(8)}"
        while True:
            asked = {"now": now, "wall": self._shared.wall()}
            with self._database.read() as connection:
                found = connection.execute(_SENDABLE[trials], asked).first()
            if found is None:
                return None
            held = asked | {"token": token, "until": self._shared.wall() + lease}
            if (taken := self._taken(found.id, found.lane, held)) is not None:
                return taken  # else another sender was faster

    def _taken(self, id_: int, lane_id: int, held: dict[str, Any]) -> Pending | None:
        """The message that was found, if it is to be sent still and its lane is free."""
        with self._database.write() as connection:
            if connection.execute(_HOLD, held | {"of": lane_id}).rowcount != 1:
                return None
            row = connection.execute(_SENDING, {"now": held["now"], "of": id_}).first()
            if row is not None:
                return _pending(connection, row, held["token"])
            connection.execute(_FREE, {"of": lane_id, "held": held["token"]})
            return None

    def sent(self, pending: Pending, *, ts: str, channel: str, free_at: datetime) -> bool:
        """It arrived, as the message `ts` of `channel` (empty where it is none); its lane is free again at `free_at`.

        A nudge's predecessor is queued for deletion with it. False: it was known to have arrived.
        """
        with self._database.write() as connection:
            is_new = connection.execute(_ARRIVED, {"of": pending.id, "its_ts": ts}).rowcount == 1
            if is_new:
                self._stand(connection, pending, channel, ts, free_at)
            _free(connection, pending, free_at)
        self._shared.news.tell()
        return is_new

    def _stand(self, connection: Connection, pending: Pending, channel: str, ts: str, now: datetime) -> None:
        sent = pending.outgoing
        if sent.kind == "remove" and sent.target and not sent.ts:
            here = (posted.c.site == pending.site, posted.c.target == sent.target)
            connection.execute(delete(posted).where(*here))
        if sent.kind not in _STANDING or not ts:
            return
        place = {"workspace": pending.workspace, "channel": channel, "ts": ts, "site": pending.site}
        name = sent.target or sent.thread_of
        connection.execute(self._database.insert_new(trace), place | {"target": name})
        if not sent.target:
            return
        before = standing(connection, pending.site, sent.target) if sent.kind == "nudge" else None
        stands = {"site": pending.site, "target": sent.target, "channel": channel, "ts": ts}
        connection.execute(self._database.upsert(posted), stands)
        if before is not None and before[1] != ts:
            self._replace(connection, pending, before, now)

    def _replace(
        self, connection: Connection, pending: Pending, before: tuple[str, str], now: datetime
    ) -> None:
        old = Outgoing(key=f"{pending.outgoing.key}/before", kind="remove", channel=before[0], ts=before[1])
        lanes = lane_ids(connection, self._shared, pending.workspace, {lane_of(old)})
        place = {"workspace": pending.workspace, "site": pending.site, "lane": lanes[lane_of(old)]}
        connection.execute(
            insert(outbox).values(**place, **row_of(old, pending.created_at, pending.created_at))
        )

    def later(
        self, pending: Pending, *, at: datetime, error: str, uncertain: bool = False, counted: bool = True
    ) -> None:
        """It did not arrive (`uncertain`: or it may have); its lane waits until `at` and tries again.

        `counted`: among its attempts; Slack's asking to slow down is none of its failures.
        """
        again = {"state": "queued", "attempts": pending.attempts + counted, "error": error}
        with self._database.write() as connection:
            mark = _MARK.values(**again, uncertain=uncertain or pending.uncertain)
            connection.execute(mark, {"of": pending.id})
            _free(connection, pending, at)
        self._shared.news.tell()

    def noted(self, pending: Pending, body: Mapping[str, Any]) -> None:
        """Part of it is done, and its body says so: a later try goes on from there."""
        with self._database.write() as connection:
            mark = update(outbox).where(outbox.c.id == pending.id, _WAITING)
            connection.execute(mark.values(body=json.dumps(dict(body))))

    def gave_up(self, pending: Pending, *, error: str) -> None:
        """It cannot be sent; it is kept with its error for the operator, and its lane goes on."""
        failed = {"state": "failed", "attempts": pending.attempts + 1, "error": error}
        with self._database.write() as connection:
            connection.execute(_MARK.values(failed), {"of": pending.id})
            _free(connection, pending, None)
        self._shared.news.tell()

    def next_outgoing(self) -> datetime | None:
        """The earliest instant at which something can be sent; what is being sent at the moment does not count."""
        with self._database.read() as connection:
            return min(
                (
                    max(free_at, starts)
                    for free_at, starts in connection.execute(_NEXT, {"wall": self._shared.wall()})
                ),
                default=None,
            )


def _free(connection: Connection, pending: Pending, at: datetime | None) -> None:
    held = {"of": pending.lane, "held": pending.lease}
    if at is None:
        connection.execute(_FREE, held)
    else:
        connection.execute(_FREE_AT, held | {"at": at})


def _pending(connection: Connection, row: Any, lease: str) -> Pending:  # noqa: ANN401 - a row of the outbox
    names = ("key", "kind", "channel", "target", "thread_of", "thread_ts", "user", "ts")
    return Pending(
        id=row.id,
        workspace=row.workspace,
        site=row.site,
        outgoing=Outgoing(**{name: getattr(row, name) for name in names}, body=json.loads(row.body)),
        attempts=row.attempts,
        uncertain=row.uncertain,
        created_at=row.created_at,
        stands=standing(connection, row.site, row.target) if row.target else None,
        thread=standing(connection, row.site, row.thread_of) if row.thread_of else None,
        lane=row.lane,
        lease=lease,
    )
