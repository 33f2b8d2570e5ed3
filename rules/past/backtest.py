"""Backtest: what another rulebook would have made of everything that ever happened at a site, judged by what people answered."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from rules.book import Book
from rules.deciding.decision import FIRED, Decision
from rules.folding.entry import Assigned, Decided
from rules.folding.state import Memory
from rules.key import Key
from rules.past.journal import Recorded, Turn, turns
from rules.past.replay import fold
from rules.past.trial import Firing, Trial, Trying
from rules.past.verdict import Verdict, verdict
from rules.read import action_of
from rules.subject import Assignment

# A rule about no matter fires anew each time; further apart than this, two firings are not the same one.
_SAME = timedelta(hours=24)


@dataclass(frozen=True, kw_only=True)
class Row:
    """One rule: how often it fired, how many of these stay (`moved`: at another time), how many fire no longer, by how their
    actions were answered, and how many are new."""

    rule: str
    fired: int
    stays: int
    moved: int
    gone: Counter[Verdict | str]
    kept: Counter[Verdict | str]
    new: int


@dataclass(frozen=True, kw_only=True)
class Backtest:
    """What a trial found against the journal: the firings that are `kept` (as they were, and as they would be), `gone` and `new`;
    those of the journal with how they were answered."""

    rows: tuple[Row, ...]
    kept: tuple[tuple[Firing, Firing, str], ...] = ()
    gone: tuple[tuple[Firing, str], ...] = ()
    new: tuple[Firing, ...] = ()
    messages: int = 0
    left_out: int = 0


def backtest(
    records: Sequence[Recorded],
    book: Book,
    *,
    since: datetime | None = None,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Backtest:
    """Live through the journal with another rulebook, put in force at `since` (none: from the beginning).

    `progress` is told how many turns are done, of how many.
    """
    past = _Past(records, since)
    trial = _try(past, book, progress)
    pairs, gone, new = _paired(past.firings, trial.firings)
    judged = [(one, past.verdict(one)) for one in gone]
    rules = sorted({one.decision.rule for one in (*past.firings, *trial.firings)})
    rows = tuple(_row(rule, past, pairs, judged, new) for rule in rules)
    return Backtest(
        rows=rows,
        kept=tuple((old, other, past.verdict(old)) for old, other in pairs),
        gone=tuple(judged),
        new=tuple(new),
        messages=trial.messages,
        left_out=trial.left_out,
    )


class _Past:
    """The journal as it was lived: up to `since` its state, from then on its turns, decisions and, at the end, its actions."""

    def __init__(self, records: Iterable[Recorded], since: datetime | None) -> None:
        self.state, self._end = Memory(), Memory()
        self.turns: list[Turn] = []
        self.asked: list[Assignment] = []
        self.known: list[str] = []
        self.firings: list[Firing] = []
        self._asked_later: dict[str, str | None] = {}
        for turn in turns(records):
            self._take(turn, before=since is not None and turn.at < since)

    def _take(self, turn: Turn, *, before: bool) -> None:
        for record in turn.records:
            if record.entry is None:
                continue
            fold(self._end, record.entry, record.at)
            if before:
                fold(self.state, record.entry, record.at)
            if isinstance(record.entry, Assigned):
                self.asked.append(record.entry.asked)
                if before:
                    self.known.append(record.entry.asked.id)
            if isinstance(record.entry, Decided) and not before:
                self._decided(record.entry.decision, record.at)
        if not before:
            self.turns.append(turn)

    def _decided(self, found: Decision, at: datetime) -> None:
        """A firing; or what one only told when nobody was there is asked by now."""
        if found.outcome in FIRED:
            self.firings.append(Firing(decision=found, at=at, subject=found.subject))
        elif found.outcome == "asked":
            told = (
                one.decision
                for one in reversed(self.firings)
                if _ground(one) == (found.rule, found.subject, found.matter)
            )
            if (last := next(told, None)) is not None:
                self._asked_later[last.id] = found.action

    def verdict(self, one: Firing) -> Verdict | str:
        """How people answered the first action of a decision, also where it was asked later; what asked for none is told by its
        outcome."""
        action = action_of(self._end, one.decision.action or self._asked_later.get(one.decision.id))
        return verdict(action) if action else one.decision.outcome


def _try(past: _Past, book: Book, progress: Callable[[int, int], None]) -> Trial:
    trying = Trying(past.state, book, past.asked, past.known)
    if past.turns:
        trying.begin(past.turns[0].at)
    for done, turn in enumerate(past.turns, start=1):
        trying.take(turn)
        progress(done, len(past.turns))
    if past.turns:
        trying.wait(past.turns[-1].at)
    return trying.found


def _row(
    rule: str,
    past: _Past,
    pairs: Sequence[tuple[Firing, Firing]],
    gone: Sequence[tuple[Firing, str]],
    new: Sequence[Firing],
) -> Row:
    mine = [(old, other) for old, other in pairs if old.decision.rule == rule]
    return Row(
        rule=rule,
        fired=sum(one.decision.rule == rule for one in past.firings),
        stays=len(mine),
        moved=sum(old.at != other.at for old, other in mine),
        gone=Counter(told for one, told in gone if one.decision.rule == rule),
        kept=Counter(past.verdict(old) for old, _ in mine),
        new=sum(one.decision.rule == rule for one in new),
    )


def _paired(
    past: Sequence[Firing], trial: Sequence[Firing]
) -> tuple[list[tuple[Firing, Firing]], list[Firing], list[Firing]]:
    """Which firings are the same: on one ground, at one instant first, then in order; and which of either side are left."""
    grounds: dict[tuple[str, Key, str], tuple[list[Firing], list[Firing]]] = defaultdict(lambda: ([], []))
    for side, firings in enumerate((past, trial)):
        for one in firings:
            grounds[_ground(one)][side].append(one)
    pairs: list[tuple[Firing, Firing]] = []
    gone: list[Firing] = []
    new: list[Firing] = []
    for old, other in grounds.values():
        at = {one.at: one for one in other}
        exact = [one for one in old if one.at in at]
        pairs += [(one, at.pop(one.at)) for one in exact]
        left = sorted(at.values(), key=lambda one: one.at)
        for one in [one for one in old if one not in exact]:
            twin = next((t for t in left if _is_same(one, t)), None)
            if twin is None:
                gone.append(one)
            else:
                left.remove(twin)
                pairs.append((one, twin))
        new += left
    return pairs, sorted(gone, key=_when), sorted(new, key=_when)


def _ground(one: Firing) -> tuple[str, Key, str]:
    return one.decision.rule, one.subject, one.decision.matter


def _is_same(one: Firing, other: Firing) -> bool:
    return bool(one.decision.matter) or abs(one.at - other.at) <= _SAME


def _when(one: Firing) -> tuple[datetime, str]:
    return one.at, one.decision.id
