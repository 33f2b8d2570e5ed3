"""Writing a unit of work down: one short transaction, which also marks what it came from as done."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, update

from storage.due import Due
from storage.errors import EndlessWake, LeaseLost
from storage.part import Shared
from storage.queueing import queue
from storage.rows import Rows, rows_of
from storage.tables import inbox, is_queued, journal, journal_ref, rulebook, site, subject, wake
from storage.unit import Unit

# The row stays locked until the commit, so that a claim that expired meanwhile cannot write as well.
_HOLD = (
    update(site)
    .where(
        site.c.id == bindparam("of"),
        site.c.lease == bindparam("held"),
        site.c.revision == bindparam("seen"),
    )
    .values(
        lease_until=bindparam("until"),
        last_now=bindparam("now"),
        revision=site.c.revision + 1,
        head_seq=bindparam("seq"),
        head_hash=bindparam("hash"),
        blocked_until=None,
    )
)
# What was said is in the journal by then, where it can be forgotten on request; it shall not linger here.
_DONE = (
    update(inbox)
    .where(inbox.c.id == bindparam("of"), is_queued(inbox.c.state))
    .values(state="done", payload="", error="")
)
_NO_WAKE = delete(wake).where(
    wake.c.site == bindparam("of"), wake.c.kind == bindparam("its_kind"), wake.c.id == bindparam("its_id")
)
_WOKEN = _NO_WAKE.where(wake.c.at == bindparam("its_at"))
_JOURNAL = insert(journal)
_REFS = insert(journal_ref)


def commit(shared: Shared, unit: Unit, due: Due, *, lease: str, until: datetime) -> None:
    """Write everything, or nothing; `lease` is the claim's, which has to hold still, `until` its prolongation.

    Raises:
        LeaseLost: somebody else has the site by now, or did this already.
        EndlessWake: the subject that was woken asks for the same instant again.
    """
    again = unit.wakes.get(due.subject) if due.subject else None
    if again is not None and due.wake_at is not None and again <= due.wake_at:
        raise EndlessWake(f"{due.key} asks for {again} again: ask for a later instant, or for none")
    rows = rows_of(unit)
    with shared.database.write() as connection:
        _hold(connection, unit, rows, lease, until)
        _settle(connection, unit, due)
        _write(connection, shared, rows)
        queue(connection, shared, unit)
    image = unit.snapshot.image
    for found, stored in rows.saved:
        shared.cache.put(unit.site, found, stored.digest)
        image.put(found.key, found, stored)
    shared.images.keep(unit.site, unit.revision + 1, image)


def _hold(connection: Connection, unit: Unit, rows: Rows, lease: str, until: datetime) -> None:
    head = {"seen": unit.revision, "seq": unit.head_seq + len(rows.journal), "hash": rows.head_hash}
    given = {"of": unit.site, "held": lease, "until": until, "now": unit.now, **head}
    if connection.execute(_HOLD, given).rowcount != 1:
        raise LeaseLost(f"site {unit.site} was claimed by another worker: its next claim does this again")


def _settle(connection: Connection, unit: Unit, due: Due) -> None:
    if due.subject is None:
        settled = connection.execute(_DONE, {"of": due.inbox})
    else:
        mine = {"of": unit.site, "its_kind": due.subject.kind, "its_id": due.subject.id}
        settled = connection.execute(_WOKEN, mine | {"its_at": due.wake_at})
    if settled.rowcount != 1:
        raise LeaseLost(f"{due.key} was done by another worker: nothing is left to do for it")


def _write(connection: Connection, shared: Shared, rows: Rows) -> None:
    database = shared.database
    # A subject that was saved without having been read may stand so already.
    put_subject = database.upsert(subject, unless_same=("digest", "is_open"))
    for statement, several in (
        (_JOURNAL, rows.journal),
        (_REFS, rows.refs),
        (put_subject, rows.subjects),
        (_NO_WAKE, rows.no_wakes),
        (database.upsert(wake), rows.wakes),
        (database.insert_new(rulebook), rows.rulebooks),
    ):
        if several:
            connection.execute(statement, several)
