"""Cases, which are all that a rule can read, and decisions, which are what it concluded."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from rules.key import Key
from rules.worktime.timed import Timed

CaseValue = bool | float | str
DecisionOutcome = Literal["acted", "proposed", "observed", "told", "asked", "approved", "renewed"]
# The others go on with what a rule did.
FIRED: tuple[DecisionOutcome, ...] = ("acted", "proposed", "observed", "told")


@dataclass(frozen=True, kw_only=True)
class Case:
    """Flat facts about one subject at one instant, or about one open matter of it (`matter` is then its id).

    `values` maps field names (`task.percent`, `blocker.cause`; see `rules.facts.fields`) to values; a fact that is not known is
    absent. `timed` says which of them move with the clock and how, `evidence` which live signals gave them.
    """

    subject: Key
    now: datetime
    values: Mapping[str, CaseValue]
    matter: str = ""
    each: str = ""
    timed: Mapping[str, Timed] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Clause:
    """One comparison of a rule, with the value that it met; `value` is None where the field is absent.

    Without a `field` it stands for those that follow it one `depth` further in: `any of`, `all of`, `none of`, `not all of`.
    """

    text: str
    field: str
    value: CaseValue | None
    holds: bool
    depth: int = 0


@dataclass(frozen=True, kw_only=True)
class Decision:
    """What a rule concluded about a case; it keeps the whole case, so that it explains itself for ever.

    `id` is `<rule>/<subject>/<matter>@<instant>`, `action` the first that it asked for or added to. One that is `approved`
    does what the rule does beside an action that a manager approved. One is `told` whose notices went out while all whom the
    rule would ask are on leave, and `asked` once one of them is back. One that is `renewed` only states or raises anew what
    stands for as long as the rule's condition holds, which had ceased to, or while all whom it would ask are on leave; nobody
    hears of it. What was held back is no decision: `rules.deciding.whynot` finds out about it when somebody asks.
    """

    id: str
    rule: str
    title: str
    rulebook: str
    subject: Key
    matter: str
    outcome: DecisionOutcome
    values: Mapping[str, CaseValue]
    clauses: tuple[Clause, ...]
    evidence: tuple[str, ...]
    action: str | None = None
