"""durable_rules in a child process: it is given rulebooks to hold, and facts to say what fires on."""

from collections import OrderedDict, deque
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from bot.matching import child
from bot.matching.process import ChildFailed, ChildProcess
from rules.match import CaseRefused, EngineMissing
from rules.match import ruleset as rulesets
from rules.match.plan import Facts, Plan
from rules.match.ruleset import Fired

_MOST_BOOKS = 16  # a site may have thresholds of its own; what was not used for longest is let go
_START_SECONDS = 10.0
_AHEAD = 2  # batches that the child may have before it


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

    def fired(self, plan: Plan, batches: Iterable[Facts]) -> Iterator[list[Fired]]:
        """What fires on each batch of facts, both by shard, by a rulebook that it is given where it does not hold it yet.

        While the child is at one batch, the facts of the next are made.

        Raises:
            ChildFailed: the child crashed, was too late, reported an error or answered nonsense; it is dead now.
            CaseRefused: the batches did.
        """
        self._hold(plan)
        unheard: deque[int] = deque()
        try:
            for facts in batches:
                self._tell("match", plan.name, _lines(facts))
                unheard.append(len(facts))
                if len(unheard) > _AHEAD:
                    yield self._fired(unheard.popleft())
        except CaseRefused:
            for _ in unheard:
                self._hear()
            raise
        while unheard:
            yield self._fired(unheard.popleft())
        if self._process.has_more:
            raise self._process.failed("answered nonsense")

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

    def _fired(self, shards: int) -> list[Fired]:
        fired: list[Fired] = [[] for _ in range(shards)]
        try:
            for line in self._hear():
                shard, *fired_there = line.split(" ")
                fired[int(shard)] = fired_there
        except (ValueError, IndexError) as error:
            raise self._process.failed("answered nonsense") from error
        return fired

    def _ask(self, what: str, name: str, lines: Sequence[str]) -> None:
        self._tell(what, name, lines)
        self._hear()

    def _tell(self, what: str, name: str, lines: Sequence[str]) -> None:
        """The child would end itself somewhat later than it is killed from here."""
        self._process.tell("\n".join([f"{what} {self._seconds * 2:g} {name}", *lines]), self._seconds)

    def _hear(self) -> list[str]:
        said, *more = self._process.hear(self._seconds)
        if said != "ok":
            raise self._process.failed(" ".join(more) if said == "failed" else "answered nonsense")
        return more


def _lines(facts: Facts) -> list[str]:
    lines = []
    for shard, told in enumerate(facts):
        if told:
            lines += [f"#{shard}", *told]
    return lines
