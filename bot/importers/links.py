"""Whether the links read from a file make sense, said in terms of the file's own rows."""

from collections.abc import Mapping, Sequence

from bot.importers.problems import Findings
from rules.plan.network import cycle_in
from rules.plan.schedule import Task


def check_circles(tasks: Sequence[Task], places: Mapping[str, str], column: str, found: Findings) -> None:
    """Note a circle of links among tasks whose links all lead to one of them; `places` is where each task stands."""
    if cycle := cycle_in(tasks):
        found.add(
            f"these tasks wait for each other in a circle: {' → '.join(cycle)}. Remove one of the links.",
            place=places[cycle[0]],
            column=column,
        )


def unknown_task(name: str, known: Mapping[str, str]) -> str:
    """What to write instead of an id that no task has; `known` are the ids there are, by their folded form."""
    alike = known.get(name.casefold())
    instead = f"Write {alike}." if alike else "Write the id of a task in this file, or leave it out."
    return f"there is no task {name}. {instead}"
