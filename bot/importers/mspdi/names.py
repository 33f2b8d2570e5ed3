"""What an MS Project file says about its tasks beside their dates: ids, places, trades, people, money."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from bot.importers.mspdi.outline import Row
from bot.importers.mspdi.parse import Element

_IDS = ("activity id", "activity code", "task id", "task code")
_ZONES = ("zone", "area", "location", "level", "floor", "building")
_TRADES = ("trade", "discipline", "craft", "contractor", "crew")
_OWNERS = ("responsib", "owner", "foreman", "superintendent", "lead")
_WORK = "1"
_PLANT_GROUP = re.compile(r"plant|equip|machin|maquin|máquina|thiết bị|máy", re.IGNORECASE)
_MACHINE_WORDS = """
    crane pump hoist excavator digger loader dozer grader roller forklift telehandler truck mixer lift rig generator
"""
_MACHINES = frozenset(_MACHINE_WORDS.split())
_HUNDREDTHS = 100  # MS Project writes money in hundredths of its currency, whatever that is divided into


@dataclass(frozen=True)
class Names:
    """Look-ups by task; a column that the planner added and named says more than what is derived."""

    project: Element

    def own_id(self, task: Element) -> str:
        """The id that the planner keeps in a column of their own, empty if there is none."""
        return self._column(task, _IDS)

    def zone(self, row: Row) -> str:
        """The place: a column for it, else the path of the summaries below the project's own."""
        summaries = (one.element for one in row.above)
        path = (one.text("Name") for one in summaries if one.whole("OutlineLevel") > 0)
        return self._column(row.element, _ZONES) or " / ".join(name for name in path if name)

    def trade(self, task: Element) -> str:
        """The trade: a column for it, else the group of the first people assigned that have one."""
        groups = (one.text("Group") for one in self._people(task))
        return self._column(task, _TRADES) or next((group for group in groups if group), "")

    def owner(self, task: Element) -> str:
        """Who answers: a column for it, else the task's contact, else the first people assigned."""
        people = (one.text("Name") for one in self._people(task))
        return self._column(task, _OWNERS) or task.text("Contact") or next(people, "")

    def budget(self, task: Element) -> float:
        """The cost in the first baseline, as it was agreed; without one, the cost as it is planned now."""
        agreed = (one for one in task.all("Baseline") if one.whole("Number") == 0 and one.text("Cost"))
        return self.money(next(agreed, task), "Cost")

    def money(self, element: Element, tag: str) -> float:
        """An amount of zero or more in the project's currency."""
        return max(0.0, element.number(tag) / _HUNDREDTHS)

    def _column(self, task: Element, meanings: tuple[str, ...]) -> str:
        values = {one.text("FieldID"): one.text("Value") for one in task.all("ExtendedAttribute")}
        named = ((title, values.get(field, "")) for field, title in self._titles.items())
        by_title = {title: value for title, value in named if value}
        return next(
            (by_title[title] for meaning in meanings for title in by_title if meaning in title),
            "",
        )

    def _people(self, task: Element) -> list[Element]:
        return [one for one in self._assigned.get(task.text("UID"), []) if not is_machine(one)]

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """The folded names of the planner's own columns, by their field."""
        own = self.project.within("ExtendedAttributes", "ExtendedAttribute")
        return {one.text("FieldID"): one.text("Alias").casefold() for one in own if one.text("Alias")}

    @cached_property
    def _assigned(self) -> Mapping[str, list[Element]]:
        """By the task's unique id, the resources of work that are assigned to it."""
        known = workers(self.project)
        found: dict[str, list[Element]] = {}
        for one in self.project.within("Assignments", "Assignment"):
            if resource := known.get(one.text("ResourceUID")):
                found.setdefault(one.text("TaskUID"), []).append(resource)
        return found


def workers(project: Element) -> dict[str, Element]:
    """People and machines by their unique id; material, cost and rows without a name are neither."""
    every = project.within("Resources", "Resource")
    return {one.text("UID"): one for one in every if one.text("Name") and one.text("Type") in {_WORK, ""}}


def is_machine(resource: Element) -> bool:
    """Whether a resource of work is a machine, which MS Project does not tell from people: its group says so, or the
    last word of its name."""
    words = re.findall(r"[^\W\d_]+", resource.text("Name").casefold())
    return bool(_PLANT_GROUP.search(resource.text("Group"))) or bool(words and words[-1] in _MACHINES)
