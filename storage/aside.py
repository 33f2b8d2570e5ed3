"""What was set aside: it failed too often, and an operator has to look at it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import literal_column, select, update

from storage.errors import StorageError
from storage.part import Part
from storage.tables import inbox, outbox, site, wake


@dataclass(frozen=True, kw_only=True)
class Aside:
    """Something that could not be done. `id` names it to `retry`: `inbox:12`, `wake:3:task:A-310`, `outbox:7`.

    `at` is when it came or was to come, `error` what its last try ended with.
    """

    id: str
    workspace: str
    site: int
    kind: str
    key: str
    at: datetime
    attempts: int
    error: str


class Kept(Part):
    """What the operator sees, and may try again."""

    def aside(self) -> list[Aside]:
        """All that was set aside: happenings, wakes, and outgoing messages that Slack would not take."""
        with self._database.read() as connection:
            happened = connection.execute(
                select(inbox).where(inbox.c.state == literal_column("'aside'")).order_by(inbox.c.id)
            ).all()
            woken = connection.execute(
                select(wake, site.c.workspace)
                .join(site, site.c.id == wake.c.site)
                .where(wake.c.state == literal_column("'aside'"))
                .order_by(wake.c.site, wake.c.kind, wake.c.id)
            ).all()
            unsent = connection.execute(
                select(outbox).where(outbox.c.state == literal_column("'failed'")).order_by(outbox.c.id)
            ).all()
        return [
            *(_aside(f"inbox:{row.id}", row, row.kind, row.key, row.received_at) for row in happened),
            *(
                _aside(f"wake:{row.site}:{row.kind}:{row.id}", row, "wake", f"{row.kind}:{row.id}", row.at)
                for row in woken
            ),
            *(_aside(f"outbox:{row.id}", row, row.kind, row.key, row.created_at) for row in unsent),
        ]

    def retry(self, aside_id: str) -> bool:
        """Try again what was set aside; False where nothing of this name is."""
        table, _, name = aside_id.partition(":")
        fresh = {"state": "queued", "attempts": 0}
        with self._database.write() as connection:
            if table == "inbox" and name.isdecimal():
                again = update(inbox).where(
                    inbox.c.id == int(name), inbox.c.state == literal_column("'aside'")
                )
                found = connection.execute(again.values(fresh)).rowcount
            elif table == "outbox" and name.isdecimal():
                unsent = update(outbox).where(
                    outbox.c.id == int(name), outbox.c.state == literal_column("'failed'")
                )
                found = connection.execute(unsent.values(fresh)).rowcount
            elif table == "wake" and name.count(":") >= 2:
                of, kind, id_ = name.split(":", 2)
                mine = (wake.c.site == int(of), wake.c.kind == kind, wake.c.id == id_)
                woken = update(wake).where(*mine, wake.c.state == literal_column("'aside'"))
                found = connection.execute(woken.values(fresh)).rowcount
            else:
                raise StorageError(
                    f"{aside_id!r} names nothing that can be retried: take an id from the list of what was set aside"
                )
        self._shared.news.tell()
        return found == 1


def _aside(id_: str, row: Any, kind: str, key: str, at: datetime) -> Aside:  # noqa: ANN401 - rows of three tables
    return Aside(
        id=id_,
        workspace=row.workspace,
        site=row.site,
        kind=kind,
        key=key,
        at=at,
        attempts=row.attempts,
        error=row.error,
    )
