"""The rows of MS Project's task list: which are work, which only sum up what stands below them, and what a link with such
a summary means for the work in it."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.importers.mspdi.parse import Element
from rules.plan.schedule import LinkKind


@dataclass(frozen=True, kw_only=True, eq=False)
class Row:
    """One row of the task list with the rows that it is summed up in, the outermost first."""

    element: Element
    above: "tuple[Row, ...]"
    summary: bool

    @property
    def uid(self) -> str:
        """Its unique id, by which links and assignments know it."""
        return self.element.text("UID")


@dataclass(frozen=True, kw_only=True)
class Outline:
    """The rows in force, in the order of the file."""

    rows: tuple[Row, ...]

    @cached_property
    def work(self) -> tuple[Row, ...]:
        """The rows that are work."""
        return tuple(row for row in self.rows if not row.summary)

    @cached_property
    def by_uid(self) -> dict[str, Row]:
        """Each row by its unique id."""
        return {row.uid: row for row in self.rows}

    def pairs(self, before: Row, after: Row, kind: LinkKind) -> Iterator[tuple[Row, Row]]:
        """The rows of work that a link binds, the predecessor first.

        What waits for the finish of a summary waits for the work in it that no other work in it waits for; the start of a
        summary that waits is that of the work in it that waits for nothing in it. Other links with summaries bind no work
        in particular, nor do those with a summary that the row itself is in.
        """
        if before in after.above or after in before.above:
            return
        if (before.summary and kind in {"SS", "SF"}) or (after.summary and kind in {"FF", "SF"}):
            return
        for earlier in self._last_in(before):
            for later in self._first_in(after):
                yield earlier, later

    def _last_in(self, row: Row) -> list[Row]:
        awaited = {one for later in self._inside[row.uid] for one in self._waits_for[later.uid]}
        return [one for one in self._inside[row.uid] if one.uid not in awaited] if row.summary else [row]

    def _first_in(self, row: Row) -> list[Row]:
        inside = {one.uid for one in self._inside[row.uid]}
        waits = self._waits_for
        return [one for one in self._inside[row.uid] if not waits[one.uid] & inside] if row.summary else [row]

    @cached_property
    def _inside(self) -> defaultdict[str, list[Row]]:
        inside: defaultdict[str, list[Row]] = defaultdict(list)
        for row in self.work:
            for summary in row.above:
                inside[summary.uid].append(row)
        return inside

    @cached_property
    def _waits_for(self) -> defaultdict[str, set[str]]:
        waits: defaultdict[str, set[str]] = defaultdict(set)
        for row in self.work:
            waits[row.uid] = {one.text("PredecessorUID") for one in row.element.all("PredecessorLink")}
        return waits


def outline_of(project: Element) -> Outline:
    """The outline of a project; empty and inactive rows, and those of other projects, are not in it."""
    elements = [one for one in project.within("Tasks", "Task") if _in_force(one)]
    levels = [one.whole("OutlineLevel") for one in elements]
    rows: list[Row] = []
    above: list[tuple[int, Row]] = []
    for one, level, following in zip(elements, levels, [*levels, 0][1:], strict=True):
        while above and above[-1][0] >= level:
            above.pop()
        summary = one.flag("Summary") or following > level
        row = Row(element=one, above=tuple(row for _, row in above), summary=summary)
        rows.append(row)
        above.append((level, row))
    return Outline(rows=tuple(rows))


def _in_force(task: Element) -> bool:
    left_out = task.flag("IsNull") or task.flag("ExternalTask") or task.flag("IsSubproject")
    return not left_out and task.text("Active").casefold() not in {"0", "false"}
