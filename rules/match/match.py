"""What matchers give, and what they refuse."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from rules.deciding.decision import Case
from rules.errors import SiteloopError


class Match(NamedTuple):
    """A rule's id, and the place among the cases of one for which it holds."""

    rule: str
    case: int


class Matcher(Protocol):
    """Finds which rules hold for which cases; both of ours give the same."""

    def match(self, cases: Sequence[Case]) -> list[Match]:
        """In the order of the cases, then of the rulebook; raises CaseRefused."""
        ...


class CaseRefused(SiteloopError):
    """A case has a value that cannot be compared safely; `field` is its name."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"The case's {field} {reason}. Mend what builds the case.")
        self.field = field


class EngineMissing(SiteloopError):
    """durable_rules cannot be imported here; the reference matcher gives the same results."""


class EngineFailed(SiteloopError):
    """durable_rules failed on an evaluation; nothing of it may be used."""
