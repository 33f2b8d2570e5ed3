"""Receiving: what happened is on disk before Slack is answered, many callers sharing one commit."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from storage.part import Part, Shared
from storage.tables import inbox


@dataclass(frozen=True, kw_only=True)
class _Arrival:
    workspace: str
    site: int
    key: str
    kind: str
    payload: str
    received_at: datetime


@dataclass
class _Waiting:
    """An arrival and, once `settled`, what became of it."""

    arrival: _Arrival
    settled: bool = field(default=False)
    is_new: bool = field(default=False)
    error: Exception | None = field(default=None)


class Inbox(Part):
    """What happened, until it is worked into its site."""

    def __init__(self, shared: Shared) -> None:
        super().__init__(shared)
        self._arrivals: list[_Waiting] = []
        self._arriving = threading.Lock()
        self._writing = threading.Lock()

    def receive(self, *, workspace: str, site: int, key: str, kind: str, payload: str, at: datetime) -> bool:
        """Put a happening into the inbox; it is committed when this returns. False: the workspace knows the key already.

        To be called from any number of threads: whoever gets to write takes along everybody who waits.
        """
        mine = _Waiting(
            _Arrival(workspace=workspace, site=site, key=key, kind=kind, payload=payload, received_at=at)
        )
        with self._arriving:
            self._arrivals.append(mine)
        with self._writing:
            if not mine.settled:
                self._settle_all()
        if mine.error is not None:
            raise mine.error
        return mine.is_new

    def _settle_all(self) -> None:
        with self._arriving:
            batch, self._arrivals = self._arrivals, []
        try:
            self._write(batch)
        except Exception as error:
            if len(batch) == 1:
                batch[0].error, batch[0].settled = error, True
                return
            self._one_by_one(batch)
        if any(one.is_new for one in batch):
            self._shared.news.tell()

    def _one_by_one(self, batch: Sequence[_Waiting]) -> None:
        """One bad arrival shall not take the others with it."""
        for one in batch:
            try:
                self._write([one])
            except Exception as error:  # raised again in the thread that it belongs to
                one.error, one.settled = error, True

    def _write(self, batch: Sequence[_Waiting]) -> None:
        first = {(one.arrival.workspace, one.arrival.key): one for one in reversed(batch)}
        rows = [
            vars(one.arrival) | {"state": "queued", "attempts": 0, "error": ""}
            for one in reversed(first.values())
        ]
        put = self._database.insert_new(inbox)
        with self._database.write() as connection:
            new = {
                (workspace, key)
                for workspace, key in connection.execute(put.returning(inbox.c.workspace, inbox.c.key), rows)
            }
        for one in batch:
            name = (one.arrival.workspace, one.arrival.key)
            one.is_new, one.settled = name in new and first[name] is one, True
