"""What is wrong with a process that runs, for whoever looks from another one: it is no site's, and of no workspace."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select

from storage.part import Part
from storage.tables import trouble


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """Something that does not work as it should in a worker's process; `at` is when that was seen."""

    worker: str
    text: str
    at: datetime


class Troubles(Part):
    """What processes say of themselves."""

    def keep_troubles(self, worker: str, texts: Sequence[str], at: datetime) -> None:
        """Keep all that is wrong in a worker's process now, in place of what was before."""
        rows = [{"worker": worker, "text": text, "at": at} for text in dict.fromkeys(texts)]
        with self._database.write() as connection:
            connection.execute(delete(trouble).where(trouble.c.worker == worker))
            if rows:
                connection.execute(insert(trouble), rows)

    def forget_troubles(self, is_gone: Callable[[str], bool]) -> None:
        """Let go of what was wrong with workers that are gone, as `is_gone` says of their names."""
        with self._database.write() as connection:
            workers = connection.execute(select(trouble.c.worker).distinct()).scalars().all()
            gone = [worker for worker in workers if is_gone(worker)]
            connection.execute(delete(trouble).where(trouble.c.worker.in_(gone)))

    def troubles(self) -> list[Trouble]:
        """All that is kept, also of processes that have ended since."""
        query = select(trouble).order_by(trouble.c.at, trouble.c.worker, trouble.c.text)
        with self._database.read() as connection:
            rows = connection.execute(query).all()
        return [Trouble(worker=row.worker, text=row.text, at=row.at) for row in rows]
