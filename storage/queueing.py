"""Writing to the outbox: each key once, each in its lane, and a living message's newest body only."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from storage.database import Database
from storage.outgoing import Outgoing
from storage.tables import lane, outbox
from storage.unit import Unit

_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_OWN_LANES = {"react": "react", "unreact": "react", "respond": "respond", "people": "read", "file": "read"}
_BODIES = ("show", "nudge")


def lane_of(outgoing: Outgoing) -> str:
    """What it queues in: the channel's messages leave in order; reactions, responses and reading do not wait for them."""
    own = _OWN_LANES.get(outgoing.kind)
    return f"{own}:{outgoing.channel}" if own else outgoing.channel


def lane_ids(connection: Connection, database: Database, workspace: str, names: set[str]) -> dict[str, int]:
    """The numbers of these lanes, which are made where they are not there yet."""
    query = select(lane.c.name, lane.c.id).where(
        lane.c.workspace == workspace, lane.c.name.in_(sorted(names))
    )
    found = dict(connection.execute(query).all())
    missing = sorted(names - set(found))
    if not missing:
        return found
    rows = [{"workspace": workspace, "name": name, "free_at": _EPOCH} for name in missing]
    connection.execute(database.insert(lane).on_conflict_do_nothing(), rows)
    return dict(connection.execute(query).all())


def queue(connection: Connection, database: Database, unit: Unit) -> None:
    """Write what a unit sends, in the order in which it sends it."""
    if not unit.outgoing:
        return
    lanes = lane_ids(connection, database, unit.workspace, {lane_of(one) for one, _ in unit.outgoing})
    asked = {one.key for one, _ in unit.outgoing}
    query = select(outbox.c.key).where(outbox.c.site == unit.site, outbox.c.key.in_(sorted(asked)))
    known = set(connection.execute(query).scalars())
    for one, starts in unit.outgoing:
        if one.key not in known:
            known.add(one.key)
            place = {"workspace": unit.workspace, "site": unit.site, "lane": lanes[lane_of(one)]}
            _queue_one(connection, place, one, starts, unit.now)


def _queue_one(
    connection: Connection, place: dict[str, Any], one: Outgoing, starts: datetime, now: datetime
) -> None:
    fresh = row_of(one, starts, now)
    older = _overtaken(connection, place["site"], fresh, now) if one.target and one.kind in _BODIES else None
    if older is None:
        connection.execute(insert(outbox).values(**place, **fresh))
        return
    # The new one takes the older one's turn, since what queues behind that one may need the message to stand.
    id_, key, kind = older
    kinds = {"kind": "nudge" if "nudge" in (kind, one.kind) else "show"}
    connection.execute(
        update(outbox).where(outbox.c.id == id_).values(key=one.key, body=fresh["body"], **kinds)
    )
    gone = {"key": key, "kind": kind, "state": "superseded", "body": "{}"}
    connection.execute(insert(outbox).values(**place, **(fresh | gone)))


def _overtaken(
    connection: Connection, site: int, fresh: dict[str, Any], now: datetime
) -> tuple[int, str, str] | None:
    """The row whose turn the new body takes: the last one of the target, where it waits for the same instant.

    Those that wait for a later instant get the new body too: nobody shall be nudged with an old one.
    """
    columns = (
        outbox.c.id,
        outbox.c.key,
        outbox.c.kind,
        outbox.c.not_before,
        outbox.c.channel,
        outbox.c.uncertain,
    )
    query = select(*columns).where(outbox.c.site == site, outbox.c.target == fresh["target"])
    query = (
        query.where(outbox.c.state == "queued", outbox.c.target != "").order_by(outbox.c.id).with_for_update()
    )
    rows = connection.execute(query).all()
    starts = max(fresh["not_before"], now)
    later = [row.id for row in rows if row.kind in _BODIES and row.not_before > starts]
    if later:
        connection.execute(update(outbox).where(outbox.c.id.in_(later)).values(body=fresh["body"]))
    mine = [row for row in rows if row.not_before <= starts]
    if not mine:
        return None
    id_, key, kind, not_before, channel, uncertain = mine[-1]
    fits = (
        kind in _BODIES and channel == fresh["channel"] and not uncertain and max(not_before, now) == starts
    )
    return (id_, key, kind) if fits else None


def row_of(one: Outgoing, starts: datetime, now: datetime) -> dict[str, Any]:
    """A queued row of the outbox, but for its place."""
    return {
        "key": one.key,
        "kind": one.kind,
        "channel": one.channel,
        "target": one.target,
        "thread_of": one.thread_of,
        "thread_ts": one.thread_ts,
        "user": one.user,
        "ts": one.ts,
        "body": json.dumps(dict(one.body)),
        "state": "queued",
        "created_at": now,
        "not_before": starts,
        "attempts": 0,
        "error": "",
        "uncertain": False,
        "sent_ts": "",
    }
