"""What moves when a task slips."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rules.plan.network import Network, NetworkError
from rules.plan.span import settle


@dataclass(frozen=True, kw_only=True)
class SlipImpact:
    """Which tasks moved, the slipping one first, and by how many working days each ends later.

    `finish` is the schedule's finish after that, `finish_days` how many working days later it is.
    """

    moved: Mapping[str, int]
    finish: date
    finish_days: int


def slip_impact(network: Network, task: str, days: int) -> SlipImpact:
    """What follows when the task ends `days` working days later than the network has it.

    Raises:
        NetworkError: the task is not in the network, or the days are negative.
    """
    if task not in network.spans:
        raise NetworkError(f"There is no task {task!r} in the schedule. Use one of its ids.")
    if days < 0:
        raise NetworkError(f"A slip of {days} days is none. Give the days as a number from 0 on.")
    slipped = {**network.spans, task: network.spans[task].moved(days)}
    after = settle(network.order, slipped, network.bonds)
    later = {name: after[name].end - span.end for name, span in network.spans.items()}
    moved = {name: later[name] for name in (task, *network.order) if later[name]}
    last = max(after, key=lambda name: after[name].end)
    before_end = max(span.end for span in network.spans.values())
    finish = network.days.finish(after[last]) if after[last].end > before_end else network.finish
    return SlipImpact(moved=moved, finish=finish, finish_days=after[last].end - before_end)
