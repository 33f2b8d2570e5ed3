"""Talk with durable_rules' C engine: one ruleset as a stateless matcher of flat facts, and nothing else of it.

One evaluation is one session: the facts, then a sentinel whose firing gives access to all others, then the session is
deleted. Nothing of Siteloop is imported here: the watched child process (`bot.matching`) loads this file alone.
"""

from __future__ import annotations

from itertools import count

TYPE_CHECKING = False  # for type checkers only: to load `typing` would be a quarter of a child's start
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any

SENTINEL = "~"
HEAD = '{"sid":"1","id":"'  # how every fact begins; its place in the batch and the closing quote come next
_SENTINEL_FACT = f'{HEAD}{SENTINEL}","{SENTINEL}":1}}'
_SESSION = "1"
_TAKEN = (0, 1)  # matched, or matched nothing; 2 would be a repeated id
_BETWEEN = f'":{{"m":{HEAD}'  # what stands in a firing between its rule's name and its fact's id
_NAMES = count(1)

# Names of patterns and ids of the facts on which they fired, in turns; in no order, and some twice where a rule has alternatives.
Fired = list[str]


class RulesetFailed(Exception):
    """The engine reported an error, or answered what it cannot have meant; nothing of the evaluation may be used."""


class Ruleset:
    """A ruleset in the engine (the module `durable_rules_engine`), until it is closed. It is not safe between threads."""

    def __init__(self, engine: Any, definition: str) -> None:  # noqa: ANN401 - the C module has no types
        self._engine = engine
        self._handle: int = engine.create_ruleset(f"siteloop{next(_NAMES)}", definition)
        self.fired(())  # deleting the state of a ruleset that never fired frees uninitialised pointers

    def fired(self, facts: Iterable[str]) -> Fired:
        """What fires on these facts.

        Raises:
            RulesetFailed: see there.
        """
        try:
            self._tell(facts)
            return self._collected(self._tell((_SENTINEL_FACT,)))
        except RulesetFailed:
            raise
        except Exception as error:  # the C module raises plain exceptions with a number
            raise RulesetFailed(f"durable_rules failed: {error}") from error
        finally:
            self._engine.delete_state(self._handle, _SESSION)

    def close(self) -> None:
        """Let the engine forget it."""
        self._engine.delete_ruleset(self._handle)

    def _tell(self, facts: Iterable[str]) -> int:
        """Assert facts; gives the state's offset."""
        tell, handle, offset = self._engine.assert_fact, self._handle, 0
        for fact in facts:
            code, offset = tell(handle, fact)
            if code not in _TAKEN:
                raise RulesetFailed(f"durable_rules answered {code} to a fact")
        return offset

    def _collected(self, offset: int) -> Fired:
        fired: Fired = []
        go_on, handle = self._engine.complete_and_start_action, self._handle
        first = self._engine.start_action_for_state(handle, offset)
        firing = first[1] if first else None
        while firing:
            # {"name":{"m":{"sid":"1","id":"17",… : the engine gives the fact back as it was told
            name, told, fact = firing[2:].partition(_BETWEEN)
            if not told:
                raise RulesetFailed("durable_rules gave a fact back otherwise than it was told")
            if name != SENTINEL:
                fired += (name, fact.partition('"')[0])
            firing = go_on(handle, offset)
        return fired
