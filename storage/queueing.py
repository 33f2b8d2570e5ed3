"""Writing to the outbox: each key once, each in its lane, and a living message's newest body only."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, literal_column, or_, select, update

from storage.instants import Instant
from storage.outgoing import Outgoing
from storage.part import Shared
from storage.tables import is_queued, lane, outbox
from storage.unit import Unit

_EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
_OWN_LANES = {
    "react": "react",
    "unreact": "react",
    "respond": "respond",
    "people": "read",
    "file": "read",
    "transcript": "read",
    "trial": "trial",
}

_BODIES = ("nudge", "show", "change")  # the stronger first

_INSERT = insert(outbox)
_KNOWN = select(outbox.c.key).where(
    outbox.c.site == bindparam("of"), outbox.c.key.in_(bindparam("asked", expanding=True))
)
_OF_TARGET = (
    select(
        outbox.c.id,
        outbox.c.key,
        outbox.c.kind,
        outbox.c.not_before,
        outbox.c.channel,
        outbox.c.uncertain,
    )
    .where(outbox.c.site == bindparam("of"), outbox.c.target == bindparam("asked"))
    .where(is_queued(outbox.c.state), outbox.c.target != literal_column("''"))
    .order_by(outbox.c.id)
    .with_for_update()
)
_TAKE_TURN = (
    update(outbox)
    .where(outbox.c.id == bindparam("of"))
    .values(key=bindparam("new_key"), body=bindparam("new_body"), kind=bindparam("new_kind"))
)
# Whoever is asked in a card's thread has the living message there, which ends with their name.
_MOVE = (
    update(outbox)
    .where(outbox.c.site == bindparam("of"), outbox.c.not_before == bindparam("held", type_=Instant()))
    .where(is_queued(outbox.c.state))
    .where(or_(outbox.c.channel == bindparam("to"), outbox.c.target.like(bindparam("its"))))
    .values(not_before=bindparam("starts", type_=Instant()))
)


def lane_of(outgoing: Outgoing) -> str:
    """What it queues in: the channel's messages leave in order; reactions, responses and reading do not wait for them."""
    own = _OWN_LANES.get(outgoing.kind)
    return f"{own}:{outgoing.channel}" if own else outgoing.channel


def lane_ids(connection: Connection, shared: Shared, workspace: str, names: set[str]) -> dict[str, int]:
    """The numbers of these lanes, which are made where they are not there yet."""
    known = {name: shared.lanes[workspace, name] for name in names if (workspace, name) in shared.lanes}
    if len(known) == len(names):
        return known
    query = select(lane.c.name, lane.c.id).where(
        lane.c.workspace == workspace, lane.c.name.in_(sorted(names))
    )
    found = dict(connection.execute(query).all())
    shared.lanes.update({(workspace, name): id_ for name, id_ in found.items()})
    if not names - set(found):
        return found
    # Those that are made now are remembered when they are met again: this transaction may come to nothing.
    rows = [{"workspace": workspace, "name": name, "free_at": _EPOCH} for name in sorted(names - set(found))]
    connection.execute(shared.database.insert_new(lane), rows)
    return dict(connection.execute(query).all())


def queue(connection: Connection, shared: Shared, unit: Unit) -> None:
    """Write what a unit sends, in the order in which it sends it, once what it moves has its time."""
    for moved in unit.moved:
        given = {"of": unit.site, "to": moved.person, "held": moved.held, "its": f"%:{moved.person}"}
        connection.execute(_MOVE, given | {"starts": max(moved.at, unit.now)})
    if not unit.outgoing:
        return
    lanes = lane_ids(connection, shared, unit.workspace, {lane_of(one) for one, _ in unit.outgoing})
    asked = sorted({one.key for one, _ in unit.outgoing})
    known = set(connection.execute(_KNOWN, {"of": unit.site, "asked": asked}).scalars())
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
        connection.execute(_INSERT, place | fresh)
        return
    # The new one takes the older one's turn, since what queues behind that one may need the message to stand.
    id_, key, kind = older
    stronger = min(kind, one.kind, key=_BODIES.index)
    turn = {"of": id_, "new_key": one.key, "new_body": fresh["body"], "new_kind": stronger}
    connection.execute(_TAKE_TURN, turn)
    gone = {"key": key, "kind": kind, "state": "superseded", "body": "{}"}
    connection.execute(_INSERT, place | fresh | gone)


def _overtaken(
    connection: Connection, site: int, fresh: dict[str, Any], now: datetime
) -> tuple[int, str, str] | None:
    """The row whose turn the new body takes: the last one of the target, where it waits for the same instant.

    Those that wait for a later instant get the new body too: nobody shall be nudged with an old one. Whoever is nudged before
    that is not nudged again by what only waited.
    """
    rows = connection.execute(_OF_TARGET, {"of": site, "asked": fresh["target"]}).all()
    starts = max(fresh["not_before"], now)
    later = [row.id for row in rows if row.kind in _BODIES and row.not_before > starts]
    if later:
        newer = {"body": fresh["body"], **({"kind": "change"} if fresh["kind"] == "nudge" else {})}
        connection.execute(update(outbox).where(outbox.c.id.in_(later)).values(newer))
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
