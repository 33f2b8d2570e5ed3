"""What a P6 project says about its tasks outside the TASK table: places, trades, people, money."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from bot.importers.xer_tables import XerFile, XerRow

_ZONE_CODES = ("zone", "area", "location", "level", "floor", "building")
_TRADE_CODES = ("trade", "discipline", "craft", "contractor", "crew")
_OWNER_CODES = ("responsib", "owner", "foreman", "superintendent", "lead")


@dataclass(frozen=True, kw_only=True)
class Money:
    """Planned and spent, summed over a task's assignments and expenses, in the file's currency."""

    budget: float
    actual: float


@dataclass(frozen=True)
class TaskNames:
    """Look-ups by task row; an activity code says more than the work breakdown, a person more than a resource."""

    file: XerFile

    def zone(self, task: XerRow) -> str:
        """The place: an activity code for it, else the path of the work breakdown below the project."""
        return self._code(task, _ZONE_CODES) or " / ".join(reversed(list(self._path(task.text("wbs_id")))))

    def trade(self, task: XerRow) -> str:
        """The trade: an activity code for it, else the role of the first assignment that has one."""
        roles = (self._roles.get(row.text("role_id")) for row in self._assignments[task.text("task_id")])
        return self._code(task, _TRADE_CODES) or next((r.text("role_name") for r in roles if r), "")

    def owner(self, task: XerRow) -> str:
        """Who answers: an activity code for it, else the task's primary resource, else its first labour."""
        labour = (
            row.text("rsrc_id")
            for row in self._assignments[task.text("task_id")]
            if row.text("rsrc_type") in {"RT_Labor", ""}
        )
        resource = self._resources.get(task.text("rsrc_id")) or self._resources.get(next(labour, ""))
        return self._code(task, _OWNER_CODES) or (resource.text("rsrc_name") if resource else "")

    def money(self, task: XerRow) -> Money:
        """The task's costs."""
        key = task.text("task_id")
        assigned, expenses = self._assignments[key], self._expenses[key]
        return Money(
            budget=sum(row.number("target_cost") for row in (*assigned, *expenses)),
            actual=sum(row.number("act_reg_cost") + row.number("act_ot_cost") for row in assigned)
            + sum(row.number("act_cost") for row in expenses),
        )

    def _path(self, wbs: str) -> Iterator[str]:
        """Names from the task's own node up to below the project's."""
        met: set[str] = set()
        while (node := self._nodes.get(wbs)) and wbs not in met and node.text("proj_node_flag") != "Y":
            met.add(wbs)
            yield node.text("wbs_name") or node.text("wbs_short_name")
            wbs = node.text("parent_wbs_id")

    def _code(self, task: XerRow, meanings: tuple[str, ...]) -> str:
        codes = self._codes[task.text("task_id")]
        return next((codes[kind] for meaning in meanings for kind in codes if meaning in kind), "")

    @cached_property
    def _codes(self) -> defaultdict[str, dict[str, str]]:
        """By task, the names of its activity codes by the folded name of their type."""
        kinds, values = (
            self.file.by("ACTVTYPE", "actv_code_type_id"),
            self.file.by("ACTVCODE", "actv_code_id"),
        )
        codes: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for row in self.file.rows("TASKACTV"):
            kind, value = kinds.get(row.text("actv_code_type_id")), values.get(row.text("actv_code_id"))
            if kind and value:
                name = value.text("actv_code_name") or value.text("short_name")
                codes[row.text("task_id")][kind.text("actv_code_type").casefold()] = name
        return codes

    @cached_property
    def _assignments(self) -> defaultdict[str, list[XerRow]]:
        return _by_task(self.file.rows("TASKRSRC"))

    @cached_property
    def _expenses(self) -> defaultdict[str, list[XerRow]]:
        return _by_task(self.file.rows("PROJCOST"))

    @cached_property
    def _nodes(self) -> dict[str, XerRow]:
        return self.file.by("PROJWBS", "wbs_id")

    @cached_property
    def _roles(self) -> dict[str, XerRow]:
        return self.file.by("ROLES", "role_id")

    @cached_property
    def _resources(self) -> dict[str, XerRow]:
        return self.file.by("RSRC", "rsrc_id")


def _by_task(rows: list[XerRow]) -> defaultdict[str, list[XerRow]]:
    grouped: defaultdict[str, list[XerRow]] = defaultdict(list)
    for row in rows:
        grouped[row.text("task_id")].append(row)
    return grouped
