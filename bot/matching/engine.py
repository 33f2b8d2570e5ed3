"""durable_rules in a child process: it is given rulebooks to hold, and facts to say what fires on."""

from collections import OrderedDict
from collections.abc import Sequence
from pathlib import Path

from bot.matching import child
from bot.matching.process import ChildFailed, ChildProcess
from rules.match import EngineMissing
from rules.match import ruleset as rulesets
from rules.match.plan import Facts, Plan
from rules.match.ruleset import Fired

_MOST_BOOKS = 16  # a site may have thresholds of its own; what was not used for longest is let go
_START_SECONDS = 10.0


class Engine:
    """One child. Not safe between threads; after a failure it is dead.

    `module` is the file of the C module.

    Raises:
        EngineMissing: durable_rules cannot be imported by the child either.
        ChildFailed: it did not start.
    """

    def __init__(self, module: str, seconds: float) -> None:
        self._seconds = seconds
        self._books: OrderedDict[str, None] = OrderedDict()
        self._process = ChildProcess(Path(child.__file__), [rulesets.__file__, module])
        said, *more = self._process.hear(_START_SECONDS)
        if said == "missing":
            self._process.close()
            raise EngineMissing(f"durable_rules cannot be imported ({' '.join(more)}).")
        if said != "ready":
            raise self._process.failed("began with nonsense")

    @property
    def number(self) -> int:
        """The child's process number."""
        return self._process.number

    def fired(self, plan: Plan, facts: Facts) -> list[Fired]:
        """What fires on facts, both by shard, by a rulebook that it is given where it does not hold it yet.

        Raises:
            ChildFailed: the child crashed, was too late, reported an error or answered nonsense; it is dead now.
        """
        self._hold(plan)
        lines = []
        for shard, told in enumerate(facts):
            if told:
                lines += [f"#{shard}", *told]
        fired: list[Fired] = [[] for _ in facts]
        try:
            for line in self._ask("match", plan.name, lines):
                number, *fired_there = line.split(" ")
                fired[int(number)] = fired_there
        except (ValueError, IndexError) as error:
            raise self._process.failed("answered nonsense") from error
        return fired

    def failed(self, how: str) -> ChildFailed:
        """Kill the child for what it did."""
        return self._process.failed(how)

    def close(self) -> None:
        """End the child."""
        self._process.close()

    def _hold(self, plan: Plan) -> None:
        if plan.name in self._books:
            self._books.move_to_end(plan.name)
            return
        while len(self._books) >= _MOST_BOOKS:
            self._ask("drop", self._books.popitem(last=False)[0], ())
        self._ask("load", plan.name, plan.definitions)
        self._books[plan.name] = None

    def _ask(self, what: str, name: str, lines: Sequence[str]) -> list[str]:
        """The child would end itself somewhat later than it is killed from here."""
        told = "\n".join([f"{what} {self._seconds * 2:g} {name}", *lines])
        said, *more = self._process.ask(told, self._seconds)
        if said != "ok":
            raise self._process.failed(" ".join(more) if said == "failed" else "answered nonsense")
        return more
